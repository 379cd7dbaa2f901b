/** A date as it was typed, in three boxes. */
export interface TypedDate {
  day: string;
  month: string;
  year: string;
}

export type DatePart = keyof TypedDate;

/** What is wrong with a date, and in which of its parts. */
export interface DateProblem {
  problem: 'missing' | 'incomplete' | 'not-real' | 'year-digits' | 'future' | 'too-early';
  parts: readonly DatePart[];
}

const all: readonly DatePart[] = ['day', 'month', 'year'];
const earliest = '1900-01-01';

/**
 * Reads a date of birth as people write it: months by number or by name, or the whole date in the first box.
 *
 * @param today ISO date of the day it is, where the service is.
 * @returns The ISO date, or the first thing to mend: what is missing, then what cannot be, then what is out of range.
 */
export function readDateOfBirth(typed: TypedDate, today: string): string | DateProblem {
  const boxes = tidied(typed);
  const spread = wholeDateInFirstBox(boxes);
  const read = dateIn(spread, today);
  return typeof read === 'string' || spread === boxes ? read : { ...read, parts: ['day'] };
}

function dateIn({ day, month, year }: TypedDate, today: string): string | DateProblem {
  const missing = all.filter((part) => !{ day, month, year }[part]);
  if (missing.length === 3) return { problem: 'missing', parts: all };
  if (missing.length > 0) return { problem: 'incomplete', parts: missing };
  if (/^\d+$/.test(year) && year.length !== 4) return { problem: 'year-digits', parts: ['year'] };
  const wrong = wrongParts(day, monthNumber(month), year);
  if (wrong.length > 0) return { problem: 'not-real', parts: wrong };
  const date = isoDate(Number(day), monthNumber(month)!, Number(year));
  if (!date) return { problem: 'not-real', parts: all };
  if (date > today) return { problem: 'future', parts: all };
  if (date < earliest) return { problem: 'too-early', parts: all };
  return date;
}

function tidied({ day, month, year }: TypedDate): TypedDate {
  const tidy = (text: string) => text.slice(0, 100).normalize('NFKC').trim();
  return { day: tidy(day), month: tidy(month), year: tidy(year) };
}

/** People paste a date, or type all of it where the cursor is. Numbers are read as day, month, year, or as ISO. */
function wholeDateInFirstBox(typed: TypedDate): TypedDate {
  if (typed.month || typed.year) return typed;
  const words = typed.day.split(/[\s/.,-]+/).filter((word) => word && !/^(?:de|del|of|the)$/i.test(word));
  const [first, second, third] = words.map((word) => word.replace(/(\d)(?:st|nd|rd|th|º|°)$/i, '$1'));
  if (words.length !== 3 || !first || !second || !third) return typed;
  if (/^\d{4}$/.test(first)) return { year: first, month: second, day: third };
  if (/^\d/.test(first)) return { day: first, month: second, year: third };
  return { month: first, day: second, year: third };
}

function wrongParts(day: string, month: number | undefined, year: string): DatePart[] {
  const right = {
    day: /^\d{1,2}$/.test(day) && Number(day) >= 1 && Number(day) <= 31,
    month: month !== undefined,
    year: /^\d{4}$/.test(year),
  };
  return all.filter((part) => !right[part]);
}

const monthNames = ['es', 'en'].flatMap((language) => {
  const name = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => ({
    name: name.format(Date.UTC(2000, month)).toLowerCase(),
    number: month + 1,
  }));
});
monthNames.push({ name: 'setiembre', number: 9 });

/** The month that a number, a name or the beginning of one means, in either language. */
function monthNumber(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text) >= 1 && Number(text) <= 12 ? Number(text) : undefined;
  const beginning = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}|\.$/gu, '');
  if (beginning.length < 3) return undefined;
  return monthNames.find(({ name }) => name.startsWith(beginning))?.number;
}

/** The date in ISO form, or undefined where the calendar has none, such as 30 February. */
function isoDate(day: number, month: number, year: number): string | undefined {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : undefined;
}
