/** The one site: docs at `/`, Storybook, the example municipality, every example alone, and Plaza's own files. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { html } from 'hono/html';
import { openMunicipality } from '../examples/municipality/open.ts';
import { addExamples } from './server/examples.ts';
import { files } from './server/files.ts';
import { outsideOf } from './server/outside.ts';
import { page } from './server/page.ts';
import { storybookPolicy, strictPolicy } from './server/security-headers.ts';

export interface SiteOptions {
  /** The example municipality, mounted as it is: it has headers of its own. */
  demo?: { fetch: (request: Request) => Response | Promise<Response> } | undefined;
}

/** Of the draft that the examples of answers kept on the device name: nobody’s, and another at each start. */
const exampleKey = crypto.getRandomValues(new Uint8Array(32));

/** The whole site. Storybook and the docs are served as they were last built. */
export function site({ demo }: SiteOptions = {}): Hono {
  const app = new Hono();
  app.use(compress());
  addExamples(app);
  if (demo) for (const path of ['/demo', '/demo/*']) app.all(path, ({ req }) => demo.fetch(req.raw));

  app.post('/offline-key/:draft', (context) => context.body(exampleKey, 200, { 'Cache-Control': 'no-store' }));
  app.get('/favicon.ico', (context) => context.redirect('/plaza.svg')); // browsers ask for it where a page names none
  app.get('/storybook', (context) => context.redirect('/storybook/'));
  app.use('/storybook/*', storybookPolicy(), etag(), files('storybook/dist', '/storybook'));
  app.use('/plaza/*', strictPolicy("'none'"), etag(), files('components/dist', '/plaza'));

  app.use('/*', strictPolicy("'none'"), etag(), files('docs/dist', ''));
  app.notFound((context) => context.html(notFound(), 404));
  return app;
}

const notFound = () =>
  page(
    'There is no page here',
    html`<p class="plaza-text">The address may be misspelt, or the page has moved.</p>
      <p class="plaza-text"><a class="plaza-link" href="/">Begin at the home page</a></p>`,
  );

async function start(): Promise<void> {
  const port = Number(process.env.PORT ?? 3000);
  const origin = process.env.PLAZA_ORIGIN ?? `http://localhost:${port}`;
  const outside = await outsideOf(origin, port);
  const { site: demo, close } = await openMunicipality(origin, outside).catch(async (error: unknown) => {
    await outside.close(); // else it would keep the process, which has to end and say why
    throw error;
  });
  const server = serve({ fetch: site({ demo }).fetch, port, hostname: 'localhost' });
  const closeAll = () => close().then(outside.close);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => server.close(() => void closeAll().then(() => process.exit(0))));
}

if (realpathSync(process.argv[1]!) === fileURLToPath(import.meta.url))
  await start().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
