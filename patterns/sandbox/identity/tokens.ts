import { createSecretKey, randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import type { JWTPayload } from 'jose';
import type { Accident } from './accidents.ts';
import { newKey } from './keys.ts';
import type { SigningKey } from './keys.ts';

const minute = 60;
const hour = 60 * minute;

/** Changes to what an ID token says, by accident. Undefined takes the claim away. */
const changes: Partial<Record<Accident, (payload: JWTPayload) => Record<string, unknown>>> = {
  'wrong-token-issuer': () => ({ iss: 'http://127.0.0.1/another-issuer' }),
  'wrong-audience': () => ({ aud: 'another-service' }),
  'wrong-nonce': () => ({ nonce: randomUUID() }),
  'no-nonce': () => ({ nonce: undefined }),
  'expired-token': () => shifted(-2 * hour, hour),
  'clock-ahead-slightly': () => shifted(minute / 2),
  'clock-ahead': () => shifted(10 * minute),
  'clock-behind-slightly': () => shifted(-minute - minute / 2, minute),
  'clock-behind': () => shifted(-11 * minute, minute),
  'no-level': () => ({ acr: undefined, vot: undefined }),
  'old-sign-in': () => ({ auth_time: now() - 24 * hour }),
};

function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** The times of a token made by a clock that goes wrong by so many seconds. */
function shifted(seconds: number, life = hour): Record<string, number> {
  return { iat: now() + seconds, auth_time: now() + seconds, exp: now() + seconds + life };
}

/**
 * An ID token as an accident leaves it.
 *
 * @param key The provider's own: what is changed in a token is signed again.
 * @param lowest What the lowest level is called here.
 */
export async function tampered(
  token: string,
  accident: Accident | undefined,
  key: SigningKey,
  clientSecret = 'none',
  lowest?: string,
): Promise<string> {
  const payload = decodeJwt(token);
  if (accident === 'bad-signature') return withBadSignature(token);
  if (accident === 'algorithm-none') return new UnsecuredJWT(payload).encode();
  if (accident === 'algorithm-hs256')
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256', kid: key.kid })
      .sign(createSecretKey(clientSecret, 'utf8'));
  if (accident === 'unknown-key') return signed(payload, await newKey('ES256'));
  if (accident === 'low-level') return signed({ ...payload, ...lowLevel(payload, lowest) }, key);
  const change = accident && changes[accident];
  return change ? signed({ ...payload, ...change(payload) }, key, decodeProtectedHeader(token).typ) : token;
}

function lowLevel(payload: JWTPayload, lowest: string | undefined): Record<string, unknown> {
  return 'vot' in payload ? { vot: lowest } : { acr: lowest };
}

export async function signed(payload: JWTPayload, key: SigningKey, typ?: string): Promise<string> {
  return new SignJWT(payload)
    .setProtectedHeader({ alg: key.alg, kid: key.kid, ...(typ && { typ }) })
    .sign(await importJWK(key));
}

/** Its signature is one for other words. */
export function withBadSignature(token: string): string {
  const [header, payload, signature = ''] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  bytes[0] = bytes[0]! ^ 0xff;
  return [header, payload, bytes.toString('base64url')].join('.');
}
