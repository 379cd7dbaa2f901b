import type { Words } from '@plaza-ds/forms';
import type { ActingFor, Claim } from '../identity.ts';
import { isEnough } from '../loa.ts';
import type { Loa } from '../loa.ts';
import type { RunningIdentity } from './running-identity.ts';
import { sessionOf } from './sessions.ts';
import type { KeptSession } from './store.ts';

/** What a page asks of sign-in. */
export interface SignInRequest {
  level?: Loa;
  /** Why, in a sentence for the person. */
  purpose?: string | Words;
  /** Path of the site to come back to. */
  returnTo: string;
  /** So many seconds ago, at most, they showed who they are. */
  maxAgeSec?: number;
  claims?: readonly Claim[];
  actingFor?: ActingFor;
  /** Names of the providers that will do; all, if not said. */
  providers?: readonly string[];
  /** Whose application it is: nobody else is led to it. */
  owner?: { issuer: string; subject: string };
  /** BCP 47 tag of the page. */
  language?: string;
}

/** Whether a session is enough for what is asked. */
export function isMet(kept: KeptSession, { level = 'low', maxAgeSec }: SignInRequest, now: Date): boolean {
  const { loa, authTime } = kept.session.identity;
  const age = (now.getTime() - new Date(authTime).getTime()) / 1000;
  return isEnough(loa, level) && (maxAgeSec === undefined || age <= maxAgeSec);
}

/**
 * Keeps what is asked, and says where the browser goes: to the gate, or straight back where the person is signed in as is asked.
 *
 * @throws TypeError where `returnTo` is none of the paths that sign-in may lead to, or a provider is not known.
 */
export async function ask(running: RunningIdentity, request: Request, visitor: string, wanted: SignInRequest) {
  const returnTo = running.allowed(wanted.returnTo);
  if (returnTo === undefined)
    throw new TypeError('signIn: returnTo is none of the paths that sign-in may lead back to.');
  const kept = await sessionOf(running, request);
  const { owner } = wanted;
  const ownerMark = owner && running.store.subjectOf(owner.issuer, owner.subject);
  const isOthers = kept !== undefined && ownerMark !== undefined && ownerMark !== kept.subject;
  if (kept && !isOthers && isMet(kept, wanted, running.now())) return returnTo;
  const names = namesOf(running, wanted);
  const language = running.languageIn(request, wanted.language);
  const { id } = await running.store.createAsk(
    visitor,
    {
      request: { ...requestOf(running, wanted), returnTo, uiLocales: [language] },
      language,
      // More is asked of the same person, whom only the same provider knows.
      providers: kept && !isOthers ? [kept.session.provider] : names,
      ...(ownerMark && { owner: ownerMark }),
      ...(kept && !isOthers && { signedInAs: kept.subject }),
    },
    running.askUntil,
  );
  return isOthers ? `${running.base}/other-person/${id}` : `${running.base}/sign-in/${id}`;
}

function requestOf(running: RunningIdentity, wanted: SignInRequest) {
  const { level = 'low', purpose = running.purpose ?? '', claims = running.claims, maxAgeSec, actingFor } = wanted;
  return {
    minLoa: level,
    purpose,
    claims,
    ...(maxAgeSec !== undefined && { maxAgeSec }),
    ...(actingFor && { actingFor }),
  };
}

function namesOf(running: RunningIdentity, { providers }: SignInRequest): readonly string[] {
  const names = providers ?? [...running.parties.keys()];
  const unknown = names.find((name) => !running.parties.has(name));
  if (unknown !== undefined) throw new TypeError(`signIn: there is no provider "${unknown}".`);
  return names;
}
