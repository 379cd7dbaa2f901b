/** The whole journey by keyboard alone: nothing is pointed at, nothing is found but by Tab and arrows. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { Applicant, rightAnswers, words } from './applicant.ts';
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

for (const hasScript of [true, false])
  describe(`By keyboard, ${hasScript ? 'with' : 'without'} JavaScript, a person`, () => {
    const { name, email, day, month, year, region, contacts, needNames, about, proof, send, confirmation, errors } =
      words.en;
    const visit = async (act: (applicant: Applicant) => Promise<void>) => {
      const context = await browser.newContext({ javaScriptEnabled: hasScript });
      try {
        const applicant = new Applicant(await context.newPage(), service);
        await applicant.open();
        await act(applicant);
      } finally {
        await context.close();
      }
    };

    it('skips to the content, fills in the form in the order it is read, sends it, and begins another', () =>
      visit(async ({ page }) => {
        const answers = { ...rightAnswers, region: 'BI' };
        // Chromium opens no dialog for a listener it knows of, and it has to know before the key is pressed.
        const chosen = new Promise<void>((resolve) => {
          page.on('filechooser', (dialog) =>
            resolve(dialog.setFiles({ ...answers.proof!, mimeType: 'application/pdf' })),
          );
        });
        await page.keyboard.press('Tab');
        assert.equal(await here(page), 'Skip to main content');
        await page.keyboard.press('Enter');
        assert.deepEqual(await tabTo(page, name), []);
        await page.keyboard.type(answers.name);
        await typeAt(page, email, answers.email);
        await typeAt(page, day, answers.day);
        await typeAt(page, month, answers.month);
        await typeAt(page, year, answers.year);
        await typeAt(page, region, 'B'); // a list goes to what begins so; more letters would have to come within a second
        await tabTo(page, contacts.email);
        await page.keyboard.press('ArrowDown');
        assert.equal(await here(page), contacts.phone);
        await tabTo(page, needNames.insulation);
        await page.keyboard.press('Space');
        await tabTo(page, needNames.windows);
        await page.keyboard.press('Space');
        assert.deepEqual(await tabTo(page, about), [needNames.none]);
        for (const [index, line] of answers.about.split('\n').entries()) {
          if (index) await page.keyboard.press('Enter');
          await page.keyboard.type(line);
        }
        await tabTo(page, proof);
        await page.keyboard.press('Enter');
        await chosen;
        if (hasScript) assert.deepEqual(await tabTo(page, `Remove ${answers.proof!.name}`), []);
        assert.deepEqual(await tabTo(page, send), []);
        await page.keyboard.press('Enter');

        await page.getByRole('heading', { name: confirmation.title }).waitFor();
        const {
          birthDate,
          about: told,
          region: place,
          contact,
          needs,
          name: called,
        } = (await service.applications()).at(-1)!;
        const { day: _, month: __, year: ___, proof: ____, email: _____, ...same } = answers;
        assert.deepEqual({ about: told, region: place, contact, needs, name: called }, same);
        assert.equal(birthDate, '1980-03-27');
        await tabTo(page, confirmation.another);
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: send }).waitFor();
      }));

    it('sends by Enter in any answer, never changes the language by it, and is led from each error to its answer', () =>
      visit(async ({ page }) => {
        await typeAt(page, name, 'Ada');
        await page.keyboard.press('Enter');
        await page.locator('plaza-error-summary').getByRole('link', { name: errors.emailMissing }).waitFor();
        assert.match(await page.title(), /^Error: Apply/);
        assert.deepEqual(await tabTo(page, errors.emailMissing), []);
        await page.keyboard.press('Enter');
        await page.getByLabel(email, { exact: true }).and(page.locator(':focus')).waitFor();
        await page.keyboard.type('ada@example.org');
        assert.equal(await page.getByLabel(email, { exact: true }).inputValue(), 'ada@example.org');
        assert.equal(await page.getByLabel(name, { exact: true }).inputValue(), 'Ada');
      }));
  });

describe('By keyboard, a person', () => {
  it('takes back a file that they chose, and stays where they are', async () => {
    const context = await browser.newContext();
    try {
      const applicant = new Applicant(await context.newPage(), service);
      const { page, controls } = applicant;
      await applicant.open();
      await applicant.choose(rightAnswers.proof!);
      await controls.proof.focus();
      await tabTo(page, `Remove ${rightAnswers.proof!.name}`);
      await page.keyboard.press('Space');
      assert.equal(await here(page), words.en.proof);
      assert.equal(await controls.proof.evaluate((input) => (input as HTMLInputElement).files!.length), 0);
    } finally {
      await context.close();
    }
  });
});
