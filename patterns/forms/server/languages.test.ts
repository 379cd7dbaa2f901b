/** A whole service in each language: what people read is in theirs, from the first page to the confirmation. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { load } from 'cheerio';
import { say } from '../definition/words.ts';
import { HouseholdApplicant } from '../testing/household/applicant.ts';
import { household, householdLanguages } from '../testing/household/household.ts';
import { householdService, now } from '../testing/household/service.ts';
import { pseudo } from '../testing/pseudo-locale.ts';
import { openDatabase } from './database.ts';
import type { OpenDatabase } from './database.ts';
import type { FormsService } from './forms.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';

let folder: string;
let opened: OpenDatabase<FormTables>;
let service: FormsService;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plaza-languages-'));
  opened = await openDatabase<FormTables>({ folder }, formMigrations);
  service = householdService(formStore(opened.database, newKey(), { now }));
});
after(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});

async function begun(language: string): Promise<HouseholdApplicant> {
  const somebody = new HouseholdApplicant(service, language);
  await somebody.begin(language);
  return somebody;
}

/** Words of a page that are the person's own, or of no language: what they typed, numbers, names of files. */
const nobodysWords = 'dd, bdi, strong, [slot="limit"], input, textarea, [aria-hidden="true"]';

for (const language of householdLanguages)
  describe(`Somebody who reads ${new Intl.DisplayNames('en', { type: 'language' }).of(language)}`, () => {
    it('comes from the first page to the confirmation, and reads nothing in another language', async () => {
      const somebody = await begun(language);
      const direction = language === 'ar' ? 'rtl' : 'ltr';
      for (let pages = 0; pages < 100; pages++) {
        const $ = load(somebody.page.html);
        assert.equal(`${$('html').attr('lang')} ${$('html').attr('dir')}`, `${language} ${direction}`, somebody.place);
        $(nobodysWords).remove();
        const texts = $('main')
          .text()
          .split('\n')
          .map((text) => text.trim())
          .filter((text) => /\p{L}{3}/u.test(text));
        for (const text of texts) assert.equal(languageOf(text, language), language, `${somebody.place}: ${text}`);
        if (somebody.address.includes('/sent/')) return;
        await (somebody.pageId === 'check' ? somebody.declareAndSend() : somebody.answer());
      }
      assert.fail('There is no end.');
    });
  });

/** Which language a sentence is in, as far as its letters tell. */
function languageOf(text: string, wanted: string): string {
  if (wanted === 'ar') return /\p{Script=Arabic}/u.test(text) ? 'ar' : 'another';
  if (wanted === 'en-XA') return /[[\]]/.test(text) ? 'en-XA' : 'another';
  return /\p{Script=Arabic}|\[[^\]]*[áéíöü]/u.test(text) ? 'another' : wanted;
}

describe('Somebody who reads Arabic', () => {
  it('writes months in words and numbers with their own digits, and reads them in their own words', async () => {
    const somebody = await begun('ar');
    await somebody.answerUntil('birth');
    await somebody.goOn({
      'applicant/birth/day': '27',
      'applicant/birth/month': 'مارس',
      'applicant/birth/year': '1980',
    });
    await somebody.answerUntil('rooms');
    await somebody.goOn({ 'home/rooms': '٣', 'home/area': '٥٢٫٥', 'home/heating': ['none'] });
    await somebody.answerUntil();
    const { questions } = household;
    const answer = (name: string) => somebody.page.answer(say(questions[name]!.label, 'ar'));
    assert.equal(answer('applicant/birth'), '27 مارس 1980');
    assert.equal(answer('home/rooms'), '3');
    assert.equal(answer('home/area'), '52.5\u00A0m²');
    assert.equal(answer('household/alone'), 'لا');
  });

  it('finds what goes from left to right so: digits, codes and the reference', async () => {
    const somebody = await begun('ar');
    await somebody.answerUntil('run');
    assert.equal(somebody.page.$('#applicant-run').attr('dir'), 'ltr');
    await somebody.answerUntil();
    const sent = await somebody.declareAndSend();
    const reference = sent.$('.plaza-panel bdi');
    assert.match(reference.text(), /^\w{3}-\w{3}-\w{3}$/);
    assert.equal(reference.attr('dir'), 'ltr');
  });

  it('is told what to mend in Arabic', async () => {
    const somebody = await begun('ar');
    const page = await somebody.goOn({});
    assert.deepEqual(page.problems, { '#applicant-for': 'اختر إجابة عن «لمن تطلب المساعدة؟»' });
    assert.equal(page.errorOf('applicant-for'), 'خطأ: اختر إجابة عن «لمن تطلب المساعدة؟»');
  });
});

describe('Somebody before they send', () => {
  let somebody: HouseholdApplicant;
  before(async () => {
    somebody = await begun('en-XA');
    await somebody.answerUntil();
  });

  it('sees whose income is whose, where a list is within a list', () => {
    const headings = somebody.page
      .$('main h2')
      .toArray()
      .map((heading) => somebody.page.$(heading).text())
      .filter((heading) => / \d\]/.test(heading));
    const [person, income] = ['Person {number}', 'Income {number}'].map(pseudo);
    const first = (words: string) => words.replace('{number}', '1');
    const second = person!.replace('{number}', '2');
    assert.deepEqual(headings, [
      first(person!),
      `${first(person!)} – ${first(income!)}`,
      second,
      `${second} – ${first(income!)}`,
    ]);
  });

  it('reads the choices of the service itself in a language that a service brought along', () => {
    assert.equal(somebody.page.answer(pseudo('Does the person live alone?')), pseudo('No'));
  });
});
