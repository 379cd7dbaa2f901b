/** Sign-in against providers that are not ours: those of the sandbox, right and wrong, over HTTP and through the pages. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { openDatabase } from '@plaza-ds/forms/server';
import type { OpenDatabase } from '@plaza-ds/forms/server';
import { openIdentity } from '../../sandbox/identity/identity.ts';
import type { Identity as Sandbox } from '../../sandbox/identity/identity.ts';
import { accidentGroups, accidents } from '../../sandbox/identity/accidents.ts';
import type { Accident, Leg } from '../../sandbox/identity/accidents.ts';
import type { IdentityProfile } from '../../sandbox/identity/provider.ts';
import { providerOf, SandboxSite } from './sandbox-site.ts';
import type { Wanted } from './sandbox-site.ts';
import { identityMigrations } from './tables.ts';
import type { IdentityTables } from './tables.ts';

const folder = mkdtempSync(join(tmpdir(), 'plaza-data-'));
let sandbox: Sandbox;
let database: OpenDatabase<IdentityTables>;
let site: SandboxSite;
before(async () => {
  database = await openDatabase<IdentityTables>({ folder }, identityMigrations);
  sandbox = await openIdentity({ slowness: 1500 });
});
after(async () => {
  await sandbox.close();
  await database.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => void (site = await SandboxSite.open(sandbox, database.database)));
afterEach(() => {
  site.close();
  assert.doesNotMatch(
    JSON.stringify(site.log),
    /Rojas|39000001|39500001|example\.org|eyJ|code=/,
    'what the log must not have',
  );
  for (const played of Object.values(sandbox.providers)) {
    played.reset();
    played.backchannelLogoutUri = undefined;
  }
});

const profiles: Record<IdentityProfile, { level: string; name: string; number?: string; leads: string }> = {
  standard: { level: 'high', name: 'Ana María Rojas Fuentes', number: '39000001-4', leads: 'You are signed out here' },
  claveunica: { level: 'low', name: 'Ana María Rojas Fuentes', number: '39000001', leads: 'You are signed out here' },
  'one-login': { level: 'low', name: '', leads: 'You are signed out' },
  broker: { level: 'high', name: 'Ana María Rojas Fuentes', number: '39000001-4', leads: 'You are signed out here' },
};

describe('Every provider of the sandbox', () => {
  for (const [profile, expected] of Object.entries(profiles) as [IdentityProfile, (typeof profiles)['standard']][])
    it(`signs somebody in, and out again: ${profile}`, async () => {
      const ana = await site.visitor().signIn(profile);
      assert.equal(ana.path, '/demo/form', ana.text);
      const { level, name = '', nationalId } = await ana.told();
      assert.deepEqual([level, name, nationalId?.value], [expected.level, expected.name, expected.number]);
      await ana.signOut();
      assert.equal(ana.heading, expected.leads, ana.text);
      assert.deepEqual(await ana.told(), {});
    });
});

describe('How sure a provider is', () => {
  for (const [profile, level, reached, lower] of [
    ['standard', 'high', 'high', 'luis'],
    ['broker', 'high', 'high', 'luis'],
    ['one-login', 'substantial', 'substantial', 'luis'],
  ] as const) {
    it(`is more the second time, once the papers were looked at: ${profile}`, async () => {
      const rosa = await site.visitor().signIn(profile, { citizen: 'rosa' });
      assert.equal((await rosa.told()).level, 'low');
      await rosa.signIn(profile, { citizen: 'rosa', level });
      assert.equal(rosa.heading, 'Show again who you are');
      assert.match(rosa.notice, levelTooLow);
      assert.equal((await rosa.told()).level, 'low');
      sandbox.providers[profile].finishProofing('rosa');
      await rosa.signIn(profile, { citizen: 'rosa', level });
      assert.equal((await rosa.told()).level, reached);
    });

    it(`is not enough for whoever does not reach it: ${profile}`, async () => {
      const luis = await site.visitor().signIn(profile, { citizen: lower, level });
      assert.match(luis.notice, levelTooLow);
      assert.deepEqual(await luis.told(), {});
    });

    it(`is of the person who was signed in, and nobody else: ${profile}`, async () => {
      const rosa = await site.visitor().signIn(profile, { citizen: 'rosa' });
      const before = await rosa.told();
      await rosa.signIn(profile, { citizen: 'ana', level });
      assert.match(rosa.notice, /Somebody else signed in/);
      assert.deepEqual(await rosa.told(), before);
    });
  }

  it('is never enough for a level at a provider that has none', async () => {
    const ana = await site.visitor().signIn('claveunica', { level: 'substantial' });
    assert.match(ana.notice, levelTooLow);
    assert.deepEqual(await ana.told(), {});
  });

  it('is shown again where a page asks for a fresh sign-in', async () => {
    const ana = await site.visitor().signIn('standard', { level: 'high', age: '600' });
    assert.equal((await ana.told()).level, 'high');
    const asked = sandbox.providers.standard.exchanges().findLast(({ parameters }) => parameters.max_age);
    assert.deepEqual([asked?.parameters.max_age, asked?.parameters.prompt], ['600', 'login']);
  });

  it('is shown again at One Login, which asks for it in a signed request and for the same person', async () => {
    const ana = await site.visitor().signIn('one-login', { level: 'low' });
    const before = (await ana.told()).subject;
    await ana.signIn('one-login', { level: 'low', age: '0' });
    assert.equal(ana.path, '/demo/form', ana.text);
    assert.equal((await ana.told()).subject, before);
    const asked = sandbox.providers['one-login'].exchanges().filter(({ leg }) => leg === 'authorize');
    const signed = asked.find(({ parameters }) => parameters.request !== undefined)?.parameters;
    assert.deepEqual([signed?.response_type, signed?.prompt, signed?.max_age], ['code', undefined, undefined]);
    const shown = sandbox.providers['one-login'].exchanges().filter(({ parameters }) => parameters.prompt === 'login');
    assert.deepEqual(shown, [], 'nothing of it is in the clear');
  });

  it('comes with the name that One Login signed', async () => {
    const ana = await site.visitor().signIn('one-login', { level: 'substantial' });
    assert.equal((await ana.told()).name, 'Ana María Rojas Fuentes');
  });
});

describe('Somebody at a provider', () => {
  it('acts for a company, which the page of their account names', async () => {
    const elena = await site.visitor().signIn('broker', { citizen: 'elena-for-company' });
    await elena.open(`${site.origin}/demo/identity/account`);
    assert.match(elena.text, /51000001-\w/);
  });

  it('whose account is suspended is told so', async () => {
    const jorge = await site.visitor().signIn('standard', { citizen: 'jorge' });
    assert.match(jorge.notice, /Your account at standard is suspended for now/);
  });

  it('has a new surname, and says that it is theirs', async () => {
    await site.visitor().signIn('standard', { citizen: 'carolina' });
    const carolina = await site.visitor().signIn('standard', { citizen: 'carolina' });
    assert.match(carolina.text, /Carolina Soto Vera.*Carolina Muñoz Vera/);
    await carolina.press({ action: 'yes' });
    assert.equal(carolina.path, '/demo/form');
    assert.equal((await carolina.told()).name, 'Carolina Muñoz Vera');
  });
});

/** What comes of a sign-in at the standard provider, at a high level: where the browser is in the end, what the page says, who is in. */
async function outcome(accident: Accident | undefined, profile: IdentityProfile, wanted: Wanted = {}) {
  sandbox.providers[profile].behave(accident);
  const ana = await site.visitor().signIn(profile, wanted);
  const { path, notice, heading } = ana;
  return { path, says: notice || heading, isIn: !!(await ana.told()).subject };
}

const notTrusted = /We could not check the answer of/;
const outage = /is not answering/;
const linkUsed = /This sign-in link was already used/;
const levelTooLow = /We need to be surer who you are/;
const high = { level: 'high' };

/** What is the matter with an account, and the sentence that the person reads. */
const accountStates: Record<(typeof accidentGroups)['accounts'][number], RegExp> = {
  'account-suspended': /is suspended for now.*Contact/,
  'account-blocked': /is blocked.*Contact/,
  'password-expired': /You need to change your password at/,
  'identity-expired': /You need to prove your identity again at/,
  'identity-pending': /is still checking your identity.*This can take some days/,
};

/** Accidents of a login, and the sentence that the person reads. */
const refused: Partial<Record<Accident, RegExp>> = {
  'access-denied': /You cancelled signing in/,
  'temporarily-unavailable': outage,
  'server-error': outage,
  'unauthorized-client': /You cannot use this service at the moment/,
  'discovery-down': outage,
  'token-down': outage,
  'userinfo-down': outage,
  'keys-down': outage,
  slow: outage,
  'wrong-issuer': notTrusted,
  'no-issuer': notTrusted,
  'wrong-state': linkUsed,
  'expired-code': linkUsed,
  'replayed-code': linkUsed,
  'wrong-token-issuer': notTrusted,
  'wrong-audience': notTrusted,
  'wrong-nonce': notTrusted,
  'no-nonce': notTrusted,
  'expired-token': notTrusted,
  'clock-ahead': notTrusted,
  'clock-behind': notTrusted,
  'bad-signature': notTrusted,
  'unknown-key': notTrusted,
  'algorithm-none': notTrusted,
  'algorithm-hs256': notTrusted,
  'no-id-token': notTrusted,
  'low-level': levelTooLow,
  'no-level': levelTooLow,
  'other-person-in-userinfo': notTrusted,
};

/** What harms nobody, here: who signs in does so. */
const harmless: readonly Accident[] = [
  'clock-ahead-slightly',
  'clock-behind-slightly',
  'keys-rotated',
  'form-post',
  // ... where a page does not ask for a fresh sign-in
  'old-sign-in',
];

/** Where other providers differ: undefined is somebody who is signed in. */
const others: Partial<
  Record<IdentityProfile, { wanted: Wanted; otherwise: Partial<Record<Accident, RegExp | undefined>> }>
> = {
  broker: { wanted: high, otherwise: {} },
  // It knows no cancelling: whoever is refused did not prove who they are as surely as was asked.
  'one-login': { wanted: { level: 'substantial' }, otherwise: { 'access-denied': levelTooLow } },
  // It has no document, no level and no issuer in its answers; its ID token may be missing, for userinfo says who it is; and its
  // library may sign with the secret of the service.
  claveunica: {
    wanted: {},
    otherwise: {
      'discovery-down': undefined,
      'no-issuer': undefined,
      'no-nonce': undefined,
      'algorithm-hs256': undefined,
      'no-id-token': undefined,
      'low-level': undefined,
      'no-level': undefined,
    },
  },
};

describe('A provider that misbehaves', () => {
  for (const [profile, { wanted }] of Object.entries({ ...others, standard: { wanted: high } }))
    it(`signs people in as long as it does not: ${profile}`, async () => {
      const { path, says, isIn } = await outcome(undefined, profile as IdentityProfile, wanted);
      assert.deepEqual([path, isIn], ['/demo/form', true], says + JSON.stringify(site.log));
    });

  for (const [accident, sentence] of Object.entries(refused) as [Accident, RegExp][])
    it(`signs nobody in, and the page says why: ${accident}`, async () => {
      const { says, isIn } = await outcome(accident, 'standard', high);
      assert.match(says, sentence);
      assert.equal(isIn, false);
    });

  for (const accident of harmless)
    it(`harms nobody: ${accident}`, async () => {
      const { path, isIn } = await outcome(accident, 'standard', high);
      assert.deepEqual([path, isIn], ['/demo/form', true]);
    });

  for (const [profile, { wanted, otherwise }] of Object.entries(others))
    for (const [accident, sentence] of Object.entries({ ...refused, ...otherwise }) as [Accident, RegExp | undefined][])
      it(`does ${sentence ? 'not sign in' : 'no harm'} at ${profile} either: ${accident}`, async () => {
        const { says, isIn } = await outcome(accident, profile as IdentityProfile, wanted);
        if (sentence) assert.match(says, sentence);
        assert.equal(isIn, !sentence);
      });

  it('changes its keys in the midst of a sign-in, and the old ones are known: keys-rotated', async () => {
    await outcome(undefined, 'standard', high);
    const { path, isIn } = await outcome('keys-rotated', 'standard', high);
    assert.deepEqual([path, isIn], ['/demo/form', true]);
  });

  for (const accident of ['discovery-down', 'keys-down'] as const)
    it(`is known from before: ${accident}`, async () => {
      await outcome(undefined, 'standard', high);
      const { path, isIn } = await outcome(accident, 'standard', high);
      assert.deepEqual([path, isIn], ['/demo/form', true]);
    });

  it('is right the next time, from the page that says what was wrong', async () => {
    sandbox.providers.standard.behave('token-down', { next: true });
    const ana = await site.visitor().signIn('standard');
    assert.match(ana.notice, outage);
    await ana.goOn('standard');
    assert.equal(ana.path, '/demo/form');
    assert.ok((await ana.told()).subject);
  });

  it('leaves people at the provider where its first page is down, and the way back open', async () => {
    sandbox.providers.standard.behave('authorize-down', { next: true });
    const ana = await site.visitor().signIn('standard');
    assert.deepEqual([ana.status, ana.path], [503, '/identity/standard/authorize']);
    await ana.signIn('standard');
    assert.equal(ana.path, '/demo/form');
  });

  it('is not believed to have asked again where its sign-in is of yesterday', async () => {
    const { says, isIn } = await outcome('old-sign-in', 'standard', { age: '60' });
    assert.match(says, /You were not asked to sign in again/);
    assert.equal(isIn, false);
  });

  for (const [accident, sentence] of [
    ['changed-name', /Cambiado Fuentes/],
    ['changed-number', /number/],
  ] as const)
    it(`asks whoever has changed whether it is them, and holds back the session till then: ${accident}`, async () => {
      await outcome(undefined, 'standard');
      sandbox.providers.standard.behave(accident);
      const ana = await site.visitor().signIn('standard');
      assert.match(ana.path, /name-changed/);
      assert.match(ana.text, sentence);
      const asked = { url: ana.url, page: ana.$ };
      assert.deepEqual(await ana.told(), {});
      Object.assign(ana, { url: asked.url, $: asked.page });
      await ana.press({ action: 'no' });
      assert.deepEqual(await ana.told(), {});
    });

  it('takes nobody for somebody else: changed-subject', async () => {
    const subjectOf = async (accident?: Accident) => {
      sandbox.providers.standard.behave(accident);
      return (await (await site.visitor().signIn('standard')).told()).subject;
    };
    const [usual, changed] = [await subjectOf(), await subjectOf('changed-subject')];
    assert.ok(usual && changed && usual !== changed);
  });

  it('reads a number that comes as text: number-as-text', async () => {
    sandbox.providers.claveunica.behave('number-as-text');
    const ana = await site.visitor().signIn('claveunica');
    assert.equal((await ana.told()).nationalId?.value, '39000001');
  });
});

describe('Somebody whose account is not as it should be', () => {
  for (const profile of ['standard', 'broker'] as const)
    for (const [accident, sentence] of Object.entries(accountStates) as [Accident, RegExp][])
      it(`is told what is the matter with their account, where the site knows its provider’s words: ${accident} at ${profile}`, async () => {
        const { path, says, isIn } = await outcome(accident, profile, high);
        assert.match(path, /\/demo\/identity\/sign-in\//, 'the page that they began on');
        assert.match(says, sentence);
        assert.match(says, /give this number/);
        assert.equal(isIn, false);
        assert.ok(site.log.some(({ event }) => event === 'sign-in-problem'));
      });

  it('is told no more than their provider explains: ClaveÚnica only says no', async () => {
    const { says, isIn } = await outcome('account-suspended', 'claveunica');
    assert.match(says, /You cancelled signing in/);
    assert.equal(isIn, false);
  });

  it('whose papers One Login still looks at is told so, where the site was told what its return codes mean', async () => {
    site.close();
    const provider = providerOf(sandbox.providers['one-login'], { returnCodes: { P: 'proofingPending' } });
    site = await SandboxSite.open(sandbox, database.database, [provider]);
    const rosa = await site.visitor().signIn('one-login', { citizen: 'rosa' });
    assert.equal((await rosa.told()).level, 'low', 'where papers are not asked for, nobody is sent away');
    await rosa.signIn('one-login', { citizen: 'rosa', level: 'substantial' });
    assert.match(rosa.notice, /one-login is still checking your identity.*This can take some days/);
    assert.equal((await rosa.told()).level, 'low');
    sandbox.providers['one-login'].finishProofing('rosa');
    await rosa.signIn('one-login', { citizen: 'rosa', level: 'substantial' });
    assert.equal((await rosa.told()).level, 'substantial');
  });
});

describe('Signing out at a provider', () => {
  for (const profile of ['standard', 'one-login', 'broker'] as const)
    it(`ends the session here: ${profile}`, async () => {
      const played = sandbox.providers[profile];
      played.backchannelLogoutUri = site.backChannelOf(profile);
      const [ana, pedro] = [
        await site.visitor().signIn(profile),
        await site.visitor().signIn(profile, { citizen: 'pedro' }),
      ];
      assert.deepEqual((await played.signOutEverywhere('ana')).statuses, [200]);
      assert.deepEqual(await ana.told(), {});
      assert.ok((await pedro.told()).subject);
    });

  for (const accident of ['logout-bad-signature', 'logout-without-event', 'logout-for-another'] as const)
    it(`is not believed where the token is not right: ${accident}`, async () => {
      const { standard } = sandbox.providers;
      standard.backchannelLogoutUri = site.backChannelOf('standard');
      const ana = await site.visitor().signIn('standard');
      assert.deepEqual((await standard.signOutEverywhere('ana', accident)).statuses, [400]);
      assert.ok((await ana.told()).subject);
    });

  it('is said only where it happened: whoever stays signed in there is told so', async () => {
    const ana = await site.visitor().signIn('standard');
    await ana.open(`${site.origin}/demo/identity/sign-out`);
    await ana.press({});
    await ana.press({});
    assert.equal(ana.heading, 'You are signed out here');
    await ana.signIn('standard');
    assert.equal(ana.path, '/demo/form'); // nobody asked who it is
  });

  it('is heard once: logout-replayed', async () => {
    const { standard } = sandbox.providers;
    standard.backchannelLogoutUri = site.backChannelOf('standard');
    const ana = await site.visitor().signIn('standard');
    assert.deepEqual((await standard.signOutEverywhere('ana', 'logout-replayed')).statuses, [200, 400]);
    assert.deepEqual(await ana.told(), {});
  });
});

/** A site that knows the standard provider alone, in another way. */
async function openOtherwise(options: Parameters<typeof providerOf>[1]): Promise<void> {
  site.close();
  site = await SandboxSite.open(sandbox, database.database, [providerOf(sandbox.providers.standard, options)]);
}

describe('A provider that is asked in a newer way', () => {
  const isKept = async () => {
    const ana = await site.visitor().signIn('standard', high);
    assert.equal(ana.path, '/demo/form', ana.text);
    assert.equal((await ana.told()).level, 'high');
  };
  const asked = (leg: Leg) => sandbox.providers.standard.exchanges().filter((exchange) => exchange.leg === leg);

  it('is told what is asked by us, and the browser carries a reference alone: RFC 9126', async () => {
    await openOtherwise({ pushesRequests: true });
    await isKept();
    const [pushed, carried] = asked('authorize');
    assert.equal(pushed?.method, 'POST');
    assert.equal(pushed.parameters.acr_values, 'high');
    assert.deepEqual(Object.keys(carried!.parameters).sort(), ['client_id', 'request_uri']);
  });

  it('binds its tokens to a key of ours: RFC 9449', async () => {
    await openOtherwise({ bindsTokens: true });
    await isKept();
    const schemes = site.sent.flatMap(({ headers }) => headers.get('authorization')?.split(' ')[0] ?? []);
    const proofs = site.sent.filter(({ headers }) => headers.has('dpop')).map(({ url }) => url);
    const { token, userinfo } = sandbox.providers.standard.endpoints;
    assert.deepEqual(
      [schemes, proofs],
      [
        ['Basic', 'DPoP'],
        [token, userinfo],
      ],
    );
  });

  it('comes back by a form', async () => {
    await openOtherwise({ responseMode: 'form_post' });
    await isKept();
    assert.equal(asked('authorize')[0]?.parameters.response_mode, 'form_post');
  });

  it('is asked in all of these ways at once', async () => {
    await openOtherwise({ pushesRequests: true, bindsTokens: true, responseMode: 'form_post' });
    await isKept();
  });
});

describe('Two providers at once', () => {
  /** Begins at one provider, and is led to another by it, with what belongs to the first; signs in there and comes back. */
  async function mixUp(from: IdentityProfile, to: IdentityProfile) {
    const ana = await site.visitor().open(`${site.origin}/demo/ask?provider=${from}`);
    await ana.press({ provider: from }, sandbox.providers[from].endpoints.authorization);
    const { searchParams } = new URL(ana.url);
    const { endpoints, client } = sandbox.providers[to];
    const scope = { standard: 'openid', broker: 'openid', 'one-login': 'openid', claveunica: 'openid run name' }[to];
    const led = { ...Object.fromEntries(searchParams), client_id: client.clientId, scope };
    await ana.open(`${endpoints.authorization}?${new URLSearchParams(led)}`);
    await ana.goOn(to);
    return ana;
  }

  for (const [from, to] of [
    ['broker', 'standard'],
    ['standard', 'broker'],
    ['broker', 'claveunica'],
    ['claveunica', 'standard'],
  ] as const)
    it(`are not taken for each other, and the code of one is not given to the other: ${from} for ${to}`, async () => {
      const ana = await mixUp(from, to);
      assert.match(ana.notice, notTrusted);
      assert.deepEqual(await ana.told(), {});
      const legs = [from, to].flatMap((name) => sandbox.providers[name].exchanges()).map(({ leg }) => leg);
      assert.ok(legs.includes('authorize'));
      assert.ok(!legs.includes('token'));
    });

  it('are each come back from to their own address alone', async () => {
    const { standard } = sandbox.providers;
    const ana = await site.visitor().open(`${site.origin}/demo/ask?provider=standard`);
    const callback = `${site.origin}/demo/identity/callback/`;
    await ana.press({ provider: 'standard' }, standard.endpoints.authorization);
    await ana.open(ana.url, callback);
    await ana.press({ citizen: 'ana' }, callback);
    await ana.press({ action: 'agree' }, callback);
    await ana.open(ana.url.replace('/callback/standard', '/callback/broker'));
    assert.match(ana.notice, notTrusted);
    assert.deepEqual(await ana.told(), {});
  });

  it('know the same person apart', async () => {
    const subjects = await Promise.all(
      (['standard', 'broker'] as const).map(async (name) => {
        const ana = await site.visitor().signIn(name);
        return (await ana.told()).subject;
      }),
    );
    assert.equal(new Set(subjects).size, 2);
  });
});

it('There is no accident of the sandbox that nobody looked at here', () => {
  const alone = ['authorize-down', 'changed-name', 'changed-number', 'changed-subject', 'number-as-text'];
  const seen = [
    ...Object.keys(refused),
    ...Object.keys(accountStates),
    ...harmless,
    ...alone,
    ...accidentGroups.logouts,
  ];
  assert.deepEqual(seen.sort(), [...accidents].sort());
});
