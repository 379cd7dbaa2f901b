import type { Words } from '@plaza-ds/forms';
import type { JWK } from 'jose';
import type { ServerMetadata } from 'openid-client';
import type { ActingFor, AuthRequest, Identity } from '../identity.ts';
import type { ProblemCode } from '../problems.ts';
import type { PendingAuth } from './store.ts';

/** How a service shows a provider who it is. `private_key_jwt` where there is a choice: no secret travels. */
export type ClientAuthentication =
  | { method: 'private_key_jwt'; key: JWK }
  | { method: 'client_secret_post' | 'client_secret_basic'; secret: string }
  | { method: 'none' };

/** What a provider said, checked: issuer, audience, times, nonce and signature are right. Levels are not looked at yet. */
export interface ProviderAnswer {
  /** The claims of the ID token; those of the userinfo where a provider gives no ID token. */
  claims: Readonly<Record<string, unknown>>;
  userInfo: Readonly<Record<string, unknown>>;
  /** Checks another signed text of the provider's by keys at an address of its own. */
  verify(
    jwt: string,
    keys: { url: string; issuer: string; subject?: string; audience?: string },
  ): Promise<Readonly<Record<string, unknown>>>;
}

/** What an adapter makes of it. Without a level it is the lowest. */
export type ReadIdentity = Partial<Omit<Identity, 'iss' | 'sub' | 'claimsProvenance' | 'authTime'>> & {
  /** Facts that the person only said themselves. */
  selfAsserted?: readonly string[];
};

/** A provider as data, and the little code in which it differs from others. Adapters make them: `openIdConnect`, `claveUnica`. */
export interface Provider {
  /** In addresses: letters, digits and hyphens. It is part of the registered redirect URI, so never change it. */
  name: string;
  /** What people call it. */
  label: string | Words;
  /** Who it is for, beside its radio. */
  whoFor?: Words;
  issuer: string;
  /** Where it has no discovery document. */
  metadata?: Omit<ServerMetadata, 'issuer'>;
  clientId: string;
  authentication: ClientAuthentication;
  scope: string;
  /** What the request has beside the usual: `acr_values`, `vtr`, `claims`. */
  parameters?(request: AuthRequest): Record<string, string>;
  /** Pushes the request instead of writing it into the address (RFC 9126). */
  pushesRequests?: boolean;
  /**
   * Signs a request that asks people to sign in again (JWT-Secured Authorization Request, RFC 9101), with the key of `private_key_jwt`:
   * some providers believe `prompt=login` in no other way.
   */
  signsReauthentication?: boolean;
  /**
   * Whether it says when people showed who they are (`auth_time`, OpenID Connect Core 1.0 §2), so that it can be asked to have them do
   * it again; yes, if not said.
   */
  tellsAuthTime?: boolean;
  /** Binds tokens to a key of ours (RFC 9449). */
  bindsTokens?: boolean;
  /** The key that its ID tokens are encrypted to. */
  decryptionKey?: JWK;
  /** How it sends the browser back; `query` if not said. */
  responseMode?: 'query' | 'form_post';
  /** Some give an ID token only sometimes; then userinfo says who it is. */
  idToken: 'always' | 'sometimes';
  userInfo: 'GET' | 'POST' | 'none';
  tokenParameters?(pending: PendingAuth): Record<string, string>;
  /** Whether it can be asked for a level, or for a fresh sign-in. */
  read(answer: ProviderAnswer): ReadIdentity | Promise<ReadIdentity>;
  /** Where the browser goes to sign out there, or undefined where it cannot. */
  signOutAddress(around: {
    endpoint: string | undefined;
    idToken?: string;
    state: string;
    returnTo: string;
  }): string | undefined;
  /** Whether its way back from signing out has our `state`. */
  signOutHasState?: boolean;
  /** Whether somebody who comes back from there is signed out there for sure. */
  confirmsSignOut?: boolean;
  /** What its own errors mean. */
  problemOf?(error: string, description: string): ProblemCode | undefined;
  /** For whom else than themselves people can come by it: it says so in `representing`. */
  actsFor?: readonly Exclude<ActingFor, 'self'>[];
  /** Where people get a higher level. */
  raiseLevelAt?: string;
}
