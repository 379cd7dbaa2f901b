import { expect, fixture } from '@open-wc/testing';
import { loadWords } from '../shared/words.js';
import { byLabel, descriptionOf, example, nextAnnouncement, page, settled } from '../shared/testing.js';
import './define.js';
import type { FileField } from './file-field.js';

const proof = (attributes = '', input = '') => `
  <form><plaza-file-field ${attributes}>
    <label for="proof">Proof of address</label>
    <p slot="hint" id="proof-hint">A PDF or a photo, up to 2 kB</p>
    <input type="file" id="proof" name="proof" accept=".pdf,image/*" aria-describedby="proof-hint" ${input}>
  </plaza-file-field></form>`;

const file = (name: string, size: number, type = 'application/pdf') => new File([new Uint8Array(size)], name, { type });

/** Chooses files as a person does: the input has them, then says so. */
async function choose(field: FileField, ...files: File[]): Promise<void> {
  const chosen = new DataTransfer();
  for (const each of files) chosen.items.add(each);
  field.control!.files = chosen.files;
  field.control!.dispatchEvent(new Event('change', { bubbles: true }));
  await settled();
  await settled();
}

async function open(attributes?: string, input?: string): Promise<FileField> {
  const form = await fixture(page(proof(attributes, input)));
  const field = form.querySelector<FileField>('plaza-file-field')!;
  await loadWords(field);
  return field;
}

const listed = (field: Element) =>
  [...field.querySelectorAll('[slot="files"]:not([hidden]) > li > span')].map((row) => row.textContent).join(' | ');
const buttons = (field: Element) =>
  [...field.querySelectorAll('button')].map((button) => button.textContent).join(' | ');

describe('plaza-file-field', () => {
  it('sends the file as the native input does', async () => {
    const field = await open();
    await choose(field, file('proof.pdf', 1500));
    const sent = new FormData(field.closest('form')!).get('proof') as File;
    expect(`${sent.name} ${sent.size}`).to.equal('proof.pdf 1500');
  });

  it('says what was chosen, and shows it with its size', async () => {
    const field = await open();
    const said = nextAnnouncement();
    await choose(field, file('proof.pdf', 1500));
    expect(listed(field)).to.equal('proof.pdf, 2 kB');
    expect(await said).to.equal('proof.pdf, 2 kB, chosen');
  });

  it('lets people take a file back by a button that names it', async () => {
    const field = await open('', 'multiple');
    await choose(field, file('front.pdf', 10), file('back.pdf', 10));
    expect(buttons(field)).to.equal('Remove front.pdf | Remove back.pdf');
    field.querySelector('button')!.click();
    await settled();
    expect(listed(field)).to.equal('back.pdf, 1 kB');
    expect([...field.control!.files!].map(({ name }) => name).join()).to.equal('back.pdf');
    expect(document.activeElement!.id).to.equal('proof');
  });

  describe('what is wrong with a file', () => {
    const cases: [string, File, string][] = [
      ['too large', file('big.pdf', 3000), '“big.pdf” is 3 kB. Choose a file of 2 kB or less'],
      ['empty', file('empty.pdf', 0), '“empty.pdf” is empty. Choose another file'],
      [
        'of another type',
        file('run.exe', 10, 'application/x-msdownload'),
        '“run.exe” is of another type. Choose a file of these types: .pdf,image/*',
      ],
      ['nothing, by its ending', file('PROOF.PDF', 10, ''), ''],
      ['nothing, by its family', file('photo.heic', 10, 'image/heic'), ''],
    ];
    for (const [what, chosen, words] of cases)
      it(`is said at once, and described on return: ${what}`, async () => {
        const field = await open('max-size="2000"');
        await choose(field, chosen);
        expect(field.message).to.equal(words);
        expect(descriptionOf(field.control!)).to.equal(
          ['A PDF or a photo, up to 2 kB', ...(words ? [`Error: ${words}`] : [])].join(' | '),
        );
        expect(field.control!.getAttribute('aria-invalid')).to.equal(words ? 'true' : null);
      });

    it('is that none was chosen, where one has to be', async () => {
      const field = await open('', 'required');
      expect(field.validate()).to.equal('Choose a file for “Proof of address”');
    });

    it('goes when another file is chosen, or the file is taken back', async () => {
      const field = await open('max-size="2000"');
      await choose(field, file('big.pdf', 3000));
      await choose(field, file('small.pdf', 100));
      expect(field.message).to.equal('');
      await choose(field, file('big.pdf', 3000));
      field.querySelector('button')!.click();
      await settled();
      expect(field.message).to.equal('');
      expect(listed(field)).to.equal('');
    });
  });

  it('shows a file that the browser gave back with the page', async () => {
    const field = await open();
    const chosen = new DataTransfer();
    chosen.items.add(file('back.pdf', 10));
    field.control!.files = chosen.files;
    window.dispatchEvent(new Event('pageshow'));
    await settled();
    await settled();
    expect(listed(field)).to.equal('back.pdf, 1 kB');
  });

  it('writes names as text, whatever is in them', async () => {
    const field = await open();
    await choose(field, file('<img src=x onerror=alert(1)>.pdf', 10));
    expect(field.querySelectorAll('img').length).to.equal(0);
    expect(listed(field)).to.equal('<img src=x onerror=alert(1)>.pdf, 1 kB');
  });

  it('ties a label that the page left untied', async () => {
    const field = await fixture<FileField>(
      page('<plaza-file-field><label>Photo</label><input type="file"></plaza-file-field>'),
    );
    expect(byLabel(field, 'Photo').type).to.equal('file');
  });

  for (const name of ['one-file', 'with-error', 'in-spanish'])
    it(`does not change the markup of its example: ${name}`, async () => {
      const host = await fixture(page('<div></div>'));
      host.innerHTML = await example(`file-field/${name}`);
      const before = host.innerHTML;
      await settled();
      expect(host.innerHTML).to.equal(before);
    });
});
