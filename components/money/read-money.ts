import { latinDigits } from '../shared/digits.js';

/** What there is to say about an amount, by the key of the words for it. */
export type MoneyProblem = 'moneyUnreadable' | 'moneyAmbiguous' | 'moneyNoCents' | 'moneyTooManyDecimals';

/** What was read: the amount, as digits and a point, or what is wrong with it. It is never a number: those lose cents. */
export interface MoneyReading {
  /** `1500` or `1500.50`, with as many decimals as the currency has; the empty string where nothing can be read. */
  value: string;
  problem?: MoneyProblem;
  /** What the words need: what was typed, both ways to read it, and how many decimals there may be. */
  values?: { typed: string; whole: string; decimal: string; count: number };
}

export interface MoneyOptions {
  /** ISO 4217, such as `CLP`. */
  currency: string;
  /** BCP 47 tag of the page: it decides whether a point groups or divides. */
  language: string;
}

type Parts = { whole: string; decimals: string; isAmbiguous?: boolean };

/**
 * Reads an amount of money from what a person typed: `1.500.000`, `1,500,000`, `$ 1 500 000`, `1500,5`, `CLP 1.500.-`.
 * What groups digits and what begins the cents follows from the digits around, then from the language. Where both stay
 * possible it does not guess: a wrong guess is wrong a thousandfold.
 *
 * @param typed What was typed; nothing typed is nothing wrong.
 */
export function readMoney(typed: string, options: MoneyOptions): MoneyReading {
  const text = withoutUnits(latinDigits(typed), options);
  if (!typed.trim()) return { value: '' };
  const most = decimalsOf(options.currency);
  const parts = text ? partsOf(text, separatorsOf(options.language), most) : undefined; // a sign alone is no amount
  const wrongly = (problem: MoneyProblem, whole = '', decimal = ''): MoneyReading => ({
    value: '',
    problem,
    values: { typed: typed.trim(), whole, decimal, count: most },
  });
  if (!parts) return wrongly('moneyUnreadable');
  const { whole, decimals, isAmbiguous } = parts;
  const { decimal } = separatorsOf(options.language);
  if (isAmbiguous) return wrongly('moneyAmbiguous', whole + decimals, whole + decimal + decimals.slice(0, most));
  if (decimals.replace(/0+$/, '').length > most) return wrongly(most ? 'moneyTooManyDecimals' : 'moneyNoCents');
  const cents = decimals.slice(0, most).padEnd(most, '0');
  return { value: whole.replace(/^0+(?=\d)/, '') + (cents && `.${cents}`) };
}

/** How many decimals a currency has, by ISO 4217: 2 for euros, none for Chilean pesos. */
export function decimalsOf(currency: string): number {
  return once(`decimals ${currency}`, () => {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.resolvedOptions().maximumFractionDigits!;
  });
}

/** What only the currency and the language decide: working it out takes far longer than reading an amount, and is wanted at every key. */
const known = new Map<string, unknown>();

function once<Found>(key: string, find: () => Found): Found {
  if (!known.has(key)) known.set(key, find());
  return known.get(key) as Found;
}

/** Digits and what stands between them: the signs and names of the currency are off, in the page's language, English and Spanish. */
function withoutUnits(text: string, options: MoneyOptions): string {
  const names = once(`names ${options.currency} ${options.language}`, () => namesOf(options));
  return ascii(text)
    .replace(/\p{Sc}/gu, '')
    .replace(/\p{L}[\p{L}\p{M}]*/gu, (word) => (names.has(word.toLowerCase()) ? '' : word))
    .replace(/[.,]?\s*\p{Pd}\s*$/u, '') // "1.500.-", as shops write
    .replace(/['’\s]+/g, ' ')
    .trim()
    .replace(/[.,]$/, '');
}

function namesOf({ currency, language }: MoneyOptions): ReadonlySet<string> {
  const names = [language, 'en', 'es'].flatMap((each) =>
    (['code', 'symbol', 'narrowSymbol', 'name'] as const).flatMap((currencyDisplay) =>
      [1, 2].map((count) =>
        new Intl.NumberFormat(each, { style: 'currency', currency, currencyDisplay }).format(count),
      ),
    ),
  );
  return new Set(lettersOf(names.join(' ').toLowerCase()));
}

const lettersOf = (text: string): string[] => text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];

/** Arabic has signs of its own for both. */
const ascii = (text: string): string => text.replaceAll('٫', '.').replaceAll('٬', ',');

function separatorsOf(language: string): { group: string; decimal: string } {
  return once(`separators ${language}`, () => {
    const parts = new Intl.NumberFormat(language).formatToParts(123456.5);
    const find = (type: string) => ascii(parts.find((part) => part.type === type)?.value ?? '');
    return { group: find('group'), decimal: find('decimal') };
  });
}

function partsOf(text: string, { group }: { group: string }, most: number): Parts | undefined {
  const [, head, separator, tail = ''] = /^([\d., ]*?)(?:([., ])(\d+))?$/.exec(text) ?? [];
  if (head === undefined) return undefined;
  const whole = head.replace(/\D/g, '');
  if (!separator) return { whole, decimals: '' };
  const grouped = isGrouped(text) ? { whole: whole + tail, decimals: '' } : undefined;
  const others = new Set(head.match(/[., ]/g));
  if (others.has(separator) || separator === ' ') return grouped;
  const divided = { whole: whole || '0', decimals: tail };
  const isThree = tail.length === 3 && most !== 3;
  if (others.size) return isGrouped(head) && !isThree ? divided : undefined;
  if (grouped && (!most || separator === group)) return grouped;
  return grouped && isThree ? { ...divided, isAmbiguous: true } : divided;
}

/** In threes, with one sign between them and no nought before; people in India write twos before the last three. */
function isGrouped(text: string): boolean {
  return /^[1-9]\d{0,2}(?:([., ])\d{3}(?:\1\d{3})*)$|^[1-9]\d?(?:([., ])\d\d(?:\2\d\d)*\2\d{3})$/.test(text);
}
