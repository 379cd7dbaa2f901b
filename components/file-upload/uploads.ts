import { loadOwnWords } from '../shared/own-words.js';
import { loadWords } from '../shared/words.js';
import type { FileUpload } from './file-upload.js';
import { UploadQueue } from './upload-queue.js';

const words = {
  ar: () => import('../words/file-upload/ar.js'),
  en: () => import('../words/file-upload/en.js'),
  es: () => import('../words/file-upload/es.js'),
};

/** Sends what is chosen from now on, and what was. */
export async function begin(host: FileUpload): Promise<void> {
  await Promise.all([loadWords(host), loadOwnWords(host, words), customElements.whenDefined('plaza-file-field')]);
  const { field } = host;
  if (!host.isConnected || !field?.control || !host.hasAttribute('to')) return;
  new UploadQueue(host, field).connect();
}
