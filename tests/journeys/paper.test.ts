/** What somebody holds in their hand who prints the page that says that it was sent. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { hasPoppler, OpenedPdf } from '../../patterns/pdf/testing.ts';
import { begun, renewal } from './permit.ts';
import { openBrowser, startService } from './service.ts';
import type { Service } from './service.ts';

const notes = `${'x'.repeat(200)} ${'Una nota larga. '.repeat(18)}`.trim();

describe('On paper', { skip: !hasPoppler && 'poppler is not installed (Debian: poppler-utils)' }, () => {
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

  for (const [format, width] of [
    ['A4', 595],
    ['Letter', 612],
  ] as const)
    it(`stand the reference, every answer and nothing to press (${format})`, async () => {
      const { applicant } = await begun(service, 'check', { answers: { ...renewal, notes: { notes } } });
      await applicant.goOn({ 'declarations/truth': 'yes' }, 'send');
      const page = await browser.newPage();
      await page.goto(`${service.origin}${applicant.path}`);
      const kept = ['h1', '.plaza-panel strong', 'main h2', 'main dt', 'main dd', 'main [lang]'];
      const texts = await page.locator(kept.join()).allInnerTexts();
      const links = await page.locator('main a, .plaza-languages, .plaza-footer p, .plaza-breadcrumbs').allInnerTexts();
      const printed = new OpenedPdf(
        await page.pdf({ format, margin: { top: '1cm', bottom: '1cm', left: '1cm', right: '1cm' } }),
      );
      await page.close();
      const bare = (text: string) => text.replace(/\s+/g, '');
      const paper = bare(printed.drawn);
      assert.ok(texts.length > 50 && links.length > 3);
      assert.deepEqual(
        texts.filter((text) => !paper.includes(bare(text))),
        [],
      );
      assert.deepEqual(
        links.filter((text) => paper.includes(bare(text))),
        [],
      );
      assert.deepEqual(
        printed.words.filter(({ left, right }) => left < 28 || right > width - 28),
        [],
      );
      assert.ok(printed.pages <= 3, `${printed.pages} pages`);
    });

  it('stand the name of the form to print and its code, on every page, and nothing that leads elsewhere', async () => {
    const page = await browser.newPage();
    await page.goto(`${service.origin}/demo/permiso-circulacion/print?language=es`);
    const questions = await page.locator('.plaza-paper-question').all();
    const pages = new OpenedPdf(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
    const heights = await Promise.all(questions.map(async (each) => (await each.boundingBox())!.height));
    const navigation = await page.locator('.plaza-paper-only-here a, .plaza-languages a').allInnerTexts();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.plaza-paper-code').isVisible(), true);
    await page.close();
    const all = Array.from({ length: pages.pages }, (_, index) => index + 1);
    assert.deepEqual(pages.pagesWith('Formulario permiso-circulacion, versión 2'), all);
    assert.ok(pages.pages >= 10 && pages.pages <= 14, `${pages.pages} pages`);
    assert.ok(questions.length > 46 && heights.every((height) => height < 900));
    for (const text of navigation) assert.deepEqual(pages.pagesWith(text), [], text);
    assert.deepEqual(
      pages.words.filter(({ left, right }) => left < 48 || right > 595 - 40),
      [],
    );
  });
});
