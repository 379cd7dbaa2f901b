import type { Person } from '../identity-port.ts';

/** What a source is asked, once the person agreed or a law says so. */
export interface PrefillRequest {
  /** The questions whose answers are wanted, and no others. */
  questions: readonly string[];
  /** The answers that the definition names in `from`. */
  answers: Readonly<Record<string, unknown>>;
  /** What the data is for, in the language of the person. */
  purpose: string;
  /** The decision of the person: the id of what they decided about, when, and the fingerprint of the words. */
  consent: { id: string; at: string; wording: string };
  /** Who is signed in; undefined where nobody is. */
  person: Person | undefined;
  /** Ends when nobody waits any more. */
  signal: AbortSignal;
}

/** What a source knows. */
export interface PrefillAnswer {
  /** Of when it is: a date `YYYY-MM-DD`, or an instant as RFC 3339. */
  asOf: string;
  /** Answers by question, as the data of the definition has them. What is not there is asked. */
  values: Readonly<Record<string, unknown>>;
}

/**
 * Another office that has answers. Where it throws, is slow, or says what the question would not take from a person either, the
 * person is asked. What it throws is known by its kind alone (`describeError`).
 */
export interface PrefillSource {
  fetch(request: PrefillRequest): Promise<PrefillAnswer>;
}
