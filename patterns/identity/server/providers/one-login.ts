import { personName } from '../../identity.ts';
import type { Claim } from '../../identity.ts';
import { isEnough, lowerOf } from '../../loa.ts';
import type { Loa } from '../../loa.ts';
import type { ProblemCode } from '../../problems.ts';
import type { Provider, ProviderAnswer, ReadIdentity } from '../provider.ts';
import { SignInProblem } from '../sign-in-problem.ts';
import { claimsFromUserInfo, endSession, standardClaims, textIn } from './open-id-connect.ts';
import type { Registration } from './open-id-connect.ts';

const vocabulary = 'https://vocab.account.gov.uk/v1/';
export const coreIdentityClaim = `${vocabulary}coreIdentityJWT`;
/** Why somebody could not prove who they are. A service that does not ask for it is told `access_denied`. */
const returnCodeClaim = `${vocabulary}returnCode`;
export const oneLoginLevels: Readonly<Record<string, Loa>> = { P2: 'substantial', P3: 'high' };
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
  /**
   * What its return codes mean for the person: `{ X: 'proofingPending' }`. It tells services in confidence, so none is known here; a
   * code that is not named leaves the level low.
   */
  returnCodes?: Readonly<Record<string, ProblemCode>>;
}

/**
 * How it says that its own session was lost on the way, with the browser or its cookies: one of two meanings that `access_denied` has
 * in its documentation, known apart by the words that its open source sends.
 */
const sessionLost = /session unavailable|a new authentication request may be successful/i;

/**
 * GOV.UK One Login. How sure it is who somebody is stands in a signed text of its own, not in `vot`, which has the strength of the
 * sign-in alone: without that text, or with one that does not hold, the level is the lowest.
 *
 * Whoever is suspended or blocked there, or has to change a password or prove again who they are, stays on its own pages and never
 * comes back with an error: a service hears of it as of a sign-out, by the back channel.
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
    signsReauthentication: true,
    parameters({ minLoa, claims }) {
      const isProved = isEnough(minLoa, 'substantial');
      const names = claims.flatMap((claim) => claimNames[claim] ?? []);
      const wanted = isProved
        ? [...new Set([...names, coreIdentityClaim, returnCodeClaim])]
        : names.filter((name) => name !== coreIdentityClaim);
      const vtr = isProved ? ['Cl.Cm.P2'] : ['Cl.Cm'];
      return { vtr: JSON.stringify(vtr), ...claimsFromUserInfo(wanted) };
    },
    read: (answer) => readAnswer(answer, { ...options, identityIssuer, identityKeys }),
    signOutAddress: endSession,
    problemOf(error, description) {
      if (error !== 'access_denied') return undefined;
      return sessionLost.test(description) ? 'otherBrowser' : 'levelTooLow';
    },
  };
}

async function readAnswer(
  { claims, userInfo, verify }: ProviderAnswer,
  own: { identityIssuer: string; identityKeys: string; clientId: string; returnCodes?: OneLoginOptions['returnCodes'] },
): Promise<ReadIdentity> {
  const standard = standardClaims(userInfo);
  const signed = textIn(userInfo[coreIdentityClaim]);
  const credential: Loa = String(claims.vot ?? '')
    .split('.')
    .includes('Cm')
    ? 'high'
    : 'low';
  if (!signed) {
    const problem = problemIn(userInfo[returnCodeClaim], own.returnCodes);
    if (problem) throw new SignInProblem(problem, 'return code');
    return { ...standard, loa: 'low' };
  }
  const identity = await verify(signed, {
    url: own.identityKeys,
    issuer: own.identityIssuer,
    audience: own.clientId,
  });
  if (identity.sub !== claims.sub) throw new SignInProblem('notTrusted', 'core identity of another');
  const part = String(identity.vot ?? '')
    .split('.')
    .at(-1)!;
  const proved: Loa = Object.hasOwn(oneLoginLevels, part) ? oneLoginLevels[part]! : 'low';
  return { ...standard, ...subjectIn(identity.vc), loa: lowerOf(credential, proved) };
}

/** The first return code that somebody knows the meaning of. One may come with a proved identity too, and then means nothing here. */
function problemIn(codes: unknown, known: OneLoginOptions['returnCodes'] = {}): ProblemCode | undefined {
  const listed = Array.isArray(codes) ? (codes as { code?: unknown }[]) : [];
  const found = listed.map((each) => textIn(each?.code) ?? '').find((code) => Object.hasOwn(known, code));
  return found === undefined ? undefined : known[found];
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
