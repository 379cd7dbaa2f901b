import type { Expression } from '../conditions/expression.ts';
import type { Words } from './words.ts';

/** A JSON Schema 2020-12, as far as a definition writes one; `$ref: "std:date"` takes a standard question. */
export interface DataSchema {
  $ref?: string;
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  properties?: Record<string, DataSchema>;
  required?: readonly string[];
  items?: DataSchema;
  enum?: readonly (string | number)[];
  const?: unknown;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  description?: string;
  /** Settings of a standard question, such as `{ currency: "CLP" }`; each question type says which it has. */
  settings?: Readonly<Record<string, unknown>>;
}

/** One way to answer a question of choice. */
export interface Option {
  value: string;
  label: Words;
  hint?: Words;
  /** "None of these": it goes with no other. */
  exclusive?: boolean;
}

/** The words of one question. What the answer may be stands in `data`. */
export interface Question {
  label: Words;
  hint?: Words;
  /** Why the question is asked: shown on demand, said by whoever helps. */
  why?: Words;
  /** Words of an error in place of the question type's own, by code: `value-missing`. */
  errors?: Readonly<Record<string, Words>>;
  options?: readonly Option[];
  /** How it is asked by telephone; else the label is read out. */
  say?: Words;
  /** What is said beside it on paper, in place of the hint: that of a file speaks of formats and sizes, and is not printed. */
  onPaper?: Words;
  /** Whether it tells who somebody is: marked in the page, so that what counts visits or keeps drafts there leaves it alone. */
  sensitive?: boolean;
}

/** A condition that other conditions and pages call by name; the label says it in words: "you applied as a company". */
export interface Condition {
  label: Words;
  when: Expression;
}

/** A rule over several answers: while it is true, the answers do not fit together. */
export interface Rule {
  id: string;
  /** When there is something to say. */
  when: Expression;
  /** The answer that the error stands at: one of the page where the last of the answers is given. */
  at: string;
  message: Words;
}

export interface Section {
  id: string;
  title: Words;
}

/** One page: one question, or a few that belong together. */
export interface Page {
  id: string;
  section?: string;
  /** The names of its questions; none for a page that only tells something. */
  ask: readonly string[];
  /** When the page is shown; always, without it. It may only ask about answers given before. */
  when?: Expression;
  /** The page's heading; without it, the only question's label is the heading. */
  heading?: Words;
  /** What is said under the heading, one paragraph each. */
  text?: readonly Words[];
  /** `interruption`: a page that stops people to tell them something they have to know. */
  kind?: 'question' | 'interruption';
  /**
   * Whether what people type on it is kept on their device, encrypted, until the server has it: where the network comes and goes.
   * Never what is `sensitive`, no file, and nothing on a device that others use too.
   */
  keepsOffline?: boolean;
}

/** Pages that are asked again for each item: children, vehicles. Repeats may stand inside repeats. */
export interface Repeat {
  /** The name of the list in the answers, `children` or, inside another, a star for its item and then the name. */
  repeat: string;
  id: string;
  section?: string;
  when?: Expression;
  /** Fewest and most items. */
  min?: number;
  max?: number;
  /** Heading of the list: "Your children". */
  heading: Words;
  /** One item in words: "Child {number}". */
  item: Words;
  /** The question at the end of the list: "Do you want to add another child?" */
  another: Words;
  /** The answers that tell items apart in the list. */
  summary?: readonly string[];
  pages: readonly (Page | Repeat)[];
}

export type Step = Page | Repeat;

/** An end before the end: the service cannot go on, and says why and what else to do. */
export interface Outcome {
  id: string;
  when: Expression;
  title: Words;
  text: readonly Words[];
  /** What a person can do who does not agree. */
  appeal: Words;
}

/** A paper or a file that people need at hand. */
export interface Evidence {
  id: string;
  title: Words;
  hint?: Words;
  when?: Expression;
  /** The question that asks for it, if it is sent with the form. */
  question?: string;
}

/** Money in the smallest unit of its currency, as a whole number in a string; ISO 4217. */
export interface Money {
  amount: string;
  currency: string;
}

export interface Fee {
  code: string;
  title: Words;
  when?: Expression;
  money: Money;
}

/** What people declare before they send. Its words are kept, with their version, beside what they were said about. */
export interface Declaration {
  id: string;
  text: Words;
  when?: Expression;
  /**
   * How it is signed: `tick`, a box to tick; `typed-name`, the full name; `re-authentication`, signing in again just before it is sent,
   * which needs `identity`, and can be done on the pages alone.
   */
  kind: 'tick' | 'typed-name' | 're-authentication';
  /** How surely it has to be known who signs by signing in again; as `identity` says, without it. */
  level?: 'low' | 'substantial' | 'high';
}

/** What happens after it was sent, in a sentence. */
export interface NextStep {
  text: Words;
  /** For whom it is said; for everybody, without it. */
  when?: Expression;
}

/** Answers that another office has. They are fetched for one purpose, and only if the person agrees or a law says so. */
export interface Prefill {
  /** Its name in what is kept and sent: small letters, digits and hyphens; the source’s, without it. */
  id?: string;
  /** The question that it answers, or several that are fetched together. None of them stands in a list. */
  question: string | readonly string[];
  /** The name under which the server knows the source: `vehicle-register`. */
  source: string;
  /** What people call the source: "the vehicle register". */
  office: Words;
  /** What the data is for. */
  purpose: Words;
  /** `ask`: the person decides. `law`: a law lets the office do it, and the person is told. */
  consent: 'ask' | 'law';
  /** Answers that the source needs first, such as a number plate. */
  from?: readonly string[];
  /**
   * What a person can do about a value that is wrong. `yes`, without it: write another. `this-form-only`: the same, and the source
   * stays as it is. `request-correction`: say what is right; the source’s value counts until the office has corrected it.
   */
  editable?: 'yes' | 'this-form-only' | 'request-correction';
  /** How a value is corrected, where a correction is requested. */
  correction?: Words;
}

export type Channel = 'web' | 'kiosk' | 'agent' | 'phone' | 'paper';

/** What is otherwise in one channel. */
export interface ChannelTerms {
  /** The names of questions that are not asked there. */
  exclude?: readonly string[];
  /** What people do about them instead. */
  instead?: Words;
}

/** The form to print and to fill in by hand. */
export interface PaperTerms extends ChannelTerms {
  /** Where the filled-in form goes: the office’s postal address and the counter, a line each. */
  sendTo?: Words;
  /** How many items of each list have room on the form; 3, without it. There is a sheet to copy for more. */
  copies?: number;
}

/** What becomes of answers given under an older version. */
export type Migration =
  | { rename: string; to: string }
  | { drop: string }
  | { default: string; value: unknown }
  | { reask: string }
  | { map: string; values: Readonly<Record<string, string>> };

/** A procedure written down once: what is asked, when, in which words, and what follows. */
/** Sign-in: how surely the service has to know who applies, and for whom they may come. */
export interface Identity {
  level: 'none' | 'low' | 'substantial' | 'high';
  /** Whether people have to sign in; else it is offered. */
  required: boolean;
  /**
   * For whom people may come: for themselves (`self`), for another person by a mandate (`mandate`), for a company (`company`). They
   * choose when they sign in. For themselves alone, without it; where `self` is not named, for others alone.
   */
  actingFor?: readonly ('self' | 'mandate' | 'company')[];
  /** What a mandate has to allow, in the word of whoever gives mandates; any mandate will do, without it. */
  mandateScope?: string;
}

export interface Definition {
  $schema?: string;
  /** In addresses: small letters, digits and hyphens. */
  id: string;
  /** A whole number. A published version never changes. */
  version: number;
  /** BCP 47 tags; every text is there in each of them. The first is the service's own. */
  languages: readonly string[];
  title: Words;
  /** What the service gives people, in a sentence or two. */
  summary?: Words;
  agency: Words;
  legalBasis?: readonly Words[];
  /** IANA time zone in which its days begin and end. */
  timeZone: string;
  data: DataSchema;
  /** By the name of the answer: its place in `data`, parts joined by slashes, a star for an item of a list. */
  questions: Readonly<Record<string, Question>>;
  conditions?: Readonly<Record<string, Condition>>;
  rules?: readonly Rule[];
  sections?: readonly Section[];
  /**
   * `task-list`: people see the sections as a list and answer them in the order they like. Pages without a section come before
   * it, one after the other, such as those that find out whether somebody may apply. `linear`, without it: page after page.
   */
  journey?: 'linear' | 'task-list';
  pages: readonly Step[];
  outcomes?: readonly Outcome[];
  evidence?: readonly Evidence[];
  fees?: readonly Fee[];
  declarations?: readonly Declaration[];
  /** What happens next, in order: said on the confirmation. */
  next?: readonly NextStep[];
  prefill?: readonly Prefill[];
  /** How surely the service has to know who applies, and for whom they may come. */
  identity?: Identity;
  /**
   * Where people go at once who must not be seen on the pages of the service: the address of a site that anybody may have open, such as
   * `https://weather.example`. Each page has a way there then.
   */
  exitQuickly?: { to: string };
  /** Which channels there are, and what is not asked there. */
  channels?: Partial<Record<Exclude<Channel, 'paper'>, ChannelTerms> & { paper: PaperTerms }>;
  /** When it opens and closes, as RFC 3339. What was begun before the close can be sent until `grace` days after it. */
  opens?: string;
  closes?: string;
  grace?: number;
  /**
   * How drafts of the version before come along. Until `until` (RFC 3339) they can be finished as they were begun; without it,
   * for as long as the server has that version.
   */
  replaces?: { version: number; until?: string; migrate: readonly Migration[] };
}

export function isRepeat(step: Step): step is Repeat {
  return 'repeat' in step;
}
