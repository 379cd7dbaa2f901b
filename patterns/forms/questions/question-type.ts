import type { DatePart } from '@plaza-ds/components/read/calendar-date';
import type { DataSchema } from '../definition/definition.ts';
import type { Option } from '../definition/definition.ts';
import type { Values } from '../definition/words.ts';
import type { Catalogue, MessageKey } from '../words/catalogue.ts';

/** What was typed into the controls of one question, by the end of their names: `''` for a single control, `day` of `birth/day`. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** Kinds of error, after ValidityState. Each can be worded by the definition; the elements in the page know the same. */
export const errorCodes = [
  'value-missing',
  'type-mismatch',
  'pattern-mismatch',
  'too-short',
  'too-long',
  'range-underflow',
  'range-overflow',
  'step-mismatch',
  'bad-input',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What is wrong with an answer. */
export interface Problem {
  /** Stays the same in every language. */
  code: ErrorCode;
  /** The sentence of the catalogue, where the definition has none for this code. */
  message: MessageKey;
  values?: Values;
  /** What the control to mend is called, where it has a label of its own. */
  label?: MessageKey;
  /** The controls to mend, by the end of their names; all of them, without it. */
  parts?: readonly string[];
}

/** What was typed, read: a value for the data, null for nothing at all, or what is wrong. */
export type Reading<Value> =
  { value: Value | null; problems?: never } | { problems: readonly Problem[]; value?: never };

/** What a question is asked with: what the definition says of the answer, the reader's language, and the day. */
export interface Asked {
  schema: DataSchema;
  settings: Readonly<Record<string, unknown>>;
  options: readonly Option[];
  required: boolean;
  /** BCP 47 tag. */
  language: string;
  /** Calendar date where the service is, `YYYY-MM-DD`. */
  today: string;
  /** The sentences of the service in each language. */
  words: Readonly<Record<string, Catalogue>>;
}

/** Attributes of a native control, by their names in HTML; true stands for an attribute without a value. */
export type Attributes = Readonly<Record<string, string | number | true | undefined>>;

/** For controls of digits: they go from left to right in every script, and without it spaces between groups turn the groups round. */
export const leftToRight = { dir: 'ltr' } as const;

/** An element between the field and its control, which reads what is typed. */
export interface Around {
  tag: 'plaza-national-number' | 'plaza-phone' | 'plaza-money';
  attributes: Attributes;
}

/** One of several controls of a question, such as the street of an address: a text, or one of some options. */
export interface LabelledPart {
  name: string;
  label: MessageKey;
  hint?: MessageKey;
  /** Whether the question can be answered without it. */
  optional?: true;
  attributes?: Attributes;
  /** Attributes of the field around it. */
  element?: Attributes;
  around?: Around;
  /** What there is to choose from, in the reader's language. */
  options?: readonly { value: string; label: string }[];
}

/** How a question stands on a page: the element around it, and the native controls in it. */
export type Control =
  | {
      kind: 'field';
      attributes?: Attributes;
      element?: Attributes;
      prefix?: string;
      suffix?: string;
      around?: Around;
      /** What an answer is that does not fit the `pattern` among the attributes; `pattern-mismatch`, without it. */
      unfit?: Problem;
    }
  | { kind: 'textarea'; rows: number; element?: Attributes }
  | { kind: 'select'; attributes?: Attributes }
  | { kind: 'radios' | 'checkboxes' }
  | {
      kind: 'date';
      element: Attributes;
      autocomplete?: 'bday';
      /** The part that is enough; the day, without it. */ precision?: DatePart;
    }
  | { kind: 'fields'; parts: readonly LabelledPart[] }
  | { kind: 'file'; element: Attributes; accept: string; several: boolean };

/** How conditions see the values of a type. */
export type ValueKind = 'text' | 'number' | 'boolean' | 'date' | 'list' | 'other';

/**
 * A standard question: everything that a service needs to ask it well. What a type does not say of itself, a definition can
 * say of one question; the other way round, nothing is said twice.
 */
export interface QuestionType<Value = unknown> {
  /** `std:` and this name take it: `{ "$ref": "std:date" }`. */
  name: string;
  /** The value in the data, as JSON Schema 2020-12. */
  schema: DataSchema;
  /** What its settings say of the value on top. */
  schemaWith?(settings: Readonly<Record<string, unknown>>): DataSchema;
  kind: ValueKind;
  /** Whether its answers tell who somebody is, as the definition can say of any question (`sensitive`). */
  sensitive?: true;
  /** Settings that it cannot be asked without, each with what it may be. */
  needs?: Readonly<Record<string, readonly string[]>>;
  control(asked: Asked): Control;
  /** Reads what was typed, forgivingly. Empty is null; whether it may be empty is not decided here. */
  read(typed: Typed, asked: Asked): Reading<Value>;
  /** A value as it is typed, to show it in the controls again. */
  write(value: Value, asked: Asked): Typed;
  /** A value as people read it. */
  say(value: Value, asked: Asked): string;
  /** The least and the most that an answer may be (`min`, `max`), as its sentences name them, where the schema does not say it. */
  limitsSaid?(asked: Asked): Values;
  /** The sentence for a question that was not answered, where it is not "Fill in". */
  missing?: MessageKey;
  /** Settings to try the examples with. */
  exampleSettings?: Readonly<Record<string, unknown>>;
  /** What may be typed, with its value, and what may not, with its code: for tests, previews and the parity of channels. */
  examples: { right: readonly [Typed, Value][]; wrong: readonly [Typed, ErrorCode][] };
}
