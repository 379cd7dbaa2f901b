import type { AnswerChannel } from '../answers/given.ts';

/** A decision as it was made, with the very words. None is ever changed: a new one comes after it. */
export interface ConsentDecision {
  /** What was decided about: the id of the definition's `prefill`. */
  id: string;
  source: string;
  /** `informed`: a law lets the office do it, and the person was told. */
  decision: 'yes' | 'no' | 'informed';
  at: string;
  /** BCP 47 tag of the words. */
  language: string;
  office: string;
  purpose: string;
  /** The questions that it is about, as they were called. */
  data: readonly string[];
  /** SHA-256 of the words in all languages: the version of the wording. */
  wording: string;
}

/** Where an answer comes from that nobody typed. */
export interface Origin {
  source: string;
  /** What was decided about, when, and the version of the wording. */
  consent: { id: string; at: string; wording: string };
  office: string;
  purpose: string;
  /** Of when it is, as the source says. */
  asOf: string;
  /** When the person saw it and went on. */
  at: string;
  channel: AnswerChannel;
  /** The source said otherwise later, and the person kept what they had seen. */
  changedSince?: string;
}

/** The same, as it is sent. */
export interface AnswerProvenance extends Origin {
  by: { kind: 'prefill'; id: string };
}
