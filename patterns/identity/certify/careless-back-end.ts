/** What a careless site does past the browser: it gets tokens and reads them, rightly but for one thing. */
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload } from 'jose';
import type { IdentityProvider } from '../../sandbox/identity/provider.ts';
import type { Defect } from './careless-defects.ts';

/** A sign-in that has begun. */
export interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
  returnTo: string;
}

export class CarelessBackEnd {
  readonly #provider: IdentityProvider;
  readonly #has: (defect: Defect) => boolean;
  #keys: JSONWebKeySet | undefined;

  constructor(provider: IdentityProvider, has: (defect: Defect) => boolean) {
    this.#provider = provider;
    this.#has = has;
  }

  async exchange(
    code: string,
    { verifier }: Attempt,
    redirectUri: string,
  ): Promise<[{ access_token: string; id_token?: string } | undefined, number]> {
    const { endpoints, client } = this.#provider;
    const { clientId, clientSecret = '', tokenEndpointAuthMethod } = client;
    const isBasic = (tokenEndpointAuthMethod === 'client_secret_basic') !== this.#has('other-authentication');
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const response = await fetch(endpoints.token, {
      method: 'POST',
      headers: isBasic ? { authorization: basic } : {},
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
        ...(!isBasic && { client_id: clientId, client_secret: clientSecret }),
      }),
    });
    return [response.ok ? ((await response.json()) as { access_token: string }) : undefined, response.status];
  }

  /** Who it is; undefined where something is not right. */
  async person(
    { access_token: token, id_token: idToken }: { access_token: string; id_token?: string },
    attempt: Attempt,
  ) {
    const claims = await this.#claims(idToken, attempt);
    if (!claims) return undefined;
    const { endpoints, profile } = this.#provider;
    const method = profile === 'claveunica' ? 'POST' : 'GET';
    const response = await fetch(endpoints.userinfo, { method, headers: { authorization: `Bearer ${token}` } });
    if (!response.ok && !this.#has('no-data-unforeseen')) return undefined;
    const told = (await response.json()) as { sub: string; name: unknown; RolUnico?: { numero: number } };
    if (told.sub !== claims.sub && !this.#has('subject-not-compared') && claims.sub) return undefined;
    const { apellidos = [] } = told.name as { apellidos?: string[] };
    if (this.#has('two-surnames')) apellidos[1]!.toUpperCase();
    return { name: 'Somebody', number: told.RolUnico?.numero };
  }

  async #claims(idToken: string | undefined, { nonce }: Attempt): Promise<JWTPayload | undefined> {
    if (idToken === undefined) return this.#has('token-not-needed') ? {} : undefined;
    const claims = await this.#read(idToken).catch((error: unknown) => {
      if (this.#has('no-keys-unforeseen') && error instanceof SyntaxError) throw error;
      return undefined;
    });
    const { issuer, client, profile, levels } = this.#provider;
    const now = Date.now() / 1000;
    const slack = this.#has('clock-to-the-second') ? 2 : 60;
    if (!claims) return undefined;
    const hasLevels = profile !== 'claveunica';
    const holds: [boolean, ...Defect[]][] = [
      [claims.iss === issuer, 'token-issuer-not-checked'],
      [claims.aud === client.clientId, 'audience-not-checked'],
      [claims.exp! > now - slack, 'expiry-not-checked'],
      [claims.iat! < now + slack, 'future-not-checked'],
      [claims.nonce === nonce, 'nonce-not-checked', 'nonce-not-sent'],
      [!hasLevels || claims.acr === levels.high, 'level-not-checked'],
      [!hasLevels || Number(claims.auth_time) > now - 660, 'age-not-checked'],
    ];
    const isRight = holds.every(([is, ...defects]) => is || defects.some((defect) => this.#has(defect)));
    return isRight ? claims : undefined;
  }

  async #read(idToken: string): Promise<JWTPayload> {
    const { alg } = decodeProtectedHeader(idToken);
    if (this.#has('signature-not-checked') && alg !== 'none' && alg !== 'HS256') return decodeJwt(idToken);
    if (this.#has('unsigned-taken') && alg === 'none') return decodeJwt(idToken);
    // Times and names are looked at by whoever asked.
    const options = { currentDate: new Date(((decodeJwt(idToken).exp ?? 0) - 1) * 1000), clockTolerance: 4000 };
    if (this.#has('secret-taken') && alg === 'HS256')
      return (await jwtVerify(idToken, new TextEncoder().encode(this.#provider.client.clientSecret), options)).payload;
    const known = this.#has('keys-for-ever') ? this.#keys : undefined;
    const keys = known ?? ((await (await fetch(this.#provider.endpoints.keys)).json()) as JSONWebKeySet);
    this.#keys = keys;
    return (await jwtVerify(idToken, createLocalJWKSet(keys), { ...options, algorithms: ['RS256'] })).payload;
  }
}
