import type { Submission } from '../answers/submission.ts';
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

/** What every destination is given, as JSON. Neither the way to the confirmation nor what was set aside is in it. */
export interface Message {
  /** Stays the same however often it is delivered. */
  reference: string;
  sentAt: string;
  language: string;
  definition: { id: string; version: number };
  data: Record<string, unknown>;
  fees?: readonly { code: string; amount: string; currency: string }[];
  person?: Submission['person'];
  provenance?: Submission['provenance'];
  consents?: Submission['consents'];
  corrections?: Submission['corrections'];
  declarations: readonly GivenDeclaration[];
  files: readonly { id: string; name: string; type: string; size: number }[];
}

export function messageOf(form: SentForm, files: readonly SentFile[]): Message {
  const { reference, sentAt, language, submission, declarations } = form;
  return {
    reference,
    sentAt: sentAt.toISOString(),
    language,
    ...submission,
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
