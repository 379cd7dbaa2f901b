import Big from 'big.js';
import { askedOf } from '../answers/read-page.ts';
import type { ServiceQuestion } from '../path/service.ts';
import { moneyInWords } from '../questions/money.ts';
import { catalogues, message } from '../words/catalogue.ts';
import type { MessageKey } from '../words/catalogue.ts';
import { isWritten } from './clauses.ts';
import type { Expression, Operand, Unit } from './expression.ts';
import type { Telling } from './in-words.ts';

/** What is compared, by how it is said: a date with a day that is written down needs other words than with another date. */
type Family = 'text' | 'number' | 'date' | 'day';

/** The values of conditions in words: answers, ages, spans and counts, and what they are compared with. */
export class OperandsInWords {
  readonly #telling: Telling;
  readonly #condition: (where: Expression) => string;

  /** @param condition Says the condition of a count. */
  constructor(telling: Telling, condition: (where: Expression) => string) {
    this.#telling = telling;
    this.#condition = condition;
  }

  isChoice(operand: Operand): boolean {
    const question = this.#question(operand);
    return !!question && (!!question.question.options || question.type.name === 'yes-no');
  }

  /** The one option that is left where none of these is chosen; undefined where there are several. */
  onlyOther(name: string, among: readonly Operand[]): Operand | undefined {
    const { question, type } = this.#telling.service.questions.get(name)!;
    const all: Operand[] = type.name === 'yes-no' ? [true, false] : (question.options ?? []).map(({ value }) => value);
    if (type.kind === 'list' || type.name === 'equality') return undefined;
    const left = all.filter((value) => !among.includes(value));
    return left.length === 1 ? left[0] : undefined;
  }

  familyOf(one: Operand, others: readonly Operand[]): Family {
    if (this.#isDate(one)) return others.every((other) => isWritten(other)) ? 'day' : 'date';
    const { type } = this.#question(one) ?? {};
    const isNumber = type ? type.kind === 'number' : typeof one === 'object' || typeof one === 'number';
    return isNumber ? 'number' : 'text';
  }

  /** Where the days between two dates are compared with none, which of the two is earlier. */
  datesBetween(one: Operand, other: Operand): readonly [Operand, Operand] | undefined {
    const isSpan = typeof one === 'object' && 'dateDiff' in one && one.in === 'days';
    return isSpan && other === 0 ? one.dateDiff : undefined;
  }

  /** What is asked about: “the age today, counted from the date in question 5,”. */
  subject(operand: Operand): string {
    if (isWritten(operand)) return this.value(operand, operand);
    if ('answer' in operand)
      return this.#words(subjectKey(this.#question(operand)), { question: this.#refer(operand.answer) });
    if ('today' in operand) return this.#words('theToday');
    if ('count' in operand) {
      const list = this.#refer(operand.count);
      if (!operand.where) return this.#words('theCount', { list });
      return this.#words('theCountWhere', { list, condition: this.#condition(operand.where) });
    }
    const [from, to] = 'ageOn' in operand ? operand.ageOn : operand.dateDiff;
    if ('dateDiff' in operand) return this.#words('theTime', { from: this.subject(from), to: this.subject(to) });
    const born = this.subject(from);
    return isToday(to) ? this.#words('theAge', { born }) : this.#words('theAgeOn', { born, day: this.subject(to) });
  }

  /** What it is compared with, written as an answer to the question would be. */
  value(operand: Operand, like: Operand): string {
    if (!isWritten(operand)) return this.subject(operand);
    const unit = unitOf(like);
    if (unit) return this.#words(unit, { count: Number(plain(operand)) });
    const question = this.#question(like);
    if (typeof operand === 'object' && 'date' in operand) return this.#day(operand.date);
    if (this.#isDate(like) && typeof operand === 'string') return this.#day(operand);
    if (!question) return typeof operand === 'string' ? this.#quoted(operand) : this.#number(plain(operand));
    return this.#answer(question, operand);
  }

  #answer(
    question: ServiceQuestion,
    operand: Exclude<Operand, object> | { decimal: string } | { date: string },
  ): string {
    const asked = askedOf(question, this.#telling.reader);
    const { type, schema } = question;
    const text = plain(operand);
    if (type.name === 'money')
      return moneyInWords(new Big(text).toFixed(0), schema.settings!.currency as string, this.#telling.reader.language);
    if (type.name === 'integer') return type.say(Number(text), asked);
    if (type.kind === 'list') return this.#quoted(type.say([text], asked));
    const said = type.say(type.kind === 'boolean' ? operand === true : text, asked);
    return type.kind === 'number' ? said : this.#quoted(said);
  }

  #isDate(operand: Operand): boolean {
    if (typeof operand !== 'object') return false;
    return 'date' in operand || 'today' in operand || this.#question(operand)?.type.kind === 'date';
  }

  #question(operand: Operand): ServiceQuestion | undefined {
    const isAnswer = typeof operand === 'object' && 'answer' in operand;
    return isAnswer ? this.#telling.service.questions.get(operand.answer) : undefined;
  }

  #day(date: string): string {
    const { language } = this.#telling.reader;
    return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' }).format(
      new Date(date),
    );
  }

  #number(text: string): string {
    return new Intl.NumberFormat(this.#telling.reader.language, { maximumFractionDigits: 20 }).format(
      text as `${number}`,
    );
  }

  #quoted(text: string): string {
    return this.#words('quoted', { text });
  }

  #refer(name: string): string {
    return this.#telling.refer(name);
  }

  #words(key: MessageKey, values?: Record<string, string | number>): string {
    const { language, words = catalogues } = this.#telling.reader;
    return message(words, language, key, values);
  }
}

function subjectKey(question: ServiceQuestion | undefined): MessageKey {
  if (question?.type.kind === 'date') return 'theDate';
  if (question?.type.name === 'money') return 'theAmount';
  return question?.type.kind === 'number' ? 'theNumber' : 'theAnswer';
}

/** The unit that a span is counted in; undefined for what is no span. */
function unitOf(operand: Operand): Unit | undefined {
  if (typeof operand !== 'object') return undefined;
  if ('ageOn' in operand) return 'years';
  return 'dateDiff' in operand ? operand.in : undefined;
}

function isToday(operand: Operand): boolean {
  return typeof operand === 'object' && 'today' in operand;
}

/** A value as it is written down. */
function plain(operand: Exclude<Operand, object> | { decimal: string } | { date: string }): string {
  if (typeof operand !== 'object') return String(operand);
  return 'decimal' in operand ? operand.decimal : operand.date;
}
