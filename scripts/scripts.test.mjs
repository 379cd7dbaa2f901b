/** The commands' own decisions: whether to install, whether to build, and whether a test run was a success. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { hashOf } from './build.mjs';
import { isInstalled, isNewEnough } from './install.mjs';
import { sourcesIn } from './sources.mjs';
import { count } from './testing/browser-counts.mjs';
import { isGreen, summaryOf, tableOf } from './testing/summary.mjs';

const folder = mkdtempSync(join(tmpdir(), 'plaza with spaces '));
after(() => rmSync(folder, { recursive: true }));

function write(file, text) {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), typeof text === 'string' ? text : JSON.stringify(text));
}

describe('installing', () => {
  const lit = { 'node_modules/lit': { version: '3.3.3' } };
  const elsewhere = { 'node_modules/for-another-system': { version: '1.0.0', optional: true } };
  const installedAfter = (wanted, there) => {
    write('package-lock.json', { packages: { '': { name: 'plaza' }, tokens: { version: '0.2.0' }, ...wanted } });
    write('node_modules/.package-lock.json', { packages: there });
    return isInstalled(folder);
  };

  it('is needed on a fresh clone', () => {
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
    write('package-lock.json', { packages: lit });
    assert.equal(isInstalled(folder), false);
  });

  it('is not needed again', () => assert.equal(installedAfter({ ...lit, ...elsewhere }, lit), true));

  it('is needed when the lock file asks for another version', () =>
    assert.equal(installedAfter(lit, { 'node_modules/lit': { version: '3.3.2' } }), false));

  it('is needed when the lock file asks for one more package', () =>
    assert.equal(installedAfter({ ...lit, 'node_modules/tslib': { version: '2.9.1' } }, lit), false));

  it('is needed when the packages of one workspace are gone', () => {
    const own = { 'docs/node_modules/lit': { version: '3.3.3' } };
    assert.equal(installedAfter(own, own), false);
    write('docs/node_modules/lit/package.json', {});
    assert.equal(installedAfter(own, own), true);
  });

  it('knows which Node reads TypeScript', () => {
    const answers = ['20.19.0', '22.17.1', '22.18.0', '24.0.0'].map(isNewEnough);
    assert.deepEqual(answers, [false, false, true, true]);
  });
});

describe('building', () => {
  const hash = () => hashOf(['tokens', 'README.md'], folder);

  it('is done again when a source changes, or its name', () => {
    write('tokens/build.ts', 'one');
    const before = hash();
    assert.equal(hash(), before);
    write('tokens/build.ts', 'two');
    assert.notEqual(hash(), before);
    write('tokens/build.ts', 'one');
    assert.equal(hash(), before);
    write('README.md', 'new');
    assert.notEqual(hash(), before);
  });

  it('is not done again for a test, or for what was built or installed', () => {
    const before = hash();
    for (const file of ['tokens/build.test.ts', 'tokens/dist/tokens.css', 'tokens/node_modules/a/index.js'])
      write(file, 'x');
    assert.equal(hash(), before);
    assert.deepEqual(sourcesIn('tokens', folder), ['tokens/build.test.ts', 'tokens/build.ts']);
  });
});

describe('the end of a test run', () => {
  const unit = { suite: 'unit', passed: 10, failed: 0, skipped: 0, seconds: 2 };
  const firefox = { suite: 'components in Firefox', passed: 4, failed: 1, skipped: 2, seconds: 31 };

  it('is one plain line', () => {
    assert.equal(summaryOf([unit]), '10 passed, 0 failed');
    assert.equal(summaryOf([unit, firefox]), '14 passed, 1 failed, 2 skipped');
  });

  it('has a table with a line for each engine', () => {
    const [, ...lines] = tableOf([unit, firefox]).split('\n');
    assert.deepEqual(
      lines.map((line) => line.split(/\s{2,}/)),
      [
        ['unit', '10', '0', '0', '2 s'],
        ['components in Firefox', '4', '1', '2', '31 s'],
      ],
    );
  });

  it('is a success only if something ran everywhere and nothing failed', () => {
    assert.equal(isGreen([unit]), true);
    assert.equal(isGreen([unit, firefox]), false);
    assert.equal(isGreen([unit, { ...unit, passed: 0 }]), false);
    assert.equal(isGreen([]), false);
  });
});

describe('a count of browser tests', () => {
  const test = (passed, skipped = false) => ({ passed, skipped });
  const suite = (tests, suites = []) => ({ tests, suites });

  it('goes into nested suites', () => {
    const testResults = suite([test(true)], [suite([test(false), test(false, true)], [suite([test(true)])])]);
    assert.deepEqual(count([{ passed: false, testResults }]), { passed: 2, failed: 1, skipped: 1 });
  });

  it('counts a file that could not run as one failure', () =>
    assert.deepEqual(count([{ passed: false }]), { passed: 0, failed: 1, skipped: 0 }));
});
