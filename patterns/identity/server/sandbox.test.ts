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
import type { IdentityProfile } from '../../sandbox/identity/provider.ts';
import { SandboxSite } from './sandbox-site.ts';
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
  for (const played of Object.values(sandbox.providers)) {
    played.reset();
    played.backchannelLogoutUri = undefined;
  }
});

const profiles: Record<IdentityProfile, { level: string; name: string; number?: string; leads: string }> = {
  standard: { level: 'high', name: 'Ana María Rojas Fuentes', number: '39000001-4', leads: 'You are signed out' },
  claveunica: { level: 'low', name: 'Ana María Rojas Fuentes', number: '39000001', leads: 'You are signed out here' },
  'one-login': { level: 'low', name: '', leads: 'You are signed out' },
  broker: { level: 'high', name: 'Ana María Rojas Fuentes', number: '39000001-4', leads: 'You are signed out' },
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
