import { askedOf, errorOf, labelOf, missing } from '../answers/read-page.ts';
import type { ServiceQuestion } from '../path/service.ts';
import type { MessageKey } from '../words/catalogue.ts';
import { optionsOf } from './boxes.ts';
import type { TickOption } from './boxes.ts';
import { confirmationOf } from './read-back.ts';
import type { Teller } from './telling.ts';

/** A question as it is asked on the phone. */
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

const expected: Readonly<Record<string, MessageKey>> = {
  choice: 'phoneOneOf',
  'yes-no': 'phoneOneOf',
  equality: 'phoneOneOf',
  choices: 'phoneSomeOf',
  integer: 'phoneInteger',
  decimal: 'phoneDecimal',
  'person-name': 'phoneName',
  email: 'phoneEmail',
  phone: 'phoneNumber',
  'national-number': 'phoneNational',
};

const expectedOfDate = { day: 'phoneDate', month: 'phoneDateWithoutDay', year: 'phoneDateOfYear' } as const;

/** What is said, heard and confirmed of each question. */
export class PhoneQuestions {
  readonly #teller: Teller;

  constructor(teller: Teller) {
    this.#teller = teller;
  }

  of(question: ServiceQuestion): PhoneQuestion {
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
    if (control.kind === 'date') return this.#words(expectedOfDate[control.precision ?? 'day']);
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

  #words(...said: Parameters<Teller['words']>): string {
    return this.#teller.words(...said);
  }
}
