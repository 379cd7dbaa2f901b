import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Kysely } from 'kysely';
import { plazaFile, securityHeaders, siteAt } from '@plaza-ds/forms/server';
import { openPayments } from '@plaza-ds/sandbox';
import { Person } from '../../sandbox/identity/person.ts';
import { obligation } from '../index.ts';
import type { Money } from '../index.ts';
import { returnUrlAt } from '../server/page-options.ts';
import { paymentPages } from '../server/payment-pages.ts';
import type { PaymentPages } from '../server/payment-pages.ts';
import { Payments } from '../server/payments.ts';
import { paymentStore } from '../server/sql-store.ts';
import type { PaymentTables } from '../server/tables.ts';
import { adaptersAt, amountAt, profiles } from './sandbox-payer.ts';
import type { Choice, PaymentSandbox, Profile } from './sandbox-payer.ts';

/** A site whose people pay at the providers of the sandbox, over HTTP. */
export class SandboxPages {
  now = new Date('2030-05-06T10:00:00.000Z');
  sandbox!: PaymentSandbox;
  payments!: Payments;
  #pages!: PaymentPages;
  #server!: Server;
  /** Address of the pages of payments. */
  base = '';

  async open(database: Kysely<PaymentTables>): Promise<this> {
    this.sandbox = await openPayments({ clock: () => this.now, pause: () => Promise.resolve() });
    const app = new Hono();
    this.#server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const origin = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
    const [site, path] = [siteAt(origin), '/demo/payments'];
    this.base = origin + path;
    const now = () => this.now;
    this.payments = new Payments({
      store: paymentStore(database, Buffer.alloc(32, 7)),
      providers: Object.values(adaptersAt(this.sandbox, (profile) => this.#webhook(profile), now)),
      returnUrl: returnUrlAt(site, path),
      now,
    });
    this.#pages = paymentPages({
      payments: this.payments,
      site,
      base: path,
      frame: ({ title, main, language, hasErrors }) => html`<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${hasErrors && 'Error: '}${title}</title>
  <link rel="stylesheet" href="/plaza/plaza.layered.css">
  <script type="module" src="/plaza/cdn/plaza.js"></script>
</head>
<body class="plaza-page"><div class="plaza-container"><main class="plaza-main">${main}</main></div></body>
</html>`,
      log: () => {},
      agency: { en: 'Municipality of Peñaluna' },
      languages: ['en', 'es'],
      refundRules: { en: 'Ask within ten days.', es: 'Pídelo antes de diez días.' },
      otherWays: [{ en: 'At the cash desk: Plaza 1, 9 to 14.', es: 'En la caja: Plaza 1, de 9 a 14.' }],
      channel: { en: 'call 600 123 456', es: 'llama al 600 123 456' },
      next: { en: 'We send the permit by post.', es: 'Enviamos el permiso por correo.' },
      now,
    });
    app.use(securityHeaders(site, '/plaza'));
    app.get('/plaza/*', ({ req }) => plazaFile(req.path.slice('/plaza/'.length)));
    app.all(`${path}/*`, (call) => this.#pages.fetch(call.req.raw, call.env));
    return this;
  }

  #webhook(profile: Profile): string {
    return `${this.base}/webhook/${profile}`;
  }

  /** Nothing was paid at any provider. */
  begin(): void {
    for (const profile of profiles) {
      const provider = this.sandbox.providers[profile];
      provider.reset();
      if (provider.webhooks === 'one-address') provider.webhookUrl = this.#webhook(profile);
    }
  }

  /** Somebody owes what this provider takes. @returns the address of its page. */
  async addressOf(profile: Profile): Promise<string> {
    const money = amountAt(profile);
    const line = { code: 'permit', label: { en: 'Permit', es: 'Permiso' }, money, tariffVersion: '2030' };
    const procedure = { id: 'permit', version: 1 };
    const owed = { id: randomUUID(), subjectRef: 'draft-1', procedure, lines: [line] };
    return `${this.base}/${await this.payments.owe(obligation({ ...owed, validUntil: '2031-01-01T00:00:00.000Z' }))}`;
  }

  async someoneWhoOwes(profile: Profile): Promise<SandboxPerson> {
    return new SandboxPerson(await this.addressOf(profile), profile, amountAt(profile)).openPage();
  }

  /** All that the provider says was sent and acted on. */
  async settled(profile: Profile): Promise<void> {
    await this.sandbox.providers[profile].settled();
    await this.#pages.settled();
  }

  /** What the provider really took. */
  captured(profile: Profile): number {
    const sums = this.sandbox.providers[profile] as unknown as { sums(): { captured: number }[] };
    return sums.sums().reduce((total, { captured }) => total + captured, 0);
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await this.sandbox.close();
  }
}

/** Somebody with a browser and no script, who pays at one provider. */
export class SandboxPerson extends Person {
  readonly #page: string;
  readonly #profile: Profile;
  readonly owes: Money;

  constructor(page: string, profile: Profile, owes: Money) {
    super();
    this.#page = page;
    this.#profile = profile;
    this.owes = owes;
  }

  get heading(): string {
    return this.$('h1').text().trim();
  }

  get text(): string {
    return this.$('main').text().replace(/\s+/g, ' ').trim();
  }

  openPage(): Promise<this> {
    return this.open(this.#page);
  }

  /** The browser goes on where a page says so at once (`Refresh`). */
  override async open(address: string, until?: string, options?: RequestInit): Promise<this> {
    await super.open(address, until, options);
    const next = /^0; url=(.*)$/.exec(this.headers.get('refresh') ?? '')?.[1];
    return next ? this.open(next, until) : this;
  }

  /** Presses the button of the page, and that of the page between where there is one. */
  async go(): Promise<this> {
    await this.press({ provider: this.#profile });
    return /^You are going to/.test(this.heading) ? this.press({}) : this;
  }

  /** Chooses at the provider, and comes back as it wants: by a link, or by a form of its own. */
  async choose(choice: Choice, { comesBack = true } = {}): Promise<this> {
    await this.press({ choice }, comesBack ? undefined : new URL(this.#page).origin);
    const action = this.$('form').first().attr('action') ?? '';
    return comesBack && action.includes('/return/') ? this.press({}) : this;
  }
}
