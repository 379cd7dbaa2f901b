import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { hosts, open, openBrowser, wholeForm, type Wanted } from './pages.ts';

const theme = hosts['a theme that styles by id'];
const name = '#host-name';

let browser: Browser;
before(async () => void (browser = await openBrowser()));
after(() => browser.close());

const styleOf = (page: Page, selector: string, property: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, key) => getComputedStyle(element).getPropertyValue(key), property);

async function on<T>(wanted: Wanted, look: (page: Page) => Promise<T>, engine = browser): Promise<T> {
  const page = await open(engine, wanted);
  try {
    return await look(page);
  } finally {
    await page.close();
  }
}

describe('In a page of somebody else', () => {
  it('text and targets keep their size, though the page says html { font-size: 10px }', async () => {
    const page = { content: wholeForm, host: theme };
    assert.equal(await on(page, (there) => styleOf(there, name, 'font-size')), '18px');
    assert.equal(await on(page, (there) => styleOf(there, name, 'min-height')), '44px');
    assert.equal(await on(page, (there) => styleOf(there, '.plaza-breadcrumbs a', 'font-size')), '16px');
  });

  it('a larger font that the person chose in the browser is followed', async () => {
    const larger = await openBrowser(['--blink-settings=defaultFontSize=24']);
    const seen = await on(
      { content: wholeForm, host: theme },
      async (page) => [await styleOf(page, name, 'font-size'), await styleOf(page, name, 'min-height')].map(parseFloat),
      larger,
    );
    await larger.close();
    assert.ok(seen[0]! >= 24 && seen[0]! <= 30, `text is ${seen[0]}px`);
    assert.ok(seen[1]! >= 60, `the target is ${seen[1]}px`);
  });

  it('what is hidden stays hidden', async () => {
    assert.equal(
      await on({ content: wholeForm, host: theme }, (page) => page.locator('#host-gone-hint').isVisible()),
      false,
    );
  });

  it('the page itself is not changed', async () => {
    const paragraph = '<p id="theirs">Their words</p><input type="text" id="their-input">';
    const look = (page: Page) =>
      page.evaluate(() =>
        ['html', 'body', '#theirs', '#their-input'].map((selector) => {
          const style = getComputedStyle(document.querySelector(selector)!);
          return [...style]
            .filter((key) => !key.startsWith('--'))
            .map((key) => `${key}: ${style.getPropertyValue(key)}`);
        }),
      );
    const without = await on({ content: paragraph, host: theme, plaza: theme }, look);
    assert.deepEqual(await on({ content: paragraph, host: theme }, look), without);
  });

  it('words are dark on a light page, though the person likes dark ones: we do not paint the ground there', async () => {
    const seen = await on({ content: wholeForm, theme: '' }, async (page) => {
      await page.emulateMedia({ colorScheme: 'dark' });
      return styleOf(page, '#host-name', 'color');
    });
    const light = await on({ content: wholeForm, theme: 'light' }, (page) => styleOf(page, '#host-name', 'color'));
    assert.equal(seen, light);
  });

  it('the person is followed where the page asks us to paint the ground too', async () => {
    const content = `<div class="plaza-page">${wholeForm}</div>`;
    const seen = await on({ content, theme: '' }, async (page) => {
      await page.emulateMedia({ colorScheme: 'dark' });
      return [await styleOf(page, '#host-name', 'color'), await styleOf(page, '.plaza-page', 'color-scheme')];
    });
    const dark = await on({ content, theme: 'dark' }, (page) => styleOf(page, '#host-name', 'color'));
    assert.deepEqual(seen, [dark, 'dark']);
  });

  for (const [density, size, target] of [
    ['compact', '16px', '36px'],
    ['comfortable', '18px', '44px'],
    ['kiosk', '24px', '64px'],
  ] as const) {
    it(`everything has its size in the density ${density}, though another is around it`, async () => {
      const other = density === 'compact' ? 'kiosk' : 'compact';
      const content = `<div data-plaza-density="${other}"><div data-plaza-density="${density}">${wholeForm}</div></div>`;
      const seen = await on({ content, host: theme }, async (page) => [
        await styleOf(page, name, 'font-size'),
        await styleOf(page, name, 'min-height'),
      ]);
      assert.deepEqual(seen, [size, target]);
    });
  }
});
