import type { ServiceQuestion } from '../path/service.ts';
import type { Typed } from '../questions/question-type.ts';
import { mostFiles } from '../questions/file.ts';
import { typedFrom } from '../questions/typed-date.ts';

/** Chooses a whole number from nought to the most. */
export type Choose = (most: number) => number;

/**
 * What somebody may answer to a question: nothing, what is right, and now and then what is not. What conditions compare with comes
 * first, for it leads to other pages.
 */
export function anAnswer(question: ServiceQuestion, near: readonly unknown[], today: string, choose: Choose): Typed {
  const { type, required } = question;
  const pick = <Thing>(things: readonly Thing[]): Thing => things[choose(things.length - 1)]!;
  if (choose(required ? 19 : 3) === 0) return {};
  if (choose(7) === 0 && type.examples.wrong.length) return pick(type.examples.wrong)[0];
  const options = question.question.options ?? [];
  if (type.name === 'choices' || (options.length && choose(9) > 0))
    return someOf(options, type.name === 'choices', choose);
  if (type.kind === 'date') return typedFrom(pick(datesFor(question, near, today)).slice(0, pick(knownOf(question))));
  switch (type.name) {
    case 'yes-no':
      return { '': [pick(['yes', 'no'])] };
    case 'integer':
    case 'decimal':
    case 'money':
      return { '': [pick(numbersFor(question, near))] };
    case 'text':
      return { '': [pick([...near.map(String), ...textsFor(question)])] };
    case 'file':
      return { '': [fileNamed('a.pdf')] };
    case 'files':
      return {
        '': Array.from({ length: 1 + choose(Math.min(2, mostFiles(question) - 1)) }, (_, index) =>
          fileNamed(`${index}.pdf`),
        ),
      };
    default:
      return type.examples.right.length ? pick(type.examples.right)[0] : {};
  }
}

/** How much of YYYY-MM-DD somebody may know, in characters. */
function knownOf({ type }: ServiceQuestion): readonly number[] {
  return type.name === 'date-partial' ? [10, 10, 7, 4] : [10];
}

function someOf(options: readonly { value: string; exclusive?: boolean }[], isSeveral: boolean, choose: Choose): Typed {
  const one = options[choose(options.length - 1)]!;
  if (!isSeveral || one.exclusive || choose(1) === 0) return { '': [one.value] };
  return { '': options.filter(() => choose(1) === 0).map(({ value }) => value) };
}

function datesFor({ schema }: ServiceQuestion, near: readonly unknown[], today: string): string[] {
  const limit = (of: unknown) => (of === 'today' ? [today] : typeof of === 'string' ? [of] : []);
  const { min, max } = (schema.settings ?? {}) as { min?: string; max?: string };
  const known = [...near, ...limit(min), ...limit(max)].filter((date): date is string => typeof date === 'string');
  const around = known.flatMap((date) => [-1, 0, 1].map((days) => shifted(date, days)));
  const years = [1, 5, 10, 17, 18, 19, 24, 25, 40, 70].map(
    (age) => `${Number(today.slice(0, 4)) - age}${today.slice(4)}`,
  );
  return [...around, ...years, shifted(today, 60), shifted(today, 300)].filter(
    (date) => !Number.isNaN(Date.parse(date)),
  );
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 864e5).toISOString().slice(0, 10);
}

function numbersFor({ schema, type }: ServiceQuestion, near: readonly unknown[]): string[] {
  const limits = [schema.minimum, schema.maximum].filter((limit) => limit !== undefined);
  const around = [...near.map(Number), ...limits].filter(Number.isFinite).flatMap((each) => [each - 1, each, each + 1]);
  const all = [...around, 0, 1, 3, 1_000].filter((each) => each >= 0).map((each) => String(Math.round(each)));
  return type.name === 'decimal' ? [...all, '12.5'] : all;
}

/** Texts that fit the question, and one as long as it may be. */
function textsFor({ schema }: ServiceQuestion): string[] {
  const { maxLength = 200, pattern } = schema;
  const usual = [
    'Peñaluna',
    'BCDF12',
    'AB 1234',
    '1234567',
    'Calle Larga 12',
    'x'.repeat(maxLength),
    'x'.repeat(maxLength + 1),
  ];
  const fitting = usual.filter((text) => !pattern || new RegExp(pattern, 'u').test(text));
  return fitting.length ? fitting : usual;
}

function fileNamed(name: string): string {
  return JSON.stringify({ file: name, name, size: 1, type: 'application/pdf' });
}
