/** Pages of the household's support in Arabic, from right to left, and in words two fifths longer, on small and on large screens. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { HouseholdApplicant } from '../../patterns/forms/testing/household/applicant.ts';
import { household, householdToLookAt } from '../../patterns/forms/testing/household/household.ts';
import { now, words } from '../../patterns/forms/testing/household/service.ts';
import { serveDefinition } from '../../patterns/forms/server/preview.ts';
import { openBrowser } from '../journeys/service.ts';
import { findings } from './findings.ts';
import { clipped, collisions } from './measures.ts';

/** One page of each kind. */
const places = [
  'for',
  'helper',
  'run',
  'birth',
  'nationality',
  'contact',
  'members',
  'damage-what',
  'before-money',
  'account',
  'check',
];
const base = `/${household.id}`;

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

for (const [language, direction, name] of [
  ['ar', 'rtl', 'Arabic'],
  ['en-XA', 'ltr', 'the pseudo-locale'],
] as const)
  describe(`In ${name}`, () => {
    let page: Page;
    let draft: string;
    before(async () => {
      const { origin } = new URL(preview.origin);
      const site = { fetch: (request: Request) => fetch(request, { redirect: 'manual' }) };
      const somebody = new HouseholdApplicant(site, language, base, origin);
      await somebody.begin(language);
      await somebody.answerUntil();
      draft = `${origin}${base}/draft/${somebody.draftId}`;
      const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' }); // axe itself is a string, and looks at once
      context.setDefaultTimeout(15_000);
      const [cookie, value] = somebody.visitor.cookies.split('=') as [string, string];
      await context.addCookies([{ name: cookie, value, url: origin }]);
      page = await context.newPage();
      await page.addInitScript(countShifts);
    });
    after(() => page?.context().close());

    for (const width of [320, 1280])
      it(`keeps every word on a screen of ${width} px, moves nothing, and axe objects to nothing`, async () => {
        await page.setViewportSize({ width, height: 800 });
        const found: string[] = [];
        const look = async (place: string) => {
          const shown = await page.evaluate(() => `${document.documentElement.dir} ${document.documentElement.lang}`);
          assert.equal(shown, `${direction} ${language}`);
          const measured = [await page.evaluate(clipped, 'body'), await page.evaluate(collisions, 'body')].flat();
          const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift);
          if (shift) measured.push(`moved by ${shift}`);
          found.push(...[...measured, ...(await findings({ page }, ['light']))].map((each) => `${place}: ${each}`));
        };
        for (const place of places) {
          await page.goto(`${draft}/${place}`, { waitUntil: 'networkidle' });
          await look(place);
        }
        await page.goto(`${preview.origin}?language=${language}`, { waitUntil: 'networkidle' });
        await look('start');
        await page.getByRole('main').getByRole('button').click();
        await page.getByRole('main').getByRole('button').click();
        await page.getByRole('alert').waitFor();
        await look('with an error');
        assert.deepEqual(found, []);
      });
  });

/** Runs before each page: adds up what moves by itself. */
function countShifts(): void {
  const counted = Object.assign(window, { shift: 0 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) counted.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}
