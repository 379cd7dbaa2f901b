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

describe('plaza-button', () => {
  it('hears two clicks in a row as one', async () => {
    const { control, heard } = await open('<plaza-button><button class="plaza-button">Pay now</button></plaza-button>');
    control.click();
    control.click();
    expect(heard()).to.equal(1);
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

  it('lets a button answer to Space once, as it is', async () => {
    const { control, heard } = await open('<plaza-button><button class="plaza-button">Pay now</button></plaza-button>');
    control.focus();
    await sendKeys({ press: ' ' });
    expect(heard()).to.equal(1);
  });
});
