/** Text that tries to be something else: it is shown back and kept as it was typed, and never runs. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { Applicant, file, rightAnswers } from './applicant.ts';
import { openBrowser, startService } from './service.ts';
import type { Service } from './service.ts';

const texts: Record<string, string> = {
  'a script': '<script>alert(1);window.hacked=1</script>',
  'an end of what is around it': `"'></textarea></title><img src=x onerror="alert(1);window.hacked=1"><svg onload=alert(1)>`,
  'templates of many languages':
    '${alert(1)} {{constructor.constructor("alert(1)")()}} #{7*7} <%= 7*7 %> {label} {count} $& $1 %s',
  'references that HTML would read': '&lt;b&gt; &amp;amp; &#x3C; &quot; &nbsp;',
  SQL: `'; drop table application; --`,
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

const everywhere = ['name', 'email', 'day', 'month', 'year', 'about'] as const;

for (const hasScript of [true, false])
  describe(`Hostile text, ${hasScript ? 'with' : 'without'} JavaScript,`, () => {
    for (const [title, text] of Object.entries({ ...texts, 'ten thousand characters': long }))
      it(`is given back as it was typed in every answer: ${title}`, () =>
        visit(hasScript, async (applicant) => {
          await applicant.open();
          await applicant.fill({ ...rightAnswers, ...Object.fromEntries(everywhere.map((answer) => [answer, text])) });
          const typed = await applicant.held();
          await applicant.send.click();
          await applicant.page.getByRole('heading', { name: applicant.words.thereIsAProblem }).waitFor();
          const held = await applicant.held();
          assert.deepEqual({ ...held, proof: held.proof?.name }, { ...typed, proof: typed.proof?.name });
          assert.equal(held.about, text);
        }));

    for (const [title, text] of Object.entries({ ...texts, 'lines, empty ones and a last one': lines }))
      it(`is kept and shown as it was typed: ${title}`, () =>
        visit(hasScript, async (applicant) => {
          const { words, page } = applicant;
          const name = text === lines ? rightAnswers.name : text;
          const proof = file(`${text.replace(/[/\\\s]/g, '-')}.pdf`, '%PDF-1.7\n');
          await applicant.open();
          await applicant.fill({ ...rightAnswers, name, about: text, proof });
          await applicant.send.click();
          await applicant.reference();
          const { about, name: kept } = (await service.applications()).at(-1)!;
          assert.deepEqual({ about, kept }, { about: text, kept: name });
          assert.equal(await applicant.answerShown(words.name), name);
          assert.equal(await applicant.answerShown(words.about), text);
          const named = proof.name.replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '').trim();
          assert.ok((await applicant.answerShown(words.proof)).startsWith(`${named}, `), `the file is called ${named}`);
          await page.reload();
          assert.equal(await applicant.answerShown(words.about), text);
        }));
  });

describe('Text that was pasted with the line breaks of another system', () => {
  for (const hasScript of [true, false])
    it(`is kept with ours, ${hasScript ? 'with' : 'without'} JavaScript`, () =>
      visit(hasScript, async (applicant) => {
        await applicant.open();
        await applicant.fill(rightAnswers);
        await applicant.controls.about.evaluate(
          (area: HTMLTextAreaElement) => (area.value = 'one\r\ntwo\rthree\nfour'),
        );
        await applicant.send.click();
        await applicant.reference();
        assert.equal((await service.applications()).at(-1)!.about, 'one\ntwo\nthree\nfour');
      }));
});

describe('A character that no database keeps (NUL)', () => {
  for (const hasScript of [true, false])
    it(`is refused in words, and the rest stays, ${hasScript ? 'with' : 'without'} JavaScript`, () =>
      visit(hasScript, async (applicant) => {
        const { controls, words } = applicant;
        await applicant.open();
        await applicant.fill({ ...rightAnswers, about: 'before' });
        await controls.about.evaluate((area: HTMLTextAreaElement) => (area.value = 'be\0fore'));
        await applicant.send.click();
        await applicant.page.getByRole('link', { name: words.errors.nul(words.about) }).waitFor();
        assert.equal(await controls.about.inputValue(), 'before');
        await applicant.send.click();
        await applicant.reference();
        assert.equal((await service.applications()).at(-1)!.about, 'before');
      }));
});
