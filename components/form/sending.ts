import { announce } from '../shared/announce.js';
import type { Enhancer } from '../shared/enhancer.js';
import { say } from '../shared/words.js';

const longest = 30_000; // ms; then a person may try again, for nothing tells a page that its request was stopped

/** Lets a form be sent once: marks the button that sends it, says so, and ends when the page is shown again. */
export class Sending {
  #host: Enhancer;
  #sender: HTMLElement | null = null;
  #timer = 0;

  constructor(host: Enhancer) {
    this.#host = host;
  }

  get active(): boolean {
    return this.#timer > 0;
  }

  connect(): void {
    this.#host.listen('submit', (event) => setTimeout(() => this.#begin(event))); // once the page has heard of it
    this.#host.listen('keydown', ({ key }) => key === 'Escape' && this.end()); // stops a page that is loading
    this.#host.listen('pageshow', () => this.end(), window);
    this.#host.signal.addEventListener('abort', () => this.end());
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#sender?.removeAttribute('aria-disabled');
  }

  #begin(event: SubmitEvent): void {
    if (event.defaultPrevented) return; // the page sends it in its own way
    this.#timer = window.setTimeout(() => this.end(), longest);
    this.#sender = event.submitter;
    this.#sender?.setAttribute('aria-disabled', 'true');
    announce(say(this.#host, 'sending'));
  }
}
