import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filesLoadedBy, formPageBundle, formPageCss, formPageElements, formPageScripts, weightOf } from './sizes.ts';

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
  // Measured as the peers are: what the page uses, in one compressed file.
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

  it('loads the drop-in script, with every element and language, in 9 KB', () => {
    fits(weightOf('cdn/plaza.js'), 9 * kilobyte, 'cdn/plaza.js');
  });

  it('loads the drop-in stylesheet in 8 KB', () => {
    fits(weightOf('plaza.css'), 8 * kilobyte, 'plaza.css');
  });

  it('loads the words of one language only', () => {
    const words = filesLoadedBy(formPageElements).filter((file) => file.startsWith('words/'));
    assert.deepEqual(words, ['words/en.js']);
  });
});
