import type { Context, Hono, Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { etag } from 'hono/etag';
import { html } from 'hono/html';
import { readExamples } from '../examples.ts';
import type { Example } from '../examples.ts';
import { bareExample } from './bare-example.ts';
import { echo, followed } from './echo.ts';
import { page } from './page.ts';
import { strictPolicy } from './security-headers.ts';

const strict = strictPolicy("'self'"); // the docs show examples in frames
const limit = bodyLimit({ maxSize: 20_000_000, onError: (context) => context.html(tooLarge(), 413) });

/**
 * Every example on a page of its own, under the strict policy. Its forms answer with what they would send, and its
 * links say where they would lead, whatever address the example names.
 */
export function addExamples(app: Hono): void {
  app.use('*', answerWhatExamplesAsk);
  app.use('/examples/*', strict, etag());
  app.get('/examples/', (context) => context.html(listOfExamples()));
  app.get('/examples/:component/:name', (context, next) => {
    const example = exampleAt(context.req.path);
    if (!example) return next();
    context.header('Vary', 'Sec-Fetch-Dest', { append: true });
    return context.html(bareExample(asShown(example, context), context.req.query()));
  });
  app.post('/examples/:component/:name', limit, (context, next) => {
    const example = exampleAt(context.req.path);
    return example ? answerForm(context, example) : next();
  });
  for (const path of ['/', '/es/', '/starters/*'])
    app.post(path, strict, limit, (context) => answerForm(context, { path: context.req.path, title: 'the page' }));
}

/** A visit that comes from a link or form of an example stays with the examples. */
async function answerWhatExamplesAsk(context: Context, next: Next): Promise<Response | void> {
  const { req } = context;
  const example = isVisit(req.raw) && exampleAt(pathOf(req.header('referer')));
  if (!example || (req.method === 'GET' && req.path.startsWith('/examples/'))) return next();
  return (await strict(context, async () => {
    context.res = await (req.method === 'POST' ? receive(context, example) : context.html(followed(req.path, example)));
  })) as undefined;
}

async function receive(context: Context, example: Example): Promise<Response> {
  const refused = await limit(context, async () => {
    context.res = await answerForm(context, example);
  });
  return refused instanceof Response ? refused : context.res;
}

/** In a frame of the docs nothing takes the focus by itself: it would pull the reader down the page to it. */
function asShown(example: Example, { req }: Context): Example {
  const isFramed = req.header('sec-fetch-dest') === 'iframe';
  return isFramed ? { ...example, html: example.html.replaceAll(/\s+autofocus\b/g, '') } : example;
}

async function answerForm(context: Context, way: { path: string; title: string }): Promise<Response> {
  return context.html(echo(await context.req.formData().catch(() => new FormData()), way));
}

/** Whether a browser asks for a page to show, not for a part of one. */
function isVisit({ headers }: Request): boolean {
  const destination = headers.get('sec-fetch-dest');
  return destination ? ['document', 'iframe'].includes(destination) : !!headers.get('accept')?.includes('text/html');
}

const pathOf = (address = '') => (URL.canParse(address) ? new URL(address).pathname : '');

const exampleAt = (path: string) =>
  path.startsWith('/examples/') ? readExamples().find((example) => example.path === path) : undefined;

const listOfExamples = () =>
  page(
    'Examples',
    html`<p class="plaza-text">Each on a page of its own, under the strictest policy.</p>
      <ul class="plaza-list">${readExamples().map(
        ({ component, title, path }) => html`<li><a class="plaza-link" href="${path}">${component}: ${title}</a></li>`,
      )}</ul>`,
  );

const tooLarge = () =>
  page(
    'The file is too large',
    html`<p class="plaza-text">Examples take up to 20 MB. Go back and choose a smaller file.</p>`,
  );
