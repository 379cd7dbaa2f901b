import { say } from '../shared/words.js';
import { decimalsOf } from './read-money.js';
import type { MoneyOptions } from './read-money.js';

export { readMoney } from './read-money.js'; // the browser needs both, in one file

/** An amount as it is said: `1 million 500 thousand`, and the name of its currency. */
export interface MoneyInWords {
  amount: string;
  currency: string;
  /** Nothing comes after the millions, where Spanish puts a word between: `2 millones de pesos`. */
  isRound: boolean;
}

/**
 * Says an amount by its millions and thousands, which nobody confuses as they confuse noughts.
 *
 * @param value What `readMoney` gave: digits, and a point before cents.
 */
export function moneyInWords(value: string, { currency, language }: MoneyOptions): MoneyInWords {
  const [whole = '', cents = ''] = value.split('.');
  const said: string[] = [];
  let rest = whole;
  let isRound = false;
  for (const { zeros, one, more } of unitsOf(language)) {
    const count = Number(rest.slice(0, -zeros));
    rest = rest.slice(-zeros);
    if (count) said.push(`${count.toLocaleString(language)} ${count === 1 ? one : more}`);
    if (count) isRound = zeros >= 6;
  }
  const remaining = Number(`${rest}.${cents || 0}`);
  if (remaining) isRound = false;
  const digits = { minimumFractionDigits: Number(cents) ? cents.length : 0 };
  if (remaining || !said.length) said.push(remaining.toLocaleString(language, digits));
  return { amount: said.join(' '), currency: nameOf(currency, language, Number(value)), isRound };
}

/**
 * What to say of an amount that is under the `min` or over the `max` of its element, both as digits and a point; the empty string
 * where it is neither. Compared as whole cents, for nothing else is exact.
 */
export function outOfRange(element: Element, value: string, { currency, language }: MoneyOptions): string {
  const minor = (amount: string): bigint => {
    const [whole = '', cents = ''] = amount.split('.');
    return BigInt(whole + cents.padEnd(decimalsOf(currency), '0'));
  };
  for (const [name, side] of limits) {
    const limit = element.getAttribute(name);
    if (!value || !limit) continue;
    if (name === 'min' ? minor(value) >= minor(limit) : minor(value) <= minor(limit)) continue;
    const format = new Intl.NumberFormat(language, { style: 'currency', currency });
    const own = element.getAttribute(`error-range-${side.toLowerCase()}`);
    return own ?? say(element, `range${side}`, { [name]: format.format(limit as `${number}`) });
  }
  return '';
}

const limits = [
  ['min', 'Underflow'],
  ['max', 'Overflow'],
] as const;

type Unit = { zeros: number; one: string; more: string };

/** The words a language has for a thousand, a million and so on; a language that counts otherwise has fewer of them. */
function unitsOf(language: string): Unit[] {
  return [12, 9, 6, 3].flatMap((zeros) => {
    const [one, two] = [1, 2].map((count) => {
      const options = { notation: 'compact', compactDisplay: 'long' } as const;
      const parts = new Intl.NumberFormat(language, options).formatToParts(count * 10 ** zeros);
      const number = parts.find(({ type }) => type === 'integer')?.value;
      const unit = parts.find(({ type }) => type === 'compact')?.value ?? '';
      return number === count.toLocaleString(language) && !/\s/.test(unit) ? unit : ''; // not Spanish "mil millones": 1500 millones
    });
    return one && two ? [{ zeros, one, more: two }] : [];
  });
}

function nameOf(currency: string, language: string, value: number): string {
  const options = { style: 'currency', currency, currencyDisplay: 'name' } as const;
  const parts = new Intl.NumberFormat(language, options).formatToParts(value);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}
