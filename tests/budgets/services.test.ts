/** What a page of a service made from a definition makes a person load, before anything is typed. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { Applicant } from '../journeys/applicant.ts';
import { pageKinds } from '../journeys/permit-pages.ts';
import { PermitApplicant } from '../journeys/permit.ts';
import { openBrowser, startService } from '../journeys/service.ts';
import type { Service } from '../journeys/service.ts';
import { gzipped } from './sizes.ts';

const kilobyte = 1024;

describe('On a slow line, script and styles come', () => {
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

  const pages: Record<string, { most: number; comeTo: (page: Page) => Promise<void> }> = {
    ...Object.fromEntries(
      ['a date and a file', 'a national number', 'any of several options', 'a few options'].map((kind) => [
        kind,
        { most: 14, comeTo: (page: Page) => pageKinds[kind]!(new PermitApplicant(page, service), service) },
      ]),
    ),
    // All elements in one file: on a slow line one request is sooner there than ten.
    'everything that the energy grant asks': { most: 15.5, comeTo: (page) => new Applicant(page, service).reach() },
  };
  for (const [kind, { most, comeTo }] of Object.entries(pages))
    it(`in ${most} KB for a page of ${kind}`, async () => {
      const page = await browser.newPage();
      const loaded: Promise<number>[] = [];
      page.on('response', (response) => {
        if (['script', 'stylesheet'].includes(response.request().resourceType()))
          loaded.push(response.body().then(gzipped));
      });
      await comeTo(page);
      await page.waitForLoadState('networkidle');
      const weight = (await Promise.all(loaded)).reduce((sum, each) => sum + each, 0);
      await page.context().close();
      assert.ok(loaded.length >= 2, 'no script or no styles were loaded');
      const budget = most * kilobyte;
      assert.ok(
        weight <= budget,
        `It weighs ${weight} bytes after gzip, ${weight - budget} more than the ${budget} we promised to people on slow lines.`,
      );
    });
});
