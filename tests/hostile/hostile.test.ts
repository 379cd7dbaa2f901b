import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import type { PNG } from 'pngjs';
import { difference, looksOf, states } from './looks.ts';
import { examples, hosts, open, openBrowser, stylesheets, wholeForm, type Wanted } from './pages.ts';

// None: the same engine draws the same words with the same font in the same run, so one pixel is a rule that got through.
const tolerance = 0;

let browser: Browser;
before(async () => void (browser = await openBrowser()));
after(() => browser.close());

async function looks(wanted: Wanted, shown?: string[]): Promise<Map<string, PNG>> {
  const page = await open(browser, wanted);
  try {
    return await looksOf(page, shown);
  } finally {
    await page.close();
  }
}

const contents = [
  { what: 'A whole form', content: wholeForm, shown: Object.keys(states) },
  ...examples.map(({ components, content }) => ({
    what: `The examples of ${components.join(', ')}`,
    content,
    shown: ['as it arrives'],
  })),
];

for (const { what, content, shown } of contents) {
  for (const theme of ['light', 'dark']) {
    describe(`${what}, ${theme},`, () => {
      let alone: Map<string, PNG>;
      before(async () => void (alone = await looks({ content, theme }, shown)));

      for (const [name, host] of Object.entries(hosts)) {
        it(`looks the same in a page with ${name}`, async () => {
          const there = await looks({ content, theme, host }, shown);
          const changed = shown.filter(
            (state) => alone.has(state) && difference(alone.get(state)!, there.get(state)!) > tolerance,
          );
          assert.deepEqual(changed, []);
        });
      }
    });
  }
}

describe('The comparison', () => {
  for (const [name, host] of Object.entries(hosts)) {
    it(`sees what ${name} does to the stylesheet for pages of one's own`, async () => {
      const page = { content: wholeForm, plaza: stylesheets.layered };
      const [alone, there] = [await looks(page, ['as it arrives']), await looks({ ...page, host }, ['as it arrives'])];
      assert.ok(difference(alone.get('as it arrives')!, there.get('as it arrives')!) > 1000);
    });
  }
});
