/** axe on every kind of page of the vehicle permit, in every state, in both languages, light and dark. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Language } from '../journeys/person.ts';
import { pageKinds } from '../journeys/permit-pages.ts';
import { PermitApplicant } from '../journeys/permit.ts';
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

for (const language of ['es', 'en'] satisfies Language[])
  describe(`axe objects to nothing, in ${language === 'es' ? 'Spanish' : 'English'}, on`, () => {
    let applicant: PermitApplicant;
    before(async () => {
      const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' }); // axe itself is a string, and looks at once
      context.setDefaultTimeout(15_000);
      applicant = new PermitApplicant(await context.newPage(), service, language);
    });
    after(() => applicant?.page.context().close());

    for (const [kind, comeTo] of Object.entries(pageKinds))
      it(kind, async () => {
        await comeTo(applicant, service);
        assert.deepEqual(await findings(applicant, ['light', 'dark']), []);
      });
  });
