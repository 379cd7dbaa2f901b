import type { LabelledPart, Problem, QuestionType } from './question-type.ts';
import { textLimits, textOf, wrongText } from './text.ts';

/** Characters in one line of several. */
const most = 200;

/** A question that takes several lines of text, each with a label of its own: its value is an object of those that were filled in. */
export function severalTexts(
  name: string,
  parts: readonly LabelledPart[],
  { say, examples }: Pick<QuestionType<Record<string, string>>, 'say' | 'examples'>,
): QuestionType<Record<string, string>> {
  return {
    name,
    kind: 'other',
    schema: {
      type: 'object',
      properties: Object.fromEntries(
        parts.map((part) => [part.name, { type: 'string', minLength: 1, maxLength: most }]),
      ),
      required: parts.filter(({ optional }) => !optional).map((part) => part.name),
    },
    control: () => ({
      kind: 'fields',
      parts: parts.map((part) => ({ element: textLimits({ maxLength: most }), ...part })),
    }),
    read(typed, { required }) {
      const texts = new Map(parts.map(({ name }) => [name, textOf(typed, name)]));
      const isEmpty = [...texts.values()].every((text) => !text);
      if (isEmpty && !required) return { value: null };
      const problems = parts.flatMap((part) => wrongPart(part, texts.get(part.name)!));
      if (problems.length) return { problems };
      return { value: Object.fromEntries([...texts].filter(([, text]) => text)) };
    },
    write: (value) => Object.fromEntries(Object.entries(value).map(([part, text]) => [part, [text]])),
    say,
    examples,
  };
}

function wrongPart({ name, label, optional }: LabelledPart, text: string): Problem[] {
  const problem: Problem | undefined = text
    ? wrongText(text, { maxLength: most })
    : optional
      ? undefined
      : { code: 'value-missing', message: 'valueMissing' };
  return problem ? [{ ...problem, label, parts: [name] }] : [];
}

/** A person's name as they write it: given names, and family names where there are any. */
export const personName = severalTexts(
  'person-name',
  [
    { name: 'given', label: 'givenNames', attributes: { autocomplete: 'given-name', spellcheck: 'false' } },
    {
      name: 'family',
      label: 'familyNames',
      hint: 'familyNamesHint',
      optional: true,
      attributes: { autocomplete: 'family-name', spellcheck: 'false' },
    },
  ],
  {
    say: ({ given, family }) => [given, family].filter(Boolean).join(' '),
    examples: {
      right: [
        [
          { given: [' Ada '], family: ['Ñuñoa Pérez'] },
          { given: 'Ada', family: 'Ñuñoa Pérez' },
        ],
        [{ given: ['Suharto'], family: [''] }, { given: 'Suharto' }],
      ],
      wrong: [[{ given: [''], family: ['Pérez'] }, 'value-missing']],
    },
  },
);

/** An address as it stands on a letter. The municipality's own list is not asked for: people write the name. */
export const address = severalTexts(
  'address',
  [
    { name: 'street', label: 'street', hint: 'streetHint', attributes: { autocomplete: 'address-line1' } },
    { name: 'unit', label: 'unit', optional: true, attributes: { autocomplete: 'address-line2' } },
    { name: 'commune', label: 'commune', attributes: { autocomplete: 'address-level2' } },
    { name: 'region', label: 'region', attributes: { autocomplete: 'address-level1' } },
  ],
  {
    say: ({ street, unit, commune, region }) => [street, unit, commune, region].filter(Boolean).join('\n'),
    examples: {
      right: [
        [
          { street: ['Calle Larga 12'], unit: [''], commune: ['Peñaluna'], region: ['Los Ríos'] },
          { street: 'Calle Larga 12', commune: 'Peñaluna', region: 'Los Ríos' },
        ],
      ],
      wrong: [[{ street: ['Calle Larga 12'], unit: [''], commune: [''], region: [''] }, 'value-missing']],
    },
  },
);
