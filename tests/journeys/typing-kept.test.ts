/** What somebody has typed and not yet sent is there again in their tab, whatever becomes of the page; what is sensitive is kept nowhere. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { until } from '../../examples/testing/until.ts';
import { coOwner, newPickup, PermitApplicant, renewal } from './permit.ts';
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

const loadPage = { 'vehicle/load': '2.5' };

/** Somebody who has typed the load of their pickup, and no more. */
async function visit(act: (applicant: PermitApplicant, context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  context.setDefaultTimeout(15_000);
  try {
    const applicant = new PermitApplicant(await context.newPage(), service);
    await applicant.reach('load', newPickup);
    await applicant.fill(loadPage);
    await until('it is kept', async () => (await stored(applicant)).includes('2.5'));
    await act(applicant, context);
  } finally {
    await context.close();
  }
}

const stored = ({ page }: PermitApplicant) =>
  page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
const load = (applicant: PermitApplicant) => applicant.control('vehicle/load');
const notice = ({ page }: PermitApplicant) => page.getByText('We put back what you typed on this page before.').first();

describe('What was typed before Continue is there again', () => {
  it('when the page is opened anew, as after a crash, and says so', () =>
    visit(async (applicant) => {
      const address = applicant.page.url();
      await applicant.page.goto('about:blank');
      await applicant.page.goto(address);
      await notice(applicant).waitFor();
      assert.equal(await load(applicant).inputValue(), '2.5');
      await applicant.goOn();
      assert.notEqual(applicant.place, 'load');
      await until('it is forgotten', async () => !(await stored(applicant)).includes('2.5'));
    }));

  it('when the page is loaded again', () =>
    visit(async (applicant) => {
      await applicant.page.reload();
      await until('it is there', async () => (await load(applicant).inputValue()) === '2.5');
    }));

  it('when another page was looked at, by a link and the back button', () =>
    visit(async (applicant) => {
      await applicant.press(applicant.link(applicant.word('saveLink')));
      await applicant.back();
      await until('it is there', async () => (await load(applicant).inputValue()) === '2.5');
    }));

  it('when somebody thinks of stopping and goes on after all', () =>
    visit(async (applicant) => {
      const address = applicant.page.url();
      await applicant.press(applicant.link(applicant.word('saveLink')));
      await applicant.page.goto(address);
      await notice(applicant).waitFor();
      assert.equal(await load(applicant).inputValue(), '2.5');
    }));

  it('and can be taken out again', () =>
    visit(async (applicant) => {
      const address = applicant.page.url();
      await applicant.page.goto('about:blank');
      await applicant.page.goto(address);
      await applicant.button('typedTakeOut').click();
      assert.equal(await load(applicant).inputValue(), '');
      assert.ok(!(await stored(applicant)).includes('2.5'));
      await applicant.button('typedPutBack').click();
      assert.equal(await load(applicant).inputValue(), '2.5');
    }));

  it('in the other language, once', () =>
    visit(async (applicant) => {
      await applicant.press(applicant.page.getByRole('button', { name: 'Español' }));
      const { page } = applicant;
      const inSpanish = new PermitApplicant(page, service, 'es');
      assert.equal(await load(inSpanish).inputValue(), '2.5');
      assert.equal(await page.locator('[slot=kept]:visible').count(), 0);
    }));

  it('after the server said what is wrong with it', () =>
    visit(async (applicant) => {
      const address = applicant.page.url();
      await load(applicant).fill('61');
      await until('it is kept', async () => (await stored(applicant)).includes('61'));
      // The page says nothing of it, as where its words have not come.
      await applicant.button('continue').evaluate((button: HTMLButtonElement) => (button.formNoValidate = true));
      await applicant.press(applicant.button('continue'));
      await applicant.summary.waitFor();
      assert.equal(await load(applicant).inputValue(), '61');
      await applicant.page.goto(address);
      await until('it is there', async () => (await load(applicant).inputValue()) === '61');
    }));
});

describe('What is typed', () => {
  it('is offered, and written over nothing, where the page was saved somewhere else meanwhile', () =>
    visit(async (applicant, context) => {
      const address = applicant.page.url();
      const other = new PermitApplicant(await context.newPage(), service);
      await other.page.goto(address);
      await other.fill({ 'vehicle/load': '7' });
      await other.goOn();
      await applicant.page.goto('about:blank');
      await applicant.page.goto(address);
      const offer = applicant.button('typedPutBack');
      await offer.waitFor();
      assert.equal(await load(applicant).inputValue(), '7');
      await offer.click();
      assert.equal(await load(applicant).inputValue(), '2.5');
    }));

  it('leaves the tab where somebody stops for today', () =>
    visit(async (applicant) => {
      await applicant.press(applicant.link(applicant.word('saveLink')));
      await until('the script is here', () =>
        applicant.page.evaluate(() => !!customElements.get('plaza-form') && document.readyState === 'complete'),
      );
      await until('it is gone', async () => {
        await applicant.press(applicant.button('saveNew'));
        return !(await stored(applicant)).includes('2.5');
      });
    }));

  it('is in no storage where it is sensitive', async () => {
    const context = await browser.newContext();
    try {
      const applicant = new PermitApplicant(await context.newPage(), service);
      await applicant.reach('co-owners-any');
      await applicant.goThrough({ ...renewal, 'co-owners-any': { 'co-owners/any': 'yes' } }, 'others');
      await applicant.addAnother(true);
      await applicant.fill(coOwner('Ana', '10'));
      await until('the share is kept', async () => (await stored(applicant)).includes('share'));
      assert.doesNotMatch(await stored(applicant), /33\.?333/);
    } finally {
      await context.close();
    }
  });
});
