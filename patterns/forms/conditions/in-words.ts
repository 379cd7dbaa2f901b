import { say } from '../definition/words.ts';
import type { Reader } from '../answers/read-page.ts';
import type { Service } from '../path/service.ts';
import { catalogues, message } from '../words/catalogue.ts';
import type { MessageKey } from '../words/catalogue.ts';
import { clauseOf, isWritten } from './clauses.ts';
import type { Clause, Order } from './clauses.ts';
import { Emptiness } from './emptiness.ts';
import type { Expression } from './expression.ts';
import { OperandsInWords } from './operands-in-words.ts';

/** How a condition is said, and to whom. */
export interface Telling {
  service: Service;
  reader: Reader;
  /** What a question or a list is called there, such as “question 3”. */
  refer(name: string): string;
  /** Whether choices are ticked, as on paper; without it they are answered. */
  ticks?: boolean;
  /** Whether a condition of the definition is said by its label; without it by what it asks about. */
  byLabel?: boolean;
  /** What is known to hold where it is said: a question that is asked then has an answer. */
  given?: readonly Expression[];
}

/**
 * A condition as part of a sentence: “you ticked “Company” in question 3 and the date in question 5 is before 1 May 2026”. It
 * holds for the same answers: also where some were left empty, and where they were not asked. Groups inside groups stand in
 * brackets.
 */
export function conditionInWords(expression: Expression, telling: Telling): string {
  return new ConditionInWords(telling).say(expression);
}

class ConditionInWords {
  readonly #telling: Telling;
  readonly #operands: OperandsInWords;

  constructor(telling: Telling) {
    this.#telling = telling;
    this.#operands = new OperandsInWords(telling, (where) => this.say(where));
  }

  say(expression: Expression): string {
    const { service, byLabel = false, given = [] } = this.#telling;
    const conditions = service.definition.conditions ?? {};
    const emptiness = new Emptiness(service, [...given, expression]);
    return this.#clause(clauseOf(expression, { conditions, keepsNames: byLabel }), emptiness, false);
  }

  #clause(clause: Clause, emptiness: Emptiness, isInside: boolean): string {
    if ('all' in clause) return this.#group(clause.all, 'conjunction', emptiness, isInside);
    if ('any' in clause) return this.#group(clause.any, 'disjunction', emptiness, isInside);
    if ('named' in clause) return this.#label(clause.named);
    if ('exists' in clause) return this.#exists(clause.exists, !clause.not);
    const orEmpty = clause.not && !this.#isTick(clause) ? emptiness.of(clause) : [];
    const said = 'order' in clause ? this.#order(clause) : this.#among(clause, emptiness);
    if (!orEmpty.length) return said;
    const parts = [said, ...orEmpty.map((name) => this.#exists(name, false))];
    return this.#inBrackets(this.#list(parts, 'disjunction'), isInside);
  }

  #group(
    clauses: readonly Clause[],
    type: 'conjunction' | 'disjunction',
    emptiness: Emptiness,
    isInside: boolean,
  ): string {
    if (!clauses.length) return this.#words(type === 'conjunction' ? 'whenAlways' : 'whenNever');
    const said = clauses.map((clause) => this.#clause(clause, emptiness, true));
    return this.#inBrackets(this.#list(said, type), isInside);
  }

  #exists(name: string, isThere: boolean): string {
    return this.#words(isThere ? 'whenAnswered' : 'whenNotAnswered', { question: this.#telling.refer(name) });
  }

  #among(clause: Extract<Clause, { among: unknown }>, emptiness: Emptiness): string {
    const { one, among, not } = clause;
    if (this.#isTick(clause)) {
      const name = (one as { answer: string }).answer;
      const left = not && !emptiness.canBe(name) ? this.#operands.onlyOther(name, among) : undefined;
      const options = this.#list(
        (left === undefined ? among : [left]).map((value) => this.#operands.value(value, one)),
        'disjunction',
      );
      if (this.#telling.ticks)
        return this.#words(not && left === undefined ? 'whenNotTicked' : 'whenTicked', {
          question: this.#telling.refer(name),
          options,
        });
      return this.#words(not && left === undefined ? 'whenIsNot' : 'whenIs', {
        one: this.#operands.subject(one),
        other: options,
      });
    }
    const others = among.map((value) => this.#operands.value(value, one));
    const keys = equalities[this.#operands.familyOf(one, among)];
    return this.#words(keys[not ? 1 : 0], {
      one: this.#operands.subject(one),
      other: this.#list(others, 'disjunction'),
    });
  }

  #order(clause: Extract<Clause, { order: unknown }>): string {
    const { one, other, not } = clause;
    const between = this.#operands.datesBetween(one, other);
    const order = not ? opposite[clause.order] : clause.order;
    if (between)
      return this.#words(orders[isWritten(between[0]) ? 'day' : 'date'][order], {
        one: this.#operands.subject(between[1]),
        other: this.#operands.subject(between[0]),
      });
    const family = this.#operands.familyOf(one, [other]);
    return this.#words(orders[family === 'text' ? 'number' : family][order], {
      one: this.#operands.subject(one),
      other: this.#operands.value(other, one),
    });
  }

  /** A choice: one that is not ticked says by itself that none may be. */
  #isTick(clause: Clause): boolean {
    return 'among' in clause && this.#operands.isChoice(clause.one);
  }

  #label(name: string): string {
    return say(this.#telling.service.definition.conditions![name]!.label, this.#telling.reader.language);
  }

  #inBrackets(condition: string, isInside: boolean): string {
    return isInside ? this.#words('whenGroup', { condition }) : condition;
  }

  #list(parts: readonly string[], type: 'conjunction' | 'disjunction'): string {
    return new Intl.ListFormat(this.#telling.reader.language, { type }).format(parts);
  }

  #words(key: MessageKey, values?: Record<string, string | number>): string {
    const { language, words = catalogues } = this.#telling.reader;
    return message(words, language, key, values);
  }
}

const opposite: Readonly<Record<Order, Order>> = { lt: 'gte', lte: 'gt', gt: 'lte', gte: 'lt' };

/** What compares two of a kind: equal, and not. */
const equalities = {
  text: ['whenIs', 'whenIsNot'],
  number: ['whenEqual', 'whenNotEqual'],
  date: ['whenSameDate', 'whenOtherDate'],
  day: ['whenSameDay', 'whenOtherDay'],
} as const satisfies Record<string, readonly [MessageKey, MessageKey]>;

const orders = {
  number: { lt: 'whenLess', lte: 'whenAtMost', gt: 'whenMore', gte: 'whenAtLeast' },
  date: { lt: 'whenBefore', lte: 'whenNotAfter', gt: 'whenAfter', gte: 'whenNotBefore' },
  day: { lt: 'whenBeforeDay', lte: 'whenByDay', gt: 'whenAfterDay', gte: 'whenFromDay' },
} as const satisfies Record<string, Record<Order, MessageKey>>;
