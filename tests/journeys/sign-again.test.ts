/** Somebody signs a form by signing in again: it is sent once; who cancels, or is somebody else, sends nothing and loses nothing. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { findings } from '../accessibility/findings.ts';
import { openBrowser } from './service.ts';
import { startSigned } from './signed.ts';
import type { Signed } from './signed.ts';

let service: Signed;
let browser: Browser;
before(async () => {
  [service, browser] = await Promise.all([startSigned(), openBrowser()]);
});
after(async () => {
  await browser.close();
  await service.close();
});

for (const javaScriptEnabled of [false, true])
  describe(`Signing by signing in again, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let context: BrowserContext;
    let page: Page;
    let check: string;
    let count: number;
    beforeEach(async () => {
      count = (await service.sent()).length;
      context = await browser.newContext({ javaScriptEnabled, locale: 'en', reducedMotion: 'reduce' });
      page = await context.newPage();
      await page.goto(`${service.origin}/licence`);
      await button(/^Start/).click();
      await toProvider();
      await signInAs('ana');
      await page.getByLabel('Name of the dog').fill('Lucero');
      await button('Continue').click();
      await page.getByRole('heading', { level: 1, name: 'Check your answers' }).waitFor();
      check = page.url();
    });
    afterEach(async () => {
      service.provider.reset();
      await context.close();
    });

    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const heading = () => page.getByRole('heading', { level: 1 }).innerText();
    const says = async (text: RegExp) => assert.match(await page.locator('main').innerText(), text);
    /** From the page that says why, by the only provider that says when. */
    async function toProvider(): Promise<void> {
      await button('Sign in with Example ID').click();
      await page.waitForURL((url) => url.hostname === '127.0.0.1');
    }
    async function signInAs(citizen: string): Promise<void> {
      await page.locator(`input[name="citizen"][value="${citizen}"]`).check();
      await page.locator('main form button').first().click();
      if (new URL(page.url()).hostname === '127.0.0.1') await page.locator('button[value="agree"]').click();
      await page.waitForURL((url) => url.hostname === 'localhost');
    }
    async function sign(): Promise<void> {
      await page.getByRole('checkbox', { name: 'I read the rules.' }).check();
      await button('Sign and send').click();
      await page.getByRole('heading', { level: 1, name: 'Show again who you are' }).waitFor();
    }
    const isThere = async () => {
      await page.goto(check);
      await says(/Lucero/);
      assert.equal(await page.getByRole('checkbox', { name: 'I read the rules.' }).isChecked(), true);
      assert.equal((await service.sent()).length, count);
    };

    it('is sent once when they are back, and says how it was signed', async () => {
      if (javaScriptEnabled) assert.deepEqual(await findings({ page }), []);
      await sign();
      await says(/To sign and send “Keep a dog”/);
      await toProvider();
      await signInAs('ana');
      assert.equal(await heading(), 'Sent');
      await says(/The dog is mine\.\s+Signed by signing in with Example ID, .* \(identity: checked in person\)/);
      if (javaScriptEnabled) assert.deepEqual(await findings({ page }), []);
      const [first, again] = service.provider
        .exchanges()
        .filter(({ leg, parameters }) => leg === 'authorize' && parameters.state !== undefined);
      const askedOf = ({ parameters: { max_age, prompt } }: NonNullable<typeof first>) => [max_age, prompt];
      assert.deepEqual(
        [askedOf(first!), askedOf(again!)],
        [
          [undefined, undefined],
          ['0', 'login'],
        ],
      );

      await page.reload();
      assert.equal(await heading(), 'Sent');
      await page.goto(check);
      assert.equal(await heading(), 'Sent');
      const all = await service.sent();
      assert.equal(all.length, count + 1);
      const { declarations, submission } = all.at(-1)!;
      const [read, truth] = declarations;
      assert.equal(read!.signature, undefined);
      assert.equal(truth!.kind, 're-authentication');
      assert.equal(truth!.signature!.issuer, service.provider.issuer);
      assert.equal(truth!.signature!.level, 'high');
      assert.ok(Date.parse(truth!.signature!.at) > Date.parse(submission.given!['/name']!.at) - 60_000);
      assert.doesNotMatch(service.logged.join(' '), /Lucero|Rojas|eyJ[\w-]+\.|\/draft\//);
    });

    it('is not sent where they cancel, and can be signed after that', async () => {
      await sign();
      await toProvider();
      await page.locator('button[value="cancel"]').click();
      await page.waitForURL((url) => url.hostname === 'localhost');
      await says(/You cancelled signing in/);
      await page.getByRole('main').getByRole('link', { name: /back/i }).click();
      assert.equal(await heading(), 'Check your answers');
      await says(/Nothing was sent yet/);
      if (javaScriptEnabled) assert.deepEqual(await findings({ page }), []);
      await isThere();
      await sign();
      await toProvider();
      await signInAs('ana');
      assert.equal(await heading(), 'Sent');
    });

    it('is not sent while the provider does not work', async () => {
      await sign();
      service.provider.behave('token-down');
      await toProvider();
      await signInAs('ana');
      await says(/Example ID is not answering/);
      await isThere();
    });

    it('is not sent where the provider only remembers them', async () => {
      await sign();
      service.provider.behave('old-sign-in');
      await toProvider();
      await signInAs('ana');
      await says(/You were not asked to sign in again/);
      await isThere();
    });

    it('is not sent by somebody else at the same computer', async () => {
      await sign();
      await toProvider();
      await signInAs('pedro');
      await says(/Somebody else signed in/);
      await isThere();
    });

    it('is not sent where the answers were changed in another tab, and says so', async () => {
      await sign();
      const other = await context.newPage();
      await other.goto(check.replace(/check$/, 'dog?return=check'));
      await other.getByLabel('Name of the dog').fill('Fido');
      await other.getByRole('button', { name: 'Continue' }).click();
      await other.getByRole('heading', { level: 1, name: 'Check your answers' }).waitFor();
      await toProvider();
      await signInAs('ana');
      assert.equal(await heading(), 'Check your answers');
      await says(/answers were changed while you signed in/);
      await says(/Fido/);
      assert.equal(await page.getByRole('checkbox', { name: 'I read the rules.' }).isChecked(), false);
      assert.equal((await service.sent()).length, count);
    });

    it('is one wish where the button is pressed twice', async () => {
      await page.getByRole('checkbox', { name: 'I read the rules.' }).check();
      await button('Sign and send').dblclick();
      await page.getByRole('heading', { level: 1, name: 'Show again who you are' }).waitFor();
      await toProvider();
      await signInAs('ana');
      assert.equal(await heading(), 'Sent');
      assert.equal((await service.sent()).length, count + 1);
    });
  });
