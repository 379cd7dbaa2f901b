/** The form to print, the script for the phone and the first page of the counter, on the screen, in both directions, also on a small one. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { householdToLookAt } from '../../patterns/forms/testing/household/household.ts';
import { now, words } from '../../patterns/forms/testing/household/service.ts';
import { serveDefinition } from '../../patterns/forms/server/preview.ts';
import { openBrowser } from '../journeys/service.ts';
import { findings } from './findings.ts';

let preview: Awaited<ReturnType<typeof serveDefinition>>;
let browser: Browser;
before(async () => {
  preview = await serveDefinition(householdToLookAt, 0, { now, words });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await preview?.close();
});

describe('What else a definition declares', () => {
  for (const language of ['ar', 'en-XA'])
    it(`has nothing that axe objects to, and goes beyond no small screen, in ${language}`, async () => {
      const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' }); // axe itself is a string
      const page = await context.newPage();
      assert.equal(preview.channels.length, 3);
      for (const address of preview.channels) {
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.goto(`${address}?language=${language}`);
        assert.deepEqual(await findings({ page }, ['light', 'high-contrast-dark']), [], address);
        await page.setViewportSize({ width: 320, height: 900 });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, address);
      }
      await context.close();
    });
});
