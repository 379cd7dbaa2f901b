import type { Reader } from '../answers/read-page.ts';
import type { Expression } from '../conditions/expression.ts';
import type { Service } from '../path/service.ts';
import { moneyInWords } from '../questions/money.ts';
import { isList, outlineOf, questionsIn } from './outline.ts';
import type { OutlinedList, OutlinedPage, OutlinedStep } from './outline.ts';
import { PhoneQuestions } from './phone-questions.ts';
import type { PhoneQuestion } from './phone-questions.ts';
import { groupsOf, sectionOf, Teller } from './telling.ts';
import type { StepGroup } from './telling.ts';

/** What whoever answers the phone says, hears and does, from the first sentence to the last. */
export interface PhoneScript {
  title: string;
  lead: string;
  parts: readonly PhonePart[];
  /** Words to spell with, each with its letter. */
  alphabet: readonly string[];
}

export type PhonePart =
  | { kind: 'heading'; level: 2 | 3; text: string }
  /** What to do, such as for whom the next questions are. */
  | { kind: 'branch'; text: string }
  /** What to say, a sentence each, and what to do first where something is to be. */
  | { kind: 'say'; lead?: string; sentences: readonly string[] }
  | { kind: 'list'; items: readonly string[] }
  | PhoneQuestion;

/** The script of a service for the phone. */
export function phoneScriptOf(service: Service, reader: Reader): PhoneScript {
  const teller = new Teller(outlineOf(service, 'phone'), reader);
  const title = teller.say(service.definition.title);
  return {
    title: teller.words('phoneTitle', { title }),
    lead: teller.words('phoneLead'),
    parts: new PhoneParts(teller).all(),
    alphabet: teller.words('phoneLetters').split(/[,،] /),
  };
}

class PhoneParts {
  readonly #teller: Teller;
  #section: string | undefined;

  constructor(teller: Teller) {
    this.#teller = teller;
  }

  all(): PhonePart[] {
    const { agency } = this.#teller.outline.service.definition;
    const greeting = this.#words('phoneGreeting', { agency: this.#teller.say(agency) });
    return [
      { kind: 'heading', level: 2, text: this.#words('phoneBegin') },
      { kind: 'say', sentences: [greeting] },
      ...this.#costs(),
      ...this.#steps(this.#teller.outline.steps, []),
      ...this.#excluded(),
      ...this.#declarations(),
      { kind: 'heading', level: 2, text: this.#words('phoneEnd') },
      { kind: 'branch', text: this.#words('phoneThanks') },
      ...this.#next(),
    ];
  }

  #steps(steps: readonly OutlinedStep[], given: readonly Expression[]): PhonePart[] {
    return groupsOf(steps).flatMap((group) => [
      ...this.#sectionHeading(group.steps[0]!),
      ...this.#forWhom(group, given),
      ...group.steps.flatMap((step) => (isList(step) ? this.#list(step, given) : this.#page(step, given))),
    ]);
  }

  #sectionHeading(step: OutlinedStep): PhonePart[] {
    const section = sectionOf(step);
    const { service } = this.#teller.outline;
    if (section === this.#section || section === undefined) return [];
    this.#section = section;
    const titled = service.definition.sections?.find(({ id }) => id === section);
    return titled ? [{ kind: 'heading', level: 2, text: this.#teller.say(titled.title) }] : [];
  }

  #forWhom({ when, steps }: StepGroup, given: readonly Expression[]): PhonePart[] {
    if (!when || steps.every((step) => !isList(step) && step.isLeftOut)) return [];
    const condition = this.#teller.condition(when, given);
    if (!steps.flatMap(questionsIn).length)
      return [{ kind: 'branch', text: this.#words('phoneReadIf', { condition }) }];
    const after = this.#teller.questionAfter(steps);
    const forWhom = isList(steps[0]!)
      ? this.#words('phonePartIf', { condition })
      : this.#words('phoneAskIf', { questions: this.#teller.questions(steps), condition });
    return [
      { kind: 'branch', text: [forWhom, ...(after ? [this.#words('elseGoOn', { question: after })] : [])].join(' ') },
    ];
  }

  #page(step: OutlinedPage, given: readonly Expression[]): PhonePart[] {
    const { page, questions, isLeftOut } = step;
    const sentences = [
      ...(page.heading && !questions.length ? [this.#teller.say(page.heading)] : []),
      ...(page.text ?? []).map((text) => this.#teller.say(text)),
    ];
    const asked = new PhoneQuestions(this.#teller);
    return [
      ...(sentences.length && !isLeftOut ? [{ kind: 'say', sentences } as const] : []),
      ...questions.map((question) => asked.of(question)),
      ...this.#decided(step, given),
    ];
  }

  #list(step: OutlinedList, given: readonly Expression[]): PhonePart[] {
    const { repeat, steps } = step;
    if (!questionsIn(step).length) return this.#decided(step, given);
    return [
      { kind: 'heading', level: 3, text: this.#teller.say(repeat.heading) },
      { kind: 'branch', text: this.#words('phoneList') },
      ...this.#steps(steps, repeat.when ? [...given, repeat.when] : given),
      { kind: 'say', sentences: [this.#teller.say(repeat.another)] },
      ...this.#decided(step, given),
    ];
  }

  #decided({ outcomes, rules }: OutlinedStep, given: readonly Expression[]): PhonePart[] {
    return [
      ...rules.map(({ when, message }): PhonePart => ({
        kind: 'say',
        lead: this.#words('phoneAmiss', { condition: this.#teller.condition(when, given) }),
        sentences: [this.#teller.say(message)],
      })),
      ...outcomes.map(({ when, title, text, appeal }): PhonePart => ({
        kind: 'say',
        lead: this.#words('phoneEndIf', { condition: this.#teller.condition(when, given) }),
        sentences: [title, ...text, appeal].map((each) => this.#teller.say(each)),
      })),
    ];
  }

  #costs(): PhonePart[] {
    const { fees = [] } = this.#teller.outline.service.definition;
    if (!fees.length) return [];
    const items = fees.map(({ title, money, when }) => {
      const text = `${this.#teller.say(title)}: ${moneyInWords(money.amount, money.currency, this.#teller.reader.language)}`;
      return this.#withCondition(`${text}.`, when);
    });
    return [
      { kind: 'branch', text: this.#words('phoneCosts') },
      { kind: 'list', items },
    ];
  }

  #excluded(): PhonePart[] {
    const { excluded, terms } = this.#teller.outline;
    if (!excluded.length) return [];
    return [
      { kind: 'heading', level: 2, text: this.#words('phoneElsewhere') },
      { kind: 'list', items: excluded.map(({ question }) => this.#teller.say(question.label)) },
      ...(terms.instead ? [{ kind: 'say', sentences: [this.#teller.say(terms.instead)] } as const] : []),
    ];
  }

  #declarations(): PhonePart[] {
    const { declarations = [] } = this.#teller.outline.service.definition;
    if (!declarations.length) return [];
    return [
      { kind: 'heading', level: 2, text: this.#words('declarationHeading') },
      { kind: 'branch', text: this.#words('phoneDeclare') },
      ...declarations.map(({ text, when }): PhonePart => ({
        kind: 'say',
        ...(when && { lead: this.#words('phoneReadIf', { condition: this.#teller.condition(when) }) }),
        sentences: [this.#teller.say(text)],
      })),
    ];
  }

  #next(): PhonePart[] {
    const { next = [] } = this.#teller.outline.service.definition;
    if (!next.length) return [];
    return [{ kind: 'list', items: next.map(({ text, when }) => this.#withCondition(this.#teller.say(text), when)) }];
  }

  #withCondition(text: string, when: Expression | undefined): string {
    return when ? this.#words('onlyIf', { text, condition: this.#teller.condition(when) }) : text;
  }

  #words(...said: Parameters<Teller['words']>): string {
    return this.#teller.words(...said);
  }
}
