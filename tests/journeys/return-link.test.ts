/** A person stops, gets a link by email, and goes on in another browser, with JavaScript and without. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { PermitApplicant, renewal } from './permit.ts';
import { openBrowser, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
let browser: Browser;
before(async () => {
  service = await startService();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await service?.close();
});

for (const javaScriptEnabled of [true, false])
  describe(`Coming back by a link, ${javaScriptEnabled ? 'with' : 'without'} JavaScript,`, () => {
    /** One browser that shares nothing with the others. */
    const inBrowser = async (act: (page: Page) => Promise<void>): Promise<void> => {
      const context = await browser.newContext({ javaScriptEnabled, locale: 'en' });
      context.setDefaultTimeout(15_000);
      try {
        await act(await context.newPage());
      } finally {
        await context.close();
      }
    };

    /** Stops at a page and asks for a link. */
    const askAt = (place: string, address: string) =>
      inBrowser(async (page) => {
        const applicant = new PermitApplicant(page, service);
        await applicant.begin();
        await applicant.goThrough(renewal, place);
        await applicant.press(applicant.link('Save and come back later'));
        await page.getByLabel('Email address').fill(address);
        await applicant.press(applicant.button('emailSend'));
        assert.equal(await applicant.heading.textContent(), 'We are sending you a link');
      });

    /** Opens the newest letter in the inbox and follows its link. */
    const followLink = async (page: Page, address: string): Promise<void> => {
      await service.sandbox.inbox.waitFor(address);
      await page.goto(`${service.sandbox.origin}/inbox/`);
      await page.getByRole('listitem').filter({ hasText: address }).getByRole('link').click();
      await page.getByRole('main').getByRole('link', { name: service.origin }).click();
      await page.getByRole('contentinfo').waitFor();
    };

    it('leads to where they stopped, with their answers, and to the end', async () => {
      const address = `ñusta.${javaScriptEnabled}@example.org`;
      await askAt('type', address);
      await inBrowser(async (page) => {
        await followLink(page, address);
        const applicant = new PermitApplicant(page, service);
        await applicant.press(applicant.button('linkOpen'));
        assert.equal(applicant.place, 'type');
        await applicant.press(applicant.link('Back'));
        assert.equal(await applicant.control('vehicle/plate').inputValue(), 'BCDF12');
        await applicant.goOn();
        await applicant.goThrough(renewal);
        await applicant.declareAndSend();
        assert.match(await applicant.reference(), /-/);
      });
    });

    it('tells no page where they came from', async () => {
      const address = `referrer.${javaScriptEnabled}@example.org`;
      await askAt('owner-name', address);
      await inBrowser(async (page) => {
        const told: (string | undefined)[] = [];
        await followLink(page, address);
        page.on('request', (request) => void told.push(request.headers().referer));
        const applicant = new PermitApplicant(page, service);
        await applicant.press(page.getByRole('banner').getByRole('link', { name: 'Español' }));
        assert.equal(new URL(page.url()).pathname.includes('/link/'), true);
        const inSpanish = new PermitApplicant(page, service, 'es');
        await inSpanish.press(inSpanish.button('linkOpen'));
        assert.ok(told.length >= 3);
        assert.deepEqual(
          told.filter((referrer) => referrer?.includes('/link/')),
          [],
        );
      });
    });

    it('says what is wrong with an address, beside it and above', () =>
      inBrowser(async (page) => {
        const applicant = new PermitApplicant(page, service);
        await applicant.begin();
        await applicant.press(applicant.link('Save and come back later'));
        await page.getByLabel('Email address').fill('ada.example.org');
        await page.getByLabel('Email address').press('Enter');
        await applicant.summary.waitFor();
        const words = 'Write an email address like name@example.org';
        assert.deepEqual(await applicant.problems(), [`#email ${words}`]);
        assert.deepEqual(await applicant.marks(), { beside: [`Error: ${words}`], invalid: ['email'] });
        assert.equal(await page.getByLabel('Email address').inputValue(), 'ada.example.org');
        await applicant.press(applicant.button('saveNew'));
        assert.match((await page.getByRole('main').textContent())!, /[2-9A-Z]{5}-[2-9A-Z]{5}/);
      }));
  });
