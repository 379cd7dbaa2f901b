import type { Money } from '../money/money.ts';
import type { AttemptStatus } from './attempt-status.ts';

/** Who told us. Nothing is ever known by the address at which a person came back: it only makes us ask. */
export type Source = 'create' | 'return' | 'webhook' | 'poll' | 'agent';

/** With what it was paid, as far as a receipt may say it. */
export interface Method {
  kind: 'card' | 'bank-transfer' | 'wallet' | 'cash' | 'other';
  brand?: string;
  last4?: string;
}

export interface Failure {
  /** The provider's own code. */
  code: string;
  retryable: boolean;
  /** "No money has been taken" is said only where this is `no`. */
  moneyTaken: 'no' | 'yes' | 'unknown';
}

interface Stored {
  /** The same for the same happening, so that a repeated one counts once. */
  id: string;
  /** When it happened, as RFC 3339 in UTC. */
  at: string;
}

/** Where the person goes to pay: by a link, or by a form with fields. */
export interface NextAction {
  method: 'GET' | 'POST';
  url: string;
  fields?: Readonly<Record<string, string>>;
}

/** One attempt begins. It is written before the provider is asked. */
export interface AttemptStarted extends Stored {
  kind: 'attempt-started';
  attemptId: string;
  /** 1 for the first of what is owed. */
  n: number;
  provider: string;
  /** Goes with every request to the provider, so that asking twice makes one payment. */
  idempotencyKey: string;
  money: Money;
  /** BCP 47 tag of the page on which it began: who comes back reads the same language. */
  language?: string;
}

/** What the provider says of an attempt. */
export interface AttemptObserved extends Stored {
  kind: 'attempt-observed';
  attemptId: string;
  source: Source;
  status: AttemptStatus;
  providerRef?: string;
  /** What was taken or set aside. */
  money?: Money;
  method?: Method;
  authorisationCode?: string;
  failure?: Failure;
  nextAction?: NextAction;
  /** When the provider gives up waiting, as RFC 3339 in UTC. */
  expiresAt?: string;
}

/** Somebody gives money back. It is written before the provider is asked. */
export interface RefundRequested extends Stored {
  kind: 'refund-requested';
  refundId: string;
  attemptId: string;
  idempotencyKey: string;
  money: Money;
  reason: string;
  /** An opaque name of who decided, or `overpaid` where two attempts were paid. */
  requestedBy: string;
}

export const refundStatuses = ['requested', 'pending', 'failed', 'done'] as const;
export type RefundStatus = (typeof refundStatuses)[number];

export interface RefundObserved extends Stored {
  kind: 'refund-observed';
  refundId: string;
  source: Source;
  status: Exclude<RefundStatus, 'requested'>;
  providerRef?: string;
}

export const disputeStatuses = ['open', 'won', 'lost'] as const;
export type DisputeStatus = (typeof disputeStatuses)[number];

/** The payer's bank asks for the money back (chargeback). `lost`: the bank has it. */
export interface DisputeObserved extends Stored {
  kind: 'dispute-observed';
  disputeId: string;
  attemptId: string;
  source: Source;
  status: DisputeStatus;
  money: Money;
}

/** All that is ever written about what is owed. Nothing is changed or taken away; the state is worked out of it. */
export type PaymentEvent = AttemptStarted | AttemptObserved | RefundRequested | RefundObserved | DisputeObserved;
