import { Temporal } from 'temporal-polyfill';
import type { Expression, Operand, Unit } from '../conditions/expression.ts';
import { namesIn } from '../conditions/names.ts';
import { isRepeat } from '../definition/definition.ts';
import type { Definition, Repeat, Step } from '../definition/definition.ts';
import { emptyDraft, nameIn, withAnswer, withFinished, withItem, withSeen } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import { pathOf } from '../path/path.ts';
import type { Path, PathStep } from '../path/path.ts';
import { prepare } from '../path/service.ts';
import type { Service } from '../path/service.ts';
import type { Fault } from './fault.ts';

/** How many ways are tried for each page before it counts as not reachable. */
const mostWays = 20_000;

/**
 * Proves by example that every page can be reached and that the way from it ends: for each page it looks for answers that lead
 * there and on to an end. The answers tried are those that conditions ask about, with a value on each side of what they compare.
 */
export function reachFaults(definition: Definition): Fault[] {
  const service = prepare(definition);
  const candidates = candidatesOf(service);
  const faults: Fault[] = [];
  const unseen = new Map(pointersOf(definition.pages).map(([step, pointer]) => [step.id, pointer]));
  const ended = new Set<string>();
  const note = (path: Path): void => {
    for (const { step } of path.steps) {
      if (path.complete || path.outcome) ended.add(step.id);
      unseen.delete(step.id);
    }
  };
  const ids = [...unseen.keys()];
  for (const id of ids) {
    if (ended.has(id)) continue;
    const names = namesFor(service, id);
    for (const choice of waysThrough(names, candidates)) {
      note(walk(service, choice));
      if (ended.has(id)) break;
    }
  }
  const all = new Map(pointersOf(definition.pages).map(([step, pointer]) => [step.id, pointer]));
  for (const [id, pointer] of all)
    if (unseen.has(id))
      faults.push({
        pointer,
        code: 'unreachable',
        message: `No answers lead to “${id}”: its condition can never be true together with those before it.`,
      });
    else if (!ended.has(id))
      faults.push({
        pointer,
        code: 'no-end',
        message: `Whoever comes to “${id}” never comes to an end: a rule is always broken, or a later page always waits.`,
      });
  return faults;
}

type Choice = ReadonlyMap<string, unknown>;

/** The answers that decide whether a page is shown, and those that decide whether these are asked. */
function namesFor(service: Service, id: string): string[] {
  const { definition } = service;
  const names = new Set<string>();
  const from = (when: Expression | undefined): void => {
    if (!when) return;
    for (const name of namesIn(when, definition.conditions ?? {})) {
      if (names.has(name)) continue;
      names.add(name);
      const asks = [...service.steps.values()].find((step) =>
        isRepeat(step) ? step.repeat === name : step.ask.includes(name),
      );
      if (asks) conditionsAround(service, asks).forEach(from);
    }
  };
  conditionsAround(service, service.steps.get(id)!).forEach(from);
  for (const { when } of [...(definition.outcomes ?? []), ...(definition.rules ?? [])]) from(when);
  return [...names];
}

function conditionsAround(service: Service, step: Step): (Expression | undefined)[] {
  return [step.when, ...service.around.get(step.id)!.map(({ when }) => when)];
}

/** Every combination of what may be answered, those that conditions name first, up to a limit. */
function* waysThrough(
  names: readonly string[],
  candidates: ReadonlyMap<string, readonly unknown[]>,
): Generator<Choice> {
  const several = names.filter((name) => (candidates.get(name)?.length ?? 0) > 1);
  const sizes = several.map((name) => candidates.get(name)!.length);
  const total = Math.min(
    sizes.reduce((product, size) => product * size, 1),
    mostWays,
  );
  for (let way = 0; way < total; way++) {
    let rest = way;
    yield new Map(
      several.map((name, index) => {
        const value = candidates.get(name)![rest % sizes[index]!];
        rest = Math.floor(rest / sizes[index]!);
        return [name, value];
      }),
    );
  }
}

/** What is tried as an answer: an ordinary one, each option, and what conditions compare with, with a value on each side. */
function candidatesOf(service: Service): Map<string, readonly unknown[]> {
  const compared = new Map<string, unknown[]>();
  collect(service.definition, compared);
  const all = new Map<string, readonly unknown[]>();
  for (const [name, { type, question, schema, required }] of service.questions) {
    const { options = [] } = question;
    const usual = type.examples.right.map(([, value]) => value);
    const own = type.name === 'choices' ? options.map(({ value }) => [value]) : options.map(({ value }) => value);
    const near = (compared.get(name) ?? []).flatMap((value) => around(value, type.kind));
    const first = own.length ? own : usual.slice(0, 2);
    const paper = { file: 'f', name: 'f', size: 1, type: 'application/pdf' };
    const fallback = type.name === 'file' ? [paper] : type.name === 'files' ? [[paper]] : ['x'];
    const list = [...first, ...near.filter((value) => type.kind !== 'list' && fits(value, schema))];
    all.set(name, [...(list.length ? list : fallback), ...(required ? [] : [null])]);
  }
  for (const step of service.steps.values()) if (isRepeat(step)) all.set(step.repeat, countsOf(step));
  return all;
}

function countsOf({ min = 0, max = 3 }: Repeat): number[] {
  return [...new Set([Math.min(max, Math.max(min, 1)), min, Math.min(max, min + 2)])];
}

function fits(
  value: unknown,
  { minimum = -Infinity, maximum = Infinity }: { minimum?: number; maximum?: number },
): boolean {
  return typeof value !== 'number' || (value >= minimum && value <= maximum);
}

function around(value: unknown, kind: string): unknown[] {
  if (kind === 'number' && (typeof value === 'number' || typeof value === 'string'))
    return [Number(value) - 1, Number(value), Number(value) + 1];
  if (kind === 'date' && typeof value === 'string')
    return [-1, 0, 1].map((days) => new Date(Date.parse(value) + days * 864e5).toISOString().slice(0, 10));
  return kind === 'text' && typeof value === 'string' ? [value] : [];
}

/** What answers are compared with, anywhere in the definition. */
function collect(thing: unknown, into: Map<string, unknown[]>): void {
  if (typeof thing !== 'object' || thing === null) return;
  if (Array.isArray(thing) && thing.length === 2) {
    const names = namesIn({ and: [thing as never] }, {});
    const literals = (Array.isArray(thing[1]) ? (thing[1] as unknown[]) : thing)
      .map(literalOf)
      .filter((value) => value !== undefined);
    for (const name of names) into.set(name, [...(into.get(name) ?? []), ...literals]);
    for (const [name, dates] of datesIn(thing)) into.set(name, [...(into.get(name) ?? []), ...dates]);
  }
  Object.values(thing).forEach((each) => collect(each, into));
}

/** Where an age or a time between dates is compared with a number: the dates that lie as far from the other one, or from today. */
function datesIn([span, length]: unknown[]): [name: string, dates: string[]][] {
  if (typeof span !== 'object' || span === null || typeof length !== 'number') return [];
  const { ageOn, dateDiff, in: unit = 'years' } = span as { ageOn?: Operand[]; dateDiff?: Operand[]; in?: Unit };
  const dates = ageOn ?? dateDiff ?? [];
  const written = dates.map(literalOf).find((date) => typeof date === 'string') ?? today();
  return dates.flatMap((operand, index): [string, string[]][] => {
    if (typeof operand !== 'object' || !('answer' in operand)) return [];
    const away = { [unit]: index ? length : -length };
    return [[operand.answer, [Temporal.PlainDate.from(written).add(away).toString()]]];
  });
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function literalOf(operand: unknown): unknown {
  if (typeof operand !== 'object' || operand === null) return operand;
  const { decimal, date, today: isToday } = operand as { decimal?: string; date?: string; today?: true };
  return decimal ?? date ?? (isToday && today());
}

/** Goes through a service with these answers; for what they do not say, with an ordinary one. */
function walk(service: Service, choice: Choice): Path {
  const candidates = candidatesFor(service);
  const answer = (name: string) => (choice.has(name) ? choice.get(name) : candidates.get(name)![0]);
  let draft = emptyDraft(service.definition);
  for (let rounds = 0; ; rounds++) {
    const path = pathOf(service, draft, today());
    if (!path.next || rounds > 2000) return path;
    // All that is asked by now at once: a condition only asks about what stands before, so no answer closes another page.
    const unanswered = path.steps.filter(({ answered }) => !answered);
    draft = unanswered.reduce((all, step) => stepOn(all, step, answer), draft);
  }
}

const made = new WeakMap<Service, Map<string, readonly unknown[]>>();
function candidatesFor(service: Service): Map<string, readonly unknown[]> {
  const known = made.get(service) ?? candidatesOf(service);
  made.set(service, known);
  return known;
}

function stepOn(draft: Draft, { step, items, ask, at }: PathStep, answer: (name: string) => unknown): Draft {
  if (isRepeat(step)) {
    const list = nameIn(step.repeat, items);
    const count = draft.order[list]?.length ?? 0;
    return count < (answer(step.repeat) as number) ? withItem(draft, list, `i${count}`) : withFinished(draft, list);
  }
  if (!ask.length) return withSeen(draft, at);
  return step.ask.reduce((all, name, index) => withAnswer(all, ask[index]!, answer(name)), draft);
}

function pointersOf(steps: readonly Step[], pointer = '/pages'): [Step, string][] {
  return steps.flatMap((step, index): [Step, string][] => {
    const here = `${pointer}/${index}`;
    return [[step, here], ...(isRepeat(step) ? pointersOf(step.pages, `${here}/pages`) : [])];
  });
}
