import { readNationalNumber, schemes } from '@plaza-ds/components/read/national-number';
import type { Scheme } from '@plaza-ds/components/read/national-number';
import { leftToRight } from './question-type.ts';
import type { Asked, QuestionType } from './question-type.ts';
import { textOf } from './text.ts';

const loaded: ReadonlyMap<string, Scheme> = new Map(
  await Promise.all(Object.entries(schemes).map(async ([name, load]) => [name, await load()] as const)),
);

function schemeOf({ settings }: Asked): Scheme | undefined {
  return loaded.get(settings.scheme as string);
}

/**
 * A number that a state gives to a person or a company, with its check digit; kept bare, shown in groups. It is no proof of who
 * somebody is. Settings: `scheme` (`cl-rut`, `es-dni`, …), `check: "warn"` where a register has numbers that fail their own check.
 */
export const nationalNumber: QuestionType<string> = {
  name: 'national-number',
  schema: { type: 'string', minLength: 1, maxLength: 20 },
  kind: 'text',
  sensitive: true,
  control: ({ settings }) => ({
    kind: 'field',
    around: {
      tag: 'plaza-national-number',
      attributes: { scheme: settings.scheme as string, check: settings.check as string | undefined },
    },
    attributes: {
      ...leftToRight,
      autocomplete: 'off',
      autocapitalize: 'characters',
      spellcheck: 'false',
      size: 16,
    },
  }),
  read(typed, asked) {
    const text = textOf(typed);
    if (!text) return { value: null };
    const { outcome, value, problem, values } = readNationalNumber(text, schemeOf(asked));
    if (outcome === 'ok' || outcome === 'unknown-scheme') return { value };
    if (outcome === 'check-digit-wrong' && asked.settings.check === 'warn') return { value };
    return {
      problems: [
        {
          code: outcome === 'malformed' ? 'pattern-mismatch' : 'bad-input',
          message: problem!,
          ...(values && { values: { ...values } }),
        },
      ],
    };
  },
  write: (value, asked) => ({ '': [readNationalNumber(value, schemeOf(asked)).shown || value] }),
  say: (value, asked) => readNationalNumber(value, schemeOf(asked)).shown || value,
  exampleSettings: { scheme: 'cl-rut' },
  examples: {
    right: [
      [{ '': ['33.333.333-3'] }, '333333333'],
      [{ '': [' 44444444 4 '] }, '444444444'],
    ],
    wrong: [
      [{ '': ['33.333.333-4'] }, 'bad-input'],
      [{ '': ['33x'] }, 'pattern-mismatch'],
    ],
  },
};
