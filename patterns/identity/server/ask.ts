import type { Words } from '@plaza-ds/forms';
import type { ActingFor, Claim } from '../identity.ts';
import { actingForOf, canCome, isMandateGood, isSameRepresented } from './acting-for.ts';
import type { Represented } from './acting-for.ts';
import { isEnough } from '../loa.ts';
import type { Loa } from '../loa.ts';
import type { RunningIdentity } from './running-identity.ts';
import { sessionOf } from './sessions.ts';
import type { Ask, KeptSession } from './store.ts';

/** What a page asks of sign-in. */
export interface SignInRequest {
  level?: Loa;
  /** Why, in a sentence for the person. */
  purpose?: string | Words;
  /** Path of the site to come back to. */
  returnTo: string;
  /** So many seconds ago, at most, they showed who they are. */
  maxAgeSec?: number;
  /** Whether only providers will do that can have people sign in again, and say when they did. */
  reauthenticates?: boolean;
  claims?: readonly Claim[];
  /** For whom people may come: they choose. Whoever signs in is taken as they come where this is not said. */
  actingFor?: readonly ActingFor[];
  /** What a mandate has to allow, in the word of whoever gives mandates. */
  mandateScope?: string;
  /** Names of the providers that will do; all, if not said. */
  providers?: readonly string[];
  /** Whose application it is, and for whom it was begun: nobody else is led to it. */
  owner?: { issuer: string; subject: string; representing?: Represented };
  /** BCP 47 tag of the page. */
  language?: string;
  /** Whether somebody who is signed in wants to come for another. */
  switches?: boolean;
}

/** Whether a session is enough for what is asked. No session is, however new, where nothing that was before will do (0 seconds). */
export function isMet(kept: KeptSession, { level = 'low', maxAgeSec }: SignInRequest, now: Date): boolean {
  const { loa, authTime } = kept.session.identity;
  const age = (now.getTime() - new Date(authTime).getTime()) / 1000;
  return isEnough(loa, level) && (maxAgeSec === undefined || (maxAgeSec > 0 && age <= maxAgeSec));
}

/**
 * Keeps what is asked, and says where the browser goes: to the gate, or straight back where the person is signed in as is asked.
 *
 * @throws TypeError where `returnTo` is none of the paths that sign-in may lead to, a provider is not known, or none of them lets
 * people come for whom they are to come.
 */
export async function ask(running: RunningIdentity, request: Request, visitor: string, wanted: SignInRequest) {
  const returnTo = running.allowed(wanted.returnTo);
  if (returnTo === undefined)
    throw new TypeError('signIn: returnTo is none of the paths that sign-in may lead back to.');
  const kept = await sessionFor(running, request, wanted);
  const { owner } = wanted;
  const ownerMark = owner && running.store.subjectOf(owner.issuer, owner.subject);
  const isOthers = kept !== undefined && ownerMark !== undefined && ownerMark !== kept.subject;
  const isRight = kept !== undefined && !wanted.switches && comesAsAsked(running, kept, wanted);
  if (isRight && !isOthers && isMet(kept, wanted, running.now())) return returnTo;
  const same = isOthers ? undefined : kept;
  const language = running.languageIn(request, wanted.language);
  const { id } = await running.store.createAsk(
    visitor,
    {
      request: { ...requestOf(running, wanted), returnTo, uiLocales: [language] },
      language,
      // More is asked of the same person, whom only the same provider knows.
      providers: same && (isRight || owner) ? [same.session.provider] : namesOf(running, wanted),
      ...whoseIs(wanted, ownerMark),
      ...(same && (isRight ? { signedInAs: same.subject } : { switchFrom: switchFrom(same) })),
    },
    running.askUntil,
  );
  return isOthers ? `${running.base}/other-person/${id}` : `${running.base}/sign-in/${id}`;
}

/** The session, if it is by a provider that will do. */
async function sessionFor(running: RunningIdentity, request: Request, { reauthenticates }: SignInRequest) {
  const kept = await sessionOf(running, request);
  return kept && reauthenticates && !tellsAuthTime(running, kept.session.provider) ? undefined : kept;
}

/** Whose it is, and for whom people may come to it. */
function whoseIs(wanted: SignInRequest, owner: string | undefined): Partial<Ask> {
  const actingFor = actingForIn(wanted);
  const { mandateScope } = wanted;
  const ownerFor = wanted.owner?.representing;
  return {
    ...(actingFor && { actingFor }),
    ...(mandateScope !== undefined && { mandateScope }),
    ...(owner !== undefined && { owner, ...(ownerFor && { ownerFor }) }),
  };
}

/** For whom they may come: where it was begun for somebody, for nobody else. */
function actingForIn({ actingFor, owner }: SignInRequest): readonly ActingFor[] | undefined {
  return owner && (actingFor || owner.representing) ? [actingForOf(owner.representing)] : actingFor;
}

/** Whether somebody who is signed in comes for one of those for whom they may. */
function comesAsAsked(running: RunningIdentity, { session }: KeptSession, wanted: SignInRequest): boolean {
  const { representing } = session.identity;
  const actingFor = actingForIn(wanted);
  if (!actingFor) return true;
  if (!actingFor.includes(actingForOf(representing))) return false;
  if (wanted.owner && !isSameRepresented(wanted.owner.representing, representing)) return false;
  return !representing || isMandateGood(representing, { ...running.today, scope: wanted.mandateScope });
}

function switchFrom({ session }: KeptSession): NonNullable<Ask['switchFrom']> {
  const { name, representing } = session.identity;
  return { ...(name && { name: name.display }), ...(representing && { other: representing.name ?? representing.id }) };
}

function requestOf(running: RunningIdentity, wanted: SignInRequest) {
  const { level = 'low', purpose = running.purpose ?? '', claims = running.claims, maxAgeSec } = wanted;
  return {
    minLoa: level,
    purpose,
    claims,
    ...(maxAgeSec !== undefined && { maxAgeSec }),
  };
}

/** Whether a provider can have people sign in again, and says when they did. */
export function tellsAuthTime(running: RunningIdentity, name: string): boolean {
  const party = running.parties.get(name);
  return !!party && party.provider.tellsAuthTime !== false;
}

/** The providers by which they can come for one of those. */
function namesOf(running: RunningIdentity, wanted: SignInRequest): readonly string[] {
  const all = wanted.providers ?? [...running.parties.keys()];
  const unknown = all.find((name) => !running.parties.has(name));
  if (unknown !== undefined) throw new TypeError(`signIn: there is no provider "${unknown}".`);
  const names = wanted.reauthenticates ? all.filter((name) => tellsAuthTime(running, name)) : all;
  if (!names.length) throw new TypeError('signIn: no provider can have people sign in again and say when they did.');
  const actingFor = actingForIn(wanted);
  if (!actingFor) return names;
  const able = names.filter((name) =>
    canCome(running.parties.get(name)!.provider).some((kind) => actingFor.includes(kind)),
  );
  if (!able.length) throw new TypeError(`signIn: no provider lets people come for: ${actingFor.join(', ')}.`);
  return able;
}
