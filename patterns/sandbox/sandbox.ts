import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { plazaFile, securityHeaders, siteAt } from '@plaza-ds/forms/server';
import { Hono } from 'hono';
import { providersAt } from './identity/identity.ts';
import type { IdentityProfile, IdentityProvider } from './identity/provider.ts';
import { identityRoutes } from './identity/routes.ts';
import type { RunningProviders } from './identity/routes.ts';
import { openInbox } from './inbox/inbox.ts';
import type { Inbox } from './inbox/inbox.ts';
import { inboxRoutes } from './inbox/routes.ts';
import { desksAt } from './payment/payment.ts';
import type { PaymentProfile, PaymentProvider } from './payment/provider.ts';
import { mountPayments } from './payment/routes.ts';
import type { Desks } from './payment/environment.ts';
import { openScanner } from './scanner/scanner.ts';
import type { Scanner } from './scanner/scanner.ts';

export interface SandboxOptions {
  /** Port of its pages; 0, without it, for any that is free. */
  port?: number;
  /** Port of its mail server; 0, without it, for any that is free. */
  mailPort?: number;
  /** Port of its scanner for viruses; 0, without it, for any that is free. */
  scannerPort?: number;
}

/** The outside world, played on this machine. */
export interface Sandbox {
  /** Where its pages are: `http://127.0.0.1:3001`. By number, for to a browser that is another site than `localhost`. */
  origin: string;
  inbox: Inbox;
  /** Providers of identity, one for each way in life. */
  identity: Readonly<Record<IdentityProfile, IdentityProvider>>;
  /** Providers that take payments, one for each way in life. */
  payment: Readonly<Record<PaymentProfile, PaymentProvider>>;
  /** Looks for viruses as clamd does. */
  scanner: Scanner;
  close(): Promise<void>;
}

const host = '127.0.0.1';

/**
 * Starts the sandbox: for development and tests, on this machine alone.
 *
 * @throws Error with the code `sandbox-in-production` where `NODE_ENV` is `production`: mail for people would end here.
 */
export async function startSandbox({ port = 0, mailPort = 0, scannerPort = 0 }: SandboxOptions = {}): Promise<Sandbox> {
  if (process.env.NODE_ENV === 'production')
    throw Object.assign(new Error('There is no sandbox in production: mail for people would end in it.'), {
      code: 'sandbox-in-production',
    });
  const inbox = await openInbox({ port: mailPort });
  let scanner: Scanner | undefined;
  try {
    const opened = (scanner = await openScanner({ port: scannerPort }));
    const server = serve({ fetch: (request, environment) => app.fetch(request, environment), port, hostname: host });
    await once(server, 'listening');
    const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
    const identity = providersAt(origin);
    const payment = desksAt(origin);
    const app = sandboxAt(origin, inbox, identity, payment);
    return {
      origin,
      inbox,
      identity,
      payment,
      scanner: opened,
      async close() {
        server.close();
        if ('closeAllConnections' in server) server.closeAllConnections();
        await opened.close();
        await inbox.close();
      },
    };
  } catch (error) {
    await scanner?.close();
    await inbox.close();
    throw error;
  }
}

function sandboxAt(origin: string, inbox: Inbox, identity: RunningProviders, payment: Desks): Hono {
  const app = new Hono({ strict: false });
  const signIn = identityRoutes(origin, identity);
  app.all('/identity/*', (call) => signIn.fetch(call.req.raw, call.env as never));
  mountPayments(app, origin, payment);
  app.use(securityHeaders(siteAt(origin, ''), '/plaza'));
  app.get('/', (call) => call.redirect('/inbox/'));
  app.get('/plaza/*', (call) => plazaFile(call.req.path.slice('/plaza/'.length)));
  const pages = inboxRoutes(inbox);
  for (const path of ['/inbox', '/inbox/*']) app.all(path, (call) => pages.fetch(call.req.raw));
  return app;
}
