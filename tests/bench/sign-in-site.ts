import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Kysely } from 'kysely';
import { newKey, siteAt } from '@plaza-ds/forms/server';
import { identity, identityStore } from '@plaza-ds/identity/server';
import type { IdentityTables, Provider } from '@plaza-ds/identity/server';
import { OwnTimer } from './own-time.ts';
import type { OwnTime } from './own-time.ts';

/** What sign-in does on the way, in the order that a person meets it. */
export const legs = ['ask', 'gate', 'start', 'leaving', 'callback', 'session read'] as const;
export type Leg = (typeof legs)[number];

/** A site with sign-in over HTTP, from the package as everyone gets it, in the plainest frame; it times what it does itself. */
export async function signInSite(database: Kysely<IdentityTables>, providers: readonly Provider[]) {
  const timer = new OwnTimer();
  const app = new Hono();
  const server = serve({ fetch: (request, environment) => app.fetch(request, environment), port: 0 });
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const signIn = identity({
    providers,
    store: identityStore(database, newKey()),
    site: siteAt(origin, ''),
    base: '/identity',
    frame: ({ title, main, language }) =>
      html`<!doctype html><html lang="${language}"><title>${title}</title><main>${main}</main></html>`,
    log: () => {},
    fetch: timer.fetch,
    claims: ['name', 'nationalId'],
  });
  let onLeg: (leg: Leg, time: OwnTime) => void = () => {};
  const timed = async <Result>(leg: Leg, act: () => Promise<Result>): Promise<Result> => {
    const { result, ...time } = await timer.measure(act);
    onLeg(leg, time);
    return result;
  };
  app.get('/ask', ({ req }) =>
    timed('ask', () => signIn.signIn(req.raw, { returnTo: '/form', providers: [req.query('provider')!] })),
  );
  app.get('/form', async (call) => {
    const person = await timed('session read', () => signIn.person(call.req.raw));
    return call.html(html`<main>${person?.name}</main>`);
  });
  app.all('/identity/*', ({ req, env }) => timed(legOf(req.method, req.path), async () => signIn.fetch(req.raw, env)));
  return {
    origin,
    /** From now on this hears of each leg. */
    listen(listener: typeof onLeg): void {
      onLeg = listener;
    },
    close: () => server.close(),
  };
}

function legOf(method: string, path: string): Leg {
  if (path.startsWith('/identity/sign-in/')) return method === 'POST' ? 'start' : 'gate';
  return path.startsWith('/identity/leaving/') ? 'leaving' : 'callback';
}
