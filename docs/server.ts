/** The one site: docs at `/`, Storybook, the example municipality, every example alone, and Plaza's own files. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { html } from 'hono/html';
import { readExamples } from './examples.ts';
import { bareExample } from './server/bare-example.ts';
import { openDemo } from './server/demo.ts';
import { echo } from './server/echo.ts';
import { files } from './server/files.ts';
import { page } from './server/page.ts';
import { storybookPolicy, strictPolicy } from './server/security-headers.ts';

export interface SiteOptions {
  /** The example municipality, mounted as it is: it has headers of its own. */
  demo?: { fetch: (request: Request) => Response | Promise<Response> } | undefined;
}

/** The whole site. Storybook and the docs are served as they were last built. */
export function site({ demo }: SiteOptions = {}): Hono {
  const app = new Hono();
  app.use(compress());

  if (demo) for (const path of ['/demo', '/demo/*']) app.all(path, ({ req }) => demo.fetch(req.raw));

  app.get('/storybook', (context) => context.redirect('/storybook/'));
  app.use('/storybook/*', storybookPolicy(), etag(), files('storybook/dist', '/storybook'));
  app.use('/plaza/*', strictPolicy("'none'"), etag(), files('components/dist', '/plaza'));
  addExamples(app);

  app.use('/*', strictPolicy("'none'"), etag(), files('docs/dist', ''));
  app.notFound((context) => context.html(notFound(), 404));
  return app;
}

/** Every example on a page of its own, under the strict policy. Its forms answer with what they would send. */
function addExamples(app: Hono): void {
  app.use('/examples/*', strictPolicy("'self'"), etag());
  app.get('/examples/', (context) => context.html(listOfExamples()));
  app.get('/examples/:component/:name', (context, next) => {
    const example = exampleAt(context.req.path);
    return example ? context.html(bareExample(example, context.req.query())) : next();
  });
  const limit = bodyLimit({ maxSize: 20_000_000, onError: (context) => context.html(tooLarge(), 413) });
  app.post('/examples/:component/:name', limit, async (context, next) => {
    const example = exampleAt(context.req.path);
    if (!example) return next();
    return context.html(echo(example, await context.req.formData().catch(() => new FormData())));
  });
}

const exampleAt = (path: string) => readExamples().find((example) => example.path === path);

const listOfExamples = () =>
  page(
    'Examples',
    html`<p class="plaza-text">Each on a page of its own, under the strictest policy.</p>
      <ul class="plaza-list">${readExamples().map(
        ({ component, title, path }) => html`<li><a class="plaza-link" href="${path}">${component}: ${title}</a></li>`,
      )}</ul>`,
  );

const notFound = () =>
  page(
    'There is no page here',
    html`<p class="plaza-text">The address may be misspelt, or the page has moved.</p>
      <p class="plaza-text"><a class="plaza-link" href="/">Begin at the home page</a></p>`,
  );

const tooLarge = () =>
  page('The file is too large', html`<p class="plaza-text">Examples take up to 20 MB. Go back and choose a smaller file.</p>`);

async function start(): Promise<void> {
  const port = Number(process.env.PORT ?? 3000);
  const { demo, close } = await openDemo(process.env.PLAZA_ORIGIN ?? `http://localhost:${port}`);
  const server = serve({ fetch: site({ demo }).fetch, port, hostname: 'localhost' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => server.close(() => void close().then(() => process.exit(0))));
}

if (realpathSync(process.argv[1]!) === fileURLToPath(import.meta.url))
  await start().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
