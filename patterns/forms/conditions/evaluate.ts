import Big from 'big.js';
import { Temporal } from 'temporal-polyfill';
import type { Comparison, Expression, Operand, Truth, Unit } from './expression.ts';
import { endsOf, Interval } from './interval.ts';

/**
 * A value as conditions see it. Null is "asked and left empty" or "not asked": known, and equal to nothing. An interval is known
 * in part.
 */
export type Value = string | number | Big | boolean | Interval | null | readonly unknown[] | undefined;

/** What conditions can ask about. */
export interface Facts {
  /** An answer by its name; undefined while it is not known. */
  answer(name: string): Value;
  /** The facts of each item of a repeat, or undefined while the list is not finished. */
  items(repeat: string): readonly Facts[] | undefined;
  condition(name: string): Truth;
  /** Calendar date, `YYYY-MM-DD`. */
  today: string;
}

/**
 * Whether a condition holds, by Kleene's three values: what is unknown decides nothing, and only what does not depend on it
 * is decided (`and` with something false is false).
 *
 * What is known to be empty equals nothing, is in nothing, and is neither more nor less than anything. A date that is known in
 * part decides where all the days decide alike that it can mean, and is unknown elsewhere.
 */
export function evaluate(expression: Expression, facts: Facts): Truth {
  if ('and' in expression) return all(expression.and.map((part) => evaluate(part, facts)));
  if ('or' in expression) return not(all(expression.or.map((part) => not(evaluate(part, facts)))));
  if ('not' in expression) return not(evaluate(expression.not, facts));
  if ('condition' in expression) return facts.condition(expression.condition);
  if ('exists' in expression) return exists(facts.answer(expression.exists.answer));
  if ('in' in expression) {
    const [one, several] = expression.in;
    return not(all(several.map((other) => not(compare('eq', one, other, facts)))));
  }
  if ('has' in expression) return has(facts.answer(expression.has[0].answer), valueOf(expression.has[1], facts));
  const [comparison, [one, other]] = Object.entries(expression)[0] as [Comparison, [Operand, Operand]];
  return compare(comparison, one, other, facts);
}

/** A value, worked out; undefined while something it needs is not known, null where there is nothing. */
export function valueOf(operand: Operand, facts: Facts): Value {
  if (typeof operand !== 'object') return operand;
  if ('answer' in operand) return facts.answer(operand.answer);
  if ('decimal' in operand) return new Big(operand.decimal);
  if ('date' in operand) return operand.date;
  if ('today' in operand) return facts.today;
  if ('count' in operand) return countOf(operand.count, operand.where, facts);
  if ('ageOn' in operand) return span(operand.ageOn, 'years', facts);
  return span(operand.dateDiff, operand.in, facts);
}

function all(parts: readonly Truth[]): Truth {
  if (parts.includes(false)) return false;
  return parts.includes('unknown') ? 'unknown' : true;
}

function not(truth: Truth): Truth {
  return truth === 'unknown' ? truth : !truth;
}

function exists(value: Value): Truth {
  return value === undefined ? 'unknown' : value !== null;
}

function has(several: Value, one: Value): Truth {
  if (several === undefined || one === undefined) return 'unknown';
  return Array.isArray(several) && several.includes(one);
}

function countOf(repeat: string, where: Expression | undefined, facts: Facts): Value {
  const items = facts.items(repeat);
  if (!items) return undefined;
  if (!where) return items.length;
  const truths = items.map((item) => evaluate(where, item));
  return truths.includes('unknown') ? undefined : truths.filter((truth) => truth === true).length;
}

function span([from, to]: readonly [Operand, Operand], unit: Unit, facts: Facts): Value {
  const [first, last] = [valueOf(from, facts), valueOf(to, facts)];
  if (first === undefined || last === undefined) return undefined;
  if (first === null || last === null) return null;
  const [[earliest, latest], [start, end]] = [endsOf(first), endsOf(last)];
  const [least, most] = [
    spanBetween(String(latest), String(start), unit),
    spanBetween(String(earliest), String(end), unit),
  ];
  return least === most ? most : new Interval(least, most);
}

/** Spans that were worked out: it takes longer than all else here, and a long list asks for the same ones again and again. */
const spans = new Map<string, number>();
const mostSpans = 10_000;

function spanBetween(first: string, last: string, unit: Unit): number {
  const key = `${first} ${last} ${unit}`;
  const known = spans.get(key);
  if (known !== undefined) return known;
  const worked = Temporal.PlainDate.from(first).until(last, { largestUnit: unit })[unit];
  if (spans.size === mostSpans) spans.clear();
  spans.set(key, worked);
  return worked;
}

function compare(comparison: Comparison, one: Operand, other: Operand, facts: Facts): Truth {
  const [first, second] = [valueOf(one, facts), valueOf(other, facts)];
  if (first === undefined || second === undefined) return 'unknown';
  if (first instanceof Interval || second instanceof Interval) return compareParts(comparison, first, second);
  return isSo(comparison, orderOf(first, second));
}

/** What all the values that it can be say alike; else nobody knows. */
function compareParts(comparison: Comparison, first: Value, second: Value): Truth {
  const [[least, most], [start, end]] = [endsOf(first), endsOf(second)];
  const [lowest, highest] = [orderOf(least, end), orderOf(most, start)];
  const orders = lowest < 0 && highest > 0 ? [lowest, 0, highest] : [lowest, highest];
  const [truth, ...others] = orders.map((order) => isSo(comparison, order));
  return others.every((other) => other === truth) ? truth! : 'unknown';
}

function isSo(comparison: Comparison, order: number): boolean {
  return { eq: order === 0, ne: order !== 0, lt: order < 0, lte: order <= 0, gt: order > 0, gte: order >= 0 }[
    comparison
  ];
}

/** Less than nothing, nothing, or more; not a number where the two cannot be compared, for nothing is turned into something else. */
function orderOf(first: Value, second: Value): number {
  if (isNumber(first) && isNumber(second)) return new Big(first).cmp(second); // exact: 0.1 and 0.2 are 0.3
  if (first === null || second === null || typeof first !== typeof second) return NaN;
  if (first === second) return 0;
  return first! < second! ? -1 : 1; // dates as YYYY-MM-DD are in order as text
}

function isNumber(value: Value): value is number | Big {
  return typeof value === 'number' || value instanceof Big;
}
