import type { Comparison, Expression, Operand } from './expression.ts';

/**
 * A condition made ready to be said: “not” stands at single comparisons alone, nested groups of one kind are one, and several
 * comparisons of one answer with an option each are one.
 *
 * What is left empty equals nothing and is neither more nor less than anything, so “not less than 18” also holds of an age that
 * nobody gave. A comparison that is not to hold is therefore never turned round here: whoever says it decides, for they know
 * whether the answer can be empty.
 */
export type Clause =
  | { all: readonly Clause[] }
  | { any: readonly Clause[] }
  | { not: boolean; exists: string }
  | { not: boolean; one: Operand; among: readonly Operand[]; of: 'in' | 'has' }
  | { not: boolean; one: Operand; order: Order; other: Operand }
  | { named: string };

export type Order = 'lt' | 'lte' | 'gt' | 'gte';

export interface Reading {
  /** The definition's conditions by name. */
  conditions: Readonly<Record<string, { when: Expression }>>;
  /** Whether a named condition that is to hold keeps its name, which has words of its own. */
  keepsNames: boolean;
}

/** @param holds Whether the condition is to be true, or to be false. */
export function clauseOf(expression: Expression, reading: Reading, holds = true): Clause {
  if ('not' in expression) return clauseOf(expression.not, reading, !holds);
  if ('and' in expression) return group(expression.and, reading, holds, holds);
  if ('or' in expression) return group(expression.or, reading, holds, !holds);
  if ('condition' in expression) {
    const { condition } = expression;
    if (holds && reading.keepsNames) return { named: condition };
    return clauseOf(reading.conditions[condition]!.when, reading, holds);
  }
  if ('exists' in expression) return { not: !holds, exists: expression.exists.answer };
  if ('in' in expression) return { not: !holds, one: expression.in[0], among: expression.in[1], of: 'in' };
  if ('has' in expression) return { not: !holds, one: expression.has[0], among: [expression.has[1]], of: 'has' };
  const [comparison, [one, other]] = Object.entries(expression)[0] as [Comparison, [Operand, Operand]];
  if (comparison === 'eq' || comparison === 'ne') {
    const [asked, value] = isWritten(one) ? [other, one] : [one, other];
    return { not: holds === (comparison === 'ne'), one: asked, among: [value], of: 'in' };
  }
  if (isWritten(one)) return { not: !holds, one: other, order: turned[comparison], other: one };
  return { not: !holds, one, order: comparison, other };
}

/** “5 is less than the age” is said of the age. */
const turned: Readonly<Record<Order, Order>> = { lt: 'gt', lte: 'gte', gt: 'lt', gte: 'lte' };

/** Whether a value is written down, and not answered or worked out. */
export function isWritten(
  operand: Operand,
): operand is string | number | boolean | { decimal: string } | { date: string } {
  return typeof operand !== 'object' || 'decimal' in operand || 'date' in operand;
}

/** De Morgan: what is not all of several is one of them that does not hold. True of the three values too (Kleene). */
function group(parts: readonly Expression[], reading: Reading, holds: boolean, isAll: boolean): Clause {
  const clauses = parts.map((part) => clauseOf(part, reading, holds));
  const flat = clauses.flatMap((clause) => {
    if (isAll && 'all' in clause) return clause.all;
    return !isAll && 'any' in clause ? clause.any : [clause];
  });
  const merged = withOnePerAnswer(unique(flat), isAll);
  if (merged.length === 1) return merged[0]!;
  return isAll ? { all: merged } : { any: merged };
}

function unique(clauses: readonly Clause[]): Clause[] {
  return [...new Map(clauses.map((clause) => [JSON.stringify(clause), clause])).values()];
}

/** “Petrol or diesel”, and “neither petrol nor diesel”, in place of the answer's name twice. */
function withOnePerAnswer(clauses: readonly Clause[], isAll: boolean): Clause[] {
  const made = new Map<string, Clause>();
  for (const [index, clause] of clauses.entries()) {
    const key = keyOf(clause, isAll) ?? String(index);
    const before = made.get(key);
    const several = before && 'among' in before && 'among' in clause ? [...before.among, ...clause.among] : undefined;
    made.set(key, several ? ({ ...before, among: several } as Clause) : clause);
  }
  return [...made.values()];
}

function keyOf(clause: Clause, isAll: boolean): string | undefined {
  const isAlike = 'among' in clause && clause.not === isAll && clause.among.every(isWritten);
  return isAlike ? JSON.stringify([clause.one, clause.of]) : undefined;
}
