import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { apart, dist } from '../../components/build/folders.ts';
import {
  filesLoadedBy,
  filesNeededLater,
  formPageBundle,
  formPageCss,
  formPageElements,
  formPageScripts,
  textOf,
  weightBeside,
  weightOf,
  weightWhenNeeded,
} from './sizes.ts';

const kilobyte = 1024;

/** Speaks kindly: whoever breaks a budget wanted to give people something. */
function fits(weight: number, budget: number, what: string): void {
  const over = weight - budget;
  assert.ok(
    over <= 0,
    `${what} weighs ${weight} bytes after gzip, ${over} more than the ${budget} we promised to people on slow lines. ` +
      'Thank you for what you added! Can something else leave, or be loaded only by the pages that use it? ' +
      'If it is worth its weight, change the budget in tests/budgets and say why.',
  );
}

describe('A person with an old phone on a slow line', () => {
  // Measured as the peers are: what the page loads, in one compressed file.
  it('loads the JavaScript of the application form in 7 KB', async () => {
    fits(await formPageBundle(), 7 * kilobyte, 'The JavaScript of the application form page');
  });

  // Eight small files cannot borrow from each other when they are compressed.
  it('loads it in 9 KB where a page without a build names each element', () => {
    fits(formPageScripts(), 9 * kilobyte, 'The JavaScript of the application form page, file by file,');
  });

  it('loads the CSS of the application form in 6 KB', () => {
    fits(formPageCss(), 6 * kilobyte, 'The CSS of the application form page');
  });

  it('loads what they need for files and counting, once they come to them, in 2 KB', () => {
    const later = filesNeededLater().map((file) => weightOf(file));
    assert.equal(later.length, 2);
    fits(
      later.reduce((sum, weight) => sum + weight),
      2 * kilobyte,
      'What comes when a person acts',
    );
  });

  it('loads the drop-in script, with every element that many pages need, in every language, in 9 KB', () => {
    fits(weightOf('cdn/plaza.js'), 9 * kilobyte, 'cdn/plaza.js');
  });

  for (const name of apart)
    it(`loads what few pages need only there, in 1.5 KB: ${name}`, () => {
      const asked = new RegExp(`"plaza-${name}"\\)&&import\\("\\./${name}\\.js"\\)`); // by a file field, once it has a file
      assert.doesNotMatch(textOf('cdn/plaza.js').replace(asked, ''), new RegExp(name));
      assert.match(textOf('cdn/autoloader.js'), new RegExp(`plaza-${name}`));
      fits(weightOf(`cdn/${name}.js`), 1.5 * kilobyte, `cdn/${name}.js`);
    });

  it('loads the drop-in stylesheet in 8 KB', () => {
    fits(weightOf('plaza.css'), 8 * kilobyte, 'plaza.css');
  });

  // Few pages need them; what reads the answer comes when a person does, and then the library is what weighs.
  for (const [name, file, now, later] of [
    ['national-number', 'rut', 1.5, 4],
    ['money', 'money-in-words', 1.5, 3],
    ['phone', 'read-phone', 1.5, 30],
  ] as const)
    it(`loads ${name} in ${now} KB beside the form, and what reads it in ${later} KB when they come to it`, () => {
      fits(weightBeside(name), now * kilobyte, `What ${name} adds to a page with a form`);
      fits(weightWhenNeeded(name, file), later * kilobyte, `What reads ${name}`);
    });

  it('loads what sends files in pieces, once they choose one, in 6 KB', () => {
    const parts = readdirSync(`${dist}/cdn`).filter((file) => /^uploads-/.test(file));
    const there = filesLoadedBy(formPageElements);
    const names = ['file-upload', ...parts.map((file) => file.replace(/\.js$/, ''))];
    const files = filesLoadedBy(names, 'words/file-upload/en.js').filter((file) => !there.includes(file));
    assert.equal(parts.length, 1);
    fits(
      files.reduce((sum, file) => sum + weightOf(`cdn/${file}`), 0),
      6 * kilobyte,
      'What sends files in pieces',
    );
  });

  it('loads the words of one language only', () => {
    const words = filesLoadedBy(formPageElements).filter((file) => file.startsWith('words/'));
    assert.deepEqual(words, ['words/en.js']);
  });
});
