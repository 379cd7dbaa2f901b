import type { HistoryEntry } from '../answers/given.ts';
import type { Submission } from '../answers/submission.ts';
import type { CounterRecord } from './counter-record.ts';
import type { GivenDeclaration, KeptFile, SentForm } from './store.ts';

/**
 * Who gets what people send: a register, an office's mailbox, another system.
 *
 * `deliver` ends when the other side has it, and throws where that is not certain: it is called again later, for weeks. Once in a
 * while something arrives twice, so who receives goes by the reference. What it throws is known by its kind alone (`describeError`).
 */
export interface Destination {
  /** In the database and in logs: letters, digits, `-` and `_`. Once used it stays. */
  name: string;
  deliver(form: SentForm, files: readonly SentFile[]): Promise<void>;
}

/** A file that was sent; the answer it belongs to has its id in `file`. */
export interface SentFile extends KeptFile {
  id: string;
}

/** 1 had no number, and neither `given`, `languages` nor `history`. */
export const messageVersion = 2;

/** What every destination is given, as JSON. Neither the way to the confirmation nor what was set aside is in it. */
export interface Message {
  /** Which of these shapes it is. A member that comes to it leaves the others as they are. */
  messageVersion: typeof messageVersion;
  /** Stays the same however often it is delivered. */
  reference: string;
  sentAt: string;
  /** BCP 47 tag of the page that it was sent from. */
  language: string;
  /** The languages in which it was answered, in their order. */
  languages: readonly string[];
  /** The channels and people that had it, from its beginning. */
  history: readonly HistoryEntry[];
  /** What staff noted, where it was at the counter or came on paper. */
  counter?: CounterRecord;
  definition: { id: string; version: number };
  data: Record<string, unknown>;
  fees?: readonly { code: string; amount: string; currency: string }[];
  person?: Submission['person'];
  given?: Submission['given'];
  provenance?: Submission['provenance'];
  consents?: Submission['consents'];
  corrections?: Submission['corrections'];
  declarations: readonly GivenDeclaration[];
  files: readonly { id: string; name: string; type: string; size: number }[];
}

export function messageOf(form: SentForm, files: readonly SentFile[]): Message {
  const { reference, sentAt, language, languages = [language], history = [], counter, submission } = form;
  const { declarations } = form;
  const { equality: _equality, ...sent } = submission;
  return {
    messageVersion,
    reference,
    sentAt: sentAt.toISOString(),
    language,
    languages,
    history,
    ...(counter && { counter }),
    ...sent,
    declarations,
    files: files.map(({ id, name, type, bytes }) => ({ id, name, type, size: bytes.length })),
  };
}

/** The other side did not take it. The code says how it answered; what it answered is not kept. */
export class NotDelivered extends Error {
  readonly code: string;
  constructor(code: string) {
    super('The destination did not take it.');
    this.name = 'NotDelivered';
    this.code = code;
  }
}
