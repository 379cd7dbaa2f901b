/** The three parts of a date, as they were typed. */
export type DateParts = Record<DatePart, string>;
export type DatePart = 'day' | 'month' | 'year';

/** What is wrong with a date, by the key of the words for it. */
export type DateProblem = 'valueMissing' | 'dateIncomplete' | 'yearDigits' | 'dateImpossible';

/** What the parts say: a date as `YYYY-MM-DD`, or what is wrong with which parts. */
export interface DateReading {
  date: string;
  problem?: DateProblem | undefined;
  parts: readonly DatePart[];
}

export const dateParts = ['day', 'month', 'year'] as const satisfies DatePart[];

/**
 * Reads a date of the Gregorian calendar from what a person typed. A month may be a number, its name, or the
 * beginning of its name, three letters or more, where only one month
 * begins so; names in English and Spanish are read in every language, for a page may change its own.
 *
 * @param typed What was typed into each part.
 * @param language BCP 47 tag of the names of months.
 */
export function readDate(typed: DateParts, language: string): DateReading {
  const missing = dateParts.filter((part) => !typed[part].trim());
  if (missing.length) return wrongly(missing.length > 2 ? 'valueMissing' : 'dateIncomplete', missing);

  const [day, month, year] = [numberOf(typed.day), monthOf(typed.month, language), numberOf(typed.year)];
  if (year < 100) return wrongly('yearDigits', ['year']);
  const isPossible = {
    day: day >= 1 && day <= 31,
    month: month >= 1 && month <= 12,
    year: year >= 1000 && year <= 9999,
  };
  const wrong = dateParts.filter((part) => !isPossible[part]);
  if (wrong.length) return wrongly('dateImpossible', wrong);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCDate() !== day) return wrongly('dateImpossible', dateParts);
  return { date: date.toISOString().slice(0, 10), parts: [] };
}

function wrongly(problem: DateProblem, parts: readonly DatePart[]): DateReading {
  return { date: '', problem, parts };
}

/**
 * Takes a whole date apart, as people paste it: `21/11/1980`, `1980-11-21`, `21 de noviembre de 1980`.
 *
 * @param text What was pasted.
 * @param order The parts in the order the page asks for them; a year that comes first says otherwise.
 * @param language BCP 47 tag of the names of months.
 */
export function splitDate(text: string, order: readonly DatePart[], language: string): DateParts | undefined {
  const pieces = (text.match(/[\p{L}\p{M}]+|\d+/gu) ?? []).filter((piece) => monthOf(piece, language)); // no "of", no "st"
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
  const names = [language, 'en', 'es'].map((each) => new Intl.DateTimeFormat(each, { month: 'long', timeZone: 'UTC' }));
  const isTyped = (month: number) => names.some((name) => plain(name.format(Date.UTC(2000, month))).startsWith(typed));
  const [first, ...more] = Array.from({ length: 12 }, (_, month) => month).filter(isTyped);
  return typed.length < 3 || first === undefined || more.length ? NaN : first + 1;
}

/** Letters only, without case or accents. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}
