import Big from 'big.js';
import { readDecimal, readInteger } from '@plaza-ds/components/read/number';
import type { DataSchema } from '../definition/definition.ts';
import { leftToRight } from './question-type.ts';
import type { Asked, Attributes, Problem, QuestionType } from './question-type.ts';
import { textOf } from './text.ts';

function outOfRange(value: Big, { schema }: Asked): Problem | undefined {
  const { minimum, maximum, multipleOf } = schema;
  if (minimum !== undefined && value.lt(minimum))
    return { code: 'range-underflow', message: 'rangeUnderflow', values: { min: minimum } };
  if (maximum !== undefined && value.gt(maximum))
    return { code: 'range-overflow', message: 'rangeOverflow', values: { max: maximum } };
  if (multipleOf !== undefined && !value.mod(multipleOf).eq(0))
    return { code: 'step-mismatch', message: 'stepMismatch', values: { step: multipleOf } };
  return undefined;
}

/** What the page says of a number once its script has come: the same as the server. */
function limits(type: 'integer' | 'number', { minimum, maximum, multipleOf }: DataSchema): Attributes {
  return { limits: JSON.stringify({ type, minimum, maximum, multipleOf }) };
}

/** All that a browser alone is asked to refuse: digits of every script are read by a script, and by the server. */
const noLetters = '[^\\p{L}]*';

const notWhole: Problem = { code: 'bad-input', message: 'integer' };
const notDecimal: Problem = { code: 'bad-input', message: 'decimal' };

/** A number with what stands behind it on the page; the space does not break. */
function withUnit(number: string, { suffix }: Asked['settings']): string {
  return suffix ? `${number}\u00A0${suffix as string}` : number;
}

/** A whole number, such as a count or an age: `minimum`, `maximum` and `multipleOf` as in JSON Schema. Settings: `width`, `suffix`, `grouping: false` for a year. */
export const integer: QuestionType<number> = {
  name: 'integer',
  schema: { type: 'integer', minimum: -1e15, maximum: 1e15 },
  kind: 'number',
  control: ({ schema, settings }) => ({
    kind: 'field',
    element: limits('integer', schema),
    attributes: { inputmode: 'numeric', ...leftToRight, size: (settings.width as number) ?? 5, pattern: noLetters },
    unfit: notWhole,
    ...(settings.suffix ? { suffix: settings.suffix as string } : {}),
  }),
  read(typed, asked) {
    const text = textOf(typed);
    if (!text) return { value: null };
    const digits = readInteger(text);
    if (!digits) return { problems: [notWhole] };
    const problem = outOfRange(new Big(digits), asked);
    return problem ? { problems: [problem] } : { value: Number(digits) };
  },
  write: (value) => ({ '': [String(value)] }),
  say: (value, { language, settings }) =>
    withUnit(value.toLocaleString(language, { useGrouping: settings.grouping !== false }), settings),
  examples: {
    right: [
      [{ '': [' 1.200 '] }, 1200],
      [{ '': ['٣'] }, 3],
    ],
    wrong: [
      [{ '': ['twelve'] }, 'bad-input'],
      [{ '': ['1.5'] }, 'bad-input'],
    ],
  },
};

/** A number with decimals, kept as text so that it stays exact: `"0.10"`. A comma or a point before the decimals. Settings: `width`, `suffix`. */
export const decimal: QuestionType<string> = {
  name: 'decimal',
  schema: { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' },
  kind: 'number',
  control: ({ schema, settings }) => ({
    kind: 'field',
    element: limits('number', schema),
    attributes: { inputmode: 'decimal', ...leftToRight, size: (settings.width as number) ?? 10, pattern: noLetters },
    unfit: notDecimal,
    ...(settings.suffix ? { suffix: settings.suffix as string } : {}),
  }),
  read(typed, asked) {
    const text = textOf(typed);
    if (!text) return { value: null };
    const digits = readDecimal(text);
    if (!digits) return { problems: [notDecimal] };
    const problem = outOfRange(new Big(digits), asked);
    return problem ? { problems: [problem] } : { value: digits };
  },
  write: (value) => ({ '': [value] }),
  say: (value, { language, settings }) =>
    withUnit(new Intl.NumberFormat(language, { maximumFractionDigits: 10 }).format(value as `${number}`), settings),
  examples: {
    right: [
      [{ '': ['12,5'] }, '12.5'],
      [{ '': ['0.10'] }, '0.10'],
    ],
    wrong: [[{ '': ['1,2,3'] }, 'bad-input']],
  },
};
