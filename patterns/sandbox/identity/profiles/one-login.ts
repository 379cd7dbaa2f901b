import { importJWK, SignJWT } from 'jose';
import { levels } from '../citizens.ts';
import type { Level } from '../citizens.ts';
import { newClientKey, newKey } from '../keys.ts';
import type { SigningKey } from '../keys.ts';
import type { Claimed, Parameters, Profile } from './profile.ts';

const vocabulary = 'https://vocab.account.gov.uk/v1';
const coreIdentity = `${vocabulary}/coreIdentityJWT`;

/** How sure the sign-in is, and how sure the identity: the second only where it was asked for. */
const vectors: Record<Level, string> = { low: 'Cl', substantial: 'Cl.Cm', high: 'Cl.Cm.P2' };

/** Signs who somebody is; published with the provider's own keys, for services that know no other place. */
export const coreIdentityKey: Promise<SigningKey> = newKey('ES256');

/** GOV.UK One Login, as its documentation shows it: the service has a key, `vtr` asks for a level, and who somebody is has a token of its own. */
export const oneLogin: Profile = {
  algorithm: 'ES256',
  client: { clientId: 'plaza-one-login', privateKey: newClientKey(), tokenEndpointAuthMethod: 'private_key_jwt' },
  paths: {
    authorization: '/authorize',
    token: '/token',
    userinfo: '/userinfo',
    keys: '/.well-known/jwks.json',
    signOut: '/logout',
  },
  levels: vectors,
  claims: {
    openid: ['sub', 'vot', 'vtm', 'auth_time'],
    email: ['email', 'email_verified'],
    phone: ['phone_number', 'phone_number_verified'],
    [coreIdentity]: null,
    [`${vocabulary}/returnCode`]: null,
  },
  claimsOf,
  requestedLevels,
  parameters: ['vtr'],
  readsRequestObjects: true,
  objection,
  requiresPkce: true,
  asksConsent: false,
  namesIssuer: true,
  confirmsSignOut: false,
  redirectUriMayHaveQuery: true,
};

/** It asks people to sign in again only where the service signed that it wants it. */
function objection({ prompt, request }: Parameters): { error: string; description: string } | undefined {
  if (prompt !== 'login' || request !== undefined) return undefined;
  return { error: 'invalid_request', description: 'prompt=login has to come in a signed request' };
}

/** The level of identity is never in `vot` of the ID token: there is the credential's part alone. */
async function claimsOf(claimed: Claimed): Promise<Record<string, unknown>> {
  const { citizen, level } = claimed;
  return {
    vot: vectors[level === 'high' ? 'substantial' : level],
    vtm: 'http://127.0.0.1/trustmark',
    email: citizen.email,
    email_verified: true,
    ...(level === 'high'
      ? { [coreIdentity]: await coreIdentityOf(claimed) }
      : citizen.status === 'proofing-pending' && { [`${vocabulary}/returnCode`]: [{ code: 'P' }] }),
  };
}

async function coreIdentityOf({ citizen, audience }: Claimed): Promise<string> {
  const key = await coreIdentityKey;
  const nameParts = [
    ...citizen.given.map((value) => ({ type: 'GivenName', value })),
    ...citizen.family.map((value) => ({ type: 'FamilyName', value })),
  ];
  const credentialSubject = { name: [{ nameParts }], birthDate: [{ value: citizen.birthDate }] };
  return new SignJWT({
    vot: 'P2',
    vc: { type: ['VerifiableCredential', 'IdentityCheckCredential'], credentialSubject },
  })
    .setProtectedHeader({ alg: key.alg, kid: key.kid })
    .setIssuer('https://identity.example.org/')
    .setSubject(citizen.subject)
    .setAudience(audience)
    .setIssuedAt()
    .setNotBefore('0s')
    .setExpirationTime('30m')
    .sign(await importJWK(key));
}

function requestedLevels({ vtr }: Parameters): Level[] {
  const wanted = typeof vtr === 'string' ? listIn(vtr) : [];
  return levels.filter((level) => wanted.includes(vectors[level]));
}

function listIn(text: string): unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
