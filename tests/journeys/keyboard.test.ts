/** The whole journey by keyboard alone: nothing is pointed at, nothing is found but by Tab and arrows. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
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

/** What the person is on: the words of its label, or its own. */
const here = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    return (activeElement as HTMLInputElement).labels?.[0]?.textContent ?? activeElement!.textContent!.trim();
  });

/** Presses Tab until the person is on what is called so, and returns what they came past. */
async function tabTo(page: Page, name: string): Promise<string[]> {
  const passed: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    const now = await here(page);
    if (now === name) return passed;
    passed.push(now);
  }
  throw new Error(`Tab never came to “${name}”, only to ${passed.join(' | ')}`);
}

async function typeAt(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.type(text);
}

const visit = async (act: (applicant: Applicant) => Promise<void>, javaScriptEnabled = true) => {
  const context = await browser.newContext({ javaScriptEnabled });
  try {
    await act(new Applicant(await context.newPage(), service));
  } finally {
    await context.close();
  }
};

describe('By keyboard, a person', () => {
  it('skips to the content and answers a page that asks everything in the order it is read, to the end, without JavaScript', () =>
    visit(async (applicant) => {
      const { page } = applicant;
      const label = (question: string) => applicant.label(question);
      const option = (question: string, value: string) => applicant.option(question, value);
      const [day, month, year] = [
        applicant.word('dayLabel'),
        applicant.word('monthLabel'),
        applicant.word('yearLabel'),
      ];
      const answers = { ...rightAnswers, region: 'BI' };
      // Chromium opens no dialog for a listener it knows of, and it has to know before the key is pressed.
      const buffer = Buffer.from(await answers.proof.arrayBuffer());
      const chosen = new Promise<void>((resolve) => {
        page.on('filechooser', (dialog) =>
          resolve(dialog.setFiles({ name: answers.proof.name, mimeType: 'application/pdf', buffer })),
        );
      });
      const enter = async () => {
        const shown = page.waitForEvent('framenavigated');
        await page.keyboard.press('Enter');
        await shown;
        await page.waitForLoadState();
      };
      await page.goto(`${applicant.base}?language=en`);
      await tabTo(page, applicant.word('start'));
      await enter();
      await page.keyboard.press('Tab');
      assert.equal(await here(page), 'Skip to main content');
      await page.keyboard.press('Enter');
      assert.deepEqual(await tabTo(page, label('name')), [applicant.word('back')]);
      await page.keyboard.type(answers.name);
      await typeAt(page, label('email'), answers.email);
      await typeAt(page, day, answers['birth_date/day']);
      await typeAt(page, month, answers['birth_date/month']);
      await typeAt(page, year, answers['birth_date/year']);
      await typeAt(page, label('region'), 'B'); // a list goes to what begins so; more letters would have to come within a second
      await tabTo(page, option('contact', 'email'));
      await page.keyboard.press('ArrowDown');
      assert.equal(await here(page), option('contact', 'phone'));
      await tabTo(page, option('needs', 'insulation'));
      await page.keyboard.press('Space');
      await tabTo(page, option('needs', 'windows'));
      await page.keyboard.press('Space');
      const about = applicant.word('optional').replace('{label}', label('about'));
      assert.deepEqual(await tabTo(page, about), [option('needs', 'none')]);
      for (const [index, line] of answers.about.split('\n').entries()) {
        if (index) await page.keyboard.press('Enter');
        await page.keyboard.type(line);
      }
      await tabTo(page, label('proof'));
      await page.keyboard.press('Enter');
      await chosen;
      assert.deepEqual(await tabTo(page, applicant.word('continue')), []);
      await enter();
      await tabTo(page, 'What I wrote is true and complete.');
      await page.keyboard.press('Space');
      await tabTo(page, applicant.word('send'));
      await enter();
      const {
        name,
        region,
        contact,
        needs,
        about: told,
        birth_date,
      } = await service.application(await applicant.reference());
      assert.deepEqual(
        { name, region, contact, needs, told, birth_date },
        {
          name: answers.name,
          region: 'BI',
          contact: 'phone',
          needs: answers.needs,
          told: answers.about,
          birth_date: '1980-03-27',
        },
      );
      await tabTo(page, applicant.word('toStart'));
      await enter();
      await applicant.button('start').waitFor();
    }, false));

  for (const hasScript of [true, false])
    it(`sends by Enter in any answer, never changes the language by it, and is led from each error to its answer, ${hasScript ? 'with' : 'without'} JavaScript`, () =>
      visit(async (applicant) => {
        const { page } = applicant;
        const missing = applicant.error('email', 'value-missing');
        await applicant.reach();
        await typeAt(page, applicant.label('name'), 'Ada');
        await page.keyboard.press('Enter');
        await applicant.summary.getByRole('link', { name: missing }).waitFor();
        assert.match(await page.title(), /^Error: Your application/);
        assert.deepEqual(await tabTo(page, missing), []);
        await page.keyboard.press('Enter');
        await applicant.control('email').and(page.locator(':focus')).waitFor();
        await page.keyboard.type('ada@example.org');
        assert.equal(await applicant.control('email').inputValue(), 'ada@example.org');
        assert.equal(await applicant.control('name').inputValue(), 'Ada');
      }, hasScript));

  it('takes back a file that they chose, and stays where they are', () =>
    visit(async (applicant) => {
      const { page } = applicant;
      const proof = applicant.control('proof');
      await applicant.reach();
      await applicant.fill({ proof: rightAnswers.proof });
      await proof.focus();
      assert.deepEqual(await tabTo(page, `Remove ${rightAnswers.proof.name}`), []);
      await page.keyboard.press('Space');
      assert.equal(await here(page), applicant.label('proof'));
      assert.equal(await proof.evaluate((input) => (input as HTMLInputElement).files!.length), 0);
    }));
});
