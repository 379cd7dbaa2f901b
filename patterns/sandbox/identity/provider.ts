import type { JsonWebKey } from 'node:crypto';
import type { Accident, Leg } from './accidents.ts';
import type { Citizen, Level } from './citizens.ts';

/** The ways of providers in life. */
export const identityProfiles = ['standard', 'claveunica', 'one-login', 'broker'] as const;

export type IdentityProfile = (typeof identityProfiles)[number];

/** What a service knows itself by at a provider. Invented, and no secret. */
export interface IdentityClient {
  clientId: string;
  /** Undefined where the service proves itself by its key. */
  clientSecret?: string;
  /** The service's own key, where the provider asks for one. */
  privateKey?: JsonWebKey & { kid: string; alg: string };
  tokenEndpointAuthMethod: 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';
}

/** Its addresses, for a service that does not discover them. */
export interface IdentityEndpoints {
  authorization: string;
  token: string;
  userinfo: string;
  keys: string;
  /** Where the browser is sent to sign out. */
  signOut: string;
  /** Pushed authorization requests (RFC 9126); undefined where there are none. */
  pushedAuthorization?: string;
}

/** One request of a service or its visitor, as the provider saw it, without secrets. */
export interface Exchange {
  leg: Leg;
  method: string;
  /** Names and values; secrets, codes, verifiers and tokens only as their length: `(43)`. */
  parameters: Readonly<Record<string, string>>;
  /** Of the headers only those that tell a browser from a server. */
  headers: Readonly<Record<string, string>>;
  status: number;
  /** SHA-256 of the access token that was given out, in base64url. */
  issued?: string;
}

export interface SignOutResult {
  /** What the service answered to each logout token; 0 where it could not be reached. */
  statuses: readonly number[];
}

/** One provider of identity, that misbehaves when asked to. */
export interface IdentityProvider {
  profile: IdentityProfile;
  issuer: string;
  endpoints: IdentityEndpoints;
  client: IdentityClient;
  citizens: readonly Citizen[];
  /** The name of each level in `acr` or `vot`; none at ClaveÚnica, which has no levels. */
  levels: Readonly<Partial<Record<Level, string>>>;
  /** What goes wrong with every login; undefined where all is well. */
  readonly accident: Accident | undefined;
  /**
   * From now on this goes wrong, or nothing does.
   *
   * @param options.next Only with the next login that begins, and with all its steps; tests that run at once do not meet then.
   */
  behave(accident: Accident | undefined, options?: { next?: boolean }): void;
  /** Signs with a new key from now on; the old one stays among the published. */
  rotateKeys(): Promise<void>;
  /** Where the service is told that somebody signed out: OpenID Connect Back-Channel Logout. On loopback; undefined for nowhere. */
  backchannelLogoutUri: string | undefined;
  /**
   * Ends everywhere what somebody began, and tells the service.
   *
   * @param citizen Id of a citizen, or their subject.
   * @param accident What is wrong with the logout token.
   */
  signOutEverywhere(citizen: string, accident?: Accident): Promise<SignOutResult>;
  /** The office has looked at the papers of somebody who waited for it: from now on they reach their level. */
  finishProofing(citizen: string): void;
  /** Somebody takes back what they allowed: from now on whoever had the mandate acts for nobody by it. */
  withdrawMandate(mandate: string): void;
  /** What was asked of it, the oldest first; the newest 500. */
  exchanges(): readonly Exchange[];
  /** As after a start: nothing goes wrong, nobody is signed in, nothing was asked. */
  reset(): void;
}
