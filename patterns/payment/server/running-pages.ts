import type { Context } from 'hono';
import { directionOf, say } from '@plaza-ds/forms';
import {
  describeError,
  doubtAbout,
  ensureVisitor,
  languageAsked,
  networkOf,
  proofOf,
  randomToken,
  RateCounter,
} from '@plaza-ds/forms/server';
import type { FramedPage, ReceivedForm, Site, Wait } from '@plaza-ds/forms/server';
import type { Money } from '../money/money.ts';
import { paymentMessage, paymentWords } from '../words/catalogue.ts';
import type { PaymentWord } from '../words/catalogue.ts';
import type { PaymentEntry } from './log.ts';
import { usualPaymentLimits } from './page-options.ts';
import type { PaymentLimits, PaymentPagesOptions } from './page-options.ts';
import type { Payments } from './payments.ts';
import type { PaymentProvider } from './provider.ts';

/** What is put into the frame of the site. */
export interface Page extends Pick<FramedPage, 'title' | 'main' | 'hasErrors' | 'elements'> {
  /** Seconds after which the browser looks again by itself, without a script. */
  refresh?: number | undefined;
}
export type Status = 200 | 400 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503;
export type Speak = (key: PaymentWord, values?: Record<string, string | number>) => string;

const minute = 60_000;

/** The pages of payments as they run: what each of them needs. */
export class RunningPages {
  readonly options: PaymentPagesOptions;
  readonly payments: Payments;
  readonly site: Site;
  readonly base: string;
  readonly home: string;
  readonly now: () => Date;
  readonly languages: readonly string[];
  readonly timeZone: string;
  /** Milliseconds after which it is certain what became of a payment. */
  readonly certainAfter: number;
  readonly #limits: PaymentLimits;
  readonly #rates: RateCounter;
  readonly #working = new Set<Promise<void>>();

  constructor(options: PaymentPagesOptions) {
    const { payments, site, base, words = paymentWords, now = () => new Date() } = options;
    this.options = options;
    this.payments = payments;
    this.site = site;
    this.base = base;
    this.home = options.home ?? (site.base || '/');
    this.now = now;
    this.languages = options.languages ?? Object.keys(words);
    this.timeZone = options.timeZone ?? 'UTC';
    this.certainAfter = (options.certainAfterMinutes ?? 90) * minute;
    this.#limits = { ...usualPaymentLimits, ...options.limits };
    this.#rates = new RateCounter(now);
  }

  log(entry: PaymentEntry): void {
    this.options.log(entry);
  }

  /** The log learns what kind of error it was, and where; not what it said. */
  logError(entry: PaymentEntry, error: unknown): void {
    this.log({ ...entry, ...describeError(error) });
  }

  /** Puts a page into its frame. */
  async show(call: Context, language: string, page: Page, status: Status = 200): Promise<Response> {
    const { refresh, ...shown } = page;
    const { pathname } = new URL(call.req.url);
    const about = { language, direction: directionOf(language), languages: this.languages, path: pathname };
    if (refresh !== undefined) call.header('Refresh', String(refresh));
    return call.html(await this.options.frame({ ...shown, ...about, request: call.req.raw }), status);
  }

  languageOf(call: Context, otherwise?: string): string {
    return languageAsked(this.languages, call, otherwise);
  }

  speaker(language: string): Speak {
    return (key, values) => paymentMessage(this.options.words ?? paymentWords, language, key, values);
  }

  /** Those who take this amount. */
  providersFor(due: Money): PaymentProvider[] {
    return this.payments.providers.filter((provider) => provider.takes(due));
  }

  /** What people call a provider. */
  labelOf(name: string, language: string): string {
    const provider = this.payments.providers.find((one) => one.name === name);
    return provider ? say(provider.label, language) : '';
  }

  /** What a form of ours carries. */
  proofFor(call: Context): { token: string; visit: string } {
    const token = randomToken();
    return { token, visit: proofOf(ensureVisitor(call, this.site), token) };
  }

  /** Why a form may not be from a page of ours. */
  doubtOf(call: Context, { fields }: ReceivedForm) {
    return doubtAbout(call, this.site, fields.get('token')?.[0], fields.get('visit')?.[0]);
  }

  /** Counts what somebody does. Undefined where it may be done. */
  waitFor(call: Context, what: keyof PaymentLimits): Wait | undefined {
    const client = this.options.client?.(call.req.raw, call.env as unknown);
    const wait = client && this.#rates.count(`${what} ${networkOf(client)}`, this.#limits[what]);
    if (!wait) return undefined;
    if (wait.isFirst) this.log({ event: 'refused', status: 429, error: 'too-many' });
    call.header('Retry-After', String(wait.seconds));
    return wait;
  }

  /** Goes on after the answer was given. */
  goOnWith(work: Promise<void>, failed: PaymentEntry): void {
    const done = work.catch((error: unknown) => this.logError(failed, error)).finally(() => this.#working.delete(done));
    this.#working.add(done);
  }

  /** Ends when all that goes on after an answer is done. */
  async settled(): Promise<void> {
    await Promise.all(this.#working);
  }
}
