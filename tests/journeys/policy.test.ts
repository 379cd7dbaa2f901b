/** The strict policy of the pages holds whatever a person does on them, and nothing jumps or changes its look on the way. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { pdf } from '../../examples/testing/visitor.ts';
import { Applicant, rightAnswers } from './applicant.ts';
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

/** A visitor whose browser notes each report of the policy, each error and each warning. */
async function visit(
  act: (applicant: Applicant, reports: string[], context: BrowserContext) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(20_000);
  const reports: string[] = [];
  await context.exposeFunction('report', (text: string) => void reports.push(text));
  await context.addInitScript(() => {
    document.addEventListener(
      'securitypolicyviolation',
      ({ violatedDirective, blockedURI, sample, sourceFile, lineNumber }) =>
        (window as unknown as { report(text: string): void }).report(
          `${violatedDirective}: ${blockedURI} ${sample} at ${sourceFile}:${lineNumber}`,
        ),
    );
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) reports.push(message.text());
  });
  page.on('pageerror', (error) => reports.push(error.message));
  try {
    await act(new Applicant(page, service), reports, context);
  } finally {
    await context.close();
  }
}

/** The next thing the page says aloud. */
const said = (page: Page, words: string) =>
  page.locator('[aria-live="polite"]').getByText(words).waitFor({ state: 'attached' });

describe('The policy is never broken', () => {
  it('by anything that a person does with the form, to the end', () =>
    visit(async (applicant, reports) => {
      const { page, continue: goOn } = applicant;
      const { proof } = rightAnswers;
      await applicant.reach();
      await goOn.click();
      await applicant.summary.waitFor();
      await page.getByRole('link', { name: applicant.error('birth_date', 'value-missing') }).click();
      await applicant.fill({ ...rightAnswers, needs: ['heating'] });
      await applicant.control('needs', 'none').check();
      await said(page, '1 other answer cleared');
      await applicant.control('about').pressSequentially('!');
      await page
        .getByText(/^You have \d+ characters left$/)
        .first()
        .waitFor();
      await applicant.fill({ proof: new File([], 'empty.pdf') });
      await said(page, '“empty.pdf” is empty. Choose another file');
      await applicant.fill({ proof });
      await said(page, `${proof.name}, 1 kB, chosen`);
      await page.getByRole('button', { name: `Remove ${proof.name}` }).click();
      await said(page, `${proof.name} removed`);
      await applicant.fill({ proof: new File(['a text'], 'text.pdf') });
      await goOn.click();
      await page.getByRole('link', { name: applicant.error('proof', 'type-mismatch') }).waitFor(); // the server says it
      await applicant.fill({ proof: pdf('kept.pdf') });
      await page.getByRole('button', { name: 'Español' }).click();
      await page.getByText('kept.pdf, 1 kB, está guardado').waitFor();
      await page.getByRole('button', { name: 'Quitar kept.pdf' }).click();
      await page.getByRole('status').getByText('kept.pdf').waitFor();
      const spanish = new Applicant(page, service, 'es');
      await spanish.fill({ proof });
      await spanish.send();
      assert.equal(await spanish.heading.textContent(), 'Enviado');
      const refused = reports.filter((report) => !/status of 422/.test(report)); // Chromium notes a page that was refused
      assert.deepEqual(refused, []);
    }));

  it('but noted here where it is', () =>
    visit(async (applicant, reports) => {
      await applicant.reach();
      const noted = applicant.page.waitForEvent('console');
      await applicant.page.evaluate(() => {
        document.body.append(Object.assign(document.createElement('div'), { id: 'probe' }));
        document.querySelector('#probe')!.setAttribute('style', 'color: red');
      });
      await noted;
      assert.match(reports.join(), /style-src/);
    }));
});

/** A phone of few means: four times slower, on a slow line. */
async function slow(page: Page, context: BrowserContext): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await devtools.send('Network.enable');
  const line = {
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (0.75 * 1024 * 1024) / 8,
  };
  await devtools.send('Network.emulateNetworkConditions', { offline: false, ...line });
}

/** All that moved by itself since the page began, once nothing is left to load or to upgrade. */
async function shifts(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(
    () => !document.querySelector('plaza-form') || document.querySelector('plaza-form:defined'),
  );
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        type Shift = PerformanceEntry & { value: number; sources: { node: Element }[] };
        const found: string[] = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as Shift[])
            found.push(`${entry.value} ${entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 80)).join(' | ')}`);
        }).observe({ type: 'layout-shift', buffered: true });
        // Entries come before the frame after next; two frames, for one may be in the making.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(found))));
      }),
  );
}

for (const width of [320, 1280])
  describe(`Nothing moves by itself on a slow phone, in a window of ${width} pixels,`, () => {
    const unmoved = (open: (applicant: Applicant) => Promise<unknown>) =>
      visit(
        async (applicant, _reports, context) => {
          await slow(applicant.page, context);
          await open(applicant);
          assert.deepEqual(await shifts(applicant.page), []);
        },
        { viewport: { width, height: 800 } },
      );

    it('while the home page of the docs loads', () => unmoved(({ page }) => page.goto(service.origin)));

    it('while the form loads', () => unmoved((applicant) => applicant.reach()));

    it('while the form loads with the errors that the server found', () =>
      unmoved(async (applicant) => {
        const { page } = applicant;
        await page.route('**/*.js', (route) => route.abort());
        await applicant.reach();
        await applicant.fill({ about: 'x'.repeat(501), name: 'Ada', proof: rightAnswers.proof });
        await page.unroute('**/*.js');
        await applicant.goOn();
        await applicant.summary.waitFor();
      }));
  });

describe('The form looks the same, to the pixel, before its scripts come and after', () => {
  for (const theme of ['light', 'dark'] as const)
    for (const width of [320, 1280])
      for (const state of ['empty', 'with errors'])
        it(`${state}, ${theme}, in a window of ${width} pixels`, async () => {
          const pictures: Buffer[] = [];
          for (const arrive of [false, true])
            await visit(
              async (applicant) => {
                const { page } = applicant;
                await page.route('**/*.js', (route) => route.abort());
                if (arrive && state === 'empty') await page.unroute('**/*.js');
                await applicant.reach();
                if (state === 'with errors') {
                  await applicant.fill({ name: 'Ada', proof: rightAnswers.proof });
                  if (arrive) await page.unroute('**/*.js');
                  await applicant.goOn();
                  await applicant.summary.waitFor();
                }
                await page.waitForLoadState('networkidle');
                const isUpgraded = await page.locator('plaza-field:defined').count();
                assert.equal(isUpgraded > 0, arrive);
                pictures.push(await page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' }));
              },
              { viewport: { width, height: 800 }, colorScheme: theme },
            );
          assert.ok(pictures[0]!.equals(pictures[1]!), 'the two pictures differ');
        });
});
