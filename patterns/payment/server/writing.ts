import { createHash } from 'node:crypto';
import { compare, isNothing, lessBy, sumOf } from '../money/money.ts';
import type { Money } from '../money/money.ts';
import type { Obligation } from '../obligation.ts';
import { isLive } from '../state/attempt-status.ts';
import type { Attempt } from '../state/attempt.ts';
import type { AttemptObserved, PaymentEvent, RefundObserved, RefundRequested, Source } from '../state/events.ts';
import { stateOf } from '../state/payment-state.ts';
import type { PaymentState } from '../state/payment-state.ts';
import type { Refund } from '../state/refunds.ts';
import type { Observation, RefundObservation } from './provider.ts';

/** The same words of a provider are one event, however often it says them. */
function idOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** What a provider said of an attempt, as it is stored. */
export function observedEvent(attempt: Attempt, source: Source, said: Observation, now: Date): AttemptObserved {
  const { at = now.toISOString(), ...rest } = said;
  const { id } = attempt;
  return { kind: 'attempt-observed', id: idOf(id, rest), at, attemptId: id, source, ...rest };
}

export function refundEvent(refund: Refund, source: Source, said: RefundObservation, now: Date): RefundObserved {
  const id = idOf(refund.id, said);
  return { kind: 'refund-observed', id, at: now.toISOString(), refundId: refund.id, source, ...said };
}

/** What can still be given back of an attempt. */
export function leftOf(state: PaymentState, attempt: Attempt): Money {
  const { currency } = attempt.money;
  const back = state.refunds.filter(({ attemptId, status }) => attemptId === attempt.id && status !== 'failed');
  const taken = attempt.captured?.currency === currency ? attempt.captured : { amount: '0', currency };
  return lessBy(
    taken,
    sumOf(
      back.map(({ money }) => money),
      currency,
    ),
  );
}

/**
 * What was taken twice goes back by itself, from the last attempt first, and once: where a provider does not give it back, a person
 * looks at it. Nothing goes back by itself while an amount differs from what was asked for.
 */
export function overpaidRefunds(owed: Obligation, events: readonly PaymentEvent[], now: Date): RefundRequested[] {
  const state = stateOf(owed, events);
  if (state.status !== 'overpaid') return [];
  const requested: RefundRequested[] = [];
  let left = state.tooMuch;
  for (const attempt of state.attempts.toReversed()) {
    const wasAsked = state.refunds.some((refund) => refund.id === `overpaid ${attempt.id}`);
    const able = leftOf(state, attempt);
    const money = compare(able, left) < 0 ? able : left;
    if (wasAsked || isNothing(money)) continue;
    const id = `overpaid ${attempt.id}`;
    const by = { reason: 'overpaid', requestedBy: 'overpaid', idempotencyKey: idOf(id), money };
    requested.push({ kind: 'refund-requested', id, at: now.toISOString(), refundId: id, attemptId: attempt.id, ...by });
    left = lessBy(left, money);
  }
  return requested;
}

const second = 1000;
const hour = 3600 * second;
/** Seconds after which a payment that is on its way is asked about again, by its age: often at first, while somebody waits. */
const paces = [
  { until: 120 * second, every: 5 * second },
  { until: hour, every: 60 * second },
  { until: 24 * hour, every: 10 * 60 * second },
  { until: Infinity, every: 6 * hour },
] as const;
/** After an end without money it is looked at once more: some providers are late with a success. */
const onceMoreAfter = 24 * hour;

/** When to ask about an attempt next; never again, when all is over. */
export function askAgainAt(state: PaymentState, attempt: Attempt, now: Date): Date | undefined {
  const age = now.getTime() - Date.parse(attempt.startedAt);
  const { every } = paces.find(({ until }) => age < until)!;
  const soon = new Date(now.getTime() + every);
  const isGoingBack = state.refunds.some(
    ({ attemptId, status }) => attemptId === attempt.id && (status === 'requested' || status === 'pending'),
  );
  if (isLive(attempt.status) || isGoingBack) return soon;
  if (attempt.captured) return undefined;
  const last = new Date(Date.parse(attempt.statusAt) + onceMoreAfter);
  return last > now ? last : undefined;
}
