import { expect, fixture } from '@open-wc/testing';
import { announce } from '../shared/announce.js';
import { loadWords } from '../shared/words.js';
import { begin, byLabel, descriptionOf, example, nextAnnouncement, page, settled } from '../shared/testing.js';
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
  await begin(field, 'dragenter', import('./chosen-files.js'));
  return field;
}

/** Drags over, or drops on, a place in the page: files, or else a text. Answers whether the browser may do its own. */
function drag(type: string, place: Element, files: File[], relatedTarget: Element | null = null): boolean {
  const dataTransfer = new DataTransfer();
  for (const each of files) dataTransfer.items.add(each);
  if (!files.length) dataTransfer.setData('text/plain', 'a text');
  dataTransfer.dropEffect = 'copy';
  const init = { dataTransfer, relatedTarget, bubbles: true, composed: true, cancelable: true };
  return place.dispatchEvent(new DragEvent(type, init));
}

/** Moves a dragged file from one place to the next, with the events that browsers send; null is outside the window. */
function moveFile(from: Element | null, to: Element | null): void {
  const files = [file('proof.pdf', 10)];
  if (to) drag('dragenter', to, files, from);
  if (from) drag('dragleave', from, files, to);
  if (to) drag('dragover', to, files);
}

/** Resolves with the next words from a live region. */
function nextWords(live: 'polite' | 'assertive'): Promise<string> {
  return new Promise((resolve) => {
    const observer = new MutationObserver((records) => {
      const regions = records.map(({ target }) => target as Element);
      const spoken = regions.find((region) => region.getAttribute('aria-live') === live);
      if (!spoken) return;
      observer.disconnect();
      resolve(spoken.textContent);
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
}

/** All that earlier tests had to say has been said. */
async function silence(): Promise<void> {
  const said = nextWords('polite');
  announce('Silence');
  await said;
}

const dragging = (field: Element) => (field.hasAttribute('data-dragging') ? 'yes' : 'no');

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

  it('lists the file that a person begins with', async () => {
    const form = await fixture(page(proof()));
    const field = form.querySelector<FileField>('plaza-file-field')!;
    const chosen = choose(field, file('proof.pdf', 1500));
    await Promise.all([chosen, import('./chosen-files.js'), loadWords(field)]);
    await settled();
    expect(field.querySelector('[slot="files"] > li > span')!.textContent).to.equal('proof.pdf, 2 kB');
  });

  it('lists a file that was dropped on the input before anything came to list it', async () => {
    const form = await fixture(page(proof()));
    const field = form.querySelector<FileField>('plaza-file-field')!;
    drag('dragenter', field.control!, [file('proof.pdf', 1500)]);
    const chosen = choose(field, file('proof.pdf', 1500));
    await Promise.all([chosen, import('./chosen-files.js'), loadWords(field)]);
    await settled();
    expect(field.querySelector('[slot="files"] > li > span')!.textContent).to.equal('proof.pdf, 2 kB');
  });

  it('keeps the page when a file is dropped before anything came to take it', async () => {
    const form = await fixture(page(proof()));
    expect(drag('dragover', form.querySelector('label')!, [file('proof.pdf', 10)])).to.equal(false);
    expect(drag('drop', form.querySelector('label')!, [file('proof.pdf', 10)])).to.equal(false);
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
    await silence();
    const said = nextWords('polite');
    field.querySelector('button')!.click();
    await settled();
    expect(listed(field)).to.equal('back.pdf, 1 kB');
    expect([...field.control!.files!].map(({ name }) => name).join()).to.equal('back.pdf');
    expect(document.activeElement!.id).to.equal('proof');
    expect(await said).to.equal('front.pdf removed. back.pdf, 1 kB, chosen');
  });

  it('tells the page of a file taken back, as of one chosen', async () => {
    const field = await open();
    await choose(field, file('proof.pdf', 10));
    const heard: string[] = [];
    for (const type of ['input', 'change'])
      field.addEventListener(type, () => heard.push(`${type}: ${field.control!.files!.length}`));
    field.querySelector('button')!.click();
    expect(heard.join(', ')).to.equal('input: 0, change: 0');
  });

  it('looks again at the same file, mended and chosen once more, and keeps it when the choice is called off', async () => {
    const field = await open('max-size="2000"');
    await choose(field, file('proof.pdf', 3000));
    const mended = new DataTransfer();
    mended.items.add(file('proof.pdf', 1000));
    field.control!.files = mended.files;
    await silence();
    const said = nextWords('polite');
    field.control!.dispatchEvent(new Event('cancel', { bubbles: true })); // all that browsers say of the same file
    expect(await said).to.equal('proof.pdf, 1 kB, chosen');
    expect(`${field.message}${listed(field)}`).to.equal('proof.pdf, 1 kB');
  });

  it('leaves all as it was when the browser’s window for files is closed without a choice', async () => {
    const field = await open('', 'required');
    field.error = field.validate();
    await settled();
    field.control!.dispatchEvent(new Event('cancel', { bubbles: true }));
    await settled();
    expect(field.message).to.equal('Choose a file for “Proof of address”');
    expect(field.querySelectorAll('ul').length).to.equal(0);
  });

  describe('dragging files', () => {
    it('shows that they are over the field, whichever part of it, until they leave it or the window', async () => {
      const field = await open();
      const seen = [dragging(field)];
      let last: Element | null = null;
      for (const place of [document.body, field.label, field.control, document.body, field.control, null]) {
        moveFile(last, place);
        seen.push(dragging(field));
        last = place;
      }
      expect(seen.join(' ')).to.equal('no no yes yes no yes no');
    });

    it('does not flicker on the way from one part of the field to the next', async () => {
      const field = await open();
      moveFile(null, field.label);
      drag('dragleave', field.label!, [file('proof.pdf', 10)], field.control);
      expect(dragging(field)).to.equal('yes');
    });

    it('shows it no longer once they are dropped, and does not say that they left', async () => {
      const field = await open();
      const entered = nextWords('assertive');
      moveFile(null, field.control);
      await entered;
      const said: string[] = [];
      void nextWords('assertive').then((words) => said.push(words));
      drag('drop', field.control!, [file('proof.pdf', 10)]);
      expect(dragging(field)).to.equal('no');
      await silence();
      await silence();
      expect(said.join()).to.equal('');
    });

    it('says over all else when they come over the field and when they leave it, once each', async () => {
      const field = await open();
      const entered = nextWords('assertive');
      moveFile(null, document.body);
      moveFile(document.body, field.label);
      moveFile(field.label, field.control);
      expect(await entered).to.equal('Drop area entered');
      const left = nextWords('assertive');
      moveFile(field.control, field.label);
      await silence();
      await silence();
      moveFile(field.label, document.body);
      expect(await left).to.equal('Drop area left');
      expect(document.querySelectorAll('[aria-live="assertive"]').length).to.equal(1);
    });

    it('says only where they are now, when they went over the edge and back', async () => {
      const field = await open();
      const said = nextWords('assertive');
      for (const [from, to] of [
        [null, field],
        [field, null],
        [null, field],
        [field, null],
      ] as const) {
        moveFile(from, to);
        await settled();
      }
      expect(await said).to.equal('Drop area left');
    });

    it('takes those dropped on the label, the hint, the input or the list', async () => {
      const field = await open();
      await silence();
      const heard: string[] = [];
      field.closest('form')!.addEventListener('change', () => heard.push(field.control!.files![0]!.name));
      for (const place of ['label', '[slot=hint]', 'input', '[slot=files] span']) {
        const said = nextWords('polite');
        const name = `${heard.length}.pdf`;
        for (const type of ['dragover', 'drop'])
          expect(drag(type, field.querySelector(place)!, [file(name, 10)])).to.equal(false);
        expect(await said).to.equal(`${name}, 1 kB, chosen`);
        expect(listed(field)).to.equal(`${name}, 1 kB`);
      }
      expect(heard.join()).to.equal('0.pdf,1.pdf,2.pdf,3.pdf');
    });

    it('takes several where several are asked for', async () => {
      const field = await open('', 'multiple');
      await silence();
      const said = nextWords('polite');
      drag('drop', field.label!, [file('front.pdf', 10), file('back.pdf', 10)]);
      expect(await said).to.equal('front.pdf, 1 kB, back.pdf, 1 kB, 2 files chosen');
      expect(field.message).to.equal('');
    });

    it('keeps what was chosen when there is no file in what is dropped', async () => {
      const field = await open();
      await choose(field, file('proof.pdf', 10));
      const dropped = new DragEvent('drop', { bubbles: true, cancelable: true });
      const dataTransfer = { types: ['Files'], files: new DataTransfer().files };
      Object.defineProperty(dropped, 'dataTransfer', { value: dataTransfer });
      expect(field.control!.dispatchEvent(dropped)).to.equal(false);
      await settled();
      expect(listed(field)).to.equal('proof.pdf, 1 kB');
    });

    it('says what to do with several where one is asked for', async () => {
      const field = await open();
      await silence();
      const said = nextWords('polite');
      drag('drop', field.control!, [file('front.pdf', 10), file('back.pdf', 10)]);
      const words = 'Choose only one file. Remove the others';
      expect(await said).to.equal(words);
      expect(descriptionOf(field.control!)).to.equal(`A PDF or a photo, up to 2 kB | Error: ${words}`);
      expect(field.validate()).to.equal(words);
      field.querySelector('button')!.click();
      await settled();
      expect(field.message + listed(field)).to.equal('back.pdf, 1 kB');
    });

    for (const off of ['the input', 'its fieldset'])
      it(`takes nothing, shows nothing and stays on the page where disabled: ${off}`, async () => {
        const field = await open();
        if (off === 'the input') field.control!.disabled = true;
        else {
          const fieldset = document.createElement('fieldset');
          field.replaceWith(fieldset);
          fieldset.append(field);
          fieldset.disabled = true;
          await begin(field, 'dragenter', import('./chosen-files.js'));
        }
        let effect: string | undefined;
        field.addEventListener('dragover', ({ dataTransfer }) => (effect = dataTransfer!.dropEffect));
        for (const type of ['dragover', 'drop'])
          expect(`${drag(type, field.label!, [file('proof.pdf', 10)])} ${dragging(field)}`).to.equal('false no');
        expect(effect).to.equal('none'); // the pointer says so
        expect(field.control!.files!.length).to.equal(0);
      });

    it('leaves a text, and files beside the field, to the page', async () => {
      const field = await open();
      for (const type of ['dragover', 'drop']) {
        expect(`${drag(type, field.label!, [])} ${dragging(field)}`).to.equal('true no');
        expect(drag(type, document.body, [file('proof.pdf', 10)])).to.equal(true);
      }
      expect(field.control!.files!.length).to.equal(0);
    });

    it('works in a shadow root', async () => {
      const host = await fixture(page('<div></div>'));
      const root = host.attachShadow({ mode: 'open' });
      root.innerHTML = proof();
      const field = root.querySelector('plaza-file-field')!;
      await begin(field, 'dragenter', import('./chosen-files.js'));
      moveFile(null, field.label);
      moveFile(field.label, field.control);
      expect(dragging(field)).to.equal('yes');
    });

    it('works again after the field was moved, with the list it had', async () => {
      const field = await open();
      await choose(field, file('proof.pdf', 10));
      const place = field.parentElement!;
      field.remove();
      place.append(field);
      await begin(field, 'dragenter', import('./chosen-files.js'));
      await choose(field, file('other.pdf', 10));
      expect([...field.querySelectorAll('[slot="files"] bdi')].map((name) => name.textContent).join()).to.equal(
        'other.pdf,other.pdf',
      );
    });

    it('means nothing to a field that has left the page', async () => {
      const field = await open();
      field.remove();
      moveFile(null, field.label);
      expect(dragging(field)).to.equal('no');
    });
  });

  describe('what is wrong with a file', () => {
    const cases: [string, File, string][] = [
      ['too large', file('big.pdf', 3000), '“big.pdf” is 3 kB. Choose a file of 2 kB or less'],
      ['empty', file('empty.pdf', 0), '“empty.pdf” is empty. Choose another file'],
      [
        'of another type',
        file('run.exe', 10, 'application/x-msdownload'),
        '“run.exe” is of another type. Choose a file of a type named above',
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

    for (const types of ['', '*/*'])
      it(`is not its type, where any is asked for by accept="${types}"`, async () => {
        const field = await open();
        field.control!.accept = types;
        await choose(field, file('letter.odt', 10, 'application/x'));
        expect(field.message).to.equal('');
      });

    it('is that none was chosen, where one has to be', async () => {
      const field = await open('', 'required');
      expect(field.validate()).to.equal('Choose a file for “Proof of address”');
    });

    it('is said of every file, the same words once', async () => {
      const field = await open('error-type-mismatch="Choose photos"', 'multiple');
      const files = [file('a.exe', 10, 'x/y'), file('empty.pdf', 0), file('good.pdf', 10), file('b.exe', 10, 'x/y')];
      await choose(field, ...files);
      expect(field.message).to.equal('Choose photos. “empty.pdf” is empty. Choose another file');
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

  it('shows a file that the browser gave back with the page, beside what the server said', async () => {
    const field = await open();
    const error = document.createElement('p');
    error.slot = 'error';
    error.textContent = 'This file has a virus';
    field.append(error);
    await settled();
    const chosen = new DataTransfer();
    chosen.items.add(file('back.pdf', 10));
    field.control!.files = chosen.files;
    window.dispatchEvent(new Event('pageshow'));
    await settled();
    await settled();
    expect(listed(field)).to.equal('back.pdf, 1 kB');
    expect(field.message).to.equal('This file has a virus');
  });

  it('lists nothing more when the form is put back as it was', async () => {
    const field = await open();
    await choose(field, file('proof.pdf', 10));
    field.closest('form')!.reset();
    await settled();
    await settled();
    expect(listed(field)).to.equal('');
  });

  it('writes names as text, whatever is in them', async () => {
    const field = await open();
    await choose(field, file('<img src=x onerror=alert(1)>.pdf', 10));
    expect(field.querySelectorAll('img').length).to.equal(0);
    expect(listed(field)).to.equal('<img src=x onerror=alert(1)>.pdf, 1 kB');
  });

  it('lists accents in any form, and keeps a name written from right to left out of the words beside it', async () => {
    const field = await open('', 'multiple');
    const names = ['re\u0301sume\u0301.PDF', 'מסמך 2024', 'تقرير.pdf'];
    await choose(field, ...names.map((name) => file(name, 10, 'image/png')));
    expect(listed(field)).to.equal(names.map((name) => `${name}, 1 kB`).join(' | '));
    expect(buttons(field)).to.equal(names.map((name) => `Remove ${name}`).join(' | '));
    const apart = (within: string) => [...field.querySelectorAll(`${within} > bdi`)].map((name) => name.textContent);
    expect(apart('span').join(' | ')).to.equal(names.join(' | '));
    expect(apart('button').join(' | ')).to.equal(names.join(' | '));
  });

  it('ties a label that the page left untied', async () => {
    const field = await fixture<FileField>(
      page('<plaza-file-field><label>Photo</label><input type="file"></plaza-file-field>'),
    );
    expect(byLabel(field, 'Photo').type).to.equal('file');
  });

  for (const name of ['one-file', 'several-files', 'with-error', 'in-spanish'])
    it(`does not change the markup of its example: ${name}`, async () => {
      const host = await fixture(page('<div></div>'));
      host.innerHTML = await example(`file-field/${name}`);
      const before = host.innerHTML;
      await settled();
      expect(host.innerHTML).to.equal(before);
    });
});
