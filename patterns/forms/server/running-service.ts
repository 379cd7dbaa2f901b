import type { Context } from 'hono';
import type { AnswerChannel } from '../answers/given.ts';
import type { Reader } from '../answers/read-page.ts';
import type { Definition } from '../definition/definition.ts';
import { emptyDraft } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import { pathOf } from '../path/path.ts';
import type { Path } from '../path/path.ts';
import { prepare } from '../path/service.ts';
import type { Service } from '../path/service.ts';
import { catalogues } from '../words/catalogue.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { directionOf } from '../words/direction.ts';
import { actorOf, withAnswering } from './answering.ts';
import type { Answering } from './answering.ts';
import type { ClientOf } from './client-address.ts';
import type { Html } from './controls.ts';
import type { Operation } from './door.ts';
import type { EventName, FormEvent, OnEvent } from './events.ts';
import { exitOf, withExit } from './exit.ts';
import type { Exit } from './exit.ts';
import type { Authentication, IdentityPort, Person, SignInWish } from './identity-port.ts';
import { languageAsked } from './language.ts';
import type { Letters } from './letters.ts';
import { describeError } from './log.ts';
import type { Log } from './log.ts';
import type { FormPage, Proof, Setting } from './pages.ts';
import type { PrefillSource } from './prefill/prefill-port.ts';
import { settled } from './prefill/state.ts';
import type { ReceivedForm } from './received-form.ts';
import { broughtUp } from './new-version.ts';
import { RateLimiter } from './rate-limits.ts';
import { findReauthentication, isSignedAgain } from './re-authentication.ts';
import type { RateChanges } from './rate-limits.ts';
import { returnLink } from './return-link.ts';
import { doubtAbout, ensureVisitor, isToken, proofOf, randomToken, visitorOf } from './same-site.ts';
import type { FileScan } from './scan.ts';
import type { Site } from './site.ts';
import type { DraftContent, FormStore, KeptDraft, SentForm } from './store.ts';
import type { Staff } from './staff.ts';

/** A page in the frame of the site that it stands on. */
export interface FramedPage extends FormPage {
  /** BCP 47 tag. */
  language: string;
  /** Which way the language is written: the frame says it in `dir`. */
  direction: 'ltr' | 'rtl';
  languages: readonly string[];
  /** Address of the page, to which its language links lead. */
  path: string;
  /** The way out at once, which the page has already: a frame has it first of all too, for people who use the keyboard. */
  exit?: Exit;
  /** What the page answers: its head says who is signed in. */
  request: Request;
}

export interface FormsOptions {
  /** The versions of one service, in any order. New drafts take the highest; older drafts stay on theirs. */
  definitions: readonly Definition[];
  store: FormStore;
  site: Site;
  /** Address of the service on its site, `/demo/permit`. */
  base: string;
  /** Puts a page into the frame of the site: header, languages, footer. */
  frame(page: FramedPage): Html | Promise<Html>;
  /** The names of what gets each submission. */
  destinations?: readonly string[];
  log: Log;
  /** What the clock says. */
  now?: () => Date;
  /** The sentences of the service in each language. */
  words?: Readonly<Record<string, Catalogue>>;
  /** Days that a draft is kept after it was begun; 30, without it. */
  keepDays?: number;
  /** Bytes that the files of one draft may have together while they are not whole yet; 100 MB, without it. One file always may come. */
  uploadRoom?: number;
  /** Looks for viruses in each file before it is kept: `scanByClamd`. Without it nobody does. */
  scan?: FileScan;
  /** Sends people a link to come back with; without it they come back with a code alone. */
  letters?: Letters;
  /**
   * Says from which address a request comes: `clientAtSocket`, `clientBehind(1)`, or what your server knows. Without it nothing is
   * limited by address, for a request alone does not tell it and its headers can be made up.
   */
  client?: ClientOf;
  /** What whoever runs the service says of it at the moment: asked with each request, so that it can be stopped at once. */
  operation?: () => Operation | undefined;
  /** Who has answers already, by the name that definitions give them. Without it everything is asked. */
  prefill?: Readonly<Record<string, PrefillSource>>;
  /** Milliseconds that people wait for such a source; 4000, without it. Then they are asked. */
  prefillWait?: number;
  /** Knows who is signed in, and lets people sign in where the definition says so. Sources and destinations are told of it. */
  identity?: IdentityPort;
  /**
   * Whether others use the device that a request comes from, as at a kiosk: then nothing that is typed stays in its tab, and
   * Back shows nothing of it. Without it, `identity` says it, else no device is shared.
   */
  isShared?: (request: Request) => boolean;
  /**
   * Who works for the office: they have the counter of the service (`/counter`), where the definition declares the channel `agent`.
   * Without it there is none.
   */
  staff?: Staff;
  /** Counts what happens: names of events, ids of pages and kinds of errors, and nothing that anybody wrote. */
  onEvent?: OnEvent;
  /** How often what costs something can be done; the usual figures are in `usualRates`. */
  limits?: RateChanges;
}

export type Status = 200 | 400 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;
export const day = 24 * 60 * 60 * 1000;

/**
 * A service as it runs: its versions, its store and its clock, and what every page of it needs of them.
 *
 * @throws TypeError where a definition does not hold together: `checkDefinition` says where.
 */
export class RunningService {
  readonly store: FormStore;
  readonly site: Site;
  readonly base: string;
  readonly log: Log;
  readonly now: () => Date;
  readonly destinations: readonly string[];
  readonly keepDays: number;
  readonly uploadRoom: number;
  /** Whether the service is stopped, or another took its place. */
  readonly operation: () => Operation | undefined;
  readonly scan: FileScan | undefined;
  /** Each version by its number. */
  readonly services: ReadonlyMap<number, Service>;
  /** The version that new drafts take. */
  readonly latest: Service;
  readonly languages: readonly string[];
  /** The way back by a link in an email, where letters can be sent. */
  readonly byEmail: ReturnType<typeof returnLink> | undefined;
  /** Who has answers already, by name. */
  readonly prefill: Readonly<Record<string, PrefillSource>>;
  readonly prefillWait: number;
  /** Counts what is done very often. */
  readonly rates: RateLimiter;
  readonly isShared: (request: Request) => boolean;
  #client: ClientOf | undefined;
  #onEvent: OnEvent | undefined;
  #identity: IdentityPort | undefined;
  #frame: FormsOptions['frame'];
  #calendar: Intl.DateTimeFormat;
  #words: Readonly<Record<string, Catalogue>>;

  constructor(options: FormsOptions) {
    this.store = options.store;
    this.site = options.site;
    this.base = options.base;
    this.log = options.log;
    this.now = options.now ?? (() => new Date());
    this.destinations = options.destinations ?? [];
    this.operation = options.operation ?? (() => undefined);
    this.keepDays = options.keepDays ?? 30;
    this.uploadRoom = options.uploadRoom ?? 100_000_000;
    const { scan } = options;
    this.scan =
      scan &&
      ((file) =>
        scan(file).catch((error: unknown) => {
          const { error: kind, at } = describeError(error);
          const entry = { event: 'unavailable', method: 'POST', route: this.base, status: 422 } as const;
          this.log({ ...entry, error: `scan ${kind}`, ...(at && { at }) });
          throw error;
        }));
    this.rates = new RateLimiter(options.limits ?? {}, this.now);
    this.prefill = options.prefill ?? {};
    this.prefillWait = options.prefillWait ?? 4000;
    this.#client = options.client;
    this.#onEvent = options.onEvent;
    this.#identity = options.identity;
    this.isShared = options.isShared ?? ((request) => !!this.#identity?.isShared?.(request));
    this.services = new Map(options.definitions.map((definition) => [definition.version, prepare(definition)]));
    this.latest = this.services.get(Math.max(...this.services.keys()))!;
    if (options.prefill) this.#findSources();
    this.#findSignIn();
    findReauthentication(options.definitions, options.identity);
    this.#findActingFor();
    this.languages = this.latest.definition.languages;
    this.#frame = options.frame;
    const { timeZone } = this.latest.definition;
    this.#calendar = new Intl.DateTimeFormat('sv', { timeZone }); // Swedish writes dates as ISO does; made once, for it takes long
    this.#words = options.words ?? catalogues;
    const { letters } = options;
    letters?.serve({
      definition: this.latest.definition,
      address: `${this.site.origin}${this.base}`,
      words: this.#words,
    });
    this.byEmail = letters && returnLink(this, letters);
  }

  /** Tells whoever counts that something happened. */
  tell(
    name: EventName,
    { id, version }: { id: string; version: number },
    { page, errors }: Pick<FormEvent, 'page' | 'errors'> = {},
  ): void {
    const codes = errors && [...new Set(errors)];
    const event = {
      name,
      definition: id,
      version,
      ...(page !== undefined && { page }),
      ...(codes && { errors: codes }),
    };
    try {
      this.#onEvent?.(event);
    } catch (error) {
      this.log({ event: 'failed', method: 'GET', route: this.base, status: 200, ...describeError(error) });
    }
  }

  /** Puts a page into its frame. */
  show(call: Context, setting: Setting, page: FormPage, status: Status = 200): Promise<Response> {
    const { reader } = setting;
    const exit = exitOf(setting);
    if (exit) call.header('Cache-Control', 'no-store'); // Back shows nothing that the server does not
    const { pathname } = new URL(call.req.url);
    const { language } = reader;
    const about = { language, direction: directionOf(language), languages: this.languages, path: pathname };
    const framed = { ...withExit(page, exit), ...about, request: call.req.raw };
    return Promise.resolve(this.#frame(framed)).then((html) => call.html(html, status));
  }

  /** The language that is asked for by the address, else by the draft, else by the browser. */
  languageOf(call: Context, otherwise?: string): string {
    return languageAsked(this.languages, call, otherwise);
  }

  settingOf(service: Service, language: string, content?: Pick<DraftContent, 'counter'>): Setting {
    const reader: Reader = { language, today: this.todayOf(content), words: this.#words };
    return { service, reader, base: this.base };
  }

  /** The draft of the address, if the browser may see it, in a version that holds. */
  async draftOf(
    call: Context,
    visitor = visitorOf(call, this.site),
    id = call.req.param('id'),
  ): Promise<KeptDraft | undefined> {
    if (!isToken(id)) return undefined;
    const held = visitor ? await this.store.find(id, visitor) : undefined;
    const kept = held ?? (await this.#findOwn(call, id, visitor));
    return this.#inVersionThatHolds(kept, () => this.draftOf(call, visitor, id));
  }

  /** A draft that a holder may see who is no browser, in a version that holds. */
  async heldBy(holder: string, id: string | undefined): Promise<KeptDraft | undefined> {
    if (!isToken(id)) return undefined;
    return this.#inVersionThatHolds(await this.store.find(id, holder), () => this.heldBy(holder, id));
  }

  async #inVersionThatHolds(
    kept: KeptDraft | undefined,
    again: () => Promise<KeptDraft | undefined>,
  ): Promise<KeptDraft | undefined> {
    if (kept?.content.draft.definition.id !== this.latest.definition.id) return undefined;
    const { reader } = this.settingOf(this.latest, kept.content.language);
    const content = kept.sent ? kept.content : this.#broughtUp(kept.content, reader);
    if (!this.services.has(content.draft.definition.version)) return undefined;
    if (content === kept.content) return kept;
    // Somebody else may have been here first, and brought it up too.
    return (await this.store.save(kept, content)) ?? again();
  }

  /** A draft that is not open to this browser yet, where it belongs to who is signed in. */
  async #findOwn(call: Context, id: string, visitor: string | undefined): Promise<KeptDraft | undefined> {
    const hasOwners = [...this.services.values()].some(
      ({ definition: { identity } }) => identity && identity.level !== 'none',
    );
    const person = hasOwners ? await this.personOf(call) : undefined;
    if (!person) return undefined;
    const holder = visitor ?? ensureVisitor(call, this.site);
    return (await this.store.openOwn(id, person, holder)) ? this.store.find(id, holder) : undefined;
  }

  /** What a draft is shown with: its version of the service, and its way. */
  open(call: Context, { content }: KeptDraft) {
    const service = this.services.get(content.draft.definition.version)!;
    return {
      service,
      setting: this.settingOf(service, this.languageOf(call, content.language), content),
      path: this.pathIn(service, content.draft, content),
    };
  }

  pathIn(service: Service, draft: Draft, content?: Pick<DraftContent, 'counter'>): Path {
    return pathOf(service, draft, this.todayOf(content));
  }

  /** The calendar date that counts as today: of what came on paper, the day on which it came. */
  todayOf(content?: Pick<DraftContent, 'counter'>): string {
    return content?.counter?.paper?.received ?? this.dayOf(this.now());
  }

  /** The calendar date that counted when a form was sent. */
  dayOfSending({ sentAt, counter }: Pick<SentForm, 'sentAt' | 'counter'>): string {
    return counter?.paper?.received ?? this.dayOf(sentAt);
  }

  /** The calendar date where the service is. */
  dayOf(time: Date): string {
    return this.#calendar.format(time);
  }

  /** What is kept of a draft that somebody begins. */
  begun(language: string, { owner }: Pick<DraftContent, 'owner'>, channel: AnswerChannel = 'web'): DraftContent {
    const begun = { at: this.now().toISOString(), by: actorOf(this.store, owner), channel, what: 'begun' } as const;
    const draft = emptyDraft(this.latest.definition);
    return { draft, language, saved: {}, given: {}, languages: [], history: [begun], ...(owner && { owner }) };
  }

  /** Saves a draft over the revision it was read in; undefined where somebody else was faster. */
  keep(
    kept: KeptDraft,
    draft: Draft,
    at: string | undefined,
    answering: Answering,
    prefill = kept.content.prefill,
  ): Promise<KeptDraft | undefined> {
    const { content, revision } = kept;
    const saved = at === undefined ? content.saved : { ...content.saved, [at]: revision + 1 };
    const { typed, ...rest } = content;
    const stillTyped = typed && typed.at !== at ? { typed } : {};
    return this.keepContent(kept, { ...rest, ...stillTyped, draft, saved, ...(prefill && { prefill }) }, answering);
  }

  /** Saves all that is kept of a draft, as `keep` does. */
  keepContent(kept: KeptDraft, next: DraftContent, answering: Answering): Promise<KeptDraft | undefined> {
    return this.store.save(kept, this.noted(kept, this.#settled(next), answering));
  }

  /** A content that is to be saved, with who gave what is other in it. */
  noted({ content }: KeptDraft, next: DraftContent, answering: Answering): DraftContent {
    return withAnswering(this.services.get(next.draft.definition.version)!, content, next, answering);
  }

  /** Who answers on a page: the person, or somebody who acts for them. */
  answering(call: Context, { content }: Pick<KeptDraft, 'content'>): Answering {
    const by = actorOf(this.store, content.owner);
    return {
      given: { at: this.now().toISOString(), by, channel: 'web' },
      language: this.languageOf(call, content.language),
    };
  }

  /** Whether people can sign in. */
  get signsIn(): boolean {
    return !!this.#identity?.signIn;
  }

  /** Sends somebody to sign in. */
  signIn({ req }: Context, wish: SignInWish): Promise<Response> {
    return this.#identity!.signIn!(req.raw, wish);
  }

  /** Whether whoever is signed in may still act for whom they come. */
  async mandateOf({ req }: Context, scope: string | undefined): Promise<'holds' | 'gone' | 'again' | 'unknown'> {
    try {
      return (await this.#identity?.mandate?.(req.raw, scope)) ?? 'holds';
    } catch (error) {
      this.log({ event: 'failed', method: req.method, route: this.base, status: 503, ...describeError(error) });
      return 'unknown';
    }
  }

  /** Who is signed in; undefined where nobody is, or nobody knows. */
  async personOf({ req }: Context): Promise<Person | undefined> {
    try {
      return await this.#identity?.person(req.raw);
    } catch (error) {
      this.log({ event: 'failed', method: req.method, route: this.base, status: 200, ...describeError(error) });
      return undefined;
    }
  }

  /** Who is signed in for a service: where it is signed by signing in again, nobody whose provider does not say when they did. */
  async personFor(call: Context, definition: Definition): Promise<Person | undefined> {
    if (!isSignedAgain(definition)) return this.personOf(call);
    return (await this.authenticationOf(call, this.languageOf(call)))?.person;
  }

  /** Who is signed in, and when they last showed it; undefined where nobody knows. */
  async authenticationOf({ req }: Context, language: string): Promise<Authentication | undefined> {
    try {
      return await this.#identity?.authentication?.(req.raw, language);
    } catch (error) {
      this.log({ event: 'failed', method: req.method, route: this.base, status: 200, ...describeError(error) });
      return undefined;
    }
  }

  placeIn(kept: KeptDraft, at: string): string {
    return `${this.base}/draft/${kept.id}/${at}`;
  }

  /** From which address somebody comes, where that is known. */
  clientOf({ req, env }: Context): string | undefined {
    return this.#client?.(req.raw, env) || undefined;
  }

  /** What a form of ours carries. */
  proofFor(call: Context, token = randomToken()): Proof {
    return { token, visit: proofOf(ensureVisitor(call, this.site), token) };
  }

  #broughtUp(content: DraftContent, reader: Reader): DraftContent {
    const received = content.counter?.paper?.received;
    const next = broughtUp(content, this.services, reader, received === undefined ? this.now() : new Date(received));
    return next === content ? content : this.#settled(next);
  }

  #settled(content: DraftContent): DraftContent {
    const service = this.services.get(content.draft.definition.version);
    return service ? settled(service, content, (draft) => this.pathIn(service, draft, content)) : content;
  }

  /** @throws Error where people have to sign in and cannot: a service that is to be closed to strangers never opens to them. */
  #findSignIn(): void {
    const asking = [...this.services.values()].find(
      ({ definition: { identity } }) => identity?.required && identity.level !== 'none',
    );
    if (!asking || this.signsIn) return;
    const message = `Plaza forms: ${asking.definition.id} asks people to sign in, and “identity” has no way to: give identity() of @plaza-ds/identity.`;
    throw Object.assign(new Error(message), { code: 'no-sign-in' });
  }

  /** @throws Error where people are to come for somebody, and nobody lets them: they would be asked to sign in for nothing. */
  #findActingFor(): void {
    if (!this.signsIn) return;
    const { actsFor = ['self'] } = this.#identity!;
    const asking = [...this.services.values()].find(({ definition: { identity } }) => {
      const { level = 'none', actingFor } = identity ?? {};
      return level !== 'none' && actingFor && !actingFor.some((kind) => actsFor.includes(kind));
    });
    if (!asking) return;
    const { id, identity } = asking.definition;
    const message = `Plaza forms: ${id} is for people who come for: ${identity!.actingFor!.join(', ')}, and no provider of “identity” lets them: give one that does, such as broker().`;
    throw Object.assign(new Error(message), { code: 'no-acting-for' });
  }

  /** @throws Error where the newest version names a source that the server was not given. */
  #findSources(): void {
    const missing = (this.latest.definition.prefill ?? []).find(({ source }) => !Object.hasOwn(this.prefill, source));
    if (!missing) return;
    const message = `Plaza forms: “prefill” has no source “${missing.source}”, which ${this.latest.definition.id} names.`;
    throw Object.assign(new Error(message), { code: 'no-prefill-source' });
  }

  /** Why a form may not be from a page of ours. */
  doubtOf(call: Context, form: ReceivedForm) {
    return doubtAbout(call, this.site, form.fields.get('token')?.[0], form.fields.get('visit')?.[0]);
  }
}
