import type { Context } from 'hono';
import { safeName } from '../received-form.ts';
import { Refused } from './request.ts';

/** The version of the tus protocol that is spoken here: https://tus.io/protocols/resumable-upload. */
export const tusVersion = '1.0.0';

/** What of the protocol there is beside its core. */
export const tusExtensions = ['creation', 'termination', 'expiration'];

/** Bytes of a piece as it is kept. What a request brings beyond them is kept in several, so that a cut loses little of it. */
const block = 256 * 1024;

/** What a client says of a file before it sends it: `Upload-Length` and `Upload-Metadata`. */
export interface Announced {
  size: number;
  question: string;
  name: string;
  /** SHA-256 in hexadecimal digits. */
  digest: string | undefined;
}

/** @throws Refused where the client speaks another version. */
export function checkVersion(call: Context): void {
  if (call.req.header('Tus-Resumable') === tusVersion) return;
  call.header('Tus-Version', tusVersion);
  throw new Refused(412, 'other-version', { detail: `Send “Tus-Resumable: ${tusVersion}”.` });
}

/** @throws Refused where it says too little, or what cannot be read. */
export function announcedIn(call: Context): Announced {
  const size = wholeNumber(call, 'Upload-Length');
  const told = metadata(call.req.header('Upload-Metadata') ?? '');
  const { question, filename = '', digest } = told;
  if (question === undefined)
    throw new Refused(400, 'unreadable', { detail: 'Send “Upload-Metadata” with “question” and “filename”.' });
  return { size, question, name: safeName(filename) || 'file', digest: digest?.match(/^[\da-f]{64}$/)?.[0] };
}

/** Bytes that the client knows to be here. @throws Refused where it does not say it, or sends something else than bytes. */
export function offsetIn(call: Context): number {
  if (call.req.header('Content-Type') !== 'application/offset+octet-stream')
    throw new Refused(415, 'other-kind', { detail: 'Send application/offset+octet-stream.' });
  return wholeNumber(call, 'Upload-Offset');
}

/** What comes in a request, in blocks. Where its connection is cut, what came of it is the last block. */
export async function* blocksOf({ body }: Request): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      const bytes = Buffer.from(chunk as Uint8Array);
      held.push(bytes);
      size += bytes.length;
      if (size < block) continue;
      yield Buffer.concat(held);
      [held, size] = [[], 0];
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
  }
  if (size) yield Buffer.concat(held);
}

function wholeNumber(call: Context, header: string): number {
  const text = /^\d{1,10}$/.exec(call.req.header(header) ?? '')?.[0];
  if (text === undefined) throw new Refused(400, 'unreadable', { detail: `Send “${header}” as a whole number.` });
  return Number(text);
}

/** Pairs of a name and a text in base64, as `Upload-Metadata` has them. */
function metadata(header: string): Partial<Record<string, string>> {
  const pairs = header.split(',').map((pair) => pair.trim().split(' '));
  return Object.fromEntries(pairs.map(([name, value = '']) => [name, Buffer.from(value, 'base64').toString()]));
}
