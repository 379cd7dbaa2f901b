import { Temporal } from 'temporal-polyfill';
import { evaluate } from '../conditions/evaluate.ts';
import type { Facts } from '../conditions/evaluate.ts';
import { comparisons } from '../conditions/expression.ts';
import type { Expression, Operand, Unit } from '../conditions/expression.ts';
import { daysOf } from '../conditions/interval.ts';
import { namesIn } from '../conditions/names.ts';
import { isRepeat } from '../definition/definition.ts';
import type { Definition, Step } from '../definition/definition.ts';
import { schemaAt } from '../path/service.ts';
import type { Fault } from './fault.ts';

/**
 * Conditions that an answer may leave open for good: they ask about a date that need not be whole, and the part that may be missing
 * decides. Whoever does not know it would never come to an end, nor know what to pay. Rules and ends are not among them: nobody
 * is turned away for what may be.
 */
export function undecidedFaults(definition: Definition): Fault[] {
  const { conditions = {} } = definition;
  return asking(definition).flatMap(([pointer, when]): Fault[] => {
    const leaf = leavesOf(when, conditions).find((each) => isLeftOpen(each, definition));
    if (!leaf) return [];
    const name = [...namesIn(leaf, {})].find((each) => partsOf(definition, each).length)!;
    const message = `“${name}” need not be whole, and this is neither true nor false where the part decides that is missing: ${JSON.stringify(leaf)}. Ask for more with “precision”, or compare with a day that begins a month or a year.`;
    return [{ pointer, code: 'undecided', message }];
  });
}

/** Where somebody would wait for the condition: pages, what is owed, and what is asked for or said at the end. */
function asking(definition: Definition): [pointer: string, when: Expression][] {
  const found: [string, Expression][] = [];
  const steps = (all: readonly Step[], pointer: string): void =>
    all.forEach((step, index) => {
      if (step.when) found.push([`${pointer}/${index}/when`, step.when]);
      if (isRepeat(step)) steps(step.pages, `${pointer}/${index}/pages`);
    });
  steps(definition.pages, '/pages');
  for (const key of ['fees', 'evidence', 'declarations', 'next'] as const)
    for (const [index, { when }] of (definition[key] ?? []).entries())
      if (when) found.push([`/${key}/${index}/when`, when]);
  return found;
}

type Conditions = NonNullable<Definition['conditions']>;

/** The single comparisons of a condition, also of those that it names, and of lists. */
function leavesOf(part: unknown, conditions: Conditions): Expression[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = Object.entries(part).flatMap(([key, value]) =>
    key === 'condition' && typeof value === 'string'
      ? leavesOf(conditions[value]?.when, conditions)
      : leavesOf(value, conditions),
  );
  const isLeaf = !('dateDiff' in part) && [...comparisons, 'in'].some((operator) => operator in part); // a span is “in” months
  return isLeaf ? [part as Expression, ...own] : own;
}

/** The shapes that a date may have beside the whole one, as lengths of its text: `2019-05` and `2019`. */
function partsOf({ data }: Definition, name: string): number[] {
  const { $ref, settings } = schemaAt(data, name)?.schema ?? {};
  if ($ref !== 'std:date-partial') return [];
  return { year: [7, 4], month: [7] }[settings?.precision as 'year' | 'month'] ?? [];
}

/** Whether there is an answer that the comparison waits for: what it compares with is tried, and where it is not written down, any. */
function isLeftOpen(leaf: Expression, definition: Definition): boolean {
  const names = [...namesIn(leaf, {})];
  const asked = names.find((name) => partsOf(definition, name).length);
  if (asked === undefined || operandsOf(leaf).some(isCount)) return false; // what is counted is looked at by itself
  if (names.length > 1 || JSON.stringify(leaf).includes('{"today":true}')) return true;
  const days = operandsOf(leaf).flatMap((operand) => daysIn(operand, operandsOf(leaf)));
  const answers = partsOf(definition, asked).flatMap((length) => days.map((day) => day.slice(0, length)));
  return answers.some((answer) => evaluate(leaf, factsOf(daysOf(answer))) === 'unknown');
}

function operandsOf(leaf: Expression): Operand[] {
  return (Object.values(leaf) as [Operand, Operand | Operand[]][])[0]!.flat() as Operand[];
}

/** The days that a comparison turns at. */
function daysIn(operand: Operand, others: readonly Operand[]): string[] {
  if (typeof operand !== 'object') return [];
  if ('date' in operand) return [operand.date];
  const [span, unit]: [readonly Operand[], Unit] =
    'ageOn' in operand
      ? [operand.ageOn, 'years']
      : 'dateDiff' in operand
        ? [operand.dateDiff, operand.in]
        : [[], 'days'];
  const days = span.flatMap((each) => daysIn(each, []));
  const lengths = others.filter((each) => typeof each === 'number');
  return days.flatMap((day) => lengths.flatMap((length) => daysAway(day, length, unit)));
}

/** The days that lie as far away, earlier and later, and one unit more and less: where “more than” turns. */
function daysAway(day: string, length: number, unit: Unit): string[] {
  const lengths = [length - 1, length, length + 1].flatMap((each) => [each, -each]);
  return lengths.map((each) =>
    Temporal.PlainDate.from(day)
      .add({ [unit]: each })
      .toString(),
  );
}

function isCount(operand: Operand): boolean {
  return typeof operand === 'object' && 'count' in operand;
}

function factsOf(answer: ReturnType<typeof daysOf>): Facts {
  return { answer: () => answer, items: () => undefined, condition: () => 'unknown', today: '' };
}
