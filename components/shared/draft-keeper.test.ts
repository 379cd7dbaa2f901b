import { expect, fixture, waitUntil } from '@open-wc/testing';
import '../choices/define.js';
import '../field/define.js';
import '../form/define.js';
import { byLabel, page, settled } from './testing.js';
import './draft-keeper.js';

const place = 'plaza-form';

interface Opening {
  /** Attributes of the element. */
  keep?: string;
  /** What the server sends as the name. */
  name?: string;
}

/** The page of a form, as the server sends it. */
async function open({ keep = 'keep="a" keep-revision="1"', name = '' }: Opening = {}) {
  const host = await fixture<HTMLElement>(
    page(`<div><plaza-form ${keep}>
      <div slot="kept" hidden><p>We put back what you typed</p><button type="button">Take it out</button></div>
      <div slot="offer" hidden><p>You typed other answers before</p><button type="button">Put it back</button></div>
      <form novalidate>
        <input type="hidden" name="token" value="secret">
        <plaza-field><label for="name">Name</label><input id="name" name="name" value="${name}"></plaza-field>
        <plaza-field><label for="run">Number</label><input id="run" name="run" data-plaza-sensitive></plaza-field>
        <plaza-field><label for="code">Code</label><input id="code" name="code" autocomplete="one-time-code"></plaza-field>
        <plaza-field><label for="word">Password</label><input id="word" name="word" type="password"></plaza-field>
        <plaza-field><label for="region">Region</label><select id="region" name="region"><option value="">–</option><option value="9">North</option></select></plaza-field>
        <plaza-choices><fieldset><legend>Contact</legend>
          <div class="plaza-choice"><input type="checkbox" id="mail" name="contact" value="mail" checked><label for="mail">Email</label></div>
          <div class="plaza-choice"><input type="checkbox" id="post" name="contact" value="post"><label for="post">Post</label></div>
        </fieldset></plaza-choices>
        <button>Continue</button><button data-plaza-forget>Send</button>
      </form></plaza-form></div>`),
  );
  host.addEventListener('submit', (event) => event.preventDefault()); // nothing leaves the test
  return host;
}

/** The browser shows the page, and what keeps drafts is here. */
async function shown() {
  window.dispatchEvent(new PageTransitionEvent('pageshow'));
  await settled();
  await import('./draft-keeper.js');
  for (let turn = 0; turn < 4; turn++) await settled();
}

/** The page again, in the same tab, once it has looked for what was kept. */
async function again(opening?: Opening) {
  document.querySelectorAll('plaza-form').forEach((form) => form.remove());
  const host = await open(opening);
  await shown();
  return host;
}

const stored = () => sessionStorage.getItem(place) ?? '';
const kept = () =>
  JSON.parse(stored() || '{}') as Record<string, { answers: Record<string, string[]>; time: number; sent?: boolean }>;
const type = (host: Element, label: string, value: string) => {
  const control = byLabel(host, label);
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
};
const isKept = (text: string) => waitUntil(() => stored().includes(text), `“${text}” was not kept`);
const notice = (host: Element) =>
  [...host.querySelectorAll<HTMLElement>('[slot=kept], [slot=offer]')]
    .filter((each) => !each.hidden)
    .map((each) => each.slot)
    .join();
const press = (host: Element, words: string) =>
  [...host.querySelectorAll('button')].find((button) => button.textContent === words)!.click();
async function typed(text = 'Ada') {
  const host = await open();
  type(host, 'Name', text);
  await isKept(text);
  return host;
}

describe('what is typed into a form with keep', () => {
  beforeEach(() => sessionStorage.clear());
  after(() => sessionStorage.clear());

  it('is in the tab at each letter, so that a page that is thrown away loses none', async () => {
    const host = await typed('A');
    type(host, 'Name', 'Ad');
    await isKept('"Ad"');
  });

  it('leaves nothing of what is sensitive, secret or the server’s own', async () => {
    const host = await open();
    for (const [label, text] of [
      ['Number', '33.333.333-3'],
      ['Code', '424242'],
      ['Password', 'open sesame'],
      ['Name', 'Ada'],
    ] as const)
      type(host, label, text);
    await isKept('Ada');
    expect(Object.keys(kept().a!.answers).join()).to.equal('name');
    expect(stored()).to.not.match(/33\.333|424242|sesame|secret/);
  });

  it('is put back, said and can be taken out again', async () => {
    await typed();
    const host = await again({ name: 'Saved' });
    expect(`${byLabel(host, 'Name').value} ${notice(host)}`).to.equal('Ada kept');
    await waitUntil(() => document.querySelector('[aria-live]')?.textContent === 'We put back what you typed');
    press(host, 'Take it out');
    await settled();
    expect(`${byLabel(host, 'Name').value} ${notice(host)} ${document.activeElement!.textContent}`).to.equal(
      'Saved offer Put it back',
    );
    await settled();
    expect(stored()).to.equal('');
    press(host, 'Put it back');
    await isKept('Ada');
    expect(`${byLabel(host, 'Name').value} ${notice(host)}`).to.equal('Ada kept');
  });

  it('is put back in lists and choices too, also where nothing is chosen now', async () => {
    const before = await open();
    (byLabel(before, 'Region') as unknown as HTMLSelectElement).selectedIndex = 1;
    for (const label of ['Email', 'Post']) byLabel(before, label).click();
    byLabel(before, 'Region').dispatchEvent(new Event('input', { bubbles: true }));
    await isKept('post');
    const host = await again();
    const checked = ['Email', 'Post'].map((label) => byLabel(host, label).checked);
    expect(`${byLabel(host, 'Region').value} ${checked.join()}`).to.equal('9 false,true');
  });

  it('changes nothing on the page where nothing is to be put back', async () => {
    await typed();
    const same = await again({ name: 'Ada' });
    expect(`${byLabel(same, 'Name').value}${notice(same)}`).to.equal('Ada');
    const other = await again({ keep: 'keep="b"' });
    expect(`${byLabel(other, 'Name').value}${notice(other)}`).to.equal('');
  });

  it('does not write over what the person types sooner', async () => {
    (await typed()).remove();
    const host = await open();
    type(host, 'Name', 'Grace');
    await shown();
    expect(byLabel(host, 'Name').value).to.equal('Grace');
  });

  it('is offered where the page was saved somewhere else meanwhile', async () => {
    await typed();
    const host = await again({ keep: 'keep="a" keep-revision="2"', name: 'Newer' });
    expect(`${byLabel(host, 'Name').value} ${notice(host)}`).to.equal('Newer offer');
    byLabel(host, 'Post').click();
    await isKept('post');
    expect(stored()).to.include('Ada'); // still to be had
    press(host, 'Put it back');
    await settled();
    expect(`${byLabel(host, 'Name').value} ${notice(host)}`).to.equal('Ada kept');
  });

  it('is put back where sending failed, and forgotten where the server has it', async () => {
    press(await typed(), 'Continue');
    await waitUntil(() => kept().a?.sent);
    expect(byLabel(await again(), 'Name').value).to.equal('Ada');
    press(document.querySelector('plaza-form')!, 'Continue');
    await waitUntil(() => kept().a?.sent);
    const host = await again({ keep: 'keep="a" keep-revision="2"', name: 'ADA' });
    expect(`${byLabel(host, 'Name').value}${notice(host)}${stored()}`).to.equal('ADA');
  });

  it('does not write over what the server shows in its answer', async () => {
    press(await typed(), 'Continue');
    await waitUntil(() => kept().a?.sent);
    const host = await again({ keep: 'keep="a" keep-revision="1" keep-sent', name: 'Ad' });
    expect(`${byLabel(host, 'Name').value}${notice(host)}`).to.equal('Ad');
    expect(kept().a!.sent).to.equal(false); // and it is not lost while it is being mended
  });

  it('counts as sent where people were quicker than what keeps it', async () => {
    const host = await open();
    type(host, 'Name', 'Ada');
    const button = [...host.querySelectorAll('button')].find((each) => each.textContent === 'Continue')!;
    button.setAttribute('aria-disabled', 'true'); // as the form marks it while it is on its way
    await waitUntil(() => kept().a?.sent, stored());
    await again({ keep: 'keep="a" keep-revision="2"' });
    expect(stored()).to.equal('');
  });

  it('is forgotten on the next page, once it was sent', async () => {
    press(await typed(), 'Continue');
    await waitUntil(() => kept().a?.sent);
    await again({ keep: 'keep="b"' });
    expect(stored()).to.equal('');
  });

  it('is forgotten with all else by the button that ends it', async () => {
    await typed();
    const host = await again({ keep: 'keep="b"' });
    type(host, 'Name', 'Grace');
    await isKept('Grace');
    press(host, 'Send');
    await waitUntil(() => !stored());
  });

  it('is forgotten after a day', async () => {
    await typed();
    const all = kept();
    all.a!.time -= 25 * 60 * 60 * 1000;
    sessionStorage.setItem(place, JSON.stringify(all));
    const host = await again();
    expect(`${byLabel(host, 'Name').value}${stored()}`).to.equal('');
  });

  it('is not kept where the page does not ask for it', async () => {
    const host = await open({ keep: '' });
    type(host, 'Name', 'Ada');
    for (let turn = 0; turn < 4; turn++) await settled();
    expect(stored()).to.equal('');
  });

  it('can be typed where the storage is full, or holds what nobody can read', async () => {
    sessionStorage.setItem(place, '{"a":');
    const host = await again();
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('Full', 'QuotaExceededError');
    };
    type(host, 'Name', 'Ada');
    await settled();
    Storage.prototype.setItem = setItem;
    expect(byLabel(host, 'Name').value).to.equal('Ada');
    type(host, 'Name', 'Ada B');
    await isKept('Ada B');
  });
});
