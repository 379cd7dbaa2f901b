import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** What a look at a file for viruses found. */
export type Scanned = 'clean' | 'infected';

/**
 * Looks for viruses in a file before it is kept. Where it throws, nobody knows, and the file is not taken.
 *
 * @param file What was sent; its bytes are held in memory.
 */
export type FileScan = (file: { bytes: Uint8Array }) => Promise<Scanned>;

export interface Clamd {
  /** Where it listens: `tcp://127.0.0.1:3310`, or `unix:///run/clamav/clamd.ctl`. */
  address: string;
  /** Milliseconds to wait for each answer; 10 000, without it. */
  timeout?: number;
}

/**
 * Lets ClamAV's `clamd` look for viruses, by its command INSTREAM: the bytes go over the connection, and no file is written.
 *
 * @throws TypeError where the address is none. The scan itself throws where nobody answers, and where clamd could not look, as at
 * a file larger than its `StreamMaxLength`.
 */
export function scanByClamd({ address, timeout = 10_000 }: Clamd): FileScan {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !['tcp:', 'unix:'].includes(url.protocol))
    throw new TypeError('The address of clamd has to begin with tcp:// or unix://.');
  const place =
    url.protocol === 'unix:' ? { path: url.pathname } : { host: url.hostname, port: Number(url.port) || 3310 };
  return async ({ bytes }) => {
    const answer = await ask(connect(place), bytes, timeout);
    if (/: OK\0?$/.test(answer)) return 'clean';
    if (/ FOUND\0?$/.test(answer)) return 'infected';
    throw new Error('clamd could not look at a file.');
  };
}

/** INSTREAM: the length of what follows, in four bytes, and it; a length of nothing is the end. */
async function ask(socket: Socket, bytes: Uint8Array, timeout: number): Promise<string> {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  socket.setTimeout(timeout, () => socket.destroy(new Error('clamd did not answer in time.')));
  socket.write('zINSTREAM\0');
  if (bytes.length) {
    socket.write(length);
    socket.write(bytes);
  }
  socket.write(Buffer.alloc(4));
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer.trim();
}
