/** The checks, against our own site, which passes, and against careless ones, of which each has one thing wrong. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { openDatabase } from '@plaza-ds/forms/server';
import type { OpenDatabase } from '@plaza-ds/forms/server';
import { openIdentity } from '../../sandbox/identity/identity.ts';
import type { Identity as Sandbox } from '../../sandbox/identity/identity.ts';
import type { IdentityProfile } from '../../sandbox/identity/provider.ts';
import { SandboxSite } from '../server/sandbox-site.ts';
import { identityMigrations } from '../server/tables.ts';
import type { IdentityTables } from '../server/tables.ts';
import { CannotRun } from './cannot-run.ts';
import type { CannotReason } from './cannot-run.ts';
import { CarelessSite } from './careless-site.ts';
import type { Defect } from './careless-defects.ts';
import { certify, certifyChecks } from './certify.ts';
import type { Certificate, CertifyOptions } from './certify.ts';
import type { CheckOutcome, Trial } from './check.ts';

const folder = mkdtempSync(join(tmpdir(), 'plaza-data-'));
let sandbox: Sandbox;
let database: OpenDatabase<IdentityTables>;
before(async () => {
  database = await openDatabase<IdentityTables>({ folder }, identityMigrations);
  sandbox = await openIdentity({ slowness: 30 });
});
after(async () => {
  await sandbox.close();
  await database.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => Object.values(sandbox.providers).forEach((played) => played.reset()));

const idsOf = ({ results }: Certificate, outcome: CheckOutcome) =>
  results.filter((result) => result.outcome === outcome).map(({ id }) => id);

/** What is right with our own site and cannot be seen there: it asks for no level and no fresh sign-in. */
const notAsked = ['low-level', 'no-level', 'old-sign-in'];
const spared: Record<IdentityProfile, readonly string[]> = {
  standard: notAsked,
  broker: notAsked,
  'one-login': notAsked,
  claveunica: ['wrong-issuer', 'no-issuer', 'no-nonce', 'algorithm-hs256', 'no-id-token', ...notAsked],
};

describe('Our own site', () => {
  for (const profile of ['claveunica', 'standard', 'one-login', 'broker'] as const)
    it(`passes everything: ${profile}`, async () => {
      const site = await SandboxSite.open(sandbox, database.database);
      try {
        const certificate = await certify({
          url: `${site.origin}/demo/ask?provider=${profile}`,
          signedIn: '/demo/form',
          shows: '&quot;subject&quot;',
          signOut: '/demo/identity/sign-out',
          redirectUri: `${site.origin}/demo/identity/callback/${profile}`,
          sandbox: sandbox.origin,
          profile,
        });
        assert.deepEqual(idsOf(certificate, 'failed'), []);
        assert.deepEqual(idsOf(certificate, 'not-applicable').sort(), [...spared[profile]].sort());
        assert.equal(certificate.results.length, certifyChecks.length + 1);
      } finally {
        site.close();
      }
    });
});

/** Tries a careless site. */
async function tryOut(defect?: Defect, profile: IdentityProfile = 'standard', options: Partial<CertifyOptions> = {}) {
  const site = await CarelessSite.open(sandbox.providers[profile], defect);
  try {
    const usual = {
      url: `${site.origin}/`,
      signedIn: `${site.origin}/mine`,
      signOut: `${site.origin}/sign-out`,
      press: ['ingresar'],
    };
    return await certify({ ...usual, sandbox: sandbox.origin, profile, ...options });
  } finally {
    site.close();
  }
}

describe('A site that is careful', () => {
  for (const profile of ['claveunica', 'standard'] as const)
    it(`passes everything: ${profile}`, async () => {
      assert.deepEqual(idsOf(await tryOut(undefined, profile), 'failed'), []);
    });
});

/** What is wrong, and the checks that say so; no other does. */
const found: Record<Defect, { by: readonly string[]; at?: IdentityProfile }> = {
  'state-constant': { by: ['state-differs'] },
  'state-short': { by: ['state'] },
  'state-not-compared': { by: ['state-wrong', 'state-missing', 'state-used'] },
  'state-not-needed': { by: ['state-missing'] },
  'state-kept': { by: ['state-used', 'code-once'] },
  'attempts-of-everybody': { by: ['other-browser'] },
  'code-again': { by: ['code-once'] },
  'nonce-not-sent': { by: ['nonce'] },
  'nonce-constant': { by: ['nonce-differs'] },
  'nonce-not-checked': { by: ['wrong-nonce', 'no-nonce'] },
  'verifier-constant': { by: ['pkce'] },
  'scope-with-more': { by: ['sign-in', 'scope'], at: 'claveunica' },
  'redirect-with-query': { by: ['sign-in', 'redirect-uri'], at: 'claveunica' },
  'other-authentication': { by: ['client-authentication'] },
  'token-in-address': { by: ['addresses'], at: 'claveunica' },
  'token-in-page': { by: ['pages'] },
  'code-in-address': { by: ['addresses'] },
  'number-in-address': { by: ['addresses'], at: 'claveunica' },
  'referrer-told': { by: ['referrer-policy'] },
  framed: { by: ['no-frame'] },
  'session-kept': { by: ['session-new'] },
  'cookie-open': { by: ['session-cookie'] },
  'sign-out-only-there': { by: ['sign-out-here'] },
  'sign-out-only-cookie': { by: ['session-ended'] },
  'sign-out-by-server': { by: ['sign-out-provider'], at: 'claveunica' },
  'redirects-anywhere': { by: ['open-redirect'] },
  'issuer-not-checked': { by: ['wrong-issuer', 'no-issuer'] },
  'token-issuer-not-checked': { by: ['wrong-token-issuer'] },
  'audience-not-checked': { by: ['wrong-audience'] },
  'expiry-not-checked': { by: ['expired-token', 'clock-behind'], at: 'claveunica' },
  'future-not-checked': { by: ['clock-ahead'] },
  'signature-not-checked': { by: ['bad-signature', 'unknown-key'] },
  'unsigned-taken': { by: ['algorithm-none'] },
  'secret-taken': { by: ['algorithm-hs256'] },
  'token-not-needed': { by: ['no-id-token'] },
  'subject-not-compared': { by: ['other-person-in-userinfo'] },
  'level-not-checked': { by: ['low-level', 'no-level'] },
  'age-not-checked': { by: ['old-sign-in'] },
  'clock-to-the-second': { by: ['clock-ahead-slightly', 'clock-behind-slightly'] },
  'keys-for-ever': { by: ['keys-rotated'] },
  'two-surnames': { by: ['one-surname'], at: 'claveunica' },
  'cancel-unforeseen': { by: ['cancel'] },
  'trace-shown': { by: ['token-down'] },
  'nothing-said': { by: ['token-down'] },
  'errors-unforeseen': { by: ['temporarily-unavailable', 'server-error', 'unauthorized-client'] },
  'no-data-unforeseen': { by: ['userinfo-down'] },
  'no-keys-unforeseen': { by: ['keys-down'] },
  'token-asked': { by: ['sign-in', 'response-type'] },
  'exchange-not-looked-at': { by: ['expired-code', 'replayed-code'] },
};

describe('A site with one thing wrong', () => {
  for (const [defect, { by, at }] of Object.entries(found) as [Defect, (typeof found)[Defect]][])
    it(`is found by the check for it and by no other: ${defect}`, async () => {
      assert.deepEqual(idsOf(await tryOut(defect, at), 'failed').sort(), [...by].sort());
    });

  it('is found where its redirect URI is not the registered one', async () => {
    const redirectUri = 'http://localhost:1/callback';
    assert.deepEqual(idsOf(await tryOut(undefined, 'standard', { redirectUri }), 'failed'), ['redirect-uri']);
  });
});

it('There is no check that was not seen to fail, but for those that need a browser with scripts, discovery or a clock', () => {
  const seen = new Set(Object.values(found).flatMap(({ by }) => by));
  const unseen = certifyChecks.map(({ id }) => id).filter((id) => !seen.has(id));
  assert.deepEqual(unseen, ['back-end', 'discovery-down', 'slow']);
});

describe('A run', () => {
  it('leaves the sandbox as it was, also an accident that somebody tries out', async () => {
    sandbox.providers.standard.behave('wrong-nonce');
    assert.deepEqual(idsOf(await tryOut(), 'failed'), []);
    assert.equal(sandbox.providers.standard.accident, 'wrong-nonce');
  });

  it('leaves the sandbox as it was where the site goes in the midst of it', async () => {
    const site = await CarelessSite.open(sandbox.providers.standard);
    const options = {
      url: `${site.origin}/start`,
      signedIn: '/mine',
      sandbox: sandbox.origin,
      profile: 'standard' as const,
    };
    const onResult = ({ id }: { id: string }) => id === 'no-frame' && site.close();
    const certificate = await certify({ ...options, onResult });
    assert.ok(idsOf(certificate, 'failed').includes('one-surname'));
    assert.equal(sandbox.providers.standard.accident, undefined);
  });

  it('finds a request of a browser where the server should ask', async () => {
    const { run } = certifyChecks.find(({ id }) => id === 'back-end')!;
    const seen = [
      { leg: 'token', method: 'POST', parameters: {}, headers: { origin: 'http://localhost' }, status: 200 },
    ];
    const trial = (exchanges: unknown) =>
      ({
        first: { seen: exchanges, visitor: { trail: [] } },
        sandbox: { told: { endpoints: {} } },
      }) as unknown as Trial;
    assert.equal((await run(trial(seen))).outcome, 'failed');
    assert.equal((await run(trial([{ ...seen[0], headers: {} }]))).outcome, 'passed');
    assert.equal((await run(trial([]))).outcome, 'failed');
  });

  const reasons: [string, CannotReason, Partial<CertifyOptions>][] = [
    ['there is no sandbox', 'noSandbox', { sandbox: 'http://127.0.0.1:9' }],
    ['there is no site', 'noSite', { url: 'http://127.0.0.1:9/' }],
    ['the site is not on this machine', 'notHere', { url: 'https://www.example.org/' }],
    ['there is no such button', 'noProvider', { press: ['Nothing of the kind'] }],
    ['everybody is signed in', 'everybodyIn', { signedIn: '/' }],
  ];
  for (const [why, reason, options] of reasons)
    it(`says what to do where ${why}`, async () => {
      const run = tryOut(undefined, 'standard', options);
      await assert.rejects(run, (error) => error instanceof CannotRun && error.reason === reason);
    });
});
