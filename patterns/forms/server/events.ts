import type { ErrorCode } from '../questions/question-type.ts';

/** What happens in a service, for whoever counts it. */
export const eventNames = [
  /** Somebody began. */
  'begun',
  /** A page of the definition was opened. */
  'page-shown',
  /** It was answered, and the way goes on. */
  'page-answered',
  /** Something on it has to be mended. */
  'page-refused',
  /** Everything is answered and looked through. */
  'check-shown',
  /** The answers lead to an end before the end; its id is in `page`. */
  'ended',
  /** Somebody has a code to come back with. */
  'code-given',
  /** Somebody asked for a link by email. */
  'link-asked',
  /** Somebody has a code for another device. */
  'hand-over-given',
  /** Somebody came back with a code or a link. */
  'returned',
  /** Somebody was sent to sign in. */
  'sign-in-asked',
  'sent',
  /** It was not sent, for something has to be mended first. */
  'send-refused',
  'deleted',
] as const;
export type EventName = (typeof eventNames)[number];

/** Of whom, what they wrote and which form it was, it knows nothing. */
export interface FormEvent {
  name: EventName;
  /** The id of the definition. */
  definition: string;
  version: number;
  /** The id of a page of the definition, the same for each item of a list; or that of an outcome. */
  page?: string;
  /** The kinds of error, each once. */
  errors?: readonly ErrorCode[];
}

/** Counts what happens. It is not waited for, and what it throws stops nobody. */
export type OnEvent = (event: FormEvent) => void;
