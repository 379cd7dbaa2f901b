import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { byLabel, descriptionOf, example, nextAnnouncement, page, settled, warningsOf } from '../shared/testing.js';
import { loadWords } from '../shared/words.js';
import './define.js';
import type { Field } from './field.js';

const email = `
  <plaza-field>
    <label>Email address</label>
    <p slot="hint">We only use it to send your receipt</p>
    <input name="email" type="email" autocomplete="email" required>
  </plaza-field>`;

const refused = `
  <plaza-field>
    <label>Email address</label>
    <p slot="error"><span class="plaza-visually-hidden">Error:</span> Enter an email address</p>
    <input name="email" aria-describedby="privacy-note">
  </plaza-field>`;

const limited = `
  <plaza-field max-characters="10">
    <label for="about">About your home</label>
    <textarea id="about" name="about" aria-describedby="about-limit"></textarea>
    <p slot="limit" id="about-limit">You can enter up to 10 characters</p>
  </plaza-field>`;

const shownError = (field: Element) =>
  field.querySelector<HTMLElement>('[slot="error"]:not([hidden])')?.innerText.replace(/\s+/g, ' ');
const serverError = (words: string) =>
  Object.assign(document.createElement('p'), { slot: 'error', textContent: words });

/** The answer a person gives by typing, and leaves. */
async function type(field: Field, text: string): Promise<void> {
  field.control!.focus();
  await sendKeys({ type: text });
}

describe('plaza-field', () => {
  it('is sent like any other form control', async () => {
    const form = await fixture<HTMLFormElement>(page(`<form>${email}</form>`));
    byLabel(form, 'Email address').value = 'ada@example.org';
    expect([...new FormData(form)].join()).to.equal('email,ada@example.org');
  });

  it('takes what the person types, with the events of the input itself', async () => {
    const field = await fixture<Field>(page(email));
    let heard = 0;
    field.addEventListener('input', () => heard++);
    await type(field, 'ada');
    expect(field.control!.value).to.equal('ada');
    expect(heard).to.equal(3);
  });

  describe('its label, hint and error', () => {
    it('name and describe the control where the page left that out', async () => {
      const field = await fixture<Field>(page(email));
      expect(field.control!.labels![0]!.textContent).to.equal('Email address');
      expect(descriptionOf(field.control!)).to.equal('We only use it to send your receipt');
    });

    it('stand in one order, hint then error, after what the page wrote itself', async () => {
      const host = await fixture(page(`<div><p id="privacy-note">Kept a year</p>${refused}</div>`));
      expect(descriptionOf(byLabel(host, 'Email address'))).to.equal('Kept a year | Error: Enter an email address');
    });

    it('stand in that order also where the page tied none of them', async () => {
      const field = await fixture<Field>(
        page(
          '<plaza-field><label>Name</label><p slot="error">Enter your name</p><p slot="hint">In full</p><input></plaza-field>',
        ),
      );
      expect(descriptionOf(field.control!)).to.equal('In full | Enter your name');
    });

    it('are tied when they arrive late', async () => {
      const field = await fixture<Field>(page('<plaza-field><label>Name</label><input name="name"></plaza-field>'));
      field.control!.before(
        Object.assign(document.createElement('p'), { slot: 'hint', textContent: 'As in your passport' }),
      );
      await settled();
      expect(descriptionOf(field.control!)).to.equal('As in your passport');
    });

    it('rest while the field is off the page, and catch up when it is back', async () => {
      const field = await fixture<Field>(page('<plaza-field><label>Name</label><input name="name"></plaza-field>'));
      const place = field.parentElement!;
      field.remove();
      field.append(Object.assign(document.createElement('p'), { slot: 'hint', textContent: 'In full' }));
      await settled();
      expect(descriptionOf(field.control!)).to.equal('');
      place.append(field);
      await settled();
      expect(descriptionOf(field.control!)).to.equal('In full');
    });

    it('are tied in somebody else’s shadow root', async () => {
      const host = await fixture(page('<div></div>'));
      const root = host.attachShadow({ mode: 'open' });
      root.innerHTML = email;
      await settled();
      const input = root.querySelector('input')!;
      expect(input.labels![0]!.textContent).to.equal('Email address');
      expect(descriptionOf(input)).to.equal('We only use it to send your receipt');
    });

    it('are tied in a copy of a template', async () => {
      const template = document.createElement('template');
      template.innerHTML = email;
      const host = await fixture(page('<div></div>'));
      host.append(template.content.cloneNode(true));
      await settled();
      expect(descriptionOf(byLabel(host, 'Email address'))).to.equal('We only use it to send your receipt');
    });
  });

  describe('an error', () => {
    it('is shown before the control, with the word for those who only hear it', async () => {
      const field = await fixture<Field>(page(email));
      await loadWords(field);
      field.error = 'Enter an email address';
      await settled();
      expect(shownError(field)).to.equal('Error: Enter an email address');
      expect(descriptionOf(field.control!)).to.equal(
        'We only use it to send your receipt | Error: Enter an email address',
      );
      expect(field.control!.getAttribute('aria-invalid')).to.equal('true');
      expect(field.querySelector('[slot="error"] + input') === field.control).to.equal(true);
    });

    it('speaks Spanish on a Spanish page', async () => {
      const host = await fixture(page(`<div lang="es-CL">${email.replace('error', '')}</div>`));
      const field = host.querySelector<Field>('plaza-field')!;
      await loadWords(field);
      expect(field.validate()).to.equal('Completa “Email address”');
    });

    it('may be set by a framework before the element is one', async () => {
      const template = document.createElement('template');
      template.innerHTML = email;
      const early = template.content.querySelector<Field>('plaza-field')!;
      early.error = 'Enter an email address';
      const host = await fixture(page('<div></div>'));
      host.append(early);
      await settled();
      expect(host.querySelector<Field>('plaza-field')!.message).to.equal('Enter an email address');
      early.error = '';
      await settled();
      expect(early.message).to.equal('');
    });

    it('may be an attribute', async () => {
      const field = await fixture<Field>(
        page(email.replace('<plaza-field', '<plaza-field error="Enter an email address"')),
      );
      await settled();
      expect(field.message).to.equal('Enter an email address');
      field.setAttribute('error', 'Enter another email address');
      await settled();
      expect(field.message).to.equal('Enter another email address');
      field.removeAttribute('error');
      await settled();
      expect(field.message).to.equal('');
    });

    it('goes away again, and leaves nothing behind', async () => {
      const field = await fixture<Field>(page(refused));
      field.error = '';
      await settled();
      expect(field.message).to.equal('');
      expect(field.control!.getAttribute('aria-describedby')).to.equal('privacy-note');
      expect(field.control!.hasAttribute('aria-invalid')).to.equal(false);
    });

    it('may come from the server late, and then replaces what the script said', async () => {
      const field = await fixture<Field>(page(email));
      field.error = 'Enter an email address';
      await settled();
      field.control!.before(serverError('This address is already registered'));
      await settled();
      expect(shownError(field)).to.equal('This address is already registered');
      expect(field.querySelectorAll('[slot="error"]:not([hidden])').length).to.equal(1);
    });

    it('is followed when the page rewords it, hides it or takes it away', async () => {
      const field = await fixture<Field>(page(refused));
      const sent = field.querySelector<HTMLElement>('[slot="error"]')!;
      let told = 0;
      field.addEventListener('plaza-question-error', () => told++);
      sent.lastChild!.nodeValue = ' Enter another email address';
      await settled();
      expect(field.message).to.equal('Enter another email address');
      expect(told).to.equal(1);
      sent.hidden = true;
      await settled();
      expect(field.control!.hasAttribute('aria-invalid')).to.equal(false);
      sent.hidden = false;
      await settled();
      expect(field.control!.getAttribute('aria-invalid')).to.equal('true');
      sent.remove();
      await settled();
      expect(field.control!.getAttribute('aria-describedby')).to.equal('privacy-note');
    });

    it('of the server keeps its markup, also after the script said something else', async () => {
      const field = await fixture<Field>(page(refused));
      field.error = 'Something else';
      await settled();
      field.error = undefined;
      await settled();
      expect(field.querySelector('[slot="error"]')!.innerHTML).to.include(
        '<span class="plaza-visually-hidden">Error:</span> Enter an',
      );
    });

    it('is told once for each change, without any words', async () => {
      const heard: string[] = [];
      const form = await fixture<HTMLFormElement>(page(`<form>${email}</form>`));
      form.addEventListener('plaza-question-error', (event) => heard.push(Object.keys(event).join()));
      const field = form.querySelector<Field>('plaza-field')!;
      for (const error of ['Enter an email address', 'Enter an email address', '']) {
        field.error = error;
        await settled();
      }
      expect(heard.length).to.equal(2);
      expect(heard.join('')).to.not.include('message');
    });
  });

  describe('what is wrong with an answer', () => {
    const cases: [string, string, string, string][] = [
      ['an empty answer', '<input required>', '', 'Fill in “Question”'],
      ['an answer of spaces', '<input required value="  ">', '', 'Fill in “Question”'],
      [
        'no choice',
        '<select required><option value="">Choose</option><option>A</option></select>',
        '',
        'Choose an option for “Question”',
      ],
      ['an email without @', '<input type="email" value="ada">', '', 'Write an email address like name@example.org'],
      ['a box left open', '<input type="checkbox" required>', '', 'Fill in “Question”'],
      ['an odd web address', '<input type="url" value="example">', '', 'Write a web address that begins with https://'],
      [
        'a code of the wrong form',
        '<input pattern="[A-Z]{3}" value="a1">',
        '',
        'Check “Question”: write it as the example shows',
      ],
      ['a number too low', '<input type="number" min="18" value="17">', '', 'Write 18 or more'],
      ['a number too high', '<input type="number" max="5" value="6">', '', 'Write 5 or less'],
      [
        'too many characters',
        '<textarea>12345</textarea>',
        'max-characters="3"',
        'Shorten your answer by 2 characters',
      ],
      [
        'one character too many',
        '<textarea>1234</textarea>',
        'max-characters="3"',
        'Shorten your answer by 1 character',
      ],
      ['too many words', '<textarea>one two three</textarea>', 'max-words="2"', 'Shorten your answer by 1 word'],
      ['the page’s own words', '<input required>', 'error-value-missing="Tell us your name"', 'Tell us your name'],
      ['nothing', '<input required value="Ada">', '', ''],
      ['nothing in a disabled control', '<input required disabled>', '', ''],
    ];
    for (const [what, control, attributes, expected] of cases)
      it(`is said of ${what}`, async () => {
        const field = await fixture<Field>(
          page(`<plaza-field ${attributes}><label>Question</label>${control}</plaza-field>`),
        );
        await loadWords(field);
        expect(field.validate()).to.equal(expected);
      });

    it('is what a rule of the page says, given by setCustomValidity', async () => {
      const field = await fixture<Field>(page(email));
      field.control!.value = 'ada@example.org';
      field.control!.setCustomValidity('Use your work address');
      expect(field.validate()).to.equal('Use your work address');
    });
  });

  describe('a limit', () => {
    const counted = (field: Element) => field.querySelector<HTMLElement>('[slot="count"]:not([hidden])')?.innerText;
    const limit = (field: Element) => field.querySelector<HTMLElement>('[slot="limit"]')!;

    it('is a sentence of the page until the person types, then what is left', async () => {
      const field = await fixture<Field>(page(limited));
      expect(limit(field).hidden).to.equal(false);
      await type(field, 'four');
      await settled();
      expect(counted(field)).to.equal('You have 6 characters left');
      expect(limit(field).hidden).to.equal(true);
      expect(descriptionOf(field.control!)).to.equal('You can enter up to 10 characters');
    });

    it('cuts nothing, and says how much is too much', async () => {
      const field = await fixture<Field>(page(limited));
      await type(field, 'twelve signs');
      await settled();
      expect(counted(field)).to.equal('Shorten your answer by 2 characters');
      expect(field.control!.value).to.equal('twelve signs');
    });

    it('counts a line break as one and an emoji as one, as the server does', async () => {
      const field = await fixture<Field>(page(limited));
      field.control!.value = 'a\r\nb😀';
      field.control!.dispatchEvent(new Event('input', { bubbles: true }));
      await settled();
      expect(counted(field)).to.equal('You have 6 characters left');
    });

    it('is silent for the eye and the ear below its threshold', async () => {
      const field = await fixture<Field>(page(limited.replace('max-', 'count-from="50" max-')));
      await type(field, 'four');
      await settled();
      expect(counted(field)).to.equal(undefined);
      await type(field, ' five');
      await settled();
      expect(counted(field)).to.equal('You have 1 character left');
    });

    it('is spoken once the person rests', async () => {
      const field = await fixture<Field>(page(limited));
      const said = nextAnnouncement();
      await type(field, 'four');
      expect(await said).to.equal('You have 6 characters left');
    });

    it('is counted again when the browser gives an answer back', async () => {
      const field = await fixture<Field>(page(limited));
      field.control!.value = 'given back';
      window.dispatchEvent(new Event('pageshow'));
      await settled();
      expect(counted(field)).to.equal('You have 0 characters left');
    });
  });

  describe('documented markup', () => {
    for (const name of [
      'email',
      'with-error',
      'character-limit',
      'select',
      'prefix-and-suffix',
      'right-to-left',
      'read-only',
    ])
      it(`is not written to, so that a framework may hydrate it: ${name}`, async () => {
        const host = await fixture(page('<div></div>'));
        const markup = await example(`field/${name}`);
        const changed: string[] = [];
        const observer = new MutationObserver((records) =>
          changed.push(...records.map(({ target }) => target.nodeName)),
        );
        observer.observe(host, { subtree: true, childList: true, attributes: true, characterData: true });
        host.innerHTML = markup;
        const before = host.innerHTML;
        await settled();
        await settled();
        observer.disconnect();
        expect(changed.join()).to.equal('DIV'); // the test's own change
        expect(host.innerHTML).to.equal(before);
      });
  });

  describe('wrong markup', () => {
    const mistakes: [string, string][] = [
      ['field-without-label', '<plaza-field><input name="a"></plaza-field>'],
      ['field-without-control', '<plaza-field><label>A</label></plaza-field>'],
      ['field-with-two-controls', '<plaza-field><label for="t1">A</label><input id="t1"><input id="t2"></plaza-field>'],
      ['duplicate-id', '<i id="twice"></i><plaza-field><label for="twice">A</label><input id="twice"></plaza-field>'],
      ['empty-error', '<plaza-field><label>A</label><p slot="error"></p><input></plaza-field>'],
    ];
    for (const [code, markup] of mistakes)
      it(`warns once, with a page to read, and goes on: ${code}`, async () => {
        const warnings = await warningsOf(async () => {
          await fixture(page(`<form>${markup}</form>`));
          await fixture(page(`<form>${markup.replaceAll(/twice|t1|t2/g, 'other-$&')}</form>`));
          await settled();
        });
        expect(warnings.filter((warning) => warning.includes(`docs/warnings.md#${code}`)).length).to.equal(1);
      });
  });
});
