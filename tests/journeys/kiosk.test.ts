/** A kiosk, where one person follows the other: whoever comes next finds nothing, not by Back either. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { rightAnswers } from '../../examples/energy-grant/applicant.ts';
import { openBrowser, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
let browser: Browser;
let ahead = 0;
before(async () => {
  const signInClock = () => new Date(Date.now() + ahead);
  const kiosk = startService({ signsIn: true, kiosk: true, signInClock });
  [service, browser] = await Promise.all([kiosk, openBrowser({ keepsPages: true })]);
});
after(async () => {
  await browser.close();
  await service.close();
});

for (const javaScriptEnabled of [false, true])
  describe(`A kiosk, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let context: BrowserContext;
    let page: Page;
    beforeEach(async () => {
      ahead = 0;
      context = await browser.newContext({ javaScriptEnabled, locale: 'en' });
      page = await context.newPage();
      await page.goto(`${service.origin}/demo/energy-grant`);
      await button(/^Start/).click();
      await field('name').fill(rightAnswers.name);
    });
    afterEach(() => context.close());

    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const field = (name: string) => page.locator(`main form [name="${name}"]`);
    const heading = () => page.getByRole('heading', { level: 1 }).innerText();
    const body = () => page.locator('body').innerText();
    async function signIn(): Promise<void> {
      await button('Sign in').click();
      await button('Sign in with ClaveÚnica').click();
      await page.waitForURL((url) => url.hostname === '127.0.0.1');
      await page.locator('input[name="citizen"][value="ana"]').check();
      await page.locator('main form button').first().click();
      if (new URL(page.url()).hostname === '127.0.0.1') await page.locator('button[value="agree"]').click();
      await page.waitForURL((url) => url.hostname === 'localhost');
      await field('name').waitFor();
    }
    const cookies = async () => (await context.cookies(service.origin)).map(({ name }) => name);

    it('lets nobody see by Back what was there before somebody signed out', async () => {
      await signIn();
      assert.equal(await field('name').inputValue(), rightAnswers.name);
      const draft = page.url();
      const last = page.waitForResponse(/\/signed-out\//);
      await page.getByRole('link', { name: 'Sign out' }).click();
      await button('Sign out').click();
      const headers = await (await last).allHeaders();
      assert.equal(headers.refresh, '20; url=/demo');
      assert.match(headers['clear-site-data']!, /"cache".*"cookies".*"storage"/);
      await page.waitForURL(/\/signed-out\//);
      assert.equal(await heading(), 'You are signed out here');
      assert.match(
        await body(),
        /Signed out here\. You may still be signed in to ClaveÚnica on this device: close the browser\./,
      );
      assert.match(await body(), /This screen starts again in 20 seconds/);
      assert.deepEqual(await cookies(), []);
      for (let steps = 0; steps < 8; steps++) {
        await page.goBack().catch(() => undefined);
        assert.doesNotMatch(await page.content(), /Ñusta|Rojas/);
      }
      await page.goto(draft);
      assert.doesNotMatch(await page.content(), /Ñusta|Rojas/);
      assert.equal(await heading(), 'We cannot show this');
    });

    it('is left clean by whoever is not signed in, too', async () => {
      const draft = page.url();
      await page.goto(draft); // with the cookie that the first page gave
      await page.getByRole('link', { name: 'Finish' }).click();
      assert.equal(await heading(), 'Do you want to finish?');
      await button('Finish').click();
      await page.waitForURL(/\/signed-out$/);
      assert.equal(await heading(), 'Everything is taken off this device');
      assert.deepEqual(await cookies(), []);
      await page.goBack().catch(() => undefined);
      await page.goto(draft);
      assert.equal(await heading(), 'We cannot show this');
    });

    it('keeps nothing that is typed in its tab, and no page in its memory', async () => {
      const answer = await page.reload();
      assert.equal(answer!.headers()['cache-control'], 'no-store');
      assert.equal(await page.locator('plaza-form[keep]').count(), 0);
      assert.equal(await field('name').inputValue(), '');
      if (!javaScriptEnabled) return;
      await field('name').fill(rightAnswers.name);
      assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
    });

    if (javaScriptEnabled)
      it('starts again where somebody goes away without a word, unless they are still there', async () => {
        await page.clock.install();
        await page.reload();
        await field('about').fill('An old house.');
        const dialog = page.getByRole('dialog');
        await page.clock.fastForward(3.5 * 60_000);
        await dialog.waitFor();
        assert.match(await dialog.innerText(), /To keep what you wrote private, we take it off this screen in/);
        await dialog.getByRole('button', { name: 'Go on' }).click();
        await dialog.waitFor({ state: 'hidden' });
        assert.equal(await field('about').inputValue(), 'An old house.');
        await page.clock.fastForward(5.2 * 60_000);
        await page.clock.fastForward(2000);
        await page.waitForURL(/\/identity\/expired$/);
        assert.equal(await heading(), 'This screen starts again');
        assert.deepEqual(await cookies(), []);
      });
    else
      it('starts again where somebody goes away without a word', async () => {
        await page.reload();
        const html = await (await context.request.get(page.url())).text();
        assert.match(
          html,
          /<noscript><meta http-equiv="refresh" content="300; url=\/demo\/identity\/expired"><\/noscript>/,
        );
      });

    it('signs out after five minutes, and shows whoever comes next nothing', async () => {
      await signIn();
      ahead = 5.1 * 60_000;
      const answer = await page.goto(`${service.origin}/demo/identity/expired`);
      assert.equal(answer!.headers().refresh, '20; url=/demo');
      assert.equal(await heading(), 'This screen starts again');
      assert.equal(await page.getByRole('link', { name: 'Start again now' }).getAttribute('href'), '/demo');
      await page.goBack().catch(() => undefined);
      assert.doesNotMatch(await page.content(), /Ñusta|Rojas/);
    });
  });
