import type { Expression } from './expression.ts';

/** What a condition asks about: the names of answers and of lists, also through the conditions it names. */
export function namesIn(
  expression: Expression,
  conditions: Readonly<Record<string, { when: Expression }>>,
): Set<string> {
  const names = new Set<string>();
  const met = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if (Array.isArray(part)) return part.forEach(visit);
    const { answer, count, condition, ...rest } = part as { answer?: string; count?: string; condition?: string };
    for (const name of [answer, count]) if (name !== undefined) names.add(name);
    if (condition !== undefined && !met.has(condition)) {
      met.add(condition); // conditions that go round in a circle are a fault of the definition, found elsewhere
      visit(conditions[condition]?.when);
    }
    Object.values(rest).forEach(visit);
  };
  visit(expression);
  return names;
}
