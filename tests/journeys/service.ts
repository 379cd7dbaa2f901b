/** The services of the example on the whole site, with a database of their own, and a note of every form that arrived. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Kysely } from 'kysely';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { site } from '../../docs/server.ts';
import { municipality } from '../../examples/municipality/app.ts';
import { brokerIn, claveUnicaIn, providersOf } from '../../examples/municipality/open.ts';
import { now } from '../../examples/permiso-circulacion/applicant.ts';
import {
  formMigrations,
  formStore,
  letters,
  mailBySmtp,
  mailServerAt,
  newKey,
  openDatabase,
} from '@plaza-ds/forms/server';
import type { FormStore, FormTables } from '@plaza-ds/forms/server';
import { identityMigrations, identityStore } from '@plaza-ds/identity/server';
import type { IdentityTables } from '@plaza-ds/identity/server';
import { startSandbox } from '@plaza-ds/sandbox';
import type { Sandbox } from '@plaza-ds/sandbox';
import { everybody } from '../../examples/testing/everybody.ts';

/** What was sent of the energy grant: its answers by their names, of its file the bytes; where people sign in, who it was. */
export interface SentApplication {
  language: string;
  [answer: string]: unknown;
}

export interface Service {
  origin: string;
  /** For files of the test; it goes with the service. */
  folder: string;
  /** The world outside, where its mail lands. */
  sandbox: Sandbox;
  /** Every form that arrived, as names and texts; a file by its name, its type and its bytes. */
  received: [name: string, text: string][][];
  /** What the site wrote down. */
  logged: string[];
  /** How many forms were sent. */
  count(): Promise<number>;
  application(reference: string): Promise<SentApplication>;
  close(): Promise<void>;
}

export interface ServiceOptions {
  /** Whether people can sign in, at the sandbox’s ClaveÚnica. */
  signsIn?: boolean;
  /** Whether nobody is signed in and nobody can; else, where people cannot sign in, whoever comes is the same. */
  isAnonymous?: boolean;
  /** Whether they can do it by the sandbox’s broker too, and come for others. */
  withBroker?: boolean;
  /** Whether it runs at a kiosk. */
  kiosk?: boolean;
  /** The clock of sign-in: near the provider’s, whose answers have their time. */
  signInClock?: () => Date;
}

export async function startService({
  signsIn = false,
  isAnonymous = false,
  withBroker = false,
  kiosk = false,
  signInClock = () => new Date(),
}: ServiceOptions = {}): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-journey-'));
  const { database, close } = await openDatabase<FormTables & IdentityTables>(
    { folder },
    { ...formMigrations, ...identityMigrations },
  );
  const received: Service['received'] = [];
  const logged: string[] = [];
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const key = newKey();
  const sandbox = await startSandbox();
  const mail = mailBySmtp({ server: mailServerAt(sandbox.inbox.url), from: 'Peñaluna <no-reply@penaluna.example>' });
  const post = letters({ database, key, mail, now, every: 50 });
  const store = formStore(database, key, { now });
  const { claveunica, broker } = sandbox.identity;
  const providers = providersOf({
    claveUnica: claveUnicaIn({
      CLAVE_UNICA_ID: claveunica.client.clientId,
      CLAVE_UNICA_SECRET: claveunica.client.clientSecret,
      CLAVE_UNICA_ORIGIN: claveunica.issuer,
    }),
    broker: withBroker
      ? brokerIn({
          BROKER_ISSUER: broker.issuer,
          BROKER_ID: broker.client.clientId,
          BROKER_KEY: JSON.stringify(broker.client.privateKey),
        })
      : undefined,
  });
  const signIn = {
    providers,
    kiosk,
    store: identityStore(database as unknown as Kysely<IdentityTables>, key, { now: signInClock }),
    now: signInClock,
    log: (entry: unknown) => logged.push(JSON.stringify(entry)),
  };
  const demo = municipality({
    store,
    letters: post,
    origin,
    now,
    log: (entry) => logged.push(JSON.stringify(entry)),
    ...(signsIn && { signIn }),
    ...(!signsIn && !isAnonymous && { identity: everybody }),
  });
  await post.start();
  /** Reads a form twice, for the service and for us. What arrived is known before anybody gets an answer. */
  const noting = async (request: Request) => {
    const isForm = /form/.test(request.headers.get('content-type') ?? ''); // else a file that begins to come in pieces
    if (request.method !== 'POST' || !isForm) return demo.fetch(request);
    const copy = request.clone().formData().then(entriesOf);
    const answer = await demo.fetch(request);
    received.push(await copy);
    return answer;
  };
  server.on('request', getRequestListener(site({ demo: { fetch: noting } }).fetch));

  return {
    origin,
    folder,
    sandbox,
    received,
    logged,
    async count() {
      return (await database.selectFrom('forms_submission').select('reference').execute()).length;
    },
    async application(reference) {
      const { id, handle } = await database
        .selectFrom('forms_submission')
        .select(['draft_id as id', 'handle'])
        .where('reference', '=', reference)
        .executeTakeFirstOrThrow();
      const { language, submission } = (await store.sent(handle))!;
      const { proof, ...answers } = submission.data as { proof: { file: string } };
      const file = await store.file({ id } as Parameters<FormStore['file']>[0], proof.file);
      return {
        language,
        ...(signsIn && { person: submission.person }),
        ...answers,
        proof: Buffer.from(file!.bytes).toString('latin1'),
      };
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await post.stop();
      await sandbox.close();
      await close();
      rmSync(folder, { recursive: true });
    },
  };
}

const filesOfServices = new Set(['proof', 'review/certificate', 'vehicle/invoice']);

/**
 * What forms said, to be the same with scripts and without: a script sends a file ahead of its form, which then has
 * none and stands one revision later. The file itself is compared where it arrived.
 */
export function sentByForms(received: Service['received']): Service['received'] {
  return received.map((form) => form.filter(([name]) => name !== 'revision' && !filesOfServices.has(name)));
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
