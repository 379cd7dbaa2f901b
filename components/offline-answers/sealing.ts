import type { Kept } from '../shared/tab.js';

const ivLength = 12;
const { subtle } = globalThis.crypto ?? {};
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A key that encrypts and decrypts here, and that no script can read (Web Cryptography API: not extractable). */
export function importKey(bytes: ArrayBuffer): Promise<CryptoKey> {
  return subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** What stands for a name that is to be read by nobody: the name of a page may tell what somebody asks for. */
export async function placeOf(name: string): Promise<string> {
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytesOf(name)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Encrypts what was typed, with AES-GCM (NIST SP 800-38D): put under another draft, page or revision, it does not open.
 *
 * @param name What the answers are called: the draft and the page.
 */
export async function seal(key: CryptoKey, name: string, { revision, ...kept }: Kept) {
  const iv = crypto.getRandomValues(new Uint8Array(ivLength));
  const text = bytesOf(JSON.stringify(kept));
  return { iv, revision, sealed: await subtle.encrypt(terms(name, revision, iv), key, text) };
}

/** @throws OperationError where the key is another, or the bytes were changed or belong somewhere else. */
export async function open(
  key: CryptoKey,
  name: string,
  { iv, revision, sealed }: { iv: Uint8Array<ArrayBuffer>; revision: number; sealed: ArrayBuffer },
): Promise<Kept> {
  const text = new TextDecoder().decode(await subtle.decrypt(terms(name, revision, iv), key, sealed));
  return { ...(JSON.parse(text) as Omit<Kept, 'revision'>), revision };
}

function terms(name: string, revision: number, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: bytesOf(JSON.stringify([name, revision])) };
}
