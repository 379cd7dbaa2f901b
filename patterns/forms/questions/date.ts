import { readDate, splitDate } from '@plaza-ds/components/read/calendar-date';
import type { DatePart, DateParts } from '@plaza-ds/components/read/calendar-date';
import type { Values } from '../definition/words.ts';
import type { Asked, Problem, QuestionType, Typed } from './question-type.ts';
import { textOf } from './text.ts';

const order: readonly DatePart[] = ['day', 'month', 'year'];

/** What was typed into the three parts; a whole date in one of them is taken apart. */
function partsOf(typed: Typed, language: string): DateParts {
  const parts = Object.fromEntries(order.map((part) => [part, textOf(typed, part)])) as DateParts;
  const [only, ...more] = Object.values(parts).filter(Boolean);
  return (!more.length && only && splitDate(only, order, language)) || parts;
}

function limitOf(limit: unknown, today: string): string | undefined {
  return limit === 'today' ? today : (limit as string | undefined);
}

/** In the calendar that it was asked in: a country's own may count other months and years. */
function inWords(date: string, language: string): string {
  const known = formats.get(language);
  const format =
    known ?? new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' });
  if (!known) formats.set(language, format);
  return format.format(new Date(date));
}

/** One for each language, for a page may say a thousand dates, and making one takes longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function limitsOf({ settings, today }: Asked): { min: string | undefined; max: string | undefined } {
  return { min: limitOf(settings.min, today), max: limitOf(settings.max, today) };
}

function outOfRange(date: string, asked: Asked): Problem | undefined {
  const { min, max } = limitsOf(asked);
  const values = limitsSaid(asked);
  if (min && date < min) return { code: 'range-underflow', message: 'dateUnderflow', values, parts: order };
  if (max && date > max) return { code: 'range-overflow', message: 'dateOverflow', values, parts: order };
  return undefined;
}

function limitsSaid(asked: Asked): Values {
  const { min, max } = limitsOf(asked);
  const { language } = asked;
  return { ...(min && { min: inWords(min, language) }), ...(max && { max: inWords(max, language) }) };
}

/**
 * A calendar date that people know by heart or can look up: day, month and year. Read by the very code that the date field
 * has in the browser. Settings: `min` and `max`, `YYYY-MM-DD` or `today`; `birth: true` for a date of birth.
 */
export const date: QuestionType<string> = {
  name: 'date',
  schema: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
  kind: 'date',
  control(asked) {
    const { settings, required } = asked;
    const element = { required: required || undefined, ...limitsOf(asked) }; // the day of the service, not of the person's clock
    return { kind: 'date', element, ...(settings.birth ? { autocomplete: 'bday' as const } : {}) };
  },
  read(typed, asked) {
    const { date, problem, parts } = readDate(partsOf(typed, asked.language), asked.language);
    if (problem === 'valueMissing') return { value: null };
    if (problem) return { problems: [{ code: 'bad-input', message: problem, parts }] };
    const wrong = outOfRange(date, asked);
    return wrong ? { problems: [wrong] } : { value: date };
  },
  limitsSaid,
  write(value) {
    const [year, month, day] = value.split('-').map((part) => String(Number(part)));
    return { day: [day!], month: [month!], year: [year!] };
  },
  say: (value, { language }) => inWords(value, language),
  exampleSettings: { min: '1900-01-01', max: 'today' },
  examples: {
    right: [
      [{ day: ['29'], month: ['febrero'], year: ['2000'] }, '2000-02-29'],
      [{ day: ['21 nov 1980'], month: [''], year: [''] }, '1980-11-21'],
    ],
    wrong: [
      [{ day: ['30'], month: ['2'], year: ['2000'] }, 'bad-input'],
      [{ day: ['3'], month: [''], year: ['2000'] }, 'bad-input'],
      [{ day: ['1'], month: ['1'], year: ['80'] }, 'bad-input'],
      [{ day: ['31'], month: ['12'], year: ['1899'] }, 'range-underflow'],
      [{ day: ['1'], month: ['1'], year: ['9999'] }, 'range-overflow'],
    ],
  },
};
