import { namesIn } from '../conditions/names.ts';
import type { Expression } from '../conditions/expression.ts';
import { isRepeat } from '../definition/definition.ts';
import type { DataSchema, Definition, Page, Repeat, Step } from '../definition/definition.ts';
import { prepare } from '../path/service.ts';
import type { Service, ServiceQuestion } from '../path/service.ts';
import { fullSchema } from '../questions/types.ts';
import { conditionSchema } from './condition-schema.ts';
import { all, anything, at, not, ofEach } from './schema.ts';
import type { JsonSchema } from './schema.ts';

/** What a definition takes, for a validator that knows nothing of it, and what that cannot say. */
export interface SubmissionSchema {
  /** JSON Schema 2020-12 of what is sent (`data`). */
  schema: JsonSchema;
  /** What is beyond JSON Schema, as JSON Pointers into the definition: Plaza checks it, and the schema lets it pass. */
  beyond: readonly string[];
}

/**
 * The schema of what a service sends: each answer by its standard question, and from the conditions of the pages what has to be
 * there and what must not (`if`, `then`, `else`). Never written by hand, so that it is true of the pages.
 */
export function submissionSchema(definition: Definition): SubmissionSchema {
  return new Export(prepare(definition)).made();
}

/** What a schema is about: the whole, or an item of a list. */
interface Scope {
  /** What names begin with there: nothing, or `children/…/`. */
  around: string;
  rules: JsonSchema[];
  outside?: Scope;
}

class Export {
  readonly #service: Service;
  readonly #beyond: string[] = [];
  readonly #root: Scope = { around: '', rules: [] };
  readonly #items = new Map<string, Scope>();

  constructor(service: Service) {
    this.#service = service;
  }

  made(): SubmissionSchema {
    const { definition } = this.#service;
    this.#steps(definition.pages, this.#root, '/pages');
    this.#ends();
    const { version, id } = definition;
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $comment: `Made from version ${version} of ${id}.`,
      ...(this.#shape(definition.data, '') as object),
    };
    return { schema, beyond: this.#beyond };
  }

  #steps(steps: readonly Step[], scope: Scope, pointer: string): void {
    for (const [index, step] of steps.entries()) {
      const here = `${pointer}/${index}`;
      const [shown, hidden] = isRepeat(step) ? this.#list(step) : this.#page(step);
      this.#rule(step.when, scope, shown, hidden, `${here}/when`);
      if (!isRepeat(step)) continue;
      const items: Scope = { around: `${step.repeat}/*/`, rules: [], outside: scope };
      this.#items.set(items.around, items);
      this.#steps(step.pages, items, `${here}/pages`);
    }
  }

  /** What is true of the answers of a page that is shown, and of one that is not; by whole names. */
  #page({ ask }: Page): [shown: Said[], hidden: Said[]] {
    const questions = ask.map((name) => this.#service.questions.get(name)!).filter((each) => !isApart(each));
    return [
      questions.filter(({ required }) => required).map(({ name }) => ({ name, isThere: true })),
      questions.map(({ name }) => ({ name, isThere: false })),
    ];
  }

  #list({ repeat, min, max }: Repeat): [shown: Said[], hidden: Said[]] {
    const items = {
      type: 'array',
      ...(min !== undefined && { minItems: min }),
      ...(max !== undefined && { maxItems: max }),
    };
    return [[{ name: repeat, isThere: true, what: items }], [{ name: repeat, isThere: false }]];
  }

  #rule(when: Expression | undefined, scope: Scope, shown: Said[], hidden: Said[], pointer: string): void {
    if (!shown.length && !hidden.length) return;
    if (!when) return void scope.rules.push(...shown.map((said) => this.#said(said, scope, scope)));
    const place = this.#placeOf(when, scope);
    const condition = place && conditionSchema(when, this.#service, place.around);
    if (!place || condition === undefined) return void this.#beyond.push(pointer);
    const of = (all: Said[]) => all.map((said) => this.#said(said, scope, place));
    place.rules.push({
      if: condition,
      then: shown.length ? all(of(shown)) : anything,
      else: all(of(hidden)),
    });
  }

  /** The innermost scope that all a condition asks about is inside of. */
  #placeOf(when: Expression, scope: Scope): Scope | undefined {
    const names = [...namesIn(when, this.#service.definition.conditions ?? {})];
    for (let place: Scope | undefined = scope; place; place = place.outside)
      if (names.every((name) => name.startsWith(place!.around))) return place;
    return undefined;
  }

  /** Something said of an answer of one scope, from the same or from one outside. */
  #said({ name, isThere, what = anything }: Said, scope: Scope, from: Scope): JsonSchema {
    const there = at(name.slice(scope.around.length), what);
    const inside = scope.around.slice(from.around.length, -1);
    return scope === from ? (isThere ? there : not(there)) : ofEach(inside, isThere ? there : not(there));
  }

  /** Ends before the end and broken rules: nothing is sent with them. They count once the page is answered that decides them. */
  #ends(): void {
    const { definition, outcomesAfter, rulesAfter, steps, around } = this.#service;
    for (const [kind, after, list] of [
      ['outcomes', outcomesAfter, definition.outcomes ?? []],
      ['rules', rulesAfter, definition.rules ?? []],
    ] as const)
      for (const [id, decided] of after)
        for (const each of decided as readonly (typeof list)[number][]) {
          const step = steps.get(id)!;
          const shown = step.when ? conditionSchema(step.when, this.#service) : anything;
          const met = conditionSchema(each.when, this.#service);
          const isOutside = !around.get(id)!.length;
          if (isOutside && shown !== undefined && met !== undefined) this.#root.rules.push(not(all([shown, met])));
          else this.#beyond.push(`/${kind}/${(list as readonly unknown[]).indexOf(each)}/when`);
        }
  }

  /** The data of the definition with the standard questions in their places, and the rules of the pages beside them. */
  #shape(data: DataSchema, name: string): JsonSchema {
    const question = this.#service.questions.get(name);
    if (question) return valueOf(question);
    if (data.items) return { type: 'array', items: this.#shape(data.items, `${name}/*`) };
    const inside = (part: string) => (name ? `${name}/${part}` : part);
    const properties = Object.entries(data.properties ?? {}).filter(([part]) => {
      const found = this.#service.questions.get(inside(part));
      return !found || !isApart(found);
    });
    const { rules } = name ? (this.#items.get(`${name}/`) ?? { rules: [] }) : this.#root;
    return {
      type: 'object',
      properties: Object.fromEntries(properties.map(([part, schema]) => [part, this.#shape(schema, inside(part))])),
      additionalProperties: false,
      ...(rules.length && { allOf: rules }),
    };
  }
}

interface Said {
  name: string;
  isThere: boolean;
  what?: JsonSchema;
}

/** Whether it is no part of the case: answers about who somebody is go elsewhere. */
function isApart({ type }: ServiceQuestion): boolean {
  return type.name === 'equality';
}

/** What one answer may be: what its standard question says, and its own options. A list of nothing is no answer. */
function valueOf({ schema, question }: ServiceQuestion): JsonSchema {
  const full = fullSchema(schema);
  const values = question.options?.map(({ value }) => value);
  const isList = full.type === 'array';
  const options = values && (isList ? { items: { enum: values } } : { enum: values });
  return { ...full, ...(isList && { minItems: full.minItems ?? 1 }), ...options };
}
