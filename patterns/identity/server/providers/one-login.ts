import { personName } from '../../identity.ts';
import type { Claim } from '../../identity.ts';
import { isEnough, lowerOf } from '../../loa.ts';
import type { Loa } from '../../loa.ts';
import type { Provider, ProviderAnswer, ReadIdentity } from '../provider.ts';
import { SignInProblem } from '../sign-in-problem.ts';
import { claimsFromUserInfo, endSession, standardClaims, textIn } from './open-id-connect.ts';
import type { Registration } from './open-id-connect.ts';

const vocabulary = 'https://vocab.account.gov.uk/v1/';
export const coreIdentityClaim = `${vocabulary}coreIdentityJWT`;
/** Why somebody could not prove who they are. A service that does not ask for it is told that they cancelled. */
const returnCodeClaim = `${vocabulary}returnCode`;
const confidence: Readonly<Record<string, Loa>> = { P2: 'substantial', P3: 'high' };
const claimNames: Readonly<Partial<Record<Claim, string>>> = {
  name: coreIdentityClaim,
  birthDate: coreIdentityClaim,
  address: `${vocabulary}address`,
  email: 'email',
  phone: 'phone_number',
};

export interface OneLoginOptions extends Registration {
  /** Who signs identities; that of the issuer's own, if not said. */
  identityIssuer?: string;
  /** Where the keys are that identities are signed with (a DID document). */
  identityKeys?: string;
}

/**
 * GOV.UK One Login. How sure it is who somebody is stands in a signed text of its own, not in `vot`, which has the strength of the
 * sign-in alone: without that text, or with one that does not hold, the level is the lowest.
 */
export function oneLogin(options: OneLoginOptions): Provider {
  const issuer = options.issuer ?? 'https://oidc.integration.account.gov.uk/';
  const identityIssuer = options.identityIssuer ?? `${issuer.replace('//oidc.', '//identity.').replace(/\/$/, '')}/`;
  const identityKeys = options.identityKeys ?? new URL('.well-known/did.json', identityIssuer).href;
  return {
    name: options.name ?? 'one-login',
    label: options.label ?? 'GOV.UK One Login',
    ...(options.whoFor && { whoFor: options.whoFor }),
    issuer,
    clientId: options.clientId,
    authentication: options.authentication,
    scope: 'openid email phone',
    idToken: 'always',
    userInfo: 'GET',
    signOutHasState: true,
    confirmsSignOut: true,
    parameters({ minLoa, claims }) {
      const isProved = isEnough(minLoa, 'substantial');
      const names = claims.flatMap((claim) => claimNames[claim] ?? []);
      const wanted = isProved
        ? [...new Set([...names, coreIdentityClaim, returnCodeClaim])]
        : names.filter((name) => name !== coreIdentityClaim);
      const vtr = isProved ? ['Cl.Cm.P2'] : ['Cl.Cm'];
      return { vtr: JSON.stringify(vtr), ...claimsFromUserInfo(wanted) };
    },
    read: (answer) => readAnswer(answer, { identityIssuer, identityKeys, clientId: options.clientId }),
    signOutAddress: endSession,
    problemOf: (error, description) =>
      error === 'access_denied' && /session unavailable/i.test(description) ? 'otherBrowser' : undefined,
  };
}

async function readAnswer(
  { claims, userInfo, verify }: ProviderAnswer,
  keys: { identityIssuer: string; identityKeys: string; clientId: string },
): Promise<ReadIdentity> {
  const own = standardClaims(userInfo);
  const signed = textIn(userInfo[coreIdentityClaim]);
  const credential: Loa = String(claims.vot ?? '')
    .split('.')
    .includes('Cm')
    ? 'high'
    : 'low';
  if (!signed) return { ...own, loa: 'low' };
  const identity = await verify(signed, {
    url: keys.identityKeys,
    issuer: keys.identityIssuer,
    audience: keys.clientId,
  });
  if (identity.sub !== claims.sub) throw new SignInProblem('notTrusted', 'core identity of another');
  const part = String(identity.vot ?? '')
    .split('.')
    .at(-1)!;
  const proved: Loa = Object.hasOwn(confidence, part) ? confidence[part]! : 'low';
  return { ...own, ...subjectIn(identity.vc), loa: lowerOf(credential, proved) };
}

/** The newest name and date of birth of a verifiable credential. */
function subjectIn(credential: unknown): ReadIdentity {
  const { credentialSubject } = (credential ?? {}) as { credentialSubject?: { name?: unknown; birthDate?: unknown } };
  const listed = (value: unknown) => (Array.isArray(value) ? (value as Record<string, unknown>[]) : []);
  const current = listed(credentialSubject?.name).find(({ validUntil }) => validUntil === undefined);
  const parts = listed(current?.nameParts);
  const of = (type: string) => parts.flatMap((part) => (part.type === type ? (textIn(part.value) ?? []) : []));
  const name = personName(of('GivenName'), of('FamilyName'));
  const birthDate = textIn(listed(credentialSubject?.birthDate)[0]?.value);
  return { ...(name && { name }), ...(birthDate !== undefined && { birthDate }) };
}
