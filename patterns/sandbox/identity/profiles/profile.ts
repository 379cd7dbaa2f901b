import type { Configuration } from 'oidc-provider';
import { levels, numberText } from '../citizens.ts';
import type { Citizen, Level } from '../citizens.ts';
import type { IdentityClient, IdentityEndpoints } from '../provider.ts';

/** What a provider is asked for, as it arrived. */
export type Parameters = Readonly<Record<string, unknown>>;

/** What its claims are made from. */
export interface Claimed {
  citizen: Citizen;
  /** The level of this login. */
  level: Level;
  /** The ID of the service. */
  audience: string;
  /** Whether the number goes as text, as some say ClaveÚnica does. */
  numberAsText: boolean;
}

/** What makes one provider differ from another. */
export interface Profile {
  /** Signs the ID token. */
  algorithm: 'RS256' | 'ES256';
  client: IdentityClient;
  /** Below the issuer. */
  paths: Record<keyof Omit<IdentityEndpoints, 'pushedAuthorization'>, string> & { pushedAuthorization?: string };
  /** Names of the levels in what it says; empty where it has none. */
  levels: Partial<Record<Level, string>>;
  /** Claims by scope; those of `openid` are in the ID token too. */
  claims: NonNullable<Configuration['claims']>;
  claimsOf(claimed: Claimed): Record<string, unknown> | Promise<Record<string, unknown>>;
  /** The levels that were asked for; empty where none was. */
  requestedLevels(parameters: Parameters): Level[];
  /** Says what is wrong with a request, in the words of OAuth; undefined where it is right. */
  objection?(parameters: Parameters): { error: string; description: string } | undefined;
  /** Whether it reads a request that is a signed text (RFC 9101). */
  readsRequestObjects?: boolean;
  /** Parameters of its own. */
  parameters?: readonly string[];
  requiresPkce: boolean;
  asksConsent: boolean;
  /** Whether an answer names the issuer (RFC 9207). */
  namesIssuer: boolean;
  /** Whether signing out is asked about on a page. */
  confirmsSignOut: boolean;
  redirectUriMayHaveQuery: boolean;
  /** userinfo by POST alone. */
  userinfoByPost?: boolean;
}

/** What most providers say of a person (OpenID Connect Core §5.1), and their national number. */
export function usualClaims({ given, family, birthDate, email, nationalNumber }: Citizen): Record<string, unknown> {
  return {
    name: [...given, ...family].join(' '),
    given_name: given.join(' '),
    family_name: family.join(' '),
    birthdate: birthDate,
    email,
    email_verified: true,
    national_number: numberText(nationalNumber),
  };
}

export function proofingClaim({ status }: Citizen): Record<string, unknown> {
  return status === 'proofing-pending' ? { identity_proofing: 'pending' } : {};
}

/** Reads `acr_values` and an essential `acr` in the claims parameter, by the names that a provider has. */
export function levelsInAcr(names: Partial<Record<Level, string>>): (parameters: Parameters) => Level[] {
  return ({ acr_values: values, claims }) => {
    const wanted = [...(typeof values === 'string' ? values.split(' ') : []), ...acrOfClaims(claims)];
    return levels.filter((level) => wanted.includes(names[level] ?? ''));
  };
}

function acrOfClaims(claims: unknown): string[] {
  if (typeof claims !== 'string') return [];
  const { acr } =
    (JSON.parse(claims) as { id_token?: { acr?: { value?: string; values?: string[] } | null } }).id_token ?? {};
  return [acr?.value, ...(acr?.values ?? [])].filter((value) => value !== undefined);
}
