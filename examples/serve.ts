import { resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { brokerIn, claveUnicaIn, openMunicipality } from './municipality/open.ts';

// The municipality by itself, without the documentation around it. Build the components first for the looks.
const port = Number(process.env.PORT ?? 4200);
const origin = process.env.PLAZA_ORIGIN ?? `http://localhost:${port}`;

const { site, close } = await openMunicipality(origin, {
  claveUnica: claveUnicaIn(process.env),
  broker: brokerIn(process.env),
  kiosk: process.env.KIOSK === 'yes',
}).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
const plaza = resolve(import.meta.dirname, '../components/dist');

const app = new Hono();
app.get('/', (context) => context.redirect('/demo'));
app.all('/demo', (context) => site.fetch(context.req.raw));
app.all('/demo/*', (context) => site.fetch(context.req.raw));
app.use('/plaza/*', serveStatic({ root: plaza, rewriteRequestPath: (path) => path.replace('/plaza', '') }));

const server = serve({ fetch: app.fetch, port, hostname: 'localhost' }, () => console.log(`${origin}/demo`));

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => server.close(() => void close().then(() => process.exit(0))));
