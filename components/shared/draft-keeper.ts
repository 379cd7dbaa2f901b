import { announce } from './announce.js';
import type { Enhancer } from './enhancer.js';
import { answerOf, answersOf, isKeepable, isSame, sentOf, write } from './answers.js';
import type { Answers } from './answers.js';
import { Tab } from './tab.js';

export { Tab }; // what keeps on the device reads it from here, else it would be a file more for every page

/**
 * Keeps what is typed into a form in the storage of the tab, at each letter, for a phone throws a page away without a word while
 * its camera is open. When the page comes again with other answers, it puts back what was typed and says so.
 *
 * What the server shows wins over what was sent before: it had it. What was saved somewhere else meanwhile is not written over,
 * but people can put theirs in its place.
 *
 * Whoever puts something into the tab that was kept elsewhere says so by an `input` event of the host itself.
 */
export class DraftKeeper {
  #host: Enhancer;
  #tab = new Tab();
  #before: Answers = {};
  #isOffered = false;
  /** Whether the form is on its way as it is: people are quicker than a page that keeps it a moment later. */
  #isLeft = false;

  constructor(host: Enhancer) {
    this.#host = host;
  }

  /** @param event What happened before this could hear it. */
  connect({ type }: Event): void {
    let isTyped = type === 'input';
    let isOpen = false;
    const keep = () => {
      if (isOpen) this.#keep();
      else isTyped = true;
    };
    const begin = () =>
      setTimeout(() => {
        this.#open();
        isOpen = true;
        this.#leaveIfSent();
        if (isTyped) this.#keep();
      });
    const heard = ({ target }: Event) => {
      if (target === this.#host) return void setTimeout(() => isOpen && this.#open());
      this.#isLeft = false;
      setTimeout(keep);
    };
    for (const each of ['input', 'reset'] as const) this.#host.listen(each, heard);
    this.#host.listen('submit', (event) => this.#leave(event));
    this.#host.listen('click', ({ target }) => this.#choose(target as Element));
    if (document.readyState === 'complete') begin();
    else this.#host.listen('pageshow', begin, window); // the browser gives back late what it kept itself
  }

  get #name(): string {
    return this.#host.getAttribute('keep')!;
  }

  get #revision(): number {
    return Number(this.#host.getAttribute('keep-revision'));
  }

  get #controls() {
    return [...this.#host.querySelector('form')!.elements].filter(isKeepable);
  }

  /** What was typed before, if the server has not got it yet. */
  #open(): void {
    const kept = this.#tab.open(this.#name);
    if (!kept) return;
    const isNewer = this.#revision > kept.revision;
    if (kept.sent && isNewer) return this.#tab.forget(this.#name);
    const isAnswer = kept.sent && this.#host.hasAttribute('keep-sent');
    this.#tab.keep(this.#name, { ...kept, sent: false });
    if (isAnswer) return;
    this.#before = kept.answers;
    if (isNewer) this.#offer();
    else this.#putBack();
  }

  #keep(): void {
    const { answers: earlier = {}, revision } = this.#tab.read(this.#name) ?? {};
    const controls = this.#controls;
    const now = answersOf(controls);
    const sent = answersOf(controls, sentOf);
    const answers: Answers = {};
    for (const name in now) {
      const isTyped = !isSame(now[name], sent[name]);
      if (isTyped || name in earlier) answers[name] = (this.#isOffered && !isTyped && earlier[name]) || now[name]!;
    }
    const seen = this.#isOffered ? (revision ?? this.#revision) : this.#revision;
    if (!Object.keys(answers).length) return;
    this.#tab.keep(this.#name, { answers, revision: seen, time: Date.now(), ...(this.#isLeft && { sent: true }) });
  }

  #leave({ defaultPrevented, submitter }: Pick<SubmitEvent, 'defaultPrevented' | 'submitter'>): void {
    const kept = this.#tab.read(this.#name);
    if (defaultPrevented) return; // the page sends it in its own way
    this.#isLeft = true;
    if (submitter?.hasAttribute('data-plaza-forget')) this.#tab.forget();
    else if (kept) this.#tab.keep(this.#name, { ...kept, sent: true });
  }

  /** Who is quick sent it before this was here. */
  #leaveIfSent(): void {
    const submitter = this.#host.querySelector<HTMLButtonElement>('button[aria-disabled=true]');
    if (submitter) this.#leave({ defaultPrevented: false, submitter });
  }

  #choose(target: Element): void {
    const slot = target.closest('button')?.closest('[slot=kept], [slot=offer]')?.slot;
    if (!slot) return;
    if (slot === 'kept') this.#takeOut();
    else this.#putBack(true);
    this.#notice(slot === 'kept' ? 'offer' : 'kept')
      ?.querySelector('button')
      ?.focus();
  }

  /** @param isAsked Whether a person wants it: else only what is as the server sent it is written over. */
  #putBack(isAsked = false): void {
    const wanted = structuredClone(this.#before);
    let count = 0;
    for (const control of this.#controls) {
      if (!(control.name in wanted)) continue;
      const isFree = isAsked || isSame(answerOf(control), sentOf(control));
      if (write(control, wanted[control.name]!, isFree)) count++;
    }
    this.#isOffered = false;
    if (!count) return;
    this.#keep();
    this.#show('kept');
  }

  #takeOut(): void {
    const controls = this.#controls.filter(({ name }) => name in this.#before);
    for (const control of controls) write(control, sentOf(control), true);
    this.#tab.forget(this.#name);
    this.#show('offer');
  }

  #offer(): void {
    const now = answersOf(this.#controls);
    if (Object.entries(this.#before).every(([name, answer]) => !now[name] || isSame(now[name], answer))) return;
    this.#isOffered = true;
    this.#show('offer');
  }

  #notice(slot: string): HTMLElement | null {
    return this.#host.querySelector(`:scope > [slot=${slot}]`);
  }

  #show(shown: 'kept' | 'offer'): void {
    for (const slot of ['kept', 'offer']) {
      const notice = this.#notice(slot);
      if (notice) notice.hidden = slot !== shown;
    }
    announce(this.#notice(shown)?.querySelector('p')?.textContent ?? '');
  }
}

/** Keeps what is typed into a form from now on. */
export function helpWith(form: Enhancer, event: Event): void {
  new DraftKeeper(form).connect(event);
}
