import { Enhancer } from '../shared/enhancer.js';
import { warn } from '../shared/warn.js';
import { TimeLeft } from './time-left.js';

/**
 * Warns people before the server signs them out, and lets them stay with one press.
 *
 * The page's own `<dialog>` opens when little time is left. It shows the time, says it aloud by the minute and in the last
 * minute every 20 seconds, and puts it into the page's title. Staying sends the form inside, without leaving the page;
 * the other tabs of the service hear of it. When the time is over, the button that saves and leaves is pressed.
 *
 * ```html
 * <plaza-timeout-warning seconds="1140" ended="/signed-out">
 *   <dialog aria-labelledby="timeout-title">
 *     <h2 id="timeout-title" tabindex="-1" autofocus>Do you need more time?</h2>
 *     <p aria-hidden="true">We sign you out in <span slot="time-left"></span>.</p>
 *     <p slot="error" role="alert" hidden>We cannot reach our server. Try again.</p>
 *     <div class="plaza-button-group">
 *       <form slot="stay" method="post" action="/session"><button class="plaza-button">Stay signed in</button></form>
 *       <button class="plaza-button" data-variant="secondary" slot="leave" form="application" name="action" value="save" formnovalidate>Save and leave</button>
 *     </div>
 *   </dialog>
 * </plaza-timeout-warning>
 * ```
 *
 * Write it outside of all forms. Load it only on pages that have a session: the drop-in file does not contain it.
 *
 * @summary A warning before the session ends, with a way to stay.
 * @tagname plaza-timeout-warning
 *
 * @slot - One closed `<dialog>` with a heading.
 * @slot time-left - An empty element in the sentence about the time, which is written into it. The sentence is
 *   `aria-hidden`: it is said aloud less often than it changes.
 * @slot stay - A `<form>` that keeps the session. The server answers 204, or with another status if the session has ended. Where
 *   it now lasts otherwise than `seconds` says, it answers with JSON that has the seconds as `expiresIn`.
 * @slot leave - The `<button>` that saves and leaves. It is also pressed when the time is over. Or a link: it is not followed by itself.
 * @slot error - Hidden words for when the server cannot be reached.
 *
 * @attr {number} seconds - How long the session still lasts, from when the page was sent. A minute less leaves time to save.
 * @attr {number} warn-before - How many seconds before the end the dialog opens; 120 if not said.
 * @attr {string} ended - Where to go when the time is over and there is no button to save and leave.
 */
export class TimeoutWarning extends Enhancer {
  static observedAttributes = ['seconds'];

  #end = 0;
  #isOver = false;
  #isAsking = false;
  #timer: number | undefined;
  #channel: BroadcastChannel | undefined;
  #timeLeft = new TimeLeft();

  /** The page's own dialog, or null until there is one. */
  get dialog(): HTMLDialogElement | null {
    return this.querySelector('dialog');
  }

  /** The server has heard from the person, so the time begins again, in all tabs. For scripts that save what is typed. */
  renew(): void {
    this.#renew();
  }

  /** @param seconds Where the server says so: near the end for good it is less than before. */
  #renew(seconds = Number(this.getAttribute('seconds'))): void {
    this.#end = Date.now() + 1000 * seconds;
    this.#channel?.postMessage(this.#end);
    this.#tick();
  }

  attributeChangedCallback(): void {
    if (this.#channel) this.renew();
  }

  protected override connect(): void {
    this.listen('submit', this.#stay);
    this.listen('cancel', this.#stay, this, true); // whoever presses Escape is there
    this.listen('pagehide', this.#stop, window);
    this.listen('pageshow', this.#return, window);
    this.signal.addEventListener('abort', this.#stop);
    this.#start();
  }

  protected override update(): void {
    const isWhole = this.#end && this.#form && this.dialog?.querySelector('[slot=time-left]');
    if (!isWhole) warn('timeout-warning-incomplete', this);
  }

  get #form(): HTMLFormElement | null {
    return this.querySelector('form[slot=stay]');
  }

  #start(): void {
    const address = this.#form?.getAttribute('action') ?? ''; // another service of this site may have another session
    this.#channel = new BroadcastChannel(`plaza-timeout-warning ${address}`);
    this.#channel.onmessage = ({ data }) => {
      if (!(data > this.#end)) return;
      this.#end = data as number;
      this.#tick();
    };
    if (this.#end) this.#tick();
    else this.renew(); // not when it was only moved
  }

  /** An open channel would keep the browser from showing the page again as it was left. */
  #stop = (): void => {
    clearTimeout(this.#timer);
    this.#channel?.close();
    this.#rest();
  };

  /** Somebody came back by the back button: what the server knows of them may have changed while nothing was heard here. */
  #return = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) return;
    this.#start();
    void this.#ask();
  };

  /** Asks the clock and counts nothing: a laptop sleeps, and a tab behind others is slow. */
  #tick = (): void => {
    clearTimeout(this.#timer);
    if (!this.#end) return;
    const { dialog } = this;
    const left = Math.ceil((this.#end - Date.now()) / 1000);
    // Not at once: after sleep, what other tabs have said meanwhile is still to be heard.
    if (left <= 0 && this.#isOver && !this.#isAsking) return this.#leave();
    this.#isOver = left <= 0;
    if (left > Number(this.getAttribute('warn-before') ?? 120)) this.#rest();
    else if (left > 0 && dialog) this.#timeLeft.show(dialog, left);
    this.#timer = window.setTimeout(this.#tick, this.#timeLeft.isShown || this.#isOver ? 1000 : 5000);
  };

  #rest(): void {
    if (!this.#timeLeft.isShown) return;
    this.#timeLeft.clear();
    this.dialog?.close();
  }

  #stay = (event: Event): void => {
    if (event.target !== this.#form && event.target !== this.dialog) return;
    event.preventDefault();
    void this.#ask();
  };

  /** A redirect says that the session is over: it leads to where one signs in. */
  async #ask(): Promise<void> {
    const form = this.#form;
    if (!form || this.#isAsking) return;
    const button = form.querySelector('button');
    this.#isAsking = true;
    button?.setAttribute('aria-disabled', 'true');
    const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    const headers = { Accept: 'application/json' };
    const request = fetch(form.getAttribute('action') ?? '', { method: 'POST', body, headers, redirect: 'manual' });
    const answer = await request.catch(() => undefined);
    const { expiresIn } = answer?.status === 200 ? await answer.json().catch(() => ({})) : {};
    this.#isAsking = false;
    button?.removeAttribute('aria-disabled');
    const isUnreachable = !answer || answer.status >= 500;
    this.querySelector('[slot=error]')?.toggleAttribute('hidden', !isUnreachable);
    if (answer?.ok) this.#renew(expiresIn);
    else if (!isUnreachable) this.#leave();
  }

  #leave(): void {
    this.#end = 0;
    const save = this.querySelector<HTMLButtonElement>('button[slot=leave]');
    if (save) save.click();
    else location.replace(this.getAttribute('ended') ?? '');
  }
}
