import { readPhone } from '@plaza-ds/components/read/phone';
import { leftToRight } from './question-type.ts';
import type { Asked, QuestionType } from './question-type.ts';
import { textOf } from './text.ts';

const countryOf = ({ settings }: Asked) => (settings.country ? { country: settings.country as string } : {});

/**
 * A telephone number, kept as machines dial it (E.164, with an extension behind a semicolon as in RFC 3966). What could be a
 * number is taken; only a call tells whether it is one. Settings: `country` (ISO 3166), whose numbers need no code.
 */
export const phone: QuestionType<string> = {
  name: 'phone',
  schema: { type: 'string', pattern: '^\\+\\d{4,15}(;ext=\\d+)?$' },
  kind: 'text',
  control: (asked) => ({
    kind: 'field',
    around: { tag: 'plaza-phone', attributes: countryOf(asked) },
    attributes: { type: 'tel', ...leftToRight, autocomplete: 'tel', size: 20 },
  }),
  read(typed, asked) {
    const { value, extension, problem, values } = readPhone(textOf(typed), {
      ...countryOf(asked),
      language: asked.language,
    });
    if (problem)
      return { problems: [{ code: 'pattern-mismatch', message: problem, ...(values && { values: { ...values } }) }] };
    return { value: value ? value + (extension ? `;ext=${extension}` : '') : null };
  },
  write: (value) => ({ '': [value.replace(';ext=', ' ext. ')] }),
  say: (value) => value.replace(';ext=', ' ext. '),
  exampleSettings: { country: 'CL' },
  examples: {
    right: [
      [{ '': ['9 1234 5678'] }, '+56912345678'],
      [{ '': ['+34 612 34 56 78'] }, '+34612345678'],
    ],
    wrong: [
      [{ '': ['9 1234'] }, 'pattern-mismatch'],
      [{ '': ['call me'] }, 'pattern-mismatch'],
    ],
  },
};
