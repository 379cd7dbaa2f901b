/** Somebody comes for another person or a company: what they choose, what the provider says, and what holds when it changes. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { openDatabase } from '@plaza-ds/forms/server';
import type { OpenDatabase } from '@plaza-ds/forms/server';
import { openIdentity } from '../../sandbox/identity/identity.ts';
import type { Identity as Sandbox } from '../../sandbox/identity/identity.ts';
import type { Representing } from '../identity.ts';
import { canCome, isMandateGood } from './acting-for.ts';
import { claveUnica } from './providers/clave-unica.ts';
import { providerOf, SandboxSite } from './sandbox-site.ts';
import type { Browser } from './sandbox-site.ts';
import { identityMigrations } from './tables.ts';
import type { IdentityTables } from './tables.ts';

const everybody = 'for=self&for=mandate&for=company';
const folder = mkdtempSync(join(tmpdir(), 'plaza-data-'));
let sandbox: Sandbox;
let database: OpenDatabase<IdentityTables>;
let site: SandboxSite;
let elena: Browser;
before(async () => {
  database = await openDatabase<IdentityTables>({ folder }, identityMigrations);
  sandbox = await openIdentity({});
});
after(async () => {
  await sandbox.close();
  await database.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  const { broker, claveunica } = sandbox.providers;
  site = await SandboxSite.open(sandbox, database.database, [providerOf(claveunica), providerOf(broker)]);
  elena = site.visitor();
});
afterEach(() => {
  site.close();
  assert.doesNotMatch(JSON.stringify(site.log), /Espiga|51000001|mandate-/, 'what the log must not have');
  for (const played of Object.values(sandbox.providers)) played.reset();
});

const gate = (query: string) => elena.open(`${site.origin}/demo/ask?${query}`);
/** From the gate: chooses, and signs in as one of those whom the provider offers. */
async function comeFor(actingFor: string, citizen: string, provider = 'broker'): Promise<void> {
  await elena.press({ 'acting-for': actingFor, provider });
  if (elena.$('input[name="citizen"]').length) await elena.press({ citizen });
}
const offered = () =>
  elena
    .$('input[name="citizen"]')
    .toArray()
    .map((input) => elena.$(input).attr('value'));
const legends = () =>
  elena
    .$('legend')
    .toArray()
    .map((legend) => elena.$(legend).text());
const chosen = () =>
  elena
    .$('input[checked]')
    .toArray()
    .map((input) => elena.$(input).attr('value'));
const problems = () => elena.$('plaza-error-summary li').text();

describe('The page that asks people to sign in', () => {
  it('asks for whom they come, each with who it is for, and what the service will learn', async () => {
    await gate(everybody);
    assert.deepEqual(legends(), ['For whom do you come?', 'How do you want to sign in?']);
    assert.match(elena.text, /For a company or an organisation\s*You may act for it, as its owner or by a mandate\./);
    assert.match(elena.text, /for whom you act, and what they let you do for them/);
    assert.match(elena.$('#provider-claveunica-hint').text(), /Only if you come for yourself\./);
    assert.doesNotMatch(elena.text.replace(elena.$('#provider-claveunica-hint').text(), ''), /Only if you come/);
  });

  it('asks nothing where people come for themselves alone', async () => {
    await gate('for=self&provider=claveunica');
    assert.deepEqual(legends(), []);
    await elena.press({ provider: 'claveunica' });
    assert.equal(offered().length > 0, true);
  });

  it('does not offer what no provider can do', async () => {
    await gate(`${everybody}&provider=claveunica`);
    assert.deepEqual(legends(), []);
  });

  it('offers no provider that lets nobody come for whom they have to come', async () => {
    await gate('for=company');
    assert.deepEqual(legends(), []);
    assert.match(elena.text, /sign in for a company or an organisation/);
    assert.equal(elena.$('button[name="provider"]').attr('value'), 'broker');
  });

  it('says what is missing, keeps what was chosen, and goes nowhere', async () => {
    await gate(everybody);
    await elena.press({ provider: 'broker' });
    assert.equal(elena.status, 422);
    assert.equal(problems(), 'Choose for whom you come');
    assert.deepEqual(chosen(), ['broker']);
    await gate(everybody);
    await elena.press({ 'acting-for': 'mandate' });
    assert.equal(problems(), 'Choose how you want to sign in');
    assert.deepEqual(chosen(), ['mandate']);
  });

  it('says which provider lets people come for themselves alone', async () => {
    await gate(everybody);
    await elena.press({ provider: 'claveunica', 'acting-for': 'company' });
    assert.equal(elena.status, 422);
    assert.match(problems(), /^With claveunica you can only come for yourself/);
    assert.deepEqual(chosen(), ['company', 'claveunica']);
  });

  it('takes nothing that it does not offer', async () => {
    await gate('for=self&for=company');
    await elena.press({ provider: 'broker', 'acting-for': 'mandate' });
    assert.equal(elena.status, 422);
    assert.equal(problems(), 'Choose for whom you come');
  });

  it('keeps the choice over a change of language and over somebody who cancels', async () => {
    await gate(everybody);
    await elena.press({ provider: 'broker', 'acting-for': 'company', action: 'language' });
    assert.deepEqual([elena.status, chosen()], [200, ['company', 'broker']]);
    await elena.press({ provider: 'broker', 'acting-for': 'company' });
    await elena.press({ action: 'cancel' });
    assert.match(elena.notice, /You cancelled signing in/);
    assert.deepEqual(chosen(), ['company', 'broker']);
  });
});

describe('Somebody who comes for a company', () => {
  it('is asked by the broker for a company alone, and the site is told of it', async () => {
    await gate(everybody);
    await elena.press({ 'acting-for': 'company', provider: 'broker' });
    assert.deepEqual(offered(), ['elena-for-company']);
    await elena.press({ citizen: 'elena-for-company' });
    assert.equal(elena.path, '/demo/form', elena.text);
    const { name, representing } = await elena.told();
    assert.equal(name, 'Elena O’Higgins de la Fuente');
    assert.deepEqual(
      { ...representing, id: undefined },
      {
        kind: 'company',
        id: undefined,
        name: 'Panadería La Espiga Inventada SpA',
        mandateId: 'mandate-company-1',
        scope: ['permits', 'payments'],
        validUntil: '2039-12-31',
      },
    );
    await elena.open(`${site.origin}/demo/identity/account`);
    assert.match(elena.text, /Acting for\s*Panadería La Espiga Inventada SpA \(51000001-\w\)/);
  });

  it('is not taken for one who comes for themself, and signs in again where that is asked', async () => {
    await gate(everybody);
    await comeFor('company', 'elena-for-company');
    await gate('for=self');
    assert.equal(elena.heading, 'Sign in again');
    assert.match(elena.text, /Signed in as Elena .* for Panadería .*\.\s*To go on here, sign in for yourself\./);
    await elena.press({ provider: 'broker' });
    assert.equal(offered().length > 1, true, 'asked, though the broker knows her'); // prompt=login
    await elena.press({ citizen: 'elena' });
    assert.equal(elena.path, '/demo/form');
    assert.equal((await elena.told()).representing, undefined);
  });

  it('goes straight on where they come for whom they have to', async () => {
    await gate(everybody);
    await comeFor('company', 'elena-for-company');
    await gate('for=company');
    assert.equal(elena.path, '/demo/form');
    await gate('for=mandate&for=self');
    assert.equal(elena.heading, 'Sign in again');
  });

  it('is let in by no mandate that does not allow it, or that is not there', async () => {
    for (const scope of ['benefits', 'nothing']) {
      elena = site.visitor();
      await gate(`${everybody}&scope=${scope}`);
      await comeFor('company', 'elena-for-company');
      assert.match(elena.notice, /broker does not say that you may act for them.*no mandate/, scope);
      assert.deepEqual(await elena.told(), {});
    }
    sandbox.providers.broker.withdrawMandate('mandate-company-1');
    await gate(everybody);
    await comeFor('company', 'elena-for-company');
    assert.match(elena.notice, /does not say that you may act for them/);
    assert.deepEqual(chosen(), ['company', 'broker']);
  });

  it('is told where they come back for another than they chose, and can put it right at the provider', async () => {
    await gate(everybody);
    await comeFor('self', 'elena-for-company');
    assert.match(elena.notice, /You came back for somebody else than you chose/);
    assert.deepEqual(await elena.told(), {});
    await gate(everybody);
    await comeFor('self', 'elena-for-company');
    await elena.press({ 'acting-for': 'self', provider: 'broker' });
    assert.equal(offered().includes('elena'), true, 'the broker asks again');
  });

  it('sees nothing of what they began for themself, nor the other way round', async () => {
    await gate(everybody);
    await comeFor('company', 'elena-for-company');
    const { issuer, subject, representing } = await elena.told();
    const whose = (owner: object) => `ownerFor=${encodeURIComponent(JSON.stringify(owner))}`;
    await gate(`${everybody}&${whose({ issuer, subject })}`);
    assert.match(elena.text, /Signed in as Elena .* for Panadería .*\.\s*To go on here, sign in for yourself/);
    await gate(`${everybody}&${whose({ issuer, subject, representing })}`);
    assert.equal(elena.path, '/demo/form');
    await gate(
      `${everybody}&${whose({ issuer, subject, representing: { ...representing!, id: '1-9', name: 'Other' } })}`,
    );
    assert.match(elena.text, /This was begun for Other\. To go on, sign in for them\./);
    await elena.press({ provider: 'broker' });
    await elena.press({ citizen: 'elena-for-company' });
    assert.equal(elena.heading, 'You began this for somebody else');
    assert.match(elena.text, /This was begun for Other/);
  });
});

describe('Two providers', () => {
  it('are not taken for each other: what comes from one to the address of the other signs nobody in', async () => {
    await gate(everybody);
    await elena.press({ 'acting-for': 'self', provider: 'broker' });
    const callback = `${site.origin}/demo/identity/callback`;
    await elena.press({ citizen: 'elena' }, `${callback}/broker`);
    assert.match(elena.url, /\/callback\/broker\?.*code=/);
    await elena.open(elena.url.replace(`${callback}/broker`, `${callback}/claveunica`));
    assert.match(elena.notice, /We could not check the answer of broker/);
    assert.deepEqual(await elena.told(), {});
  });
});

describe('The mandate of somebody who is signed in', () => {
  const mandate = async (query = '') => (await elena.open(`${site.origin}/demo/mandate${query}`)).$('main').text();
  beforeEach(async () => {
    await gate(everybody);
    await comeFor('company', 'elena-for-company');
  });

  it('holds until it is taken back', async () => {
    assert.equal(await mandate(), 'holds');
    assert.equal(await mandate('?scope=permits'), 'holds');
    assert.equal(await mandate('?scope=benefits'), 'gone');
    sandbox.providers.broker.withdrawMandate('mandate-company-1');
    assert.equal(await mandate(), 'gone');
  });

  it('is not known while the provider does not answer', async () => {
    site.isCutOff = true;
    assert.equal(await mandate(), 'unknown');
  });

  it('has to be shown again where the provider does not know the sign-in any more', async () => {
    sandbox.providers.broker.reset();
    assert.equal(await mandate(), 'again');
    elena = site.visitor();
    assert.equal(await mandate(), 'again');
  });

  it('is needed by nobody who comes for themself', async () => {
    elena = site.visitor();
    await gate(everybody);
    await comeFor('self', 'elena');
    site.isCutOff = true;
    assert.equal(await mandate(), 'holds');
  });
});

describe('A mandate', () => {
  const good = (end: string | undefined, now: string, scope?: string) =>
    isMandateGood(
      { kind: 'person', id: '1', mandateId: 'm', scope: ['a'], ...(end && { validUntil: end }) } as Representing,
      {
        scope,
        now: new Date(now),
        timeZone: 'America/Santiago',
      },
    );

  it('is good to the end of its last day where the site is, or to its instant', () => {
    assert.equal(good('2026-03-02', '2026-03-03T02:59:00Z'), true); // 23:59 in Santiago
    assert.equal(good('2026-03-02', '2026-03-03T03:01:00Z'), false);
    assert.equal(good('2026-03-02T12:00:00Z', '2026-03-02T11:59:59Z'), true);
    assert.equal(good('2026-03-02T12:00:00Z', '2026-03-02T12:00:00Z'), false);
    assert.equal(good(undefined, '2099-01-01T00:00:00Z'), true);
    assert.equal(good('until further notice', '2026-03-02T12:00:00Z'), false);
    assert.equal(good(undefined, '2026-03-02T12:00:00Z', 'a'), true);
    assert.equal(good(undefined, '2026-03-02T12:00:00Z', 'b'), false);
  });

  it('is nothing that ClaveÚnica knows', () => {
    const authentication = { method: 'none' } as const;
    assert.deepEqual(canCome(claveUnica({ clientId: 'x', authentication })), ['self']);
  });
});
