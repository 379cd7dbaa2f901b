/** Papers that belong to one question, several of them. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import { before, describe, it } from 'node:test';
import PDFDocument from 'pdfkit';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { pdf } from '../../../examples/testing/visitor.ts';
import type { FileReference } from '../questions/file.ts';
import type { FormsOptions } from './running-service.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card, w } from './testing.ts';

const papers = {
  ...card,
  data: {
    type: 'object',
    properties: { name: { $ref: 'std:text' }, papers: { $ref: 'std:files', maxItems: 3 } },
    required: ['name', 'papers'],
  },
  questions: { name: { label: w('Name') }, papers: { label: w('Papers') } },
  pages: [{ id: 'papers', heading: w('Your papers'), ask: ['name', 'papers'] }],
} satisfies FormsOptions['definitions'][number];
const text = new File(['plain'], 'notes.txt');

onEveryDatabase<FormTables>('A question that takes several files', formMigrations, (opened) => {
  let store: FormStore;
  before(() => void (store = formStore(opened().database, newKey())));
  const somebody = async (options: Partial<FormsOptions> = {}) => {
    const person = new Borrower(store, { definitions: [papers], ...options });
    await person.begin();
    return person;
  };
  const listed = ({ page: { $ } }: Borrower) =>
    $('.plaza-file-list div bdi')
      .toArray()
      .map((name) => $(name).text());

  it('keeps each that comes at once, and sends them all', async () => {
    const person = await somebody();
    assert.ok(person.page.control('Papers').is('[multiple][required]'));
    await person.goOn({ name: 'Ada', papers: [pdf('one.pdf'), pdf('two.pdf', 'b')] });
    assert.equal(person.place, 'check');
    assert.match(person.page.answer('Papers'), /one\.pdf, 1 kB\s+two\.pdf, 1 kB/);
    assert.equal(person.page.$('dd:contains("two.pdf") bdi').length, 2, 'each line goes the way that it is written');
    await person.goOn({}, 'send');
    const { submission } = (await store.sent(person.address.split('/').at(-1)!))!;
    const sent = submission.data.papers as FileReference[];
    assert.deepEqual(
      sent.map(({ name, type }) => [name, type]),
      [
        ['one.pdf', 'application/pdf'],
        ['two.pdf', 'application/pdf'],
      ],
    );
  });

  it('takes one after another, and says how many there are; what was typed beside them stays', async () => {
    const person = await somebody();
    await person.goOn({ name: 'Ada', papers: pdf('one.pdf') }, 'add-files');
    assert.equal(person.page.notice, '1 file was added');
    assert.equal(person.page.valueOf('Name'), 'Ada');
    await person.goOn({ name: 'Ada', papers: [pdf('two.pdf', 'b')] }, 'add-files');
    assert.deepEqual(listed(person), ['one.pdf', 'two.pdf']);
    assert.equal(person.page.$('#papers-kept').text(), 'You added 2 files');
    assert.ok(!person.page.control('Papers').is('[required]'));
    await person.goOn({ name: 'Ada' });
    assert.equal(person.place, 'check');
  });

  it('asks for a file where none was chosen to be added', async () => {
    const person = await somebody();
    const page = await person.goOn({ name: 'Ada' }, 'add-files');
    assert.deepEqual([page.status, page.problems], [422, { '#papers': 'Choose a file for “Papers”' }]);
  });

  it('keeps those that are right beside one that is not, and names that one', async () => {
    const person = await somebody();
    const page = await person.goOn({ name: 'Ada', papers: [pdf('one.pdf'), text] });
    assert.equal(page.status, 422);
    assert.deepEqual(Object.values(page.problems), [
      '“notes.txt” is of another type. Choose a file of a type named above',
    ]);
    assert.deepEqual(listed(person), ['one.pdf']);
  });

  it('names each file that is wrong beside the question, and each on a line of its own in the summary', async () => {
    const person = await somebody();
    const page = await person.goOn({ name: 'Ada', papers: [text, new File([''], 'empty.pdf')] });
    assert.equal(page.$('plaza-error-summary li').length, 2);
    assert.match(page.errorOf('papers'), /“notes\.txt” is of another type.*\. “empty\.pdf” is empty/);
  });

  it('takes as many as there may be, and names what is one too many', async () => {
    const person = await somebody();
    const four = ['a', 'b', 'c', 'd'].map((each) => pdf(`${each}.pdf`, each));
    const page = await person.goOn({ name: 'Ada', papers: four });
    assert.deepEqual(Object.values(page.problems), ['“d.pdf” was not added. You can send 3 files. Remove one first']);
    assert.deepEqual(listed(person), ['a.pdf', 'b.pdf', 'c.pdf']);
  });

  it('has a file once that comes twice, because the network failed after it had come', async () => {
    const person = await somebody();
    await person.goOn({ name: 'Ada', papers: pdf('one.pdf') }, 'add-files');
    assert.equal((await person.goOn({ name: 'Ada', papers: pdf('one.pdf') }, 'add-files')).notice, '');
    await person.goOn({ name: 'Ada', papers: [pdf('one.pdf'), pdf('one.pdf', 'other')] }, 'add-files');
    assert.deepEqual(listed(person), ['one.pdf', 'one.pdf']);
  });

  it('gives one back, and asks again when none is left', async () => {
    const person = await somebody();
    await person.goOn({ name: 'Ada', papers: [pdf('one.pdf'), pdf('two.pdf', 'b')] }, 'add-files');
    const remove = () => person.page.$('.plaza-file-list button').attr('value')!;
    await person.goOn({ name: 'Ada' }, remove());
    assert.equal(person.page.notice, 'one.pdf removed');
    assert.deepEqual(listed(person), ['two.pdf']);
    await person.goOn({ name: 'Ada' }, remove());
    const page = await person.goOn({ name: 'Ada' });
    assert.deepEqual(page.problems, { '#papers': 'Choose a file for “Papers”' });
  });

  it('keeps a file that was chosen before another was taken back', async () => {
    const person = await somebody();
    await person.goOn({ name: 'Ada', papers: pdf('one.pdf') }, 'add-files');
    const remove = person.page.$('.plaza-file-list button').attr('value')!;
    await person.goOn({ name: 'Ada', papers: pdf('two.pdf', 'b') }, remove);
    assert.deepEqual(listed(person), ['two.pdf']);
    assert.match(person.page.notice, /one\.pdf removed.*1 file was added/);
    assert.equal(person.page.valueOf('Name'), 'Ada');
  });

  it('has the files of two devices that add some at the same time', async () => {
    const person = await somebody();
    const { page } = person;
    await person.send({ name: 'Ada', papers: pdf('here.pdf') }, 'continue', page);
    await person.send({ name: 'Ada', papers: pdf('there.pdf', 'b') }, 'continue', page);
    await person.open(person.path);
    assert.deepEqual(listed(person), ['here.pdf', 'there.pdf']);
  });

  it('asks for more where more are needed', async () => {
    const two = { ...papers.data.properties, papers: { $ref: 'std:files', minItems: 2 } };
    const person = await somebody({ definitions: [{ ...papers, data: { ...papers.data, properties: two } }] });
    const page = await person.goOn({ name: 'Ada', papers: pdf('one.pdf') });
    assert.deepEqual(page.problems, { '#papers': 'Add at least 2 files' });
    assert.deepEqual(listed(person), ['one.pdf']);
  });

  describe('that may be locked', () => {
    const written = async (name: string, options: PDFKit.PDFDocumentOptions = {}) => {
      const document = new PDFDocument(options);
      document.info.Title = 'How to /Encrypt a letter';
      document.text('Dear Ada').end();
      return new File([await buffer(document)], name, { type: 'application/pdf' });
    };
    const refused = (name: string) =>
      `“${name}” opens only with a password, so nobody can read it. Save or print it as a PDF without one, and choose that`;

    it('keeps no PDF that asks for a password, however it is encrypted', async () => {
      const person = await somebody();
      for (const pdfVersion of ['1.3', '1.7', '1.7ext3'] as const) {
        const locked = await written('locked.pdf', { pdfVersion, userPassword: 'secret' });
        const page = await person.goOn({ name: 'Ada', papers: [locked, await written('open.pdf')] });
        assert.deepEqual(page.problems, { '#papers': refused('locked.pdf') });
        assert.equal(page.valueOf('Name'), 'Ada');
      }
      assert.deepEqual(listed(person), ['open.pdf', 'open.pdf', 'open.pdf'], 'each was written at another time');
    });

    it('says so to programs', async () => {
      const person = await somebody();
      const body = new FormData();
      body.append('file', await written('locked.pdf', { userPassword: 'secret' }));

      const { status, html } = await person.visitor.post(body, `/card/api/drafts/${person.draftId}/files/papers`);
      assert.equal(status, 422);
      assert.match(html, /"bad-input".*opens only with a password/);
    });

    it('says so where one file is asked for', async () => {
      const one = { ...papers.data.properties, papers: { $ref: 'std:file' } };
      const person = await somebody({ definitions: [{ ...papers, data: { ...papers.data, properties: one } }] });
      const page = await person.goOn({ name: 'Ada', papers: await written('locked.pdf', { userPassword: 'secret' }) });
      assert.deepEqual(page.problems, { '#papers': refused('locked.pdf') });
    });

    it('keeps a PDF that everybody can open: one that may not be printed, one that only names encryption', async () => {
      const person = await somebody();
      const limited = await written('limited.pdf', { ownerPassword: 'secret', permissions: { printing: undefined } });
      await person.goOn({ name: 'Ada', papers: [limited, pdf('word.pdf', '(/Encrypt)'), await written('open.pdf')] });
      assert.equal(person.place, 'check');
    });

    it('keeps no Office document that asks for a password, and names another old one by its type', async () => {
      const { encrypt } = createRequire(import.meta.url)('officecrypto-tool') as {
        encrypt(bytes: Buffer, options: { password: string }): Buffer<ArrayBuffer>;
      };
      const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
      const word = { ...papers.data.properties, papers: { $ref: 'std:files', settings: { types: [type] } } };
      const person = await somebody({ definitions: [{ ...papers, data: { ...papers.data, properties: word } }] });
      const bytes = encrypt(Buffer.from('a letter'), { password: 'secret' });
      const old = Buffer.from(bytes.toString('latin1').replaceAll('E\0n\0c\0r', 'W\0o\0r\0d'), 'latin1');
      const page = await person.goOn({
        name: 'Ada',
        papers: [new File([bytes], 'letter.docx'), new File([old], 'old.doc')],
      });
      assert.deepEqual(
        page
          .$('plaza-error-summary li')
          .toArray()
          .map((line) => page.$(line).text()),
        [refused('letter.docx'), '“old.doc” is of another type. Choose a file of a type named above'],
      );
    });
  });

  describe('that are looked at for viruses', () => {
    const eicar = 'X5O!P%';
    const scan: FormsOptions['scan'] = ({ bytes }) =>
      Promise.resolve(Buffer.from(bytes).includes(eicar) ? 'infected' : 'clean');

    it('keeps none that may have one, and says so', async () => {
      const person = await somebody({ scan });
      const page = await person.goOn({ name: 'Ada', papers: [pdf('one.pdf'), pdf('bad.pdf', eicar)] });
      assert.deepEqual(Object.values(page.problems), [
        '“bad.pdf” may have a virus, so it was not kept. Choose another file',
      ]);
      assert.deepEqual(listed(person), ['one.pdf']);
    });

    it('keeps none while nobody can look, and says when to try again', async () => {
      const entries: unknown[] = [];
      const down = () => Promise.reject(Object.assign(new Error('Nobody is there.'), { code: 'ECONNREFUSED' }));
      const person = await somebody({ scan: down, log: (entry) => entries.push(entry) });
      const page = await person.goOn({ name: 'Ada', papers: pdf('one.pdf') });
      assert.deepEqual(page.problems, {
        '#papers': 'We cannot check “one.pdf” for viruses now. Choose it again in a few minutes',
      });
      assert.equal(page.valueOf('Name'), 'Ada');
      assert.match(JSON.stringify(entries), /"unavailable".*ECONNREFUSED/, 'whoever runs the service learns of it');
    });
  });
});
