/** Text that tries to be something else: it is shown back and kept as it was typed, and never runs. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { message, catalogues } from '@plaza-ds/forms';
import { pdf } from '../../examples/testing/visitor.ts';
import { Applicant, rightAnswers } from './applicant.ts';
import { openBrowser, startService } from './service.ts';
import type { Service } from './service.ts';

const texts: Record<string, string> = {
  'a script': '<script>alert(1);window.hacked=1</script>',
  'an end of what is around it': `"'></textarea></title><img src=x onerror="alert(1);window.hacked=1"><svg onload=alert(1)>`,
  'templates of many languages':
    '${alert(1)} {{constructor.constructor("alert(1)")()}} #{7*7} <%= 7*7 %> {label} {count} $& $1 %s',
  'references that HTML would read': '&lt;b&gt; &amp;amp; &#x3C; &quot; &nbsp;',
  SQL: `'; drop table forms_draft; --`,
  'quotes of every kind': `"'\`“”‘’«»`,
  'letters that turn the text around': 'gnp.\u202Efdp.\u2066exe\u2069 \u202E',
  'letters of no width': 'a\u200Bb\u200Cc\u200Dd\uFEFFe\u2060f',
  'letters of many parts': 'Z̷̢̛͖a̵̧l̴͜g̸o 👩‍👩‍👧‍👦 𝒜 नमस्ते مرحبا',
  'spaces at both ends': '  two before and after  ',
};
const long = 'Ñandú <b>& ".\u200B'.repeat(1000).slice(0, 10_000);
const lines = '\n\nfirst\n\n\tthird <br>\n  \nlast\n\n';

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

async function visit(javaScriptEnabled: boolean, act: (applicant: Applicant) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled });
  const ran: string[] = [];
  const page = await context.newPage();
  page.on('dialog', (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  try {
    await act(new Applicant(page, service));
    assert.equal(await page.evaluate(() => (window as { hacked?: number }).hacked), undefined);
    assert.deepEqual(ran, []);
  } finally {
    await context.close();
  }
}

const everywhere = ['name', 'email', 'birth_date/day', 'birth_date/month', 'birth_date/year', 'about'] as const;

/** Fills every answer with a text, is refused, and has all of it back. */
async function refused(applicant: Applicant, text: string): Promise<void> {
  await applicant.reach();
  await applicant.fill({ ...rightAnswers, ...Object.fromEntries(everywhere.map((answer) => [answer, text])) });
  const typed = await applicant.held();
  await applicant.continue.click();
  await applicant.summary.waitFor();
  assert.deepEqual(await applicant.held(), typed);
  assert.equal(typed.about, text);
}

for (const hasScript of [true, false])
  describe(`Hostile text, ${hasScript ? 'with' : 'without'} JavaScript,`, () => {
    for (const [title, text] of Object.entries({ ...texts, 'lines, empty ones and a last one': lines }))
      it(`is given back, kept and shown as it was typed, but for the space around it: ${title}`, () =>
        visit(hasScript, async (applicant) => {
          await refused(applicant, text);
          const name = text === lines ? rightAnswers.name : text;
          const proof = pdf(`${text.replace(/[/\\\s]/g, '-')}.pdf`);
          await applicant.fill({ ...rightAnswers, name, about: text, proof });
          await applicant.goOn();
          await applicant.declareAndSend();
          const { about, name: kept } = await service.application(await applicant.reference());
          assert.deepEqual({ about, kept }, { about: text.trim(), kept: name.trim() });
          assert.equal(await applicant.answerShown('name'), name.trim());
          assert.equal(await applicant.answerShown('about'), text.trim());
          const named = proof.name.replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '').trim();
          const shown = await applicant.answerShown('proof');
          assert.ok(shown.startsWith(`${named}, `), `the file is called ${named}, not ${shown}`);
        }));

    it('is given back as it was typed: ten thousand characters', () =>
      visit(hasScript, (applicant) => refused(applicant, long)));

    it('is kept with our line breaks where it was pasted with those of another system', () =>
      visit(hasScript, async (applicant) => {
        await applicant.reach();
        await applicant.fill(rightAnswers);
        await applicant
          .control('about')
          .evaluate((area: HTMLTextAreaElement) => (area.value = 'one\r\ntwo\rthree\nfour'));
        const { about } = await service.application(await applicant.send());
        assert.equal(about, 'one\ntwo\nthree\nfour');
      }));

    it('with a character that no database keeps (NUL) is refused in words, and the rest stays', () =>
      visit(hasScript, async (applicant) => {
        const about = applicant.control('about');
        const label = applicant.word('optional').replace('{label}', applicant.label('about'));
        await applicant.reach();
        await applicant.fill(rightAnswers);
        await about.evaluate((area: HTMLTextAreaElement) => (area.value = 'be\0fore'));
        await applicant.continue.click();
        await applicant.page.getByRole('link', { name: message(catalogues, 'en', 'nulTaken', { label }) }).waitFor();
        assert.equal(await about.inputValue(), 'before');
        assert.equal((await service.application(await applicant.send())).about, 'before');
      }));
  });
