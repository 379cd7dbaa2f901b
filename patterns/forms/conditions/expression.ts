/**
 * The language of conditions: a closed set of typed operators, written as data, so that a condition can be checked before
 * anybody meets it, said in words ("only if you answered Company"), and worked out alike by browser, server and paper.
 *
 * Each expression is true, false or unknown. Unknown is not false: while an answer is missing, what depends on it is neither
 * shown nor sent.
 */

// In a repeat the name has a star for the item, `children/*/age`: the age of the child whose page is asked about.
/** An answer, by its name: `owner/kind`. */
export interface AnswerReference {
  answer: string;
}

export type Unit = 'days' | 'months' | 'years';

/** A value: written down, answered, or worked out. Text, whole numbers and yes or no stand as they are. */
export type Operand =
  | string
  | number
  | boolean
  | AnswerReference
  /** A number with decimals, exact: `{ decimal: '0.10' }`. */
  | { decimal: string }
  /** A calendar date, `YYYY-MM-DD`. */
  | { date: string }
  /** The calendar date where the service is. */
  | { today: true }
  /** How many items a repeat has, or how many of them meet a condition. */
  | { count: string; where?: Expression }
  /** Whole days, months or years from one date to another; negative if the second is earlier. */
  | { dateDiff: [from: Operand, to: Operand]; in: Unit }
  /** Whole years lived on a day. */
  | { ageOn: [born: Operand, day: Operand] };

export type Expression =
  | { eq: [Operand, Operand] }
  | { ne: [Operand, Operand] }
  | { lt: [Operand, Operand] }
  | { lte: [Operand, Operand] }
  | { gt: [Operand, Operand] }
  | { gte: [Operand, Operand] }
  /** Whether a value is one of several. */
  | { in: [Operand, readonly Operand[]] }
  /** Whether an answer of several choices has one of them. */
  | { has: [AnswerReference, Operand] }
  /** Whether something was answered. */
  | { exists: AnswerReference }
  | { and: readonly Expression[] }
  | { or: readonly Expression[] }
  | { not: Expression }
  /** A condition of the definition, by its name. */
  | { condition: string };

/** Every operator that makes a condition, and every one that makes a value. */
export const comparisons = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const;
export const operators = [...comparisons, 'in', 'has', 'exists', 'and', 'or', 'not', 'condition'] as const;
export const valueOperators = ['answer', 'decimal', 'date', 'today', 'count', 'dateDiff', 'ageOn'] as const;

export type Comparison = (typeof comparisons)[number];
export type Truth = boolean | 'unknown';
