/** A service that people sign by signing in again, with two providers of the sandbox of which one says when they did. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Kysely } from 'kysely';
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
import type { FormTables, FramedPage, SentForm } from '@plaza-ds/forms/server';
import { claveUnica, identity, identityMigrations, identityStore, openIdConnect } from '@plaza-ds/identity/server';
import type { IdentityTables } from '@plaza-ds/identity/server';
import { startSandbox } from '@plaza-ds/sandbox';
import type { IdentityProvider } from '@plaza-ds/sandbox';

const w = (en: string) => ({ en });

const definition: Definition = {
  id: 'licence',
  version: 1,
  languages: ['en'],
  title: w('Keep a dog'),
  agency: w('Town hall'),
  timeZone: 'UTC',
  data: { type: 'object', properties: { name: { $ref: 'std:text' } }, required: ['name'] },
  questions: { name: { label: w('Name of the dog') } },
  pages: [{ id: 'dog', ask: ['name'] }],
  identity: { level: 'low', required: true },
  declarations: [
    { id: 'read', kind: 'tick', text: w('I read the rules.') },
    { id: 'true', kind: 're-authentication', level: 'substantial', text: w('The dog is mine.') },
  ],
};

export interface Signed {
  origin: string;
  /** The provider that says when people signed in. */
  provider: IdentityProvider;
  /** What was sent, the oldest first. */
  sent(): Promise<SentForm[]>;
  /** What the site wrote down. */
  logged: string[];
  close(): Promise<void>;
}

export async function startSigned(): Promise<Signed> {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-signed-'));
  const { database, close } = await openDatabase<FormTables & IdentityTables>(
    { folder },
    { ...formMigrations, ...identityMigrations },
  );
  const key = newKey();
  const sandbox = await startSandbox();
  const { standard, claveunica } = sandbox.identity;
  const app = new Hono({ strict: false });
  const server = createServer(getRequestListener(app.fetch)).listen(0, 'localhost');
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const site = siteAt(origin, '');
  const logged: string[] = [];
  const log = (entry: unknown) => logged.push(JSON.stringify(entry));
  const signIn = identity({
    providers: [
      claveUnica({
        clientId: claveunica.client.clientId,
        authentication: { method: 'client_secret_post', secret: claveunica.client.clientSecret! },
        origin: claveunica.issuer,
        issuer: claveunica.issuer,
      }),
      openIdConnect({
        name: 'standard',
        label: 'Example ID',
        issuer: standard.issuer,
        clientId: standard.client.clientId,
        authentication: { method: 'client_secret_basic', secret: standard.client.clientSecret! },
        acrLevels: { low: 'low', substantial: 'substantial', high: 'high' },
      }),
    ],
    store: identityStore(database as unknown as Kysely<IdentityTables>, key),
    site,
    base: '/identity',
    frame,
    languages: ['en'],
    log,
  });
  const store = formStore(database, key);
  const service = forms({ definitions: [definition], store, site, base: '/licence', identity: signIn, frame, log });
  app.use(securityHeaders(site, '/plaza'));
  app.get('/plaza/*', ({ req }) => plazaFile(req.path.slice('/plaza/'.length)));
  app.all('/identity/*', ({ req, env }) => signIn.fetch(req.raw, env));
  for (const path of ['/licence', '/licence/*']) app.all(path, ({ req, env }) => service.fetch(req.raw, env));

  return {
    origin,
    provider: standard,
    logged,
    async sent() {
      const rows = await database.selectFrom('forms_submission').select('handle').orderBy('sent_at').execute();
      return Promise.all(rows.map(async ({ handle }) => (await store.sent(handle))!));
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await sandbox.close();
      await close();
      rmSync(folder, { recursive: true });
    },
  };
}

const frame = ({ title, main, language, direction }: FramedPage) => html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <link rel="stylesheet" href="/plaza/plaza.layered.css">
  <script type="module" src="/plaza/cdn/plaza.js"></script>
</head>
<body class="plaza-page"><div class="plaza-container"><main class="plaza-main">${main}</main></div></body>
</html>`;
