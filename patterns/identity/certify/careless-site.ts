/** A site for the tests that signs people in rightly, but for one thing that others were seen to do wrong. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import type { IdentityProvider } from '../../sandbox/identity/provider.ts';
import { CarelessBackEnd } from './careless-back-end.ts';
import type { Attempt } from './careless-back-end.ts';
import type { Defect } from './careless-defects.ts';

interface Session {
  attempts: Map<string, Attempt>;
  person?: string;
}

const random = () => randomBytes(32).toString('base64url');
const constant = random();
const trace = new Error('no answer').stack;

export class CarelessSite {
  readonly origin: string;
  readonly #server: ReturnType<typeof serve>;
  readonly #provider: IdentityProvider;
  readonly #defect: Defect | undefined;
  readonly #sessions = new Map<string, Session>();
  readonly #everybody = new Map<string, Attempt>();
  #last: Attempt | undefined;
  readonly #backEnd: CarelessBackEnd;

  private constructor(server: ReturnType<typeof serve>, provider: IdentityProvider, defect: Defect | undefined) {
    this.#server = server;
    this.#provider = provider;
    this.#defect = defect;
    this.#backEnd = new CarelessBackEnd(provider, (each) => this.#has(each));
    this.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  static async open(provider: IdentityProvider, defect?: Defect): Promise<CarelessSite> {
    const app = new Hono();
    const server = serve({ fetch: (request, environment) => app.fetch(request, environment), port: 0 });
    await once(server, 'listening');
    const site = new CarelessSite(server, provider, defect);
    app.use(async (call, next) => {
      await next();
      if (!site.#has('framed')) call.header('X-Frame-Options', 'DENY');
      if (!site.#has('referrer-told')) call.header('Referrer-Policy', 'no-referrer');
    });
    app.onError((_error, call) => call.html('<h1>Error</h1><p>Something went wrong here.</p>', 500));
    app.get('/', (call) => {
      const { search } = new URL(call.req.url);
      return call.html(html`<h1>Welcome</h1><a href="/help">Help</a><a href="/start${search}">Ingresar</a>`);
    });
    app.get('/start', (call) => site.#start(call));
    app.get('/callback', (call) => site.#callback(call));
    app.get('/mine', (call) => site.#mine(call));
    app.get('/welcome/*', (call) => site.#mine(call));
    app.get('/sign-out', (call) => site.#signOut(call));
    return site;
  }

  close(): void {
    if ('closeAllConnections' in this.#server) this.#server.closeAllConnections();
    this.#server.close();
  }

  #has(defect: Defect): boolean {
    return this.#defect === defect;
  }

  #session(call: Context): Session {
    const id = getCookie(call, 'sid');
    const known = id === undefined ? undefined : this.#sessions.get(id);
    return known ?? this.#newSession(call, { attempts: new Map() });
  }

  #newSession(call: Context, session: Session): Session {
    const id = random();
    this.#sessions.set(id, session);
    setCookie(call, 'sid', id, { path: '/', httpOnly: !this.#has('cookie-open'), sameSite: 'Lax' });
    return session;
  }

  get #redirectUri(): string {
    return `${this.origin}/callback${this.#has('redirect-with-query') ? '?from=provider' : ''}`;
  }

  #start(call: Context): Response {
    const attempt = {
      state: this.#has('state-constant') ? constant : this.#has('state-short') ? random().slice(0, 8) : random(),
      nonce: this.#has('nonce-constant') ? constant : random(),
      verifier: this.#has('verifier-constant') ? constant : random(),
      returnTo: this.#has('redirects-anywhere') ? (call.req.query('returnTo') ?? '/mine') : '/mine',
    };
    this.#session(call).attempts.set(attempt.state, attempt);
    if (this.#has('attempts-of-everybody')) this.#everybody.set(attempt.state, attempt);
    this.#last = undefined;
    const { endpoints, client, profile } = this.#provider;
    const address = new URL(endpoints.authorization);
    address.search = new URLSearchParams({
      response_type: this.#has('token-asked') ? 'code id_token' : 'code',
      client_id: client.clientId,
      redirect_uri: this.#redirectUri,
      scope:
        (profile === 'claveunica' ? 'openid run name' : 'openid profile') +
        (this.#has('scope-with-more') ? ' email' : ''),
      state: attempt.state,
      ...(!this.#has('nonce-not-sent') && { nonce: attempt.nonce }),
      code_challenge: createHash('sha256').update(attempt.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...(profile === 'standard' && { acr_values: 'high', max_age: '600' }),
    }).toString();
    return call.redirect(address.href, 303);
  }

  async #callback(call: Context): Promise<Response> {
    const { code, state = '', error, iss } = call.req.query();
    if (error !== undefined)
      return this.#refuse(
        call,
        this.#has(error === 'access_denied' ? 'cancel-unforeseen' : 'errors-unforeseen') ? 500 : 200,
      );
    const session = this.#session(call);
    const attempt = this.#attempt(session, state);
    if (!attempt || code === undefined) return this.#refuse(call);
    const isNamed = this.#provider.profile === 'claveunica' || iss === this.#provider.issuer;
    if (!isNamed && !this.#has('issuer-not-checked')) return this.#refuse(call);
    const [tokens, status] = await this.#backEnd.exchange(code, attempt, this.#redirectUri);
    if (!tokens) return this.#notExchanged(call, session, status);
    const person = await this.#backEnd.person(tokens, attempt);
    if (!person) return this.#refuse(call);
    if (this.#has('session-kept')) session.person = person.name;
    else this.#newSession(call, { attempts: session.attempts, person: person.name });
    return this.#welcome(call, tokens.access_token, person.number) ?? call.redirect(attempt.returnTo, 303);
  }

  #notExchanged(call: Context, { attempts }: Session, status: number): Response {
    if (status === 503 && this.#has('trace-shown'))
      return call.html(`<h1>Error</h1><pre>${trace}</pre>`, 503) as Response;
    if (status === 503 && this.#has('nothing-said')) return call.body(null, 503);
    if (status !== 400 || !this.#has('exchange-not-looked-at')) return this.#refuse(call);
    this.#newSession(call, { attempts, person: 'Somebody' });
    return call.redirect('/mine', 303);
  }

  /** Where somebody is led who is signed in, in the ways that tell too much. */
  #welcome(call: Context, token: string, number: number | undefined): Response | undefined {
    if (this.#has('referrer-told')) return call.html('<h1>Welcome</h1><a href="/mine">Your page</a>') as Response;
    if (this.#has('token-in-address')) return call.redirect(`/welcome/${token}`, 303);
    if (this.#has('code-in-address')) return call.redirect(`/welcome/?from=${call.req.query('code')}`, 303);
    if (this.#has('number-in-address')) return call.redirect(`/welcome/?run=${number}`, 303);
    if (!this.#has('token-in-page')) return undefined;
    return call.html(`<script>var token = "${token}"</script><p>Welcome</p>`) as Response;
  }

  #attempt(session: Session, state: string): Attempt | undefined {
    const { attempts } = session;
    const isFree = this.#has('state-not-compared') || (this.#has('state-not-needed') && !state);
    const known = (this.#has('attempts-of-everybody') ? this.#everybody : attempts).get(state);
    const again = this.#has('code-again') && this.#last?.state === state ? this.#last : undefined;
    const attempt = known ?? again ?? (isFree ? [...attempts.values()].at(-1) : undefined);
    if (!this.#has('state-kept') && attempt) attempts.delete(attempt.state);
    if (attempt) this.#everybody.delete(attempt.state);
    this.#last = attempt;
    return attempt;
  }

  #refuse(call: Context, status: 200 | 500 = 200): Response {
    return call.html(
      '<h1>Nobody is signed in</h1><p>Something was not right. Please sign in again.</p>',
      status,
    ) as Response;
  }

  #mine(call: Context): Response | Promise<Response> {
    const { person } = this.#sessions.get(getCookie(call, 'sid') ?? '') ?? {};
    return person === undefined ? call.redirect('/', 303) : call.html(html`<h1>Your page</h1><p>${person}</p>`);
  }

  async #signOut(call: Context): Promise<Response> {
    const { endpoints, profile } = this.#provider;
    const id = getCookie(call, 'sid') ?? '';
    if (!this.#has('sign-out-only-there')) {
      if (!this.#has('sign-out-only-cookie')) this.#sessions.delete(id);
      deleteCookie(call, 'sid');
    }
    const address = new URL(endpoints.signOut);
    address.searchParams.set(profile === 'claveunica' ? 'redirect' : 'post_logout_redirect_uri', `${this.origin}/`);
    address.searchParams.set('client_id', this.#provider.client.clientId);
    if (!this.#has('sign-out-by-server')) return call.redirect(address.href, 303);
    await fetch(address, { redirect: 'manual' });
    return call.redirect('/', 303);
  }
}
