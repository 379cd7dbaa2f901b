import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import type { Language } from '../municipality/languages.ts';
import type { ReceivedFile } from '../municipality/received-form.ts';
import type { Words } from './words/en.ts';

/** A file that we accept. */
export interface Proof extends ProofSummary {
  mediaType: string;
  bytes: Uint8Array;
}

/** What can be said of a file without its bytes. */
export interface ProofSummary {
  name: string;
  size: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  hash: string;
}

export const mostInProof = 5 * 1024 * 1024;

/** What a browser offers to choose from. What a file is, its first bytes tell, not its name. */
export const acceptedByBrowser = '.pdf,.heic,.heif,application/pdf,image/jpeg,image/png,image/webp,image/heic,image/heif';

const accepted = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif']);

/** Looks at a file: either it is accepted, or the message says what to do about it. */
export async function checkProof(file: ReceivedFile, words: Words): Promise<{ proof: Proof } | { message: string }> {
  const name = file.name || words.errors.unnamedFile;
  if (!file.bytes) return { message: words.errors.proofTooLarge(name) };
  if (file.size === 0) return { message: words.errors.proofEmpty(name) };
  const type = await fileTypeFromBuffer(file.bytes).catch(() => undefined); // bytes it cannot read are of no type we accept
  if (!type || !accepted.has(type.mime)) return { message: words.errors.proofType(name) };
  const hash = createHash('sha256').update(file.bytes).digest('hex');
  return { proof: { name, size: file.size, hash, mediaType: type.mime, bytes: file.bytes } };
}

/** A size as people read it, such as "1.2 MB". */
export function sizeInWords(bytes: number, language: Language): string {
  const large = bytes >= 1024 * 1024;
  const unit = large ? 'megabyte' : 'kilobyte';
  const amount = bytes / (large ? 1024 * 1024 : 1024);
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: amount < 10 ? 1 : 0 })
    .format(large ? amount : Math.max(amount, 0.1))
    .replace(/\s/g, '\u00A0');
}
