/** By keyboard, back, and again: the ways through the vehicle permit that lose nothing and send nothing twice. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Given } from '../../examples/testing/visitor.ts';
import { pageKinds } from './permit-pages.ts';
import { PermitApplicant, renewal } from './permit.ts';
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

const visit = async (act: (applicant: PermitApplicant) => Promise<void>, javaScriptEnabled = true) => {
  const context = await browser.newContext({ javaScriptEnabled });
  context.setDefaultTimeout(15_000);
  try {
    await act(new PermitApplicant(await context.newPage(), service));
  } finally {
    await context.close();
  }
};

const renewalWithOthers = { ...renewal, 'co-owners-any': { 'co-owners/any': 'yes' } };

/** What the person is on: the name of a control, or the words of anything else. */
const here = (page: Page) =>
  page.evaluate(() => {
    const active = document.activeElement as HTMLInputElement;
    return active.name && active.name !== 'action' ? active.name : active.textContent.trim();
  });

/** Presses Tab until the person is on what is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const now = await here(page);
    if (now === name) return;
    passed.push(now);
  }
  throw new Error(`Tab never came to “${name}”, only to ${passed.join(' | ')}`);
}

/** Answers by keys alone: Tab from one control to the next, arrows or letters in what is chosen from. */
async function answer(page: Page, given: Given): Promise<void> {
  for (const [name, value] of Object.entries(given)) {
    if (!value) continue;
    await tabTo(page, name);
    if (value instanceof File) {
      const dialog = page.waitForEvent('filechooser');
      await page.keyboard.press('Enter');
      const buffer = Buffer.from(await value.arrayBuffer());
      await (await dialog).setFiles({ name: value.name, mimeType: 'application/pdf', buffer });
      continue;
    }
    const kind = await page.evaluate(() => (document.activeElement as HTMLInputElement).type);
    if (kind === 'radio') {
      await page.keyboard.press('Space');
      const chosen = () => page.evaluate(() => (document.activeElement as HTMLInputElement).value);
      for (let presses = 0; (await chosen()) !== value && presses < 10; presses++)
        await page.keyboard.press('ArrowDown');
    } else if (kind === 'select-one') await page.keyboard.press('ArrowDown');
    else await page.keyboard.type(value as string);
  }
}

for (const hasScript of [true, false])
  describe(`By keyboard, ${hasScript ? 'with' : 'without'} JavaScript, a person`, () => {
    if (hasScript)
      it('comes from the first page to the confirmation', () =>
        visit(async (applicant) => {
          const { page } = applicant;
          page.on('filechooser', () => {}); // Chromium opens no dialog for a listener it knows of, before the key is pressed
          const enter = async (name: string) => {
            await tabTo(page, name);
            const shown = page.waitForEvent('framenavigated');
            await page.keyboard.press('Enter');
            await shown;
            await page.waitForLoadState();
          };
          await page.goto(`${applicant.base}?language=en`);
          await enter('Start now');
          for (let pages = 0; pages < 40 && applicant.place !== 'check'; pages++) {
            await answer(page, renewal[applicant.place]!);
            await enter('Continue');
          }
          await tabTo(page, 'declarations/truth');
          await page.keyboard.press('Space');
          await enter('Send');
          assert.match(await applicant.reference(), /-/);
        }));

    it('is led to the summary, and from it to the answer', () =>
      visit(async (applicant) => {
        const { page } = applicant;
        await applicant.reach('review');
        await page.keyboard.press('Tab');
        await applicant.fill({ 'review/until/day': '3', 'review/until/year': '2028' });
        await page.keyboard.press('Enter');
        await applicant.summary.waitFor();
        await page.locator('plaza-error-summary:focus').waitFor();
        assert.match(await page.title(), /^Error: The technical review/);
        await tabTo(page, 'Add the month to the date');
        await page.keyboard.press('Enter');
        await page.getByLabel('Month').and(page.locator(':focus')).waitFor();
        assert.deepEqual((await applicant.marks()).invalid, ['review-until-month']);
      }, hasScript));

    it('has the heading of a list each time they come to it', () =>
      visit(async (applicant) => {
        await applicant.reach('others', renewalWithOthers);
        const onHeading = () => applicant.heading.and(applicant.page.locator(':focus')).waitFor();
        await onHeading();
        await applicant.addCoOwner('Ana', '25');
        await onHeading();
        await applicant.press(applicant.link('Remove Owner 1'));
        await applicant.press(applicant.button('itemRemove'));
        await onHeading();
      }, hasScript));
  });

for (const hasScript of [true, false])
  describe(`Back, ${hasScript ? 'with' : 'without'} JavaScript,`, () => {
    it('shows each page with its answers, and sends nothing', () =>
      visit(async (applicant) => {
        await applicant.reach('plate');
        await applicant.fill({ 'vehicle/plate': 'BCDF12' });
        await applicant.goOn();
        await applicant.fill({ 'vehicle/type': 'van' });
        await applicant.goOn();
        const before = service.received.length;
        await applicant.back();
        assert.equal(await applicant.control('vehicle/type', 'van').inputValue(), 'van');
        await applicant.back();
        assert.equal(await applicant.control('vehicle/plate').inputValue(), 'BCDF12');
        assert.equal(service.received.length, before);
      }, hasScript));

    it('by the link and by the browser lead to the same page', () =>
      visit(async (applicant) => {
        await applicant.reach('plate');
        await applicant.fill({ 'vehicle/plate': 'BCDF12' });
        await applicant.goOn();
        await applicant.press(applicant.link('Back'));
        assert.equal(applicant.place, 'plate');
        assert.equal(await applicant.control('vehicle/plate').inputValue(), 'BCDF12');
      }, hasScript));

    it('leads from the confirmation to no form that sends again', () =>
      visit(async (applicant) => {
        await applicant.reach('check');
        await applicant.declareAndSend();
        const reference = await applicant.reference();
        const before = service.received.length;
        await applicant.back();
        // A page that the browser kept may still be there: pressing "Send" on it leads to the same confirmation.
        if (await applicant.button('send').count()) await applicant.press(applicant.button('send'));
        assert.equal(await applicant.reference(), reference);
        assert.ok(service.received.length <= before + 1);
      }, hasScript));
  });

describe('Asking for a page again', () => {
  for (const [kind, comeTo] of Object.entries(pageKinds))
    // What a server refused is a page that was sent, and the browser asks before it sends that again.
    if (!/two tabs|wrong code|^saved$|empty|none|not answered|not declared/.test(kind))
      it(`changes nothing: ${kind}`, () =>
        visit(async (applicant) => {
          await comeTo(applicant, service);
          const before = service.received.length;
          const said = await applicant.page.getByRole('main').innerText();
          await applicant.page.reload();
          assert.equal(await applicant.page.getByRole('main').innerText(), said);
          assert.equal(service.received.length, before);
        }));
});
