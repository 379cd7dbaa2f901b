import { readDate } from '@plaza-ds/components/read/calendar-date';
import type { QuestionType } from './question-type.ts';
import { dateInWords, dateLimitsOf, dateLimitsSaid, outOfRange, partsOf, typedFrom } from './typed-date.ts';

/** How exact an answer has to be at least, and what fits it then. */
const patterns = {
  year: '^\\d{4}(-\\d{2}(-\\d{2})?)?$',
  month: '^\\d{4}-\\d{2}(-\\d{2})?$',
  day: '^\\d{4}-\\d{2}-\\d{2}$',
} as const;
export type Precision = keyof typeof patterns;

/**
 * A date that people may know only in part: when they moved, or were born where nobody wrote down the day. What they leave out
 * stays out: nobody makes up a day. Its values are dates of ISO 8601-2 (EDTF level 0): `2019`, `2019-05` or `2019-05-17`.
 *
 * Settings: `precision`, the part that is enough (`year`, `month` or `day`); `min` and `max`, `YYYY-MM-DD` or `today`, which a
 * date is only outside of if all the days are that it can mean; `birth: true` for a date of birth.
 */
export const datePartial: QuestionType<string> = {
  name: 'date-partial',
  schema: { type: 'string', pattern: patterns.year },
  schemaWith: ({ precision }) => ({ pattern: patterns[precision as Precision] }),
  kind: 'date',
  needs: { precision: Object.keys(patterns) },
  control(asked) {
    const { settings, required } = asked;
    const precision = settings.precision as Precision;
    const element = { required: required || undefined, precision, ...dateLimitsOf(asked) };
    return { kind: 'date', element, precision, ...(settings.birth ? { autocomplete: 'bday' as const } : {}) };
  },
  read(typed, asked) {
    const { language, settings } = asked;
    const { date, problem, parts } = readDate(partsOf(typed, language), language, settings.precision as Precision);
    if (problem === 'valueMissing') return { value: null };
    if (problem) return { problems: [{ code: 'bad-input', message: problem, parts }] };
    const wrong = outOfRange(date, asked);
    return wrong ? { problems: [wrong] } : { value: date };
  },
  limitsSaid: dateLimitsSaid,
  write: typedFrom,
  say: (value, { language }) => dateInWords(value, language),
  exampleSettings: { precision: 'year', min: '1900-05-17', max: 'today' },
  examples: {
    right: [
      [{ day: ['17'], month: ['mayo'], year: ['2019'] }, '2019-05-17'],
      [{ day: [''], month: ['5'], year: ['2019'] }, '2019-05'],
      [{ day: [''], month: [''], year: ['2019'] }, '2019'],
      [{ day: [''], month: [''], year: ['1900'] }, '1900'],
      [{ day: [''], month: ['5'], year: ['1900'] }, '1900-05'],
    ],
    wrong: [
      [{ day: ['17'], month: [''], year: ['2019'] }, 'bad-input'],
      [{ day: [''], month: ['5'], year: [''] }, 'bad-input'],
      [{ day: [''], month: ['13'], year: ['2019'] }, 'bad-input'],
      [{ day: ['30'], month: ['2'], year: ['2000'] }, 'bad-input'],
      [{ day: [''], month: [''], year: ['80'] }, 'bad-input'],
      [{ day: [''], month: [''], year: ['1899'] }, 'range-underflow'],
      [{ day: [''], month: ['4'], year: ['1900'] }, 'range-underflow'],
      [{ day: [''], month: [''], year: ['9999'] }, 'range-overflow'],
    ],
  },
};
