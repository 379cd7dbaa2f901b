import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a service heard. */
export interface Heard {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A service for the tests, that only listens: to webhooks, and to people who come back. */
export class Listener {
  readonly heard: Heard[] = [];
  /** What it answers. */
  status = 200;
  origin = '';
  readonly #server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url: path = '', headers } = request;
    this.heard.push({ method, path, headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(this.status).end();
  });

  async open(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    this.origin = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  /** The events that webhooks told of, in the order in which they came. */
  events(): unknown[] {
    return this.heard.map(({ body }) => (JSON.parse(body) as { event_type?: unknown }).event_type);
  }

  clear(): void {
    this.heard.length = 0;
    this.status = 200;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
