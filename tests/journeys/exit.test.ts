/** Somebody who must not be seen on the pages of a service leaves them at once. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startPapers } from './papers.ts';
import type { Papers } from './papers.ts';
import { openBrowser } from './service.ts';

const to = 'https://weather.example/';
const typed = 'Ñusta Áñez';

for (const javaScriptEnabled of [true, false])
  describe(`A way out at once, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let browser: Browser;
    let papers: Papers;
    let context: BrowserContext;
    let page: Page;
    const asked: string[] = [];
    before(async () => {
      browser = await openBrowser({ keepsPages: true });
      papers = await startPapers({ exitQuickly: { to } });
    });
    after(async () => {
      await browser?.close();
      await papers?.close();
    });
    afterEach(() => context.close());

    /** On a question page, with something typed. */
    async function begin(): Promise<void> {
      context = await browser.newContext({ javaScriptEnabled });
      context.setDefaultTimeout(15_000);
      page = await context.newPage();
      asked.length = 0;
      await page.route(`${to}**`, (route) => {
        asked.push(route.request().headers().referer ?? 'no referrer');
        return route.fulfill({ contentType: 'text/html', body: '<title>Weather</title><h1>Sunny</h1>' });
      });
      await page.goto(`${papers.origin}/papers?language=en`);
      await page.locator('button[value=start]').first().click();
      await page.getByRole('heading', { name: 'Your papers' }).waitFor();
      await page.getByLabel('Name', { exact: true }).fill(typed);
      if (javaScriptEnabled) await page.locator('plaza-exit-this-page:defined').waitFor({ state: 'attached' });
    }
    const gone = async () => {
      await page.getByRole('heading', { name: 'Sunny' }).waitFor();
      assert.deepEqual([await page.title(), asked], ['Weather', ['no referrer']]);
    };

    it('leads to the other page by its link, the first of the page', async () => {
      await begin();
      await page.getByRole('link', { name: 'Exit this page' }).first().click();
      await gone();
    });

    if (!javaScriptEnabled) return; // the browser alone decides then what Back shows

    it('is taken by pressing Shift three times', async () => {
      await begin();
      for (let times = 0; times < 3; times++) await page.keyboard.press('Shift');
      await gone();
    });

    it('shows nothing that was typed to who presses Back there', async () => {
      await begin();
      await page.getByRole('link', { name: 'Exit this page' }).first().click();
      await gone();
      await page.evaluate(() => history.back());
      await page.getByRole('heading', { name: 'Send your papers' }).waitFor();
      const held = await page
        .locator('input')
        .evaluateAll((inputs) => inputs.map((each) => (each as HTMLInputElement).value));
      assert.match(page.url(), /\/papers\?/, 'the page that was left is not there any more');
      assert.ok(!held.includes(typed) && !(await page.content()).includes(typed), held.join());
    });
  });
