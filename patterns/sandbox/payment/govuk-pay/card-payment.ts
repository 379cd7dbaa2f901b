import type { DeskPayment } from '../desk.ts';

/** GOV.UK Pay’s words for where a payment is. */
export type CardStatus =
  'created' | 'started' | 'submitted' | 'capturable' | 'success' | 'failed' | 'cancelled' | 'error';

/** Its codes for why a payment ended without money. */
export type FailureCode = 'P0010' | 'P0020' | 'P0030' | 'P0040' | 'P0050';

export interface CardState {
  status: CardStatus;
  finished: boolean;
  code?: FailureCode;
  message?: string;
}

export interface CardRefund {
  id: string;
  amount: number;
  status: 'submitted' | 'success' | 'error';
  createdAt: Date;
}

export interface CardDispute {
  id: string;
  amount: number;
  createdAt: Date;
}

/** A payment at GOV.UK Pay. */
export interface CardPayment extends DeskPayment {
  status: CardStatus;
  language: 'en' | 'cy';
  delayedCapture: boolean;
  moto: boolean;
  metadata: Readonly<Record<string, string | number | boolean>> | undefined;
  email: string | undefined;
  idempotencyKey: string | undefined;
  state: CardState;
  /** Where it was before, and is: the oldest first. */
  history: { state: CardState; at: Date }[];
  refunds: CardRefund[];
  disputes: CardDispute[];
  submittedAt?: Date;
  capturedAt?: Date;
}

const minute = 60_000;
const hour = 60 * minute;

/** How long somebody has for the page. */
export const timeToPay = 90 * minute;
/** How long a service has to capture what it delayed. */
export const timeToCapture = 120 * hour;

const meanings: Record<FailureCode, string> = {
  P0010: 'Payment method rejected',
  P0020: 'Payment expired',
  P0030: 'Payment was cancelled by the user',
  P0040: 'Payment was cancelled by the service',
  P0050: 'Payment provider returned an error',
};

const unfinished: ReadonlySet<CardStatus> = new Set(['created', 'started', 'submitted', 'capturable']);

export function stateOf(status: CardStatus, code?: FailureCode): CardState {
  return { status, finished: !unfinished.has(status), ...(code && { code, message: meanings[code] }) };
}

/** How much a service may still refund. */
export function refundable({ amount, refunds, disputes, status }: CardPayment): number {
  const disputed = disputes.reduce((total, dispute) => total + dispute.amount, 0);
  return status === 'success' ? amount - refunded(refunds) - disputed : 0;
}

export function refunded(refunds: readonly CardRefund[]): number {
  return refunds.reduce((total, { amount, status }) => (status === 'error' ? total : total + amount), 0);
}
