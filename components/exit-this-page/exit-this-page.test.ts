import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { example, page, settled, warningsOf } from '../shared/testing.js';
import { say } from '../shared/words.js';
import './define.js';
import type { ExitThisPage } from './exit-this-page.js';

/** Where the link leads: no other page, for the tests would be gone. */
const away = '#away';
const cover = () => document.querySelector('.plaza-exit-cover');
/** Waits until it is said over all else; nothing else is said meanwhile. */
const hears = (words: string, live = 'assertive') =>
  waitUntil(() => document.querySelector(`[aria-live=${live}]`)?.textContent === words, `“${words}” is said`);

async function open(more = ''): Promise<ExitThisPage> {
  const host = await fixture<HTMLElement>(
    page(`<div>${more}<plaza-exit-this-page><a class="plaza-button" href="${away}">Exit this page</a></plaza-exit-this-page>
      <label>Name <input></label></div>`),
  );
  const exit = host.querySelector('plaza-exit-this-page')!;
  await waitUntil(() => say(exit, 'exitLeaving'), 'the words are here');
  return exit;
}

describe('plaza-exit-this-page', () => {
  let title: string;
  let entries: number;
  beforeEach(() => {
    title = document.title = 'Get help';
    sessionStorage.setItem('plaza-form', '{"page":{}}');
    entries = history.length;
  });
  afterEach(() => {
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    history.replaceState(null, '', location.pathname + location.search);
    sessionStorage.clear();
  });

  const hasLeft = () => {
    expect(location.hash).to.equal(away);
    expect(history.length, 'its entry in the history is taken').to.equal(entries);
    expect(cover()!.getAttribute('role')).to.equal('alert');
    expect(document.elementFromPoint(innerWidth - 2, innerHeight - 2)?.className).to.equal('plaza-exit-cover');
    expect(getComputedStyle(document.body).visibility).to.equal('hidden');
    expect(document.title).not.to.include('help');
    expect(sessionStorage.getItem('plaza-form')).to.equal(null);
  };

  it('covers the page and goes when its link is pressed', async () => {
    const exit = await open();
    exit.link!.click();
    hasLeft();
    expect(cover()!.textContent).to.equal('Leaving this page');
  });

  it('does the same by the keyboard, and by a first link elsewhere', async () => {
    await open(`<a data-plaza-exit href="${away}">Leave</a>`);
    document.querySelector<HTMLElement>('[data-plaza-exit]')!.focus();
    await sendKeys({ press: 'Enter' });
    hasLeft();
  });

  it('lets other links be', async () => {
    await open('<a href="#other">Other</a>');
    document.querySelector<HTMLElement>('[href="#other"]')!.click();
    await waitUntil(() => location.hash === '#other', 'the link leads where it did');
    expect(cover()).to.equal(null);
  });

  it('goes when Shift is pressed three times, and says how often it is still to be pressed', async () => {
    await open();
    await sendKeys({ press: 'Shift' });
    await hears('Press Shift 2 more times to exit');
    await sendKeys({ press: 'Shift' });
    await hears('Press Shift 1 more time to exit');
    expect(cover()).to.equal(null);
    await sendKeys({ press: 'Shift' });
    hasLeft();
  });

  it('stays with whoever writes capitals', async () => {
    const exit = await open();
    exit.parentElement!.querySelector('input')!.focus();
    const key = (type: string, name: string) => window.dispatchEvent(new KeyboardEvent(type, { key: name }));
    for (let times = 0; times < 4; times++) {
      key('keydown', 'Shift'); // WebKit's driver holds no key
      key('keydown', 'A');
      key('keyup', 'A');
      key('keyup', 'Shift');
    }
    await sendKeys({ press: 'Shift' });
    await sendKeys({ press: 'Shift' });
    await sendKeys({ press: 'b' });
    await sendKeys({ press: 'Shift' });
    expect(cover()).to.equal(null);
  });

  it('begins to count again after five seconds, and says so', async () => {
    const real = window.setTimeout;
    let giveUp: (() => void) | undefined;
    window.setTimeout = ((ring: () => void, time = 0) => {
      if (time === 5000) giveUp = ring;
      return real.call(window, time === 5000 ? () => undefined : ring, time);
    }) as typeof window.setTimeout;
    try {
      await open();
      await sendKeys({ press: 'Shift' });
      await sendKeys({ press: 'Shift' });
      giveUp!();
      await hears('Shift was pressed too slowly. Press it three times within 5 seconds to exit', 'polite');
      await sendKeys({ press: 'Shift' });
      expect(cover()).to.equal(null);
    } finally {
      window.setTimeout = real;
    }
  });

  it('shows the page to whoever comes back to it', async () => {
    const exit = await open();
    exit.link!.click();
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(cover()).to.equal(null);
    expect(document.title).to.equal(title);
    expect(getComputedStyle(document.body).visibility).to.equal('visible');
  });

  it('hears nothing any more once it is gone', async () => {
    const exit = await open();
    exit.remove();
    for (let times = 0; times < 3; times++) await sendKeys({ press: 'Shift' });
    expect(cover()).to.equal(null);
  });

  it('speaks the language of the page', async () => {
    const exit = await open();
    exit.lang = 'es';
    document.body.append(exit); // comes again, in Spanish
    await waitUntil(() => say(exit, 'exitLeaving') === 'Saliendo de esta página', 'the words are here');
    await sendKeys({ press: 'Shift' });
    await hears('Presiona Mayúsculas 2 veces más para salir');
    exit.remove();
  });

  it('says on the console that it has no link', async () => {
    const [warning = ''] = await warningsOf(async () => {
      await fixture(page('<plaza-exit-this-page></plaza-exit-this-page>'));
      await settled();
    });
    expect(warning).to.include('exit-this-page-without-link');
  });

  it('changes nothing in the documented markup before somebody acts', async () => {
    const written = await example('exit-this-page/exit-this-page');
    const host = await fixture<HTMLElement>(page(`<div>${written}</div>`));
    const before = host.innerHTML;
    await settled();
    expect(host.innerHTML).to.equal(before);
  });
});
