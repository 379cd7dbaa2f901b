/** Somebody begins on one device and goes on at another, with a code read from the first, with JavaScript and without. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { rightAnswers } from '../../examples/energy-grant/applicant.ts';
import { findings } from '../accessibility/findings.ts';
import { openBrowser, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
let browser: Browser;
let paper: string;
before(async () => {
  [service, browser] = await Promise.all([startService({ isAnonymous: true }), openBrowser()]);
  paper = join(service.folder, 'bill.pdf');
  writeFileSync(paper, '%PDF-1.4\n%%EOF\n');
});
after(async () => {
  await browser?.close();
  await service?.close();
});

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

async function answer(page: Page): Promise<void> {
  const field = (name: string) => page.locator(`main form [name="${name}"]`);
  const { region, contact, needs, ...texts } = rightAnswers;
  for (const [name, text] of Object.entries(texts)) await field(name).fill(text);
  await field('region').selectOption(region);
  await page.locator(`main form [name="contact"][value="${contact}"]`).check();
  for (const need of needs) await page.locator(`main form [name="needs"][value="${need}"]`).check();
  await page.locator('main form input[type="file"]').setInputFiles(paper);
}

for (const javaScriptEnabled of [false, true])
  describe(`Going on at another device, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    const onDevice = async (act: (page: Page) => Promise<void>): Promise<void> => {
      const context = await browser.newContext({
        javaScriptEnabled,
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
    const object = async (page: Page) => (javaScriptEnabled ? findings({ page }) : []);
    const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

    it('opens at the same page with all answers, once they wrote their email address again, and is sent', async () => {
      let address = '';
      let code = '';
      await onDevice(async (page) => {
        await page.goto(`${service.origin}/demo/energy-grant`);
        await press(page, /^Start/);
        await answer(page);
        await press(page, 'Continue');
        await heading(page, 'Check your answers');
        await page.getByRole('link', { name: 'Save and come back later' }).click();
        await press(page, 'Get a code for another device');
        await heading(page, 'Continue on another device');
        [address, code] = (await page.locator('main bdi').allInnerTexts()) as [string, string];
        assert.match(await page.locator('main').innerText(), /Then we ask for this.*: Email address/);
        assert.deepEqual([await object(page), await overflow(page)], [[], 0]);
      });
      await onDevice(async (page) => {
        await page.goto(address);
        await page.getByLabel('Your code').fill(code.toLowerCase());
        await press(page, 'Continue');
        await heading(page, 'Show that it is you');
        assert.deepEqual([await object(page), await overflow(page)], [[], 0]);
        await page.getByLabel('Email address').fill('eve@example.org');
        await press(page, 'Continue');
        await page.getByRole('alert').waitFor();
        assert.equal(await page.getByLabel('Email address').inputValue(), 'eve@example.org');
        assert.match(await page.title(), /^Error: /);
        await page.getByRole('banner').getByRole('button', { name: 'Español' }).click();
        await heading(page, 'Muestra que eres tú');
        await page.locator('main form [name="email"]').fill(rightAnswers.email);
        await press(page, 'Continuar');
        await page.waitForURL(/\/check$/);
        assert.match(await page.locator('main').innerText(), /Ñusta Áñez[^]*bill\.pdf/);
        await page.getByRole('checkbox').check();
        await page.locator('main button[value="send"]').click();
        await page.waitForURL(/\/sent\//);
      });
      await onDevice(async (page) => {
        await page.goto(address);
        await page.getByLabel('Your code').fill(code);
        await press(page, 'Continue');
        assert.match(await page.locator('main').innerText(), /We do not know this code/);
      });
    });
  });
