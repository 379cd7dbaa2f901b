import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formMigrations, formStore, newKey } from '@plaza-ds/forms/server';
import type { FormTables } from '@plaza-ds/forms/server';
import { hasPoppler, OpenedPdf } from '../../patterns/pdf/testing.ts';
import { municipality } from '../municipality/app.ts';
import { onEveryDatabase } from '../testing/databases.ts';
import type { Given } from '../testing/visitor.ts';
import { Applicant, newPickup, now, renewal } from './applicant.ts';
import { everybody } from '../testing/everybody.ts';

onEveryDatabase<FormTables>('The copy of a permit', formMigrations, (opened) => {
  let site: ReturnType<typeof municipality>;
  before(() => {
    const store = formStore(opened().database, newKey(), { now });
    site = municipality({ identity: everybody, store, origin: 'http://localhost', now, log: () => {} });
  });

  /** Sends these answers, and gives back who did, on the page that says so. */
  async function sent(answers: Record<string, Given> = renewal): Promise<Applicant> {
    const applicant = new Applicant(site);
    await applicant.begin();
    await applicant.goThrough(answers);
    await applicant.goOn({ 'declarations/truth': 'yes' }, 'send');
    return applicant;
  }
  const copyFor = async (path: string) => site.fetch(new Request(`http://localhost${path}`));
  const linkOn = ({ page }: Applicant, words = 'Download a copy (PDF)') =>
    page
      .$('main a')
      .filter((_, link) => page.$(link).text() === words)
      .attr('href')!;
  const copyOf = async (applicant: Applicant, words?: string) =>
    new OpenedPdf(await (await copyFor(linkOn(applicant, words))).bytes());
  const inOneLine = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const textsOn = ({ page }: Applicant, selector: string) =>
    page
      .$(selector)
      .toArray()
      .map((element) => inOneLine(page.$(element).text()));

  it('is a file that nobody keeps on the way, and whose name says only the reference', async () => {
    const applicant = await sent();
    const { status, headers } = await copyFor(linkOn(applicant));
    const reference = applicant.page.$('.plaza-panel strong').text();
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'application/pdf');
    assert.equal(headers.get('content-disposition'), `attachment; filename="${reference}.pdf"`);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.match(headers.get('content-security-policy')!, /default-src 'none'/);
  });

  it('is not there under an address that nobody was given', async () => {
    for (const handle of ['7KD-4MX-92P', 'a'.repeat(43), '..']) {
      const { status, headers } = await copyFor(`/demo/permiso-circulacion/sent/${handle}/copy.pdf`);
      assert.equal(status, 404, handle);
      assert.match(headers.get('content-type')!, /^text\/html/);
    }
  });

  describe('opened', { skip: !hasPoppler && 'poppler is not installed (Debian: poppler-utils)' }, () => {
    for (const [language, download] of [
      ['en', 'Download a copy (PDF)'],
      ['es', 'Descargar una copia (PDF)'],
    ] as const)
      it(`says the same as the page, in the same order and language (${language})`, async () => {
        const applicant = await sent();
        await applicant.open(`${applicant.path.replace(/\?.*/, '')}?language=${language}`);
        const copy = await copyOf(applicant, download);
        const [reference, sentOn, ...questions] = copy.textsOf('Lbl');
        const [given, time, ...answers] = copy.textsOf('LBody');
        assert.equal(`${reference}${given}`, inOneLine(applicant.page.$('.plaza-panel p').text()));
        assert.ok(applicant.page.text.includes(`${sentOn} ${inOneLine(time!)}`));
        assert.deepEqual(questions.map(inOneLine), textsOn(applicant, 'main dt'));
        assert.deepEqual(answers.map(inOneLine), textsOn(applicant, 'main dd'));
        assert.ok(answers.map(inOneLine).includes('revisión.pdf, 1 kB'));
        const ofAnswers = textsOn(applicant, 'main h2').slice(2);
        assert.deepEqual(copy.textsOf('H2'), ofAnswers);
        assert.equal(copy.textsOf('P').at(-1), textsOn(applicant, 'main [lang]').at(-1));
        assert.match(copy.source, new RegExp(`/Lang \\(${language}`));
      });

    it('is small, with its fonts in it', async () => {
      const applicant = await sent(newPickup);
      const response = await copyFor(linkOn(applicant));
      const bytes = await response.bytes();
      assert.ok(bytes.length <= 60_000, `It weighs ${bytes.length} bytes, and a person may pay for each of them.`);
      const { fonts } = new OpenedPdf(bytes);
      assert.deepEqual(
        fonts.map(({ isEmbedded, isSubset }) => isEmbedded && isSubset),
        fonts.map(() => true),
      );
    });

    it('has nothing of what was answered on pages that were not asked in the end', async () => {
      const applicant = new Applicant(site);
      await applicant.begin();
      await applicant.goThrough(newPickup);
      await applicant.open(applicant.path.replace(/check$/, 'owner?return=check'));
      await applicant.goOn({ 'owner/kind': 'person' });
      await applicant.goThrough(newPickup);
      await applicant.goOn({ 'declarations/truth': 'yes' }, 'send');
      const { text } = await copyOf(applicant);
      assert.match(text, /Áñez Luna/);
      assert.doesNotMatch(text, /Panadería|77\.777\.777-7/);
    });

    it('shows what somebody wrote as they wrote it, whatever that is', async () => {
      const notes = '<script>alert(1)</script> ) Tj (\\) endobj\nاسمي محمد\n漢字 😀';
      const copy = await copyOf(await sent({ ...renewal, notes: { notes } }));
      assert.match(copy.text, /<script>alert\(1\)<\/script> \) Tj \(\\\) endobj/);
      assert.match(copy.text, /اسمي محمد/);
      assert.match(copy.text, /漢字/);
      assert.match(copy.textsOf('P').join('\n'), /cannot show every sign/);
    });
  });
});
