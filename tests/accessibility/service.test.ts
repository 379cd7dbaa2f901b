/** axe on a page that asks everything, as people see it on their way, in every theme, in both languages. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { Applicant, rightAnswers } from '../journeys/applicant.ts';
import type { Language } from '../journeys/person.ts';
import { openBrowser, startService } from '../journeys/service.ts';
import type { Service } from '../journeys/service.ts';
import { findings } from './findings.ts';

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

describe('A person who applies for the energy grant', () => {
  for (const language of ['es', 'en'] satisfies Language[])
    it(`meets nothing that axe objects to: empty, with errors, with a kept file, sent, in ${language}`, async () => {
      const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' }); // axe itself is a string, and looks at once
      const applicant = new Applicant(await context.newPage(), service, language);
      await applicant.reach();
      assert.deepEqual(await findings(applicant), []);

      await applicant.continue.click();
      await applicant.summary.waitFor();
      assert.deepEqual(await findings(applicant), []);

      await applicant.fill(rightAnswers);
      await applicant.press(applicant.page.locator('.plaza-languages button'));
      await applicant.press(applicant.page.locator('.plaza-languages button'));
      await applicant.page.locator('#proof-kept').waitFor();
      assert.deepEqual(await findings(applicant), []);

      await applicant.send();
      assert.deepEqual(await findings(applicant), []);
      await context.close();
    });
});
