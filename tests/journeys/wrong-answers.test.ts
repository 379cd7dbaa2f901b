/**
 * Whatever somebody answers wrongly on a page that asks much, they are led to it, lose nothing, mend it and go on, with scripts
 * and without. That page and server say the same of every kind of answer is shown of the vehicle permit.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { message, catalogues } from '@plaza-ds/forms';
import type { MessageKey } from '@plaza-ds/forms';
import type { Browser, Locator } from 'playwright-core';
import type { Given } from '../../examples/testing/visitor.ts';
import { Applicant, rightAnswers } from './applicant.ts';
import type { Held } from './applicant.ts';
import { openBrowser, startService } from './service.ts';
import type { Service } from './service.ts';

const said = (key: MessageKey, values: Record<string, string | number> = {}) => message(catalogues, 'en', key, values);

interface Says {
  /** The question, the control that its line in the summary leads to, and what is said of it. */
  question: string;
  control: string;
  option?: string;
  message: string;
}

interface Mistake {
  /** What is answered in place of right answers. */
  given: Given;
  /** What somebody does that the controls do not let them. */
  tampers?: (applicant: Applicant, hasScript: boolean) => Promise<unknown>;
  says: (applicant: Applicant) => Says[];
  /** Only the server can see it. */
  onlyServer?: boolean;
  /** A script sends it ahead of the form, and hears then what the server says of it. */
  goesAhead?: boolean;
  /** What cannot be given back: a choice that does not exist, a file that nobody keeps. */
  lost?: Partial<Held>;
}

/** What is said of a question in the words of the definition. */
const of = (applicant: Applicant, question: string, code: string, control = question, option = ''): Says => ({
  question,
  control,
  option,
  message: applicant.error(question, code),
});

const none: readonly (keyof typeof rightAnswers)[] = ['region', 'contact', 'needs', 'proof'];
const mistakes: Record<string, Mistake> = {
  'nothing at all': {
    given: Object.fromEntries(
      Object.keys(rightAnswers).map((name) => [name, none.includes(name as 'region') ? [] : '']),
    ),
    says: (applicant) => [
      of(applicant, 'name', 'value-missing'),
      of(applicant, 'email', 'value-missing'),
      of(applicant, 'birth_date', 'value-missing', 'birth_date/day'),
      of(applicant, 'region', 'value-missing'),
      of(applicant, 'contact', 'value-missing', 'contact', 'email'),
      of(applicant, 'needs', 'value-missing', 'needs', 'insulation'),
      of(applicant, 'proof', 'value-missing'),
    ],
  },
  'a region that does not exist': {
    given: { region: [] },
    tampers: (applicant) =>
      applicant.control('region').evaluate((select: HTMLSelectElement) => {
        select.options[1]!.value = 'XX';
        select.selectedIndex = 1;
      }),
    says: (applicant) => [of(applicant, 'region', 'bad-input')],
    onlyServer: true,
    lost: { region: '' },
  },
  'a need together with none': {
    given: { needs: ['heating'] },
    tampers: (applicant, hasScript) =>
      hasScript
        ? applicant.control('needs', 'none').evaluate((none: HTMLInputElement) => (none.checked = true)) // no click of theirs leads there
        : applicant.control('needs', 'none').check(),
    says: (applicant) => [
      {
        question: 'needs',
        control: 'needs',
        option: 'insulation',
        message: said('noneAndOthers', { option: applicant.option('needs', 'none') }),
      },
    ],
  },
  '501 characters with line breaks and emoji': {
    given: { about: `${'🏠\n'.repeat(250)}x` },
    says: () => [{ question: 'about', control: 'about', message: said('charactersOver', { count: 1 }) }],
  },
  'a text that is called a PDF': {
    given: { proof: new File(['Dear sirs'], 'letter.pdf') },
    says: (applicant) => [of(applicant, 'proof', 'type-mismatch')],
    goesAhead: true,
    lost: { proof: '' },
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

/** A question as its page calls it. */
const labelOf = (applicant: Applicant, question: string) =>
  question === 'about' ? said('optional', { label: applicant.label(question) }) : applicant.label(question);

/** Holds everything that the page says after a refusal against what it should say. */
async function checkRefusal(applicant: Applicant, says: Says[]): Promise<void> {
  const { page, summary } = applicant;
  await summary.waitFor();
  assert.match(await page.title(), /^Error: (?!Error)/);
  await page.locator('plaza-error-summary:focus').waitFor();
  assert.deepEqual(
    await summary.getByRole('link').allInnerTexts(),
    says.map(({ message }) => message),
  );
  assert.deepEqual(
    await page.evaluate(errorsBeside),
    says.map(({ question, message }) => `${labelOf(applicant, question)}: Error: ${message}`),
  );
}

/** Follows every line of the summary, by keyboard, to the control that it names. */
async function followSummary(applicant: Applicant, says: Says[]): Promise<void> {
  const { page } = applicant;
  const isFocused = (control: Locator) => control.and(page.locator(':focus')).waitFor();
  for (const { control, option, message } of says) {
    await applicant.summary.getByRole('link', { name: message }).press('Enter');
    await isFocused(applicant.control(control, option));
    const inSight = await page.evaluate(() => {
      const control = document.activeElement as HTMLInputElement;
      const [label, box] = [control.labels![0]!.getBoundingClientRect(), control.getBoundingClientRect()];
      return Math.min(label.top, box.top) >= -1 && Math.min(box.bottom, box.top + 100) <= innerHeight + 1;
    });
    assert.ok(inSight, `“${control}” or what it is called is out of sight`);
  }
}

for (const hasScript of [true, false])
  describe(`A person who gives, ${hasScript ? 'with' : 'without'} JavaScript,`, () => {
    for (const [title, { given, tampers, says, onlyServer, goesAhead, lost }] of Object.entries(mistakes))
      it(`${title} is told so, loses nothing, mends it and goes on`, async () => {
        const context = await browser.newContext({ javaScriptEnabled: hasScript, timezoneId: 'America/Santiago' });
        context.setDefaultTimeout(20_000);
        try {
          const applicant = new Applicant(await context.newPage(), service);
          const { page } = applicant;
          const expected = says(applicant);
          await applicant.reach();
          await applicant.fill({ ...rightAnswers, ...given });
          await tampers?.(applicant, hasScript);
          const typed = await applicant.held();
          // What sends files comes with the first one: whoever is faster hears it of the form.
          if (goesAhead && hasScript) await page.locator('plaza-file-upload [slot="error"]:visible').waitFor();
          const arrived = service.received.length;
          await applicant.continue.click();
          await checkRefusal(applicant, expected);

          const held = await applicant.held();
          const stays = service.received.length === arrived; // the page is the same one, and so is the file in it
          assert.equal(stays, hasScript && !onlyServer, 'who found it');
          assert.deepEqual(held, stays && !goesAhead ? typed : { ...typed, ...lost });
          await followSummary(applicant, expected);

          // What is mended and left is no longer called wrong.
          if (given.needs) await applicant.control('needs', 'none').uncheck();
          await applicant.fill(rightAnswers);
          await applicant.continue.focus();
          if (hasScript) await page.waitForFunction(nothingIsWrong);
          else assert.equal((await page.evaluate(errorsBeside)).length, expected.length);

          const sent = await service.application(await applicant.send());
          assert.doesNotMatch(await page.title(), /^Error/);
          const needs = title.startsWith('a need') ? ['insulation', 'heating', 'windows'] : rightAnswers.needs;
          const { name, email, region, contact, about, proof } = rightAnswers;
          const answers = { name, email, birth_date: '1980-03-27', region, contact, needs, about };
          assert.deepEqual(sent, { ...answers, language: 'en-GB', proof: await proof.text() });
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
      const { page } = applicant;
      const email = applicant.control('email');
      const isSaid = async () =>
        assert.deepEqual(await page.evaluate(errorsBeside), [
          `${applicant.label('email')}: Error: ${applicant.error('email', 'value-missing')}`,
        ]);
      await applicant.reach();
      await applicant.fill({ ...rightAnswers, email: '' });
      await applicant.continue.click();
      await applicant.summary.waitFor();
      await email.pressSequentially('nusta');
      await isSaid();
      await applicant.control('name').focus();
      await isSaid();
      await email.press('End');
      await email.pressSequentially('@example.org');
      await isSaid();
      await applicant.control('name').focus();
      await page.waitForFunction(() => !document.querySelector('#email')!.hasAttribute('aria-invalid'));
      assert.deepEqual(await page.evaluate(errorsBeside), []);
    } finally {
      await context.close();
    }
  });
});
