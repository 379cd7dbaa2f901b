import { expect, fixture } from '@open-wc/testing';
import { example, page, settled } from '../shared/testing.js';
import './define.js';

const sent = `
  <div>
    <plaza-error-summary tabindex="-1">
      <div role="alert"><h2>There is a problem</h2><ul><li><a href="#born-day">Enter your date of birth</a></li></ul></div>
    </plaza-error-summary>
    <fieldset><legend>Date of birth</legend><label for="born-day">Day</label><input id="born-day"></fieldset>
  </div>`;

describe('plaza-error-summary', () => {
  it('takes the focus when the server sends it with a page', async () => {
    (document.activeElement as HTMLElement).blur();
    await fixture(page(sent));
    await settled();
    expect(document.activeElement!.localName).to.equal('plaza-error-summary');
  });

  it('does not take the focus from where a person already is', async () => {
    const host = await fixture(page('<div><input id="busy"></div>'));
    host.querySelector('input')!.focus();
    host.insertAdjacentHTML('beforeend', sent);
    await settled();
    expect(document.activeElement!.id).to.equal('busy');
  });

  it('shows the question, then moves to the answer', async () => {
    const host = await fixture<HTMLElement>(page(sent));
    const shown: string[] = [];
    Element.prototype.scrollIntoView = function (this: Element) {
      shown.push(this.localName);
    };
    host.querySelector('a')!.click();
    expect(document.activeElement!.id).to.equal('born-day');
    expect(shown.join()).to.equal('legend');
  });

  it('leaves links to other places alone', async () => {
    const host = await fixture<HTMLElement>(page(sent.replace('#born-day', '#nowhere')));
    let followed = true;
    host.addEventListener('click', (event) => {
      followed = !event.defaultPrevented;
      event.preventDefault();
    });
    host.querySelector('a')!.click();
    expect(followed).to.equal(true);
  });

  it('works in a shadow root', async () => {
    const host = await fixture(page('<div></div>'));
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = sent;
    await settled();
    root.querySelector('a')!.click();
    expect(root.activeElement!.id).to.equal('born-day');
  });

  it('takes no room and changes nothing while it is empty', async () => {
    const host = await fixture(page('<div><plaza-error-summary></plaza-error-summary></div>'));
    await settled();
    expect(host.innerHTML.replace(/<!--.*?-->/g, '')).to.equal('<plaza-error-summary></plaza-error-summary>');
  });

  it('does not change the markup of its example', async () => {
    const host = await fixture(page('<div></div>'));
    host.innerHTML = await example('error-summary/with-form');
    const before = host.innerHTML;
    await settled();
    expect(host.innerHTML).to.equal(before);
  });
});
