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
  it('loads the JavaScript of the application form in 7 KB', () => {
    fits(formPageScripts(), 7 * kilobyte, 'The JavaScript of the application form page');
  });

  it('loads it in 7 KB too where an agency bundles it', async () => {
    fits(await formPageBundle(), 7 * kilobyte, 'The bundled JavaScript of the application form page');
  });

  it('loads the CSS of the application form in 6 KB', () => {
    fits(formPageCss(), 6 * kilobyte, 'The CSS of the application form page');
  });

  it('loads the drop-in script, with every element and language, in 12 KB', () => {
    fits(weightOf('cdn/plaza.js'), 12 * kilobyte, 'cdn/plaza.js');
  });

  it('loads the drop-in stylesheet in 14 KB', () => {
    fits(weightOf('plaza.css'), 14 * kilobyte, 'plaza.css');
  });

  it('loads the words of one language only', () => {
    const words = filesLoadedBy(formPageElements).filter((file) => file.startsWith('words/'));
    assert.deepEqual(words, ['words/en.js']);
  });
});
