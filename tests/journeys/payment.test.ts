/** Paying in a browser at each provider of the sandbox, which is another site: there, back, and what is read on the way. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openDatabase } from '@plaza-ds/forms/server';
import { paymentMigrations } from '@plaza-ds/payment/server';
import type { PaymentTables } from '@plaza-ds/payment/server';
import { profiles } from '../../patterns/payment/testing/sandbox-payer.ts';
import type { Profile } from '../../patterns/payment/testing/sandbox-payer.ts';
import { SandboxPages } from '../../patterns/payment/testing/sandbox-pages.ts';
import { findings } from '../accessibility/findings.ts';
import { openBrowser } from './service.ts';

const labels: Readonly<Record<Profile, string>> = {
  'govuk-pay': 'GOV.UK Pay',
  webpay: 'Webpay',
  flow: 'Flow',
  khipu: 'Khipu, bank transfer',
  stripe: 'Stripe',
};

describe('Paying', () => {
  let browser: Browser;
  let site: SandboxPages;
  let page: Page;
  let close: () => Promise<void>;
  /** What a browser said against a policy. */
  const broken: string[] = [];

  before(async () => {
    browser = await openBrowser();
    const folder = mkdtempSync(join(tmpdir(), 'plaza-payments-'));
    const opened = await openDatabase<PaymentTables>({ folder }, paymentMigrations);
    site = await new SandboxPages().open(opened.database);
    close = async () => {
      await site.close();
      await opened.close();
      rmSync(folder, { recursive: true });
    };
  });
  after(async () => {
    await browser?.close();
    await close?.();
  });
  beforeEach(() => {
    broken.length = 0;
    site.begin();
  });

  async function open(profile: Profile, options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
    const context = await browser.newContext({ locale: 'en', ...options });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    page.on('console', (message) => /policy|Trusted/i.test(message.text()) && broken.push(message.text()));
    page.on('pageerror', (error) => broken.push(error.message));
    await page.goto(await site.addressOf(profile));
  }

  async function go(profile: Profile): Promise<void> {
    const radio = page.getByRole('radio', { name: labels[profile], exact: true });
    if (await radio.count()) await radio.check();
    await page.getByRole('main').getByRole('button').click();
    if (profile === 'webpay') await page.getByRole('button', { name: 'Go to Webpay' }).click();
  }

  async function choose(choice: string): Promise<void> {
    await page.getByLabel(choice, { exact: true }).check();
    await page.getByRole('button', { name: 'Go on' }).click();
  }

  const isAt = (heading: string) => page.getByRole('heading', { name: heading, exact: true, level: 1 }).waitFor();

  for (const javaScriptEnabled of [false, true])
    for (const profile of profiles)
      it(`at ${profile} ${javaScriptEnabled ? 'with' : 'without'} JavaScript, after giving up once`, async () => {
        await open(profile, { javaScriptEnabled });
        await go(profile);
        await choose('Give up and go back');
        const form = page.getByRole('button', { name: 'Go on' });
        if (['webpay', 'flow'].includes(profile) && !javaScriptEnabled) await form.click();
        await isAt('You stopped the payment');
        await page.getByText('No money has been taken.').waitFor();
        await go(profile);
        await choose('Pay by card');
        if (profile === 'flow' && !javaScriptEnabled) await form.click();
        await isAt('You have paid');
        await page.reload();
        await isAt('You have paid');
        assert.ok(site.captured(profile) > 0);
        assert.deepEqual(broken, []);
        await page.context().close();
      });

  it('is gone back from by the button of the browser, and goes on', async () => {
    await open('stripe');
    await go('stripe');
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    await page.goBack();
    await page.reload();
    await isAt('Your payment has begun at Stripe');
    await page.getByRole('button', { name: 'Go on to Stripe' }).click();
    await choose('Pay by card');
    await isAt('You have paid');
    await page.context().close();
  });

  for (const language of ['en', 'es'])
    it(`meets nothing that axe finds fault with, and no page wider than a phone, in ${language}`, async () => {
      for (const width of [320, 1280]) {
        const looksAt = async (name: string) => {
          assert.deepEqual(await findings({ page }), [], name);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, name);
          const folder = process.env.PLAZA_PICTURES;
          if (folder) {
            await page.evaluate(() => document.documentElement.setAttribute('data-plaza-theme', 'light'));
            await page.screenshot({ path: join(folder, `${name}-${language}-${width}.png`), fullPage: true });
          }
        };
        const spoken = language === 'en' ? 'en' : 'es-CL';
        await open('webpay', { viewport: { width, height: 800 }, reducedMotion: 'reduce', locale: spoken });
        await looksAt('quote');
        await page.getByRole('main').getByRole('button').click();
        await page.getByRole('alert').waitFor();
        await looksAt('nothing-chosen');
        await page.getByRole('radio').first().check();
        await page.getByRole('main').getByRole('button').click();
        await page.waitForURL(/\/going/);
        await looksAt('going');
        const address = page.url().replace('/going', '');
        await page.goto(address);
        await looksAt('resume');
        await page.getByRole('main').getByRole('button').click();
        await page.getByRole('main').getByRole('button').click();
        await page.locator('#decline').check();
        await page.getByRole('main').getByRole('button').click();
        await page.waitForURL(new RegExp(new URL(address).pathname));
        await looksAt('declined');
        await page.getByRole('radio').first().check();
        await page.getByRole('main').getByRole('button').click();
        await page.getByRole('main').getByRole('button').click();
        await page.locator('#pay').check();
        await page.getByRole('main').getByRole('button').click();
        await page.waitForURL(new RegExp(new URL(address).pathname));
        await looksAt('paid');
        await page.goto(address.replace('?', '/receipt?'));
        await looksAt('receipt');
        await page.goto(`${site.base}/verify?code=7KD-4MX-92P&language=${language}`);
        await looksAt('verify');
        await page.context().close();
      }
      assert.deepEqual(broken, []);
    });
});
