import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { openPayments } from '@plaza-ds/sandbox';
import { Hono } from 'hono';
import { Person } from '../../sandbox/identity/person.ts';
import { money, obligation } from '../index.ts';
import type { Money } from '../index.ts';
import { memoryStore } from './memory-store.ts';
import { flow } from '../server/providers/flow.ts';
import { govukPay } from '../server/providers/govuk-pay.ts';
import { khipu } from '../server/providers/khipu.ts';
import { stripe } from '../server/providers/stripe.ts';
import { webpay } from '../server/providers/webpay.ts';
import { Payments } from '../server/payments.ts';
import type { Shown, Start } from '../server/payments.ts';
import type { PaymentProvider } from '../server/provider.ts';

export type PaymentSandbox = Awaited<ReturnType<typeof openPayments>>;
export type Profile = keyof PaymentSandbox['providers'];
export type Accident = PaymentSandbox['providers'][Profile]['accidents'][number];
export type Choice = 'pay' | 'decline' | 'cancel' | 'expire' | 'fail' | 'leave';

export const profiles: readonly Profile[] = ['govuk-pay', 'webpay', 'flow', 'khipu', 'stripe'];

/** A service that takes payments at the sandbox’s providers, over HTTP, and somebody who pays there. */
export class SandboxPayer {
  now = new Date();
  payments!: Payments;
  sandbox!: PaymentSandbox;
  providers!: Readonly<Record<Profile, PaymentProvider>>;
  #server!: Server;
  #origin = '';
  #count = 0;

  async open(): Promise<this> {
    this.sandbox = await openPayments({ clock: () => this.now, pause: () => Promise.resolve() });
    const app = new Hono();
    app.post('/webhook/:provider', async (call) => {
      const body = new Uint8Array(await call.req.arrayBuffer());
      const isKnown = await this.payments.hear(call.req.param('provider'), { body, headers: call.req.raw.headers });
      return call.body(null, isKnown ? 204 : 400);
    });
    app.on(['GET', 'POST'], '/return/:handle', async (call) => {
      const sent = call.req.method === 'POST' ? new URLSearchParams(await call.req.text()) : undefined;
      await this.payments.comeBack(call.req.param('handle'), sent ?? new URL(call.req.url).searchParams);
      return call.text('back');
    });
    this.#server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#origin = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
    this.providers = adaptersAt(
      this.sandbox,
      (profile) => this.#webhook(profile),
      () => this.now,
    );
    this.begin();
    return this;
  }

  /** Nothing is owed, nothing was paid, and nothing goes wrong. */
  begin(): void {
    this.now = new Date('2030-05-06T10:00:00.000Z');
    for (const profile of profiles) {
      const provider = this.sandbox.providers[profile];
      provider.reset();
      if (provider.webhooks === 'one-address') provider.webhookUrl = this.#webhook(profile);
    }
    this.payments = new Payments({
      store: memoryStore(),
      providers: Object.values(this.providers),
      returnUrl: (handle) => `${this.#origin}/return/${handle}`,
      now: () => this.now,
    });
  }

  #webhook(profile: Profile): string {
    return `${this.#origin}/webhook/${profile}`;
  }

  /** Somebody owes something now. @returns the handle of its page. */
  owe(profile: Profile): Promise<string> {
    const line = { code: 'permit', label: { en: 'Permit' }, money: amountAt(profile), tariffVersion: '2030' };
    const validUntil = '2031-01-01T00:00:00.000Z';
    const id = `owed-${++this.#count}`;
    const procedure = { id: 'permit', version: 1 };
    return this.payments.owe(obligation({ id, subjectRef: 'draft-1', procedure, lines: [line], validUntil }));
  }

  /** Presses “Pay”, and again for as long as the provider does not answer. */
  async start(profile: Profile, handle: string): Promise<Start> {
    const wish = { provider: profile, seen: amountAt(profile), description: 'Vehicle permit', language: 'en' };
    const start = (await this.payments.start(handle, wish))!;
    return start;
  }

  /** Goes to the provider’s page, chooses, and comes back as it wants. */
  async choose(start: Start, choice: Choice): Promise<void> {
    if (start.kind !== 'go') return;
    const { method, url, fields } = start.nextAction;
    const body = new URLSearchParams(fields);
    const headers = { origin: this.#origin };
    const person = await new Person().open(url, undefined, method === 'POST' ? { method, body, headers } : {});
    await person.press({ choice }).catch(() => undefined); // the page may be cut off
    const form = person.$('form').first();
    const action = form.attr('action');
    if (!action?.startsWith(`${this.#origin}/return/`)) return;
    const inputs = form.find('input').toArray();
    const sent = inputs.map((input) => [person.$(input).attr('name')!, person.$(input).attr('value')!]);
    await new Person().open(action, undefined, { method: 'POST', body: new URLSearchParams(sent), headers });
  }

  /** Time goes by, and nobody asks about anything. */
  async pass(seconds: number): Promise<void> {
    this.now = new Date(this.now.getTime() + seconds * 1000);
  }

  /** Time goes by, with whoever asks about what is due, until nothing is. */
  async wait(hours: number): Promise<void> {
    for (let minutes = 0; minutes < hours * 60; minutes += minutes < 60 ? 5 : 60) {
      this.now = new Date(this.now.getTime() + (minutes < 60 ? 5 : 60) * 60_000);
      await this.payments.askDue();
    }
  }

  async settle(profile: Profile): Promise<void> {
    const provider = this.sandbox.providers[profile];
    await provider.settled();
    while (provider.held) await provider.release();
  }

  async look(handle: string): Promise<Shown> {
    return (await this.payments.look(handle))!;
  }

  /** What the provider really has of it: taken, and given back. */
  moved(profile: Profile): { captured: number; refunded: number } {
    const sums = this.sandbox.providers[profile] as unknown as { sums(): { captured: number; refunded: number }[] };
    const all = sums.sums();
    return {
      captured: all.reduce((total, { captured }) => total + captured, 0),
      refunded: all.reduce((total, { refunded }) => total + refunded, 0),
    };
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await this.sandbox.close();
  }
}

export function amountAt(profile: Profile): Money {
  return profile === 'govuk-pay' ? money('1500', 'GBP') : money('12990', 'CLP');
}

/** The adapters, as a service has them that is registered at the sandbox’s providers. */
export function adaptersAt(
  sandbox: PaymentSandbox,
  webhookOf: (profile: Profile) => string,
  now: () => Date,
): Readonly<Record<Profile, PaymentProvider>> {
  const at = (profile: Profile) => {
    const { baseUrl, credentials } = sandbox.providers[profile];
    return { baseUrl, notifyUrl: webhookOf(profile), now, ...credentials };
  };
  type Made = ReturnType<typeof at> & Record<string, string>;
  const secrets = (profile: Profile) => at(profile) as Made;
  const [pay, plus, order, transfer, checkout] = profiles.map(secrets) as [Made, Made, Made, Made, Made];
  return {
    'govuk-pay': govukPay({ ...pay, apiKey: pay.apiKey!, signingSecret: pay.signingSecret! }),
    webpay: webpay({ ...plus, commerceCode: plus.commerceCode!, apiKey: plus.apiKey! }),
    flow: flow({ ...order, apiKey: order.apiKey!, secretKey: order.secretKey!, email: 'payments@penaluna.example' }),
    khipu: khipu({ ...transfer, apiKey: transfer.apiKey!, secret: transfer.secret! }),
    stripe: stripe({
      baseUrl: checkout.baseUrl,
      apiKey: checkout.apiKey!,
      signingSecret: checkout.signingSecret!,
      currencies: ['CLP', 'EUR'],
    }),
  };
}
