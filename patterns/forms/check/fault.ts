/** What is wrong with a definition, where, why it harms, and how to mend it. */
export interface Fault {
  /** Where in the document, as a JSON Pointer (RFC 6901). */
  pointer: string;
  /** Stays the same whatever the sentences say. */
  code: FaultCode;
  /** What is wrong, and how to mend it: for the author of the definition, in English. */
  message: string;
}

export type FaultCode =
  | 'shape'
  | 'language'
  | 'time-zone'
  | 'untranslated'
  | 'places-differ'
  | 'plural-form'
  | 'id-taken'
  | 'question-without-data'
  | 'question-without-type'
  | 'question-never-asked'
  | 'question-asked-twice'
  | 'data-without-question'
  | 'unknown-question'
  | 'options'
  | 'setting'
  | 'pattern'
  | 'unknown-answer'
  | 'unknown-condition'
  | 'circle'
  | 'asks-later'
  | 'outside-list'
  | 'unlike-values'
  | 'unknown-option'
  | 'not-a-value'
  | 'undecided'
  | 'list-limits'
  | 'unknown-section'
  | 'unreachable'
  | 'no-end'
  | 'prefill-twice'
  | 'prefill-type'
  | 'no-correction'
  | 'money'
  | 'time'
  | 'migration'
  | 'acting-for'
  | 're-authentication'
  | 'exit'
  | 'keeps-traces'
  | 'keeps-nothing'
  | 'no-alternative'
  | 'excluded-decides'
  | 'no-address'
  | 'not-sayable'
  | 'identity-level'
  | 'no-words'
  | 'alike'
  | 'parity-questions'
  | 'parity-answers'
  | 'parity-end'
  | 'parity-fees';

/** One part of a JSON Pointer. */
export function part(name: string | number): string {
  return String(name).replaceAll('~', '~0').replaceAll('/', '~1');
}
