import { compare, isNothing, lessBy, sumOf } from '../money/money.ts';
import type { Money } from '../money/money.ts';
import type { Obligation } from '../obligation.ts';
import { isCaptured, isLive } from './attempt-status.ts';
import type { AttemptStatus } from './attempt-status.ts';
import { attemptsOf } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import type { PaymentEvent } from './events.ts';
import { disputesOf, refundsOf } from './refunds.ts';
import type { Dispute, Refund } from './refunds.ts';
import { oneOfEach } from './strongest.ts';

/** How things stand with what is owed. */
export type PaymentStatus =
  /** Nothing was tried yet. */
  | 'quoted'
  | AttemptStatus
  | 'nothing_to_pay'
  /** Less was taken than is owed now, such as where the amount rose afterwards. */
  | 'part_paid'
  /** Something was taken that is not what was asked for. A person looks at it before anything goes on. */
  | 'held'
  /** More was taken than is owed, such as by two attempts. The difference goes back. */
  | 'overpaid'
  | 'refund_pending'
  | 'part_refunded'
  | 'refunded'
  | 'refund_failed'
  | 'disputed';

export interface PaymentState {
  status: PaymentStatus;
  attempts: readonly Attempt[];
  /** The attempt that can still end in either way; there is never a second one with our knowledge. */
  live?: Attempt;
  /** The attempt that was paid; the first one, where there are several. */
  paid?: Attempt;
  refunds: readonly Refund[];
  disputes: readonly Dispute[];
  /** All that was taken, in the currency of what is owed. */
  captured: Money;
  /** Gone back, or on its way. A refund that failed is not among it. */
  refunded: Money;
  /** What is still to be paid. What was given back is not owed again. */
  due: Money;
  /** What has to go back because it was never owed. */
  tooMuch: Money;
}

/**
 * How things stand, from everything that was written down: the same for any order and any repetition. Whatever came last, what was
 * paid is paid.
 */
export function stateOf(owed: Obligation, written: readonly PaymentEvent[]): PaymentState {
  const events = oneOfEach(written);
  const attempts = attemptsOf(events);
  const refunds = refundsOf(events);
  const disputes = disputesOf(events);
  const { currency } = owed.total;
  const price = owed.waiver ? { amount: '0', currency } : owed.total;
  const inCurrency = (moneys: readonly Money[]) =>
    sumOf(
      moneys.filter((one) => one.currency === currency),
      currency,
    );
  const captured = inCurrency(attempts.flatMap((attempt) => attempt.captured ?? []));
  const refunded = inCurrency(refunds.filter(({ status }) => status !== 'failed').map((refund) => refund.money));
  const live = attempts.find(({ status }) => isLive(status));
  const paid = attempts.find(({ status }) => isCaptured(status));
  const moneys = {
    captured,
    refunded,
    due: lessBy(price, captured),
    tooMuch: lessBy(lessBy(captured, refunded), price),
  };
  const facts = { attempts, refunds, disputes, ...moneys, ...(live && { live }), ...(paid && { paid }) };
  return { status: statusOf(price, facts), ...facts };
}

type Known = Omit<PaymentState, 'status'>;

/** What has to be known first comes first: something wrong with money, then money, then what is going on, then what went before. */
function statusOf(price: Money, known: Known): PaymentStatus {
  const { attempts, disputes, live, paid, captured, tooMuch } = known;
  if (attempts.some(({ differs }) => differs)) return 'held';
  if (disputes.some(({ status }) => status !== 'won')) return 'disputed';
  if (!isNothing(tooMuch)) return 'overpaid';
  if (paid && compare(captured, price) >= 0) return afterRefunds(known, price) ?? paid.status;
  if (live) return live.status;
  if (isNothing(price)) return 'nothing_to_pay';
  if (paid) return 'part_paid';
  return attempts.at(-1)?.status ?? 'quoted';
}

/** What was given back, once it was paid; what was only too much and went back is no refund of what was owed. */
function afterRefunds({ refunds, captured, refunded }: Known, price: Money): PaymentStatus | undefined {
  const failed = refunds.filter(({ status }) => status === 'failed').at(-1);
  const isTriedAgain = refunds.some(
    (one) => one.status !== 'failed' && failed && one.requestedAt >= failed.requestedAt,
  );
  if (failed && !isTriedAgain) return 'refund_failed';
  if (refunds.some(({ status }) => status === 'requested' || status === 'pending')) return 'refund_pending';
  const kept = lessBy(captured, refunded);
  if (compare(kept, price) >= 0) return undefined;
  return isNothing(kept) ? 'refunded' : 'part_refunded';
}
