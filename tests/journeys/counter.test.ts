/** Somebody of the staff writes down what a person tells them at the counter, with the keyboard, with JavaScript and without. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { serveDefinition } from '../../patterns/forms/server/preview.ts';
import { aboutPerson, stall } from '../../patterns/forms/testing/stall.ts';
import { findings } from '../accessibility/findings.ts';
import { openBrowser } from './service.ts';

let preview: Awaited<ReturnType<typeof serveDefinition>>;
let browser: Browser;
before(async () => {
  [preview, browser] = await Promise.all([serveDefinition(stall, 0), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await preview?.close();
});

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
/** Goes on with Tab, and types what is given where it stands. */
const type = async (page: Page, texts: readonly string[]) => {
  for (const text of texts) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(text);
  }
};

for (const javaScriptEnabled of [false, true])
  describe(`At the counter, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    const onDevice = async (act: (page: Page) => Promise<void>): Promise<void> => {
      const context = await browser.newContext({
        javaScriptEnabled,
        bypassCSP: true, // axe itself is a string
        locale: 'en',
        reducedMotion: 'reduce', // axe looks at once
        viewport: { width: 320, height: 640 },
      });
      context.setDefaultTimeout(15_000);
      try {
        await act(await context.newPage());
      } finally {
        await context.close();
      }
    };
    const sees = async (page: Page) => {
      const found = javaScriptEnabled ? await findings({ page }, ['light', 'high-contrast-dark']) : [];
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.deepEqual([found, beyond], [[], 0], await page.title());
    };

    it('is begun, filled in with a mistake, mended and sent, from the keyboard alone', async () => {
      await onDevice(async (page) => {
        await page.goto(`${preview.origin}/counter`);
        await heading(page, 'Counter: Place at the market');
        await sees(page);
        await page.getByRole('radio', { name: 'Identity card' }).focus();
        await page.keyboard.press('Space');
        await page.keyboard.press('Enter');
        await heading(page, 'About the person');
        await sees(page);
        await type(page, ['Ñusta Quispe', 'nusta at', '27', '3', '1980']);
        await page.keyboard.press('Enter');
        await page.getByRole('alert').waitFor();
        assert.match(await page.title(), /^Error: /);
        assert.equal(await page.getByLabel('Year').inputValue(), '1980');
        await sees(page);
        await page.getByRole('alert').getByRole('link').press('Enter');
        await page.getByLabel('Email address').fill(aboutPerson.email);
        await page.keyboard.press('Enter');
        await heading(page, 'About the place');
        await page.getByRole('radio', { name: 'A company' }).check();
        await page.getByLabel('What is sold').fill('Fruit');
        await page.getByRole('checkbox', { name: 'I have seen the original: Licence to sell' }).check();
        await page.getByLabel('What is sold').press('Enter');
        await page.getByText('There are new questions').waitFor();
        await page.locator('#company:focus').waitFor(); // as the address says, once the page is whole
        assert.equal(await page.getByRole('checkbox', { name: /Licence/ }).isChecked(), true);
        await page.keyboard.type('Frutas Ñ');
        await sees(page);
        await page.keyboard.press('Enter');
        await heading(page, 'Place at the market');
        await sees(page);
        await page.getByRole('checkbox', { name: 'What I wrote is true.' }).check();
        await page.getByRole('radio', { name: 'Said at the counter' }).check();
        await press(page, 'Send');
        await heading(page, 'Sent');
        assert.match(await page.getByRole('main').innerText(), /Print this page[^]*Frutas Ñ[^]*Said at the counter/);
        await sees(page);
      });
    });

    it('goes on with what somebody began on the web, with their code', async () => {
      let code = '';
      await onDevice(async (page) => {
        await page.goto(preview.origin);
        await press(page, /^Start/);
        await page.getByLabel('Name').fill('Ñusta Quispe');
        await page.getByLabel('Email address').fill(aboutPerson.email);
        await press(page, 'Continue');
        await page.getByRole('link', { name: 'Save and come back later' }).click();
        await press(page, 'Get a code for another device');
        code = await page.locator('p.plaza-heading-xl bdi').innerText();
      });
      await onDevice(async (page) => {
        await page.goto(`${preview.origin}/counter`);
        await page.getByRole('link', { name: 'Go on with a code' }).click();
        await page.getByLabel('Code of the person').fill(code);
        await page.getByRole('radio', { name: 'Passport' }).check();
        await press(page, 'Continue');
        await heading(page, 'Place at the market');
        const main = await page.getByRole('main').innerText();
        assert.match(main, /Ñusta Quispe[^]*on the web, by the person[^]*at the counter, by the office[^]*Passport/);
        await page.getByRole('link', { name: 'Go on', exact: true }).click();
        await heading(page, 'About the person');
        assert.equal(await page.getByLabel('Email address').inputValue(), aboutPerson.email);
        await sees(page);
      });
    });
  });
