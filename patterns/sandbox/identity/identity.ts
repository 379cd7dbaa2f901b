import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { plazaFile } from '@plaza-ds/forms/server';
import { Hono } from 'hono';
import { identityProfiles } from './provider.ts';
import type { IdentityProfile, IdentityProvider } from './provider.ts';
import { identityRoutes } from './routes.ts';
import type { RunningProviders } from './routes.ts';
import { RunningProvider } from './running-provider.ts';

export interface IdentityOptions {
  /** Port of its pages; 0, without it, for any that is free. */
  port?: number;
  /** Milliseconds that everybody waits where a provider is slow. */
  slowness?: number;
}

/** Providers of identity on this machine alone, one for each way in life. */
export interface Identity {
  origin: string;
  providers: Readonly<Record<IdentityProfile, IdentityProvider>>;
  close(): Promise<void>;
}

/** The providers of one place, not yet served. */
export function providersAt(origin: string, slowness = 10_000): RunningProviders {
  const entries = identityProfiles.map((profile) => [profile, new RunningProvider(profile, origin, slowness)]);
  return Object.fromEntries(entries) as RunningProviders;
}

/** Opens the identity providers alone, without the rest of the sandbox. */
export async function openIdentity({ port = 0, slowness }: IdentityOptions = {}): Promise<Identity> {
  const app = new Hono();
  const server = serve({ fetch: (request, env) => app.fetch(request, env), port, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const providers = providersAt(origin, slowness);
  const routes = identityRoutes(origin, providers);
  app.get('/plaza/*', (call) => plazaFile(call.req.path.slice('/plaza/'.length)));
  app.all('/identity/*', (call) => routes.fetch(call.req.raw, call.env as never));
  return {
    origin,
    providers,
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
