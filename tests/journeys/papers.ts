/** A service that asks for papers, and a network in front of it that can be cut and held up. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Definition } from '@plaza-ds/forms';
import {
  formMigrations,
  forms,
  formStore,
  newKey,
  openDatabase,
  plazaFile,
  securityHeaders,
  siteAt,
} from '@plaza-ds/forms/server';
import type { FormTables } from '@plaza-ds/forms/server';

const w = (en: string) => ({ en });

const definition: Definition = {
  id: 'papers',
  version: 1,
  languages: ['en', 'ar'],
  title: { en: 'Send your papers', ar: 'أرسل أوراقك' },
  agency: { en: 'Town hall', ar: 'البلدية' },
  timeZone: 'UTC',
  data: {
    type: 'object',
    properties: {
      name: { $ref: 'std:text' },
      proof: { $ref: 'std:file' },
      photos: { $ref: 'std:files', maxItems: 3 },
    },
    required: ['name', 'proof'],
  },
  questions: {
    name: { label: { en: 'Name', ar: 'الاسم' } },
    proof: {
      label: { en: 'Proof of address', ar: 'إثبات العنوان' },
      hint: { en: 'A PDF or a photo, up to 5 MB', ar: 'ملف PDF أو صورة، حتى 5 م.ب' },
    },
    photos: { label: { en: 'Photos', ar: 'صور' } },
  },
  pages: [{ id: 'papers', heading: { en: 'Your papers', ar: 'أوراقك' }, ask: ['name', 'proof', 'photos'] }],
  declarations: [{ id: 'true', kind: 'tick', text: w('It is true.') }],
};

/** What a file has in it that is taken for a virus. */
export const virus = 'a virus';

export interface Papers {
  origin: string;
  /** Called before a piece is passed on to the service; it is held up so long. */
  beforePiece: (number: number) => Promise<unknown> | undefined;
  /** Methods of the requests for uploads, in the order they came. */
  asked: string[];
  /** Bytes that came in pieces. */
  pieceBytes: number;
  /** Bytes that came in forms. */
  formBytes: number;
  /** Nothing has happened yet, and nothing is held up. */
  reset(): void;
  /** Nobody gets through any more, and whoever is on the way is lost. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** A file on the disk, as people’s files are. */
  file(name: string, size: number, begin?: string): string;
  /** The names of the files that were sent with the form. */
  sent(): Promise<string[]>;
  close(): Promise<void>;
}

/** @param more What the definition says besides. */
export async function startPapers(more: Partial<Definition> = {}): Promise<Papers> {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-papers-'));
  const { database, close } = await openDatabase<FormTables>({ folder }, formMigrations);
  const store = formStore(database, newKey());
  const app = new Hono({ strict: false });
  let server: Server;
  let pieces = 0;
  const listen = async (port: number) => {
    server = createServer(getRequestListener(app.fetch)).listen(port, 'localhost');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const origin = `http://localhost:${port}`;
  const site = siteAt(origin, '');
  const service = forms({
    definitions: [{ ...definition, ...more }],
    store,
    site,
    base: '/papers',
    scan: ({ bytes }) => Promise.resolve(Buffer.from(bytes).includes(virus) ? 'infected' : 'clean'),
    log: () => {},
    frame: ({ title, main, language, direction, exit }) => html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <link rel="stylesheet" href="/plaza/plaza.layered.css">
  <script type="module" src="/plaza/cdn/plaza.js"></script>
  ${exit && html`<script type="module" src="/plaza/cdn/exit-this-page.js"></script>`}
</head>
<body class="plaza-page"><div class="plaza-container"><main class="plaza-main">${main}</main></div></body>
</html>`,
  });
  app.use(securityHeaders(site, '/plaza'));
  app.get('/plaza/*', ({ req }) => plazaFile(req.path.slice('/plaza/'.length)));
  app.all('/papers/*', async ({ req, env }) => {
    const { method, headers, url } = req.raw;
    if (/\/uploads/.test(url)) papers.asked.push(method);
    else if (method === 'POST') papers.formBytes += Number(headers.get('content-length'));
    if (method === 'PATCH') {
      papers.pieceBytes += Number(headers.get('content-length'));
      await papers.beforePiece(++pieces);
    }
    return service.fetch(req.raw, env);
  });
  app.get('/papers', ({ req, env }) => service.fetch(req.raw, env));
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    if (server.listening) await once(server, 'close');
  };

  const papers: Papers = {
    origin,
    asked: [],
    formBytes: 0,
    pieceBytes: 0,
    beforePiece: () => undefined,
    reset() {
      papers.asked.length = papers.formBytes = papers.pieceBytes = pieces = 0;
      papers.beforePiece = () => undefined;
    },
    cut: stop,
    mend: async () => void (await listen(port)),
    file(name, size, begin = '%PDF-1.7\n') {
      const path = join(mkdtempSync(join(folder, 'file-')), name);
      writeFileSync(path, begin.padEnd(size, `${name} `));
      return path;
    },
    async sent() {
      const row = await database.selectFrom('forms_submission').select('handle').executeTakeFirst();
      const { proof, photos } = (await store.sent(row!.handle))!.submission.data as Record<string, unknown>;
      return [proof, photos].flat().flatMap((each) => (each ? [(each as { name: string }).name] : []));
    },
    async close() {
      await stop();
      await close();
      rmSync(folder, { recursive: true });
    },
  };
  return papers;
}
