/** The three parts of a date, as they were typed. */
export type DateParts = Record<DatePart, string>;
export type DatePart = 'day' | 'month' | 'year';

/** What is wrong with a date, by the key of the words for it. */
export type DateProblem = 'valueMissing' | 'dateIncomplete' | 'yearDigits' | 'dateImpossible';

/** What the parts say: a date, or what is wrong with which parts. */
export interface DateReading {
  /** `YYYY-MM-DD`; where parts were left out that may be, `YYYY-MM` or `YYYY` (ISO 8601-2, EDTF level 0). */
  date: string;
  problem?: DateProblem | undefined;
  parts: readonly DatePart[];
}

/** From the finest on: whoever knows a part knows those after it. */
export const dateParts = ['day', 'month', 'year'] as const satisfies DatePart[];

/**
 * Reads a date of the Gregorian calendar from what a person typed. A month may be a number, its name, or the
 * beginning of its name, three letters or more, where only one month
 * begins so; names in English and Spanish are read in every language, for a page may change its own.
 *
 * @param typed What was typed into each part.
 * @param language BCP 47 tag of the names of months.
 * @param precision The finest part that has to be there: who does not know the finer ones may leave them out. The day, without it.
 */
export function readDate(typed: DateParts, language: string, precision?: string | null): DateReading {
  const finest = dateParts.findIndex((part) => typed[part].trim());
  const least = dateParts.indexOf(precision as DatePart); // of what is no part, all are needed
  const missing = dateParts.filter((part, index) => (index >= finest || index >= least) && !typed[part].trim());
  if (missing.length) return wrongly(finest < 0 ? 'valueMissing' : 'dateIncomplete', missing);

  const day = numberOf(typed.day);
  const month = monthOf(typed.month, language);
  const year = numberOf(typed.year);
  if (year < 100) return wrongly('yearDigits', ['year']);
  const isPossible = [day, month, year].map(
    (part, index) => part >= [1, 1, 1000][index]! && part <= [31, 12, 9999][index]!,
  );
  const wrong = dateParts.filter((_, index) => !isPossible[index]);
  if (wrong.length) return wrongly('dateImpossible', wrong);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCDate() !== day) return wrongly('dateImpossible', dateParts);
  return { date: date.toISOString().slice(0, 10 - 3 * finest), parts: [] };
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
  const digits = text.trim().normalize('NFKC') || '1'; // a part that may be left out is worked out with, and not said
  return Number(/^\d+$/.exec(digits)?.[0]);
}

function monthOf(text: string, language: string): number {
  const number = numberOf(text);
  if (number >= 0) return number;
  const typed = plain(text);
  const names = [language, 'en', 'es'].map((each) => new Intl.DateTimeFormat(each, { month: 'long' }));
  const isTyped = (month: number) => names.some((name) => plain(name.format(new Date(2000, month))).startsWith(typed));
  const [first, second] = [...Array(12).keys()].filter(isTyped);
  return typed.length < 3 || second ? NaN : first! + 1; // undefined and one is no number either
}

/** Letters only, without case or accents. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\P{L}/gu, '').toLowerCase();
}
