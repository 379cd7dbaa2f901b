import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../choices/define.js';
import '../date-field/define.js';
import '../field/define.js';
import '../file-field/define.js';
import { hasWords, loadWords } from '../shared/words.js';
import { byLabel, descriptionOf, page, settled, warningsOf } from '../shared/testing.js';
import './define.js';
import type { Form } from './form.js';

const application = `
  <div>
    <plaza-error-summary></plaza-error-summary>
    <plaza-form>
      <form novalidate>
        <plaza-field error-value-missing="Enter your name">
          <label for="name">Name</label><input id="name" name="name" required>
        </plaza-field>
        <plaza-field>
          <label for="email">Email address</label><input id="email" name="email" type="email">
        </plaza-field>
        <plaza-choices>
          <fieldset>
            <legend>Contact</legend>
            <div class="plaza-choice"><input type="radio" id="by-email" name="contact" value="email" required><label for="by-email">Email</label></div>
            <div class="plaza-choice"><input type="radio" id="by-post" name="contact" value="post" required><label for="by-post">Post</label></div>
          </fieldset>
        </plaza-choices>
        <button class="plaza-button">Send</button>
        <button class="plaza-button" name="later" value="1" formnovalidate>Save and come back</button>
      </form>
    </plaza-form>
  </div>`;

/** A page with the form, and what it would send: nothing leaves the test. */
async function open(markup = application) {
  const host = await fixture<HTMLElement>(page(markup));
  const element = host.querySelector<Form>('plaza-form')!;
  await loadWords(element);
  const sent: string[] = [];
  host.addEventListener('submit', (event) => {
    if (!event.defaultPrevented)
      sent.push([...new FormData(event.target as HTMLFormElement, event.submitter)].join(' '));
    event.preventDefault();
  });
  return { host, element, sent };
}

const press = (host: Element, name: string) =>
  [...host.querySelectorAll('button')].find((button) => button.textContent === name)!.click();
const errorOf = (host: Element, label: string) =>
  byLabel(host, label).closest<HTMLElement & { message: string }>('plaza-field, plaza-choices')!.message;
const summary = (host: Element) =>
  [...host.querySelectorAll('plaza-error-summary > :not([hidden]) :is(h2, li)')]
    .map((line) => line.textContent)
    .join(' | ');
const fill = (host: Element, label: string, value: string) => {
  const control = byLabel(host, label);
  control.focus();
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
};

describe('plaza-form', () => {
  const title = document.title;
  afterEach(() => (document.title = title));

  it('names everything that is wrong, beside each answer and in the summary, in page order', async () => {
    const { host, sent } = await open();
    fill(host, 'Email address', 'ada');
    press(host, 'Send');
    await settled();
    expect(sent.length).to.equal(0);
    expect(errorOf(host, 'Name')).to.equal('Enter your name');
    expect(errorOf(host, 'Email address')).to.equal('Write an email address like name@example.org');
    expect(summary(host)).to.equal(
      'There is a problem | Enter your name | Write an email address like name@example.org | Choose an option for “Contact”',
    );
  });

  it('keeps everything that was typed when something is wrong', async () => {
    const { host } = await open();
    fill(host, 'Email address', ' <b>ada');
    press(host, 'Send');
    await settled();
    expect(byLabel(host, 'Email address').value).to.equal('<b>ada'); // HTML takes the space from an email input itself
  });

  it('moves people to the summary and says "Error:" before the title, once', async () => {
    const { host } = await open();
    press(host, 'Send');
    press(host, 'Send');
    await settled();
    expect(document.activeElement!.localName).to.equal('plaza-error-summary');
    expect(document.title).to.equal(`Error: ${title}`);
    fill(host, 'Name', 'Ada');
    byLabel(host, 'Email').click();
    press(host, 'Send');
    expect(document.title).to.equal(title);
    expect(summary(host)).to.equal('');
  });

  it('leads from each line of the summary to the answer: a control, or the first of a group', async () => {
    const { host } = await open();
    press(host, 'Send');
    await settled();
    const focused: string[] = [];
    for (const link of host.querySelectorAll<HTMLAnchorElement>('plaza-error-summary a')) {
      link.click();
      focused.push(document.activeElement!.id);
    }
    expect(focused.join()).to.equal('name,by-email');
  });

  it('sends a form with nothing wrong, and the page’s own listeners hear only of that one', async () => {
    const { host, sent } = await open();
    let heard = 0;
    host.querySelector('form')!.addEventListener('submit', () => heard++);
    press(host, 'Send');
    fill(host, 'Name', 'Ada');
    byLabel(host, 'Post').click();
    press(host, 'Send');
    expect(sent.join()).to.equal('name,Ada email, contact,post');
    expect(heard).to.equal(1);
  });

  it('is sent by Enter in a field too', async () => {
    const { host, sent } = await open();
    fill(host, 'Name', 'Ada');
    byLabel(host, 'Post').click();
    byLabel(host, 'Name').focus();
    await sendKeys({ press: 'Enter' });
    expect(sent.length).to.equal(1);
  });

  it('lets people save and come back with anything wrong', async () => {
    const { host, sent } = await open();
    press(host, 'Save and come back');
    expect(sent.join()).to.equal('name, email, later,1');
  });

  it('asks the service what only it knows', async () => {
    const { host, element, sent } = await open();
    element.addEventListener('plaza-form-validate', (event) =>
      event.report('email', 'Give the address of your school'),
    );
    fill(host, 'Name', 'Ada');
    byLabel(host, 'Post').click();
    press(host, 'Send');
    await settled();
    expect(sent.length).to.equal(0);
    expect(errorOf(host, 'Email address')).to.equal('Give the address of your school');
  });

  it('says first what is wrong with an answer itself, and asks whoever listens on the page', async () => {
    const { host } = await open();
    const report = (event: HTMLElementEventMap['plaza-form-validate']) => event.report('name', 'This name is taken');
    document.addEventListener('plaza-form-validate', report as EventListener);
    press(host, 'Send');
    await settled();
    expect(errorOf(host, 'Name')).to.equal('Enter your name');
    fill(host, 'Name', 'Ada');
    press(host, 'Send');
    await settled();
    document.removeEventListener('plaza-form-validate', report as EventListener);
    expect(errorOf(host, 'Name')).to.equal('This name is taken');
  });

  it('sends a form as it is until its words are here, and fetches them itself', async () => {
    const host = await fixture<HTMLElement>(page('<div lang="es"></div>')); // the first Spanish page of this file
    let sent = 0;
    host.addEventListener('submit', (event) => {
      sent++;
      event.preventDefault();
    });
    host.innerHTML = application;
    press(host, 'Send');
    expect(sent).to.equal(1);
    await waitUntil(() => hasWords(host), 'The words did not come', { timeout: 4000 });
    press(host, 'Send');
    expect(sent).to.equal(1);
  });

  it('does not ask what a person cannot see', async () => {
    const { host, sent } = await open();
    byLabel(host, 'Post').click();
    byLabel(host, 'Name').closest<HTMLElement>('plaza-field')!.style.display = 'none';
    press(host, 'Send');
    expect(sent.length).to.equal(1);
  });

  describe('an error that is mended', () => {
    it('leaves when the answer is left, never while typing', async () => {
      const { host } = await open();
      press(host, 'Send');
      await settled();
      byLabel(host, 'Name').focus();
      await sendKeys({ type: 'Ada' });
      await settled();
      expect(errorOf(host, 'Name')).to.equal('Enter your name');
      await sendKeys({ press: 'Tab' });
      await settled();
      expect(errorOf(host, 'Name')).to.equal('');
      expect(errorOf(host, 'Contact')).to.equal('Choose an option for “Contact”');
    });

    it('stays when the answer is left as it was', async () => {
      const { host } = await open();
      press(host, 'Send');
      await settled();
      byLabel(host, 'Name').focus();
      byLabel(host, 'Email address').focus();
      await settled();
      expect(errorOf(host, 'Name')).to.equal('Enter your name');
    });

    it('stays when the answer is another, and still wrong', async () => {
      const { host } = await open();
      fill(host, 'Email address', 'ada');
      press(host, 'Send');
      await settled();
      fill(host, 'Email address', 'ada.example.org');
      byLabel(host, 'Name').focus();
      await settled();
      expect(errorOf(host, 'Email address')).to.equal('Write an email address like name@example.org');
    });

    it('stays when what only the service knows is wrong is left as it was', async () => {
      const { host, element } = await open();
      element.addEventListener('plaza-form-validate', (event) => event.report('email', 'We cannot write there'));
      fill(host, 'Email address', 'ada@example.org');
      press(host, 'Send');
      await settled();
      byLabel(host, 'Email address').focus();
      byLabel(host, 'Name').focus();
      await settled();
      expect(errorOf(host, 'Email address')).to.equal('We cannot write there');
      fill(host, 'Email address', 'ada@example.net');
      byLabel(host, 'Name').focus();
      await settled();
      expect(errorOf(host, 'Email address')).to.equal('');
    });

    it('stays while the person is still at the question', async () => {
      const parts = ['Day', 'Month', 'Year'].map(
        (part) =>
          `<div><label for="${part}">${part}</label><input id="${part}" name="born/${part.toLowerCase()}"></div>`,
      );
      const { host } = await open(`
        <div><plaza-form><form novalidate>
          <plaza-date-field required><fieldset role="group"><legend>Born</legend><div class="plaza-date-parts">${parts.join('')}</div></fieldset></plaza-date-field>
          <button>Send</button>
        </form></plaza-form></div>`);
      press(host, 'Send');
      await settled();
      const question = host.querySelector('plaza-date-field')!;
      for (const [part, value] of [
        ['Month', '3'],
        ['Year', '1980'],
        ['Day', '27'],
      ] as const)
        fill(host, part, value);
      byLabel(host, 'Month').focus();
      await settled();
      expect(question.message).to.equal('Fill in “Born”');
      host.querySelector('button')!.focus();
      await settled();
      expect(question.message).to.equal('');
    });

    for (const end of ['pointerup', 'pointercancel'])
      it(`does not move what a finger is pressing, until ${end}`, async () => {
        const { host } = await open();
        press(host, 'Send');
        await settled();
        fill(host, 'Name', 'Ada');
        window.dispatchEvent(new PointerEvent('pointerdown'));
        byLabel(host, 'Email address').focus();
        await settled();
        expect(errorOf(host, 'Name')).to.equal('Enter your name');
        window.dispatchEvent(new PointerEvent(end));
        for (let soon = 0; soon < 3; soon++) await Promise.resolve(); // the click is still to come
        expect(errorOf(host, 'Name')).to.equal('Enter your name');
        await settled();
        await settled();
        expect(errorOf(host, 'Name')).to.equal('');
      });

    it('does not move what a finger is pressing, where the page keeps the press to itself either', async () => {
      const { host } = await open();
      host.addEventListener('pointerdown', (event) => event.stopPropagation());
      press(host, 'Send');
      await settled();
      fill(host, 'Name', 'Ada');
      byLabel(host, 'Email address').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      byLabel(host, 'Email address').focus();
      await settled();
      expect(errorOf(host, 'Name')).to.equal('Enter your name');
      window.dispatchEvent(new PointerEvent('pointerup'));
      await settled();
      await settled();
      expect(errorOf(host, 'Name')).to.equal('');
    });

    it('may be one that the server sent', async () => {
      const refused = application.replace(
        '<input id="name"',
        '<p slot="error" id="name-error">Use the name in your passport</p><input id="name" value="Ad" aria-describedby="name-error"',
      );
      const { host } = await open(refused);
      byLabel(host, 'Name').focus();
      byLabel(host, 'Email address').focus();
      await settled();
      expect(errorOf(host, 'Name')).to.equal('Use the name in your passport');
      fill(host, 'Name', 'Ada');
      byLabel(host, 'Email address').focus();
      await settled();
      expect(errorOf(host, 'Name')).to.equal('');
    });
  });

  describe('a server that answers with problem details', () => {
    it('has its errors shown beside the answers and in the summary', async () => {
      const { host, element } = await open();
      await element.showProblem({
        status: 422,
        errors: [
          { pointer: '#/contact', detail: 'Choose post' },
          { pointer: '/name', detail: 'This name is taken' },
          { detail: 'The office is closed today' },
        ],
      });
      await settled();
      expect(descriptionOf(byLabel(host, 'Name'))).to.equal('Error: This name is taken');
      expect(summary(host)).to.equal(
        'There is a problem | The office is closed today | This name is taken | Choose post',
      );
    });

    it('is heard when it only says what happened', async () => {
      const { host, element } = await open();
      await element.showProblem({ title: 'The service is closed', detail: 'Come back on Monday' });
      expect(summary(host)).to.equal('There is a problem | Come back on Monday');
    });

    it('is heard when it says no more than a title, or nothing', async () => {
      const { host, element } = await open();
      await element.showProblem({ title: 'The service is closed' });
      expect(summary(host)).to.equal('There is a problem | The service is closed');
      await element.showProblem({});
      expect(summary(host)).to.equal('There is a problem | There is a problem');
    });

    it('takes the place of everything that was wrong before', async () => {
      const refused = application.replace('<input id="name"', '<p slot="error">Use the name in your passport</p>$&');
      const { host, element } = await open(refused);
      await settled();
      expect(errorOf(host, 'Name')).to.equal('Use the name in your passport');
      await element.showProblem({ errors: [{ pointer: '/email', detail: 'We cannot write there' }] });
      await settled();
      expect(`${errorOf(host, 'Name')}|${errorOf(host, 'Email address')}`).to.equal('|We cannot write there');
    });

    it('is not put beside an answer whose name only begins alike', async () => {
      const { host, element } = await open();
      await element.showProblem({ errors: [{ pointer: '#/na', detail: 'Not in this country' }] });
      await settled();
      expect(errorOf(host, 'Name')).to.equal('');
      expect(summary(host)).to.equal('There is a problem | Not in this country');
    });

    it('reaches an answer with any name', async () => {
      const { host, element } = await open(application.replace('name="name"', 'name="año 1"'));
      await element.showProblem({ errors: [{ pointer: '#/a%C3%B1o%201', detail: 'Another year' }] });
      await settled();
      expect(errorOf(host, 'Name')).to.equal('Another year');
    });

    it('reaches a part of a date by the date’s own pointer', async () => {
      const { host, element } =
        await open(`<div><plaza-form><form><plaza-date-field><fieldset role="group"><legend>Birth</legend>
        <div class="plaza-date-parts"><div><label for="day">Day</label><input id="day" name="birth/day"></div></div>
        </fieldset></plaza-date-field></form></plaza-form></div>`);
      await element.showProblem({ errors: [{ pointer: '#/birth', detail: 'You have to be 18' }] });
      await settled();
      expect(descriptionOf(byLabel(host, 'Birth'))).to.equal('Error: You have to be 18');
      expect(summary(host)).to.equal('There is a problem | You have to be 18');
    });
  });

  describe('sending', () => {
    /** A form that goes somewhere harmless, so that the browser really sends it. */
    async function openSendable() {
      const target = '<iframe name="elsewhere" title="Answer"></iframe>';
      const host = await fixture<HTMLElement>(
        page(
          `<div>${target}<plaza-form><form action="/components/package.json" target="elsewhere"><button>Send</button></form></plaza-form></div>`,
        ),
      );
      await loadWords(host.querySelector('plaza-form')!);
      let submits = 0;
      host.addEventListener('submit', (event) => (submits += event.defaultPrevented ? 0 : 1));
      return { host, submits: () => submits };
    }

    it('happens once, however often the button is pressed, and the button says it is busy', async () => {
      const { host, submits } = await openSendable();
      press(host, 'Send');
      await settled();
      press(host, 'Send');
      press(host, 'Send');
      await settled();
      expect(submits()).to.equal(1);
      expect(host.querySelector('button')!.getAttribute('aria-disabled')).to.equal('true');
    });

    it('can happen again after the page is shown again, or was stopped', async () => {
      const { host, submits } = await openSendable();
      press(host, 'Send');
      await settled();
      window.dispatchEvent(new Event('pageshow'));
      expect(host.querySelector('button')!.hasAttribute('aria-disabled')).to.equal(false);
      press(host, 'Send');
      await settled();
      host.querySelector('button')!.focus();
      await sendKeys({ press: 'Escape' });
      press(host, 'Send');
      expect(submits()).to.equal(3);
    });
  });

  describe('a form that is busy', () => {
    const isBusy = (host: Element) => host.querySelector('button')!.hasAttribute('aria-disabled');

    /** A form without mistakes, on its way. It goes to a frame, so that the test stays. */
    async function openBusy() {
      const host = await fixture<HTMLElement>(
        page(`
          <div>
            <iframe name="answer" title="Answer"></iframe>
            <plaza-form><form novalidate action="/components/package.json" target="answer"><button>Send</button></form></plaza-form>
          </div>`),
      );
      const element = host.querySelector<Form>('plaza-form')!;
      await loadWords(element);
      press(host, 'Send');
      await settled();
      expect(isBusy(host)).to.equal(true);
      return { host, element };
    }

    it('says so', async () => {
      await openBusy();
      const said = () => document.querySelector('[aria-live="polite"]')?.textContent;
      await waitUntil(() => said()?.endsWith('Sending…'), 'Nothing was said', { timeout: 4000 });
    });

    it('stays busy whatever key is pressed, other than Escape', async () => {
      const { host } = await openBusy();
      host.querySelector('button')!.focus();
      await sendKeys({ press: 'Shift' });
      expect(isBusy(host)).to.equal(true);
      await sendKeys({ press: 'Escape' });
      expect(isBusy(host)).to.equal(false);
    });

    it('is free again once the server has answered with problem details', async () => {
      const { host, element } = await openBusy();
      await element.showProblem({ title: 'The service is closed' });
      expect(isBusy(host)).to.equal(false);
    });

    it('is free again where it was taken off the page and put back', async () => {
      const { host, element } = await openBusy();
      element.remove();
      host.append(element);
      expect(isBusy(host)).to.equal(false);
    });

    it('is free again after half a minute, for a person may have stopped it unheard', async () => {
      const { setTimeout, clearTimeout } = window;
      const waiting = new Map<number, () => void>();
      window.setTimeout = ((ring: () => void, time?: number) => {
        const timer = setTimeout(ring, time);
        if (time === 30_000) waiting.set(timer, ring);
        return timer;
      }) as typeof window.setTimeout;
      window.clearTimeout = (timer) => {
        waiting.delete(timer as number);
        clearTimeout(timer as number);
      };
      const { host } = await openBusy();
      window.dispatchEvent(new Event('pageshow'));
      press(host, 'Send');
      await settled();
      Object.assign(window, { setTimeout, clearTimeout });
      expect(waiting.size).to.equal(1); // the first press waits no more: it would free the second too soon
      for (const ring of waiting.values()) ring();
      expect(isBusy(host)).to.equal(false);
    });

    it('is none that the page sends in its own way', async () => {
      const { host, sent } = await open();
      fill(host, 'Name', 'Ada');
      byLabel(host, 'Post').click();
      for (const time of ['once', 'again']) {
        press(host, 'Send');
        await settled();
        expect(`${time} ${isBusy(host)}`).to.equal(`${time} false`);
      }
      expect(sent.length).to.equal(2);
    });
  });

  it('writes into its own summary where a page has several forms', async () => {
    const second = application
      .replaceAll(/(id|for)="/g, '$1="second-')
      .replace('<plaza-form>', '<plaza-form id="second">');
    const host = await fixture<HTMLElement>(
      page(
        `<div>${application}${second.replace('<plaza-error-summary></plaza-error-summary>', '').replace('<form novalidate>', '<plaza-error-summary></plaza-error-summary><form novalidate>')}</div>`,
      ),
    );
    const own = host.querySelector<Form>('#second')!;
    await loadWords(own);
    own.check();
    expect(own.querySelectorAll('plaza-error-summary li').length).to.equal(2);
    expect(host.querySelector('plaza-error-summary')!.childElementCount).to.equal(0);
  });

  it('makes a summary of its own where the only one on the page is inside another form', async () => {
    const inside = application
      .replace('<plaza-error-summary></plaza-error-summary>', '')
      .replace('<form novalidate>', '$&<plaza-error-summary></plaza-error-summary>');
    const second = application
      .replace('<plaza-error-summary></plaza-error-summary>', '')
      .replaceAll(/(id|for)="/g, '$1="second-')
      .replace('<plaza-form>', '<plaza-form id="second">');
    const { host } = await open(`<div>${inside}${second}</div>`);
    const own = host.querySelector<Form>('#second')!;
    own.check();
    expect(summary(host)).to.equal('There is a problem | Enter your name | Choose an option for “Contact”');
    expect(own.querySelectorAll('plaza-error-summary li').length).to.equal(2);
  });

  it('warns of a form that the browser would check first, and checks it itself', async () => {
    let sent: string[] = [];
    let host!: HTMLElement;
    const warnings = await warningsOf(async () => {
      ({ host, sent } = await open(application.replace('<form novalidate>', '<form>')));
      press(host, 'Send');
      await settled();
    });
    expect(warnings.join()).to.include('#form-without-novalidate');
    expect(sent.length).to.equal(0);
    expect(summary(host)).to.include('There is a problem | Enter your name');
  });

  it('works after it was moved, without hearing anything twice', async () => {
    const { host, element } = await open();
    let asked = 0;
    element.addEventListener('plaza-form-validate', () => asked++);
    const place = element.parentElement!;
    element.remove();
    place.append(element);
    press(host, 'Send');
    expect(asked).to.equal(1);
  });

  it('works in Spanish, with the words of the page around it', async () => {
    const { host } = await open(application.replace('<div>', '<div lang="es">'));
    press(host, 'Send');
    await settled();
    expect(summary(host)).to.equal('Hay un problema | Enter your name | Elige una opción en “Contact”');
  });

  it('says nothing more of errors when it is put back as it was', async () => {
    const title = document.title;
    const { host, element } = await open();
    press(host, 'Send');
    await settled();
    expect(document.title).to.equal(`Error: ${title}`);
    element.form!.reset();
    await settled();
    expect(`${summary(host)}${errorOf(host, 'Name')}`).to.equal('');
    expect(document.title).to.equal(title);
  });

  describe('around wrong markup', () => {
    const mistakes: Record<string, string> = {
      'a field without a label': '<plaza-field><input name="a" value="1"></plaza-field>',
      'a field without a control': '<plaza-field><label>A</label></plaza-field>',
      'two controls in one field':
        '<plaza-field><label>A</label><input name="a" value="1"><input name="b"></plaza-field>',
      'the same id twice':
        '<i id="same"></i><plaza-field><label for="same">A</label><input id="same" name="a" value="1"></plaza-field>',
      'an empty error': '<plaza-field><label>A</label><p slot="error"></p><input name="a" value="1"></plaza-field>',
      'a length that cuts': '<plaza-field><label>A</label><input name="a" value="1" maxlength="3"></plaza-field>',
      'options without a group or a label':
        '<plaza-choices><div class="plaza-choice"><input type="radio" name="a" value="1" checked></div></plaza-choices>',
      'a date with other names':
        '<plaza-date-field required><fieldset><legend>A</legend><input name="dia"></fieldset></plaza-date-field>',
      'a file field without an input': '<plaza-file-field required><label>A</label></plaza-file-field>',
    };
    for (const [mistake, markup] of Object.entries(mistakes))
      it(`sends what people answer all the same: ${mistake}`, async () => {
        await warningsOf(async () => {
          const { host, sent } = await open(application.replace('<plaza-choices>', `${markup}<plaza-choices>`));
          fill(host, 'Name', 'Ada');
          byLabel(host, 'Post').click();
          press(host, 'Send');
          expect(sent.length).to.equal(1);
          expect(sent[0]).to.include('name,Ada');
          expect(sent[0]!.includes('a,1')).to.equal(markup.includes('value="1"'));
        });
      });
  });
});
