import { createHash } from 'node:crypto';
import { html } from 'hono/html';
import type { Kysely, RootOperationNode } from 'kysely';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';
import { siteAt } from '@plaza-ds/forms/server';
import { formData, Visitor } from '../../../examples/testing/visitor.ts';
import type { Given, Shown } from '../../../examples/testing/visitor.ts';
import { identity } from './identity.ts';
import type { IdentityService } from './identity.ts';
import type { IdentityEntry } from './log.ts';
import { openIdConnect } from './providers/open-id-connect.ts';
import type { IdentityOptions } from './running-identity.ts';
import { identityStore } from './store.ts';
import type { IdentityStore } from './store.ts';
import type { IdentityTables } from './tables.ts';

export type Claims = Record<string, unknown>;

/** A provider that lives in the test: it answers as told, right or wrong. It stands in for `fetch`. */
export class PlayedProvider {
  readonly issuer: string;
  /** What is changed in the next ID tokens; undefined leaves a claim out. */
  claims: Claims = {};
  userInfo: Claims = { given_name: 'Ana María', family_name: 'Pérez' };
  /** What changes the answer of a leg: its path. */
  legs: Record<string, () => Response | Promise<Response>> = {};
  /** What is sent back with the browser beside code and state. */
  answer: Record<string, string | undefined> = {};
  sub = 'subject-1';
  hasIdToken = true;
  /** Every request that came, to look at. */
  readonly seen: { path: string; body: URLSearchParams; method: string; headers: Headers }[] = [];
  key!: CryptoKey;
  kid = 'one';
  publicKey!: CryptoKey;
  #codes = new Map<string, URLSearchParams>();
  now: () => Date;

  constructor(now: () => Date, issuer = 'https://provider.example') {
    this.issuer = issuer;
    this.now = now;
  }

  async newKey(kid: string): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    [this.key, this.publicKey, this.kid] = [privateKey, publicKey, kid];
  }

  count(path: string): number {
    return this.seen.filter((each) => each.path === path).length;
  }

  fetch: typeof fetch = async (input, options) => {
    const request = new Request(input, options);
    // ClaveÚnica has its addresses below /openid, with a slash at the end.
    const pathname = new URL(request.url).pathname.replace(/^\/openid(?=\/)|\/$/g, '');
    const body = new URLSearchParams(await request.text());
    this.seen.push({ path: pathname, body, method: request.method, headers: request.headers });
    return (this.legs[pathname] ?? (() => this.#answer(pathname, body)))();
  };

  /** What a person does there: signs in. @returns the address of the service that the browser is sent to. */
  signIn(address: string): URL {
    const asked = new URL(address).searchParams;
    const code = `code-${this.#codes.size}`;
    this.#codes.set(code, asked);
    const back = new URL(asked.get('redirect_uri')!);
    const all = { code, state: asked.get('state')!, iss: this.issuer, ...this.answer };
    for (const [name, value] of Object.entries(all)) if (value !== undefined) back.searchParams.set(name, value);
    return back;
  }

  async sign(claims: Claims, key = this.key, kid = this.kid): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(key);
  }

  async logoutToken(claims: Claims): Promise<string> {
    const iat = Math.floor(this.now().getTime() / 1000);
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    return this.sign({
      iss: this.issuer,
      aud: 'plaza',
      iat,
      exp: iat + 120,
      jti: crypto.randomUUID(),
      events,
      ...claims,
    });
  }

  async #answer(path: string, body: URLSearchParams): Promise<Response> {
    if (path.startsWith('/.well-known/')) return Response.json(this.metadata);
    if (path === '/jwks')
      return Response.json({ keys: [{ ...(await exportJWK(this.publicKey)), kid: this.kid, use: 'sig' }] });
    if (path === '/userinfo') return Response.json({ sub: this.sub, ...this.userInfo });
    if (path === '/token') return this.#token(body);
    return new Response('', { status: 404 });
  }

  get metadata() {
    const at = (path: string) => `${this.issuer}/${path}`;
    return {
      issuer: this.issuer,
      authorization_endpoint: at('authorize'),
      token_endpoint: at('token'),
      userinfo_endpoint: at('userinfo'),
      jwks_uri: at('jwks'),
      end_session_endpoint: at('logout'),
      authorization_response_iss_parameter_supported: true,
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  async #token(body: URLSearchParams): Promise<Response> {
    const code = body.get('code') ?? '';
    const asked = this.#codes.get(code);
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      asked?.get('code_challenge') === challenge && asked.get('redirect_uri') === body.get('redirect_uri');
    if (!isRight) return Response.json({ error: 'invalid_grant' }, { status: 400 });
    this.#codes.delete(code);
    const iat = Math.floor(this.now().getTime() / 1000);
    const usual = { iss: this.issuer, aud: 'plaza', sub: this.sub, iat, exp: iat + 300, nonce: asked.get('nonce') };
    const id_token = await this.sign({ ...usual, ...this.claims });
    return Response.json({ access_token: 'secret-access', token_type: 'Bearer', ...(this.hasIdToken && { id_token }) });
  }
}

export const acrLevels = { loa1: 'low', loa2: 'substantial', loa3: 'high' } as const;

/** A database that breaks off when it is told to, as it does where nobody answers. */
export class BreakableDatabase {
  /** Which statements fail. */
  fails: (statement: RootOperationNode) => boolean = () => false;
  /** How many statements came. */
  statements = 0;
  readonly database: Kysely<IdentityTables>;

  constructor(database: Kysely<IdentityTables>) {
    this.database = database.withPlugin({
      transformQuery: ({ node }) => {
        this.statements++;
        if (this.fails(node)) throw Object.assign(new Error('connect db.internal'), { code: 'ECONNREFUSED' });
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    });
  }
}

/** A site with sign-in, the people in front of it, and what its log was told. */
export class SignInSite {
  time = new Date('2026-03-02T12:00:00Z');
  readonly now = () => this.time;
  readonly log: IdentityEntry[] = [];
  readonly provider = new PlayedProvider(this.now);
  readonly other = new PlayedProvider(this.now, 'https://other.example');
  readonly origin: string;
  #database: Kysely<IdentityTables>;
  readonly #options: Partial<IdentityOptions>;
  store!: IdentityStore;
  service!: IdentityService;

  constructor(database: Kysely<IdentityTables>, options: Partial<IdentityOptions> = {}, origin = 'http://localhost') {
    this.origin = origin;
    this.#database = database;
    this.#options = options;
    this.restart();
  }

  /** The server is started anew: what it knew by heart is gone, what is in the database is there. */
  restart(database = this.#database): void {
    this.#database = database;
    this.store = identityStore(this.#database, Buffer.alloc(32, 7), { now: this.now });
    const both = [this.provider, this.other];
    const reach: typeof fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      return both.find(({ issuer }) => issuer === url.origin)!.fetch(input, init);
    };
    const registered = {
      clientId: 'plaza',
      confirmsSignOut: true,
      authentication: { method: 'client_secret_post', secret: 'shh-client' },
    } as const;
    this.service = identity({
      providers: [
        openIdConnect({ name: 'one', label: 'One', issuer: this.provider.issuer, acrLevels, ...registered }),
        openIdConnect({ name: 'two', label: 'Two', issuer: this.other.issuer, acrLevels, ...registered }),
      ],
      store: this.store,
      site: siteAt(this.origin, '/demo'),
      base: '/demo/identity',
      frame: ({ title, main, language, direction, hasErrors }) =>
        html`<html lang="${language}" dir="${direction}"><title>${hasErrors && 'Error: '}${title}</title><main>${main}</main></html>`,
      log: (entry) => this.log.push(entry),
      now: this.now,
      fetch: reach,
      ...this.#options,
    });
  }

  async open(): Promise<this> {
    await this.provider.newKey('one');
    await this.other.newKey('other');
    return this;
  }

  visitor(): Somebody {
    return new Somebody(this);
  }

  later(seconds: number): void {
    this.time = new Date(this.time.getTime() + seconds * 1000);
  }
}

/** Somebody with a browser in front of the site. */
export class Somebody extends Visitor {
  readonly #site: SignInSite;
  gate = '';

  constructor(site: SignInSite) {
    super({ fetch: (...sent) => site.service.fetch(...sent) }, site.origin);
    this.#site = site;
  }

  get asRequest(): Request {
    return new Request(`${this.#site.origin}/demo/form`, {
      headers: { cookie: this.cookies, 'accept-language': this.language },
    });
  }

  get sessionCookie(): string | undefined {
    return /(?:__Host-)?plaza-session=([\w-]{22})/.exec(this.cookies)?.[1];
  }

  person() {
    return this.#site.service.person(this.asRequest);
  }

  /** A page of the site asks this browser to sign in. */
  async ask(wanted: Partial<Parameters<SignInSite['service']['signIn']>[1]> = {}): Promise<string> {
    const response = await this.#site.service.signIn(this.asRequest, {
      returnTo: '/demo/form/3',
      purpose: 'To apply',
      ...wanted,
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.cookies = [this.cookies, cookie.split(';')[0]].filter(Boolean).join('; ');
    this.gate = response.headers.get('location')!;
    return this.gate;
  }

  /** Presses the button of the gate. @returns the answer; where it worked, its address is of the page that leads away. */
  async press(provider = 'one', more: Given = {}): Promise<Shown> {
    const page = await this.open(this.gate);
    return this.post(formData({ ...page.hidden, provider, ...more }), this.gate);
  }

  /** Goes to the provider. @returns the address there. */
  async leave(provider = 'one'): Promise<string> {
    const pressed = await this.press(provider);
    const leaving = await this.follow(pressed);
    return leaving.$('main a').attr('href')!;
  }

  /** Signs in there and comes back. */
  async comeBack(address: string, provider = this.#site.provider): Promise<Shown> {
    const back = provider.signIn(address);
    return this.open(back.pathname + back.search);
  }

  async signIn(wanted: Parameters<Somebody['ask']>[0] = {}, provider = 'one'): Promise<Shown> {
    await this.ask(wanted);
    const played = provider === 'one' ? this.#site.provider : this.#site.other;
    return this.comeBack(await this.leave(provider), played);
  }

  async send(path: string, given: Given = {}, from = path): Promise<Shown> {
    const page = await this.open(from);
    return this.post(formData({ ...page.hidden, ...given }), path);
  }
}

export const place = ({ response }: Shown): string => response.headers.get('location') ?? '';
