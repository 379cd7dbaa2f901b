import pixelmatch from 'pixelmatch';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

/** What a person does to see a state. Each leaves the page so that the next can follow. */
export const states: Record<string, (page: Page) => Promise<void>> = {
  'as it arrives': async () => {},
  'with everything ticked': async (page) => {
    const boxes = page.locator('#plaza :is(input[type=radio], input[type=checkbox]):not(:disabled):visible');
    for (const box of await boxes.all()) await box.check({ force: true });
  },
  ...Object.fromEntries(
    ['input:not([type=radio], [type=checkbox], [type=file])', 'select', 'textarea', 'input[type=radio]', 'input[type=checkbox]', 'input[type=file]', 'button', 'a'].map(
      (selector) => [`with the focus on ${selector.split(':not')[0]}`, (page: Page) => focusByKeyboard(page, `#plaza ${selector}`)],
    ),
  ),
};

/** A ring is shown to those who use the keyboard: so a key is pressed first. */
async function focusByKeyboard(page: Page, selector: string): Promise<void> {
  const target = page.locator(`${selector}:visible:enabled, a${selector === '#plaza a' ? '' : '.none'}:visible`).first();
  if (!(await target.count())) return;
  await page.keyboard.press('Shift');
  await target.focus();
}

export const look = async (page: Page): Promise<PNG> => {
  const size = await page.locator('#plaza').evaluate((area) => Math.ceil(area.getBoundingClientRect().height));
  await page.setViewportSize({ width: 800, height: size });
  return PNG.sync.read(await page.locator('#plaza').screenshot());
};

/** How many pixels differ; all of them where the sizes do. */
export function difference(one: PNG, other: PNG, into?: Uint8Array): number {
  if (one.width !== other.width || one.height !== other.height) return Math.max(one.width * one.height, other.width * other.height);
  return pixelmatch(one.data, other.data, into, one.width, one.height, { threshold: 0.1 });
}
