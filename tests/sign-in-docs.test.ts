/** What the page on sign-in shows works as it stands there, and the numbers that it says are those of the code. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { accidents, openIdentity } from '@plaza-ds/sandbox';
import type { Identity } from '@plaza-ds/sandbox';
import { until } from '../examples/testing/until.ts';
import { certifyChecks } from '../patterns/identity/certify/certify.ts';
import { Browser } from '../patterns/identity/server/sandbox-site.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(join(root, 'docs/pages/identity.md'), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text]) => text!);
const lines = blocks('js')[0]!;

describe('The ten lines of the page on sign-in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-docs-'));
  let sandbox: Identity;
  let server: ChildProcess;
  let origin: string;
  before(async () => {
    sandbox = await openIdentity();
    const port = await freePort();
    origin = `http://localhost:${port}`;
    const { issuer, client } = sandbox.providers.claveunica;
    server = spawn(process.execPath, ['--input-type=module', '-e', lines], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        SITE: origin,
        PORT: String(port),
        PLAZA_DATA: folder,
        PLAZA_KEY_FILE: join(folder, 'key'),
        CLAVE_UNICA_ORIGIN: issuer,
        CLAVE_UNICA_ID: client.clientId,
        CLAVE_UNICA_SECRET: client.clientSecret,
      },
    });
    await until('the ten lines answer', () => {
      assert.equal(server.exitCode, null);
      return fetch(origin).then(
        ({ status }) => status,
        () => undefined,
      );
    });
  });
  after(async () => {
    server.kill();
    await once(server, 'exit');
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  it('are ten, beside what they import', () => {
    const own = lines.split('\n').filter((line) => line && !line.startsWith('import '));
    assert.equal(own.length, 10);
  });

  it('lead somebody to sign in, and back to their own page', async () => {
    const ana = new Browser(origin);
    await ana.open(`${origin}/permits/mine`);
    assert.match(ana.text, /Para ver tus permisos.*tu nombre.*Iniciar sesión con ClaveÚnica/s);
    await ana.press({ provider: 'clave-unica' });
    await ana.press({ citizen: 'ana' });
    if (ana.$('button[value="agree"]').length) await ana.press({ action: 'agree' });
    assert.equal(ana.path, '/permits/mine');
    assert.match(ana.$.text(), /Permits of Ana María Rojas Fuentes/);
  });

  it('reach the sandbox by what the page says of it', () => {
    const { client } = sandbox.providers.claveunica;
    const shown = Object.fromEntries(
      [...blocks('sh')[0]!.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name!, value!]),
    );
    assert.deepEqual(
      [shown.CLAVE_UNICA_ID, shown.CLAVE_UNICA_SECRET, new URL(shown.CLAVE_UNICA_ORIGIN!).pathname],
      [client.clientId, client.clientSecret, new URL(sandbox.providers.claveunica.issuer).pathname],
    );
  });
});

describe('The page on sign-in', () => {
  it('says how many things are looked at, and how many ways there are to misbehave', () => {
    assert.match(page, new RegExp(`It looks at ${certifyChecks.length + 1} things`));
    assert.match(page, new RegExp(`misbehaves in ${accidents.length} ways`));
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
