import { randomUUID } from 'node:crypto';
import { compare } from '../money/money.ts';
import type { Money } from '../money/money.ts';
import type { Obligation } from '../obligation.ts';
import { PaymentError } from '../payment-error.ts';
import { isLive } from '../state/attempt-status.ts';
import type { Attempt } from '../state/attempt.ts';
import type { AttemptStarted, NextAction, PaymentEvent, Source } from '../state/events.ts';
import { stateOf } from '../state/payment-state.ts';
import type { PaymentState, PaymentStatus } from '../state/payment-state.ts';
import type { Refund } from '../state/refunds.ts';
import type { AttemptPlace, Change, KeptPayment, PaymentStore } from './payment-store.ts';
import { ProviderProblem } from './provider.ts';
import type { Observation, PaymentProvider, RefundObservation } from './provider.ts';
import { askAgainAt, leftOf, observedEvent, overpaidRefunds, refundEvent } from './writing.ts';

export interface PaymentsOptions {
  store: PaymentStore;
  providers: readonly PaymentProvider[];
  /** The address that a provider sends the browser back to. */
  returnUrl(handle: string): string;
  now?: () => Date;
}

/** What comes of somebody who wants to pay. */
export type Start =
  /** To the provider, with the first attempt's address also for a second tab. */
  | { kind: 'go'; nextAction: NextAction }
  /** The provider is being asked, by this tab or another. */
  | { kind: 'wait' }
  /** The amount is no longer what was shown. It has to be shown and accepted again. */
  | { kind: 'changed' }
  /** There is nothing to do: it is paid, waived, held. */
  | { kind: 'settled' }
  /** The provider does not answer, or does not want it. Nothing was taken. */
  | { kind: 'unavailable' };

/** What a person saw and accepted. */
export interface Wish {
  provider: string;
  seen: Money;
  description: string;
  language: string;
}

/** A payment with how it stands. */
export interface Shown extends KeptPayment {
  state: PaymentState;
}

/** A refund that is one's own to give. */
interface Claimed {
  refund: Refund;
  attempt: Attempt;
  state: PaymentState;
}

/** How things stand where somebody can begin to pay. */
export const canBegin: ReadonlySet<PaymentStatus> = new Set([
  'quoted',
  'part_paid',
  'expired',
  'cancelled_by_payer',
  'cancelled_by_service',
  'declined',
  'error_no_money',
]);
/** Another process may be asking the provider; after so long it ended in the middle. */
export const askingFor = 30_000;

/**
 * Payments as they run, whatever the order: the one place that asks providers and writes what they say. It keeps nothing in memory,
 * so that it may end between any two steps.
 */
export class Payments {
  readonly #store: PaymentStore;
  readonly #providers: ReadonlyMap<string, PaymentProvider>;
  readonly #returnUrl: (handle: string) => string;
  readonly #now: () => Date;

  constructor({ store, providers, returnUrl, now = () => new Date() }: PaymentsOptions) {
    this.#store = store;
    this.#providers = new Map(providers.map((provider) => [provider.name, provider]));
    this.#returnUrl = returnUrl;
    this.#now = now;
  }

  /** Keeps what is owed. @returns the handle of its page, the same each time. */
  async owe(owed: Obligation): Promise<string> {
    await this.#store.add(owed);
    return this.#store.handles.make('payment', owed.id);
  }

  /** Those who can be paid at, in the order in which people see them. */
  get providers(): readonly PaymentProvider[] {
    return [...this.#providers.values()];
  }

  async look(handle: string): Promise<Shown | undefined> {
    return this.#shown(await this.#store.withHandle(handle));
  }

  /** The payment that people call by this reference. Whoever knows one opens nothing by it. */
  async find(reference: string): Promise<Shown | undefined> {
    return this.#shown(await this.#store.withReference(reference));
  }

  async #shown(id: string | undefined): Promise<Shown | undefined> {
    const kept = id === undefined ? undefined : await this.#store.read(id);
    return kept && { ...kept, state: stateOf(kept.owed, kept.events) };
  }

  /** Keeps what is owed now, by another tariff or a waiver. It is left as it is while somebody is paying. */
  async reprice(owed: Obligation): Promise<void> {
    await this.#change(owed.id, (kept) => ({
      ...(!stateOf(kept.owed, kept.events).live && { owed }),
      result: undefined,
    }));
  }

  /**
   * Begins to pay, or goes on with what was begun: however often it is asked for, one attempt at a time. The address of the
   * provider is given to nobody before it is stored.
   */
  async start(handle: string, wish: Wish): Promise<Start | undefined> {
    const id = await this.#store.withHandle(handle);
    if (id === undefined) return undefined;
    const begun = await this.#change(id, (kept) => this.#begin(kept, wish));
    return begun && 'create' in begun ? this.#create(id, begun.create, wish) : begun;
  }

  #begin({ owed, events }: KeptPayment, wish: Wish): Change<Start | { create: Attempt }> {
    const state = stateOf(owed, events);
    const now = this.#now();
    if (state.live) return { result: this.#goOn(state.live, now) };
    if (!canBegin.has(state.status)) return { result: { kind: 'settled' } };
    if (!this.#providers.get(wish.provider)?.takes(state.due)) return { result: { kind: 'unavailable' } };
    const isShown = wish.seen.currency === state.due.currency && compare(wish.seen, state.due) === 0;
    if (!isShown || now.getTime() > Date.parse(owed.validUntil)) return { result: { kind: 'changed' } };
    const start = attemptStarted(wish, state, now);
    const [attempt] = stateOf(owed, [start]).attempts;
    return {
      events: [start],
      askAt: { [start.attemptId]: new Date(now.getTime() + askingFor) },
      result: { create: attempt! },
    };
  }

  #goOn(live: Attempt, now: Date): Start | { create: Attempt } {
    if (live.nextAction) return { kind: 'go', nextAction: live.nextAction };
    const isLeft = live.status === 'unknown' || now.getTime() - Date.parse(live.startedAt) >= askingFor;
    return isLeft ? { create: live } : { kind: 'wait' };
  }

  async #create(obligationId: string, attempt: Attempt, wish: Wish): Promise<Start> {
    const said = await this.#made(attempt, wish);
    const result = await this.#change(obligationId, (kept): Change<Start> => {
      const state = stateOf(kept.owed, kept.events);
      const known = state.attempts.find(({ id }) => id === attempt.id)!;
      // Whoever was first has stored an address; what was made second is nobody's, and ends by itself.
      if (known.nextAction || !isLive(known.status)) return { result: afterAll(known) };
      const event = observedEvent(attempt, 'create', said, this.#now());
      const made = stateOf(kept.owed, [...kept.events, event]).attempts.find(({ id }) => id === attempt.id)!;
      return { events: [event], result: afterAll(made) };
    });
    return result!;
  }

  /** Asks the provider for a payment; what it says is an observation, also that it says nothing. */
  async #made(attempt: Attempt, { description, language }: Wish): Promise<Observation> {
    const { money, idempotencyKey, id } = attempt;
    const returnUrl = this.#returnUrl(this.#store.handles.make('return', id));
    const asked = { reference: referenceOf(id), money, description, returnUrl, idempotencyKey, language };
    try {
      return { status: 'redirected', ...(await this.#provider(attempt).create(asked)) };
    } catch (error) {
      const { kind, code } = problemOf(error);
      const failure = { code, retryable: true, moneyTaken: 'no' } as const; // nobody was sent there
      return kind === 'refused' ? { status: 'error_no_money', failure } : { status: 'unknown', failure };
    }
  }

  /** A browser came back. It makes us ask, and proves nothing. @returns the handle of the page to show. */
  async comeBack(returnHandle: string, came: URLSearchParams): Promise<string | undefined> {
    const place = await this.#store.withReturnHandle(returnHandle);
    if (!place) return undefined;
    await this.#ask(place, 'return', came);
    return this.#store.handles.make('payment', place.obligationId);
  }

  /** A provider sent a message. What it says is not believed: the provider is asked. @returns false for a message that is not its own. */
  async hear(provider: string, message: { body: Uint8Array; headers: Headers }): Promise<boolean> {
    const heard = await this.receive(provider, message);
    await heard?.asked;
    return heard !== undefined;
  }

  /**
   * The same, known to be the provider's before anybody is asked: who sends a message wants an answer at once.
   *
   * @returns undefined for a message that is not its own; else what ends when the provider was asked.
   */
  async receive(
    provider: string,
    message: { body: Uint8Array; headers: Headers },
  ): Promise<{ asked: Promise<void> } | undefined> {
    const providerRef = await this.#providers.get(provider)?.hear?.(message);
    if (providerRef === undefined) return undefined;
    const place = await this.#store.named(provider, providerRef);
    return { asked: place ? this.#ask(place, 'webhook') : Promise.resolve() };
  }

  /** Asks about what is due, for people who never come back. @returns how many were asked about. */
  async askDue(most = 50): Promise<number> {
    const due = await this.#store.due(this.#now(), most);
    for (const place of due) {
      await this.#ask(place, 'poll');
      await this.#pursue(place);
    }
    return due.length;
  }

  /**
   * Gives money back.
   *
   * @throws {PaymentError} `refund-too-large` where less than that is left of what was paid.
   */
  async refund(
    obligationId: string,
    wanted: { money: Money; reason: string; requestedBy: string; key: string },
  ): Promise<void> {
    const { money, reason, requestedBy, key } = wanted;
    const found = await this.#change(obligationId, ({ owed, events }): Change<{ from?: Attempt | undefined }> => {
      const state = stateOf(owed, events);
      const before = state.refunds.find(({ id }) => id === key);
      if (before) return { result: { from: state.attempts.find(({ id }) => id === before.attemptId) } };
      const from = state.attempts.find((attempt) => compare(leftOf(state, attempt), money) >= 0);
      if (!from) return { result: {} };
      const stamp = { id: `refund ${key}`, at: this.#now().toISOString(), refundId: key, idempotencyKey: key };
      const event = { kind: 'refund-requested', ...stamp, attemptId: from.id, money, reason, requestedBy } as const;
      return { events: [event], result: { from } };
    });
    if (!found?.from)
      throw new PaymentError('refund-too-large', 'More was to be given back than is left of what was paid.');
    await this.#giveBack(obligationId, 'agent');
  }

  async #ask({ obligationId, attemptId }: AttemptPlace, source: Source, came?: URLSearchParams): Promise<void> {
    const kept = await this.#store.read(obligationId);
    const attempt = kept && stateOf(kept.owed, kept.events).attempts.find(({ id }) => id === attemptId);
    if (!attempt) return;
    const said = await this.#said(attempt, came);
    await this.#change(obligationId, () => ({
      events: said ? [observedEvent(attempt, source, said, this.#now())] : [],
      result: undefined,
    }));
    await this.#giveBack(obligationId, source);
  }

  /** What the provider says now; nothing where it was silent and more is known already. */
  async #said(attempt: Attempt, came: URLSearchParams | undefined): Promise<Observation | undefined> {
    const { providerRef } = attempt;
    if (providerRef === undefined) return this.#neverMade(attempt);
    const named = { ...attempt, providerRef };
    const provider = this.#provider(attempt);
    try {
      return await (came && provider.comeBack ? provider.comeBack(named, came) : provider.read(named));
    } catch (error) {
      const { code } = problemOf(error);
      return { status: 'unknown', failure: { code, retryable: true, moneyTaken: 'unknown' } };
    }
  }

  /** An attempt that nobody was ever sent to: the process ended while the provider was asked. After a day nobody will be. */
  #neverMade({ startedAt }: Attempt): Observation | undefined {
    const isOld = this.#now().getTime() - Date.parse(startedAt) > 24 * 3600_000;
    return isOld
      ? { status: 'expired', failure: { code: 'never-made', retryable: true, moneyTaken: 'no' } }
      : undefined;
  }

  /**
   * Gives back what somebody decided to, and what was too much; also of another attempt than the one that was asked about. What was
   * asked for and not answered is left to `askDue`, so that nobody asks beside somebody else.
   */
  async #giveBack(obligationId: string, source: Source): Promise<void> {
    for (;;) {
      const claimed = await this.#change(obligationId, ({ owed, events }): Change<Claimed | undefined> => {
        const state = stateOf(owed, events);
        const refund = state.refunds.find(({ status }) => status === 'requested');
        const attempt = state.attempts.find(({ id }) => id === refund?.attemptId);
        if (!refund || !attempt) return { result: undefined };
        // From here on it may have been given back, whatever becomes of this process.
        const event = refundEvent(refund, source, { status: 'pending' }, this.#now());
        return { events: [event], result: { refund, attempt, state } };
      });
      if (!claimed) return;
      await this.#give(obligationId, claimed, source);
    }
  }

  /** Asks about what was to be given back a while ago, and asks for it again where the provider never heard of it. */
  async #pursue({ obligationId, attemptId }: AttemptPlace): Promise<void> {
    const kept = await this.#store.read(obligationId);
    const state = kept && stateOf(kept.owed, kept.events);
    const attempt = state?.attempts.find(({ id }) => id === attemptId);
    for (const refund of state?.refunds ?? []) {
      const isLeft = this.#now().getTime() - Date.parse(refund.statusAt) >= askingFor;
      if (!attempt || refund.attemptId !== attemptId || refund.status !== 'pending' || !isLeft) continue;
      const said = await this.#refundSaid(refund, attempt).catch(silence);
      if (said === 'silent') continue; // asked again when it is due
      if (said) await this.#writeRefund(obligationId, refund, 'poll', said);
      else await this.#give(obligationId, { refund, attempt, state: state! }, 'poll');
    }
  }

  async #refundSaid(refund: Refund, attempt: Attempt): Promise<RefundObservation | undefined> {
    const { providerRef } = attempt;
    return providerRef === undefined
      ? undefined
      : this.#provider(attempt).refunds?.read(refund, { ...attempt, providerRef });
  }

  async #give(obligationId: string, { refund, attempt, state }: Claimed, source: Source): Promise<void> {
    const { refunds } = this.#provider(attempt);
    const { providerRef } = attempt;
    if (!refunds || providerRef === undefined) return; // a person does it
    const others = { ...state, refunds: state.refunds.filter(({ id }) => id !== refund.id) };
    try {
      const said = await refunds.give(refund, { ...attempt, providerRef }, leftOf(others, attempt));
      await this.#writeRefund(obligationId, refund, source, said);
    } catch (error) {
      if (problemOf(error).kind === 'silent') return; // asked about when it is due
      await this.#writeRefund(obligationId, refund, source, { status: 'failed' });
    }
  }

  async #writeRefund(obligationId: string, refund: Refund, source: Source, said: RefundObservation): Promise<void> {
    const event = refundEvent(refund, source, said, this.#now());
    await this.#change(obligationId, () => ({ events: [event], result: undefined }));
  }

  #provider({ provider }: Attempt): PaymentProvider {
    return this.#providers.get(provider)!;
  }

  /** Writes, and with it what follows from what is written: what goes back by itself, and when to ask again. */
  #change<Result>(obligationId: string, work: (kept: KeptPayment) => Change<Result>): Promise<Result | undefined> {
    return this.#store.change(obligationId, (kept) => {
      const change = work(kept);
      const now = this.#now();
      const owed = change.owed ?? kept.owed;
      const written: PaymentEvent[] = [...kept.events, ...(change.events ?? [])];
      const back = overpaidRefunds(owed, written, now);
      const state = stateOf(owed, [...written, ...back]);
      const times = state.attempts.map((attempt) => [attempt.id, askAgainAt(state, attempt, now)] as const);
      return {
        ...change,
        events: [...(change.events ?? []), ...back],
        askAt: { ...Object.fromEntries(times), ...change.askAt },
      };
    });
  }
}

function attemptStarted({ provider, language }: Wish, { attempts, due }: PaymentState, now: Date): AttemptStarted {
  const attemptId = randomUUID();
  const n = (attempts.at(-1)?.n ?? 0) + 1;
  const about = { attemptId, n, provider, idempotencyKey: randomUUID(), money: due, language };
  return { kind: 'attempt-started', id: `start ${attemptId}`, at: now.toISOString(), ...about };
}

/** At most 26 letters and digits, as Webpay has it. */
function referenceOf(attemptId: string): string {
  return attemptId.replaceAll('-', '').slice(0, 26);
}

/** Nothing is known where the provider does not answer; a mistake of ours is one. */
function silence(error: unknown): 'silent' {
  if (error instanceof ProviderProblem) return 'silent';
  throw error;
}

function afterAll({ nextAction, status }: Attempt): Start {
  if (nextAction && isLive(status)) return { kind: 'go', nextAction };
  return status === 'unknown' ? { kind: 'unavailable' } : isLive(status) ? { kind: 'wait' } : { kind: 'unavailable' };
}

function problemOf(error: unknown): ProviderProblem {
  return error instanceof ProviderProblem ? error : new ProviderProblem('silent', 'failed', error);
}
