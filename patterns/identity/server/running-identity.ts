import type { Context } from 'hono';
import { parseAccept } from 'hono/utils/accept';
import { directionOf, nearestLanguage, say } from '@plaza-ds/forms';
import type { Words } from '@plaza-ds/forms';
import {
  describeError,
  doubtAbout,
  ensureVisitor,
  isToken,
  networkOf,
  proofOf,
  randomToken,
  RateCounter,
  visitorOf,
} from '@plaza-ds/forms/server';
import type { ClientOf, FramedPage, Html, Rate, ReceivedForm, Site, Wait } from '@plaza-ds/forms/server';
import type { ActingFor, Claim } from '../identity.ts';
import { identityMessage, identityWords } from '../words/catalogue.ts';
import type { IdentityWord, IdentityWords } from '../words/catalogue.ts';
import { canCome } from './acting-for.ts';
import type { IdentityEntry, IdentityLog } from './log.ts';
import type { Provider } from './provider.ts';
import { RelyingParty } from './relying-party.ts';
import { returnTo } from './return-to.ts';
import type { ReturnTo } from './return-to.ts';
import type { IdentityStore, KeptAsk } from './store.ts';

export interface IdentityLimits {
  /** Sign-ins begun from one connection to the internet. */
  byClient: Rate;
  /** Sign-ins begun by one browser. */
  byBrowser: Rate;
}

export interface IdentityOptions {
  /** The ways to sign in, in the order that people see them. */
  providers: readonly Provider[];
  store: IdentityStore;
  site: Site;
  /** Address of the pages of sign-in on the site, `/identity`. */
  base: string;
  /** Puts a page into the frame of the site: header, languages, footer. */
  frame(page: FramedPage): Html | Promise<Html>;
  log: IdentityLog;
  now?: () => Date;
  /** Says from which address a request comes, as for forms: `clientAtSocket`, `clientBehind(1)`. */
  client?: ClientOf;
  limits?: Partial<IdentityLimits>;
  /** The sentences in each language. */
  words?: Readonly<Record<string, IdentityWords>>;
  /** The languages of the site, the usual one first; those of `words`, if not said. */
  languages?: readonly string[];
  /** Where people go who came from nowhere; the site’s own start, if not said. */
  home?: string;
  /** Paths that sign-in may lead back to, each with all that is under it; the site’s own, if not said. */
  returnTo?: readonly string[];
  /** How people get the same done without signing in: a counter, a telephone number. */
  channel?: Words;
  /** What the site is asked for when somebody signs in without a reason of a page. */
  purpose?: string | Words;
  /** What is asked of providers, unless a page asks for something else. */
  claims?: readonly Claim[];
  /** For whom people may come who sign in without a reason of a page; for themselves or as their provider says, if not said. */
  actingFor?: readonly ActingFor[];
  /** Minutes without a request after which a session ends; 20, if not said, and at a kiosk 5. */
  idleMinutes?: number;
  /** Hours after which it ends whatever is done; 8, if not said. */
  absoluteHours?: number;
  /** Where times of day are told: an IANA time zone. */
  timeZone?: string;
  /** Seconds that a provider has for each answer; 10, if not said. */
  timeoutSeconds?: number;
  /** How providers are reached: through a proxy, say. */
  fetch?: typeof fetch;
  /**
   * A device that one person uses after the other, or which requests come from one: signing out empties the browser of all that this
   * site keeps in it, nothing typed stays in a tab, and a screen that somebody leaves starts again.
   */
  kiosk?: boolean | ((request: Request) => boolean);
}

export type Status = 200 | 400 | 401 | 403 | 404 | 422 | 429 | 500 | 503;
export type Speak = (key: IdentityWord, values?: Record<string, string | number>) => string;

export const usualIdentityLimits: IdentityLimits = {
  byClient: { most: 300, minutes: 10 },
  byBrowser: { most: 30, minutes: 10 },
};
/** A sign-in has to come back within ten minutes; a page that asks for it waits for a day. */
export const attemptMinutes = 10;
const askHours = 24;
const minute = 60_000;
const pathName = /^[a-z][a-z0-9-]*$/;

/** What is put into the frame of the site. */
export type Page = Pick<FramedPage, 'title' | 'main' | 'hasErrors' | 'elements' | 'form'>;

/** Sign-in as it runs: its providers, its store and its clock, and what every page of it needs of them. */
export class RunningIdentity {
  readonly store: IdentityStore;
  readonly site: Site;
  readonly base: string;
  readonly home: string;
  readonly channel: Words | undefined;
  readonly purpose: string | Words | undefined;
  readonly claims: readonly Claim[];
  readonly actingFor: readonly ActingFor[] | undefined;
  readonly isKiosk: (request: Request) => boolean;
  readonly now: () => Date;
  readonly allowed: ReturnTo;
  readonly parties: ReadonlyMap<string, RelyingParty>;
  readonly languages: readonly string[];
  /** Milliseconds without a request after which a session ends. */
  readonly idleIn: (request: Request) => number;
  readonly absolute: number;
  readonly timeZone: string;
  #log: IdentityLog;
  #words: Readonly<Record<string, IdentityWords>>;
  #frame: IdentityOptions['frame'];
  #client: ClientOf | undefined;
  #limits: IdentityLimits;
  #rates: RateCounter;

  constructor(options: IdentityOptions) {
    const { site, providers } = options;
    this.store = options.store;
    this.site = site;
    this.base = options.base;
    this.home = options.home ?? (site.base || '/');
    this.channel = options.channel;
    this.purpose = options.purpose;
    this.claims = options.claims ?? [];
    this.actingFor = options.actingFor;
    const { kiosk, idleMinutes } = options;
    this.isKiosk = typeof kiosk === 'function' ? kiosk : () => !!kiosk;
    this.now = options.now ?? (() => new Date());
    this.allowed = returnTo(site, options.returnTo ?? [site.base || '/'], options.base);
    const around = {
      fetch: options.fetch ?? fetch,
      now: this.now,
      timeoutSeconds: options.timeoutSeconds ?? 10,
    };
    const names = providers.map(({ name }) => name);
    const wrong = names.find((name, index) => !pathName.test(name) || names.indexOf(name) !== index);
    if (wrong !== undefined || !names.length)
      throw new TypeError(
        `Each provider has a name of its own, of small letters, digits and hyphens: "${wrong ?? ''}".`,
      );
    this.parties = new Map(providers.map((provider) => [provider.name, new RelyingParty(provider, around)]));
    this.#words = options.words ?? identityWords;
    this.languages = options.languages ?? Object.keys(this.#words);
    this.idleIn = (request) => (idleMinutes ?? (this.isKiosk(request) ? 5 : 20)) * minute;
    this.absolute = (options.absoluteHours ?? 8) * 60 * minute;
    this.timeZone = options.timeZone ?? 'UTC';
    this.#log = options.log;
    this.#frame = options.frame;
    this.#client = options.client;
    this.#limits = { ...usualIdentityLimits, ...options.limits };
    this.#rates = new RateCounter(this.now);
  }

  log(entry: IdentityEntry): void {
    this.#log(entry);
  }

  /** The log learns what kind of error it was, and where; not what it said. */
  logError(entry: IdentityEntry, error: unknown): void {
    const { error: kind, at } = describeError(error);
    this.#log({ ...entry, ...(kind && { error: kind }), ...(at && { at }) });
  }

  /** Puts a page into its frame. */
  async show(call: Context, language: string, page: Page, status: Status = 200): Promise<Response> {
    const { pathname } = new URL(call.req.url);
    const about = { language, direction: directionOf(language), languages: this.languages, path: pathname };
    const framed = { ...page, ...about, request: call.req.raw };
    return call.html(await this.#frame(framed), status);
  }

  /** The language that is asked for by the address, else the one given, else the browser's. */
  languageOf(call: Context, otherwise?: string): string {
    return this.#languageBy(call.req.raw, call.req.query('language') ?? otherwise);
  }

  #languageBy({ headers }: Request, asked: string | undefined): string {
    const isThere = (language: string) => this.languages.some((each) => baseOf(each) === baseOf(language));
    const wanted = parseAccept(headers.get('accept-language') ?? '').map(({ type }) => type);
    const first = [...(asked ? [asked] : []), ...wanted].find(isThere);
    return nearestLanguage(this.languages, first ?? this.languages[0]!);
  }

  languageIn(request: Request, asked?: string): string {
    return this.#languageBy(request, asked);
  }

  speaker(language: string): Speak {
    return (key, values) => identityMessage(this.#words, language, key, values);
  }

  /** What people call a provider. */
  labelOf({ label }: Provider, language: string): string {
    return typeof label === 'string' ? label : say(label, language);
  }

  labelOfName(name: string | undefined, language: string): string {
    const party = name === undefined ? undefined : this.parties.get(name);
    return party ? this.labelOf(party.provider, language) : '';
  }

  /** What a form of ours carries. */
  proofFor(call: Context): { token: string; visit: string } {
    const token = randomToken();
    return { token, visit: proofOf(ensureVisitor(call, this.site), token) };
  }

  /** Why a form may not be from a page of ours. */
  doubtOf(call: Context, form: ReceivedForm) {
    return doubtAbout(call, this.site, form.fields.get('token')?.[0], form.fields.get('visit')?.[0]);
  }

  /** What was asked, if this browser asked it. */
  async askOf(call: Context, id = call.req.param('ask')): Promise<KeptAsk | undefined> {
    const visitor = visitorOf(call, this.site);
    return visitor && isToken(id) ? this.store.ask(id, visitor) : undefined;
  }

  /** Counts a sign-in that begins. Undefined where it may. */
  waitFor(call: Context, visitor: string): Wait | undefined {
    const client = this.#client?.(call.req.raw, call.env as unknown);
    const byClient = client ? this.#rates.count(`client ${networkOf(client)}`, this.#limits.byClient) : undefined;
    return byClient ?? this.#rates.count(`browser ${visitor}`, this.#limits.byBrowser);
  }

  /** For whom people can come by one of the providers. */
  get actsFor(): readonly ActingFor[] {
    return [...new Set([...this.parties.values()].flatMap(({ provider }) => canCome(provider)))];
  }

  /** For what is good until a day. */
  get today(): { now: Date; timeZone: string } {
    return { now: this.now(), timeZone: this.timeZone };
  }

  /** When what is asked now is forgotten. */
  get askUntil(): Date {
    return new Date(this.now().getTime() + askHours * 60 * minute);
  }

  get attemptUntil(): Date {
    return new Date(this.now().getTime() + attemptMinutes * minute);
  }

  redirectUriOf(provider: string): string {
    return `${this.site.origin}${this.base}/callback/${provider}`;
  }
}

/** The language of a BCP 47 tag, without its country. */
function baseOf(language: string): string {
  return language.toLowerCase().split('-')[0]!;
}
