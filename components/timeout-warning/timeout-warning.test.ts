import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { descriptionOf, example, page, settled, warningsOf } from '../shared/testing.js';
import './define.js';
import type { TimeoutWarning } from './timeout-warning.js';

const real = { now: Date.now, setTimeout: window.setTimeout, clearTimeout: window.clearTimeout, fetch: window.fetch };

/** The clock on the wall, and what waits for it. What waits less than a second is let be. */
const clock = {
  now: 0,
  waiting: new Map<number, { due: number; ring: () => void }>(),
  wind() {
    this.now = 1_800_000_000_000;
    this.waiting.clear();
    Date.now = () => this.now;
    window.setTimeout = ((ring: () => void, time = 0) => {
      const id = Number(real.setTimeout.call(window, time < 1000 ? ring : () => undefined, time));
      if (time >= 1000) this.waiting.set(id, { due: this.now + time, ring });
      return id;
    }) as typeof window.setTimeout;
    window.clearTimeout = (id) => {
      real.clearTimeout.call(window, id);
      this.waiting.delete(Number(id));
    };
  },
  /** So many seconds go by, and everything that waits for one of them happens then. */
  pass(seconds: number) {
    const until = this.now + 1000 * seconds;
    for (;;) {
      const [next] = [...this.waiting].sort(([, one], [, other]) => one.due - other.due);
      if (!next || next[1].due > until) break;
      this.waiting.delete(next[0]);
      this.now = Math.max(this.now, next[1].due);
      next[1].ring();
    }
    this.now = until;
  },
  /** The lid of the laptop is closed: time goes by and nothing happens. */
  sleep(seconds: number) {
    this.now += 1000 * seconds;
  },
};

/** What the server was asked, and what it answers. */
let asked: string[];
let answer: () => Promise<Response>;

const status = (code: number) => () => Promise.resolve(new Response(null, { status: code }));
const redirect = () => Promise.resolve({ ok: false, status: 0, type: 'opaqueredirect' } as Response);

const leaveButton =
  '<button slot="leave" form="application" name="action" value="save" formnovalidate>Save and leave</button>';

async function open({ seconds = 600, attributes = '', leave = '<a slot="leave" href="#out">Sign out</a>' } = {}) {
  const host = await fixture<HTMLElement>(
    page(`<div>
    <form id="application"><label>About <input name="about" required></label></form>
    <plaza-timeout-warning seconds="${seconds}" ended="#ended" ${attributes}>
      <dialog aria-labelledby="title">
        <h2 id="title" tabindex="-1" autofocus>Do you need more time?</h2>
        <p aria-hidden="true">We sign you out in <span slot="time-left"></span>.</p>
        <p slot="error" role="alert" hidden>We cannot reach our server.</p>
        <form slot="stay" method="post" action="/session"><input type="hidden" name="token" value="t 1"><button>Stay</button></form>
        ${leave}
      </dialog>
    </plaza-timeout-warning></div>`),
  );
  const warning = host.querySelector<TimeoutWarning>('plaza-timeout-warning')!;
  return { host, warning, dialog: warning.dialog!, stay: warning.querySelector('button')! };
}

const seen = ({ dialog }: { dialog: HTMLDialogElement }) =>
  dialog.open ? dialog.querySelector('[slot=time-left]')!.textContent : 'nothing';
const heard = ({ dialog }: { dialog: HTMLDialogElement }) =>
  dialog.querySelector('[aria-live=assertive]')?.textContent ?? 'nothing';

describe('plaza-timeout-warning', () => {
  beforeEach(() => {
    clock.wind();
    asked = [];
    answer = status(204);
    window.fetch = (address, options) => {
      asked.push(`${options?.method} ${String(address)} ${String(options?.body)} ${options?.redirect}`);
      return answer();
    };
    document.title = 'About your home';
    history.replaceState(null, '', '#form');
  });

  afterEach(() => {
    Date.now = real.now;
    Object.assign(window, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout, fetch: real.fetch });
  });

  it('leaves people in peace while there is time', async () => {
    const opened = await open({ seconds: 600 });
    const before = opened.warning.outerHTML;
    clock.pass(479);
    expect(opened.warning.outerHTML).to.equal(before);
    expect(document.title).to.equal('About your home');
    expect(asked.join()).to.equal('');
  });

  it('comes two minutes before the end with the heading in focus, where no space typed on presses a button', async () => {
    const opened = await open({ seconds: 600 });
    clock.pass(480);
    expect(opened.dialog.matches(':modal')).to.equal(true);
    expect(document.activeElement!.textContent).to.equal('Do you need more time?');
    expect(seen(opened)).to.equal('2 minutes');
    expect(descriptionOf(opened.dialog)).to.equal('We sign you out in 2 minutes.');
    expect(document.title).to.equal('2 minutes – Do you need more time? – About your home');
  });

  it('comes when the page says', async () => {
    const opened = await open({ seconds: 600, attributes: 'warn-before="300"' });
    clock.pass(300);
    expect(seen(opened)).to.equal('5 minutes');
  });

  it('shows every second, and says and titles the minutes and then every 20 seconds', async () => {
    const opened = await open({ seconds: 600 });
    const shown: string[] = [];
    const said = new Set<string>();
    clock.pass(480);
    for (let second = 120; second > 0; second--) {
      if ([120, 119, 61, 60, 59, 1].includes(second)) shown.push(seen(opened)!);
      said.add(`${second}: ${heard(opened)}`.replace(/^(?!120|60|40|20|1:)\d+: /, ''));
      clock.pass(1);
    }
    expect(shown.join()).to.equal('2 minutes,1 minute 59 seconds,1 minute 1 second,1 minute,59 seconds,1 second');
    const sentences = [...said].join(' | ');
    expect(sentences).to.equal(
      [
        '120: We sign you out in 2 minutes.',
        'We sign you out in 2 minutes.',
        '60: We sign you out in 1 minute.',
        'We sign you out in 1 minute.',
        '40: We sign you out in 40 seconds.',
        'We sign you out in 40 seconds.',
        '20: We sign you out in 20 seconds.',
        'We sign you out in 20 seconds.',
        '1: We sign you out in 20 seconds.',
      ].join(' | '),
    );
    expect(document.title).to.equal('20 seconds – Do you need more time? – About your home');
  });

  it('counts in the language around it', async () => {
    const opened = await open({ seconds: 100, attributes: 'lang="es-CL"' });
    expect(seen(opened)).to.equal('1 minuto 40 segundos');
  });

  it('lets people stay with the keyboard: asks the server, goes, and comes again in time', async () => {
    const opened = await open({ seconds: 600 });
    clock.pass(500);
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement!.textContent).to.equal('Stay');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => !opened.dialog.open);
    expect(asked.join()).to.equal('POST /session token=t+1 manual');
    expect(document.title).to.equal('About your home');
    clock.pass(479);
    expect(seen(opened)).to.equal('nothing');
    clock.pass(1);
    expect(seen(opened)).to.equal('2 minutes');
  });

  it('counts from what the server says where the session can last no longer', async () => {
    const opened = await open({ seconds: 600 });
    answer = () => Promise.resolve(Response.json({ signedIn: true, expiresIn: 90 }));
    clock.pass(500);
    opened.stay.click();
    await waitUntil(() => asked.length && seen(opened) === '1 minute 30 seconds', seen(opened));
  });

  it('takes Escape for wanting to stay', async () => {
    await open({ seconds: 100 });
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => asked.length);
    expect(asked.join()).to.contain('POST /session');
  });

  it('gives the focus back to where the person was', async () => {
    const opened = await open({ seconds: 600 });
    opened.host.querySelector('input')!.focus();
    clock.pass(480);
    opened.stay.click();
    await waitUntil(() => !opened.dialog.open);
    expect((document.activeElement as HTMLInputElement).name).to.equal('about');
  });

  it('sends what was written when the time is over, once, whatever is missing in it', async () => {
    const { host } = await open({ seconds: 600, leave: leaveButton });
    const sent: string[] = [];
    host.addEventListener('submit', (event) => {
      event.preventDefault();
      const { submitter, target } = event as SubmitEvent;
      sent.push(`${(target as HTMLFormElement).id} ${(submitter as HTMLButtonElement).value}`);
    });
    clock.pass(599);
    expect(sent.join()).to.equal('');
    clock.pass(60);
    expect(sent.join()).to.equal('application save');
    expect(location.hash).to.equal('#form');
  });

  it('leads to the page that says it is over, where there is no button to save', async () => {
    await open({ seconds: 600 });
    clock.pass(600);
    expect(location.hash).to.equal('#form');
    clock.pass(1);
    expect(location.hash).to.equal('#ended');
  });

  it('leaves a second after a laptop wakes too late, and shows no dialog meanwhile', async () => {
    const opened = await open({ seconds: 600 });
    clock.sleep(7200);
    clock.pass(0);
    expect(seen(opened)).to.equal('nothing');
    expect(location.hash).to.equal('#form');
    clock.pass(1);
    expect(location.hash).to.equal('#ended');
  });

  it('warns at once when a laptop wakes in the last minutes', async () => {
    const opened = await open({ seconds: 600 });
    clock.sleep(550);
    clock.pass(0);
    expect(seen(opened)).to.equal('50 seconds');
  });

  describe('in two tabs', () => {
    let other: BroadcastChannel;
    beforeEach(() => (other = new BroadcastChannel('plaza-timeout-warning /session')));
    afterEach(() => other.close());

    it('goes when the person stays in the other one', async () => {
      const opened = await open({ seconds: 600 });
      clock.pass(500);
      other.postMessage(clock.now + 600_000);
      await waitUntil(() => !opened.dialog.open);
      expect(document.title).to.equal('About your home');
      clock.pass(479);
      expect(seen(opened)).to.equal('nothing');
    });

    it('hears nothing that would end it sooner', async () => {
      const opened = await open({ seconds: 600 });
      clock.pass(500);
      for (const word of [clock.now + 700_000, 'soon', clock.now + 1000]) other.postMessage(word);
      await waitUntil(() => !opened.dialog.open);
      await settled();
      await settled();
      clock.pass(579);
      expect(`${seen(opened)} ${location.hash}`).to.equal('nothing #form');
    });

    it('tells the other one when a page is opened, and when a script says that the server has heard', async () => {
      const told: number[] = [];
      other.onmessage = ({ data }) => told.push((data - clock.now) / 1000);
      const { warning } = await open({ seconds: 600 });
      await waitUntil(() => told.length === 1);
      clock.pass(10);
      warning.renew();
      await waitUntil(() => told.length === 2);
      warning.setAttribute('seconds', '900');
      await waitUntil(() => told.length === 3);
      expect(told.join()).to.equal('600,600,900');
    });
  });

  describe('when the server', () => {
    it('cannot be reached, says so and lets people try again', async () => {
      const opened = await open({ seconds: 100 });
      const error = opened.warning.querySelector<HTMLElement>('[role=alert]')!;
      for (const fails of [() => Promise.reject(new TypeError('offline')), status(503)]) {
        error.hidden = true;
        answer = fails;
        opened.stay.click();
        await waitUntil(() => !error.hidden);
        expect(seen(opened)).to.equal('1 minute 40 seconds');
      }
      answer = status(204);
      opened.stay.click();
      await waitUntil(() => error.hidden);
      clock.pass(1);
      expect(location.hash).to.equal('#form');
    });

    for (const [what, answers] of [
      ['leads to the sign-in', redirect],
      ['knows nobody any more', status(401)],
    ] as const)
      it(`${what}, hands over what was written, once, and lets it say what to do`, async () => {
        const opened = await open({ seconds: 100, leave: leaveButton });
        const sent: string[] = [];
        opened.host.addEventListener('submit', (event) => {
          event.preventDefault();
          sent.push((event.target as Element).id);
        });
        answer = answers;
        opened.stay.click();
        await waitUntil(() => sent.includes('application'));
        clock.pass(200);
        expect(sent.filter(Boolean).join()).to.equal('application');
      });

    it('is slow to answer, shows that it is asked, and waits although the time is over', async () => {
      const opened = await open({ seconds: 100 });
      let respond: (response: Response) => void;
      answer = () => new Promise((resolve) => (respond = resolve));
      opened.stay.click();
      opened.stay.click();
      clock.pass(130);
      expect(`${opened.stay.ariaDisabled} ${location.hash}`).to.equal('true #form');
      respond!(new Response(null, { status: 204 }));
      await settled();
      clock.pass(70);
      expect(`${asked.length} ${opened.stay.ariaDisabled} ${location.hash}`).to.equal('1 null #form');
    });
  });

  it('asks the server whether the session lasts when the person comes back to the page', async () => {
    const opened = await open({ seconds: 600 });
    clock.pass(500);
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(`${document.title}, ${seen(opened)}`).to.equal('About your home, nothing');
    clock.sleep(7200);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await settled();
    clock.pass(479);
    expect(`${asked.length} ${seen(opened)} ${location.hash}`).to.equal('1 nothing #form');
    clock.pass(1);
    expect(seen(opened)).to.equal('2 minutes');
  });

  it('lets a form of its own that signs out do so', async () => {
    const opened = await open({
      seconds: 100,
      leave: '<form action="/out"><button id="out">Sign out</button></form>',
    });
    const sent: string[] = [];
    opened.host.addEventListener('submit', (event) => {
      sent.push(`${(event.target as Element).getAttribute('action')} ${event.defaultPrevented}`);
      event.preventDefault();
    });
    opened.warning.querySelector<HTMLElement>('#out')!.click();
    expect(`${sent.join()} ${asked.length}`).to.equal('/out false 0');
  });

  it('goes on counting where it is moved, and is silent once it is taken away', async () => {
    const opened = await open({ seconds: 600 });
    clock.pass(400);
    opened.host.append(opened.warning);
    clock.pass(80);
    expect(seen(opened)).to.equal('2 minutes');
    opened.warning.remove();
    expect(document.title).to.equal('About your home');
    clock.pass(600);
    expect(location.hash).to.equal('#form');
  });

  it('leaves a title alone that the page has changed meanwhile', async () => {
    const opened = await open({ seconds: 600 });
    clock.pass(481);
    document.title = 'One new message';
    opened.warning.renew();
    expect(document.title).to.equal('One new message');
  });

  it('warns of markup in which nobody could stay', async () => {
    const warnings = await warningsOf(async () => {
      await fixture(page('<plaza-timeout-warning seconds="600"><dialog></dialog></plaza-timeout-warning>'));
      await settled();
    });
    expect(warnings.join()).to.equal('Plaza: see @plaza-ds/components/warnings.md#timeout-warning-incomplete');
  });

  for (const name of ['save-and-leave', 'sign-out', 'in-spanish', 'what-people-see'])
    it(`does not change the markup of its example: ${name}`, async () => {
      window.fetch = real.fetch;
      const host = await fixture(page('<div></div>'));
      const written = document.createElement('template');
      written.innerHTML = await example(`timeout-warning/${name}`);
      const warnings = await warningsOf(async () => {
        host.append(written.content.cloneNode(true));
        await settled();
        clock.pass(60);
        expect(host.innerHTML).to.contain('<dialog').and.to.equal(written.innerHTML);
      });
      expect(warnings.join()).to.equal('');
    });
});
