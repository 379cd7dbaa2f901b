import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { refusalOf, reply } from './behaviours.ts';
import type { Behaviour } from './behaviours.ts';
import { readMessage } from './message.ts';
import type { ReceivedMessage } from './message.ts';

export interface InboxOptions {
  /** Port of the mail server; 0, without it, for any that is free. */
  port?: number;
  /** Milliseconds that it lets everybody wait where it is slow. */
  slowness?: number;
}

/** A mail server on this machine alone that keeps what it gets, for everybody whom it is addressed to, in memory. */
export interface Inbox {
  /** Where a service sends its mail: `smtp://127.0.0.1:3025`. */
  readonly url: string;
  readonly port: number;
  readonly behaviour: Behaviour;
  /** What arrived, the oldest first. */
  messages(): readonly ReceivedMessage[];
  /**
   * The message to somebody, once it has arrived.
   *
   * @param options.number Which of those to them, counted from 1.
   * @param options.within Milliseconds to wait for it.
   * @throws Error where it does not come.
   */
  waitFor(recipient: string, options?: { number?: number; within?: number }): Promise<ReceivedMessage>;
  /** From now on it behaves so. */
  behave(behaviour: Behaviour): Promise<void>;
  /** Forgets what arrived. */
  clear(): void;
  close(): Promise<void>;
}

const host = '127.0.0.1';
/** Nothing is written to a disk, so there is an end to what it keeps: the oldest go first. */
const mostMessages = 200;
const mostBytes = 10 * 1024 * 1024;

/** Opens an inbox. */
export async function openInbox({ port: wanted = 0, slowness = 10_000 }: InboxOptions = {}): Promise<Inbox> {
  const kept: ReceivedMessage[] = [];
  const arrivals = new EventEmitter().setMaxListeners(0);
  const closing = new AbortController();
  let behaviour: Behaviour = 'accept';
  let count = 0;
  let server: SMTPServer | undefined = await listen(wanted);
  const { port } = server.server.address() as AddressInfo;

  function listen(at: number): Promise<SMTPServer> {
    const opened = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      size: mostBytes,
      closeTimeout: 1,
      async onMailFrom(_address, _session, done) {
        if (behaviour === 'slow') await pause(slowness, undefined, { signal: closing.signal }).catch(() => {});
        done();
      },
      onRcptTo: (_address, _session, done) => done(refusalOf(behaviour)),
      onData(stream, { envelope }, done) {
        const { mailFrom, rcptTo } = envelope;
        const from = mailFrom ? mailFrom.address : '';
        keep(
          stream,
          from,
          rcptTo.map(({ address }) => address),
        ).then(() => done(), done);
      },
    });
    opened.on('error', () => {}); // a connection that broke; whoever sent learns of it
    opened.listen(at, host);
    return once(opened.server, 'listening').then(() => opened);
  }

  async function keep(stream: AsyncIterable<Buffer>, from: string, to: readonly string[]): Promise<void> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      size += chunk.length;
      if (size <= mostBytes) chunks.push(chunk);
    }
    if (size > mostBytes) throw reply(552, 'The message is too large');
    count += 1;
    const envelope = { id: String(count), receivedAt: new Date(), from, to };
    kept.push(await readMessage(Buffer.concat(chunks), envelope));
    kept.splice(0, kept.length - mostMessages);
    arrivals.emit('message');
  }

  async function stopListening(): Promise<void> {
    const open = server;
    server = undefined;
    if (open) await new Promise<void>((resolve) => open.close(resolve));
  }

  return {
    url: `smtp://${host}:${port}`,
    port,
    get behaviour() {
      return behaviour;
    },
    messages: () => [...kept],
    async waitFor(recipient, { number = 1, within = 15_000 } = {}) {
      const signal = AbortSignal.timeout(within);
      for (;;) {
        const found = kept.filter(({ to }) => to.includes(recipient))[number - 1];
        if (found) return found;
        await once(arrivals, 'message', { signal }).catch(() => {
          throw new Error(`Waited in vain for message ${number} to ${recipient}.`);
        });
      }
    },
    async behave(wished) {
      behaviour = wished;
      if (wished === 'unreachable') return stopListening();
      server ??= await listen(port);
    },
    clear: () => void kept.splice(0),
    async close() {
      closing.abort();
      await stopListening();
    },
  };
}
