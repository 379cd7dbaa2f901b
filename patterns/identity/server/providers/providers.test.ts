/** Each provider by its contract: what it is asked, and what is made of what it says. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { CompactEncrypt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { AuthRequest } from '../../identity.ts';
import type { Provider } from '../provider.ts';
import { RelyingParty } from '../relying-party.ts';
import { PlayedProvider } from '../testing.ts';
import { broker } from './broker.ts';
import { claveUnica } from './clave-unica.ts';
import { govBr } from './gov-br.ts';
import { loginGov } from './login-gov.ts';
import { coreIdentityClaim, oneLogin } from './one-login.ts';
import { singpass } from './singpass.ts';
import { staff } from './staff.ts';

const now = () => new Date();
const secret = { clientId: 'plaza', authentication: { method: 'client_secret_post', secret: 'shh' } } as const;
const asked: AuthRequest = {
  provider: 'x',
  minLoa: 'substantial',
  purpose: '',
  returnTo: '/',
  uiLocales: ['en'],
  claims: ['name'],
};
const around = {
  id: 'id',
  state: 's'.repeat(22),
  nonce: 'n'.repeat(22),
  codeVerifier: 'v'.repeat(43),
  redirectUri: 'https://plaza.example/callback/x',
};
const noOne = () => Promise.reject(new Error('nothing signed'));
const read = (
  provider: Provider,
  claims: object,
  userInfo: object = {},
  verify: Parameters<Provider['read']>[0]['verify'] = noOne,
) =>
  Promise.resolve(
    provider.read({ claims: claims as Record<string, unknown>, userInfo: userInfo as Record<string, unknown>, verify }),
  );

async function privateKey(alg: string, use: string): Promise<{ key: JWK; publicKey: CryptoKey }> {
  const pair = await generateKeyPair(alg, { extractable: true });
  return { key: { ...(await exportJWK(pair.privateKey)), alg, use, kid: `${use}-1` }, publicKey: pair.publicKey };
}

describe('ClaveÚnica', () => {
  const provider = claveUnica(secret);
  const run = (numero: unknown, DV: unknown = '5') => ({ RolUnico: { numero, DV, tipo: 'RUN' } });

  it('reads a RUN that is a number or a text, and says the lowest level always', async () => {
    for (const numero of [12345678, '12345678', '12.345.678'])
      assert.deepEqual(await read(provider, { acr: 'high' }, run(numero)), {
        loa: 'low',
        nationalId: { scheme: 'CL-RUN', value: '12345678', checkDigit: '5' },
      });
    assert.equal((await read(provider, {}, run('1', 'k'))).nationalId?.checkDigit, 'K');
    assert.equal((await read(provider, {}, {})).nationalId, undefined);
  });

  it('reads people with one surname, none, and a name that is a text', async () => {
    const named = async (name: unknown) => (await read(provider, {}, { name })).name?.display;
    assert.equal(await named({ nombres: ['Ana', 'María'], apellidos: ['Pérez', 'Soto'] }), 'Ana María Pérez Soto');
    assert.equal(await named({ nombres: ['Li'], apellidos: ['Wei'] }), 'Li Wei');
    assert.equal(await named({ nombres: ['Suharto'] }), 'Suharto');
    assert.equal(await named('Ana Pérez'), 'Ana Pérez');
    assert.equal(await named(undefined), undefined);
  });

  for (const hasIdToken of [true, false])
    it(`asks its scope to the letter and userinfo by POST, ${hasIdToken ? 'with' : 'without'} an ID token`, async () => {
      const played = new PlayedProvider(now, 'https://accounts.claveunica.gob.cl');
      await played.newKey('one');
      played.hasIdToken = hasIdToken;
      const real = played.fetch;
      const party = new RelyingParty(provider, {
        now,
        timeoutSeconds: 5,
        fetch: (input, init) => real(String(input).replace('/openid/', '/').replace(/\/$/, ''), init),
      });
      played.claims = { iss: provider.issuer };
      const pending = await party.begin(around, asked);
      assert.equal(new URL(pending.address).searchParams.get('scope'), 'openid run name');
      assert.ok(pending.address.startsWith('https://accounts.claveunica.gob.cl/openid/authorize/?'));
      const back = played.signIn(pending.address);
      const { code, state } = Object.fromEntries(back.searchParams) as { code: string; state: string };
      const got = await party.exchange(pending, { code, state });
      assert.equal(got.sub, 'subject-1');
      assert.equal(got.idToken !== undefined, hasIdToken);
      const at = (path: string) => played.seen.find((each) => each.path === path)!;
      assert.equal(at('/token').body.get('state'), around.state);
      assert.equal(at('/userinfo').method, 'POST');
      assert.equal(at('/userinfo').headers.get('authorization'), 'Bearer secret-access');
      if (!hasIdToken) return;
      played.claims = { iss: provider.issuer, nonce: 'another' };
      const again = played.signIn(pending.address).searchParams.get('code')!;
      await assert.rejects(party.exchange(pending, { code: again, state }), { problem: 'notTrusted' });
    });

  it('signs out by its own address, which says nothing of how it went', () => {
    const address = provider.signOutAddress({ endpoint: undefined, state: 's', returnTo: 'https://plaza.example/out' });
    assert.equal(
      address,
      'https://accounts.claveunica.gob.cl/api/v1/accounts/app/logout?redirect=https%3A%2F%2Fplaza.example%2Fout',
    );
    assert.equal(provider.confirmsSignOut, false);
  });
});

describe('One Login', () => {
  const provider = oneLogin(secret);
  const credentialSubject = {
    name: [
      {
        nameParts: [
          { type: 'GivenName', value: 'Kenneth' },
          { type: 'FamilyName', value: 'Decerqueira' },
        ],
      },
    ],
    birthDate: [{ value: '1965-07-08' }],
  };
  const signed = (identity: object) => () =>
    Promise.resolve({ sub: 'a', vot: 'P2', vc: { credentialSubject }, ...identity });

  it('is asked for the level by vtr, and for the signed identity', () => {
    const { vtr, claims } = provider.parameters!(asked);
    assert.equal(vtr, '["Cl.Cm.P2"]');
    assert.ok(claims!.includes(coreIdentityClaim));
    assert.deepEqual(provider.parameters!({ ...asked, minLoa: 'low', claims: [] }), { vtr: '["Cl.Cm"]' });
  });

  it('is believed about who somebody is by the signed identity alone, never by vot', async () => {
    const info = { [coreIdentityClaim]: 'a.b.c' };
    assert.equal((await read(provider, { sub: 'a', vot: 'Cl.Cm.P2' })).loa, 'low');
    const proved = await read(provider, { sub: 'a', vot: 'Cl.Cm' }, info, signed({}));
    assert.deepEqual(
      [proved.loa, proved.name?.display, proved.birthDate],
      ['substantial', 'Kenneth Decerqueira', '1965-07-08'],
    );
    assert.equal((await read(provider, { sub: 'a', vot: 'Cl' }, info, signed({}))).loa, 'low');
    assert.equal((await read(provider, { sub: 'a', vot: 'Cl.Cm' }, info, signed({ vot: 'P0' }))).loa, 'low');
    await assert.rejects(read(provider, { sub: 'a', vot: 'Cl.Cm' }, info, signed({ sub: 'b' })), {
      problem: 'notTrusted',
    });
    await assert.rejects(read(provider, { sub: 'a', vot: 'Cl.Cm' }, info), /nothing signed/);
  });

  it('means by access_denied that it lost its session, or that somebody did not prove enough: nobody cancels there', () => {
    const lost = 'Access denied for security reasons, a new authentication request may be successful';
    for (const said of ['Session unavailable', lost])
      assert.equal(provider.problemOf!('access_denied', said), 'otherBrowser');
    assert.equal(provider.problemOf!('access_denied', ''), 'levelTooLow');
    for (const other of ['server_error', 'unauthorized_client', 'login_required'])
      assert.equal(provider.problemOf!(other, lost), undefined);
  });

  it('says by a return code why nothing was proved, where the service was told what it means', async () => {
    const code = 'https://vocab.account.gov.uk/v1/returnCode';
    const told = oneLogin({ ...secret, returnCodes: { B: 'proofingPending', C: 'mustReprove' } });
    const claims = { sub: 'a', vot: 'Cl.Cm' };
    await assert.rejects(read(told, claims, { [code]: [{ code: 'A' }, { code: 'B' }] }), {
      problem: 'proofingPending',
    });
    await assert.rejects(read(told, claims, { [code]: [{ code: 'C' }] }), { problem: 'mustReprove' });
    for (const codes of [[{ code: 'A' }], [{ code: 'constructor' }], [{}], [null], [], 'B', { code: 'B' }, undefined])
      assert.equal((await read(told, claims, { [code]: codes })).loa, 'low', JSON.stringify(codes));
    assert.equal((await read(provider, claims, { [code]: [{ code: 'B' }] })).loa, 'low');
    const proved = { [coreIdentityClaim]: 'a.b.c', [code]: [{ code: 'B' }] };
    assert.equal((await read(told, claims, proved, signed({}))).loa, 'substantial', 'a code may come with success');
  });
});

describe('A broker', () => {
  const provider = broker({ name: 'b', label: 'B', issuer: 'https://b.example', ...secret });

  it('says the level by acr as eIDAS writes it, and any other is the lowest', async () => {
    assert.equal(
      provider.parameters!(asked).acr_values,
      'http://eidas.europa.eu/LoA/substantial http://eidas.europa.eu/LoA/high',
    );
    assert.equal((await read(provider, { acr: 'http://eidas.europa.eu/LoA/high' })).loa, 'high');
    for (const acr of [undefined, 'high', 'constructor']) assert.equal((await read(provider, { acr })).loa, 'low');
  });

  it('says for whom somebody acts, with a mandate or not at all', async () => {
    const representing = { kind: 'company', id: '76.1', mandateId: 'm1', scope: 'apply pay' };
    assert.deepEqual((await read(provider, { representing })).representing, {
      ...representing,
      scope: ['apply', 'pay'],
    });
    assert.equal((await read(provider, { representing: { ...representing, mandateId: '' } })).representing, undefined);
  });
});

describe('Singpass', () => {
  let own: { key: JWK; publicKey: CryptoKey };
  let enc: { key: JWK; publicKey: CryptoKey };
  before(async () => {
    own = await privateKey('ES256', 'sig');
    enc = await privateKey('ECDH-ES+A256KW', 'enc');
  });

  it('is asked by a pushed request with a key for tokens, and its encrypted ID token is opened and checked', async () => {
    const played = new PlayedProvider(now, 'https://singpass.example');
    await played.newKey('one');
    const provider = singpass({
      issuer: played.issuer,
      clientId: 'plaza',
      authentication: { method: 'private_key_jwt', key: own.key },
      decryptionKey: enc.key,
    });
    const metadata = { ...played.metadata, pushed_authorization_request_endpoint: `${played.issuer}/par` };
    played.legs = {
      '/.well-known/openid-configuration': () => Response.json(metadata),
      '/par': () => Response.json({ request_uri: 'urn:pushed', expires_in: 60 }, { status: 201 }),
    };
    const party = new RelyingParty(provider, { now, timeoutSeconds: 5, fetch: played.fetch });
    const pending = await party.begin(around, asked);
    assert.deepEqual(Object.fromEntries(new URL(pending.address).searchParams), {
      client_id: 'plaza',
      request_uri: 'urn:pushed',
    });
    const pushed = played.seen.find(({ path }) => path === '/par')!;
    assert.equal(pushed.body.get('code_challenge_method'), 'S256');
    assert.match(pushed.body.get('client_assertion')!, /^ey/);
    assert.match(pushed.headers.get('dpop')!, /^ey/);
    played.legs['/token'] = async () => {
      const iat = Math.floor(Date.now() / 1000);
      const claims = {
        iss: played.issuer,
        aud: 'plaza',
        sub: 'S1',
        iat,
        exp: iat + 60,
        nonce: around.nonce,
        acr: 'urn:singpass:authentication:loa:2',
      };
      const jws = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(played.key);
      const id_token = await new CompactEncrypt(new TextEncoder().encode(jws))
        .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: 'enc-1', cty: 'JWT' })
        .encrypt(enc.publicKey);
      return Response.json({ access_token: 'x', token_type: 'DPoP', id_token });
    };
    const got = await party.exchange(pending, { code: 'c', state: around.state, iss: played.issuer });
    assert.equal(got.sub, 'S1');
    assert.equal((await read(provider, got.claims)).loa, 'substantial');
    const [first, last] = ['/par', '/token'].map((path) =>
      played.seen.find((each) => each.path === path)!.headers.get('dpop')!,
    );
    const keyOf = (proof: string) =>
      (JSON.parse(Buffer.from(proof.split('.')[0]!, 'base64url').toString()) as { jwk: { x: string } }).jwk.x;
    assert.equal(keyOf(first!), keyOf(last!));
  });
});

describe('Login.gov, gov.br and staff sign-in', () => {
  it('are asked for what each knows, and say the lowest level where they say none', async () => {
    assert.deepEqual(loginGov(secret).parameters!(asked), {
      acr_values: 'http://idmanagement.gov/ns/assurance/ial/2 http://idmanagement.gov/ns/assurance/aal/2',
      prompt: 'select_account',
    });
    assert.equal(
      (await read(loginGov(secret), { acr: 'http://idmanagement.gov/ns/assurance/ial/2' })).loa,
      'substantial',
    );
    assert.equal((await read(loginGov(secret), {})).loa, 'low');
    assert.equal(govBr(secret).scope, 'openid email profile govbr_confiabilidades');
    assert.deepEqual((await read(govBr(secret), { sub: '12345678901', reliability_level: 'ouro' })).nationalId, {
      scheme: 'BR-CPF',
      value: '12345678901',
    });
    assert.equal((await read(govBr(secret), { reliability_level: 'ouro' })).loa, 'high');
    assert.equal((await read(govBr(secret), {})).loa, 'low');
    assert.equal((await read(staff({ issuer: 'https://staff.example', ...secret }), { acr: '1' })).loa, 'low');
  });

  it('are reached by https alone', () => {
    assert.throws(
      () => new RelyingParty(staff({ issuer: 'http://staff.example', ...secret }), { now, fetch, timeoutSeconds: 1 }),
      { code: 'insecure-provider' },
    );
  });
});
