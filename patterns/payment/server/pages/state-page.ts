import type { Attempt } from '../../state/attempt.ts';
import type { PaymentStatus } from '../../state/payment-state.ts';
import { askingFor } from '../payments.ts';
import type { Page } from '../running-pages.ts';
import { notPaidPage } from './not-paid.ts';
import { heldPage, nothingPage, paidPage } from './paid.ts';
import type { Place } from './parts.ts';
import { quotePage } from './quote.ts';
import { downPage, preparingPage, resumePage, setAsidePage, unknownPage, waitingPage } from './trying.ts';

type PageOf = (place: Place, attempt: Attempt) => Page;

const unsure: PageOf = (place, attempt) =>
  isNobodyThere(attempt) ? neverSent(place, attempt) : unknownPage(place, attempt);

const pages: Readonly<Record<PaymentStatus, PageOf>> = {
  nothing_to_pay: nothingPage,
  quoted: quotePage,
  part_paid: quotePage,
  created: unsure,
  unknown: unsure,
  redirected: resumePage,
  processing: waitingPage,
  authorised: setAsidePage,
  expired: notPaidPage,
  cancelled_by_payer: notPaidPage,
  cancelled_by_service: notPaidPage,
  declined: notPaidPage,
  error_no_money: notPaidPage,
  held: heldPage,
  paid: paidPage,
  settled: paidPage,
  overpaid: paidPage,
  refund_pending: paidPage,
  part_refunded: paidPage,
  refunded: paidPage,
  refund_failed: paidPage,
  disputed: paidPage,
};

/** The page of a payment: what is on it is how things stand, whoever opens it, wherever and whenever. */
export function statePage(place: Place): Page {
  const { status, live, attempts } = place.shown.state;
  // Where nothing was tried yet, the page has no use for an attempt.
  return pages[status](place, (live ?? attempts.at(-1))!);
}

/** Nobody was ever given the address of this attempt at its provider. */
function isNobodyThere({ nextAction }: Attempt): boolean {
  return nextAction === undefined;
}

/** The provider is being asked; or it did not answer, or our own process ended while it was asked. */
function neverSent(place: Place, attempt: Attempt): Page {
  const isLeft = place.running.now().getTime() - Date.parse(attempt.startedAt) >= askingFor;
  return attempt.status === 'created' && !isLeft ? preparingPage(place, attempt) : downPage(place, attempt);
}
