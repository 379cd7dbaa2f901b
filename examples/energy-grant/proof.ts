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

/** A little over 5 MB, for some count a megabyte as 1024 × 1024 bytes. */
export const mostInProof = 5 * 1024 * 1024;

/** What a browser offers to choose from. What a file is, its first bytes tell, not its name. */
export const acceptedByBrowser =
  '.pdf,.heic,.heif,application/pdf,image/jpeg,image/png,image/webp,image/heic,image/heif';

const accepted = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif']);

/** Looks at a file: either it is accepted, or the message says what to do about it. */
export async function checkProof(file: ReceivedFile, words: Words): Promise<{ proof: Proof } | { message: string }> {
  if (!file.bytes) return { message: words.errors.proofTooLarge };
  if (file.size === 0) return { message: words.errors.proofEmpty };
  const type = await fileTypeFromBuffer(file.bytes).catch(() => undefined); // bytes it cannot read are of no type we accept
  if (!type || !accepted.has(type.mime)) return { message: words.errors.proofType };
  const hash = createHash('sha256').update(file.bytes).digest('hex');
  return {
    proof: {
      name: file.name || words.errors.unnamedFile,
      size: file.size,
      hash,
      mediaType: type.mime,
      bytes: file.bytes,
    },
  };
}

/** A size as people read it, such as "1.2 MB". */
export function sizeInWords(bytes: number, language: Language): string {
  const [unit, amount] = bytes < 1_000_000 ? ['kilobyte', Math.ceil(bytes / 1000)] : ['megabyte', bytes / 1_000_000];
  const format = { style: 'unit', unit: String(unit), unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return Number(amount).toLocaleString(language, format);
}
