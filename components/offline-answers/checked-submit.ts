import type { OfflineAnswers } from './offline-answers.js';

/** ms; where a browser does not answer about its own storage, people go on all the same. */
const longest = 3000;

interface Steps {
  /** Lets go of all that is kept of the draft. */
  forget(): Promise<unknown>;
  /** Whether it can be seen at all if the server can be reached. */
  canReach(): boolean;
  /** Whether the server can be reached. */
  reach(): Promise<boolean>;
}

/**
 * Holds the sending of a form for as long as it takes to see whether the server can be reached: a browser that sends a form without
 * a network puts its own page in the place of everything that was typed.
 */
export class CheckedSubmit {
  #host: OfflineAnswers;
  #form: HTMLFormElement;
  #isHeld = false;
  #isReleased = false;

  constructor(host: OfflineAnswers, form: HTMLFormElement) {
    this.#host = host;
    this.#form = form;
  }

  connect(steps: Steps): void {
    this.#host.listen('submit', (event) => void this.#hold(event, steps), this.#form, true); // before the page hears of it
  }

  async #hold(event: SubmitEvent, { forget, canReach, reach }: Steps): Promise<void> {
    if (event.defaultPrevented || this.#isReleased) return;
    const { submitter } = event;
    const ends = submitter?.hasAttribute('data-plaza-forget');
    if (!ends && !canReach()) return;
    event.preventDefault();
    event.stopPropagation(); // the page hears of it when it is sent
    if (this.#isHeld) return;
    this.#isHeld = true;
    submitter?.setAttribute('aria-disabled', 'true');
    const goesOn = await (ends ? soon(forget()) : reach()).catch(() => true);
    submitter?.removeAttribute('aria-disabled');
    this.#isHeld = false;
    if (goesOn) this.#release(submitter);
  }

  #release(submitter: HTMLElement | null): void {
    this.#isReleased = true;
    this.#form.requestSubmit(submitter);
    this.#isReleased = false;
  }
}

function soon(work: Promise<unknown>): Promise<true> {
  const late = new Promise((resolve) => setTimeout(resolve, longest));
  return Promise.race([work, late]).then(() => true);
}
