import type { Clause } from './clauses.ts';
import type { Expression, Operand } from './expression.ts';
import { isRepeat } from '../definition/definition.ts';
import type { Service } from '../path/service.ts';

/** Tells which answers can be empty where a condition is asked: those that nobody has to give, and those that are not always asked. */
export class Emptiness {
  readonly #service: Service;
  readonly #given: ReadonlySet<string>;

  /** @param given What holds there; what several hold together with “and”, each of them does. */
  constructor(service: Service, given: readonly Expression[]) {
    this.#service = service;
    this.#given = new Set(given.flatMap((each) => this.#parts(each)));
  }

  canBe(name: string): boolean {
    if (!this.#service.questions.get(name)?.required) return true;
    const page = [...this.#service.steps.values()].find((step) => !isRepeat(step) && step.ask.includes(name));
    return !!page?.when && !this.#parts(page.when).every((part) => this.#given.has(part));
  }

  /** The answers without which a comparison does not hold, and so its contrary does. */
  of(clause: Extract<Clause, { one: unknown }>): string[] {
    const operands = [clause.one, ...('among' in clause ? clause.among : [clause.other])];
    return [...new Set(operands.flatMap(answersIn))].filter((name) => this.canBe(name));
  }

  /** What has to hold together for an expression to hold, with named conditions in full. */
  #parts(expression: Expression): string[] {
    if ('and' in expression) return expression.and.flatMap((part) => this.#parts(part));
    if ('condition' in expression) return this.#parts(this.#service.definition.conditions![expression.condition]!.when);
    return [JSON.stringify(expression)];
  }
}

/** The answers that a value is worked out from. */
function answersIn(operand: Operand): string[] {
  if (typeof operand !== 'object' || 'decimal' in operand || 'date' in operand || 'today' in operand) return [];
  if ('answer' in operand) return [operand.answer];
  if ('count' in operand) return []; // a list has a length also where it is empty
  return ('ageOn' in operand ? operand.ageOn : operand.dateDiff).flatMap(answersIn);
}
