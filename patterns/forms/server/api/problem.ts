import { STATUS_CODES } from 'node:http';
import type { Context } from 'hono';

/** Why a request was not done: stays the same in every language. */
export type ProblemCode =
  | 'not-found'
  | 'not-yours'
  | 'sign-in'
  | 're-authentication'
  | 'mandate-gone'
  | 'mandate-unknown'
  | 'another-site'
  | 'unreadable'
  | 'other-kind'
  | 'too-large'
  | 'other-version'
  | 'other-offset'
  | 'no-revision'
  | 'changed'
  | 'not-reached'
  | 'invalid'
  | 'list-limits'
  | 'identity-check'
  | 'too-many'
  | 'incomplete'
  | 'sent'
  | 'closed'
  | 'not-open'
  | 'paused'
  | 'replaced'
  | 'unavailable'
  | 'failed';

export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 415 | 422 | 428 | 429 | 500 | 503;

/**
 * A problem as RFC 9457 writes it. Its type is the status; what exactly is wrong stands in `code`.
 *
 * @param detail What to do, in the language of the person.
 */
export function problem(
  call: Context,
  status: ProblemStatus,
  code: ProblemCode,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
): Response {
  const body = { type: 'about:blank', title: STATUS_CODES[status], status, code, detail, ...more };
  return call.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' });
}
