import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Kysely } from 'kysely';
import { checkDefinition } from '../check/check.ts';
import type { Definition } from '../definition/definition.ts';
import { say } from '../definition/words.ts';
import { speaker } from './controls.ts';
import { counterAt } from './counter/open-case.ts';
import type { Html } from './controls.ts';
import { openDatabase } from './database.ts';
import { forms } from './forms.ts';
import type { FormsOptions, FramedPage } from './running-service.ts';
import type { IdentityPort, Person } from './identity-port.ts';
import { logToConsole } from './log.ts';
import { paperAt } from './paper/paper-at.ts';
import { phoneScript } from './phone/phone-script.ts';
import { plazaFile } from './plaza-file.ts';
import { newKey } from './sealed.ts';
import { securityHeaders } from './security-headers.ts';
import { siteAt } from './site.ts';
import { formStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';

/** A definition that is served to try it. */
export interface Preview {
  /** Address of its first page. */
  origin: string;
  /** Addresses of what else it declares: the form to print, the script for the phone, the counter. */
  channels: readonly string[];
  close(): Promise<void>;
}

/**
 * Serves a definition at once, on this machine alone, to try it: with a database that goes when the process ends.
 *
 * @param port 0 for any that is free.
 * @throws Error with what is wrong where the file is no definition that holds together.
 */
export async function startPreview(file: string, port: number): Promise<Preview> {
  const definition = JSON.parse(readFileSync(file, 'utf8')) as Definition;
  const faults = checkDefinition(definition);
  if (faults.length) throw new Error(faults.map(({ pointer, message }) => `${pointer || '/'}  ${message}`).join('\n'));
  return serveDefinition(definition, port);
}

/** Serves a definition that holds together, with what is to be otherwise than usual. */
export async function serveDefinition(
  definition: Definition,
  port: number,
  otherwise: Pick<Partial<FormsOptions>, 'now' | 'words' | 'prefill'> = {},
): Promise<Preview> {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-preview-'));
  const { database, close } = await openDatabase<FormTables>({ folder }, formMigrations);
  const server = serve({ fetch: (request) => answer(request), port, hostname: 'localhost' });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address() as { port: number };
  const origin = `http://localhost:${address.port}`;
  const app = previewOf(definition, database, origin, otherwise);
  const answer = (request: Request) => app.fetch(request);
  return {
    origin: `${origin}/${definition.id}`,
    channels: [
      ...(definition.channels?.paper ? [`${origin}/${definition.id}/${paperAt.page}`] : []),
      ...(definition.channels?.phone ? [`${origin}${phoneAt}`] : []),
      ...(definition.channels?.agent ? [`${origin}/${definition.id}/${counterAt}`] : []),
    ],
    async close() {
      await new Promise((resolve) => server.close(resolve));
      await close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Who says that somebody in a preview is somebody. */
const invented = 'https://preview.example';

/** No service has such an address, for an id begins with a letter. */
const phoneAt = '/-/phone';

/**
 * Whoever looks at a preview with a browser is signed in as somebody who does not exist, as surely as any service asks, for whom it
 * asks first. They have the counter too. A program is not: it has no cookies.
 */
function inventedFor({ identity }: Definition, now = () => new Date()): IdentityPort {
  let at = now();
  const personIn = ({ headers }: Request): Person | undefined =>
    headers.has('cookie')
      ? { issuer: invented, subject: 'preview', level: 'high', ...inventedMandate(identity) }
      : undefined;
  return {
    person: (request) => Promise.resolve(personIn(request)),
    authentication(request) {
      const person = personIn(request);
      return Promise.resolve(person && { person, at: at.toISOString(), provider: 'Preview' });
    },
    actsFor: ['self', 'mandate', 'company'],
    signIn(_request, { returnTo }) {
      at = new Date(Math.max(now().getTime(), at.getTime() + 1)); // another sign-in is another time
      const headers = { Location: returnTo, 'Set-Cookie': 'plaza-preview=yes; Path=/; HttpOnly; SameSite=Lax' };
      return Promise.resolve(new Response(null, { status: 303, headers }));
    },
  };
}

function inventedMandate(identity: Definition['identity']): Pick<Person, 'representing'> {
  const { actingFor = ['self'], mandateScope } = identity ?? {};
  const [first] = actingFor;
  if (!first || first === 'self' || actingFor.includes('self')) return {};
  const kind = first === 'company' ? 'company' : 'person';
  const scope = mandateScope === undefined ? [] : [mandateScope];
  return { representing: { kind, id: 'preview', mandateId: 'preview', scope } };
}

function previewOf(
  definition: Definition,
  database: Kysely<FormTables>,
  origin: string,
  otherwise: Partial<FormsOptions>,
): Hono {
  const site = siteAt(origin, '');
  const base = `/${definition.id}`;
  const app = new Hono({ strict: false });
  app.use(securityHeaders(site, '/plaza'));
  app.get('/', (call) => call.redirect(base));
  app.get('/plaza/*', (call) => plazaFile(call.req.path.slice('/plaza/'.length)));
  const store = formStore(database, newKey(), otherwise);
  const options = {
    definitions: [definition],
    store,
    site,
    base,
    log: logToConsole,
    identity: inventedFor(definition, otherwise.now),
    staff: { issuer: invented },
    ...otherwise,
  };
  const framed = (page: FramedPage) => frame(definition, page, otherwise.words);
  const service = forms({ ...options, frame: framed });
  if (definition.channels?.phone) {
    const script = phoneScript({ definition, base: phoneAt, frame: framed, ...otherwise });
    app.get(phoneAt, (call) => script.fetch(call.req.raw));
  }
  for (const path of [base, `${base}/*`]) app.all(path, (call) => service.fetch(call.req.raw));
  return app;
}

/** The plainest frame: the agency's name, the languages, the page. */
function frame(definition: Definition, page: FramedPage, words?: FormsOptions['words']): Html {
  const { language, direction, languages, path, form } = page;
  const sentence = speaker({ language, today: '', ...(words && { words }) });
  const nameOf = (each: string) => new Intl.DisplayNames(each, { type: 'language' }).of(each)!;
  const away = (each: string) =>
    form
      ? html`<button form="${form}" formaction="${path}?language=${each}" formnovalidate name="action" value="language" lang="${each}">${nameOf(each)}</button>`
      : html`<a href="${path}?language=${each}" lang="${each}" hreflang="${each}">${nameOf(each)}</a>`;
  return html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${page.hasErrors && `${sentence('errorPrefix')} `}${page.title} – ${say(definition.agency, language)}</title>
  <link rel="stylesheet" href="/plaza/plaza.layered.css">
  ${page.elements && html`<script type="module" src="/plaza/cdn/autoloader.js"></script>`}
</head>
<body class="plaza-page">
  <a class="plaza-skip-link" href="#main">${sentence('skip')}</a>
  <header class="plaza-header">
    <div class="plaza-container">
      <a class="plaza-header-name" href="/${definition.id}">${say(definition.agency, language)}</a>
      ${form && html`<button form="${form}" class="plaza-visually-hidden" tabindex="-1" aria-hidden="true" name="action" value="continue"></button>`}
      <nav class="plaza-languages" aria-label="${sentence('languages')}">
        <ul>${languages.map((each) => html`<li>${each === language ? html`<span lang="${each}" aria-current="true">${nameOf(each)}</span>` : away(each)}</li>`)}</ul>
      </nav>
    </div>
  </header>
  <div class="plaza-container"><main id="main" class="plaza-main" tabindex="-1">
      ${page.main}
  </main></div>
</body>
</html>`;
}
