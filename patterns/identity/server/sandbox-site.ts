/** A site with sign-in that meets the providers of the sandbox: over HTTP, with their keys, their clock and their faults. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Kysely } from 'kysely';
import { securityHeaders, siteAt } from '@plaza-ds/forms/server';
import type { Identity as Sandbox } from '../../sandbox/identity/identity.ts';
import { Person } from '../../sandbox/identity/person.ts';
import type { IdentityProfile, IdentityProvider } from '../../sandbox/identity/provider.ts';
import type { ActingFor, Representing } from '../identity.ts';
import { isLoa } from '../loa.ts';
import type { SignInRequest } from './ask.ts';
import type { ProblemCode } from '../problems.ts';
import { identity } from './identity.ts';
import type { IdentityEntry } from './log.ts';
import type { ClientAuthentication, Provider } from './provider.ts';
import { broker } from './providers/broker.ts';
import { claveUnica } from './providers/clave-unica.ts';
import { oneLogin } from './providers/one-login.ts';
import type { OneLoginOptions } from './providers/one-login.ts';
import { openIdConnect } from './providers/open-id-connect.ts';
import type { OpenIdConnectOptions } from './providers/open-id-connect.ts';
import { identityStore } from './store.ts';
import type { IdentityTables } from './tables.ts';

/** As a site tells what a provider of its own means: by the words that this provider sends. */
const accountProblems: readonly [RegExp, ProblemCode][] = [
  [/suspended/, 'suspended'],
  [/blocked/, 'blocked'],
  [/password/, 'mustReset'],
  [/proved again/, 'mustReprove'],
  [/still being checked/, 'proofingPending'],
];
const problemOf: Provider['problemOf'] = (error, description) =>
  error === 'access_denied' ? accountProblems.find(([said]) => said.test(description))?.[1] : undefined;
const nationalId = { claim: 'national_number', scheme: 'CL-RUN' };

/** The provider of a profile, registered as the sandbox knows this site. */
export function providerOf(
  played: IdentityProvider,
  options: Partial<OpenIdConnectOptions> & Pick<OneLoginOptions, 'returnCodes'> = {},
): Provider {
  const { returnCodes, ...others } = options;
  const { profile, issuer, client, endpoints } = played;
  const registered = {
    name: profile,
    label: profile,
    issuer,
    clientId: client.clientId,
    authentication: proof(played),
  };
  switch (profile) {
    case 'standard': {
      const acrLevels = { low: 'low', substantial: 'substantial', high: 'high' } as const;
      const scope = 'openid profile email national_number';
      return openIdConnect({ ...registered, scope, acrLevels, nationalId, problemOf, ...others });
    }
    case 'claveunica':
      return claveUnica({ ...registered, origin: issuer });
    case 'one-login': {
      const identityIssuer = 'https://identity.example.org/';
      return oneLogin({
        ...registered,
        identityIssuer,
        identityKeys: endpoints.keys,
        ...(returnCodes && { returnCodes }),
      });
    }
    case 'broker':
      return broker({
        ...registered,
        scope: 'openid profile national_number representation',
        nationalId,
        problemOf,
        ...others,
      });
  }
}

function proof({
  client: { clientSecret, privateKey, tokenEndpointAuthMethod },
}: IdentityProvider): ClientAuthentication {
  if (tokenEndpointAuthMethod === 'private_key_jwt') return { method: tokenEndpointAuthMethod, key: privateKey! };
  return { method: tokenEndpointAuthMethod, secret: clientSecret! };
}

/** Who is signed in, as a page of the site is told. */
export interface Told {
  name?: string;
  level?: string;
  nationalId?: { value: string };
  issuer?: string;
  subject?: string;
  representing?: Representing;
}

export class SandboxSite {
  readonly log: IdentityEntry[] = [];
  /** What the site asked providers, past the browser. */
  readonly sent: Request[] = [];
  /** Whether no provider can be reached from the site. */
  isCutOff = false;
  readonly origin: string;
  readonly #server: ReturnType<typeof serve>;

  private constructor(server: ReturnType<typeof serve>) {
    this.#server = server;
    this.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  /** Opens a site that knows nothing of its providers yet: no document and no key of theirs. */
  static async open(
    sandbox: Sandbox,
    database: Kysely<IdentityTables>,
    providers: readonly Provider[] = Object.values(sandbox.providers).map((played) => providerOf(played)),
  ): Promise<SandboxSite> {
    const app = new Hono();
    const server = serve({ fetch: (request, environment) => app.fetch(request, environment), port: 0 });
    await once(server, 'listening');
    const site = new SandboxSite(server);
    const service = identity({
      providers,
      store: identityStore(database, Buffer.alloc(32, 7)),
      site: siteAt(site.origin, '/demo'),
      base: '/demo/identity',
      frame: ({ title, main, language }) =>
        html`<html lang="${language}"><title>${title}</title><main>${main}</main></html>`,
      log: (entry) => site.log.push(entry),
      fetch: (input, options) => {
        site.sent.push(new Request(input, options));
        return site.isCutOff ? Promise.reject(new TypeError('fetch failed')) : fetch(input, options);
      },
      languages: ['en'],
      timeoutSeconds: 1,
      claims: ['name', 'nationalId'],
    });
    app.use(securityHeaders(siteAt(site.origin, '/demo'), '/plaza'));
    app.all('/demo/identity/*', (call) => service.fetch(call.req.raw, call.env));
    app.get('/demo/ask', (call) => {
      const { level, age, provider, scope, ownerFor } = call.req.query();
      const kinds = call.req.queries('for') as ActingFor[] | undefined;
      const owner = ownerFor === undefined ? undefined : (JSON.parse(ownerFor) as SignInRequest['owner']);
      return service.signIn(call.req.raw, {
        returnTo: '/demo/form',
        purpose: 'To apply',
        ...(isLoa(level) && { level }),
        ...(age !== undefined && { maxAgeSec: Number(age) }),
        ...(provider !== undefined && { providers: provider.split(' ') }),
        ...(kinds && { actingFor: kinds }),
        ...(scope !== undefined && { mandateScope: scope }),
        ...(owner && { owner }),
      });
    });
    app.get('/demo/form', async (call) => {
      const told: Told = (await service.person(call.req.raw)) ?? {};
      return call.html(html`<html><main>${JSON.stringify(told)}</main></html>`);
    });
    app.get('/demo/mandate', async (call) =>
      call.html(html`<main>${await service.mandate(call.req.raw, call.req.query('scope'))}</main>`),
    );
    return site;
  }

  visitor(): Browser {
    return new Browser(this.origin);
  }

  /** Where a provider tells of somebody who signed out there. */
  backChannelOf(profile: IdentityProfile): string {
    return `${this.origin}/demo/identity/back-channel/${profile}`;
  }

  close(): void {
    if ('closeAllConnections' in this.#server) this.#server.closeAllConnections();
    this.#server.close();
  }
}

export interface Wanted {
  level?: string;
  /** Seconds since the sign-in, at most. */
  age?: string;
  citizen?: string;
}

/** Somebody in front of the site, whose browser goes on where a page says so (`Refresh`). */
export class Browser extends Person {
  readonly #origin: string;

  constructor(origin: string) {
    super();
    this.#origin = origin;
  }

  override async open(address: string, until?: string, options?: RequestInit): Promise<this> {
    await super.open(address, until, options);
    const next = /^0; url=(.*)$/.exec(this.headers.get('refresh') ?? '')?.[1];
    if (next && until && next.startsWith(until)) return ((this.url = next), this);
    return next ? this.open(next, until) : this;
  }

  /** The heading of the page and what it says on top of it, as one line each. */
  get heading(): string {
    return this.$('h1').text().trim();
  }

  get notice(): string {
    return this.$('[role="alert"]').text().replace(/\s+/g, ' ').trim();
  }

  get text(): string {
    return this.$('main').text().replace(/\s+/g, ' ').trim();
  }

  get path(): string {
    return new URL(this.url).pathname;
  }

  /** Opens a page of the site that asks to sign in, presses its button, and goes as far as the provider lets them. */
  async signIn(provider: IdentityProfile, { citizen = 'ana', ...asked }: Wanted = {}): Promise<this> {
    await this.open(`${this.#origin}/demo/ask?${new URLSearchParams({ ...asked, provider })}`);
    return this.goOn(provider, citizen);
  }

  /** From the page with the button. */
  async goOn(provider: IdentityProfile, citizen = 'ana'): Promise<this> {
    if (this.$('button[name="provider"]').length) await this.press({ provider });
    if (this.$('input[name="citizen"]').length) await this.press({ citizen });
    if (this.$('button[value="suspended"]').length) await this.press({ action: 'suspended' });
    if (this.$('button[value="agree"]').length) await this.press({ action: 'agree' });
    if (this.$('input[name="code"], input[name="error"]').length) await this.press({});
    return this;
  }

  /** Who the site takes them for. */
  async told(): Promise<Told> {
    const page = await this.open(`${this.#origin}/demo/form`);
    return JSON.parse(page.$('main').text()) as Told;
  }

  async signOut(): Promise<this> {
    await this.open(`${this.#origin}/demo/identity/sign-out`);
    await this.press({});
    if (this.$('button[name="logout"]').length) await this.press({ logout: 'yes' });
    return this;
  }
}
