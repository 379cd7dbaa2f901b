import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { listStories, openStorybook } from './stories.ts';
import type { Storybook } from './stories.ts';

describe('the keyboard', () => {
  let storybook: Storybook;
  before(async () => {
    storybook = await openStorybook();
  });
  after(() => storybook.close());

  for (const { id } of listStories().filter(({ component }) =>
    ['form', 'header', 'error-summary', 'sign-in-pages'].includes(component),
  )) {
    it(`goes through the page in the order in which it is read: ${id}`, async () => {
      await storybook.open(id);
      await storybook.page.evaluate(() => (document.activeElement as HTMLElement).blur());
      const stops = await storybook.page.evaluate(stopsInOrderOfReading);
      const reached: string[] = [];
      while (reached.length < stops.length) {
        await storybook.page.keyboard.press('Tab');
        reached.push(
          await storybook.page.evaluate(() => document.activeElement?.getAttribute('data-stop') ?? 'nothing'),
        );
      }
      assert.notEqual(stops.length, 0);
      assert.deepEqual(reached, stops);
    });
  }

  it('skips to the main content', async () => {
    const { page } = storybook;
    await storybook.open('skip-link--skip-to-content');
    await page.keyboard.press('Tab');
    const link = page.getByRole('link', { name: 'Skip to main content' });
    const { x, y } = (await link.boundingBox())!;
    assert.equal(x >= 0 && y >= 0, true, 'the link has come into view');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'main');
  });

  it('opens the menu of a header on a narrow screen, and reaches what is in it', async () => {
    const { page } = storybook;
    await page.setViewportSize({ width: 320, height: 700 });
    await storybook.open('header--with-navigation');
    const firstLink = page.getByRole('navigation', { name: 'Services' }).getByRole('link').first();
    assert.equal(await firstLink.isVisible(), false);
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    assert.equal(await firstLink.isVisible(), true);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), await firstLink.textContent());
  });
});

/** In the page: names the stops of the Tab key. Radios of one name are one stop: the chosen one, else the first. */
function stopsInOrderOfReading(): string[] {
  const stops: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>(
    '#storybook-root :is(a[href], button, input, select, textarea, summary)',
  )) {
    if (!element.checkVisibility() || element.matches(':disabled, [tabindex="-1"]')) continue;
    if (element instanceof HTMLInputElement && element.type === 'radio') {
      const group = [...document.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${element.name}"]`)];
      if (element !== (group.find(({ checked }) => checked) ?? group[0])) continue;
    }
    const stop = `${stops.length + 1} ${element.id || element.textContent.trim()}`;
    element.setAttribute('data-stop', stop);
    stops.push(stop);
  }
  return stops;
}
