import { message } from '../words/catalogue.ts';
import { say as sayWords } from '../definition/words.ts';
import type { Asked, Problem, QuestionType, Reading } from './question-type.ts';
import { textOf } from './text.ts';

const unknown: Problem = { code: 'bad-input', message: 'optionUnknown' };

function sayOption(value: string, { options, language }: Asked): string {
  const option = options.find((each) => each.value === value);
  return option ? sayWords(option.label, language) : value;
}

function readOne(value: string, { options }: Asked): Reading<string> {
  if (!value) return { value: null };
  return options.some((option) => option.value === value) ? { value } : { problems: [unknown] };
}

/**
 * One of the question's options: as radio buttons, or as a list to open where there are more than seven.
 * Settings: `list` (true or false decides it), `autocomplete`.
 */
export const choice: QuestionType<string> = {
  name: 'choice',
  schema: { type: 'string' },
  kind: 'text',
  control({ options, settings }) {
    const { autocomplete } = settings as { autocomplete?: string };
    return (settings.list ?? options.length > 7)
      ? { kind: 'select', attributes: { autocomplete } }
      : { kind: 'radios' };
  },
  read: (typed, asked) => readOne(textOf(typed), asked),
  write: (value) => ({ '': [value] }),
  say: sayOption,
  missing: 'optionMissing',
  examples: { right: [], wrong: [[{ '': ['something else'] }, 'bad-input']] },
};

/** Any of the question's options. An option that is `exclusive` ("none of these") goes with no other. */
export const choices: QuestionType<string[]> = {
  name: 'choices',
  schema: { type: 'array', items: { type: 'string' }, uniqueItems: true },
  kind: 'list',
  control: () => ({ kind: 'checkboxes' }),
  read(typed, asked) {
    const chosen = [...new Set((typed[''] ?? []).filter(Boolean))];
    if (!chosen.length) return { value: null };
    const options = chosen.map((value) => asked.options.find((option) => option.value === value));
    if (options.includes(undefined)) return { problems: [unknown] };
    const alone = options.find((option) => option!.exclusive);
    if (!alone || chosen.length === 1) return { value: chosen };
    const option = sayWords(alone.label, asked.language);
    return { problems: [{ code: 'bad-input', message: 'noneAndOthers', values: { option } }] };
  },
  write: (value) => ({ '': value }),
  say: (value, asked) => value.map((each) => sayOption(each, asked)).join('\n'),
  missing: 'optionsMissing',
  examples: { right: [], wrong: [[{ '': ['something else'] }, 'bad-input']] },
};

/** Yes or no. */
export const yesNo: QuestionType<boolean> = {
  name: 'yes-no',
  schema: { type: 'boolean' },
  kind: 'boolean',
  control: () => ({ kind: 'radios' }),
  read(typed) {
    const text = textOf(typed);
    if (!text) return { value: null };
    return text === 'yes' || text === 'no' ? { value: text === 'yes' } : { problems: [unknown] };
  },
  write: (value) => ({ '': [value ? 'yes' : 'no'] }),
  say: (value, { language, words }) => message(words, language, value ? 'yes' : 'no'),
  missing: 'optionMissing',
  examples: {
    right: [
      [{ '': ['yes'] }, true],
      [{ '': ['no'] }, false],
    ],
    wrong: [[{ '': ['maybe'] }, 'bad-input']],
  },
};

/**
 * A question about who somebody is, such as ethnic group: nobody has to answer, "I prefer not to say" is offered,
 * and its answers are no part of the case: a submission has them under `equality`, and no destination gets them.
 */
export const equality: QuestionType<string> = {
  ...choice,
  name: 'equality',
  sensitive: true,
  control: () => ({ kind: 'radios' }),
  read: (typed, asked) => (textOf(typed) === 'not-said' ? { value: 'not-said' } : readOne(textOf(typed), asked)),
  say: (value, asked) =>
    value === 'not-said' ? message(asked.words, asked.language, 'notSaid') : sayOption(value, asked),
  examples: { right: [[{ '': ['not-said'] }, 'not-said']], wrong: [[{ '': ['something else'] }, 'bad-input']] },
};
