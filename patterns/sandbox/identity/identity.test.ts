import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { openIdentity } from './identity.ts';
import type { Identity } from './identity.ts';
import { Service } from './service.ts';

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

  it('acts for a company by a broker', async () => {
    const service = new Service(identity.providers.broker);
    const login = await service.logIn({ citizen: 'elena-for-company', scope: 'openid profile representation' });
    const { userinfo } = await login.finish();
    assert.equal((userinfo.representing as { kind: string }).kind, 'company');
  });
});
