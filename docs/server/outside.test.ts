import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { eicar } from '@plaza-ds/sandbox';
import { Applicant as GrantApplicant, rightAnswers } from '../../examples/energy-grant/applicant.ts';
import { Applicant } from '../../examples/permiso-circulacion/applicant.ts';
import { signIn } from '../../examples/testing/signs-in.ts';
import { pdf } from '../../examples/testing/visitor.ts';
import { freePort } from '../../examples/testing/postgres-server.ts';
import { until } from '../../examples/testing/until.ts';
import { openMunicipality } from '../../examples/municipality/open.ts';
import { outsideOf } from './outside.ts';

describe('The world outside the example municipality', () => {
  const inboxAt = (site: number) => `http://127.0.0.1:${site + 1}/inbox/`;
  const isThere = (address: string) =>
    fetch(address).then(
      ({ ok }) => ok,
      () => false,
    );

  it('is a sandbox on the port after, where its mail lands', async () => {
    const at = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'plaza-outside-'));
    process.env.PLAZA_DATA = join(folder, 'data');
    process.env.PLAZA_KEY_FILE = join(folder, 'key');
    const origin = `http://localhost:${at}`;
    const outside = await outsideOf(origin, at, {});
    const { site: demo, close } = await openMunicipality(origin, outside);
    try {
      assert.equal(outside.mailServer, `smtp://127.0.0.1:${at + 25}`);
      assert.equal(outside.claveUnica?.origin, `http://127.0.0.1:${at + 1}/identity/claveunica`);
      const applicant = new Applicant(demo, origin);
      await applicant.begin();
      assert.equal(applicant.page.heading, 'Sign in to continue');
      await signIn(applicant, origin);
      await applicant.open(applicant.page.$('a[href$="/save"]').attr('href')!);
      await applicant.goOn({ email: 'ada@example.org' }, 'email');
      const lists = async () => (await (await fetch(inboxAt(at))).text()).includes('ada@example.org');
      await until('the letter is in the inbox', lists);
      const other = new GrantApplicant(demo, origin);
      await other.begin();
      const page = await other.goOn({ ...rightAnswers, proof: pdf('bad.pdf', eicar) });
      assert.match(page.errorOf('proof'), /“bad\.pdf” may have a virus/);
    } finally {
      await close();
      await outside.close();
      rmSync(folder, { recursive: true });
    }
    assert.equal(await isThere(inboxAt(at)), false);
  });

  it('has the real mail server that the environment names', async () => {
    const at = await freePort();
    const outside = await outsideOf(`http://localhost:${at}`, at, { SMTP_URL: 'smtps://mail.example.org' });
    try {
      assert.equal(outside.mailServer, 'smtps://mail.example.org');
      assert.equal(await isThere(inboxAt(at)), true);
    } finally {
      await outside.close();
    }
  });

  it('has the real ClaveÚnica where the environment says how the site is registered', async () => {
    const registered = { CLAVE_UNICA_ID: 'a', CLAVE_UNICA_SECRET: 'b', NODE_ENV: 'production' };
    const { claveUnica } = await outsideOf('https://www.example.org', 0, registered);
    assert.deepEqual(claveUnica, { clientId: 'a', authentication: { method: 'client_secret_post', secret: 'b' } });
  });

  for (const [where, origin, environment] of [
    ['in production', 'http://localhost', { NODE_ENV: 'production' }],
    ['where others reach the site', 'https://www.example.org', {}],
  ] as const)
    it(`has no sandbox ${where}`, async () => {
      const at = await freePort();
      const outside = await outsideOf(origin, at, environment);
      assert.equal(outside.mailServer, undefined);
      assert.equal(outside.claveUnica, undefined);
      assert.equal(await isThere(inboxAt(at)), false);
    });
});
