import { resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { migrations } from './energy-grant/migrations.ts';
import type { Tables } from './energy-grant/migrations.ts';
import { energyGrantStore } from './energy-grant/store.ts';
import { municipality } from './municipality/app.ts';
import { databasePlace, openDatabase } from './municipality/database.ts';

// The municipality by itself, without the documentation around it. Build the components first for the looks.
const port = Number(process.env.PORT ?? 4200);
const origin = process.env.PLAZA_ORIGIN ?? `http://localhost:${port}`;

const opened = await openDatabase<Tables>(databasePlace(), migrations).catch((error: Error & { code?: string }) => {
  console.error(error.code === 'folder-in-use' ? error.message : error);
  process.exit(1);
});
const demo = municipality({ store: energyGrantStore(opened.database), origin });
const plaza = resolve(import.meta.dirname, '../components/dist');

const app = new Hono();
app.get('/', (context) => context.redirect('/demo'));
app.all('/demo', (context) => demo.fetch(context.req.raw));
app.all('/demo/*', (context) => demo.fetch(context.req.raw));
app.use('/plaza/*', serveStatic({ root: plaza, rewriteRequestPath: (path) => path.replace('/plaza', '') }));

const server = serve({ fetch: app.fetch, port, hostname: 'localhost' }, () => console.log(`${origin}/demo`));

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => server.close(() => void opened.close().then(() => process.exit(0))));
