import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { page } from '../shared/testing.js';
import './define.js';

/** A button and how often the page heard it. */
async function open(markup: string) {
  const host = await fixture<HTMLElement>(page(`<div>${markup}</div>`));
  let heard = 0;
  host.addEventListener('click', (event) => {
    heard++;
    event.preventDefault();
  });
  return { control: host.querySelector<HTMLElement>('.plaza-button')!, heard: () => heard };
}

/** A press, so many milliseconds after the page was opened. */
function pressAt(control: HTMLElement, time: number): void {
  const click = new MouseEvent('click', { bubbles: true, cancelable: true });
  control.dispatchEvent(Object.defineProperty(click, 'timeStamp', { value: time }));
}

describe('plaza-button', () => {
  it('hears two clicks in a row as one', async () => {
    const { control, heard } = await open('<plaza-button><button class="plaza-button">Pay now</button></plaza-button>');
    control.click();
    control.click();
    expect(heard()).to.equal(1);
  });

  it('hears a person again a second after the press that it heard, also one who pressed on meanwhile', async () => {
    const { control, heard } = await open('<plaza-button><button class="plaza-button">Pay now</button></plaza-button>');
    pressAt(control, 5000);
    pressAt(control, 5999);
    expect(heard()).to.equal(1);
    pressAt(control, 6000);
    expect(heard()).to.equal(2);
  });

  it('keeps the second press from the form, and from whoever listens to the button itself', async () => {
    const form = await fixture<HTMLFormElement>(
      page('<form><plaza-button><button class="plaza-button">Pay now</button></plaza-button></form>'),
    );
    const control = form.querySelector('button')!;
    const heard: string[] = [];
    control.addEventListener('click', () => heard.push('pressed'));
    form.addEventListener('submit', (event) => {
      heard.push('sent');
      event.preventDefault();
    });
    control.click();
    control.click();
    expect(heard.join()).to.equal('pressed,sent');
  });

  it('hears again when the page is shown again', async () => {
    const { control, heard } = await open('<plaza-button><button class="plaza-button">Pay now</button></plaza-button>');
    control.click();
    window.dispatchEvent(new Event('pageshow'));
    control.click();
    expect(heard()).to.equal(2);
  });

  it('does nothing while it is busy', async () => {
    const { control, heard } = await open(
      '<plaza-button><button class="plaza-button" aria-disabled="true">Pay now</button></plaza-button>',
    );
    control.click();
    expect(heard()).to.equal(0);
  });

  it('lets a link that is named a button answer to Enter and to Space', async () => {
    const { control, heard } = await open(
      '<plaza-button><a class="plaza-button" role="button" href="#start">Start</a></plaza-button>',
    );
    control.focus();
    await sendKeys({ press: ' ' });
    expect(heard()).to.equal(1);
    window.dispatchEvent(new Event('pageshow'));
    await sendKeys({ press: 'Enter' });
    expect(heard()).to.equal(2);
  });

  it('scrolls no page by the Space that presses a link, and leaves Space to the page on any other link', async () => {
    for (const [role, taken] of [
      ['role="button"', true],
      ['', false],
    ] as const) {
      const { control, heard } = await open(
        `<plaza-button><a class="plaza-button" ${role} href="#start">Start</a></plaza-button>`,
      );
      const space = new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true });
      expect(control.dispatchEvent(space)).to.equal(!taken);
      expect(heard()).to.equal(taken ? 1 : 0);
    }
  });

  it('lets a button answer to Space once, as it is', async () => {
    const { control, heard } = await open('<plaza-button><button class="plaza-button">Pay now</button></plaza-button>');
    control.focus();
    await sendKeys({ press: ' ' });
    expect(heard()).to.equal(1);
  });
});
