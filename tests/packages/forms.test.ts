/** The ten minutes of the guide, with the package as everyone gets it: from an empty folder to a form that runs. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openRegistry } from './registry.ts';
import type { Registry } from './registry.ts';

const run = promisify(execFile);
const guide = readFileSync(fileURLToPath(new URL('../../docs/pages/services.md', import.meta.url)), 'utf8');
const definition = guide.match(/```json\n(.*?)```/s)![1]!;
const server = guide.match(/```js\n(.*?)```/s)![1]!;

let registry: Registry;
let project: string;
let command: string;

before(async () => {
  registry = await openRegistry(['tokens', 'components', 'patterns/pdf', 'patterns/forms']);
  project = join(registry.folder, 'library-card');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  await registry.npm(['install', '@plaza-ds/forms'], project);
  writeFileSync(join(project, 'definition.json'), definition);
  command = join(project, 'node_modules/.bin/forms');
});
after(() => registry.close());

describe('A newcomer with the guide', () => {
  it('is told that nothing is wrong with its definition', async () => {
    const { stdout } = await run(command, ['check', 'definition.json'], { cwd: project });
    assert.match(stdout, /nothing is wrong/);
  });

  it('sees it run', async () => {
    const preview = spawn(command, ['preview', 'definition.json', '--port', '0'], { cwd: project });
    try {
      const address = await new Promise<string>((found, failed) => {
        preview.stdout.on('data', (text: Buffer) => found(text.toString().split('\n')[0]!));
        preview.stderr.on('data', (text: Buffer) => failed(new Error(text.toString())));
      });
      assert.match(await (await fetch(address)).text(), /Get a library card/);
      assert.equal((await fetch(new URL('/plaza/plaza.layered.css', address))).status, 200);
    } finally {
      preview.kill();
    }
  });

  it('has it in a server of their own', async () => {
    const asked = `${server}
      const page = await service.fetch(new Request('http://localhost:4200/library-card'));
      console.log(page.status, (await page.text()).includes('Get a library card'));
      process.exit();`;
    writeFileSync(join(project, 'main.js'), asked);
    const { stdout } = await run(process.execPath, ['main.js'], { cwd: project });
    assert.equal(stdout.trim(), '200 true');
  });

  it('is told nothing by publint about it', async () => {
    const bin = join(dirname(createRequire(import.meta.url).resolve('publint')), 'cli.js');
    const { stdout } = await run(process.execPath, [bin, registry.tarballs['patterns/forms']!, '--strict']);
    assert.match(stdout, /All good!/);
  });
});
