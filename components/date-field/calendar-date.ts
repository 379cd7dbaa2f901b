/** The three parts of a date, as they were typed. */
export type DateParts = Record<DatePart, string>;
export type DatePart = 'day' | 'month' | 'year';

/** What the parts say: a date as `YYYY-MM-DD`, or what is wrong with which parts. */
export type DateReading =
  | { date: string; problem?: never; parts: [] }
  | { date: ''; problem: 'missing' | 'incomplete' | 'yearDigits' | 'impossible'; parts: DatePart[] };

export const dateParts = ['day', 'month', 'year'] as const satisfies DatePart[];

/**
 * Reads a date of the Gregorian calendar from what a person typed. A month may be a number, its name, or the
 * first three letters or more of its name in the language given.
 *
 * @param typed What was typed into each part.
 * @param language BCP 47 tag of the names of months.
 */
export function readDate(typed: DateParts, language: string): DateReading {
  const missing = dateParts.filter((part) => !typed[part].trim());
  if (missing.length === 3) return { date: '', problem: 'missing', parts: missing };
  if (missing.length) return { date: '', problem: 'incomplete', parts: missing };

  const [day, month, year] = [numberOf(typed.day), monthOf(typed.month, language), numberOf(typed.year)];
  if (year < 100) return { date: '', problem: 'yearDigits', parts: ['year'] };
  const wrong: DatePart[] = [];
  if (!(day >= 1 && day <= 31)) wrong.push('day');
  if (!(month >= 1 && month <= 12)) wrong.push('month');
  if (!(year >= 1000 && year <= 9999)) wrong.push('year');
  if (!wrong.length && new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) wrong.push(...dateParts);
  if (wrong.length) return { date: '', problem: 'impossible', parts: wrong };
  return { date: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`, parts: [] };
}

/**
 * Takes a whole date apart, as people paste it: `21/11/1980`, `1980-11-21`, `21 de noviembre de 1980`.
 *
 * @param text What was pasted.
 * @param order The parts in the order the page asks for them; a year that comes first says otherwise.
 */
export function splitDate(text: string, order: readonly DatePart[]): DateParts | undefined {
  const pieces = (text.match(/[\p{L}\p{M}]+|\d+/gu) ?? []).filter((piece) => !/^(de|del|of|the|st|nd|rd|th)$/i.test(piece));
  if (pieces.length !== 3) return undefined;
  const parts = /^\d{4}$/.test(pieces[0]!) ? (['year', 'month', 'day'] as const) : order;
  return Object.fromEntries(parts.map((part, index) => [part, pieces[index]!])) as DateParts;
}

function numberOf(text: string): number {
  const digits = text.trim().normalize('NFKC');
  return /^\d+$/.test(digits) ? Number(digits) : NaN;
}

function monthOf(text: string, language: string): number {
  const number = numberOf(text);
  if (!Number.isNaN(number)) return number;
  const typed = plain(text);
  const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const names = Array.from({ length: 12 }, (_, month) => plain(format.format(Date.UTC(2000, month))));
  const shortest = Math.min(3, ...names.map((name) => name.length));
  return typed.length < shortest ? NaN : names.findIndex((name) => name.startsWith(typed)) + 1 || NaN;
}

/** Letters only, without case or accents. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/[^\p{L}]/gu, '').toLowerCase();
}
