import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { openIdentity } from './identity.ts';
import type { Identity } from './identity.ts';
import type { Exchange } from './provider.ts';
import { openEars, Service } from './service.ts';

describe('A person who signs in', () => {
  let identity: Identity;
  before(async () => void (identity = await openIdentity({ slowness: 300 })));
  after(() => identity.close());
  afterEach(() => Object.values(identity.providers).forEach((provider) => provider.reset()));

  it('is known to a service by name, number and level: OpenID Connect', async () => {
    const service = new Service(identity.providers.standard);
    const { claims, userinfo } = await (await service.logIn({ more: { acr_values: 'substantial high' } })).finish();
    assert.deepEqual(
      [claims?.acr, userinfo.name, userinfo.national_number],
      ['high', 'Ana María Rojas Fuentes', '39000001-4'],
    );
  });

  it('is known by the objects of ClaveÚnica', async () => {
    const service = new Service(identity.providers.claveunica);
    const { returned, finish } = await service.logIn({ citizen: 'pedro', scope: 'openid run name' });
    assert.equal(new URL(returned).searchParams.has('iss'), false);
    const { userinfo, claims } = await finish();
    assert.deepEqual(
      [claims?.acr, userinfo.RolUnico, userinfo.name],
      [undefined, { numero: 39000002, DV: '2', tipo: 'RUN' }, { nombres: ['Pedro'], apellidos: ['Quilodrán'] }],
    );
  });

  it('is known by a token about the identity: One Login', async () => {
    const core = 'https://vocab.account.gov.uk/v1/coreIdentityJWT';
    const more = { vtr: '["Cl.Cm.P2"]', claims: JSON.stringify({ userinfo: { [core]: null } }) };
    const service = new Service(identity.providers['one-login']);
    const { claims, userinfo } = await (await service.logIn({ scope: 'openid email', more })).finish();
    assert.equal(claims?.vot, 'Cl.Cm');
    assert.equal(typeof userinfo[core], 'string');
  });

  it('is known by keys of One Login that are each published once, however often they are asked for', async () => {
    const { endpoints } = identity.providers['one-login'];
    const kids = async () => {
      const { keys } = (await (await fetch(endpoints.keys)).json()) as { keys: { kid: string }[] };
      return keys.map(({ kid }) => kid);
    };
    const first = await kids();
    assert.deepEqual([new Set(first).size, await kids()], [2, first]);
  });

  it('acts for a company by a broker', async () => {
    const service = new Service(identity.providers.broker);
    const login = await service.logIn({ citizen: 'elena-for-company', scope: 'openid profile representation' });
    const { userinfo } = await login.finish();
    assert.equal((userinfo.representing as { kind: string }).kind, 'company');
  });

  for (const [actingFor, kind] of [
    ['company', 'company'],
    ['mandate', 'person'],
  ] as const)
    it(`comes for whom the service asked, and is asked again where they came for another: ${actingFor}`, async () => {
      const service = new Service(identity.providers.broker);
      const scope = 'openid profile representation';
      const { person } = await service.logIn({ citizen: 'elena', scope });
      const login = await service.logIn({ person, scope, citizen: 'nobody', more: { acting_for: actingFor } });
      const offered = person.$('input[name="citizen"]').toArray();
      assert.deepEqual(
        offered.map((input) => person.$(input).attr('value')),
        [`elena-for-${kind}`],
      );
      await person.press({ citizen: `elena-for-${kind}` }, service.redirectUri);
      const { userinfo } = await login.finish();
      assert.equal((userinfo.representing as { kind: string }).kind, kind);
    });

  it('acts for nobody any more once the mandate was taken back', async () => {
    const { broker } = identity.providers;
    const service = new Service(broker);
    broker.withdrawMandate('mandate-company-1');
    const scope = 'openid profile representation';
    const { userinfo } = await (await service.logIn({ citizen: 'elena-for-company', scope })).finish();
    assert.equal(userinfo.representing, undefined);
    broker.reset();
  });

  it('has the new surname from the second sign-in on', async () => {
    const service = new Service(identity.providers.standard);
    const name = async () => (await (await service.logIn({ citizen: 'carolina' })).finish()).userinfo.family_name;
    assert.deepEqual([await name(), await name()], ['Soto Vera', 'Muñoz Vera']);
  });

  it('comes back without a login where they cancel, or their account is suspended', async () => {
    const service = new Service(identity.providers.broker);
    const { person, returned } = await service.logIn({ citizen: 'jorge', scope: 'openid' });
    assert.ok(!returned.startsWith(service.redirectUri));
    await person.press({ action: 'suspended' }, service.redirectUri);
    const answer = new URL(person.url).searchParams;
    assert.deepEqual(
      [answer.get('error'), answer.get('error_description')],
      ['access_denied', 'The account is suspended'],
    );
  });

  it('reaches no higher level than they have, until the papers were looked at', async () => {
    const { standard } = identity.providers;
    const service = new Service(standard);
    const level = async (citizen: string) =>
      (await (await service.logIn({ citizen, more: { acr_values: 'substantial high' } })).finish()).claims?.acr;
    assert.deepEqual([await level('luis'), await level('mei'), await level('rosa')], ['low', 'substantial', 'low']);
    standard.finishProofing('rosa');
    assert.equal(await level('rosa'), 'high');
  });

  it('is asked again only for a higher level, for prompt=login, and may be another person then', async () => {
    const service = new Service(identity.providers.standard);
    const { person } = await service.logIn();
    const subject = async (citizen: string, more: Record<string, string>) => {
      const { finish } = await service.logIn({ citizen, more, person });
      const { claims } = await finish();
      return [identity.providers.standard.citizens.find((each) => each.subject === claims?.sub)?.id, claims?.acr];
    };
    assert.deepEqual(await subject('pedro', {}), ['ana', 'low']);
    assert.deepEqual(await subject('ana', { acr_values: 'high' }), ['ana', 'high']);
    assert.deepEqual(await subject('pedro', { prompt: 'login' }), ['pedro', 'low']);
  });

  it('signs out, each provider in its way, and the service is told', async () => {
    const { standard, claveunica, 'one-login': oneLogin } = identity.providers;
    const back = 'http://localhost:3999/out';
    const ears = await openEars();
    try {
      standard.backchannelLogoutUri = oneLogin.backchannelLogoutUri = ears.uri;
      const first = await new Service(standard).logIn();
      const { tokens } = await first.finish();
      const query = new URLSearchParams({ id_token_hint: tokens.id_token!, post_logout_redirect_uri: back });
      await first.person.open(`${standard.endpoints.signOut}?${query}`, back);
      await first.person.press({ logout: 'yes' }, back);
      assert.equal(first.person.url, back);
      const second = await new Service(claveunica).logIn({ scope: 'openid run name' });
      await second.person.open(`${claveunica.endpoints.signOut}?redirect=${encodeURIComponent(back)}`, back);
      assert.equal(second.person.url, back);
      const other = { scope: 'openid run name', person: second.person, citizen: 'pedro' };
      const { userinfo } = await (await new Service(claveunica).logIn(other)).finish();
      assert.deepEqual((userinfo.name as unknown as { nombres: string[] }).nombres, ['Pedro']);
      const third = await new Service(oneLogin).logIn({ scope: 'openid', more: { vtr: '["Cl.Cm"]' } });
      await third.person.open(
        `${oneLogin.endpoints.signOut}?post_logout_redirect_uri=${encodeURIComponent(back)}`,
        back,
      );
      assert.notEqual(third.person.url, back);
      assert.equal(ears.heard.length, 2);
    } finally {
      ears.close();
    }
  });

  it('can be seen by what was asked, without a secret, code or token', async () => {
    const { claveunica } = identity.providers;
    const { person, finish } = await new Service(claveunica).logIn({ scope: 'openid run name' });
    const code = new URL(person.url).searchParams.get('code')!;
    const { tokens } = await finish();
    const seen = claveunica.exchanges();
    assert.deepEqual([...new Set(seen.map(({ leg }) => leg))], ['discovery', 'authorize', 'token', 'keys', 'userinfo']);
    assert.equal(seen.find(({ leg }) => leg === 'authorize')?.parameters.scope, 'openid run name');
    const text = JSON.stringify(seen);
    for (const secret of [code, tokens.access_token, claveunica.client.clientSecret!])
      assert.ok(!text.includes(secret));
  });

  it('can be seen by programs of any language, from a mark on', async () => {
    const { claveunica } = identity.providers;
    const ask = async (since: number, provider = 'claveunica') => {
      const response = await fetch(`${identity.origin}/identity/control.json?provider=${provider}&since=${since}`);
      const told = (await response.json()) as { total: number; accident: unknown; exchanges: readonly Exchange[] };
      return { status: response.status, ...told };
    };
    const { total, accident } = await ask(0);
    assert.equal(accident, null);
    const { finish } = await new Service(claveunica).logIn({ scope: 'openid run name' });
    const { tokens } = await finish();
    claveunica.behave('slow');
    const told = await ask(total);
    assert.equal(told.accident, 'slow');
    assert.equal(told.total, total + told.exchanges.length);
    assert.deepEqual(told.exchanges, JSON.parse(JSON.stringify(claveunica.exchanges().slice(-told.exchanges.length))));
    assert.deepEqual((await ask(told.total)).exchanges, []);
    const fingerprint = createHash('sha256').update(tokens.access_token).digest('base64url');
    assert.equal(told.exchanges.find(({ leg }) => leg === 'token')?.issued, fingerprint);
    assert.equal(told.exchanges.find(({ leg }) => leg === 'userinfo')?.headers.authorization, 'Bearer');
    for (const secret of [tokens.access_token, claveunica.client.clientSecret!])
      assert.ok(!JSON.stringify(told).includes(secret));
    assert.equal((await ask(0, 'nobody')).status, 404);
  });
});
