import type { Comparison, Expression, Operand } from '../conditions/expression.ts';
import type { Service } from '../path/service.ts';
import { all, at, datePattern, not } from './schema.ts';
import type { JsonSchema } from './schema.ts';

/**
 * A condition as a schema that takes exactly the answers for which it holds. What is compared has to be there (`required`), so
 * that it is not met by nothing. Undefined where JSON Schema has no words for it: two answers compared with each other, spans
 * of time, the day of today, dates that are known in part, numbers kept as text.
 *
 * @param around What the names begin with that it is about: nothing, or `children/…/` for an item of a list.
 */
export function conditionSchema(expression: Expression, service: Service, around = ''): JsonSchema | undefined {
  const inner = (part: Expression) => conditionSchema(part, service, around);
  if ('and' in expression) return several(expression.and.map(inner), all);
  if ('or' in expression) return several(expression.or.map(inner), (parts) => ({ anyOf: parts }));
  if ('not' in expression) return several([inner(expression.not)], ([part]) => not(part!));
  if ('condition' in expression) return inner(service.definition.conditions![expression.condition]!.when);
  if ('exists' in expression) return place(expression.exists.answer, around, true);
  if ('has' in expression) {
    const [{ answer }, one] = expression.has;
    return typeof one === 'object' ? undefined : place(answer, around, { contains: { const: one } });
  }
  if ('in' in expression) {
    const [one, values] = expression.in;
    const each = values.map((value) => compared('eq', one, value, service, around));
    return several(each, (parts) => ({ anyOf: parts }));
  }
  const [comparison, [one, other]] = Object.entries(expression)[0] as [Comparison, [Operand, Operand]];
  return compared(comparison, one, other, service, around);
}

function several(
  parts: readonly (JsonSchema | undefined)[],
  together: (parts: readonly JsonSchema[]) => JsonSchema,
): JsonSchema | undefined {
  return parts.every((part) => part !== undefined) ? together(parts) : undefined;
}

/** What is said of an answer inside what a schema is about; undefined for one outside it, or inside another list. */
function place(name: string, around: string, what: JsonSchema): JsonSchema | undefined {
  const own = name.slice(around.length);
  return name.startsWith(around) && !own.includes('*') ? at(own, what) : undefined;
}

const turned: Readonly<Record<Comparison, Comparison>> = {
  eq: 'eq',
  ne: 'ne',
  lt: 'gt',
  lte: 'gte',
  gt: 'lt',
  gte: 'lte',
};

function compared(
  comparison: Comparison,
  one: Operand,
  other: Operand,
  service: Service,
  around: string,
): JsonSchema | undefined {
  if (isLiteral(one)) return isLiteral(other) ? undefined : compared(turned[comparison], other, one, service, around);
  if (!isLiteral(other)) return undefined;
  if (comparison === 'ne') return several([compared('eq', one, other, service, around)], ([part]) => not(part!));
  if ('count' in one && !one.where && typeof other === 'number') {
    const items = ranged(comparison, other, 'Items');
    const some = items && place(one.count, around, items);
    const none = place(one.count, around, true);
    if (some === undefined || none === undefined) return undefined;
    return isTrue(0, comparison, other) ? { anyOf: [some, not(none)] } : some; // a list that is not asked for has none
  }
  if (!('answer' in one)) return undefined;
  const what = valueSchema(comparison, other, service, one.answer);
  return what === undefined ? undefined : place(one.answer, around, what);
}

function isTrue(one: number, comparison: Comparison, other: number): boolean {
  return {
    eq: one === other,
    ne: one !== other,
    lt: one < other,
    lte: one <= other,
    gt: one > other,
    gte: one >= other,
  }[comparison];
}

type Literal = string | number | boolean | { date: string };

function isLiteral(operand: Operand): operand is Literal {
  return typeof operand !== 'object' || 'date' in operand;
}

function valueSchema(comparison: Comparison, other: Literal, service: Service, name: string): JsonSchema | undefined {
  const { kind, name: type, schema: value } = service.questions.get(name)!.type;
  if (type === 'date-partial') return undefined; // neither true nor false where the part that is missing decides
  const literal = typeof other === 'object' ? other.date : other;
  if (comparison === 'eq') return kind === 'number' && value.type === 'string' ? undefined : { const: literal };
  if (value.type === 'integer' && typeof literal === 'number') return ranged(comparison, literal, '');
  if (kind !== 'date' || typeof literal !== 'string') return undefined;
  const pattern = { pattern: datePattern(literal, comparison.startsWith('l') ? 'before' : 'after') };
  return comparison.endsWith('e') ? { anyOf: [{ const: literal }, pattern] } : pattern;
}

/** How many, or how much. */
function ranged(comparison: Comparison, number: number, what: 'Items' | ''): JsonSchema | undefined {
  const [min, max] = what ? ['minItems', 'maxItems'] : ['minimum', 'maximum'];
  switch (comparison) {
    case 'eq':
      return { [min!]: number, [max!]: number };
    case 'lt':
      return what ? { [max!]: number - 1 } : { exclusiveMaximum: number };
    case 'lte':
      return { [max!]: number };
    case 'gt':
      return what ? { [min!]: number + 1 } : { exclusiveMinimum: number };
    case 'gte':
      return { [min!]: number };
    case 'ne':
      return undefined;
  }
}
