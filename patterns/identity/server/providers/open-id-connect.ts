import type { Words } from '@plaza-ds/forms';
import type { JWK } from 'jose';
import type { ServerMetadata } from 'openid-client';
import { personName } from '../../identity.ts';
import type { Claim, NationalId, PersonName } from '../../identity.ts';
import { isEnough, levels } from '../../loa.ts';
import type { Loa } from '../../loa.ts';
import type { ClientAuthentication, Provider, ReadIdentity } from '../provider.ts';

/** What every adapter is given: what the provider's office hands out when a service is registered. */
export interface Registration {
  /** In addresses, and part of the registered redirect URI; the adapter's own if not said. */
  name?: string;
  label?: string | Words;
  whoFor?: Words;
  issuer?: string;
  clientId: string;
  authentication: ClientAuthentication;
}

export interface OpenIdConnectOptions extends Registration {
  name: string;
  label: string | Words;
  issuer: string;
  scope?: string;
  /** Which level each `acr` stands for. Any other `acr`, or none, is the lowest. */
  acrLevels?: Readonly<Record<string, Loa>>;
  metadata?: Omit<ServerMetadata, 'issuer'>;
  userInfo?: Provider['userInfo'];
  pushesRequests?: boolean;
  bindsTokens?: boolean;
  decryptionKey?: JWK;
  responseMode?: Provider['responseMode'];
  /** The claim that has a national number, and whose number it is: `{ claim: 'bsn', scheme: 'NL-BSN' }`. */
  nationalId?: { claim: string; scheme: string };
  /** Facts that the provider only repeats from the person. */
  selfAsserted?: readonly Claim[];
  raiseLevelAt?: string;
  /**
   * Set it where the provider signs people out without asking. One that asks may send back whoever stays signed in there too, and
   * then people are told that they may still be signed in.
   */
  confirmsSignOut?: boolean;
  /** What its own errors mean, such as an account that is suspended. */
  problemOf?: Provider['problemOf'];
}

/** Any provider of OpenID Connect, by its discovery document. */
export function openIdConnect(options: OpenIdConnectOptions): Provider {
  const { acrLevels = {}, nationalId, selfAsserted = [] } = options;
  return {
    name: options.name,
    label: options.label,
    issuer: options.issuer,
    clientId: options.clientId,
    authentication: options.authentication,
    scope: options.scope ?? 'openid profile',
    idToken: 'always',
    userInfo: options.userInfo ?? 'GET',
    signOutHasState: true,
    ...present(options, [
      'whoFor',
      'metadata',
      'pushesRequests',
      'bindsTokens',
      'decryptionKey',
      'responseMode',
      'raiseLevelAt',
      'confirmsSignOut',
      'problemOf',
    ]),
    parameters: ({ minLoa }) => acrValues(acrLevels, minLoa),
    read({ claims, userInfo }) {
      const all = { ...userInfo, ...claims };
      return {
        ...standardClaims({ ...claims, ...userInfo }),
        ...(nationalId && numberIn(all, nationalId)),
        loa: levelBy(acrLevels, claims.acr),
        selfAsserted,
      };
    },
    signOutAddress: endSession,
  };
}

/** The fields that are there. */
export function present<From extends object, Key extends keyof From>(from: From, keys: readonly Key[]) {
  const found = keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]);
  return Object.fromEntries(found) as { [Each in Key]?: Exclude<From[Each], undefined> };
}

/** The values of `acr` that are enough, the lowest of them first: nobody is asked for more than is needed. */
export function acrValues(acrLevels: Readonly<Record<string, Loa>>, minLoa: Loa): Record<string, string> {
  const enough = Object.entries(acrLevels)
    .filter(([, level]) => isEnough(level, minLoa))
    .sort(([, one], [, other]) => levels.indexOf(one) - levels.indexOf(other))
    .map(([acr]) => acr);
  return enough.length ? { acr_values: enough.join(' ') } : {};
}

/** The level that an `acr` stands for; the lowest where it is missing, or nobody knows it. */
export function levelBy(acrLevels: Readonly<Record<string, Loa>>, acr: unknown): Loa {
  return typeof acr === 'string' && Object.hasOwn(acrLevels, acr) ? acrLevels[acr]! : 'low';
}

/** The claims of OpenID Connect Core §5.1. */
export function standardClaims(claims: Readonly<Record<string, unknown>>): ReadIdentity {
  const text = (name: string) => textIn(claims[name]);
  const name = nameIn(claims);
  const { address } = claims;
  const written =
    typeof address === 'object' && address ? textIn((address as Record<string, unknown>).formatted) : undefined;
  const amr = Array.isArray(claims.amr) ? claims.amr.filter((each) => typeof each === 'string') : undefined;
  const all = {
    name,
    birthDate: text('birthdate'),
    email: claims.email_verified === false ? undefined : text('email'),
    phone: claims.phone_number_verified === false ? undefined : text('phone_number'),
    address: written,
    amr,
  };
  return present(all, Object.keys(all) as (keyof typeof all)[]);
}

function nameIn(claims: Readonly<Record<string, unknown>>): PersonName | undefined {
  const parts = (value: unknown) => (textIn(value) ? [textIn(value)!] : []);
  return personName(parts(claims.given_name), parts(claims.family_name), textIn(claims.name));
}

/** A text that is there. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value.trim() : undefined;
}

/** A national number in a claim. */
export function numberIn(
  claims: Readonly<Record<string, unknown>>,
  { claim, scheme }: { claim: string; scheme: string },
): { nationalId?: NationalId } {
  const value = claims[claim];
  const written = typeof value === 'number' ? String(value) : textIn(value);
  return written === undefined ? {} : { nationalId: { scheme, value: written } };
}

/** Signing out at the provider as OpenID Connect RP-Initiated Logout 1.0 has it. */
export const endSession: Provider['signOutAddress'] = ({ endpoint, idToken, state, returnTo }) => {
  if (!endpoint) return undefined;
  const address = new URL(endpoint);
  address.searchParams.set('post_logout_redirect_uri', returnTo);
  address.searchParams.set('state', state);
  if (idToken) address.searchParams.set('id_token_hint', idToken);
  return address.href;
};

/** The `claims` parameter (OpenID Connect Core §5.5) that asks userinfo for these. */
export function claimsFromUserInfo(names: readonly string[]): Record<string, string> {
  return names.length
    ? { claims: JSON.stringify({ userinfo: Object.fromEntries(names.map((name) => [name, null])) }) }
    : {};
}
