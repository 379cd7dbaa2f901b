/** axe on every page that the sandbox's provider shows on the way in and out, and each of them by keyboard on a narrow screen. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { startSandbox } from '@plaza-ds/sandbox';
import type { Sandbox } from '@plaza-ds/sandbox';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { words } from '../../patterns/sandbox/words/words.ts';
import { openBrowser } from '../journeys/service.ts';
import { findings } from './findings.ts';
import { clipped } from './measures.ts';

/** The service that people come from, and are led back to. */
const service = createServer((_request, response) => response.end('<title>Back</title>'));
let callback: string;

let sandbox: Sandbox;
let browser: Browser;
before(async () => {
  await new Promise<void>((ready) => service.listen(0, 'localhost', ready));
  callback = `http://localhost:${(service.address() as AddressInfo).port}/callback`;
  sandbox = await startSandbox();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await sandbox?.close();
  service.closeAllConnections();
  service.close();
});

/** Where a service sends a browser to sign in. */
function authorization(change: Record<string, string> = {}): string {
  const { endpoints, client } = sandbox.identity.standard;
  const asked = {
    client_id: client.clientId,
    response_type: 'code',
    scope: 'openid profile national_number',
    state: 'state',
    nonce: 'nonce',
    redirect_uri: callback,
    code_challenge: createHash('sha256').update('verifier').digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  };
  return `${endpoints.authorization}?${new URLSearchParams(asked)}`;
}

/** Presses what stands there, by keyboard. */
async function press(page: Page, button: string): Promise<void> {
  const found = page.getByRole('button', { name: button, exact: true });
  await found.focus();
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

async function choose(page: Page, citizen: string): Promise<void> {
  await page.locator(`#${citizen}`).focus();
  await page.keyboard.press('Space');
}

for (const language of ['es', 'en'] as const)
  describe(`In ${language === 'es' ? 'Spanish' : 'English'}, the provider of the sandbox`, () => {
    const { signIn, agree, signOut } = words[language];
    let context: BrowserContext;
    let page: Page;
    before(async () => {
      const viewport = { width: 320, height: 800 };
      context = await browser.newContext({ bypassCSP: true, viewport, locale: language, reducedMotion: 'reduce' });
      context.setDefaultTimeout(15_000);
      page = await context.newPage();
    });
    after(() => context?.close());

    const isFine = async (address: RegExp) => {
      assert.match(page.url(), address);
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      assert.equal(await page.locator('h1').count(), 1);
      assert.deepEqual([...(await page.evaluate(clipped, 'body')), ...(await findings({ page }))], []);
    };

    it('asks who somebody is, and says so again where nobody was chosen', async () => {
      await page.goto(authorization());
      await isFine(/sign-in/);
      await press(page, signIn);
      await isFine(/sign-in/);
      const summary = page.locator('plaza-error-summary').getByRole('alert');
      await summary.waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.localName), 'plaza-error-summary');
      assert.notEqual(await summary.evaluate((box) => getComputedStyle(box).paddingInlineStart), '0px');
    });

    it('tells somebody that their account is suspended', async () => {
      await choose(page, 'jorge');
      await press(page, signIn);
      await isFine(/sign-in/);
      await page.locator('button[value="suspended"]').waitFor();
    });

    it('asks whether the service may know, and leads back', async () => {
      await page.goto(authorization());
      await choose(page, 'ana');
      await press(page, signIn);
      await page.locator('button[value="agree"]').waitFor();
      await isFine(/sign-in/);
      await press(page, agree);
      assert.ok(page.url().startsWith(`${callback}?code=`), page.url());
    });

    it('asks whether somebody signs out, and says that they did', async () => {
      await page.goto(sandbox.identity.standard.endpoints.signOut);
      await isFine(/identity\/standard/);
      await press(page, signOut);
      await isFine(/identity\/standard/);
    });

    it('says what a service asked wrongly, and that a sign-in is lost', async () => {
      await page.goto(authorization({ client_id: 'nobody' }));
      await isFine(/nobody/);
      await page.goto(`${sandbox.origin}/identity/standard/sign-in/${'a'.repeat(21)}`);
      await isFine(/aaa/);
    });

    for (const profile of ['standard', 'claveunica', 'one-login', 'broker'])
      it(`is told what goes wrong on a page: ${profile}`, async () => {
        await page.goto(`${sandbox.origin}/identity/control?provider=${profile}`);
        await isFine(/control/);
      });
  });
