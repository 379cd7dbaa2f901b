/** No page of the vehicle permit breaks the strict policy, complains in the console or moves by itself, in any state. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { pageKinds } from './permit-pages.ts';
import { PermitApplicant } from './permit.ts';
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

for (const width of [320, 1280])
  describe(`In a window of ${width} pixels, nothing is refused, said in the console or moved on`, () => {
    let applicant: PermitApplicant;
    const reports: string[] = [];
    before(async () => {
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      context.setDefaultTimeout(15_000);
      await context.exposeFunction('report', (text: string) => void reports.push(text));
      await context.addInitScript(() => {
        const { report } = window as unknown as { report(text: string): void };
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
          report(`${violatedDirective}: ${blockedURI} ${sample}`),
        );
        type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Element }[] };
        new PerformanceObserver((list) => {
          for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[])
            if (!hadRecentInput)
              report(`moved: ${value} ${sources.map(({ node }) => node?.outerHTML?.slice(0, 80)).join(' | ')}`);
        }).observe({ type: 'layout-shift', buffered: true });
      });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) reports.push(message.text());
      });
      page.on('pageerror', (error) => reports.push(error.message));
      applicant = new PermitApplicant(page, service);
    });
    after(() => applicant?.page.context().close());

    for (const [kind, comeTo] of Object.entries(pageKinds))
      it(kind, async () => {
        reports.length = 0;
        const { page } = applicant;
        await comeTo(applicant, service);
        await page.waitForLoadState('load');
        // Entries come before the frame after next; two frames, for one may be in the making.
        await page.evaluate(
          () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
        );
        const answered = /status of (?:404|409|422)/; // Chromium notes a page that was refused
        assert.deepEqual(
          reports.filter((report) => !answered.test(report)),
          [],
        );
        const across = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(across <= 0, `the page is ${across} pixels wider than the window`);
      });
  });
