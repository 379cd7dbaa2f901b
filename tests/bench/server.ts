/** Serves the pages that are compared: compressed, never cached, under the strict policy. */
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Context, Next } from 'hono';
import { strictPolicy } from '../../docs/server/security-headers.ts';
import { gzipped } from './systems.ts';
import type { System } from './systems.ts';

export interface BenchServer {
  origin: string;
  /** What arrived with the last form that was sent: names and values, a file by its name. */
  received(): [name: string, value: string][];
  close(): Promise<void>;
}

const types: Record<string, string> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };

/** @param others Answers what is not a page of the comparison, for example the site with the energy grant. */
export async function startServer(
  systems: System[],
  port = 0,
  others?: (request: Request) => Response | Promise<Response>,
): Promise<BenchServer> {
  const app = new Hono();
  let received: [string, string][] = [];
  app.get('/favicon.ico', (context) => context.body(null, 204));
  for (const system of systems) {
    const page = new Hono();
    page.use(allowDocumentedInline(system), strictPolicy("'none'"));
    page.post('/send', async (context) => {
      const form = await context.req.formData();
      received = [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]);
      return context.text('Received');
    });
    for (const [path, content] of [['', system.page] as const, ...system.files]) {
      const body = gzipped(content);
      const type = types[path.split('.').pop() || 'html']!;
      page.get(`/${path}`, ({ body: answer }) =>
        answer(new Uint8Array(body), 200, {
          'content-type': `${type}; charset=utf-8`,
          'content-encoding': 'gzip',
          'cache-control': 'no-store',
        }),
      );
    }
    app.route(`/${system.name}/`, page);
    app.get(`/${system.name}`, (context) => context.redirect(`/${system.name}/`));
  }
  if (others) app.all('*', ({ req }) => others(req.raw));
  const server = serve({ fetch: app.fetch, port, hostname: 'localhost' });
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    received: () => received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** GOV.UK Frontend documents one inline script, and the hash that lets a policy allow it: a page that follows them does. */
function allowDocumentedInline({ page }: System) {
  const hashes = [...page.matchAll(/<script>([^<]*)<\/script>/g)].map(
    ([, code]) => `'sha256-${createHash('sha256').update(code!).digest('base64')}'`,
  );
  return async (context: Context, next: Next) => {
    await next();
    if (hashes.length === 0) return;
    const policy = context.res.headers.get('content-security-policy')!;
    context.res.headers.set('content-security-policy', `script-src 'self' ${hashes.join(' ')}; ${policy}`);
  };
}
