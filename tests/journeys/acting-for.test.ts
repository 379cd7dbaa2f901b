/** Somebody asks for a permit for a company: they choose it, sign in by the one of two providers that lets them, and send it. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Applicant, renewal } from '../../examples/permiso-circulacion/applicant.ts';
import { network } from './person.ts';
import { openBrowser, startService } from './service.ts';
import type { Service } from './service.ts';

const company = 'Panadería La Espiga Inventada SpA';
let service: Service;
let browser: Browser;
before(async () => {
  [service, browser] = await Promise.all([startService({ signsIn: true, withBroker: true }), openBrowser()]);
});
after(async () => {
  await browser.close();
  await service.close();
});

for (const javaScriptEnabled of [false, true])
  describe(`Coming for somebody else, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let context: BrowserContext;
    let page: Page;
    beforeEach(async () => {
      context = await browser.newContext({ javaScriptEnabled, locale: 'en' });
      page = await context.newPage();
      await page.goto(`${service.origin}/demo/permiso-circulacion`);
      await page.getByRole('button', { name: /^Start/ }).click();
    });
    afterEach(async () => {
      service.sandbox.identity.broker.reset();
      await context.close();
    });

    const heading = () => page.getByRole('heading', { level: 1 }).innerText();
    const button = (name: string) => page.getByRole('button', { name });
    const radio = (name: string | RegExp) => page.getByRole('radio', { name });
    const account = () => page.getByRole('navigation', { name: 'Your account' }).innerText();
    async function choose(whom: string, provider: string): Promise<void> {
      await radio(whom).check();
      await radio(provider).check();
      await button('Continue').click();
    }
    async function signInAs(citizen: string): Promise<void> {
      await page.waitForURL((url) => url.hostname === '127.0.0.1');
      await page.locator(`input[name="citizen"][value="${citizen}"]`).check();
      await page.locator('main form button').first().click();
      if (new URL(page.url()).hostname === '127.0.0.1') await page.locator('button[value="agree"]').click();
      await page.waitForURL((url) => url.hostname === 'localhost');
    }
    /** Answers the rest of the form by plain requests, as the same browser. */
    async function answerAll(): Promise<void> {
      const applicant = new Applicant(network, service.origin);
      const cookies = await context.cookies(service.origin);
      applicant.visitor.cookies = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
      await applicant.open(new URL(page.url()).pathname);
      await applicant.goThrough(renewal);
      await page.goto(`${service.origin}${applicant.address}`);
    }

    it('says what does not go together, and keeps what was chosen, also where they cancel', async () => {
      await button('Continue').click();
      const summary = page.locator('plaza-error-summary');
      assert.match(await summary.innerText(), /Choose for whom you come\s+Choose how you want to sign in/);
      await choose('For a company or an organisation', 'ClaveÚnica');
      assert.match(await summary.innerText(), /With ClaveÚnica you can only come for yourself/);
      assert.equal(await radio('For a company or an organisation').isChecked(), true);
      await radio('Digital certificate').check();
      await button('Continue').click();
      await page.waitForURL((url) => url.hostname === '127.0.0.1');
      await page.locator('button[value="cancel"]').click();
      await page.waitForURL((url) => url.hostname === 'localhost');
      assert.match(await page.locator('main').innerText(), /You cancelled signing in/);
      assert.equal(await radio('For a company or an organisation').isChecked(), true);
      assert.equal(await radio('Digital certificate').isChecked(), true);
    });

    it('is a company’s on every page, is not shown to who comes for themself, and is sent as the company’s', async () => {
      await choose('For a company or an organisation', 'Digital certificate');
      await signInAs('elena-for-company');
      assert.match(await account(), new RegExp(`Signed in as Elena O’Higgins de la Fuente for ${company}`));
      const draft = page.url();
      await answerAll();
      assert.match(
        await page.locator('main').innerText(),
        new RegExp(`Sent by\\s+Elena.*\\s+For the company.*\\s+${company}`),
      );

      await page.goto(`${service.origin}/demo/identity/account`);
      await page.getByRole('link', { name: 'Come for yourself or for somebody else' }).click();
      await choose('For myself', 'Digital certificate');
      await signInAs('elena');
      assert.match(await account(), /Signed in as Elena O’Higgins de la Fuente\s/);
      await page.goto(draft);
      assert.equal(await heading(), 'Sign in again');
      assert.match(await page.locator('main').innerText(), new RegExp(`This was begun for ${company}`));
      await button('Sign in with Digital certificate').click();
      await signInAs('elena-for-company');
      assert.equal(page.url(), draft);

      await page.goto(draft.replace(/[^/]+$/, 'check'));
      await page.getByRole('checkbox').check();
      await page.locator('main button[value="send"]').click();
      assert.equal(await heading(), 'Sent');
      const sent = page.url();
      assert.match(await page.locator('main').innerText(), new RegExp(`${company} \\(51000001-\\w\\)`));
      await page.getByRole('link', { name: 'Sign out' }).click();
      await button('Sign out').click();
      await page.waitForURL(/\/signed-out\/|127\.0\.0\.1/);
      await page.goto(sent);
      assert.equal(await heading(), 'Sign in to continue');
      assert.doesNotMatch(await page.locator('body').innerText(), /Rojas|51000001-/);
    });

    it('sends nothing once the mandate was taken back, says so, and keeps everything', async () => {
      await choose('For another person', 'Digital certificate');
      await signInAs('elena-for-person');
      await answerAll();
      await page.getByRole('checkbox').check();
      service.sandbox.identity.broker.withdrawMandate('mandate-person-1');
      await page.locator('main button[value="send"]').click();
      assert.equal(await heading(), 'You may not act for Rosa Huenchumilla Díaz any more');
      assert.match(await page.locator('main').innerText(), /What you wrote is kept until/);
      await page.getByRole('link', { name: 'Go back to your answers' }).click();
      assert.equal(await heading(), 'Check your answers');
    });
  });
