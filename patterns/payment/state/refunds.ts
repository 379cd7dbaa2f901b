import type { Money } from '../money/money.ts';
import { disputeStatuses, refundStatuses } from './events.ts';
import type {
  DisputeObserved,
  DisputeStatus,
  PaymentEvent,
  RefundObserved,
  RefundRequested,
  RefundStatus,
} from './events.ts';
import { strongest } from './strongest.ts';

/** Money on its way back. */
export interface Refund {
  id: string;
  attemptId: string;
  idempotencyKey: string;
  money: Money;
  reason: string;
  requestedBy: string;
  requestedAt: string;
  status: RefundStatus;
  statusAt: string;
  providerRef?: string;
}

/** Refunds in the order in which they were asked for. */
export function refundsOf(events: readonly PaymentEvent[]): Refund[] {
  const observed = events.filter((event) => event.kind === 'refund-observed');
  return events
    .filter((event) => event.kind === 'refund-requested')
    .map((request) =>
      refundFrom(
        request,
        observed.filter(({ refundId }) => refundId === request.refundId),
      ),
    )
    .sort((one, other) => (one.requestedAt + one.id < other.requestedAt + other.id ? -1 : 1));
}

function refundFrom(request: RefundRequested, observed: readonly RefundObserved[]): Refund {
  const { refundId, attemptId, idempotencyKey, money, reason, requestedBy, at } = request;
  const rank = ({ status }: RefundObserved) => refundStatuses.indexOf(status);
  const best = strongest(observed, rank);
  const named = strongest(
    observed.filter(({ providerRef }) => providerRef),
    rank,
  );
  return {
    id: refundId,
    attemptId,
    idempotencyKey,
    money,
    reason,
    requestedBy,
    requestedAt: at,
    status: best?.status ?? 'requested',
    statusAt: best?.at ?? at,
    ...(named?.providerRef && { providerRef: named.providerRef }),
  };
}

/** A payer's bank asking for money back. */
export interface Dispute {
  id: string;
  attemptId: string;
  money: Money;
  status: DisputeStatus;
  statusAt: string;
}

export function disputesOf(events: readonly PaymentEvent[]): Dispute[] {
  const observed = events.filter((event) => event.kind === 'dispute-observed');
  const ids = [...new Set(observed.map(({ disputeId }) => disputeId))].sort();
  return ids.map((id) => disputeFrom(observed.filter(({ disputeId }) => disputeId === id)));
}

function disputeFrom(observed: readonly DisputeObserved[]): Dispute {
  const best = strongest(observed, ({ status }) => disputeStatuses.indexOf(status))!;
  const { disputeId, attemptId, money, status, at } = best;
  return { id: disputeId, attemptId, money, status, statusAt: at };
}
