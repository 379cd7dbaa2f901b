import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface Scanner {
  /** Where a service lets its files be looked at: `tcp://127.0.0.1:3310`. */
  readonly url: string;
  close(): Promise<void>;
}

/** The text that every virus scanner takes for a virus, so that it can be tried (eicar.org). In two parts, or this file were one. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** Bytes of one file that it takes: clamd's own limit is 25 MB or more. */
const mostBytes = 25 * 1024 * 1024;

/**
 * Plays ClamAV's clamd, on this machine alone: its command INSTREAM, and of all viruses the one to try it with.
 *
 * @param options.port Where it listens; 0, without it, for any port that is free.
 */
export async function openScanner({ port = 0 }: { port?: number } = {}): Promise<Scanner> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {}); // whoever asked has gone
    void answer(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of open) socket.destroy();
      if (server.listening) await new Promise((done) => server.close(done));
    },
  };
}

const command = Buffer.from('zINSTREAM\0');

async function answer(socket: Socket): Promise<void> {
  let came = Buffer.alloc(0);
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      came = Buffer.concat([came, chunk]);
      if (came.length > mostBytes + 100) return void socket.end('INSTREAM size limit exceeded. ERROR\0');
      if (came.length >= command.length && !came.subarray(0, command.length).equals(command))
        return void socket.end('UNKNOWN COMMAND\0');
      const file = fileIn(came.subarray(command.length));
      if (file) return void socket.end(file.includes(eicar) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
    }
  } catch {
    // The connection broke.
  }
}

/** What was sent, once its end is there. */
function fileIn(stream: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 <= stream.length;) {
    const length = stream.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(stream.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
