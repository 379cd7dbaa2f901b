import type { Context } from 'hono';
import { isToken, randomToken, receiveForm, visitorOf } from '@plaza-ds/forms/server';
import { isEnough } from '../loa.ts';
import { checkActing, isSameRepresented } from './acting-for.ts';
import { identityFrom } from './identity-from.ts';
import { failAsk, problemAt } from './problem-places.ts';
import { accessTo } from './mandate.ts';
import type { RelyingParty } from './relying-party.ts';
import { attemptMinutes } from './running-identity.ts';
import type { RunningIdentity } from './running-identity.ts';
import { beginSession, sessionOf } from './sessions.ts';
import { SignInProblem } from './sign-in-problem.ts';
import { formLimits } from './start.ts';
import type { Identity } from '../identity.ts';
import type { Ask, KeptAsk, KeptAttempt, KeptSession, KnownPerson } from './store.ts';

/** What a provider may send; nothing else is looked at, and what comes twice is nothing. */
const parameters = ['code', 'state', 'iss', 'error', 'error_description'];

function answerIn(values: (name: string) => readonly string[]): Record<string, string> {
  return Object.fromEntries(
    parameters.flatMap((name) => {
      const [value, ...more] = values(name);
      return value !== undefined && !more.length ? [[name, value]] : [];
    }),
  );
}

/** Back by an address, as most providers do it. */
export async function comeBackByAddress(running: RunningIdentity, call: Context): Promise<Response> {
  const query = new URL(call.req.url).searchParams;
  const answer = answerIn((name) => query.getAll(name));
  const attempt = answer.state === undefined ? undefined : await running.store.attemptByState(answer.state);
  return comeBack(running, call, attempt, answer);
}

/**
 * Back by a form from another site: without our cookies, which go with no such form. So nothing is decided here. What came is kept
 * with the attempt that its state names, and the browser is sent to an address of ours to which it brings its cookie.
 */
export async function comeBackByForm(running: RunningIdentity, call: Context): Promise<Response> {
  const { fields } = await receiveForm(call.req.raw, [], formLimits);
  const answer = answerIn((name) => fields.get(name) ?? []);
  const attempt = answer.state === undefined ? undefined : await running.store.attemptByState(answer.state);
  const here = attempt?.provider === call.req.param('provider') ? attempt : undefined;
  const handle = here && !here.isLate ? await running.store.keepAnswer(here, answer) : undefined;
  return call.redirect(`${running.base}/returning/${handle ?? randomToken()}`, 303);
}

/** Where a form's answer is come for, with the cookie. */
export async function comeForAnswer(running: RunningIdentity, call: Context): Promise<Response> {
  const handle = call.req.param('handle');
  const attempt = isToken(handle) ? await running.store.attemptByAnswer(handle) : undefined;
  return comeBack(running, call, attempt, attempt?.answer ?? {});
}

async function comeBack(
  running: RunningIdentity,
  call: Context,
  attempt: KeptAttempt | undefined,
  answer: Record<string, string>,
): Promise<Response> {
  if (!attempt) return goOnOr(running, call, () => problemAt(running, call, 'linkUsed', undefined));
  const { provider } = attempt;
  const visitor = visitorOf(call, running.site);
  if (!visitor || running.store.holderOf(visitor) !== attempt.holder)
    return problemAt(running, call, 'otherBrowser', provider);
  const found = await running.askOf(call, attempt.askId);
  if (!found) return goOnOr(running, call, () => problemAt(running, call, 'linkUsed', provider));
  const here = call.req.param('provider');
  if (here !== undefined && here !== provider)
    return failAsk(running, call, found, provider, new SignInProblem('notTrusted', 'another provider'));
  if (attempt.isUsed || attempt.isLate || !(await running.store.use(attempt))) {
    const used = new SignInProblem('linkUsed', attempt.isLate ? 'late' : 'used');
    return goOnOr(running, call, () => failAsk(running, call, found, provider, used), found);
  }
  try {
    return await finish(running, call, running.parties.get(provider)!, attempt, found, answer);
  } catch (error) {
    if (!(error instanceof SignInProblem)) throw error;
    return failAsk(running, call, found, provider, error);
  }
}

/** Whoever is signed in already reads of no error: they just go on. */
async function goOnOr(
  running: RunningIdentity,
  call: Context,
  otherwise: () => Response | Promise<Response>,
  found?: KeptAsk,
): Promise<Response> {
  const kept = await sessionOf(running, call.req.raw);
  if (!kept) return otherwise();
  return call.redirect(found ? placeFor(running, found, kept) : running.home, 303);
}

/** Checks who it is, and how surely; then, and only then, is there a session. */
async function finish(
  running: RunningIdentity,
  call: Context,
  party: RelyingParty,
  { pending, until }: KeptAttempt,
  found: KeptAsk,
  answer: Record<string, string>,
): Promise<Response> {
  const { ask, id } = found;
  const exchanged = await party.exchange(pending, answer);
  const identity = await identityFrom(running, party, exchanged);
  if (!isEnough(identity.loa, ask.request.minLoa)) throw new SignInProblem('levelTooLow', identity.loa);
  checkAge(ask.request.maxAgeSec, until, exchanged.claims.auth_time);
  checkActing(pending.actingFor, identity.representing, { ...running.today, scope: ask.mandateScope });
  const subject = running.store.subjectOf(identity.iss, identity.sub);
  if (ask.signedInAs !== undefined && ask.signedInAs !== subject) throw new SignInProblem('otherPerson', 'step-up');
  const before = await running.store.person(subject);
  const isHeld = !!before && hasChanged(before, identity);
  const { name } = party.provider;
  const access = identity.representing && (await accessTo(party, exchanged));
  const session = {
    provider: name,
    identity,
    ...(exchanged.idToken !== undefined && { idToken: exchanged.idToken }),
    ...(access && { access }),
  };
  await beginSession(running, call, session, { isHeld, sid: exchanged.sid });
  if (!isHeld) await running.store.savePerson(subject, knownOf(identity));
  if (ask.problem) await running.store.saveAsk({ id, ask: withoutProblem(ask) });
  running.log({ event: 'signed-in', provider: name, person: subject, level: identity.loa });
  if (isHeld) return call.redirect(`${running.base}/name-changed/${id}`, 303);
  return call.redirect(placeFor(running, found, { subject, session }), 303);
}

/** The page that asked, unless it is somebody else's. */
export function placeFor(
  running: RunningIdentity,
  { id, ask }: KeptAsk,
  kept: Pick<KeptSession, 'subject' | 'session'>,
) {
  return isTheirs(ask, kept) ? ask.request.returnTo : `${running.base}/other-person/${id}`;
}

/** Whether what is asked for belongs to nobody else, and to nobody else for whom they may come. */
export function isTheirs(
  { owner, ownerFor }: Ask,
  { subject, session }: Pick<KeptSession, 'subject' | 'session'>,
): boolean {
  if (owner === undefined) return true;
  return owner === subject && isSameRepresented(ownerFor, session.identity.representing);
}

function withoutProblem({ problem: _problem, ...ask }: KeptAsk['ask']): KeptAsk['ask'] {
  return ask;
}

/**
 * A provider that does not say when it was has not shown that it was now. The age counts from when the person left: whoever reads for
 * long there what it asks them to agree to has signed in all the same.
 */
function checkAge(maxAgeSec: number | undefined, until: Date, authTime: unknown): void {
  if (maxAgeSec === undefined) return;
  const left = until.getTime() / 1000 - attemptMinutes * 60;
  if (!(left - Number(authTime ?? NaN) <= maxAgeSec + 60)) throw new SignInProblem('notFresh', 'auth_time');
}

function hasChanged({ name, nationalId }: KnownPerson, now: Identity): boolean {
  const isOther = (one: string | undefined, other: string | undefined) =>
    one !== undefined && other !== undefined && one.normalize('NFC') !== other.normalize('NFC');
  return (
    isOther(name?.display, now.name?.display) ||
    isOther(
      nationalId && `${nationalId.scheme} ${nationalId.value}`,
      now.nationalId && `${now.nationalId.scheme} ${now.nationalId.value}`,
    )
  );
}

export function knownOf({ name, nationalId }: Identity): KnownPerson {
  return { ...(name && { name }), ...(nationalId && { nationalId }) };
}
