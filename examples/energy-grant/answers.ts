import { createHash } from 'node:crypto';
import type { Language } from '../municipality/languages.ts';
import type { ReceivedForm } from '../municipality/received-form.ts';
import { readDateOfBirth } from './date-of-birth.ts';
import type { DatePart, DateProblem } from './date-of-birth.ts';
import { isRegion } from './regions.ts';
import type { Region } from './regions.ts';
import type { Words } from './words/en.ts';

export const contacts = ['email', 'phone', 'office'] as const;
export const needs = ['insulation', 'heating', 'windows', 'none'] as const;
export const mostInName = 200;
export const mostInAbout = 500;

export type Contact = (typeof contacts)[number];
export type Need = (typeof needs)[number];

/** The answers as they were typed, right or wrong, with LF for every line break. */
export interface Typed {
  name: string;
  email: string;
  birthDate: Record<DatePart, string>;
  region: string;
  contact: string;
  needs: string[];
  about: string;
}

/** The answers once they are right. */
export interface Answers {
  name: string;
  email: string;
  /** ISO date. */
  birthDate: string;
  region: Region;
  contact: Contact;
  needs: Need[];
  about: string;
}

export type Question = keyof Answers | 'proof';

/** One thing to mend. */
export interface AnswerError {
  question: Question;
  /** Id of the control that mends it. */
  control: string;
  message: string;
  /** The parts of a date that are wrong. */
  parts?: readonly DatePart[];
}

export const nothingTyped: Typed = {
  name: '',
  email: '',
  birthDate: { day: '', month: '', year: '' },
  region: '',
  contact: '',
  needs: [],
  about: '',
};

/** The names that the form's controls have, which are their JSON Pointers without the first slash. */
export const names = {
  name: 'name',
  email: 'email',
  birthDate: { day: 'birth_date/day', month: 'birth_date/month', year: 'birth_date/year' },
  region: 'region',
  contact: 'contact',
  needs: 'needs',
  about: 'about',
  proof: 'proof',
} as const;

/** What somebody typed, out of what arrived. NUL stays in, so that it can be spoken of. */
export function typedIn({ fields }: ReceivedForm): Typed {
  const text = (name: string) => fields.get(name)?.[0] ?? '';
  return {
    name: text(names.name),
    email: text(names.email),
    birthDate: { day: text(names.birthDate.day), month: text(names.birthDate.month), year: text(names.birthDate.year) },
    region: text(names.region),
    contact: text(names.contact),
    needs: fields.get(names.needs) ?? [],
    about: text(names.about),
  };
}

/** Every answer as a name and its text, as a form would send it. */
export function entriesOf(typed: Typed): [name: string, text: string][] {
  const { birthDate, needs, ...texts } = typed;
  return [
    ...(Object.entries(texts) as [keyof typeof texts, string][]).map(([key, text]): [string, string] => [
      names[key],
      text,
    ]),
    ...(Object.entries(birthDate) as [DatePart, string][]).map(([part, text]): [string, string] => [
      names.birthDate[part],
      text,
    ]),
    ...needs.map((need): [string, string] => [names.needs, need]),
  ];
}

/** Tells whether two forms have the same content: what was typed, and the bytes of the file. */
export function contentHash(typed: Typed, proofHash: string): string {
  const content = [...entriesOf(typed).map(([name, text]) => [name, text.replaceAll('\0', '')]), ['proof', proofHash]];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Checks what was typed. Either everything is right, or there is at least one error, in page order. */
export function checkAnswers(
  typed: Typed,
  cut: ReadonlySet<string>,
  { words, language, today }: { words: Words; language: Language; today: string },
): { answers: Answers; errors: [] } | { answers?: never; errors: AnswerError[] } {
  const number = new Intl.NumberFormat(language);
  const errors: AnswerError[] = [];
  const wrong = (question: Question, control: string, message: string, parts?: readonly DatePart[]) =>
    void errors.push({ question, control, message, ...(parts && { parts }) });
  /** What no answer may be, whatever is asked; says whether it found something. */
  const unkept = (question: Question, control: string, label: string, texts: string[], sent: string[]) => {
    if (sent.some((name) => cut.has(name)))
      wrong(question, control, words.errors.cut(label, number.format(texts[0]!.length)));
    else if (texts.some((text) => text.includes('\0'))) wrong(question, control, words.errors.nul(label));
    else return false;
    return true;
  };

  const email = typed.email.trim();
  if (!unkept('name', 'name', words.name, [typed.name], [names.name])) {
    const length = lengthOf(typed.name);
    if (!typed.name.trim()) wrong('name', 'name', words.errors.nameMissing);
    else if (length > mostInName)
      wrong('name', 'name', words.errors.nameTooLong(number.format(mostInName), number.format(length)));
  }
  if (!unkept('email', 'email', words.email, [typed.email], [names.email])) {
    if (!email) wrong('email', 'email', words.errors.emailMissing);
    else if (!isEmail(email)) wrong('email', 'email', words.errors.emailWrong);
  }

  const birthDate = readDateOfBirth(typed.birthDate, today);
  const dateTexts = Object.values(typed.birthDate);
  if (
    !unkept('birthDate', 'birth-day', words.birthDate, dateTexts, Object.values(names.birthDate)) &&
    typeof birthDate !== 'string'
  )
    wrong('birthDate', `birth-${birthDate.parts[0]!}`, dateMessage(birthDate, words, language), birthDate.parts);

  if (!isRegion(typed.region)) wrong('region', 'region', words.errors.regionMissing);
  if (!isOneOf(contacts, typed.contact)) wrong('contact', 'contact-email', words.errors.contactMissing);
  const chosen = [...new Set(typed.needs)];
  if (chosen.length === 0) wrong('needs', 'needs-insulation', words.errors.needsMissing);
  else if (!chosen.every((need) => isOneOf(needs, need))) wrong('needs', 'needs-insulation', words.errors.needsUnknown);
  else if (chosen.length > 1 && chosen.includes('none'))
    wrong('needs', 'needs-insulation', words.errors.needsNoneWithOthers);

  if (!unkept('about', 'about', words.about, [typed.about], [names.about])) {
    const over = lengthOf(typed.about) - mostInAbout;
    if (over > 0) wrong('about', 'about', words.errors.aboutTooLong(over, number.format(over)));
  }

  if (errors.length > 0) return { errors };
  const { name, region, contact, about } = typed;
  return {
    answers: { name, email, birthDate, region, contact, needs: chosen, about } as Answers,
    errors: [],
  };
}

function dateMessage({ problem, parts }: DateProblem, words: Words, language: Language): string {
  const { errors } = words;
  const named = new Intl.ListFormat(language, { type: 'conjunction' }).format(parts.map((part) => errors.parts[part]));
  return {
    missing: errors.dateMissing,
    incomplete: errors.dateIncomplete(named),
    'not-real': errors.dateNotReal,
    'year-digits': errors.yearDigits,
    future: errors.dateFuture,
    'too-early': errors.dateTooEarly,
  }[problem];
}

/** One @ with something before it, and after it a name with a dot: the rest only the mail itself can tell. */
function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@\p{C}]+@(?:[^\s@.\p{C}]+\.)+[^\s@.\p{C}]{2,}$/u.test(text);
}

/** What people count: code points, with a line break as one. */
function lengthOf(text: string): number {
  return [...text].length;
}

function isOneOf<Value extends string>(values: readonly Value[], text: string): text is Value {
  return (values as readonly string[]).includes(text);
}
