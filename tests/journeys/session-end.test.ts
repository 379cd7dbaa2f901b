/** A session that comes to its end in the middle of a form: people are warned and can stay, and what they wrote is there again. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { rightAnswers } from '../../examples/energy-grant/applicant.ts';
import { openBrowser, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
let browser: Browser;
let paper: string;
/** How far the clocks of the site and of the browser are ahead, in milliseconds. */
let ahead = 0;
before(async () => {
  const signInClock = () => new Date(Date.now() + ahead);
  [service, browser] = await Promise.all([startService({ signsIn: true, signInClock }), openBrowser()]);
  paper = join(service.folder, 'bill.pdf');
  writeFileSync(paper, '%PDF-1.4\n%%EOF\n');
});
after(async () => {
  await browser.close();
  await service.close();
});

const minutes = (count: number) => count * 60_000;
const timeAt = (time: Date) =>
  time
    .toLocaleTimeString('en', { hour: 'numeric', minute: '2-digit', timeZone: 'America/Santiago' })
    .replace(/\s+/g, ' ');
const about = 'An old house, and the heating has been broken since May.';

for (const javaScriptEnabled of [false, true])
  describe(`The end of a session in a form, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let context: BrowserContext;
    let page: Page;
    beforeEach(async () => {
      ahead = 0;
      context = await browser.newContext({ javaScriptEnabled, locale: 'en' });
      page = await context.newPage();
      await page.clock.install();
      await page.goto(`${service.origin}/demo/energy-grant`);
      await button(/^Start/).click();
      await button('Sign in').click();
      await button('Sign in with ClaveÚnica').click();
      await page.waitForURL((url) => url.hostname === '127.0.0.1');
      await page.locator('input[name="citizen"][value="ana"]').check();
      await page.locator('main form button').first().click();
      if (new URL(page.url()).hostname === '127.0.0.1') await page.locator('button[value="agree"]').click();
      await page.waitForURL((url) => url.hostname === 'localhost');
    });
    afterEach(() => context.close());

    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const field = (name: string) => page.locator(`main form [name="${name}"]`);
    const heading = () => page.getByRole('heading', { level: 1 }).innerText();
    const account = (of: Page) => of.getByRole('navigation', { name: 'Your account' });
    const signedIn = () => account(page).innerText();
    /** The time goes by, here and there. */
    async function pass(time: number): Promise<void> {
      ahead += time;
      await page.clock.fastForward(time);
    }
    const write = async () => {
      await field('name').fill(rightAnswers.name);
      await field('email').fill('nusta at example');
      await field('about').fill(about);
    };
    const written = async () => ({
      name: await field('name').inputValue(),
      email: await field('email').inputValue(),
      about: await field('about').inputValue(),
    });
    const everything = { name: rightAnswers.name, email: 'nusta at example', about };

    if (!javaScriptEnabled) {
      it('says at what time it ends, and that nothing is lost', async () => {
        const text = (await signedIn()).replace(/\s+/g, ' ');
        const [, time = ''] = /If you do nothing, we sign you out at (.*?)\. What you wrote is kept\./.exec(text) ?? [];
        const near = [19, 20].map((count) => timeAt(new Date(Date.now() + minutes(count))));
        assert.ok(near.includes(time), `${time} is none of ${near.join()}`);
      });

      it('keeps what is sent too late, and has it there after signing in again', async () => {
        await write();
        ahead += minutes(21);
        await button('Continue').click();
        assert.equal(await heading(), 'Sign in to continue');
        await button('Sign in with ClaveÚnica').click(); // which still knows her
        await page.waitForURL(/\/draft\//);
        assert.deepEqual(await written(), everything);
      });

      it('lets people stay from the page of their sign-in', async () => {
        const draft = page.url();
        ahead += minutes(19);
        await account(page)
          .getByRole('link', { name: /Signed in as/ })
          .click();
        await button('Stay signed in').click();
        assert.equal(await heading(), 'You are still signed in');
        ahead += minutes(19);
        await page.goto(draft);
        assert.match(await signedIn(), /Signed in as Ana/);
      });
      return;
    }

    it('is told two minutes before, and can be put off as often as people like, without leaving the page', async () => {
      await write();
      const dialog = page.getByRole('dialog');
      for (let times = 0; times < 11; times++) {
        await pass(minutes(17));
        assert.equal(await dialog.isVisible(), false);
        await pass(minutes(1.5));
        await dialog.waitFor();
        assert.match(await dialog.innerText(), /Do you need more time\?/);
        const extended = page.waitForResponse(/\/session\/extend$/);
        await dialog.getByRole('button', { name: 'Stay signed in' }).click();
        assert.equal((await extended).status(), 200);
        await dialog.waitFor({ state: 'hidden' });
      }
      assert.deepEqual(await written(), everything);
      await page.reload();
      assert.match(await signedIn(), /Signed in as Ana/);
    });

    it('leads to a page that says what is kept, and back to what was acknowledged and what was only typed', async () => {
      await field('name').fill(rightAnswers.name);
      await field('email').fill(rightAnswers.email);
      await field('birth_date/day').fill('27');
      await field('birth_date/month').fill('3');
      await field('birth_date/year').fill('1980');
      await field('region').selectOption('NB');
      await page.locator('main form [name="contact"][value="phone"]').check();
      await page.locator('main form [name="needs"][value="heating"]').check();
      await field('about').fill(rightAnswers.about);
      await page.locator('main form input[type="file"]').setInputFiles(paper);
      const draft = page.url();
      await button('Continue').click();
      await page.getByRole('heading', { level: 1, name: 'Check your answers' }).waitFor(); // all of it is acknowledged
      await page.goto(draft);
      await field('about').fill(about);
      await pass(minutes(21));
      await pass(2000); // the dialog looks twice
      await page.waitForURL(/\/identity\/expired$/);
      assert.equal(await heading(), 'You were signed out');
      assert.match(await page.locator('main').innerText(), /What you typed since is still in this tab/);
      await page.getByRole('link', { name: 'Sign in' }).first().click();
      await button('Sign in with ClaveÚnica').click();
      await page.waitForURL(/\/draft\//);
      assert.equal(new URL(page.url()).pathname, new URL(draft).pathname);
      await page.locator('main').getByText('We put back what you typed').waitFor();
      assert.equal(await field('about').inputValue(), about);
      assert.ok((await page.getByText('bill.pdf').count()) > 0);
      assert.equal(await field('name').inputValue(), rightAnswers.name);
      assert.equal(await field('birth_date/day').inputValue(), '27');
    });
  });
