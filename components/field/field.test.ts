import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { announce } from '../shared/announce.js';
import {
  begin,
  byLabel,
  descriptionOf,
  example,
  nextAnnouncement,
  page,
  settled,
  warningsOf,
} from '../shared/testing.js';
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

/** A field with a limit, once a person has come to it. */
async function openLimited(markup = limited, act = 'focusin'): Promise<Field> {
  const host = await fixture(page(`<div>${markup}</div>`));
  const field = host.querySelector<Field>('plaza-field')!;
  await loadWords(field);
  await begin(field, act, import('./character-count.js'));
  return field;
}

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

  it('counts in the language of the page, though its words arrive only when they are needed', async () => {
    const host = await fixture(page(`<div lang="es">${limited}</div>`)); // the first Spanish page of this file
    const field = host.querySelector<Field>('plaza-field')!;
    await begin(field, 'focusin', import('./character-count.js'));
    await type(field, 'casa');
    const count = () => field.querySelector('[slot="count"]')?.textContent;
    await waitUntil(() => count() === 'Te quedan 6 caracteres', 'Nothing was counted', { timeout: 4000 });
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

    it('stand before the limit', async () => {
      const field = await fixture<Field>(
        page(
          '<plaza-field max-words="9"><label>Name</label><p slot="limit">Up to 9 words</p><p slot="error">Enter your name</p><p slot="hint">In full</p><input></plaza-field>',
        ),
      );
      expect(descriptionOf(field.control!)).to.equal('In full | Enter your name | Up to 9 words');
    });

    it('have ids that nothing else on the page has', async () => {
      const first = await fixture<Field>(page(email));
      const [, stem, number] = /^(.*-)(\d+)$/.exec(first.querySelector('[slot="hint"]')!.id)!;
      const taken = [1, 2, 3].map((more) => `<p id="${stem}${Number(number) + more}">Something else</p>`).join('');
      const host = await fixture(page(`<div>${taken}${email}</div>`));
      expect(descriptionOf(byLabel(host, 'Email address'))).to.equal('We only use it to send your receipt');
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
      input.before(serverError('Enter an email address'));
      await settled();
      expect(descriptionOf(input)).to.equal('We only use it to send your receipt | Enter an email address');
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

    it('may be the same again after it was mended', async () => {
      const field = await fixture<Field>(page(email));
      for (const error of ['Enter an email address', '', 'Enter an email address']) {
        field.error = error;
        await settled();
      }
      expect(shownError(field)).to.equal('Error: Enter an email address');
      expect(field.message).to.equal('Enter an email address');
    });

    it('leaves no trace where nothing else describes the control', async () => {
      const field = await fixture<Field>(page('<plaza-field><label for="n">Name</label><input id="n"></plaza-field>'));
      const before = field.control!.outerHTML;
      for (const error of ['Enter your name', '']) {
        field.error = error;
        await settled();
      }
      expect(field.control!.outerHTML).to.equal(before);
    });

    it('is not taken back where the page itself marks the answer as wrong', async () => {
      const field = await fixture<Field>(page(email.replace('<input', '<input aria-invalid="true"')));
      field.error = '';
      await settled();
      expect(field.control!.getAttribute('aria-invalid')).to.equal('true');
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
        'a number between two steps',
        '<input type="number" min="0" step="5" value="7">',
        '',
        'Write a number in steps of 5',
      ],
      ['nothing of as much as is allowed', '<textarea>123</textarea>', 'max-characters="3"', ''],
      ['nothing of spaces around it', '<textarea> 123\n\n</textarea>', 'max-characters="3"', ''],
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

    it('is that an answer is too short, once a person has written it', async () => {
      const field = await fixture<Field>(page('<plaza-field><label>Code</label><input minlength="5"></plaza-field>'));
      await loadWords(field);
      await type(field, 'ab');
      expect(field.validate()).to.equal('Write at least 5 characters');
    });

    it('is what the browser says of an answer longer than the page’s own `maxlength`, of which it warns', async () => {
      let field!: Field;
      const warnings = await warningsOf(async () => {
        const markup = '<plaza-field><label>Code</label><input maxlength="3" value="12345"></plaza-field>';
        field = await fixture<Field>(page(markup));
        await settled();
      });
      expect(warnings.join()).to.include('#field-with-maxlength');
      field.control!.focus();
      await sendKeys({ press: 'End' });
      await sendKeys({ press: 'Backspace' });
      expect(field.control!.value).to.equal('1234');
      expect(field.validate()).to.equal(field.control!.validationMessage);
      expect(field.validate()).to.not.equal('');
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
    const isOver = (field: Element) => field.querySelector('[slot="count"]')!.hasAttribute('data-over'); // looks so
    const limit = (field: Element) => field.querySelector<HTMLElement>('[slot="limit"]')!;

    it('is a sentence of the page until the person types, then what is left', async () => {
      const field = await openLimited();
      expect(limit(field).hidden).to.equal(false);
      await type(field, 'four');
      await settled();
      expect(counted(field)).to.equal('You have 6 characters left');
      expect(limit(field).hidden).to.equal(true);
      expect(descriptionOf(field.control!)).to.equal('You can enter up to 10 characters');
    });

    it('cuts nothing, and says how much is too much', async () => {
      const field = await openLimited();
      await type(field, 'twelve signs');
      await settled();
      expect(counted(field)).to.equal('Shorten your answer by 2 characters');
      expect(field.control!.value).to.equal('twelve signs');
      expect(isOver(field)).to.equal(true);
      await sendKeys({ press: 'Backspace' });
      await sendKeys({ press: 'Backspace' });
      await settled();
      expect(isOver(field)).to.equal(false);
    });

    it('counts a line break as one and an emoji as one, as the server does', async () => {
      const field = await openLimited();
      field.control!.value = 'a\r\nb😀';
      field.control!.dispatchEvent(new Event('input', { bubbles: true }));
      await settled();
      expect(counted(field)).to.equal('You have 6 characters left');
    });

    it('is silent for the eye and the ear below its threshold', async () => {
      const field = await openLimited(limited.replace('max-', 'count-from="50" max-'));
      await type(field, 'four');
      await settled();
      expect(counted(field)).to.equal(undefined);
      await type(field, '5');
      await settled();
      expect(counted(field)).to.equal('You have 5 characters left');
      await type(field, 'five');
      await settled();
      expect(counted(field)).to.equal('You have 1 character left');
    });

    it('is spoken once the person rests', async () => {
      const field = await openLimited();
      const said = nextAnnouncement();
      await type(field, 'four');
      expect(await said).to.equal('You have 6 characters left');
    });

    it('speaks of what was typed before anything could count it', async () => {
      const field = await fixture<Field>(page(limited.replace('"10"', '"30"')));
      field.control!.value = 'four';
      field.control!.dispatchEvent(new Event('input', { bubbles: true }));
      const said = () => document.querySelector('[aria-live="polite"]')?.textContent;
      await waitUntil(() => said() === 'You have 26 characters left', 'Nothing was said', { timeout: 4000 });
    });

    it('is counted when the browser gives an answer back to who has not come to it yet', async () => {
      const field = await fixture<Field>(page(limited));
      await loadWords(field);
      field.control!.value = 'given back';
      window.dispatchEvent(new Event('pageshow'));
      const left = () => field.querySelector('[slot="count"]')?.textContent;
      await waitUntil(() => left() === 'You have 0 characters left', 'Nothing was counted', { timeout: 4000 });
    });

    it('is counted again when the browser gives an answer back', async () => {
      const field = await openLimited();
      field.control!.value = 'given back';
      window.dispatchEvent(new Event('pageshow'));
      await settled();
      expect(counted(field)).to.equal('You have 0 characters left');
    });

    it('is counted in one place, also after the field was moved', async () => {
      const field = await openLimited();
      await type(field, 'four');
      field.parentElement!.append(field);
      await begin(field, 'focusin', import('./character-count.js'));
      await type(field, '5');
      await settled();
      const counts = [...field.querySelectorAll('[slot="count"]')].map(({ textContent }) => textContent);
      expect(counts.join()).to.equal('You have 5 characters left');
    });

    it('stays the sentence of the page where the browser gave nothing back', async () => {
      const field = await openLimited(limited.replace('</textarea>', 'as sent$&'));
      window.dispatchEvent(new Event('pageshow'));
      await settled();
      await settled();
      expect(counted(field)).to.equal(undefined);
      expect(limit(field).hidden).to.equal(false);
    });

    describe('as the seconds pass', () => {
      const { setInterval, clearInterval } = window;
      const clocks = new Map<number, () => void>();
      let made = 0;
      beforeEach(() => {
        clocks.clear();
        window.setInterval = ((look: () => void) => clocks.set(++made, look) && made) as typeof window.setInterval;
        window.clearInterval = (clock) => void clocks.delete(clock as number);
      });
      afterEach(() => void Object.assign(window, { setInterval, clearInterval }));

      const pass = (seconds: number) => {
        while (seconds--) for (const look of clocks.values()) look();
      };

      /** What was said until now. A word of the test's own ends it, so that silence is heard too. */
      async function said(): Promise<string> {
        const end = `End ${++made}`;
        announce(end);
        const words = () => document.querySelector('[aria-live="polite"]')?.textContent.split('. ') ?? [];
        await waitUntil(() => words().includes(end), 'Nothing was said', { timeout: 4000 });
        return words()
          .filter((word) => word !== end)
          .join();
      }

      it('is spoken once, however long the person rests', async () => {
        const field = await openLimited();
        await type(field, 'four');
        pass(2);
        expect(await said()).to.equal('You have 6 characters left');
        pass(3);
        expect(await said()).to.equal('');
      });

      it('is not spoken to a person who only passes', async () => {
        const field = await openLimited(limited.replace('</textarea>', 'as sent$&'));
        field.control!.focus();
        pass(3);
        expect(await said()).to.equal('');
      });

      it('is not spoken below its threshold', async () => {
        const field = await openLimited(limited.replace('max-', 'count-from="50" max-'));
        await type(field, 'four');
        pass(3);
        expect(await said()).to.equal('');
      });

      it('follows a voice, which presses no keys', async () => {
        const field = await openLimited();
        field.control!.focus();
        field.control!.value = 'four';
        pass(1);
        await settled();
        expect(counted(field)).to.equal('You have 6 characters left');
        expect(field.querySelector('[slot="count"]')!.getAttribute('aria-hidden')).to.equal('true'); // it is spoken, at rest
        pass(1);
        expect(await said()).to.equal('You have 6 characters left');
      });

      it('rests while the person is elsewhere, and once the field is gone', async () => {
        const field = await openLimited();
        field.control!.focus();
        expect(clocks.size).to.equal(1);
        field.control!.blur();
        expect(clocks.size).to.equal(0);
        field.dispatchEvent(new Event('focusin'));
        field.remove();
        expect(clocks.size).to.equal(0);
      });
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
        expect(warnings.filter((warning) => warning.includes(`warnings.md#${code}`)).length).to.equal(1);
      });

    it('goes on where the control comes after the page was shown', async () => {
      const field = await openLimited(limited.replace(/<textarea.*textarea>/, ''));
      window.dispatchEvent(new Event('pageshow'));
      field.querySelector('label')!.after(Object.assign(document.createElement('textarea'), { id: 'about' }));
      await settled();
      await type(field, 'four');
      await settled();
      expect(field.querySelector('[slot="count"]')!.textContent).to.equal('You have 6 characters left');
    });
  });

  it('leaves the words of a translated page alone, and says the next error', async () => {
    const field = await fixture<Field>(page(email));
    await loadWords(field);
    field.error = 'Enter your email address';
    await settled();
    const error = field.querySelector<HTMLElement>('[slot="error"]')!;
    error.innerHTML = '<font><font>Escribe tu correo</font></font>'; // as browsers translate
    await settled();
    await settled();
    expect(shownError(field)).to.equal('Escribe tu correo');
    field.error = 'Write it like name@example.org';
    await settled();
    expect(shownError(field)).to.equal('Error: Write it like name@example.org');
  });

  it('says nothing of an empty error that is hidden', async () => {
    const warnings = await warningsOf(async () => {
      await fixture(page(email.replace('<input', '<p slot="error" hidden></p><input')));
      await settled();
    });
    expect(warnings.join()).to.equal('');
  });

  it('counts in the language that the page means by es_CL', async () => {
    const field = await openLimited(`<div lang="es_CL">${limited}</div>`);
    await type(field, 'casa');
    await settled();
    expect(field.querySelector('[slot="count"]')!.textContent).to.equal('Te quedan 6 caracteres');
  });

  it('counts in English where the page names no language at all, and warns', async () => {
    const warnings = await warningsOf(async () => {
      const field = await openLimited(`<div lang="c">${limited}</div>`);
      await type(field, 'house');
      await settled();
      expect(field.querySelector('[slot="count"]')!.textContent).to.equal('You have 5 characters left');
    });
    expect(warnings.join()).to.include('#language-without-words');
  });

  it('counts again what is left when the form is put back as it was', async () => {
    const field = await openLimited(`<form>${limited}</form>`);
    await type(field, 'house');
    await settled();
    field.control!.form!.reset();
    await settled();
    await settled();
    expect(field.querySelector('[slot="count"]')!.textContent).to.equal('You have 10 characters left');
  });

  it('shows its count at the very character where the page wants it', async () => {
    const field = await openLimited(limited.replace('max-characters="10"', 'max-characters="100" count-from="90"'));
    field.control!.value = 'x'.repeat(90);
    field.control!.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    expect(field.querySelector('[slot="count"]:not([hidden])')?.textContent).to.equal('You have 10 characters left');
  });

  it('may be told of an error that ends in a space', async () => {
    const field = await fixture<Field>(page(email));
    await loadWords(field);
    field.error = 'Enter your email address ';
    await settled();
    await settled();
    expect(shownError(field)!.trim()).to.equal('Error: Enter your email address');
  });
});
