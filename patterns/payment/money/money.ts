import { allocate, dinero, toSnapshot } from 'dinero.js/bigint';
import type { Money } from '@plaza-ds/forms';
import { PaymentError } from '../payment-error.ts';
import { exponentOf } from './exponent.ts';

export type { Money };

/** As much as a database keeps in 64 bits, and more than any fee. */
const digits = /^(?:0|[1-9]\d{0,17})$/;

/**
 * An amount, once it is sure that it is one: a whole number of the currency's smallest unit, written in digits. A number with
 * decimals never gets as far as a provider: some take `1500.5` pesos without a word.
 *
 * @throws {PaymentError} `amount-not-whole`, `unknown-currency`
 */
export function money(amount: string | bigint, currency: string): Money {
  exponentOf(currency);
  const text = String(amount);
  if (typeof amount === 'number' || !digits.test(text))
    throw new PaymentError(
      'amount-not-whole',
      `An amount is a whole number of the smallest unit of ${currency}, as text of at most 18 digits: "1500".`,
    );
  return { amount: text, currency };
}

/**
 * From how people and files write it: `12.50` euros is 1250, `1500` pesos is 1500.
 *
 * @param decimal Digits, and a point before decimals.
 * @throws {PaymentError} `amount-not-whole`, `too-many-decimals`, `unknown-currency`
 */
export function moneyOf(decimal: string, currency: string): Money {
  const exponent = exponentOf(currency);
  const [, whole, decimals = ''] = /^(\d{1,18})(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === undefined)
    throw new PaymentError(
      'amount-not-whole',
      `An amount of ${currency} is written in digits, with a point before decimals.`,
    );
  if (decimals.length > exponent)
    throw new PaymentError(
      'too-many-decimals',
      `${currency} has ${exponent} decimals, and this amount has ${decimals.length}.`,
    );
  return money((whole + decimals.padEnd(exponent, '0')).replace(/^0+(?=\d)/, ''), currency);
}

/** As files and some providers write it: 1250 euros in the smallest unit is `12.50`. */
export function decimalOf({ amount, currency }: Money): string {
  const exponent = exponentOf(currency);
  const padded = amount.padStart(exponent + 1, '0');
  return exponent ? `${padded.slice(0, -exponent)}.${padded.slice(-exponent)}` : amount;
}

/** Less than 0 where the first is less, more than 0 where it is more. */
export function compare(one: Money, other: Money): number {
  sameCurrency(one, other);
  const [left, right] = [BigInt(one.amount), BigInt(other.amount)];
  return left < right ? -1 : Number(left > right);
}

export function isNothing({ amount }: Money): boolean {
  return BigInt(amount) === 0n;
}

/** @throws {PaymentError} `currencies-differ` */
export function sumOf(all: readonly Money[], currency: string): Money {
  for (const one of all) sameCurrency(one, { amount: '0', currency });
  return money(
    all.reduce((sum, { amount }) => sum + BigInt(amount), 0n),
    currency,
  );
}

/** What is left of the first, and nothing where the second is as much or more. */
export function lessBy(from: Money, taken: Money): Money {
  sameCurrency(from, taken);
  const left = BigInt(from.amount) - BigInt(taken.amount);
  return money(left > 0n ? left : 0n, from.currency);
}

/**
 * A sum in equal parts, such as the two instalments of a permit. What cannot be parted goes to the first ones, so that the parts
 * are the sum again.
 *
 * @throws {PaymentError} `parts-impossible`
 */
export function partsOf({ amount, currency }: Money, count: number): Money[] {
  if (!Number.isInteger(count) || count < 1 || BigInt(amount) < BigInt(count))
    throw new PaymentError('parts-impossible', `${amount} ${currency} cannot be parted in ${count} parts.`);
  const whole = dinero({
    amount: BigInt(amount),
    currency: { code: currency, base: 10n, exponent: BigInt(exponentOf(currency)) },
  });
  const shares = allocate(whole, Array<bigint>(count).fill(1n));
  return shares.map((share) => money(toSnapshot(share).amount, currency));
}

function sameCurrency(one: Money, other: Money): void {
  if (one.currency !== other.currency)
    throw new PaymentError(
      'currencies-differ',
      `${one.currency} and ${other.currency} are no sum. Keep one for each currency.`,
    );
}
