export { exponentOf } from './money/exponent.ts';
export { compare, decimalOf, isNothing, lessBy, money, moneyOf, partsOf, sumOf } from './money/money.ts';
export type { Money } from './money/money.ts';
export { isSamePrice, obligation } from './obligation.ts';
export type { Line, Obligation, Waiver } from './obligation.ts';
export { PaymentError } from './payment-error.ts';
export type { PaymentErrorCode } from './payment-error.ts';
export { attemptStatuses, isCaptured, isLive } from './state/attempt-status.ts';
export type { AttemptStatus } from './state/attempt-status.ts';
export type { Attempt } from './state/attempt.ts';
export { disputeStatuses, refundStatuses } from './state/events.ts';
export type {
  AttemptObserved,
  AttemptStarted,
  DisputeObserved,
  DisputeStatus,
  Failure,
  Method,
  NextAction,
  PaymentEvent,
  RefundObserved,
  RefundRequested,
  RefundStatus,
  Source,
} from './state/events.ts';
export { stateOf } from './state/payment-state.ts';
export type { PaymentState, PaymentStatus } from './state/payment-state.ts';
export type { Dispute, Refund } from './state/refunds.ts';
