import { isLoopback } from '@plaza-ds/forms/server';
import { exportJWK, importJWK, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload } from 'jose';
import * as client from 'openid-client';
import type { AuthRequest } from '../identity.ts';
import type { ClientAuthentication, Provider } from './provider.ts';
import { ProviderKeys } from './provider-keys.ts';
import { problemFrom } from './provider-errors.ts';
import { SignInProblem } from './sign-in-problem.ts';
import type { Access, PendingAuth } from './store.ts';

/** What signs; never a shared secret, but for ClaveÚnica's (see `claveUnica`), and never `none`. */
const signatures = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const encryptions = ['A128CBC-HS256', 'A256CBC-HS512', 'A128GCM', 'A256GCM'];
/** Clocks may differ so much. */
export const tolerance = 60;
const discoveryKept = 60 * 60_000;
const discoveryRetried = 60_000;

export interface Surroundings {
  fetch: typeof fetch;
  now: () => Date;
  /** For each request to the provider. */
  timeoutSeconds: number;
}

/** What came back from a provider, checked, before anybody looks at levels. */
export interface Exchanged {
  sub: string;
  sid: string | undefined;
  claims: Readonly<Record<string, unknown>>;
  userInfo: Readonly<Record<string, unknown>>;
  idToken: string | undefined;
  access: Access;
}

/** This service as one provider sees it: sends people there, and checks what comes back. */
export class RelyingParty {
  readonly provider: Provider;
  #around: Surroundings;
  #found: { metadata: client.ServerMetadata; at: number } | undefined;
  #keys: ProviderKeys;
  #otherKeys = new Map<string, ProviderKeys>();

  /** @throws Error with the code `insecure-provider` where its address is not https, and not on this machine. */
  constructor(provider: Provider, around: Surroundings) {
    const { protocol, hostname } = new URL(provider.issuer);
    if (protocol !== 'https:' && !isLoopback(hostname))
      throw Object.assign(new Error(`The provider "${provider.name}" has to be reached by https.`), {
        code: 'insecure-provider',
      });
    this.provider = provider;
    this.#around = around;
    this.#keys = this.#keysAt(async () => (await this.metadata()).jwks_uri);
  }

  /** Its discovery document. It is kept for an hour, and longer while the provider does not answer. */
  async metadata(): Promise<client.ServerMetadata> {
    const { issuer, metadata } = this.provider;
    if (metadata) return { ...metadata, issuer };
    const time = this.#around.now().getTime();
    if (this.#found && time - this.#found.at < discoveryKept) return this.#found.metadata;
    try {
      const found = await client.discovery(new URL(issuer), this.provider.clientId, undefined, client.None(), {
        [client.customFetch]: this.#around.fetch as client.CustomFetch,
        timeout: this.#around.timeoutSeconds,
        execute: this.#insecure,
      });
      this.#found = { metadata: found.serverMetadata(), at: time };
    } catch (error) {
      if (!this.#found) throw new SignInProblem('outage', 'discovery', error);
      this.#found.at = time - discoveryKept + discoveryRetried;
    }
    return this.#found.metadata;
  }

  /**
   * Begins: what is kept, with the address that the browser goes to.
   *
   * @param options.idToken Of the person who is to sign in again.
   */
  async begin(
    pending: Omit<PendingAuth, 'address' | 'issuer'>,
    request: AuthRequest,
    { idToken }: { idToken?: string | undefined } = {},
  ): Promise<PendingAuth> {
    const { provider } = this;
    const config = await this.#configuration();
    const dpopKeys = provider.bindsTokens ? await client.randomDPoPKeyPair('ES256', { extractable: true }) : undefined;
    const parameters = {
      redirect_uri: pending.redirectUri,
      scope: provider.scope,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(pending.codeVerifier),
      code_challenge_method: 'S256',
      ...(provider.responseMode && { response_mode: provider.responseMode }),
      ...(request.uiLocales.length && { ui_locales: request.uiLocales.join(' ') }),
      ...(request.maxAgeSec !== undefined && { max_age: String(request.maxAgeSec) }),
      ...(request.prompt && { prompt: request.prompt }),
      ...provider.parameters?.(request),
    };
    const options = dpopKeys ? { DPoP: client.getDPoPHandle(config, dpopKeys) } : {};
    const address = await (
      provider.pushesRequests
        ? client.buildAuthorizationUrlWithPAR(config, parameters, options)
        : provider.signsReauthentication && request.prompt === 'login'
          ? this.#signedAddress(config, { ...parameters, ...(idToken && { id_token_hint: idToken }) })
          : Promise.resolve(client.buildAuthorizationUrl(config, parameters))
    ).catch((error: unknown) => {
      throw problemFrom(error, 'request', provider);
    });
    return {
      ...pending,
      issuer: provider.issuer,
      address: address.href,
      ...(dpopKeys && { dpopKey: (await exportJWK(dpopKeys.privateKey)) as JsonWebKey }),
    };
  }

  /**
   * Exchanges the code, and checks all that the protocol has: state, issuer, audience, times, nonce, signature.
   *
   * @param answer The parameters that the browser came back with.
   * @throws SignInProblem
   */
  async exchange(pending: PendingAuth, answer: Record<string, string>): Promise<Exchanged> {
    const { provider } = this;
    try {
      const config = await this.#configuration();
      const optional = provider.idToken === 'sometimes' ? withoutIdToken(config, this.#around.fetch) : undefined;
      const options = pending.dpopKey ? { DPoP: client.getDPoPHandle(config, await dpopPair(pending.dpopKey)) } : {};
      const url = new URL(pending.redirectUri);
      url.search = new URLSearchParams(answer).toString();
      const tokens = await client.authorizationCodeGrant(
        config,
        url,
        {
          expectedState: pending.state,
          pkceCodeVerifier: pending.codeVerifier,
          ...(provider.idToken === 'always' && { expectedNonce: pending.nonce, idTokenExpected: true }),
        },
        provider.tokenParameters?.(pending) ?? {},
        options,
      );
      const idToken = optional ? optional.idToken() : (decrypted(tokens) ?? tokens.id_token);
      const claims = idToken === undefined ? undefined : await this.#claims(idToken, pending);
      const userInfo = await this.#userInfo(config, tokens.access_token, claims?.sub, options);
      const sub = subjectIn(claims, userInfo);
      const sid = typeof claims?.sid === 'string' ? claims.sid : undefined;
      const { dpopKey } = pending;
      const access = { token: tokens.access_token, ...(dpopKey && { dpopKey }) };
      return { sub, sid, claims: claims ?? userInfo, userInfo, idToken, access };
    } catch (error) {
      throw problemFrom(error, 'answer', provider);
    }
  }

  /**
   * What the provider says of somebody now.
   *
   * @throws SignInProblem; where the token is too old, `notFresh`.
   */
  async userInfoNow({ token, dpopKey }: Access, sub: string): Promise<Record<string, unknown>> {
    try {
      const config = await this.#configuration();
      const options = dpopKey ? { DPoP: client.getDPoPHandle(config, await dpopPair(dpopKey)) } : {};
      return await this.#userInfo(config, token, sub, options);
    } catch (error) {
      if (error instanceof client.WWWAuthenticateChallengeError) throw new SignInProblem('notFresh', 'userinfo', error);
      throw problemFrom(error, 'userinfo', this.provider);
    }
  }

  /** Checks a signed text of the provider's: an ID token, or a logout token. */
  async verify(jwt: string): Promise<Record<string, unknown>> {
    const { issuer, clientId, authentication, idToken } = this.provider;
    const options = { issuer, audience: clientId, clockTolerance: tolerance, currentDate: this.#around.now() };
    // A provider whose library signs with the client's secret: that key signs nothing else, so neither is taken for the other.
    if (idToken === 'sometimes' && 'secret' in authentication && algorithmOf(jwt) === 'HS256') {
      const secret = new TextEncoder().encode(authentication.secret);
      return this.#timely((await jwtVerify(jwt, secret, { ...options, algorithms: ['HS256'] })).payload);
    }
    return this.#timely((await jwtVerify(jwt, this.#keys.find, { ...options, algorithms: signatures })).payload);
  }

  /** Checks another signed text, by keys at an address of its own. */
  async verifyBy(
    jwt: string,
    { url, issuer, subject, audience }: { url: string; issuer: string; subject?: string; audience?: string },
  ): Promise<Record<string, unknown>> {
    const keys = this.#otherKeys.get(url) ?? this.#keysAt(() => Promise.resolve(url));
    this.#otherKeys.set(url, keys);
    const { payload } = await jwtVerify(jwt, keys.find, {
      issuer,
      ...(subject !== undefined && { subject }),
      ...(audience !== undefined && { audience }),
      clockTolerance: tolerance,
      currentDate: this.#around.now(),
      algorithms: signatures,
    });
    return payload;
  }

  async signOutAddress(around: { idToken?: string; state: string; returnTo: string }): Promise<string | undefined> {
    const endpoint = (await this.metadata().catch(() => undefined))?.end_session_endpoint;
    return this.provider.signOutAddress({ endpoint, ...around });
  }

  /** The address with the request as a signed text, and beside it what OpenID Connect Core §6.1 wants to read without opening it. */
  async #signedAddress(config: client.Configuration, parameters: Record<string, string>): Promise<URL> {
    const { authentication, name, issuer } = this.provider;
    if (authentication.method !== 'private_key_jwt')
      throw new TypeError(`The provider "${name}" signs requests: its authentication has to be private_key_jwt.`);
    const key = (await importJWK(authentication.key, authentication.key.alg ?? 'ES256')) as CryptoKey;
    const { kid } = authentication.key;
    const signing = kid ? { key, kid } : key;
    const address = await client.buildAuthorizationUrlWithJAR(config, parameters, signing, {
      [client.modifyAssertion]: (_header, payload) => {
        // Some know themselves by their issuer, some by the address that is asked.
        payload.aud = [issuer, config.serverMetadata().authorization_endpoint!];
      },
    });
    address.searchParams.set('response_type', 'code');
    address.searchParams.set('scope', this.provider.scope);
    return address;
  }

  /** A text from the future was made by a clock that cannot be right. */
  #timely<Claims extends JWTPayload>(claims: Claims): Claims {
    const latest = this.#around.now().getTime() / 1000 + tolerance;
    if (typeof claims.iat !== 'number' || claims.iat > latest) throw new SignInProblem('notTrusted', 'iat');
    return claims;
  }

  get #insecure() {
    return new URL(this.provider.issuer).protocol === 'http:' ? [client.allowInsecureRequests] : [];
  }

  async #configuration(): Promise<client.Configuration> {
    const { clientId, authentication, decryptionKey } = this.provider;
    const skew = Math.round((this.#around.now().getTime() - Date.now()) / 1000);
    const metadata = { [client.clockTolerance]: tolerance, [client.clockSkew]: skew };
    const config = new client.Configuration(
      await this.metadata(),
      clientId,
      metadata,
      await authenticationBy(authentication),
    );
    config[client.customFetch] = this.#around.fetch as client.CustomFetch;
    config.timeout = this.#around.timeoutSeconds;
    for (const extension of this.#insecure) extension(config);
    if (decryptionKey)
      client.enableDecryptingResponses(config, encryptions, {
        key: (await importJWK(decryptionKey, decryptionKey.alg ?? 'ECDH-ES+A256KW')) as CryptoKey,
        ...(decryptionKey.alg && { alg: decryptionKey.alg }),
        ...(decryptionKey.kid && { kid: decryptionKey.kid }),
      });
    return config;
  }

  async #claims(idToken: string, { nonce }: PendingAuth): Promise<Record<string, unknown> & { sub?: unknown }> {
    const claims = await this.verify(idToken);
    const isMissing = claims.nonce === undefined && this.provider.idToken === 'sometimes';
    if (claims.nonce !== nonce && !isMissing) throw new SignInProblem('notTrusted', 'nonce');
    return claims;
  }

  async #userInfo(
    config: client.Configuration,
    token: string,
    sub: unknown,
    options: client.DPoPOptions,
  ): Promise<Record<string, unknown>> {
    const { userInfo } = this.provider;
    if (userInfo === 'none') return {};
    if (userInfo === 'GET')
      return client.fetchUserInfo(config, token, typeof sub === 'string' ? sub : client.skipSubjectCheck, options);
    const { userinfo_endpoint: address } = config.serverMetadata();
    const response = await client.fetchProtectedResource(config, token, new URL(address!), 'POST');
    if (response.status !== 200) throw new SignInProblem(response.status >= 500 ? 'outage' : 'notTrusted', 'userinfo');
    const content: unknown = await response.json();
    if (typeof content !== 'object' || content === null) throw new SignInProblem('notTrusted', 'userinfo');
    return content as Record<string, unknown>;
  }

  #keysAt(addressOf: () => Promise<string | undefined>): ProviderKeys {
    const load = async () => {
      const address = await addressOf();
      if (!address) throw new SignInProblem('notTrusted', 'no keys');
      const signal = AbortSignal.timeout(this.#around.timeoutSeconds * 1000);
      const response = await this.#around
        .fetch(address, { headers: { accept: 'application/json' }, redirect: 'manual', signal })
        .catch((error: unknown) => {
          throw new SignInProblem('outage', 'keys', error);
        });
      if (!response.ok) throw new SignInProblem('outage', 'keys');
      return keySetIn(await response.json());
    };
    return new ProviderKeys(load, this.#around.now);
  }
}

/** Who it is: the same in both, where both say it. */
function subjectIn(claims: { sub?: unknown } | undefined, userInfo: { sub?: unknown }): string {
  const sub = claims?.sub ?? userInfo.sub;
  if (typeof sub !== 'string' && typeof sub !== 'number') throw new SignInProblem('notTrusted', 'no subject');
  if (userInfo.sub !== undefined && String(userInfo.sub) !== String(sub))
    throw new SignInProblem('notTrusted', 'two subjects');
  return String(sub);
}

/** A key set as it is, or as the keys of a DID document (W3C DID Core §5.2), as some providers publish theirs. */
function keySetIn(document: unknown): JSONWebKeySet {
  const { keys, verificationMethod, assertionMethod } = document as {
    keys?: unknown[];
    verificationMethod?: unknown[];
    assertionMethod?: unknown[];
  };
  if (Array.isArray(keys)) return { keys } as JSONWebKeySet;
  const methods = [...(verificationMethod ?? []), ...(assertionMethod ?? [])];
  const found = methods.flatMap((method) => {
    const { id, publicKeyJwk } = (typeof method === 'object' && method ? method : {}) as {
      id?: string;
      publicKeyJwk?: object;
    };
    return publicKeyJwk ? [{ ...publicKeyJwk, kid: id }] : [];
  });
  return { keys: found } as JSONWebKeySet;
}

function algorithmOf(jwt: string): unknown {
  try {
    return (JSON.parse(Buffer.from(jwt.split('.')[0]!, 'base64url').toString()) as { alg?: unknown }).alg;
  } catch {
    return undefined;
  }
}

async function authenticationBy(own: ClientAuthentication): Promise<client.ClientAuth> {
  switch (own.method) {
    case 'private_key_jwt': {
      const key = (await importJWK(own.key, own.key.alg ?? 'ES256')) as CryptoKey;
      return client.PrivateKeyJwt(own.key.kid ? { key, kid: own.key.kid } : key);
    }
    case 'client_secret_post':
      return client.ClientSecretPost(own.secret);
    case 'client_secret_basic':
      return client.ClientSecretBasic(own.secret);
    case 'none':
      return client.None();
  }
}

/** The ID token is taken out on its way, because the library would refuse one that has a nonce or a key it does not expect. */
function withoutIdToken(config: client.Configuration, own: typeof fetch) {
  let found: string | undefined;
  config[client.customFetch] = async (url, options) => {
    const response = await own(url, options as RequestInit);
    const isToken = url === config.serverMetadata().token_endpoint;
    if (!isToken || !response.ok) return response;
    const content = (await response.json()) as Record<string, unknown>;
    if (typeof content.id_token === 'string') found = content.id_token;
    delete content.id_token;
    return Response.json({ token_type: 'bearer', ...content });
  };
  return { idToken: () => found };
}

function decrypted(tokens: Parameters<typeof client.getDecryptedResponses>[0]): string | undefined {
  const found = client.getDecryptedResponses(tokens);
  return typeof found === 'object' ? found.id_token?.token_endpoint : undefined;
}

async function dpopPair(jwk: JsonWebKey) {
  const { d: _d, ...open } = jwk;
  return {
    privateKey: (await importJWK(jwk as never, 'ES256')) as CryptoKey,
    publicKey: (await importJWK({ ...open, ext: true } as never, 'ES256')) as CryptoKey,
  };
}
