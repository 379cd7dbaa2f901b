import pixelmatch from 'pixelmatch';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

type Show = (page: Page) => Promise<Uint8Array | undefined>;

const focusable = {
  'a text input': 'input[type=text]',
  'a text input in error': 'input[aria-invalid]',
  'a select': 'select',
  'a textarea': 'textarea',
  'a radio button': 'input[type=radio]',
  'a checkbox': 'input[type=checkbox]',
  'a file input': 'input[type=file]',
  'a button': 'button',
  'a link': 'a',
  'a link of the error summary': 'plaza-error-summary a',
};

/** What a person does to see a state, and the picture of it. Each leaves the page so that the next can follow. */
export const states: Record<string, Show> = {
  'as it arrives': (page) => page.locator('#plaza').screenshot(),
  'with everything ticked': async (page) => {
    const boxes = page.locator('#plaza :is(input[type=radio], input[type=checkbox]):not(:disabled)');
    for (const box of await boxes.all()) await box.evaluate((input: HTMLInputElement) => input.click());
    return page.locator('#plaza').screenshot();
  },
  ...Object.fromEntries(
    Object.entries(focusable).map(([name, selector]) => [`with the focus on ${name}`, focusOn(selector)]),
  ),
};

/** A ring is shown to those who use the keyboard, so a key is pressed first. */
function focusOn(selector: string): Show {
  return async (page) => {
    const target = page.locator(`#plaza ${selector}`).first();
    if (!(await target.count())) return undefined;
    await page.keyboard.press('Shift');
    await target.evaluate((element: HTMLElement) => element.focus());
    const { x, y, width, height } = (await target.boundingBox())!;
    return page.screenshot({
      clip: { x: Math.max(0, x - 16), y: Math.max(0, y - 16), width: width + 32, height: height + 32 },
    });
  };
}

/** The looks of a page in these states, one after the other. */
export async function looksOf(page: Page, wanted = Object.keys(states)): Promise<Map<string, PNG>> {
  const height = await page.locator('#plaza').evaluate((area) => Math.ceil(area.getBoundingClientRect().height));
  await page.setViewportSize({ width: 800, height });
  const looks = new Map<string, PNG>();
  for (const state of wanted) {
    const picture = await states[state]!(page);
    if (picture) looks.set(state, PNG.sync.read(picture));
  }
  return looks;
}

/** How many pixels differ; all of them where the sizes do. */
export function difference(one: PNG, other: PNG): number {
  if (one.width !== other.width || one.height !== other.height) return Math.max(one.data.length, other.data.length) / 4;
  if (Buffer.compare(one.data, other.data) === 0) return 0;
  return pixelmatch(one.data, other.data, undefined, one.width, one.height, { threshold: 0.1 });
}
