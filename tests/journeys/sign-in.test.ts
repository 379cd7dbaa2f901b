/** Somebody signs in for real from a form that is half filled in, comes back to it, sends it, and signs out. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { rightAnswers } from '../../examples/energy-grant/applicant.ts';
import { findings } from '../accessibility/findings.ts';
import { openBrowser, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
let browser: Browser;
let paper: string;
before(async () => {
  [service, browser] = await Promise.all([startService({ signsIn: true }), openBrowser()]);
  paper = join(service.folder, 'bill.pdf');
  writeFileSync(paper, '%PDF-1.4\n%%EOF\n');
});
after(async () => {
  await browser.close();
  await service.close();
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const field = (page: Page, name: string) => page.locator(`main form [name="${name}"]`);

/** Presses the button that leads to the provider, and waits until it is there. */
async function leave(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Sign in to continue' }).waitFor();
  await button(page, 'Sign in with ClaveÚnica').click();
  await page.waitForURL((url) => url.hostname === '127.0.0.1');
}

/** Signs in there as an invented person, and comes back. */
async function signInAs(page: Page, citizen: string): Promise<void> {
  await page.locator(`input[name="citizen"][value="${citizen}"]`).check();
  await page.locator('main form button').first().click();
  if (new URL(page.url()).hostname === '127.0.0.1') await page.locator('button[value="agree"]').click();
  await page.waitForURL((url) => url.hostname === 'localhost');
}

for (const javaScriptEnabled of [false, true])
  describe(`Signing in from inside a form, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let context: BrowserContext;
    let page: Page;
    let addresses: string[];
    beforeEach(async () => {
      context = await browser.newContext({ javaScriptEnabled, locale: 'en' });
      page = await context.newPage();
      addresses = [];
      page.on('request', (request) => void addresses.push(request.url()));
      await page.goto(`${service.origin}/demo/energy-grant`);
      await button(page, /^Start/).click();
      await field(page, 'name').fill(rightAnswers.name);
      await field(page, 'email').fill('nusta at example');
      await field(page, 'birth_date/day').fill('27');
      await page.locator('main form [name="contact"][value="phone"]').check();
      await page.locator('main form [name="needs"][value="heating"]').check();
      await field(page, 'about').fill(rightAnswers.about);
      await page.locator('main form input[type="file"]').setInputFiles(paper);
    });
    afterEach(() => context.close());

    const typed = async () => ({
      name: await field(page, 'name').inputValue(),
      email: await field(page, 'email').inputValue(),
      day: await field(page, 'birth_date/day').inputValue(),
      contact: await page.locator('main form [name="contact"]:checked').inputValue(),
      needs: await page.locator('main form [name="needs"]:checked').inputValue(),
      about: await field(page, 'about').inputValue(),
      file: (await page.getByText('bill.pdf').count()) > 0,
    });
    const everything = {
      name: rightAnswers.name,
      email: 'nusta at example',
      day: '27',
      contact: 'phone',
      needs: 'heating',
      about: rightAnswers.about,
      file: true,
    };

    it('finds everything there again, right and wrong, sends it as who they are, and signs out', async () => {
      const draft = new URL(page.url()).pathname;
      await button(page, 'Sign in').click();
      await leave(page);
      await signInAs(page, 'ana');
      assert.deepEqual(await typed(), everything);
      assert.equal(await button(page, 'Sign in').count(), 0);
      const account = page.getByRole('navigation', { name: 'Your account' });
      assert.match(await account.innerText(), /^Signed in as Ana/);
      await field(page, 'email').fill(rightAnswers.email);
      await field(page, 'birth_date/month').fill('3');
      await field(page, 'birth_date/year').fill('1980');
      await field(page, 'region').selectOption('NB');
      await button(page, 'Continue').click();
      await page.getByRole('checkbox').check();
      await page.locator('main button[value="send"]').click();
      await page.getByRole('heading', { level: 1, name: 'Sent' }).waitFor();
      const reference = /[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}/.exec(await page.locator('main').innerText())![0];
      const { person } = (await service.application(reference)) as { person?: Record<string, unknown> };
      const { nationalNumber } = service.sandbox.identity.claveunica.citizens.find(({ id }) => id === 'ana')!;
      assert.equal(person?.level, 'low');
      assert.deepEqual((person?.nationalId as { scheme: string }).scheme, 'CL-RUN');

      await account.getByRole('link', { name: 'Your forms' }).click();
      await page.getByRole('heading', { level: 1, name: 'Your forms' }).waitFor();
      if (javaScriptEnabled) assert.deepEqual(await findings({ page }), []);
      const own = page.getByRole('listitem').filter({ hasText: reference });
      assert.match(await own.innerText(), /energy grant/);
      await own.getByRole('link', { name: /^See what you sent/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Sent' }).waitFor();

      await page.goto(`${service.origin}${draft.replace(/[^/]+$/, 'check')}`); // somebody else, at the same computer
      await account.getByRole('link', { name: 'Sign out' }).click();
      await button(page, 'Sign out').click();
      await page.waitForURL(/\/signed-out\//);
      await page.goto(`${service.origin}${draft}`);
      assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Sign in to continue');
      assert.doesNotMatch(await page.locator('body').innerText(), /Ñusta/);

      const number = String(nationalNumber.number);
      const ours = addresses.filter((address) => address.startsWith(service.origin));
      assert.doesNotMatch(ours.map((address) => address.replace(/\?code=[^&]*/, '')).join(' '), new RegExp(number));
      assert.doesNotMatch(service.logged.join(' '), new RegExp(`${number}|usta|eyJ`));
    });

    it('comes back to the same page where they cancel, with everything there', async () => {
      const draft = new URL(page.url()).pathname;
      await button(page, 'Sign in').click();
      await leave(page);
      await page.locator('button[value="cancel"]').click();
      await page.waitForURL((url) => url.hostname === 'localhost');
      assert.match(await page.locator('main').innerText(), /You cancelled signing in/);
      await page.goto(`${service.origin}${draft}`);
      assert.deepEqual(await typed(), everything);
    });
  });

for (const javaScriptEnabled of [false, true])
  describe(`A service that asks people to sign in, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let context: BrowserContext;
    let page: Page;
    beforeEach(async () => {
      context = await browser.newContext({ javaScriptEnabled, locale: 'en' });
      page = await context.newPage();
      await page.goto(`${service.origin}/demo/permiso-circulacion`);
      await button(page, /^Start/).click();
    });
    afterEach(() => context.close());
    const heading = () => page.getByRole('heading', { level: 1 }).innerText();

    it('says why, lets them in, and keeps what they write after their session ended', async () => {
      await leave(page);
      await signInAs(page, 'ana');
      assert.match(page.url(), /\/demo\/permiso-circulacion\/draft\/[\w-]+\/owner$/);
      await page.getByRole('radio', { name: 'A person' }).check();
      await context.clearCookies({ name: 'plaza-session' });
      await button(page, 'Continue').click();
      await page.getByRole('heading', { level: 1, name: 'Sign in to continue' }).waitFor();
      await button(page, 'Sign in with ClaveÚnica').click(); // which still knows them
      await page.waitForURL(/\/owner$/);
      assert.equal(await page.getByRole('radio', { name: 'A person' }).isChecked(), true);
      await button(page, 'Continue').click();
      await page.waitForURL(/\/owner-name$/);
    });

    it('shows nothing to another person at the same computer', async () => {
      await leave(page);
      await signInAs(page, 'ana');
      const draft = page.url();
      await context.clearCookies({ name: 'plaza-session' });
      await context.clearCookies({ domain: '127.0.0.1' });
      await page.goto(draft);
      await leave(page);
      await signInAs(page, 'pedro');
      assert.equal(await heading(), 'This application belongs to someone else');
    });

    it('goes on where they stood after they cancelled', async () => {
      await leave(page);
      await page.locator('button[value="cancel"]').click();
      await page.waitForURL((url) => url.hostname === 'localhost');
      assert.equal(await heading(), 'Sign in to continue');
      await leave(page);
      await signInAs(page, 'ana');
      assert.match(page.url(), /\/owner$/);
    });
  });
