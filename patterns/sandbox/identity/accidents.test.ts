import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { accidentGroups, accidents } from './accidents.ts';
import type { Accident } from './accidents.ts';
import { openIdentity } from './identity.ts';
import type { Identity } from './identity.ts';
import { Person } from './person.ts';
import { openEars, Service } from './service.ts';

describe('A provider that was asked to misbehave', () => {
  let identity: Identity;
  let service: Service;
  before(async () => {
    identity = await openIdentity({ slowness: 300 });
    service = new Service(identity.providers.standard);
  });
  after(() => identity.close());
  afterEach(() => Object.values(identity.providers).forEach((provider) => provider.reset()));

  const codesOf = (error: unknown): string => {
    const { code, error: refused, cause } = error as { code?: string; error?: string; cause?: unknown };
    return [refused, code, cause && codesOf(cause)].filter(Boolean).join(' ');
  };
  const outcome = (accident: Accident, more?: Record<string, string>): Promise<string> => {
    identity.providers.standard.behave(accident);
    const login = service.logIn({ more: more ?? { acr_values: 'high' } });
    return login.then(({ finish }) => finish()).then(() => 'accepted', codesOf);
  };

  it('says no to an account in so many ways, each in words of its own', async () => {
    const { standard } = identity.providers;
    const said = new Set<string | null>();
    for (const accident of accidentGroups.accounts) {
      standard.behave(accident);
      const { searchParams } = new URL((await service.logIn()).returned);
      assert.equal(searchParams.get('error'), 'access_denied', accident);
      said.add(searchParams.get('error_description'));
    }
    assert.equal(said.size, accidentGroups.accounts.length);
  });

  const refused: Partial<Record<Accident, RegExp>> = {
    'access-denied': /^access_denied/,
    'temporarily-unavailable': /^temporarily_unavailable/,
    'server-error': /^server_error/,
    'unauthorized-client': /^unauthorized_client/,
    'discovery-down': /OAUTH_RESPONSE_IS_NOT_CONFORM/,
    'authorize-down': /OAUTH_INVALID_RESPONSE/,
    'token-down': /OAUTH_RESPONSE_IS_NOT_CONFORM/,
    'userinfo-down': /OAUTH_RESPONSE_IS_NOT_CONFORM/,
    'keys-down': /OAUTH_RESPONSE_IS_NOT_CONFORM/,
    'wrong-issuer': /OAUTH_INVALID_RESPONSE/,
    'no-issuer': /OAUTH_INVALID_RESPONSE/,
    'wrong-state': /OAUTH_INVALID_RESPONSE/,
    'expired-code': /^invalid_grant/,
    'replayed-code': /^invalid_grant/,
    'wrong-token-issuer': /OAUTH_JWT_CLAIM_COMPARISON_FAILED/,
    'wrong-audience': /OAUTH_JWT_CLAIM_COMPARISON_FAILED/,
    'wrong-nonce': /OAUTH_JWT_CLAIM_COMPARISON_FAILED/,
    'no-nonce': /OAUTH_INVALID_RESPONSE|OAUTH_JWT_CLAIM/,
    'expired-token': /OAUTH_JWT_TIMESTAMP_CHECK_FAILED/,
    'clock-behind': /OAUTH_JWT_TIMESTAMP_CHECK_FAILED/,
    'bad-signature': /OAUTH_INVALID_RESPONSE|OAUTH_JWT|SIGNATURE/,
    'unknown-key': /OAUTH_/,
    'algorithm-none': /OAUTH_/,
    'algorithm-hs256': /OAUTH_/,
    'no-id-token': /OAUTH_INVALID_RESPONSE/,
    'other-person-in-userinfo': /OAUTH_/,
  };

  for (const [accident, code] of Object.entries(refused) as [Accident, RegExp][])
    it(`is noticed by a careful service: ${accident}`, async () => assert.match(await outcome(accident), code));

  it('is right again afterwards, and only the next login is meant where that was said', async () => {
    const { standard } = identity.providers;
    standard.behave('wrong-nonce', { next: true });
    const finish = async () => (await service.logIn()).finish().then(() => 'accepted', codesOf);
    assert.match(await finish(), /COMPARISON/);
    assert.equal(await finish(), 'accepted');
  });

  const claimsAfter = async (accident: Accident | undefined, citizen = 'ana') => {
    identity.providers.standard.behave(accident);
    return (await service.logIn({ citizen, more: { acr_values: 'high' } })).finish();
  };

  it('says a lower level, or none, where a high one was asked for', async () => {
    assert.equal((await claimsAfter(undefined)).claims?.acr, 'high');
    assert.equal((await claimsAfter('low-level')).claims?.acr, 'low');
    assert.equal('acr' in (await claimsAfter('no-level')).claims!, false);
  });

  it('says another name, number or subject for the same person', async () => {
    const right = await claimsAfter(undefined);
    const name = await claimsAfter('changed-name');
    const number = await claimsAfter('changed-number');
    const subject = await claimsAfter('changed-subject');
    assert.deepEqual(
      [name.userinfo.family_name, number.userinfo.national_number, subject.claims?.sub === right.claims?.sub],
      ['Cambiado Fuentes', '39500001-2', false],
    );
    assert.equal(name.claims?.sub, right.claims?.sub);
  });

  it('tells of a sign-in of yesterday, and of a clock that goes wrong', async () => {
    const age = async (accident: Accident) => {
      const { iat, auth_time } = (await claimsAfter(accident)).claims!;
      return [iat, auth_time as number].map((time) => Math.round((time - Date.now() / 1000) / 30));
    };
    assert.equal((await age('old-sign-in'))[1], -2880);
    assert.equal((await age('clock-ahead'))[0], 20);
    assert.equal((await age('clock-ahead-slightly'))[0], 1);
  });

  it('signs with a new key that is published, and takes what was signed before', async () => {
    const { standard } = identity.providers;
    const first = await claimsAfter(undefined);
    await standard.rotateKeys();
    const second = await claimsAfter(undefined);
    const kids = [first, second].map(({ tokens }) => decodeProtectedHeader(tokens.id_token!).kid);
    const published = (await (await fetch(standard.endpoints.keys)).json()) as { keys: { kid: string; d?: string }[] };
    assert.notEqual(kids[0], kids[1]);
    assert.deepEqual(new Set(published.keys.map(({ kid }) => kid)), new Set(kids));
    assert.ok(published.keys.every((key) => !key.d));
  });

  it('changes its key between two steps of one login', async () => {
    const { standard } = identity.providers;
    const before = (await (await fetch(standard.endpoints.keys)).json()) as { keys: { kid: string }[] };
    const { tokens } = await claimsAfter('keys-rotated');
    assert.ok(!before.keys.some(({ kid }) => kid === decodeProtectedHeader(tokens.id_token!).kid));
  });

  it('answers by a form that needs no script', async () => {
    identity.providers.standard.behave('form-post');
    const { person } = await service.logIn();
    assert.equal(person.$('form').attr('action'), service.redirectUri);
    assert.ok(person.$('form button').length && person.$('input[name="code"]').attr('value'));
    assert.match(person.headers.get('content-security-policy')!, /form-action 'self' http:\/\/localhost:3999/);
  });

  it('lets everybody wait', async () => {
    const began = performance.now();
    assert.equal(await outcome('slow'), 'accepted');
    assert.ok(performance.now() - began > 600);
  });

  it('sends the number as text, where ClaveÚnica would a number', async () => {
    const { claveunica } = identity.providers;
    claveunica.behave('number-as-text');
    const { userinfo } = await (await new Service(claveunica).logIn({ scope: 'openid run name' })).finish();
    assert.equal((userinfo.RolUnico as { numero: unknown }).numero, '39000001');
  });

  it('sends logout tokens that a service must not take', async () => {
    const { standard } = identity.providers;
    const ears = await openEars();
    try {
      standard.backchannelLogoutUri = ears.uri;
      await claimsAfter(undefined);
      for (const accident of [undefined, ...accidentGroups.logouts]) await standard.signOutEverywhere('ana', accident);
      const [right, bad, once, again, silent, other] = ears.heard.map((token) => decodeJwt(token));
      const event = 'http://schemas.openid.net/event/backchannel-logout';
      assert.deepEqual(right!.events, { [event]: {} });
      assert.equal(decodeProtectedHeader(ears.heard[0]!).typ, 'logout+jwt');
      assert.equal(typeof right!.sid, 'string');
      assert.ok(bad && once!.jti === again!.jti && !silent!.events && other!.aud === 'another-service');
    } finally {
      ears.close();
    }
  });

  it('has no accident that nobody looked at', () => {
    const shown = [
      ...['low-level', 'no-level', 'old-sign-in', 'clock-ahead', 'clock-ahead-slightly', 'keys-rotated', 'form-post'],
      ...['changed-name', 'changed-number', 'changed-subject', 'number-as-text', 'slow', 'clock-behind-slightly'],
      ...accidentGroups.accounts,
      ...accidentGroups.logouts,
      ...Object.keys(refused),
    ];
    assert.deepEqual([...accidents].sort(), shown.sort());
  });

  it('has a clock a little behind that a service with some patience takes', async () => {
    assert.match(await outcome('clock-behind-slightly'), /^accepted$|TIMESTAMP/);
  });
});

describe('A service that asks wrongly', () => {
  let identity: Identity;
  before(async () => void (identity = await openIdentity()));
  after(() => identity.close());

  const ask = async (profile: 'standard' | 'claveunica', parameters: Record<string, string>) => {
    const { endpoints, client } = identity.providers[profile];
    const asked = {
      client_id: client.clientId,
      response_type: 'code',
      state: 's',
      redirect_uri: 'http://localhost:3999/callback',
    };
    const query = new URLSearchParams({ ...asked, scope: 'openid', ...parameters });
    const person = await new Person().open(`${endpoints.authorization}?${query}`, 'http://localhost:3999/');
    return person.url.startsWith('http://localhost:3999/')
      ? new URL(person.url).searchParams.get('error')
      : person.status;
  };
  const pkce = { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' };

  it('is not sent to a place on another machine, nor to one with a fragment', async () => {
    for (const redirect_uri of [
      'https://example.org/callback',
      'http://localhost.example.org/',
      'http://evil-localhost/',
      'http://localhost:3999/#x',
      'http://a@localhost/',
    ])
      assert.equal(await ask('standard', { ...pkce, redirect_uri }), 400, redirect_uri);
  });

  it('is refused without PKCE, or with a plain one', async () => {
    assert.equal(await ask('standard', {}), 'invalid_request');
    assert.equal(await ask('standard', { ...pkce, code_challenge_method: 'plain' }), 'invalid_request');
  });

  it('is refused by ClaveÚnica for any other scope, and for a query in its address', async () => {
    assert.equal(await ask('claveunica', { scope: 'openid run name email' }), 'invalid_scope');
    assert.equal(
      await ask('claveunica', { scope: 'openid run name', redirect_uri: 'http://localhost:3999/c?x=1' }),
      400,
    );
    assert.equal(await ask('claveunica', { scope: 'openid run name' }), 200);
  });
});
