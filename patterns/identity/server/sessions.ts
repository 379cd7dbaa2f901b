import type { Context } from 'hono';
import { signedOutView } from '../identity.ts';
import type { SessionView } from '../identity.ts';
import type { Loa } from '../loa.ts';
import type { NationalId, Representing } from '../identity.ts';
import { giveSession, sessionTokenIn } from './cookies.ts';
import type { RunningIdentity } from './running-identity.ts';
import type { KeptSession, Session } from './store.ts';

/** Who is signed in, as the rest of the server may know it. */
export interface SignedInPerson {
  issuer: string;
  subject: string;
  level: Loa;
  name?: string;
  nationalId?: NationalId;
  /** For whom they come, where it is not for themself. */
  representing?: Representing;
}

/** When and where somebody showed who they are. */
export interface Authentication {
  person: SignedInPerson;
  /** As the provider says it (`auth_time`, OpenID Connect Core 1.0 §2), as RFC 3339. */
  at: string;
  /** What people call the provider. */
  provider: string;
}

/** A session is written to once a minute at most: reading a page need not be a write. */
const writtenAfter = 60_000;

/** The session of a request; undefined where there is none, or it opens nothing yet. */
export async function sessionOf(running: RunningIdentity, request: Request): Promise<KeptSession | undefined> {
  const token = sessionTokenIn(request, running.site);
  const kept = token ? await running.store.session(token) : undefined;
  return kept?.isHeld ? undefined : kept;
}

/** A person does something, so that the session goes on. */
export async function goOn(running: RunningIdentity, request: Request, kept: KeptSession, by = writtenAfter) {
  const end = new Date(Math.min(running.now().getTime() + running.idleIn(request), kept.endsAt.getTime()));
  if (end.getTime() - kept.expiresAt.getTime() < by) return kept;
  await running.store.extendSession(sessionTokenIn(request, running.site)!, end);
  return { ...kept, expiresAt: end };
}

export async function personIn(running: RunningIdentity, request: Request): Promise<SignedInPerson | undefined> {
  const kept = await sessionOf(running, request);
  if (!kept) return undefined;
  await goOn(running, request, kept);
  return personOf(kept);
}

/** Who is signed in, and when they showed it; undefined where nobody says when. */
export async function authenticationIn(
  running: RunningIdentity,
  request: Request,
  language?: string,
): Promise<Authentication | undefined> {
  const kept = await sessionOf(running, request);
  const at = kept?.session.identity.authTime;
  if (!kept || !at || Date.parse(at) <= 0) return undefined; // the beginning of time stands for a provider that did not say
  await goOn(running, request, kept);
  const provider = running.labelOfName(kept.session.provider, running.languageIn(request, language));
  return { person: personOf(kept), at, provider };
}

function personOf(kept: KeptSession): SignedInPerson {
  const { iss, sub, loa, name, nationalId, representing } = kept.session.identity;
  return {
    issuer: iss,
    subject: sub,
    level: loa,
    ...(name && { name: name.display }),
    ...(nationalId && { nationalId }),
    ...(representing && { representing }),
  };
}

/** Whole seconds, and none where it is over. */
export function secondsUntil(end: Date, now: Date): number {
  return Math.max(0, Math.floor((end.getTime() - now.getTime()) / 1000));
}

export function viewOf(kept: KeptSession | undefined, now: Date): SessionView {
  if (!kept) return signedOutView;
  const { name, loa } = kept.session.identity;
  return {
    signedIn: true,
    ...(name && { displayName: name.display }),
    loa,
    expiresAt: kept.expiresAt.toISOString(),
    expiresIn: secondsUntil(kept.expiresAt, now),
    absoluteExpiresAt: kept.endsAt.toISOString(),
    canExtend: kept.expiresAt < kept.endsAt,
  };
}

/** Signs somebody in: a new session in place of the one before, for nobody is to know its number who knew the old one. */
export async function beginSession(
  running: RunningIdentity,
  call: Context,
  session: Session,
  { isHeld, sid }: { isHeld: boolean; sid: string | undefined },
): Promise<void> {
  const time = running.now().getTime();
  const endsAt = new Date(time + running.absolute);
  const expiresAt = new Date(Math.min(time + running.idleIn(call.req.raw), endsAt.getTime()));
  const before = sessionTokenIn(call.req.raw, running.site);
  const token = await running.store.createSession(session, { expiresAt, endsAt }, { before, isHeld, sid });
  giveSession(call, running.site, token);
}
