import type { Context } from 'hono';
import { receiveForm } from '@plaza-ds/forms/server';
import { SignInProblem } from './sign-in-problem.ts';
import type { RunningIdentity } from './running-identity.ts';

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';
/** A logout token that is older than this is not acted on, and need not be remembered longer. */
const longest = 10 * 60;
const limits = { fileSize: 0, total: 50_000, fieldSize: 40_000, parts: 5 };

/**
 * A provider says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0): every session of theirs ends. It answers
 * 200 once that is done, also where nobody was signed in, and 400 to what the provider did not sign, or sent before.
 */
export async function endByProvider(running: RunningIdentity, call: Context): Promise<Response> {
  call.header('Cache-Control', 'no-store');
  const party = running.parties.get(call.req.param('provider') ?? '');
  const { fields } = await receiveForm(call.req.raw, [], limits);
  const [token, ...more] = fields.get('logout_token') ?? [];
  if (!party || token === undefined || more.length) return call.json({ error: 'invalid_request' }, 400);
  const { name, issuer } = party.provider;
  let claims: LogoutClaims;
  try {
    claims = checked(await party.verify(token), running.now());
  } catch (error) {
    running.logError({ event: 'refused', provider: name, status: 400 }, error);
    const isOutage = error instanceof SignInProblem && error.problem === 'outage';
    return isOutage
      ? call.json({ error: 'temporarily_unavailable' }, 503)
      : call.json({ error: 'invalid_request' }, 400);
  }
  const { sub, sid, jti, iat } = claims;
  const whose = sub === undefined ? { sid: sid! } : { sub };
  const seen = { jti, expiresAt: new Date((iat + 2 * longest) * 1000) };
  const sessions = await running.store.endSessionsOf(issuer, whose, seen);
  if (sessions === undefined) {
    running.log({ event: 'refused', provider: name, status: 400, error: 'jti' });
    return call.json({ error: 'invalid_request' }, 400);
  }
  const person = sub === undefined ? {} : { person: running.store.subjectOf(issuer, sub) };
  running.log({ event: 'ended-by-provider', provider: name, ...person, sessions });
  return call.body(null, 200);
}

interface LogoutClaims {
  sub?: string;
  sid?: string;
  jti: string;
  iat: number;
}

/** What a logout token has beside its signature, issuer and audience (§2.6). */
function checked(claims: Readonly<Record<string, unknown>>, now: Date): LogoutClaims {
  const { sub, sid, jti, iat, events, nonce } = claims;
  const isFor = typeof events === 'object' && events !== null && logoutEvent in events;
  const isOld = typeof iat !== 'number' || now.getTime() / 1000 - iat > longest;
  const wrong = [
    !isFor && 'events',
    nonce !== undefined && 'nonce',
    (typeof jti !== 'string' || !jti) && 'jti',
    isOld && 'iat',
    typeof sub !== 'string' && typeof sid !== 'string' && 'sub',
  ].find(Boolean);
  if (wrong) throw new SignInProblem('notTrusted', `logout token ${wrong}`);
  return {
    jti: jti as string,
    iat: iat as number,
    ...(typeof sub === 'string' && { sub }),
    ...(typeof sid === 'string' && { sid }),
  };
}
