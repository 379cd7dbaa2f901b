/** Whatever somebody answers wrongly, they learn of it in the same words, with scripts and without, and lose nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { Applicant, file, rightAnswers, words } from './applicant.ts';
import type { Answers } from './applicant.ts';
import { openBrowser, startService } from './service.ts';
import type { Service } from './service.ts';

const { errors, name, email, birthDate, day, year, region, contact, contacts, needs, needNames, about, proof } =
  words.en;
const nextYear = `${new Date().getFullYear() + 1}`;

interface Mistake {
  /** What is answered in place of right answers. */
  given: Partial<Answers>;
  /** What somebody does that the controls do not let them. */
  tampers?: (applicant: Applicant, hasScript: boolean) => Promise<unknown>;
  /** The question, the control that its line in the summary leads to, and what is said of it. */
  says: [question: string, control: string, message: string][];
  /** Only the server can see it. */
  onlyServer?: boolean;
  /** What cannot be given back: a choice that does not exist, a file that nobody keeps. */
  lost?: Partial<Answers>;
}

const noFile = { proof: undefined };
const mistakes: Record<string, Mistake> = {
  'nothing at all': {
    given: {
      name: '',
      email: '',
      day: '',
      month: '',
      year: '',
      region: '',
      contact: '',
      needs: [],
      about: '',
      proof: undefined,
    },
    says: [
      [name, name, errors.nameMissing],
      [email, email, errors.emailMissing],
      [birthDate, day, errors.dateMissing],
      [region, region, errors.regionMissing],
      [contact, contacts.email, errors.contactMissing],
      [needs, needNames.insulation, errors.needsMissing],
      [proof, proof, errors.proofMissing],
    ],
  },
  'an email address without @': { given: { email: 'nusta.example.org' }, says: [[email, email, errors.emailWrong]] },
  'a date that the calendar does not have': {
    given: { day: '31', month: '2', year: '1980' },
    says: [[birthDate, day, errors.dateNotReal]],
  },
  'a date to come': { given: { day: '1', month: '1', year: nextYear }, says: [[birthDate, day, errors.dateFuture]] },
  'a date of long ago': {
    given: { day: '31', month: '12', year: '1899' },
    says: [[birthDate, day, errors.dateTooEarly]],
  },
  'a year of two digits': { given: { year: '80' }, says: [[birthDate, year, errors.yearDigits]] },
  'a date without its month and year': {
    given: { month: '', year: '' },
    says: [[birthDate, 'Month', errors.dateIncomplete('month and year')]],
  },
  'a region that does not exist': {
    given: { region: '' },
    tampers: ({ controls }) =>
      controls.region.evaluate((select: HTMLSelectElement) => {
        select.options[1]!.value = 'XX';
        select.selectedIndex = 1;
      }),
    says: [[region, region, errors.regionMissing]],
    onlyServer: true,
    lost: { region: '' },
  },
  'no way to hear from us': { given: { contact: '' }, says: [[contact, contacts.email, errors.contactMissing]] },
  'a need together with none': {
    given: { needs: ['heating'] },
    tampers: (applicant, hasScript) =>
      hasScript
        ? applicant.need('none').evaluate((none: HTMLInputElement) => (none.checked = true)) // no click of theirs leads there
        : applicant.need('none').check(),
    says: [[needs, needNames.insulation, errors.needsNoneWithOthers]],
  },
  '501 characters about the home': {
    given: { about: 'ñ'.repeat(501) },
    says: [[about, about, errors.aboutTooLong(1, '1')]],
  },
  '501 characters with line breaks and emoji': {
    given: { about: `${'🏠\n'.repeat(250)}x` },
    says: [[about, about, errors.aboutTooLong(1, '1')]],
  },
  'a text that is called a PDF': {
    given: { proof: file('letter.pdf', 'Dear sirs') },
    says: [[proof, proof, errors.proofType]],
    onlyServer: true,
    lost: noFile,
  },
  'a text': {
    given: { proof: file('letter.txt', 'Dear sirs') },
    says: [[proof, proof, errors.proofType]],
    lost: noFile,
  },
  'an empty file': { given: { proof: file('empty.pdf', '') }, says: [[proof, proof, errors.proofEmpty]], lost: noFile },
  'a file of 6 MB': {
    given: { proof: file('large.pdf', `%PDF-1.7\n${'x'.repeat(6_000_000)}`) },
    says: [[proof, proof, errors.proofTooLarge]],
    lost: noFile,
  },
};

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

/** What the page says is wrong, beside each answer: the words that belong to the control or the group. */
function errorsBeside(): string[] {
  return [
    ...document.querySelectorAll<HTMLElement>(
      'main input:not([type=hidden]), main textarea, main select, main fieldset',
    ),
  ].flatMap((control) => {
    const descriptions = control.getAttribute('aria-describedby')?.split(' ') ?? [];
    const shown = descriptions
      .map((id) => document.getElementById(id)!)
      .filter(({ slot, hidden }) => slot === 'error' && !hidden);
    const named =
      control instanceof HTMLFieldSetElement
        ? control.querySelector('legend')
        : (control as HTMLInputElement).labels![0];
    return shown.map(({ textContent }) => `${named!.textContent}: ${textContent!.trim()}`);
  });
}

const nothingIsWrong = () =>
  [...document.querySelectorAll<HTMLElement>('main [slot="error"]')].every(({ hidden }) => hidden);

/** Holds everything that the page says after a refusal against what it should say. */
async function checkRefusal({ page }: Applicant, says: Mistake['says']): Promise<void> {
  const summary = page.locator('plaza-error-summary');
  await summary.getByRole('heading', { name: words.en.thereIsAProblem }).waitFor();
  assert.match(await page.title(), /^Error: (?!Error)/);
  await page.locator('plaza-error-summary:focus').waitFor();
  assert.deepEqual(
    await summary.getByRole('link').allInnerTexts(),
    says.map(([, , message]) => message),
  );
  assert.deepEqual(
    await page.evaluate(errorsBeside),
    says.map(([question, , message]) => `${question}: ${words.en.error} ${message}`),
  );
}

/** Follows every line of the summary, by keyboard, to the control that it names. */
async function followSummary(applicant: Applicant, says: Mistake['says']): Promise<void> {
  const { page } = applicant;
  for (const [, control, message] of says) {
    const line = page.locator('plaza-error-summary').getByRole('link', { name: message });
    await line.press('Enter');
    await applicant.labelled(control).and(page.locator(':focus')).waitFor();
    const inSight = await page.evaluate(() => {
      const control = document.activeElement as HTMLInputElement;
      const [label, box] = [control.labels![0]!.getBoundingClientRect(), control.getBoundingClientRect()];
      return Math.min(label.top, box.top) >= -1 && Math.min(box.bottom, box.top + 100) <= innerHeight + 1;
    });
    assert.ok(inSight, `“${control}” or what it is called is out of sight`);
  }
}

const withoutName = (proof: Answers['proof']) => proof?.name;

for (const hasScript of [true, false])
  describe(`A person who gives, ${hasScript ? 'with' : 'without'} JavaScript,`, () => {
    for (const [title, { given, tampers, says, onlyServer, lost }] of Object.entries(mistakes))
      it(`${title} is told so, loses nothing, mends it and goes on`, async () => {
        const context = await browser.newContext({ javaScriptEnabled: hasScript, timezoneId: 'America/Santiago' });
        context.setDefaultTimeout(20_000);
        try {
          const applicant = new Applicant(await context.newPage(), service);
          const { page, send } = applicant;
          const before = (await service.applications()).length;
          await applicant.open();
          await applicant.fill({ ...rightAnswers, ...given });
          await tampers?.(applicant, hasScript);
          const typed = await applicant.held();
          const arrived = service.received.length;
          await send.click();
          await checkRefusal(applicant, says);

          const held = await applicant.held();
          const stays = service.received.length === arrived; // the page is the same one, and so is the file in it
          assert.equal(stays, hasScript && !onlyServer, 'who found it');
          const expected = stays ? typed : { ...typed, ...lost };
          assert.deepEqual(
            { ...held, proof: withoutName(held.proof) },
            { ...expected, proof: withoutName(expected.proof) },
          );
          await followSummary(applicant, says);

          // What is mended and left is no longer called wrong.
          const mended = Object.keys({ ...given, ...(tampers && { region: '', needs: [] }) }) as (keyof Answers)[];
          if (given.needs) await applicant.need('none').uncheck();
          await applicant.fill(Object.fromEntries(mended.map((key) => [key, rightAnswers[key]])));
          await send.focus();
          const answers = given.needs?.length
            ? { ...rightAnswers, needs: ['insulation', 'heating', 'windows'] }
            : rightAnswers;
          if (hasScript) await page.waitForFunction(nothingIsWrong);
          else assert.equal((await page.evaluate(errorsBeside)).length, says.length);

          await send.click();
          const reference = await applicant.reference();
          assert.doesNotMatch(await page.title(), /^Error/);
          const rows = await service.applications();
          assert.equal(rows.length, before + 1);
          const { proof: content, ...row } = rows.at(-1)!;
          const { day: _day, month: _month, year: _year, proof: chosen, ...same } = answers;
          assert.deepEqual(row, { ...same, reference, language: 'en', birthDate: '1980-03-27' });
          assert.equal(content, chosen!.buffer.toString('latin1'));
        } finally {
          await context.close();
        }
      });
  });

describe('Words of errors', () => {
  it('do not flicker in while the person types, and stay while an answer is still wrong', async () => {
    const context = await browser.newContext();
    try {
      const applicant = new Applicant(await context.newPage(), service);
      const { page, controls } = applicant;
      await applicant.open();
      await applicant.fill({ ...rightAnswers, email: '' });
      await applicant.send.click();
      await checkRefusal(applicant, [[email, email, errors.emailMissing]]);
      await controls.email.pressSequentially('nusta');
      assert.deepEqual(await page.evaluate(errorsBeside), [`${email}: Error: ${errors.emailMissing}`]);
      await controls.name.focus();
      assert.deepEqual(await page.evaluate(errorsBeside), [`${email}: Error: ${errors.emailMissing}`]);
      await controls.email.press('End');
      await controls.email.pressSequentially('@example.org');
      assert.deepEqual(await page.evaluate(errorsBeside), [`${email}: Error: ${errors.emailMissing}`]);
      await controls.name.focus();
      await page.waitForFunction(() => !document.querySelector('#email')!.hasAttribute('aria-invalid'));
      assert.deepEqual(await page.evaluate(errorsBeside), []);
    } finally {
      await context.close();
    }
  });
});
