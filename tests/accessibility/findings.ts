/** What axe finds on a page of a service, as people see it on their way. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const allThemes = ['light', 'dark', 'high-contrast', 'high-contrast-dark'];
const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};

/** What axe finds on the page as it is now, in each theme. */
export async function findings({ page }: { page: Page }, themes = allThemes): Promise<string[]> {
  await page.waitForLoadState('load'); // what has no styles yet is small, and on top of each other
  await page.evaluate(axe);
  return page.evaluate(
    async ({ themes, options }) => {
      const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
      const found: string[] = [];
      for (const theme of themes) {
        document.documentElement.setAttribute('data-plaza-theme', theme);
        const { violations } = await axe.run(options);
        found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${theme}: ${id}: ${html}`)));
      }
      return found;
    },
    { themes, options },
  );
}
