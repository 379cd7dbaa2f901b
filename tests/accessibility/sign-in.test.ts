/** Every page of sign-in in its other languages, on small and on large screens, one of them from right to left. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { AxeResults, RunOptions } from 'axe-core';
import { notForFragments } from '../../storybook/accessibility.ts';
import { clipped, collisions } from './measures.ts';
import { listStories, openStorybook } from './stories.ts';
import type { Storybook } from './stories.ts';

const stories = listStories().filter(({ component }) => component === 'sign-in-pages');
const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: notForFragments,
  resultTypes: ['violations'],
};

let storybook: Storybook;
before(async () => {
  storybook = await openStorybook();
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await storybook.page.addInitScript(readFileSync(axe, 'utf8'));
});
after(() => storybook.close());

for (const [language, direction, name] of [
  ['es', 'ltr', 'Spanish'],
  ['ar', 'rtl', 'Arabic'],
] as const)
  describe(`In ${name}, the pages of sign-in`, () => {
    for (const width of [320, 1280])
      it(`keep every word on a screen of ${width} px, and axe objects to nothing`, async () => {
        const { page } = storybook;
        await page.setViewportSize({ width, height: 800 });
        await storybook.open(stories[0]!.id, `language:${language}`);
        assert.notEqual(stories.length, 0);
        const found: string[] = [];
        for (const { id, example } of stories) {
          await storybook.show(id);
          assert.equal(await page.evaluate(() => document.documentElement.dir), direction);
          const measured = [
            ...(await page.evaluate(clipped, '#storybook-root')),
            ...(await page.evaluate(collisions, '#storybook-root')),
          ];
          found.push(...[...measured, ...(await page.evaluate(runAxe, options))].map((each) => `${example}: ${each}`));
        }
        assert.deepEqual(found, []);
      });
  });

describe('The button that leads to the provider', () => {
  it('stands as far from what is above it as one section from the next', async () => {
    await storybook.page.setViewportSize({ width: 320, height: 800 });
    await storybook.open('sign-in-pages--sign-in-asked-for');
    const gaps = await storybook.page.evaluate(() => {
      const edges = (selector: string) =>
        document.querySelector(`#storybook-root ${selector}`)!.getBoundingClientRect();
      const button = edges('.plaza-button');
      return [button.top - edges('.plaza-list').bottom, edges('plaza-form + h2').top - button.bottom].map(Math.round);
    });
    assert.deepEqual(gaps, [32, 32]);
  });
});

describe('With a script, whoever chooses no way to sign in', () => {
  it('reads so before anything is sent', async () => {
    const { page } = storybook;
    await storybook.open('sign-in-pages--several-ways-to-sign-in', 'language:en');
    await page.getByRole('button', { name: 'Continue' }).press('Enter');
    await page.getByRole('alert').getByRole('link', { name: 'Choose how you want to sign in' }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'plaza-error-summary');
  });
});

/** In the page. */
async function runAxe(options: RunOptions): Promise<string[]> {
  const { axe } = window as unknown as { axe: { run(context: string, options: RunOptions): Promise<AxeResults> } };
  const { violations } = await axe.run('#storybook-root', options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
