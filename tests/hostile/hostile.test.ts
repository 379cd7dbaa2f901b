import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import type { PNG } from 'pngjs';
import { difference, look, states } from './looks.ts';
import { contents, hosts, open, openBrowser, stylesheets } from './pages.ts';

// Nothing: the same engine draws the same words with the same font in the same run, so one pixel is a rule that got through.
const tolerance = 0;

let browser: Browser;
before(async () => void (browser = await openBrowser()));
after(() => browser.close());

/** The looks of some content in every state, one after the other on one page. */
async function looksOf(content: string, theme: string, host?: string, plaza?: string): Promise<Map<string, PNG>> {
  const page = await open(browser, { content, theme, host, ...(plaza && { plaza }) });
  const looks = new Map<string, PNG>();
  for (const [state, show] of Object.entries(states)) {
    await show(page);
    looks.set(state, await look(page));
  }
  await page.close();
  return looks;
}

for (const theme of ['light', 'dark']) {
  for (const [what, content] of Object.entries(contents)) {
    describe(`${what}, ${theme}`, () => {
      let alone: Map<string, PNG>;
      before(async () => void (alone = await looksOf(content, theme)));

      for (const [name, host] of Object.entries(hosts)) {
        it(`looks the same in a page with ${name}`, async () => {
          const there = await looksOf(content, theme, host);
          const changed = [...there].filter(([state, png]) => difference(alone.get(state)!, png) > tolerance);
          assert.deepEqual(changed.map(([state]) => state), []);
        });
      }
    });
  }
}

describe('the comparison', () => {
  for (const [name, host] of Object.entries(hosts)) {
    it(`sees what ${name} does to the stylesheet that is made for pages of one's own`, async () => {
      const content = contents['a whole form']!;
      const alone = await looksOf(content, 'light', undefined, stylesheets.layered);
      const there = await looksOf(content, 'light', host, stylesheets.layered);
      assert.ok(difference(alone.get('as it arrives')!, there.get('as it arrives')!) > 1000);
    });
  }
});
