import type { Words } from '@plaza-ds/forms';
import { compare, sumOf } from './money/money.ts';
import type { Money } from './money/money.ts';
import { PaymentError } from './payment-error.ts';

/** One thing that has to be paid for, by its code in the tariff. */
export interface Line {
  code: string;
  label: Words;
  money: Money;
  /** Which tariff the amount is from, so that a later one does not change what was quoted. */
  tariffVersion: string;
}

/** Why nothing has to be paid. */
export interface Waiver {
  reason: Words;
  /** What shows it, such as the reference of a decision. */
  evidenceRef?: string;
}

/** What somebody owes, once, however many attempts it takes. Times are RFC 3339 in UTC. */
export interface Obligation {
  id: string;
  /** Whom it concerns, by an opaque name: the id of a draft or a case, never a national number. */
  subjectRef: string;
  procedure: { id: string; version: number };
  lines: readonly Line[];
  total: Money;
  /** When it has to be paid at the latest. */
  dueAt?: string;
  /** Until when the amount holds; afterwards it is worked out again, and shown before anybody pays. */
  validUntil: string;
  waiver?: Waiver;
}

/**
 * What is owed, with its total, which nobody writes by hand.
 *
 * @throws {PaymentError} `lines-differ` without a line, `currencies-differ`
 */
export function obligation(owed: Omit<Obligation, 'total'>): Obligation {
  const [first] = owed.lines;
  if (!first) throw new PaymentError('lines-differ', 'What is owed has at least one line, if only of nothing.');
  const moneys = owed.lines.map((line) => line.money);
  return { ...owed, total: sumOf(moneys, first.money.currency) };
}

/** Whether two say the same to who pays: the same total, for the same things. A changed one is shown and accepted again. */
export function isSamePrice(one: Obligation, other: Obligation): boolean {
  const priceOf = ({ lines }: Obligation) =>
    lines.map(({ code, money }) => `${code} ${money.amount} ${money.currency}`).sort();
  return (
    one.total.currency === other.total.currency &&
    compare(one.total, other.total) === 0 &&
    priceOf(one).join() === priceOf(other).join()
  );
}
