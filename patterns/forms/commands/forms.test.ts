import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { changed } from '../check/testing.ts';
import { checks } from '../conformance/checks.ts';
import { definition } from '../conformance/definition.ts';

const command = resolve(import.meta.dirname, 'forms.ts');
const permit = resolve(import.meta.dirname, '../../../examples/permiso-circulacion/definition.json');
const grant = resolve(import.meta.dirname, '../../../examples/energy-grant/definition.json');
const folder = mkdtempSync(join(tmpdir(), 'plaza-forms-'));
after(() => rmSync(folder, { recursive: true }));

const run = (...words: string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [command, ...words], { encoding: 'utf8' });
  return { said: stdout + stderr, status };
};
const saved = (changes: Record<string, unknown>): string => {
  const definition = changed(JSON.parse(readFileSync(permit, 'utf8')) as object, changes);
  const file = join(folder, 'definition.json');
  writeFileSync(file, JSON.stringify(definition));
  return file;
};

describe('forms check', () => {
  it('says that nothing is wrong', () => {
    const { said, status } = run('check', permit);
    assert.match(said, /nothing is wrong.*The same is asked, taken and paid on paper as on the web/);
    assert.equal(status, 0);
  });

  it('names each fault with its place and how to mend it', () => {
    const { said, status } = run('check', saved({ '/timeZone': 'Chile' }));
    assert.match(said, /\/timeZone {2}time-zone\n {4}Write an IANA time zone/);
    assert.match(said, /1 to mend/);
    assert.equal(status, 1);
  });

  it('tells what is different from the version before', () => {
    const { said, status } = run('check', saved({ '/data/properties/notes/maxLength': 100 }), permit);
    assert.match(said, /Taken together: narrowing/);
    assert.equal(status, 0);
  });

  it('says so where it cannot read a file', () => {
    assert.equal(run('check', join(folder, 'nothing.json')).status, 2);
    writeFileSync(join(folder, 'half.json'), '{');
    assert.match(run('check', join(folder, 'half.json')).said, /cannot be read/);
  });

  it('tells how it is used where nothing is asked of it', () => {
    assert.match(run().said, /Usage/);
    assert.equal(run('--nonsense').status, 2);
  });
});

describe('forms export', () => {
  const exported = (file: string) => spawnSync(process.execPath, [command, 'export', file], { encoding: 'utf8' });

  it('writes a schema, and names beside it what a schema cannot say', () => {
    const { stdout, stderr, status } = exported(permit);
    const schema = JSON.parse(stdout) as { $schema: string; allOf: { if?: unknown }[] };
    assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
    assert.ok(schema.allOf.some((rule) => rule.if));
    assert.match(stderr, /the service checks alone:\n\/rules\/0\/when\n$/);
    assert.equal(status, 0);
  });

  it('writes nothing of a definition that is to be mended, or of no file', () => {
    const { stdout, stderr, status } = exported(saved({ '/timeZone': 'Chile' }));
    assert.deepEqual([stdout, status], ['', 1]);
    assert.match(stderr, /1 to mend/);
    assert.equal(exported(join(folder, 'nothing.json')).status, 2);
  });
});

/** Runs `forms preview` on a port of its own, as long as something is to be seen there. */
async function previewed(file: string, see: (address: string) => Promise<void>): Promise<void> {
  const preview = spawn(process.execPath, [command, 'preview', file, '--port', '0']);
  try {
    const address = await new Promise<string>((found, failed) => {
      preview.stdout.on('data', (text: Buffer) => found(text.toString().split('\n')[0]!));
      preview.stderr.on('data', (text: Buffer) => failed(new Error(text.toString())));
    });
    await see(address);
  } finally {
    preview.kill();
  }
}

describe('forms conform', () => {
  it('asks a server over the network, check by check', async () => {
    const file = join(folder, 'conformance.json');
    writeFileSync(file, JSON.stringify(definition));
    await previewed(file, async (address) => {
      const asking = spawn(process.execPath, [command, 'conform', `${address}/api`]);
      let said = '';
      asking.stdout.on('data', (text: Buffer) => (said += text.toString()));
      const [code] = (await once(asking, 'exit')) as [number];
      assert.match(said, new RegExp(`\\n${checks.length} of ${checks.length} hold`));
      assert.equal(code, 0);
    });
  });

  it('says so where there is no address, or nobody answers', () => {
    assert.equal(run('conform', 'nowhere').status, 2);
    const { said, status } = run('conform', 'http://127.0.0.1:9/api');
    assert.match(said, /\n0 of /);
    assert.equal(status, 1);
  });
});

describe('forms print', () => {
  it('makes the form to print, in the language asked for', () => {
    const out = join(folder, 'form.pdf');
    const { said, status } = run('print', permit, '--language', 'en', '--out', out);
    assert.equal(said, `${out}\n`);
    assert.equal(status, 0);
    assert.match(readFileSync(out, 'latin1'), /^%PDF-1\.7[^]*\/Lang \(en-GB\)/);
  });

  it('says what to mend, and which languages there are', () => {
    const bare = run('print', saved({ '/channels/paper': undefined }));
    assert.match(bare.said, /does not declare paper/);
    assert.equal(bare.status, 1);
    const lost = run('print', saved({ '/channels/paper/sendTo': undefined }));
    assert.match(lost.said, /\/channels\/paper {2}no-address/);
    assert.equal(lost.status, 1);
    const { said, status } = run('print', permit, '--language', 'fr');
    assert.match(said, /not in “fr”. It is in es-CL, en-GB/);
    assert.equal(status, 2);
    assert.equal(run('print', permit, '--out', join(folder, 'no/such/form.pdf')).status, 2);
  });
});

describe('forms preview', () => {
  it('serves a definition at once, with its look and its script', async () => {
    await previewed(permit, async (address) => {
      const page = await fetch(address, { headers: { 'accept-language': 'en' } });
      assert.match(await page.text(), /Get your vehicle permit/);
      for (const file of ['plaza.layered.css', 'cdn/autoloader.js'])
        assert.equal((await fetch(new URL(`/plaza/${file}`, address))).status, 200, file);
      for (const file of ['../package.json', '%2e%2e/package.json', 'custom-elements.json'])
        assert.equal((await fetch(new URL(`/plaza/${file}`, address))).status, 404, file);
    });
  });

  it('tells where the form to print and the script for the phone are', async () => {
    const preview = spawn(process.execPath, [command, 'preview', grant, '--port', '0']);
    try {
      const [told] = (await once(preview.stdout, 'data')) as [Buffer];
      const [, paper, phone] = told.toString().split('\n');
      const texts = await Promise.all([paper!, phone!].map(async (address) => (await fetch(address)).text()));
      assert.match(texts[0]!, /class="plaza-paper"/);
      assert.match(texts[1]!, /Guion telefónico: Pide un subsidio/);
    } finally {
      preview.kill();
    }
  });

  it('does not serve one that does not hold together', () => {
    const { said, status } = run('preview', saved({ '/pages/0/when': { condition: 'nothing' } }));
    assert.match(said, /There is no condition “nothing”/);
    assert.equal(status, 1);
  });
});
