import type { Context } from 'hono';
import type { ErrorCode } from '../../questions/question-type.ts';
import { speaker } from '../controls.ts';
import type { Setting } from '../pages.ts';
import type { RunningService } from '../running-service.ts';
import { isToken, senderOf, visitorOf } from '../same-site.ts';
import type { KeptDraft } from '../store.ts';
import { enter } from '../signing-in.ts';
import { problem } from './problem.ts';
import type { ProblemCode, ProblemStatus } from './problem.ts';

/** Bytes of a body of JSON, at most. */
const mostJson = 1024 * 1024;

/** A reason not to do what was asked. */
export class Refused extends Error {
  readonly status: ProblemStatus;
  readonly code: ProblemCode;
  readonly more: Readonly<Record<string, unknown>>;
  /** What to do, where the words of the code do not say it. */
  readonly detail: string | undefined;

  constructor(
    status: ProblemStatus,
    code: ProblemCode,
    { detail, ...more }: { detail?: string } & Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.more = more;
  }

  /** The kinds of error of answers that do not fit. */
  get codes(): ErrorCode[] {
    const errors = (this.more.errors ?? []) as { code: ErrorCode }[];
    return errors.map(({ code }) => code);
  }
}

/** The answer to a request that is refused, in the words of the service. */
export function refusedAs(call: Context, { status, code, detail, more }: Refused, setting: Setting): Response {
  return problem(call, status, code, detail ?? speaker(setting.reader)(words[code] ?? 'broken'), more);
}

const words: Partial<Record<ProblemCode, Parameters<ReturnType<typeof speaker>>[0]>> = {
  'not-found': 'notFoundHelp',
  'not-yours': 'notYoursHelp',
  'sign-in': 'signInNeeded',
  're-authentication': 'signingElsewhere',
  'mandate-gone': 'mandateGoneShort',
  'mandate-unknown': 'mandateUnknown',
  'another-site': 'anotherSite',
  changed: 'conflictLead',
  sent: 'alreadySent',
  'not-reached': 'notReached',
  incomplete: 'notReached',
  invalid: 'thereIsAProblem',
  'identity-check': 'checkIdentityLead',
  unavailable: 'unavailableHere',
  failed: 'failedHere',
};

/**
 * Who asks: the key that a client was given with its draft (`Authorization: Bearer`), else the visitor that the browser's cookie
 * names. A request that changes something may come with a cookie only from a page of ours.
 *
 * @throws Refused
 */
export function holderOf(call: Context, { site }: RunningService): string | undefined {
  const key = /^Bearer (\S+)$/i.exec(call.req.header('Authorization') ?? '')?.[1];
  if (key !== undefined) return isToken(key) ? key : undefined;
  const visitor = visitorOf(call, site);
  const isReading = ['GET', 'HEAD'].includes(call.req.method);
  const isBrowser = visitor !== undefined || call.req.header('Cookie') !== undefined;
  if (isBrowser && !isReading && senderOf(call.req.raw.headers, site) !== 'ours')
    throw new Refused(403, 'another-site');
  return visitor;
}

/** Whether a program asks, with the key that it was given, and not a page in a browser. */
export function hasKey(call: Context): boolean {
  return /^Bearer \S/i.test(call.req.header('Authorization') ?? '');
}

/** @throws Refused where there is no such draft, or it is somebody else's: nobody learns which. */
export async function draftOf(call: Context, running: RunningService, id = call.req.param('id')): Promise<KeptDraft> {
  const kept = await running.draftOf(call, holderOf(call, running), id);
  if (!kept) throw new Refused(404, 'not-yours');
  const { kept: theirs, barrier } = await enter(running, call, kept);
  if (barrier === 'another') throw new Refused(404, 'not-yours');
  if (barrier) throw new Refused(401, 'sign-in');
  return theirs!;
}

/** The revision that the client knows, as `If-Match` says it (RFC 9110, section 13.1.1). @throws Refused */
export function revisionOf(call: Context): number {
  const revision = /^"(\d{1,9})"$/.exec(call.req.header('If-Match') ?? '')?.[1];
  if (revision === undefined)
    throw new Refused(428, 'no-revision', { detail: 'Send the revision that you know: If-Match: "3".' });
  return Number(revision);
}

/** What the client sent as JSON: an object. @throws Refused */
export async function bodyOf(call: Context): Promise<Readonly<Record<string, unknown>>> {
  if (!/^application\/(?:[\w.]+\+)?json\b/i.test(call.req.header('Content-Type') ?? ''))
    throw new Refused(415, 'other-kind', { detail: 'Send application/json.' });
  if (Number(call.req.header('Content-Length') ?? 0) > mostJson) throw new Refused(413, 'too-large');
  const text = await call.req.text();
  if (Buffer.byteLength(text) > mostJson) throw new Refused(413, 'too-large');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refused(400, 'unreadable', { detail: 'This is no JSON.' });
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refused(400, 'unreadable', { detail: 'Send an object.' });
  return body as Record<string, unknown>;
}
