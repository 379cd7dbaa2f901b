import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../choices/define.js';
import '../date-field/define.js';
import '../field/define.js';
import '../file-field/define.js';
import { loadWords } from '../shared/words.js';
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

    it('does not move what a finger is pressing', async () => {
      const { host } = await open();
      press(host, 'Send');
      await settled();
      fill(host, 'Name', 'Ada');
      window.dispatchEvent(new PointerEvent('pointerdown'));
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
});
