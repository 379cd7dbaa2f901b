/** Somebody who writes faster than the elements of a page come: once they are there, they say of the answers what they say of any. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { Person } from '../../examples/testing/person.ts';
import { serveDefinition } from '../../patterns/forms/server/preview.ts';
import { everyQuestion } from '../../patterns/forms/testing/every-question.ts';
import { openBrowser } from './service.ts';

/** The same questions, each first. */
const first = (name: string) => ({
  ...everyQuestion,
  pages: [...everyQuestion.pages].sort((one) => (one.id === name ? -1 : 0)),
});

let browser: Browser;
before(async () => void (browser = await openBrowser()));
after(() => browser?.close());

async function openSlowly(origin: string, path: string, cookies: string): Promise<{ page: Page; come: () => void }> {
  const context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  const [name, value] = cookies.split('=') as [string, string];
  await context.addCookies([{ name, value, url: origin }]);
  const page = await context.newPage();
  let come = (): void => {};
  const mayCome = new Promise<void>((resolve) => (come = resolve));
  await page.route(/\/cdn\/(?!autoloader)[^/]*\.js$/, async (route) => {
    await mayCome;
    await route.continue();
  });
  await page.goto(origin + path, { waitUntil: 'commit' });
  return { page, come };
}

describe('What was written before the elements came', () => {
  for (const [name, typed, said] of [
    ['integer-limits', '5', 'Write 10 or more'],
    ['national-number', '33.333.333-4', 'Check the number: the last character, “4”, does not match the others'],
    ['lines-long', 'abc', 'Write at least 5 characters'],
  ] as const)
    it(`is read once they are there: ${name}`, async () => {
      const preview = await serveDefinition(first(name), 0);
      const { origin, pathname } = new URL(preview.origin);
      const somebody = new Person({ fetch: (request) => fetch(request, { redirect: 'manual' }) }, pathname, { origin });
      await somebody.begin('en');
      const { page, come } = await openSlowly(origin, somebody.path, somebody.visitor.cookies);
      const control = page.getByRole('main').getByRole('textbox');
      await control.fill(typed);
      come();
      await control.and(page.locator(':invalid')).waitFor();
      await page.getByRole('button', { name: 'Continue', exact: true }).click();
      const alert = page.getByRole('alert').getByRole('link');
      assert.deepEqual(await alert.allTextContents(), [said]);
      await page.context().close();
      await preview.close();
    });
});
