import { dateParts, splitDate } from '@plaza-ds/components/read/calendar-date';
import type { DateParts } from '@plaza-ds/components/read/calendar-date';
import type { Values } from '../definition/words.ts';
import type { Asked, Problem, Typed } from './question-type.ts';
import { textOf } from './text.ts';

/** What was typed into the three parts; a whole date in one of them is taken apart. */
export function partsOf(typed: Typed, language: string): DateParts {
  const parts = Object.fromEntries(dateParts.map((part) => [part, textOf(typed, part)])) as DateParts;
  const [only, ...more] = Object.values(parts).filter(Boolean);
  return (!more.length && only && splitDate(only, dateParts, language)) || parts;
}

/** A date as it is typed; what it does not say stays empty. */
export function typedFrom(date: string): Typed {
  const [year, month, day] = date.split('-').map((part) => String(Number(part)));
  return { day: [day ?? ''], month: [month ?? ''], year: [year!] };
}

/** The first and the last day that it may be, `YYYY-MM-DD`. */
export function dateLimitsOf({ settings, today }: Asked): { min: string | undefined; max: string | undefined } {
  return { min: limitOf(settings.min, today), max: limitOf(settings.max, today) };
}

function limitOf(limit: unknown, today: string): string | undefined {
  return limit === 'today' ? today : (limit as string | undefined);
}

/** What is wrong with a date that lies outside its limits. One that is known in part is wrong where all its days do. */
export function outOfRange(date: string, asked: Asked): Problem | undefined {
  const { min, max } = dateLimitsOf(asked);
  const values = dateLimitsSaid(asked);
  const isBefore = (limit: string) => date < limit.slice(0, date.length);
  const isAfter = (limit: string) => date > limit.slice(0, date.length);
  if (min && isBefore(min)) return { code: 'range-underflow', message: 'dateUnderflow', values, parts: dateParts };
  if (max && isAfter(max)) return { code: 'range-overflow', message: 'dateOverflow', values, parts: dateParts };
  return undefined;
}

export function dateLimitsSaid(asked: Asked): Values {
  const { min, max } = dateLimitsOf(asked);
  const { language } = asked;
  return { ...(min && { min: dateInWords(min, language) }), ...(max && { max: dateInWords(max, language) }) };
}

/**
 * A date as people read it, `2019` and `May 2019` where no more is known. In the calendar that it was asked in: a country's own
 * may count other months and years.
 */
export function dateInWords(date: string, language: string): string {
  const key = `${language} ${date.length}`;
  const known = formats.get(key);
  const options = date.length > 7 ? ({ dateStyle: 'long' } as const) : partial[date.length as 4 | 7];
  const format = known ?? new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC', calendar: 'gregory' });
  if (!known) formats.set(key, format);
  return format.format(new Date(date));
}

const partial = { 4: { year: 'numeric' }, 7: { year: 'numeric', month: 'long' } } as const;

/** One for each language, for a page may say a thousand dates, and making one takes longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();
