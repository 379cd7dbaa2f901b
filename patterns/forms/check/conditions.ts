import { Temporal } from 'temporal-polyfill';
import type { Comparison, Expression, Operand } from '../conditions/expression.ts';
import { comparisons } from '../conditions/expression.ts';
import type { Definition } from '../definition/definition.ts';
import { schemaAt } from '../path/service.ts';
import type { ValueKind } from '../questions/question-type.ts';
import { typeOf } from '../questions/types.ts';
import { part } from './fault.ts';
import type { Fault, FaultCode } from './fault.ts';

/** What a condition may ask about where it stands. */
export interface Place {
  pointer: string;
  /** How many lists are around it. */
  depth: number;
  /** Names of answers and lists that are known there; undefined where all are. */
  known?: ReadonlySet<string> | undefined;
}

/** What is wrong with one condition: what it asks that is not there or not known yet, and what can never be equal. */
export function conditionFaults(definition: Definition, expression: Expression, place: Place): Fault[] {
  const faults: Fault[] = [];
  const lists = new Set(listsOf(definition));
  const fault = (pointer: string, code: FaultCode, message: string) => void faults.push({ pointer, code, message });

  const askFor = (name: string, pointer: string, depth: number, isList = false): void => {
    const isThere = isList ? lists.has(name) : Object.hasOwn(definition.questions, name);
    if (!isThere)
      return fault(
        pointer,
        'unknown-answer',
        `There is no ${isList ? 'list' : 'question'} “${name}”. Check the name, or add it.`,
      );
    if (name.split('*').length - 1 > depth)
      return fault(
        pointer,
        'outside-list',
        `“${name}” is inside a list, and this is not. Use { count, where } to ask about its items.`,
      );
    if (place.known && !place.known.has(name))
      fault(
        pointer,
        'asks-later',
        `“${name}” is answered on this page or later. A condition can only ask about what was answered before.`,
      );
  };

  const operand = (value: Operand, pointer: string, depth: number): ValueKind | 'null' => {
    if (typeof value === 'string') return 'text';
    if (typeof value === 'number') return 'number';
    if (typeof value === 'boolean') return 'boolean';
    if ('answer' in value) {
      askFor(value.answer, `${pointer}/answer`, depth);
      return kindOf(definition, value.answer);
    }
    if ('decimal' in value) {
      if (!/^-?\d+(\.\d+)?$/.test(value.decimal))
        fault(`${pointer}/decimal`, 'not-a-value', 'Write a decimal number as text, such as "0.10".');
      return 'number';
    }
    if ('date' in value) {
      if (!isDate(value.date)) fault(`${pointer}/date`, 'not-a-value', 'Write a date that exists, as YYYY-MM-DD.');
      return 'date';
    }
    if ('today' in value) return 'date';
    if ('count' in value) {
      askFor(value.count, `${pointer}/count`, depth, true);
      if (value.where) visit(value.where, `${pointer}/where`, depth + 1);
      return 'number';
    }
    const [key, pair] = 'ageOn' in value ? (['ageOn', value.ageOn] as const) : (['dateDiff', value.dateDiff] as const);
    for (const [index, each] of pair.entries())
      if (operand(each, `${pointer}/${key}/${index}`, depth) !== 'date')
        fault(
          `${pointer}/${key}/${index}`,
          'unlike-values',
          'This has to be a date: { date }, { today } or the answer to a date question.',
        );
    return 'number';
  };

  const compare = (
    kind: Comparison | 'in' | 'has',
    one: Operand,
    others: readonly Operand[],
    pointer: string,
    depth: number,
  ): void => {
    const first = operand(one, `${pointer}/0`, depth);
    for (const [index, other] of others.entries()) {
      const here = kind === 'in' ? `${pointer}/1/${index}` : `${pointer}/1`;
      const second = operand(other, here, depth);
      const wanted = kind === 'has' ? 'text' : first;
      if (kind === 'has' && first !== 'list')
        fault(`${pointer}/0`, 'unlike-values', 'Only an answer of several choices “has” something.');
      else if (wanted !== second && !(isWritten(other) && wanted === 'other'))
        fault(
          here,
          'unlike-values',
          `A ${wanted} and a ${second} are never the same: nothing is turned into something else. Write it as a ${wanted}.`,
        );
      for (const [answer, value] of [
        [one, other],
        [other, one],
      ] as const)
        optionIn(answer, value, here);
    }
  };

  const optionIn = (asked: Operand, value: Operand, pointer: string): void => {
    if (typeof asked !== 'object' || !('answer' in asked) || typeof value !== 'string') return;
    const options = definition.questions[asked.answer]?.options;
    if (options && !options.some((option) => option.value === value) && value !== 'not-said')
      fault(
        pointer,
        'unknown-option',
        `“${asked.answer}” has no option “${value}”. It has ${options.map((option) => option.value).join(', ')}.`,
      );
  };

  const visit = (each: Expression, pointer: string, depth: number): void => {
    if ('and' in each) return each.and.forEach((inner, index) => visit(inner, `${pointer}/and/${index}`, depth));
    if ('or' in each) return each.or.forEach((inner, index) => visit(inner, `${pointer}/or/${index}`, depth));
    if ('not' in each) return visit(each.not, `${pointer}/not`, depth);
    if ('exists' in each) return askFor(each.exists.answer, `${pointer}/exists/answer`, depth);
    if ('condition' in each) {
      const named = definition.conditions?.[each.condition];
      if (!named)
        return fault(
          `${pointer}/condition`,
          'unknown-condition',
          `There is no condition “${each.condition}”. Check the name, or add it to “conditions”.`,
        );
      if (isCircle(definition, each.condition)) return; // said where it stands
      const inner = conditionFaults(definition, named.when, { pointer: '', depth, known: place.known });
      if (inner.some(({ code }) => code === 'asks-later' || code === 'outside-list'))
        fault(
          `${pointer}/condition`,
          inner.find(({ code }) => code === 'asks-later' || code === 'outside-list')!.code,
          `“${each.condition}” asks about something that is not known here. ${inner[0]!.message}`,
        );
      return;
    }
    if ('in' in each) return compare('in', each.in[0], each.in[1], `${pointer}/in`, depth);
    if ('has' in each) return compare('has', each.has[0], [each.has[1]], `${pointer}/has`, depth);
    for (const comparison of comparisons)
      if (comparison in each) {
        const [one, other] = (each as Record<Comparison, [Operand, Operand]>)[comparison];
        compare(comparison, one, [other], `${pointer}/${comparison}`, depth);
      }
  };

  visit(expression, place.pointer, place.depth);
  return faults;
}

/** Conditions that go round in a circle, each with its place. */
export function circleFaults(definition: Definition): Fault[] {
  return Object.keys(definition.conditions ?? {})
    .filter((name) => isCircle(definition, name))
    .map((name) => ({
      pointer: `/conditions/${part(name)}`,
      code: 'circle',
      message: `“${name}” leads back to itself. Write what it means without naming it.`,
    }));
}

function isCircle(definition: Definition, name: string): boolean {
  const met = new Set<string>();
  const reaches = (from: string): boolean => {
    if (met.has(from)) return false;
    met.add(from);
    return namedIn(definition.conditions?.[from]?.when).some((next) => next === name || reaches(next));
  };
  return reaches(name);
}

function namedIn(thing: unknown): string[] {
  if (typeof thing !== 'object' || thing === null) return [];
  return Object.entries(thing).flatMap(([key, value]) =>
    key === 'condition' && typeof value === 'string' ? [value] : namedIn(value),
  );
}

/** The names of a definition's lists: `children`, and inside another list a star for its item. */
function listsOf(definition: Definition): string[] {
  const found: string[] = [];
  const visit = (steps: Definition['pages']): void => {
    for (const step of steps)
      if ('repeat' in step) {
        found.push(step.repeat);
        visit(step.pages);
      }
  };
  visit(definition.pages);
  return found;
}

function kindOf(definition: Definition, name: string): ValueKind | 'null' {
  const found = schemaAt(definition.data, name);
  return (found && typeOf(found.schema)?.kind) ?? 'null';
}

function isWritten(operand: Operand): boolean {
  return typeof operand !== 'object';
}

export function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
