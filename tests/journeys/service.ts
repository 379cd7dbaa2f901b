/** The energy grant on the whole site, with a database of its own, and a note of every form that arrived. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { site } from '../../docs/server.ts';
import { migrations } from '../../examples/energy-grant/migrations.ts';
import type { Tables } from '../../examples/energy-grant/migrations.ts';
import { energyGrantStore } from '../../examples/energy-grant/store.ts';
import { municipality } from '../../examples/municipality/app.ts';
import { openDatabase } from '../../examples/municipality/database.ts';

/** An application as it lies in the database, in the words of the form. */
export interface Row {
  reference: string;
  language: string;
  name: string;
  email: string;
  birthDate: string;
  region: string;
  contact: string;
  needs: string[];
  about: string;
  proof: string;
}

export interface Service {
  origin: string;
  /** For files of the test; it goes with the service. */
  folder: string;
  /** Every form that arrived, as names and texts; a file by its name, its type and its bytes. */
  received: [name: string, text: string][][];
  /** All applications, the oldest first. */
  applications(): Promise<Row[]>;
  close(): Promise<void>;
}

export async function startService(): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-journey-'));
  const { database, close } = await openDatabase<Tables>({ folder }, migrations);
  const received: Service['received'] = [];
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const demo = municipality({ store: energyGrantStore(database), origin, log: () => {} });
  /** Reads a form twice, for the service and for us. What arrived is known before anybody gets an answer. */
  const noting = async (request: Request) => {
    if (request.method !== 'POST') return demo.fetch(request);
    const copy = request.clone().formData().then(entriesOf);
    const answer = await demo.fetch(request);
    received.push(await copy);
    return answer;
  };
  server.on('request', getRequestListener(site({ demo: { fetch: noting } }).fetch));

  return {
    origin,
    folder,
    received,
    async applications() {
      const rows = await database
        .selectFrom('application')
        .innerJoin('application_file', 'application_id', 'id')
        .select([
          'reference',
          'language',
          'application.name',
          'email',
          'region',
          'contact',
          'needs',
          'about',
          'content',
        ])
        .select(({ cast, ref }) => cast<string>(ref('birth_date'), 'text').as('birthDate'))
        .orderBy('sent_at')
        .execute();
      return rows.map(({ content, ...row }) => ({ ...row, proof: Buffer.from(content).toString('latin1') }));
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What a form holds, without what is another for each page of it. */
async function entriesOf(form: FormData): Promise<[string, string][]> {
  const entries = [...form].filter(([name]) => !['token', 'visit'].includes(name));
  return Promise.all(
    entries.map(async ([name, value]): Promise<[string, string]> =>
      typeof value === 'string'
        ? [name, value]
        : [name, `${value.name} ${value.type} ${Buffer.from(await value.arrayBuffer()).toString('latin1')}`],
    ),
  );
}

/** Chromium as people have it: the page they come back to is the page they left, where it can be. */
export function openBrowser({ keepsPages = false } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-sync',
    ],
    ...(keepsPages && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
  });
}
