/** The sandbox as everyone gets it: in an empty folder, by its command and from a test. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { freePort } from '../../examples/testing/postgres-server.ts';
import { openRegistry } from './registry.ts';
import type { Registry } from './registry.ts';

const run = promisify(execFile);

let registry: Registry;
let project: string;
before(async () => {
  registry = await openRegistry(['tokens', 'components', 'patterns/pdf', 'patterns/forms', 'patterns/sandbox']);
  project = join(registry.folder, 'service');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  await registry.npm(['install', '@plaza-ds/sandbox'], project);
});
after(() => registry.close());

describe('A service team', () => {
  it('starts the sandbox by its command, and finds the inbox with its looks', async () => {
    const port = await freePort();
    const env = { ...process.env, PORT: String(port) };
    const sandbox = spawn(join(project, 'node_modules/.bin/sandbox'), { cwd: project, env });
    try {
      const said = await new Promise<string>((found, failed) => {
        sandbox.stdout.on('data', (text: Buffer) => found(text.toString()));
        sandbox.stderr.on('data', (text: Buffer) => failed(new Error(text.toString())));
      });
      assert.match(said, new RegExp(`http://127\\.0\\.0\\.1:${port}/inbox/\n.*smtp://127\\.0\\.0\\.1:${port + 24}`));
      for (const path of ['inbox/', 'plaza/plaza.layered.css'])
        assert.equal((await fetch(`http://127.0.0.1:${port}/${path}`)).status, 200);
    } finally {
      sandbox.kill();
    }
  });

  it('uses it in a test, with the mail that forms send', async () => {
    const main = `
      import { startSandbox } from '@plaza-ds/sandbox';
      import { mailBySmtp, mailServerAt } from '@plaza-ds/forms/server';
      const { inbox, close } = await startSandbox();
      const mail = mailBySmtp({ server: mailServerAt(inbox.url), from: 'office@example.org' });
      await mail.send({ id: 'one', to: 'ada@example.org', subject: 'Ñ', text: 'x', language: 'es' });
      console.log((await inbox.waitFor('ada@example.org')).subject);
      await inbox.behave('refuse');
      await mail.send({ id: 'two', to: 'ada@example.org', subject: 'Ñ', text: 'x', language: 'es' })
        .catch(({ responseCode }) => console.log(responseCode));
      await close();`;
    writeFileSync(join(project, 'main.js'), main);
    const { stdout } = await run(process.execPath, ['main.js'], { cwd: project });
    assert.equal(stdout, 'Ñ\n550\n');
  });

  it('is told nothing by publint about it', async () => {
    const bin = join(dirname(createRequire(import.meta.url).resolve('publint')), 'cli.js');
    const { stdout } = await run(process.execPath, [bin, registry.tarballs['patterns/sandbox']!, '--strict']);
    assert.match(stdout, /All good!/);
  });
});
