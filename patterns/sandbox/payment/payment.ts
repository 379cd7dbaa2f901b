import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { plazaFile } from '@plaza-ds/forms/server';
import { Hono } from 'hono';
import { Flow } from './flow/flow.ts';
import { GovukPay } from './govuk-pay/govuk-pay.ts';
import { Khipu } from './khipu/khipu.ts';
import type { Clock, PaymentProfile, PaymentProvider } from './provider.ts';
import { mountPayments } from './routes.ts';
import type { Desks } from './environment.ts';
import { Stripe } from './stripe/stripe.ts';
import { Webpay } from './webpay/webpay.ts';

export interface PaymentOptions {
  /** Port of its pages; 0, without it, for any that is free. */
  port?: number;
  /** What time it is for the providers; without it, the time of this machine. */
  clock?: Clock;
  /** Lets everybody wait where a provider is slow; without it, ten seconds. */
  pause?: () => Promise<void>;
}

/** Providers that take payments, on this machine alone. */
export interface Payments {
  origin: string;
  providers: Readonly<Record<PaymentProfile, PaymentProvider>>;
  close(): Promise<void>;
}

const slowness = 10_000;

/** The providers of one place, not yet served. */
export function desksAt(origin: string, { clock, pause }: PaymentOptions = {}): Desks {
  const options = {
    origin,
    clock: clock ?? (() => new Date()),
    pause: pause ?? (() => wait(slowness, undefined, { ref: false })),
  };
  return {
    'govuk-pay': new GovukPay(options),
    webpay: new Webpay(options),
    flow: new Flow(options),
    khipu: new Khipu(options),
    stripe: new Stripe(options),
  };
}

/** Opens the payment providers alone, without the rest of the sandbox. */
export async function openPayments({ port = 0, ...options }: PaymentOptions = {}): Promise<Payments> {
  const app = new Hono();
  const server = serve({ fetch: (request, env) => app.fetch(request, env), port, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const desks = desksAt(origin, options);
  mountPayments(app, origin, desks);
  app.get('/plaza/*', (call) => plazaFile(call.req.path.slice('/plaza/'.length)));
  return {
    origin,
    providers: desks,
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
