import { readDate } from '@plaza-ds/components/read/calendar-date';
import type { QuestionType } from './question-type.ts';
import { dateInWords, dateLimitsOf, dateLimitsSaid, outOfRange, partsOf, typedFrom } from './typed-date.ts';

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
    const element = { required: required || undefined, ...dateLimitsOf(asked) }; // the day of the service, not of the person's clock
    return { kind: 'date', element, ...(settings.birth ? { autocomplete: 'bday' as const } : {}) };
  },
  read(typed, asked) {
    const { date, problem, parts } = readDate(partsOf(typed, asked.language), asked.language);
    if (problem === 'valueMissing') return { value: null };
    if (problem) return { problems: [{ code: 'bad-input', message: problem, parts }] };
    const wrong = outOfRange(date, asked);
    return wrong ? { problems: [wrong] } : { value: date };
  },
  limitsSaid: dateLimitsSaid,
  write: typedFrom,
  say: (value, { language }) => dateInWords(value, language),
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
