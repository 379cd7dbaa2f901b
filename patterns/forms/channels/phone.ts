import { askedOf, errorOf, labelOf, missing } from '../answers/read-page.ts';
import type { Reader } from '../answers/read-page.ts';
import type { Expression } from '../conditions/expression.ts';
import type { Service, ServiceQuestion } from '../path/service.ts';
import { moneyInWords } from '../questions/money.ts';
import type { MessageKey } from '../words/catalogue.ts';
import { optionsOf } from './boxes.ts';
import type { TickOption } from './boxes.ts';
import { isList, outlineOf, questionsIn } from './outline.ts';
import type { OutlinedList, OutlinedPage, OutlinedStep } from './outline.ts';
import { confirmationOf } from './read-back.ts';
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

export interface PhoneQuestion {
  kind: 'question';
  name: string;
  number: string;
  say: string;
  hint: string | undefined;
  /** What an answer is; with options, one or some of them. */
  expect: string;
  options: readonly TickOption[];
  confirm: string;
  /** What to say to an answer that cannot be right. */
  wrong: readonly string[];
}

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

const expected: Readonly<Record<string, MessageKey>> = {
  choice: 'phoneOneOf',
  'yes-no': 'phoneOneOf',
  equality: 'phoneOneOf',
  choices: 'phoneSomeOf',
  date: 'phoneDate',
  integer: 'phoneInteger',
  decimal: 'phoneDecimal',
  'person-name': 'phoneName',
  email: 'phoneEmail',
  phone: 'phoneNumber',
  'national-number': 'phoneNational',
};

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
    return [
      ...(sentences.length && !isLeftOut ? [{ kind: 'say', sentences } as const] : []),
      ...questions.map((question) => this.#question(question)),
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

  #question(question: ServiceQuestion): PhoneQuestion {
    const { reader, outline } = this.#teller;
    const { label, say, hint } = question.question;
    return {
      kind: 'question',
      name: question.name,
      number: String(outline.numbers.get(question.name)!),
      say: say ? this.#teller.say(say) : this.#asQuestion(this.#teller.say(label), labelOf(question, reader)),
      hint: hint && this.#teller.say(hint),
      expect: this.#expected(question),
      options: optionsOf(question, reader, 'phoneAlone'),
      confirm: confirmationOf(question, reader),
      wrong: this.#wrong(question),
    };
  }

  /** A label that asks already stays as it is. */
  #asQuestion(label: string, shown: string): string {
    return /[?؟]$/.test(label.trim()) ? shown : shown.replace(label, this.#words('phoneAsQuestion', { label }));
  }

  #expected(question: ServiceQuestion): string {
    const asked = askedOf(question, this.#teller.reader);
    const control = question.type.control(asked);
    const key = expected[question.type.name];
    if (key) return this.#words(key);
    if (question.type.name === 'money') return this.#words('phoneMoney', { currency: this.#currency(question) });
    if (control.kind !== 'fields') return this.#words('phoneText');
    const parts = control.parts.map(({ label }) => this.#words(label));
    return new Intl.ListFormat(this.#teller.reader.language).format(parts);
  }

  #currency({ schema }: ServiceQuestion): string {
    const names = new Intl.DisplayNames(this.#teller.reader.language, { type: 'currency' });
    return names.of(schema.settings!.currency as string)!;
  }

  /** What the service itself says of wrong answers: nothing, and what the question type has as examples. */
  #wrong(question: ServiceQuestion): string[] {
    const { reader } = this.#teller;
    const asked = askedOf(question, reader);
    const isText = question.type.name === 'text'; // its examples are of signs and lengths that nobody says
    const unfit = { code: 'pattern-mismatch', message: 'patternMismatch' } as const;
    const read = isText
      ? question.schema.pattern
        ? [unfit]
        : []
      : question.type.examples.wrong.flatMap(([typed]) => question.type.read(typed, asked).problems ?? []);
    const problems = [...(question.required ? [missing(question)] : []), ...read];
    return [...new Set(problems.map((problem) => errorOf(question, question.name, problem, reader).message))];
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
