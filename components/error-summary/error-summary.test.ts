import { expect, fixture, waitUntil } from '@open-wc/testing';
import { loadWords } from '../shared/words.js';
import { example, page, settled } from '../shared/testing.js';
import './define.js';
import type { ErrorSummary } from './error-summary.js';

const sent = `
  <div>
    <plaza-error-summary tabindex="-1">
      <div role="alert"><h2>There is a problem</h2><ul><li><a href="#born-day">Enter your date of birth</a></li></ul></div>
    </plaza-error-summary>
    <fieldset><legend>Date of birth</legend><label for="born-day">Day</label><input id="born-day"></fieldset>
  </div>`;

async function open(markup = sent) {
  const host = await fixture<HTMLElement>(page(markup));
  const summary = host.querySelector<ErrorSummary>('plaza-error-summary')!;
  await loadWords(summary);
  return { host, summary };
}

/** What a person is told at once: the lines that are seen. */
const alerts = (summary: Element) =>
  [...summary.querySelectorAll('[role="alert"] :is(h2, li)')]
    .filter((line) => line.getClientRects().length)
    .map((line) => line.textContent)
    .join(' | ');

/** What is brought into view by following the first line. */
function shownBy(host: Element): string {
  const shown: string[] = [];
  const original = Element.prototype.scrollIntoView;
  Element.prototype.scrollIntoView = function (this: Element) {
    shown.push(this.localName);
  };
  host.querySelector('a')!.click();
  Element.prototype.scrollIntoView = original;
  return shown.join();
}

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

  for (const [what, markup, part] of [
    ['the question', sent, 'legend'],
    [
      'the label, where the question is far above',
      sent.replace('<label', '<p style="block-size: 200vh"></p>$&'),
      'label',
    ],
    ['the label, where that is the question', sent.replace(/<.?fieldset>|<legend>.*<.legend>/g, ''), 'label'],
  ] as const)
    it(`shows ${what}, then moves to the answer`, async () => {
      const host = await fixture<HTMLElement>(page(markup));
      expect(shownBy(host)).to.equal(part);
      expect(document.activeElement!.id).to.equal('born-day');
    });

  it('leads to an answer whatever the letters of its id', async () => {
    const { host } = await open(sent.replaceAll('born-day', 'día-1'));
    host.querySelector('a')!.click();
    expect(document.activeElement!.id).to.equal('día-1');
  });

  it('shows the question also on a page that scrolls smoothly', async () => {
    const below = '<p style="block-size: 300vh"></p>';
    const { host } = await open(sent.replace(/<fieldset>.*<.fieldset>/, `${below}$&${below}`));
    const { style } = document.documentElement;
    style.scrollBehavior = 'smooth';
    host.querySelector('a')!.click();
    const top = () => host.querySelector('legend')!.getBoundingClientRect().top;
    try {
      await waitUntil(() => Math.abs(top()) < 2, 'The question did not come', { timeout: 4000 });
    } finally {
      style.scrollBehavior = '';
    }
  });

  it('adds nothing to the way back', async () => {
    const { host } = await open();
    let followed = true;
    host.addEventListener('click', (event) => (followed = !event.defaultPrevented));
    host.querySelector('a')!.click();
    expect(followed).to.equal(false);
  });

  it('says the last problems alone, whoever said those before, until they are mended', async () => {
    const { summary } = await open();
    expect(alerts(summary)).to.equal('There is a problem | Enter your date of birth');
    summary.show([{ message: 'Enter your name' }]);
    summary.show([{ message: 'Enter your address' }]);
    expect(alerts(summary)).to.equal('There is a problem | Enter your address');
    summary.clear();
    expect(alerts(summary)).to.equal('');
    expect(summary.textContent.trim()).to.equal('There is a problemEnter your date of birth'); // what the page wrote stays
  });

  it('has a link only where there is an answer to mend', async () => {
    const { summary } = await open();
    summary.clear();
    summary.show([{ message: 'The office is closed' }, { message: 'Enter the day', target: 'born-day' }]);
    expect(alerts(summary)).to.equal('There is a problem | The office is closed | Enter the day');
    const links = [...summary.querySelectorAll('a')].filter((link) => link.getClientRects().length);
    expect(links.map((link) => `${link.textContent} ${link.hash}`).join()).to.equal('Enter the day #born-day');
  });

  it('keeps the place in the order of Tab that a page gave it', async () => {
    const { summary } = await open(sent.replace('tabindex="-1"', 'tabindex="0"'));
    summary.show([{ message: 'Enter your name' }]);
    expect(summary.getAttribute('tabindex')).to.equal('0');
    expect(document.activeElement!.localName).to.equal('plaza-error-summary');
  });

  for (const elsewhere of ['#nowhere', '/born-day'])
    it(`leaves links to other places alone: ${elsewhere}`, async () => {
      const host = await fixture<HTMLElement>(page(sent.replace('#born-day', elsewhere)));
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

  it('follows a link to a question on another page, though this page has one of that name', async () => {
    const host = await fixture<HTMLElement>(page(sent.replace('#born-day', '/earlier#born-day')));
    let followed = false;
    host.addEventListener('click', (event) => {
      followed = !event.defaultPrevented;
      event.preventDefault();
    });
    host.querySelector('a')!.click();
    expect(followed).to.equal(true);
  });

  it('leads to answers with any name', async () => {
    const host = await fixture<HTMLElement>(page(sent.replaceAll('born-day', '100%-año')));
    host.querySelector('a')!.click();
    expect(document.activeElement!.id).to.equal('100%-año');
  });

  it('shows the answer itself where its label is more than half a screen above', async () => {
    const host = await fixture<HTMLElement>(
      page(`
        <div>
          <plaza-error-summary tabindex="-1"><a href="#far">Enter your town</a></plaza-error-summary>
          <label for="far">Town</label><div style="block-size: 60vh"></div><input id="far">
        </div>`),
    );
    const shown: string[] = [];
    Element.prototype.scrollIntoView = function (this: Element) {
      shown.push(this.localName);
    };
    host.querySelector('a')!.click();
    expect(shown.join()).to.equal('input');
  });
});
