import { randomUUID } from 'node:crypto';
import type { Accident } from './accidents.ts';
import type { SigningKey } from './keys.ts';
import { signed, withBadSignature } from './tokens.ts';

const event = 'http://schemas.openid.net/event/backchannel-logout';

export interface LogoutNotice {
  issuer: string;
  audience: string;
  subject: string;
  sid: string | undefined;
  to: string;
  accident: Accident | undefined;
}

/**
 * Tells a service that somebody signed out (OpenID Connect Back-Channel Logout §2.5).
 *
 * @returns What it answered to each token: two where one was sent twice; 0 where nobody is there.
 */
export async function sendLogout(
  { issuer, audience, subject, sid, to, accident }: LogoutNotice,
  key: SigningKey,
): Promise<number[]> {
  const iat = Math.floor(Date.now() / 1000);
  const token = await signed(
    {
      iss: issuer,
      aud: accident === 'logout-for-another' ? 'another-service' : audience,
      iat,
      exp: iat + 120,
      jti: randomUUID(),
      sub: subject,
      ...(sid && { sid }),
      ...(accident !== 'logout-without-event' && { events: { [event]: {} } }),
    },
    key,
    'logout+jwt',
  );
  const sent = accident === 'logout-bad-signature' ? withBadSignature(token) : token;
  const statuses = [await post(to, sent)];
  if (accident === 'logout-replayed') statuses.push(await post(to, sent));
  return statuses;
}

async function post(to: string, token: string): Promise<number> {
  const body = new URLSearchParams({ logout_token: token });
  try {
    const response = await fetch(to, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
