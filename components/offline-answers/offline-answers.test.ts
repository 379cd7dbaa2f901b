import { expect, fixture, waitUntil } from '@open-wc/testing';
import { entries, clear, createStore, get, set } from 'idb-keyval';
import '../choices/define.js';
import '../field/define.js';
import '../form/define.js';
import { byLabel, page, settled, warningsOf } from '../shared/testing.js';
import './define.js';
import type { DeviceRecord } from './records.js';

const store = createStore('plaza-offline-answers', 'pages');
const later = '2099-01-01T00:00:00Z';

/** A server of the key of one draft: 32 bytes, or another answer, or nobody there. */
class KeyServer {
  answer: number | 'away' | 'never' = 200;
  key = new Uint8Array(32).fill(7);
  asked: string[] = [];
  #fetch = window.fetch;

  begin(): void {
    window.fetch = (address, init) => {
      if (!String(address).startsWith('/offline-key/')) return this.#fetch(address, init);
      this.asked.push(`${init?.method} ${String(address)} ${String(init?.body)}`);
      if (this.answer === 'away') return Promise.reject(new TypeError('There is no network'));
      if (this.answer === 'never') return new Promise(() => {});
      return Promise.resolve(new Response(this.answer === 200 ? this.key : '', { status: this.answer }));
    };
  }

  end(): void {
    window.fetch = this.#fetch;
  }
}

let server: KeyServer;
let sent: string[];

interface Opening {
  keep?: string;
  /** What the server sends as the name. */
  name?: string;
  offline?: string;
}

/** A page of a form that keeps its answers on the device, as the server sends it. */
async function open({
  keep = 'keep="a/home" keep-revision="1"',
  name = '',
  offline = `draft="a" key-from="/offline-key/a" until="${later}"`,
}: Opening = {}) {
  const host = await fixture<HTMLElement>(
    page(`<div><plaza-form ${keep}>
      <div slot="kept" hidden><p>We put back what you typed</p><button type="button">Take it out</button></div>
      <div slot="offer" hidden><p>You typed other answers before</p><button type="button">Put it back</button></div>
      <form novalidate>
        <input type="hidden" name="token" value="secret">
        <plaza-field><label for="name">Name</label><input id="name" name="name" value="${name}"></plaza-field>
        <plaza-field><label for="run">Number</label><input id="run" name="run" data-plaza-sensitive></plaza-field>
        <plaza-field><label for="word">Password</label><input id="word" name="word" type="password"></plaza-field>
        <label for="proof">Proof</label><input type="file" id="proof" name="proof">
        <button>Continue</button><button data-plaza-forget>Send</button>
      </form>
      <plaza-offline-answers ${offline}>
        <div class="plaza-notification" hidden>
          <p slot="saved" hidden>Saved on this device only, at <time slot="saved-at"></time>.</p>
          <p slot="offline" hidden>You are not connected</p>
          <p slot="online" hidden>You are connected again</p>
        </div>
      </plaza-offline-answers>
    </plaza-form></div>`),
  );
  host.querySelector('form')!.addEventListener('submit', (event) => {
    if (!event.defaultPrevented) sent.push(event.submitter?.textContent ?? '');
    event.preventDefault();
  });
  return host;
}

const kept = () => entries<string, DeviceRecord>(store);
const count = async () => (await kept()).length;
const box = (host: Element) => {
  const shown = host.querySelector<HTMLElement>('.plaza-notification')!;
  return shown.hidden
    ? ''
    : [...shown.children]
        .filter((each) => !(each as HTMLElement).hidden)
        .map((each) => each.textContent.replace(/, at .*/, ''))
        .join(' | ');
};
const notice = (host: Element) =>
  [...host.querySelectorAll<HTMLElement>('[slot=kept], [slot=offer]')]
    .filter(({ hidden }) => !hidden)
    .map(({ slot }) => slot)
    .join();
const press = (host: Element, text: string) =>
  [...host.querySelectorAll('button')].find((button) => button.textContent === text)!.click();
function type(host: Element, label: string, text: string): void {
  const control = byLabel(host, label);
  control.value = text;
  control.dispatchEvent(new Event('input', { bubbles: true }));
}
const isAsked = (times = 1) => waitUntil(() => server.asked.length >= times, 'The key is asked for');
/** Another tab, later: nothing is left but what is on the device. */
async function inAnotherTab(opening?: Opening) {
  document.querySelector('plaza-form')?.remove();
  sessionStorage.clear();
  const asked = server.asked.length;
  const host = await open(opening);
  await isAsked(asked + 1);
  return host;
}
async function typed(text = 'Ada', opening?: Opening) {
  const host = await open(opening);
  await isAsked();
  type(host, 'Name', text);
  await waitUntil(async () => (await count()) === 1, 'It is on the device');
  return host;
}
/** For what is not to happen: long enough for a copy to be made. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 600));

describe('What is typed on a page that keeps it on the device', () => {
  beforeEach(async () => {
    await clear(store);
    sessionStorage.clear();
    sent = [];
    server = new KeyServer();
    server.begin();
  });
  afterEach(async () => {
    server.end();
    document.querySelector('plaza-form')?.remove();
    sessionStorage.clear();
    await clear(store);
  });

  it('is there again in another tab, and people are told', async () => {
    const host = await typed();
    await waitUntil(() => box(host), 'It says so');
    expect(box(host)).to.equal('Saved on this device only');
    const again = await inAnotherTab();
    await waitUntil(() => notice(again), 'It says that it was put back');
    expect(`${byLabel(again, 'Name').value} ${notice(again)} ${box(again)}`).to.equal(
      'Ada kept Saved on this device only',
    );
    expect(again.querySelector('time')!.textContent).to.match(/\d/);
  });

  it('is asked for with the proof of the page, and only once', async () => {
    await typed();
    expect(server.asked).to.deep.equal(['POST /offline-key/a token=secret']);
  });

  it('cannot be read there', async () => {
    await typed('Ada Lovelace');
    const [[place, record]] = (await kept()) as [[string, DeviceRecord]];
    const text = `${place} ${JSON.stringify({ ...record, sealed: 0 })} ${new TextDecoder('latin1').decode(record.sealed)}`;
    expect(text).not.to.match(/Ada|Lovelace|name|home/);
  });

  it('has another nonce each time', async () => {
    const host = await typed('Ada');
    const ivOf = async () => (await kept())[0]![1].iv.join();
    const first = await ivOf();
    type(host, 'Name', 'Ada L');
    await waitUntil(async () => (await ivOf()) !== first, 'It is encrypted anew');
  });

  it('is never what is sensitive, a password or a file', async () => {
    const host = await open();
    await isAsked();
    type(host, 'Number', '12345678');
    type(host, 'Password', 'open sesame');
    const chosen = new DataTransfer();
    chosen.items.add(new File(['x'], 'proof.pdf'));
    byLabel(host, 'Proof').files = chosen.files;
    byLabel(host, 'Proof').dispatchEvent(new Event('change', { bubbles: true }));
    await aWhile();
    expect(await count()).to.equal(0);
    expect(box(host)).to.equal('');
  });

  it('opens nowhere but at its page, its draft and its revision, and with no other key', async () => {
    const changes: [string, (record: DeviceRecord) => DeviceRecord, Opening?][] = [
      ['revision', (record) => ({ ...record, revision: 0 })],
      ['bytes', (record) => ({ ...record, sealed: new Uint8Array(record.sealed).map((byte) => byte ^ 1).buffer })],
      ['key', (record) => record],
    ];
    for (const [what, change] of changes) {
      server.key = new Uint8Array(32).fill(7);
      await typed();
      const [[place, record]] = (await kept()) as [[string, DeviceRecord]];
      await set(place, change(record), store);
      if (what === 'key') server.key = new Uint8Array(32).fill(8);
      const again = await inAnotherTab();
      await waitUntil(async () => !(await get(place, store)), `${what}: it is let go of`);
      await settled();
      expect(byLabel(again, 'Name').value, what).to.equal('');
      document.querySelector('plaza-form')!.remove();
      server.asked = [];
    }
  });

  it('opens at no other page, though somebody puts it there', async () => {
    await typed();
    const [[, record]] = (await kept()) as [[string, DeviceRecord]];
    const other = { keep: 'keep="a/work" keep-revision="1"' };
    const host = await inAnotherTab(other);
    type(host, 'Name', 'Grace');
    await waitUntil(async () => (await count()) === 2);
    const [place] = (await kept()).find(([, each]) => each.iv.join() !== record.iv.join())!;
    await set(place, record, store);
    const again = await inAnotherTab(other);
    await waitUntil(async () => !(await get(place, store)), 'It is let go of');
    await settled();
    expect(byLabel(again, 'Name').value).to.equal('');
  });

  it('is offered, and written over nothing, where the page was saved somewhere else meanwhile', async () => {
    await typed();
    const host = await inAnotherTab({ keep: 'keep="a/home" keep-revision="2"', name: 'Newer' });
    await waitUntil(() => notice(host), 'It is offered');
    expect(`${byLabel(host, 'Name').value} ${notice(host)}`).to.equal('Newer offer');
    press(host, 'Put it back');
    await waitUntil(() => byLabel(host, 'Name').value === 'Ada', 'It is put back');
  });

  it('does not write over what the person types while the key is on its way', async () => {
    await typed();
    document.querySelector('plaza-form')!.remove();
    sessionStorage.clear();
    const host = await open();
    type(host, 'Name', 'Grace');
    await aWhile();
    expect(byLabel(host, 'Name').value).to.equal('Grace');
  });

  it('leaves the device where people take it out again, and can be put back', async () => {
    await typed();
    const host = await inAnotherTab();
    await waitUntil(() => notice(host));
    press(host, 'Take it out');
    await waitUntil(async () => (await count()) === 0, 'It is gone');
    expect(`${byLabel(host, 'Name').value}${box(host)}`).to.equal('');
    press(host, 'Put it back');
    await waitUntil(async () => (await count()) === 1, 'It is there again');
  });

  it('is not kept for who gets no key, and nothing is said', async () => {
    server.answer = 403;
    const host = await open();
    await isAsked();
    type(host, 'Name', 'Ada');
    await aWhile();
    expect(`${await count()}${box(host)}`).to.equal('0');
    press(host, 'Continue');
    expect(sent).to.deep.equal(['Continue']);
  });

  it('is neither shown nor deleted where somebody else is here now', async () => {
    await typed();
    server.answer = 403;
    const host = await inAnotherTab();
    await aWhile();
    expect(`${byLabel(host, 'Name').value}${notice(host)} ${await count()}`).to.equal(' 1');
  });

  it('is deleted where the draft is gone', async () => {
    await typed();
    server.answer = 404;
    const host = await inAnotherTab();
    await waitUntil(async () => (await count()) === 0, 'It is gone');
    expect(`${byLabel(host, 'Name').value}${box(host)}`).to.equal('');
  });

  it('is deleted once the server has it, on a page that keeps nothing', async () => {
    const host = await typed();
    press(host, 'Continue');
    await waitUntil(() => sent.length, 'It is sent');
    expect((await kept())[0]![1].sent).to.equal(true);
    const forgets = (saved: string) => ({ keep: 'keep="a/check"', offline: `draft="a" saved="${saved}"` });
    host.remove();
    for (const saved of ['home:1', 'work:2']) {
      await open(forgets(saved));
      await aWhile();
      expect(await count(), saved).to.equal(1);
      document.querySelector('plaza-form')!.remove();
    }
    await open(forgets('work:1 home:2'));
    await waitUntil(async () => (await count()) === 0, 'It is gone');
  });

  it('stays where the server has something newer, but not this', async () => {
    await typed();
    document.querySelector('plaza-form')!.remove();
    await open({ keep: 'keep="a/check"', offline: 'draft="a" saved="home:2"' });
    await aWhile();
    expect(await count()).to.equal(1);
  });

  it('is put back where it was sent and did not arrive', async () => {
    press(await typed(), 'Continue');
    await waitUntil(() => sent.length);
    const host = await inAnotherTab();
    await waitUntil(() => notice(host), 'It is put back');
    expect(byLabel(host, 'Name').value).to.equal('Ada');
  });

  it('is deleted by the button that ends it, with the other pages of the draft, and before the form is sent', async () => {
    await typed();
    const host = await inAnotherTab({ keep: 'keep="a/work" keep-revision="1"' });
    type(host, 'Name', 'Grace');
    await waitUntil(async () => (await count()) === 2);
    await inAnotherTab({ keep: 'keep="b/home"', offline: `draft="b" key-from="/offline-key/b" until="${later}"` });
    type(document.querySelector('plaza-form')!, 'Name', 'Mary');
    await waitUntil(async () => (await count()) === 3);
    document.querySelector('plaza-form')!.remove();
    const last = await open({ keep: 'keep="a/check"', offline: 'draft="a"' });
    await settled();
    await aWhile();
    press(last, 'Send');
    expect(sent).to.deep.equal([]);
    await waitUntil(() => sent.length, 'It is sent');
    expect(await count(), 'Only what is of another draft is left').to.equal(1);
  });

  it('is deleted when its draft is over, in whatever form', async () => {
    await typed('Ada', {
      offline: `draft="a" key-from="/offline-key/a" until="${new Date(Date.now() + 700).toISOString()}"`,
    });
    document.querySelector('plaza-form')!.remove();
    await aWhile();
    await aWhile();
    await open({ keep: 'keep="b/home"', offline: 'draft="b"' });
    await waitUntil(async () => (await count()) === 0, 'It is gone');
  });
});

describe('Where there is no network', () => {
  beforeEach(async () => {
    await clear(store);
    sessionStorage.clear();
    sent = [];
    server = new KeyServer();
    server.begin();
  });
  afterEach(async () => {
    server.end();
    document.querySelector('plaza-form')?.remove();
    await clear(store);
  });

  it('“Continue” says so on the page, keeps what is typed, and sends it only when it is pressed again', async () => {
    const host = await typed();
    server.answer = 'away';
    press(host, 'Continue');
    await waitUntil(() => box(host).includes('not connected'), 'It says so');
    expect(box(host)).to.equal('Saved on this device only | You are not connected');
    await waitUntil(
      () => document.querySelector('[aria-live]')?.textContent.includes('You are not connected'),
      'Aloud',
    );
    expect(sent).to.deep.equal([]);
    expect(host.querySelector('form button')!.hasAttribute('aria-disabled')).to.equal(false);
    server.answer = 200;
    window.dispatchEvent(new Event('online'));
    await aWhile();
    expect(`${sent.join()} ${box(host)}`).to.equal(' Saved on this device only | You are connected again');
    press(host, 'Continue');
    await waitUntil(() => sent.length, 'It is sent');
    expect(sent).to.deep.equal(['Continue']);
  });

  it('is said when the network goes', async () => {
    const host = await open();
    await isAsked();
    await waitUntil(() => {
      window.dispatchEvent(new Event('offline'));
      return box(host);
    });
    expect(box(host)).to.equal('You are not connected');
  });

  it('is nothing that a server says: whatever it answers, the form is sent and the page shows it', async () => {
    const host = await typed();
    for (const answer of [403, 500]) {
      server.answer = answer;
      press(host, 'Continue');
      await waitUntil(() => sent.length);
      expect(sent).to.deep.equal(['Continue']);
      sent = [];
      await settled();
      document
        .querySelector('plaza-form')!
        .dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    }
  });

  it('sends once, though “Continue” is pressed twice', async () => {
    const host = await typed();
    press(host, 'Continue');
    press(host, 'Continue');
    await waitUntil(() => sent.length);
    await aWhile();
    expect(sent).to.deep.equal(['Continue']);
  });

  it('and the page came without a key, it is sent as every form is', async () => {
    server.answer = 'away';
    const host = await open();
    await isAsked();
    await settled();
    press(host, 'Continue');
    expect(sent).to.deep.equal(['Continue']);
  });

  it('and the network comes back later, what is typed is kept from then on', async () => {
    server.answer = 'away';
    const host = await open();
    await isAsked();
    type(host, 'Name', 'Ada');
    server.answer = 200;
    await settled();
    window.dispatchEvent(new Event('online'));
    await waitUntil(async () => (await count()) === 1, 'It is kept');
  });
});

describe('Where a browser cannot keep or encrypt', () => {
  for (const [what, where] of [
    ['indexedDB', window],
    ['crypto', window],
  ] as const)
    it(`the page is as every page is: ${what}`, async () => {
      sent = [];
      server = new KeyServer();
      server.begin();
      const own = Object.getOwnPropertyDescriptor(where, what);
      Object.defineProperty(where, what, { value: undefined, configurable: true });
      try {
        const host = await open();
        type(host, 'Name', 'Ada');
        await aWhile();
        press(host, 'Continue');
        expect(`${sent.join()} ${server.asked.length}${box(host)}`).to.equal('Continue 0');
      } finally {
        if (own) Object.defineProperty(where, what, own);
        else Reflect.deleteProperty(where, what);
        server.end();
        sessionStorage.clear();
      }
    });

  it('the author is told where it stands in no form', async () => {
    const warnings = await warningsOf(async () => {
      await fixture(page('<plaza-offline-answers draft="a" key-from="/a"></plaza-offline-answers>'));
      await settled();
    });
    expect(warnings.join()).to.include('offline-answers-incomplete');
  });
});
