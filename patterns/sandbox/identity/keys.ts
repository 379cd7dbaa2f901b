import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';
import type { IdentityClient } from './provider.ts';

/** A key that only its owner has. */
export type SigningKey = JWK & { kid: string; alg: string; use: 'sig' };

/** A new key for signing. */
export async function newKey(alg: 'RS256' | 'ES256'): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg, use: 'sig' };
}

/** What others may know of a key. */
export function publicPart({ kty, kid, alg, use, n, e, crv, x, y }: SigningKey): JWK {
  return Object.fromEntries(
    Object.entries({ kty, kid, alg, use, n, e, crv, x, y }).filter(([, value]) => value),
  ) as JWK;
}

/** A new key for a service, by which it proves itself (RFC 7523). */
export function newClientKey(): NonNullable<IdentityClient['privateKey']> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'ES256' };
}
