import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openIdentity } from '../../sandbox/identity/identity.ts';
import type { Identity as Sandbox } from '../../sandbox/identity/identity.ts';
import { CarelessSite } from '../certify/careless-site.ts';
import type { Defect } from '../certify/careless-defects.ts';

const command = resolve(import.meta.dirname, 'identity.ts');
const folder = mkdtempSync(join(tmpdir(), 'plaza-certify-'));
let sandbox: Sandbox;
before(async () => void (sandbox = await openIdentity({ slowness: 30 })));
after(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

async function run(...words: string[]) {
  const running = spawn(process.execPath, [command, ...words]);
  let said = '';
  for (const stream of [running.stdout, running.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  const [status] = (await once(running, 'close')) as [number];
  return { said, status };
}

/** Tries a site, with both reports. */
async function certified(defect?: Defect, ...words: string[]) {
  const site = await CarelessSite.open(sandbox.providers.claveunica, defect);
  const [report, json] = [join(folder, 'report.html'), join(folder, 'report.json')];
  try {
    const usual = [
      'certify',
      `${site.origin}/`,
      '--sandbox',
      sandbox.origin,
      '--signed-in',
      '/mine',
      '--press',
      'Ingresar',
    ];
    const result = await run(...usual, '--sign-out', '/sign-out', '--report', report, '--json', json, ...words);
    return { ...result, report: readFileSync(report, 'utf8'), json: readFileSync(json, 'utf8') };
  } finally {
    site.close();
  }
}

describe('identity certify', () => {
  it('says of each check what was seen, writes the evidence, and ends well where all passed', async () => {
    const { said, status, report, json } = await certified();
    assert.match(said, /✔ state-differs .*\n.*another in each of two sign-ins/);
    assert.match(said, /Failed: 0\./);
    assert.equal(status, 0, said);
    for (const file of [report, json]) {
      assert.match(file, /state-differs/);
      assert.doesNotMatch(file, /eyJ|39000001|invented-secret|[\w-]{40,}(?!=)/, 'a code, a token or a person');
    }
  });

  it('ends with 1 where something failed, in the language that was asked for', async () => {
    const { said, status, report, json } = await certified('token-in-address', '--language', 'es');
    assert.match(said, /✖ addresses .*\n.*Se vio un token en/);
    assert.equal(status, 1);
    assert.match(report, /<html lang="es">[^]*Se vio un token en/);
    // Where a token was in a path, so is the address that was seen; it is not to be in the evidence.
    for (const file of [said, report, json]) assert.doesNotMatch(file, /welcome\/[\w-]{20}/);
  });

  it('ends with 2 and says what to do where it cannot be run', async () => {
    const usual = ['--signed-in', '/mine'];
    for (const [words, says] of [
      [[], /Usage/],
      [['certify'], /Usage/],
      [['--nonsense'], /Usage/],
      [['certify', 'nowhere', ...usual], /URL: nowhere is no address/],
      [['certify', 'http://localhost:9/', ...usual, '--sandbox', 'http://127.0.0.1:9'], /npx @plaza-ds\/sandbox/],
      [['certify', 'http://localhost:9/', '--sandbox', sandbox.origin], /--signed-in/],
      [['certify', 'http://localhost:9/', ...usual, '--sandbox', sandbox.origin], /Start your site first/],
      [['certify', 'http://localhost:9/', ...usual, '--profile', 'mine'], /claveunica, standard, one-login, broker/],
      [['certify', 'http://localhost:9/', ...usual, '--timeout', 'long'], /number of seconds/],
    ] as const) {
      const { said, status } = await run(...words);
      assert.match(said, says);
      assert.equal(status, 2, said);
    }
  });

  it('tells how it is used', async () => {
    assert.equal((await run('--help')).status, 0);
  });
});
