/** What keeps the house in order: rules that no linter knows, each with words for whoever breaks one. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const git = (...args: string[]): string[] =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
const tracked = git('ls-files', '-z').filter((file) => existsSync(join(root, file)));
const textFiles = tracked.filter((file) => !/\.(png|jpe?g|gif|ico|pdf|woff2?|zip|tgz)$/.test(file));
const under = (pattern: string): string[] =>
  globSync(pattern, { cwd: root, exclude: ['**/{dist,node_modules}/**'] })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();

/** `file:line text` of every line that matches, for a message one can click. */
function linesWith(pattern: RegExp, files: string[]): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim().slice(0, 120)}`] : [])),
  );
}

describe('what is committed', () => {
  it('names no folder of somebody’s machine', () => {
    const machine = /(?<![\w.@*}])\/(work|home|Users|root)\/(?!\*)[\w.-]+/;
    assert.deepEqual(
      linesWith(
        machine,
        textFiles.filter((file) => file !== 'package-lock.json'),
      ),
      [],
    );
  });

  it('names no registry but leaves it to whoever installs', () => {
    assert.deepEqual(linesWith(/"resolved": "(https?|file):/, ['package-lock.json']), []);
    assert.deepEqual(
      linesWith(
        /registry\s*=/,
        tracked.filter((file) => file.endsWith('.npmrc')),
      ),
      [],
    );
  });

  it('holds nothing that a build makes', () => {
    assert.deepEqual(
      tracked.filter((file) => /(^|\/)(dist|node_modules|\.data)\//.test(file)),
      [],
    );
  });

  it('leaves nothing for later', () => {
    assert.deepEqual(
      linesWith(/\b(TODO|FIXME|XXX)\b|\b(it|test|describe)\.(skip|only|todo)\(/, textFiles.filter(isCode)),
      [],
    );
  });
});

function isCode(file: string): boolean {
  return /\.(ts|mjs|js|css|html)$/.test(file) && file !== 'tests/house.test.ts';
}

describe('a media query', () => {
  const breakpoints = Object.values(JSON.parse(read('tokens/semantic/breakpoint.tokens.json')).breakpoint)
    .map((token) => (token as { $value?: { value: number; unit: string } }).$value)
    .flatMap((length) => (length?.unit ? [`${length.value}${length.unit}`] : []));

  it('turns at a breakpoint of the tokens, which it cannot read itself', () => {
    assert.notEqual(breakpoints.length, 0);
    const others = under('{components,docs,examples}/**/*.css').flatMap((file) =>
      [...read(file).matchAll(/@media[^{]+/g)]
        .flatMap(([query]) => query.match(/[\d.]+(px|r?em|ch)\b/g) ?? [])
        .filter((length) => !breakpoints.includes(length))
        .map((length) => `${file}: ${length}`),
    );
    assert.deepEqual(others, [], `The breakpoints are ${breakpoints.join(', ')}.`);
  });
});

describe('a warning', () => {
  const sources = under('components/*/*.ts').filter((file) => !file.endsWith('.test.ts') && !file.includes('/build/'));
  const codes = new Set(
    sources.flatMap((file) => [...read(file).matchAll(/\bwarn\(\s*'([\w-]+)'/g)].map(([, code]) => code!)),
  );
  const headings = [...read('components/warnings.md').matchAll(/^#{2,3} `?([\w-]+)`?\s*$/gm)].map(
    ([, heading]) => heading!,
  );

  it('has a heading in components/warnings.md, where its code leads', () => {
    assert.notEqual(codes.size, 0);
    assert.deepEqual(
      [...codes].filter((code) => !headings.includes(code)),
      [],
    );
  });

  it('is still given, if components/warnings.md explains it', () => {
    assert.deepEqual(
      headings.filter((heading) => heading.includes('-') && !codes.has(heading)),
      [],
    );
  });
});

describe('the words our scripts write', () => {
  type Words = Record<string, string | Record<string, string>>;
  const languages = under('components/words/*.ts').filter((file) => /\/[a-z]{2,3}(-\w+)*\.ts$/.test(file));
  const wordsOf = async (file: string): Promise<Words> =>
    ((await import(join(root, file))) as { default: Words }).default;
  const outline = (words: Words): string[] =>
    Object.entries(words).map(([key, sentence]) =>
      `${key} ${[...new Set(JSON.stringify(sentence).match(/\{\w+\}/g))].sort().join(' ')}`.trim(),
    );

  it('say the same sentences, with the same gaps, in every language', async () => {
    assert.ok(languages.includes('components/words/es.ts'));
    const english = outline(await wordsOf('components/words/en.ts')).sort();
    for (const file of languages) assert.deepEqual(outline(await wordsOf(file)).sort(), english, file);
  });
});

describe('a component', () => {
  const helpers = ['autoloader', 'base', 'build', 'shared', 'styles', 'words'];
  const components = under('components/*/')
    .map((folder) => folder.replace(/^components\/|\/$/g, ''))
    .filter((name) => !helpers.includes(name));

  for (const name of components) {
    it(`has its look or behaviour, its page, its examples and its tests: ${name}`, () => {
      const folder = `components/${name}`;
      const isElement = existsSync(join(root, folder, 'define.ts'));
      const wanted = [`${name}.md`, ...(isElement ? [`${name}.ts`, `${name}.test.ts`] : [`${name}.css`])];
      assert.deepEqual(
        wanted.filter((file) => !existsSync(join(root, folder, file))),
        [],
        `missing in ${folder}`,
      );
      assert.notEqual(under(`${folder}/examples/*.html`).length, 0, `${folder}/examples has no example`);
    });
  }

  it('shows examples that begin with their title', () => {
    const untitled = under('components/*/examples/*.html').filter((file) => !/^<!-- \S.* -->\n/.test(read(file)));
    assert.deepEqual(untitled, []);
  });
});
