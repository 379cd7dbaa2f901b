import type { Reader } from '../answers/read-page.ts';
import { conditionInWords } from '../conditions/in-words.ts';
import type { Expression } from '../conditions/expression.ts';
import { isRepeat } from '../definition/definition.ts';
import { say } from '../definition/words.ts';
import type { Words } from '../definition/words.ts';
import { catalogues, message } from '../words/catalogue.ts';
import type { MessageKey } from '../words/catalogue.ts';
import type { Outline, OutlinedStep } from './outline.ts';
import { isList, questionsIn } from './outline.ts';

/** Steps in a row that are for the same people, told once for whom. */
export interface StepGroup {
  when: Expression | undefined;
  steps: readonly OutlinedStep[];
}

/** Says what stands in an outline to its reader: conditions by the numbers of questions, and words of the catalogue. */
export class Teller {
  readonly outline: Outline;
  readonly reader: Reader;

  constructor(outline: Outline, reader: Reader) {
    this.outline = outline;
    this.reader = reader;
  }

  words(key: MessageKey, values?: Record<string, string | number>): string {
    const { language, words = catalogues } = this.reader;
    return message(words, language, key, values);
  }

  say(words: Words, values?: Record<string, string | number>): string {
    return say(words, this.reader.language, values);
  }

  /** @param given What holds there: the conditions of the lists around. */
  condition(when: Expression, given: readonly Expression[] = []): string {
    const { service, channel } = this.outline;
    return conditionInWords(when, {
      service,
      reader: this.reader,
      refer: (name) => this.#refer(name),
      ticks: channel === 'paper',
      given,
    });
  }

  /** “question 7”, “questions 7 to 9”. */
  questions(steps: readonly OutlinedStep[]): string {
    const numbers = steps.flatMap(questionsIn).map(({ name }) => this.outline.numbers.get(name)!);
    const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
    if (first === last) return this.words('questionNumbered', { number: String(first) });
    const key = last === first + 1 ? 'questionsTwo' : 'questionsFromTo';
    return this.words(key, { first: String(first), last: String(last) });
  }

  /** The question to go on at for whom these steps are not; undefined at the end. */
  questionAfter(steps: readonly OutlinedStep[]): string | undefined {
    const last = Math.max(...steps.flatMap(questionsIn).map(({ name }) => this.outline.numbers.get(name)!));
    const isThere = last < this.outline.numbers.size;
    return isThere ? this.words('questionNumbered', { number: String(last + 1) }) : undefined;
  }

  #refer(name: string): string {
    const { service, numbers } = this.outline;
    const number = numbers.get(name);
    if (number !== undefined) return this.words('questionNumbered', { number: String(number) });
    const list = [...service.steps.values()].find((step) => isRepeat(step) && step.repeat === name);
    if (list && isRepeat(list)) return this.words('listNamed', { text: this.#quoted(list.heading) });
    return this.words('questionNamed', { text: this.#quoted(service.questions.get(name)!.question.label) });
  }

  #quoted(words: Words): string {
    return this.words('quoted', { text: this.say(words) });
  }
}

/** Neighbours with one condition belong together: “Answer questions 4 to 7 only if …”. */
export function groupsOf(steps: readonly OutlinedStep[]): StepGroup[] {
  const groups: { when: Expression | undefined; steps: OutlinedStep[] }[] = [];
  for (const step of steps) {
    const when = whenOf(step);
    const last = groups.at(-1);
    const isAlike = !!last?.when && JSON.stringify(last.when) === JSON.stringify(when);
    const isPlain = [step, ...(last?.steps ?? [])].every((each) => questionsIn(each).length && !isList(each));
    if (last && isAlike && isPlain && sectionOf(last.steps[0]!) === sectionOf(step)) last.steps.push(step);
    else groups.push({ when, steps: [step] });
  }
  return groups;
}

export function whenOf(step: OutlinedStep): Expression | undefined {
  return isList(step) ? step.repeat.when : step.page.when;
}

export function sectionOf(step: OutlinedStep): string | undefined {
  return isList(step) ? step.repeat.section : step.page.section;
}
