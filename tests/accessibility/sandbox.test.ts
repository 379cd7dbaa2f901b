/** axe on every page of the sandbox, and nothing that its policy refuses. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startSandbox } from '@plaza-ds/sandbox';
import type { Sandbox } from '@plaza-ds/sandbox';
import { createTransport } from 'nodemailer';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../journeys/service.ts';
import { findings } from './findings.ts';

let sandbox: Sandbox;
let browser: Browser;
/** The page of a payment, which is another at each start. */
let payPath: string;
before(async () => {
  sandbox = await startSandbox();
  browser = await openBrowser();
  const transport = createTransport({ url: sandbox.inbox.url } as never);
  const text = `Open it: https://example.org/${'long'.repeat(40)}`;
  const attachments = [{ filename: 'a.pdf', content: '%PDF' }];
  await transport.sendMail({
    from: 'a@example.org',
    to: 'b@example.org',
    subject: 'Letter',
    text,
    html: '<p>x',
    attachments,
  });
  payPath = await somethingToPay();
});
after(async () => {
  await browser?.close();
  await sandbox?.close();
});

async function somethingToPay(): Promise<string> {
  const { baseUrl, credentials } = sandbox.payment['govuk-pay'];
  const return_url = 'http://localhost:3999/return';
  const answer = await fetch(`${baseUrl}/v1/payments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${credentials.apiKey}` },
    body: JSON.stringify({ amount: 1500, reference: 'ABCD-1234-'.repeat(9), description: 'A permit', return_url }),
  });
  const { _links: links } = (await answer.json()) as { _links: { next_url: { href: string } } };
  return new URL(links.next_url.href).pathname;
}

/** Leads to the page on which a person says who they are. */
const signIn =
  '/identity/claveunica/openid/authorize/?client_id=plaza-claveunica&response_type=code&scope=openid+run+name&state=s&redirect_uri=http://localhost:3999/callback';
const pages = [
  '/inbox/',
  '/inbox/1',
  '/inbox/control',
  '/inbox/control?saved=yes',
  '/inbox/nothing',
  '/identity/',
  '/identity/control?saved=yes',
  '/identity/nothing',
  signIn,
  '/payment/',
  '/payment/ledger',
  '/payment/control?provider=govuk-pay&saved=yes',
  '/payment/control?provider=webpay',
  '/payment/control?provider=stripe',
  '/payment/webpay/secure/nothing',
  '/payment/…',
];

for (const language of ['es', 'en'])
  describe(`In ${language === 'es' ? 'Spanish' : 'English'}, a page of the sandbox`, () => {
    const inBrowser = async (path: string, bypassCSP: boolean, act: (page: Page) => Promise<void>): Promise<void> => {
      const viewport = { width: 320, height: 800 };
      const context = await browser.newContext({ bypassCSP, viewport, locale: language, reducedMotion: 'reduce' });
      try {
        const page = await context.newPage();
        const reports: string[] = [];
        page.on('console', (message) => reports.push(message.text()));
        await page.goto(sandbox.origin + (path === '/payment/…' ? payPath : path));
        await act(page);
        assert.deepEqual(
          reports.filter((report) => !/status of 404/.test(report)),
          [],
        );
      } finally {
        await context.close();
      }
    };

    for (const path of pages) {
      it(`has nothing that axe objects to: ${path}`, () =>
        inBrowser(path, true, async (page) => {
          assert.deepEqual(await findings({ page }, ['light', 'dark']), []);
        }));

      it(`fits a narrow window, and has nothing refused: ${path}`, () =>
        inBrowser(path, false, async (page) => {
          const across = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(across <= 0, `the page is ${across} pixels wider than the window`);
          assert.equal(await page.locator('html').getAttribute('lang'), language);
        }));
    }
  });
