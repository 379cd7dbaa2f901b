import type { Migration } from '../definition/definition.ts';
import { answerOf, withAnswer } from './draft.ts';
import type { Draft } from './draft.ts';

/** What a migration did to somebody's answers, to tell them: names of questions in the version that now holds. */
export interface Report {
  /** What has to be answered again. */
  reasked: string[];
  /** What is not asked any more. */
  dropped: string[];
}

/**
 * Brings a draft to the next version, as the newer definition says. Answers keep their place in lists. What is not named stays.
 *
 * @param version The version of the newer definition.
 */
export function migrate(
  draft: Draft,
  version: number,
  steps: readonly Migration[],
): { draft: Draft; report: Report; renamed: [from: string, to: string][] } {
  const report: Report = { reasked: [], dropped: [] };
  const renamed: [from: string, to: string][] = [];
  let next = draft;
  for (const step of steps)
    for (const [name, to] of placesOf(step, next)) {
      const value = answerOf(next.answers, name);
      if ('default' in step) {
        if (value === undefined) next = withAnswer(next, name, step.value);
        continue;
      }
      if (value === undefined) continue;
      if ('rename' in step) {
        next = withAnswer(withAnswer(next, name, undefined), to, value);
        renamed.push([name, to]);
      } else if ('map' in step) next = withAnswer(next, name, mapped(value, step.values));
      else {
        next = withAnswer(next, name, undefined);
        ('drop' in step ? report.dropped : report.reasked).push(name);
      }
    }
  return { draft: { ...next, definition: { ...next.definition, version } }, report, renamed };
}

function mapped(value: unknown, values: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((each: string) => values[each] ?? each);
  return typeof value === 'string' ? (values[value] ?? value) : value;
}

/** The names that a step is about in this draft: one for each item of the lists that it names with a star. */
function placesOf(step: Migration, draft: Draft): [name: string, to: string][] {
  const [, pattern] = whatIn(step);
  const target = 'rename' in step ? step.to : pattern;
  let places: [string[], string[]][] = [[[], []]];
  const targets = target.split('/');
  for (const [index, each] of pattern.split('/').entries())
    places = places.flatMap(([from, to]): [string[], string[]][] => {
      const other = targets[index] ?? each;
      if (each !== '*')
        return [
          [
            [...from, each],
            [...to, other],
          ],
        ];
      return (draft.order[from.join('/')] ?? []).map((id) => [
        [...from, id],
        [...to, other === '*' ? id : other],
      ]);
    });
  return places.map(([from, to]) => [from.join('/'), to.join('/')]);
}

/** What a step does, and to which answers. */
export function whatIn(step: Migration): [verb: string, name: string] {
  if ('rename' in step) return ['rename', step.rename];
  if ('drop' in step) return ['drop', step.drop];
  if ('default' in step) return ['default', step.default];
  if ('reask' in step) return ['reask', step.reask];
  return ['map', step.map];
}
