/** axe on every example, in every theme and right to left. `storybook/accessibility.ts` says which rules ask for a whole page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { AxeResults, RunOptions } from 'axe-core';
import { notForFragments } from '../../storybook/accessibility.ts';
import { listStories, openStorybook } from './stories.ts';
import type { Storybook } from './stories.ts';

const views = [
  ...['light', 'dark', 'high-contrast', 'high-contrast-dark'].map((theme) => ({ theme, isMirrored: false })),
  { theme: 'light', isMirrored: true },
];

const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { ...notForFragments, 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};

describe('an example', () => {
  const stories = listStories();
  let storybook: Storybook;
  let runs = 0;
  let findings = 0;

  before(async () => {
    storybook = await openStorybook();
    await storybook.page.addInitScript(
      readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
    );
    await storybook.open(stories[0]!.id);
  });
  after(async () => {
    await storybook.close();
    console.log(`${stories.length} stories, ${runs} runs of axe, ${findings} findings`);
  });

  for (const { id, component, example } of stories) {
    it(`has nothing that axe objects to, in any theme or direction: ${component}, ${example}`, async () => {
      await storybook.show(id);
      const found = await storybook.page.evaluate(runAxe, { views, options });
      runs += views.length;
      findings += found.length;
      assert.deepEqual(found, []);
    });
  }
});

/** In the page: what axe finds in the story as it looks in each view. */
async function runAxe({ views, options }: { views: { theme: string; isMirrored: boolean }[]; options: RunOptions }) {
  const { axe } = window as unknown as { axe: { run(context: string, options: RunOptions): Promise<AxeResults> } };
  const page = document.documentElement;
  const { dir } = page;
  const found: string[] = [];
  for (const { theme, isMirrored } of views) {
    page.setAttribute('data-plaza-theme', theme);
    page.dir = isMirrored ? 'rtl' : dir;
    const { violations } = await axe.run('#storybook-root', options);
    for (const { id, nodes } of violations)
      found.push(
        ...nodes.map(
          ({ html, failureSummary }) =>
            `${theme}${isMirrored ? ', right to left' : ''}: ${id}: ${html}: ${failureSummary}`,
        ),
      );
  }
  page.dir = dir;
  return found;
}
