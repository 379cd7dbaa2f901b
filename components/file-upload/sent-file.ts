import type { FileUpload } from './file-upload.js';
import { Spoken } from './spoken.js';
import { TusUpload } from './tus-upload.js';
import { UploadRow } from './upload-row.js';

/** A file on its way, or that waits for its turn. */
export interface SentFile {
  file: File;
  upload: TusUpload;
  row: UploadRow;
}

/** @param question The name of the input that it was chosen in. */
export function sentFrom(host: FileUpload, question: string, file: File): SentFile {
  const row = new UploadRow(host, file.name, () => upload.tryNow());
  const spoken = new Spoken(host, file.name);
  const upload = new TusUpload(host.getAttribute('to')!, question, file, (progress) => {
    row.show(progress);
    spoken.hear(progress, row.words);
  });
  return { file, upload, row };
}
