import { namesIn } from '../conditions/names.ts';
import type { Expression } from '../conditions/expression.ts';
import { isRepeat } from '../definition/definition.ts';
import type { DataSchema, Definition, Outcome, Question, Repeat, Rule, Step } from '../definition/definition.ts';
import type { QuestionType } from '../questions/question-type.ts';
import { typeOf } from '../questions/types.ts';

/** One question with all that is known of it. */
export interface ServiceQuestion {
  name: string;
  question: Question;
  schema: DataSchema;
  type: QuestionType;
  required: boolean;
}

/** Whether an answer tells who somebody is, and is kept nowhere but on the server. */
export function isSensitive({ type, question }: ServiceQuestion): boolean {
  return !!(type.sensitive ?? question.sensitive);
}

/** A definition made ready to be walked. Made once for a version, used for every person. */
export interface Service {
  definition: Definition;
  questions: ReadonlyMap<string, ServiceQuestion>;
  /** Every page and repeat by its id. */
  steps: ReadonlyMap<string, Step>;
  /** The repeats around each page and repeat, from the outside in, by its id. */
  around: ReadonlyMap<string, readonly Repeat[]>;
  /** The ends, and the rules, that can be decided once a page is answered, by the page's id. */
  outcomesAfter: ReadonlyMap<string, readonly Outcome[]>;
  rulesAfter: ReadonlyMap<string, readonly Rule[]>;
}

/** @throws TypeError when a question is not in the data: `checkDefinition` says where, and what else is wrong. */
export function prepare(definition: Definition): Service {
  const order = inOrder(definition.pages);
  const place = new Map(
    order.flatMap((step, index) =>
      isRepeat(step) ? [[step.repeat, index] as const] : step.ask.map((name) => [name, index] as const),
    ),
  );
  const decidedAfter = ({ when }: { when: Expression }): string => {
    const places = [...namesIn(when, definition.conditions ?? {})].map((name) => place.get(name) ?? 0);
    return order[Math.max(0, ...places)]!.id;
  };
  return {
    definition,
    questions: new Map(
      Object.entries(definition.questions).map(([name, question]) => [name, questionAt(definition, name, question)]),
    ),
    steps: new Map(order.map((step) => [step.id, step])),
    around: new Map(aroundEach(definition.pages, [])),
    outcomesAfter: grouped(definition.outcomes ?? [], decidedAfter),
    rulesAfter: grouped(definition.rules ?? [], decidedAfter),
  };
}

/** Pages in the order in which they are asked; a list is decided after the pages of its items. */
export function inOrder(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => (isRepeat(step) ? [...inOrder(step.pages), step] : [step]));
}

function aroundEach(steps: readonly Step[], around: readonly Repeat[]): [string, readonly Repeat[]][] {
  return steps.flatMap((step) => [
    [step.id, around] as [string, readonly Repeat[]],
    ...(isRepeat(step) ? aroundEach(step.pages, [...around, step]) : []),
  ]);
}

/** The schema of a name, and whether it has to be answered when it is asked; undefined if the data has no such place. */
export function schemaAt(data: DataSchema, name: string): { schema: DataSchema; required: boolean } | undefined {
  let found: { schema: DataSchema; required: boolean } = { schema: data, required: true };
  for (const part of name.split('/')) {
    const { schema } = found;
    const inner = part === '*' ? schema.items : schema.properties?.[part];
    if (!inner) return undefined;
    found = { schema: inner, required: part === '*' || (schema.required?.includes(part) ?? false) };
  }
  return found;
}

function questionAt(definition: Definition, name: string, question: Question): ServiceQuestion {
  const found = schemaAt(definition.data, name);
  if (!found) throw new TypeError(`Plaza forms: the data of ${definition.id} has no place for the question ${name}.`);
  const type = typeOf(found.schema);
  if (!type) throw new TypeError(`Plaza forms: the question ${name} of ${definition.id} takes no standard question.`);
  return { name, question, ...found, type };
}

function grouped<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing]);
  return groups;
}
