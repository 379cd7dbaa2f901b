/** Every example on a narrow screen, with large text, for a finger, by keyboard and in forced colours. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { listStories, openStorybook } from './stories.ts';
import type { Storybook } from './stories.ts';
import { clipped, collisions, invisibleFocus, smallTargets, vanishedBorders } from './measures.ts';

const stories = listStories();
let storybook: Storybook;

before(async () => {
  storybook = await openStorybook();
  await storybook.open(stories[0]!.id);
});
after(() => storybook.close());

/** What is wrong in each story, by its id; empty where all is well. */
async function inEveryStory(...measures: (() => string[])[]): Promise<string[]> {
  const found: string[] = [];
  for (const { id } of stories) {
    await storybook.show(id);
    for (const measure of measures)
      found.push(...(await storybook.page.evaluate(measure)).map((finding) => `${id}: ${finding}`));
  }
  return found;
}

const screens = [
  { width: 320, text: 'normal', words: 'a screen 320 px wide' },
  { width: 640, text: 'largest', words: 'text twice as large' },
  { width: 320, text: 'largest', words: 'text twice as large on a screen 320 px wide' },
];
for (const { width, text, words } of screens) {
  describe(words, () => {
    it('never makes people scroll sideways, cuts no word, and puts nothing on top of anything else', async () => {
      await storybook.page.setViewportSize({ width, height: 900 });
      await storybook.open(stories[0]!.id, `textSize:${text}`);
      assert.deepEqual(await inEveryStory(clipped, collisions), []);
    });
  });
}

describe('a finger', () => {
  it('finds everything it can press large enough', async () => {
    await storybook.page.setViewportSize({ width: 375, height: 800 });
    await storybook.open(stories[0]!.id);
    assert.deepEqual(await inEveryStory(smallTargets), []);
  });
});

describe('the keyboard focus', () => {
  it('can be seen on everything that takes it', async () => {
    await storybook.page.setViewportSize({ width: 1280, height: 900 });
    await storybook.open(stories[0]!.id);
    await storybook.page.keyboard.press('Tab'); // from here on, Chromium shows focus as it does for a keyboard
    assert.deepEqual(await inEveryStory(invisibleFocus), []);
  });
});

describe('forced colours', () => {
  before(() => storybook.page.emulateMedia({ forcedColors: 'active' }));
  after(() => storybook.page.emulateMedia({ forcedColors: 'none' }));

  it('leave the keyboard focus to be seen, and every control and button its edge', async () => {
    await storybook.open(stories[0]!.id);
    await storybook.page.keyboard.press('Tab');
    assert.deepEqual(await inEveryStory(invisibleFocus, vanishedBorders), []);
  });

  for (const id of ['choices--radios', 'choices--checkboxes']) {
    it(`leave the mark in a chosen box: ${id}`, async () => {
      const { page } = storybook;
      await storybook.open(id);
      const box = page.locator('input').last();
      await box.evaluate((input: HTMLInputElement) => (input.checked = false));
      const empty = await inside(box);
      await box.evaluate((input: HTMLInputElement) => (input.checked = true));
      const chosen = await inside(box);
      assert.equal(empty.equals(chosen), false);
    });
  }
});

/** The middle of a box as it is painted, without its edge. */
async function inside(box: ReturnType<Storybook['page']['locator']>): Promise<Buffer> {
  const { x, y, width, height } = (await box.boundingBox())!;
  const clip = { x: x + width / 4, y: y + height / 4, width: width / 2, height: height / 2 };
  return storybook.page.screenshot({ clip });
}
