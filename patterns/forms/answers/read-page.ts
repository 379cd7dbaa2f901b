import { say } from '../definition/words.ts';
import type { Values } from '../definition/words.ts';
import type { PathStep } from '../path/path.ts';
import type { Service, ServiceQuestion } from '../path/service.ts';
import type { Asked, ErrorCode, Problem, Typed } from '../questions/question-type.ts';
import { catalogues, message } from '../words/catalogue.ts';
import type { Catalogue } from '../words/catalogue.ts';

/** What is wrong with an answer, in the person's language. */
export interface AnswerError {
  /** Name of the answer in the draft: `children/k3f9/birth`. */
  name: string;
  /** The same as a JSON Pointer. */
  pointer: string;
  code: ErrorCode;
  message: string;
  /** The names of the controls to mend; the first is where a person is led. */
  controls: readonly string[];
}

/** For whom a page is read or said. */
export interface Reader {
  /** BCP 47 tag. */
  language: string;
  /** Calendar date where the service is, `YYYY-MM-DD`. */
  today: string;
  /** The sentences of the service in each language; those of the package, without it. */
  words?: Readonly<Record<string, Catalogue>>;
}

/** A page as it was sent: a value for each right answer (null where nothing was typed), and what is wrong. */
export interface PageReading {
  values: Readonly<Record<string, unknown>>;
  errors: readonly AnswerError[];
}

/** Names of controls with the texts that were typed into them, as forms send them. */
export type Sent = ReadonlyMap<string, readonly string[]>;

/** Reads what was sent for the questions of a page, and of no other. */
export function readPage(service: Service, step: PathStep, sent: Sent, reader: Reader): PageReading {
  const values: Record<string, unknown> = {};
  const errors: AnswerError[] = [];
  for (const { question, name } of questionsOf(service, step)) {
    const asked = askedOf(question, reader);
    const reading = question.type.read(typedIn(sent, name), asked);
    const problems = reading.problems ?? (reading.value === null && question.required ? [missing(question)] : []);
    errors.push(...problems.map((problem) => errorOf(question, name, problem, reader)));
    if (!problems.length) values[name] = reading.value;
  }
  return { values, errors };
}

/** The questions of a page with their names in the draft. */
export function questionsOf(service: Service, { step, ask }: PathStep): { question: ServiceQuestion; name: string }[] {
  if (!('ask' in step)) return [];
  return step.ask.map((pattern, index) => ({ question: service.questions.get(pattern)!, name: ask[index]! }));
}

export function askedOf({ schema, question, required }: ServiceQuestion, reader: Reader): Asked {
  const { language, today, words = catalogues } = reader;
  return { schema, settings: schema.settings ?? {}, options: question.options ?? [], required, language, today, words };
}

/** What was typed into the controls of one question. */
export function typedIn(sent: Sent, name: string): Typed {
  const typed: Record<string, readonly string[]> = {};
  for (const [control, texts] of sent)
    if (control === name) typed[''] = texts;
    else if (control.startsWith(`${name}/`)) typed[control.slice(name.length + 1)] = texts;
  return typed;
}

/** The question as it stands on the page, with "(optional)" where nobody has to answer. */
export function labelOf({ question, required }: ServiceQuestion, { language, words = catalogues }: Reader): string {
  const label = say(question.label, language);
  return required ? label : message(words, language, 'optional', { label });
}

/** What is wrong where nothing was answered. */
export function missing({ type }: ServiceQuestion): Problem {
  return { code: 'value-missing', message: type.missing ?? 'valueMissing' };
}

/** A problem in words: those of the definition, if it has any for the code, else those that the elements say too. */
export function errorOf(question: ServiceQuestion, name: string, problem: Problem, reader: Reader): AnswerError {
  const { language, words = catalogues } = reader;
  const label = problem.label ? message(words, language, problem.label) : labelOf(question, reader);
  const values: Values = { label, ...problem.values };
  const { kind } = question.type.control(askedOf(question, reader));
  const parts = problem.parts ?? (kind === 'date' ? ['day', 'month', 'year'] : ['']);
  if (kind === 'date')
    values.parts = new Intl.ListFormat(language).format(parts.map((part) => message(words, language, part as 'day')));
  const own = question.question.errors?.[problem.code];
  return {
    name,
    pointer: `/${name}`,
    code: problem.code,
    message: own ? say(own, language, values) : message(words, language, problem.message, values),
    controls: parts.map((part) => (part ? `${name}/${part}` : name)),
  };
}
