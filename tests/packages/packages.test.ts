import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { entriesOf, installPlaza } from './project.ts';
import { openRegistry, type Registry } from './registry.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { resolve } = createRequire(import.meta.url);
const run = promisify(execFile);

let registry: Registry;
let project: string;
let installed: string;

before(async () => {
  registry = await openRegistry(['tokens', 'components']);
  ({ project, installed } = await installPlaza(registry));
});
after(() => registry.close());

/** Runs a module in the project, as its owner would. */
async function inProject(code: string): Promise<string> {
  writeFileSync(join(project, 'main.js'), code);
  return (await run(process.execPath, ['main.js'], { cwd: project })).stdout.trim();
}

describe('An agency that installs the packages', () => {
  it('gets no test, no source of the build and nothing of this machine', () => {
    const files = globSync('**/*', { cwd: installed });
    assert.deepEqual(
      files.filter((file) => /\.test\.|^build|\.stories\.|tsbuildinfo/.test(file)),
      [],
    );
    const texts = files.filter((file) => /\.(js|json|css|ts|map)$/.test(file));
    assert.deepEqual(
      texts.filter((file) => readFileSync(join(installed, file), 'utf8').includes(root)),
      [],
    );
  });

  it('imports an element by its name', async () => {
    const names = ['form', 'field', 'choices', 'date-field', 'file-field', 'error-summary'];
    const code = names.map((name) => `import '@plaza-ds/components/${name}';`).join('\n');
    assert.equal(await inProject(`${code}\nconsole.log('ready');`), 'ready');
  });

  it('finds every file that the package offers', async () => {
    const names = [...entriesOf(installed).keys()];
    const code = `for (const name of ${JSON.stringify(names)}) console.log(import.meta.resolve(name));`;
    const missing = (await inProject(code)).split('\n').filter((url) => !existsSync(fileURLToPath(url)));
    assert.deepEqual(missing, []);
  });

  it('can import every module on a server that renders pages', async () => {
    const modules = globSync('dist/**/*.js', { cwd: installed }).map(
      (file) => pathToFileURL(join(installed, file)).href,
    );
    assert.ok(modules.length > 30);
    const code = `const failed = [];
      for (const url of ${JSON.stringify(modules)}) await import(url).catch((error) => failed.push(url + ' ' + error));
      console.log(JSON.stringify(failed));`;
    assert.deepEqual(JSON.parse(await inProject(code)), []);
  });

  it('runs the first page of the documentation', async () => {
    const main = readFileSync(join(root, 'docs/starters/npm/main.js'), 'utf8');
    assert.match(main, /@plaza-ds\/components\//);
    assert.equal(await inProject(`${main}\nconsole.log('ready');`), 'ready');
  });

  for (const moduleResolution of ['NodeNext', 'Bundler']) {
    it(`is helped by types, in strict TypeScript with ${moduleResolution}`, async () => {
      const module = moduleResolution === 'NodeNext' ? 'NodeNext' : 'ESNext';
      const options = { module, moduleResolution, target: 'ES2022', lib: ['ES2023', 'DOM', 'DOM.Iterable'] };
      const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
      const compilerOptions = { ...options, ...strict, noEmit: true, types: [], skipLibCheck: false };
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
      writeFileSync(join(project, 'typed.ts'), typed);
      const compiler = join(dirname(resolve('typescript')), 'tsc.js');
      const { stdout } = await run(process.execPath, [compiler], { cwd: project }).catch(
        (error: { stdout: string }) => error,
      );
      assert.equal(stdout, '');
    });
  }

  for (const name of ['tokens', 'components']) {
    it(`is told nothing by publint about ${name}`, async () => {
      const bin = join(dirname(resolve('publint')), 'cli.js');
      const { stdout } = await run(process.execPath, [bin, registry.tarballs[name]!, '--strict']);
      assert.match(stdout, /All good!/);
    });

    it(`is told nothing by "are the types wrong?" about ${name}`, async () => {
      const bin = join(dirname(resolve('@arethetypeswrong/cli/package.json')), 'dist/index.js');
      const elements = [...entriesOf(installed)].flatMap(
        ([, file]) => file.match(/^dist\/(.+)\/define\.js$/)?.[1] ?? [],
      );
      const starred = name === 'components' ? ['--include-entrypoints', ...elements] : [];
      const wanted = ['--profile', 'esm-only', '--exclude-entrypoints', ...withoutTypes[name]!, ...starred];
      await run(process.execPath, [bin, registry.tarballs[name]!, ...wanted]); // fails when it finds something
    });
  }
});

/** Stylesheets, data and texts, which have no types to be wrong. */
const withoutTypes: Record<string, string[]> = {
  tokens: ['tokens.css', 'density.css', 'tokens.scss', 'tokens.json', 'names.json', 'package.json'],
  components: ['plaza.css', 'plaza.layered.css', 'custom-elements.json', 'sri.json', 'warnings.md', 'package.json'],
};

const typed = `
import '@plaza-ds/components';
import '@plaza-ds/components/field';
import '@plaza-ds/components/autoloader';
import { adoptStyles } from '@plaza-ds/components/styles';
import { Field, addWords } from '@plaza-ds/components/classes';
import * as tokens from '@plaza-ds/tokens';

class AgencyField extends Field {}
const field: Field = document.querySelector('plaza-field') ?? new AgencyField();
const message: string = field.message;
adoptStyles(field.attachShadow({ mode: 'open' }));
addWords('ay', {});
console.log(message, tokens);

// @ts-expect-error there is no such element
document.querySelector('plaza-field')!.value;
// @ts-expect-error there is no such entry
await import('@plaza-ds/components/no-such-element');
export {};
`;
