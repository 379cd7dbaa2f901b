import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Kysely } from 'kysely';
import { securityHeaders, siteAt } from '@plaza-ds/forms/server';
import { formData, Visitor } from '../../../examples/testing/visitor.ts';
import type { Shown } from '../../../examples/testing/visitor.ts';
import type { Obligation, PaymentEvent } from '../index.ts';
import type { PaymentEntry } from '../server/log.ts';
import { returnUrlAt } from '../server/page-options.ts';
import type { PaymentPagesOptions } from '../server/page-options.ts';
import { paymentPages } from '../server/payment-pages.ts';
import type { PaymentPages } from '../server/payment-pages.ts';
import { Payments } from '../server/payments.ts';
import { paymentStore } from '../server/sql-store.ts';
import type { PaymentStore } from '../server/payment-store.ts';
import type { PaymentTables } from '../server/tables.ts';
import { permit } from './histories.ts';
import { PlayedProvider } from './played-provider.ts';

const base = '/demo/payments';

/** A site on which people pay, at one provider or two that live in the test. */
export class PaymentSite {
  time = Date.UTC(2026, 10, 30, 9);
  readonly log: PaymentEntry[] = [];
  readonly provider = new PlayedProvider(randomUUID());
  readonly other = new PlayedProvider(randomUUID(), 'other');
  readonly owed: Obligation;
  readonly store: PaymentStore;
  readonly payments: Payments;
  readonly pages: PaymentPages;
  readonly #app = new Hono();
  /** Address of the page of what is owed. */
  path = '';

  constructor(
    database: Kysely<PaymentTables>,
    {
      owed,
      providers = 1,
      ...options
    }: Partial<PaymentPagesOptions> & { owed?: Partial<Obligation>; providers?: 1 | 2 } = {},
  ) {
    const site = siteAt('http://localhost', '/demo');
    const now = () => new Date(this.time);
    this.owed = { ...permit, id: randomUUID(), ...owed };
    this.store = paymentStore(database, Buffer.alloc(32, 7));
    this.payments = new Payments({
      store: this.store,
      providers: [this.provider, this.other].slice(0, providers),
      returnUrl: returnUrlAt(site, base),
      now,
    });
    this.pages = paymentPages({
      payments: this.payments,
      site,
      base,
      frame: ({ title, main, language, hasErrors }) =>
        html`<html lang="${language}"><title>${hasErrors && 'Error: '}${title}</title><main>${main}</main></html>`,
      log: (entry) => this.log.push(entry),
      agency: { en: 'Municipality of Peñaluna' },
      now,
      ...options,
    });
    this.#app.use(securityHeaders(site, '/plaza'));
    this.#app.all('*', (call) => this.pages.fetch(call.req.raw, call.env));
  }

  async open(): Promise<this> {
    this.path = `${base}/${await this.payments.owe(this.owed)}`;
    return this;
  }

  /** A file of the site, in its bytes. */
  async file(path: string): Promise<Response> {
    return this.#app.fetch(new Request(`http://localhost${path}`));
  }

  visitor(): Payer {
    return new Payer(this, (request, environment) => this.#app.fetch(request, environment as object));
  }

  later(seconds: number): void {
    this.time += seconds * 1000;
  }

  /** Something happened that no person and no provider in the test does. */
  async hear(...events: readonly PaymentEvent[]): Promise<void> {
    await this.store.change(this.owed.id, () => ({ events, result: undefined }));
  }

  async state() {
    return (await this.payments.look(this.path.split('/').at(-1)!))!.state;
  }

  get lastRef(): string {
    return [...this.provider.payments.keys()].at(-1)!;
  }

  /** The address at which the provider sends the browser back. */
  get returnPath(): string {
    return new URL(this.provider.payments.get(this.lastRef)!.asked.returnUrl).pathname;
  }
}

/** Somebody in front of the page. */
export class Payer extends Visitor {
  readonly #site: PaymentSite;

  constructor(site: PaymentSite, fetch: (request: Request, environment: unknown) => Response | Promise<Response>) {
    super({ fetch });
    this.#site = site;
  }

  look(): Promise<Shown> {
    return this.open(this.#site.path);
  }

  /** Presses the button. @returns the answer, redirects not followed. */
  async press(more: Record<string, string> = {}, page?: Shown): Promise<Shown> {
    const { hidden } = page ?? (await this.look());
    return this.post(formData({ ...hidden, ...more }), this.#site.path);
  }

  /** Begins to pay, does something at the provider, comes back and is where that leads. */
  async pay(status: Parameters<PlayedProvider['act']>[1]): Promise<Shown> {
    await this.press();
    this.#site.provider.act(this.#site.lastRef, status);
    return this.comeBack();
  }

  async comeBack(): Promise<Shown> {
    return this.follow(await this.open(this.#site.returnPath));
  }
}

export const place = ({ response }: Shown): string => response.headers.get('location') ?? '';
