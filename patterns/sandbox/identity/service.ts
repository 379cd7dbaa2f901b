import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { importJWK } from 'jose';
import * as client from 'openid-client';
import type { IdentityProvider } from './provider.ts';
import { Person } from './person.ts';

/** A relying party for the tests: `openid-client` as its documentation says to use it. */
export class Service {
  readonly redirectUri = 'http://localhost:3999/callback';
  readonly #provider: IdentityProvider;

  constructor(provider: IdentityProvider) {
    this.#provider = provider;
  }

  async configuration(): Promise<client.Configuration> {
    const { issuer, client: me } = this.#provider;
    const config = await client.discovery(
      new URL(issuer),
      me.clientId,
      this.#metadata(),
      await this.#authentication(),
      {
        execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
      },
    );
    return config;
  }

  /** One whole login, or as far as it comes. */
  async logIn({
    citizen = 'ana',
    scope = 'openid profile email national_number',
    more = {},
    person = new Person(),
  }: LogIn = {}) {
    const config = await this.configuration();
    const verifier = client.randomPKCECodeVerifier();
    const [state, nonce] = [client.randomState(), client.randomNonce()];
    const address = client.buildAuthorizationUrl(config, {
      redirect_uri: this.redirectUri,
      scope,
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...more,
    });
    await person.open(address.href, this.redirectUri);
    if (person.$('input[name="citizen"]').length) await person.press({ citizen }, this.redirectUri);
    if (person.$('button[value="agree"]').length) await person.press({ action: 'agree' }, this.redirectUri);
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    return { config, person, returned: person.url, finish: () => this.#finish(config, new URL(person.url), checks) };
  }

  async #finish(config: client.Configuration, url: URL, checks: client.AuthorizationCodeGrantChecks) {
    const tokens = await client.authorizationCodeGrant(config, url, checks);
    const claims = tokens.claims();
    const sub = claims?.sub ?? client.skipSubjectCheck;
    if (this.#provider.profile === 'claveunica') {
      const address = new URL(this.#provider.endpoints.userinfo);
      const answer = await client.fetchProtectedResource(config, tokens.access_token, address, 'POST');
      return { tokens, claims, userinfo: (await answer.json()) as client.UserInfoResponse };
    }
    const userinfo = await client.fetchUserInfo(config, tokens.access_token, sub);
    return { tokens, claims, userinfo };
  }

  #metadata(): Partial<client.ClientMetadata> {
    const alg = this.#provider.client.privateKey || this.#provider.profile === 'one-login' ? 'ES256' : 'RS256';
    return { id_token_signed_response_alg: alg };
  }

  async #authentication(): Promise<client.ClientAuth> {
    const { clientSecret, privateKey, tokenEndpointAuthMethod } = this.#provider.client;
    if (privateKey)
      return client.PrivateKeyJwt({
        key: (await importJWK(privateKey as never, privateKey.alg)) as CryptoKey,
        kid: privateKey.kid,
      });
    return tokenEndpointAuthMethod === 'client_secret_post'
      ? client.ClientSecretPost(clientSecret)
      : client.ClientSecretBasic(clientSecret);
  }
}

export interface LogIn {
  citizen?: string;
  scope?: string;
  more?: Record<string, string>;
  person?: Person;
}

/** Listens for logout tokens. */
export async function openEars(): Promise<{ uri: string; heard: string[]; close(): void }> {
  const heard: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    heard.push(new URLSearchParams(Buffer.concat(chunks).toString()).get('logout_token') ?? '');
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/logout`,
    heard,
    close: () => server.close(),
  };
}
