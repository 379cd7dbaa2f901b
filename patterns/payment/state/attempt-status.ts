/**
 * What has become of one attempt to pay, in the order in which a later word beats an earlier one, whatever came first: money that
 * moved beats everything said before it, and what is certain beats what is not.
 */
export const attemptStatuses = [
  /** We are about to ask the provider. */
  'created',
  /** The provider knows of it, and the person has its address. */
  'redirected',
  /** We asked and got no answer. Money may have moved. */
  'unknown',
  /** The provider or a bank works on it. */
  'processing',
  /** The money is set aside, and not taken. */
  'authorised',
  /** Nobody paid in time. */
  'expired',
  'cancelled_by_payer',
  'cancelled_by_service',
  'declined',
  /** The provider failed, and took no money. */
  'error_no_money',
  /** The money was taken. */
  'paid',
  /** The money is on the agency's account. */
  'settled',
] as const;

export type AttemptStatus = (typeof attemptStatuses)[number];

const ranks = new Map<string, number>(attemptStatuses.map((status, rank) => [status, rank]));

/** Greater for what beats the other. */
export function rankOf(status: AttemptStatus): number {
  return ranks.get(status)!;
}

const live: ReadonlySet<AttemptStatus> = new Set(['created', 'redirected', 'unknown', 'processing', 'authorised']);
const captured: ReadonlySet<AttemptStatus> = new Set(['paid', 'settled']);

/** Whether it can still end in either way. While one is live, there is no other. */
export function isLive(status: AttemptStatus): boolean {
  return live.has(status);
}

/** Whether money was taken. */
export function isCaptured(status: AttemptStatus): boolean {
  return captured.has(status);
}
