import Big from 'big.js';
import { leftToRight } from './question-type.ts';
import type { Asked, Problem, QuestionType } from './question-type.ts';
import { textOf } from './text.ts';

/** Digits as people write them: any script's digits, spaces between groups, a minus sign of any kind. */
export function plainDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, (digit) => String(valueOfDigit(digit)))
    .replace(/[−–]/g, '-')
    .replace(/\s/g, '');
}

/** Each script has its ten digits one after the other. */
function valueOfDigit(digit: string): number {
  let value = 0;
  for (let code = digit.codePointAt(0)! - 1; /^\p{Nd}$/u.test(String.fromCodePoint(code)) && value < 9; code--) value++;
  return value;
}

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

/** All that a browser is asked to refuse: the rest of reading, digits of every script among it, is for the server. */
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
  control: ({ settings }) => ({
    kind: 'field',
    attributes: { inputmode: 'numeric', ...leftToRight, size: (settings.width as number) ?? 5, pattern: noLetters },
    unfit: notWhole,
    ...(settings.suffix ? { suffix: settings.suffix as string } : {}),
  }),
  read(typed, asked) {
    const text = textOf(typed);
    if (!text) return { value: null };
    const digits = plainDigits(text).replace(/(?<=^-?\d{1,3}(?:[.,']\d{3})*)[.,'](?=\d{3}(?!\d))/g, '');
    if (!/^-?\d{1,16}$/.test(digits)) return { problems: [notWhole] };
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
  control: ({ settings }) => ({
    kind: 'field',
    attributes: { inputmode: 'decimal', ...leftToRight, size: (settings.width as number) ?? 10, pattern: noLetters },
    unfit: notDecimal,
    ...(settings.suffix ? { suffix: settings.suffix as string } : {}),
  }),
  read(typed, asked) {
    const text = textOf(typed);
    if (!text) return { value: null };
    const digits = plainDigits(text).replace(',', '.');
    if (!/^-?\d{1,16}(?:\.\d{1,10})?$/.test(digits)) return { problems: [notDecimal] };
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
