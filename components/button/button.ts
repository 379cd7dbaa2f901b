import { Enhancer } from '../shared/enhancer.js';

const again = 1000; // ms: a second click sooner than this is a slip of the hand

/**
 * Guards a button that is outside a `plaza-form` from being pressed twice by a slip, and lets a link that looks and
 * is named like a button answer to the space bar too.
 *
 * Most buttons need no element, only the class `plaza-button`: a `plaza-form` guards its own.
 *
 * ```html
 * <plaza-button><button class="plaza-button" type="submit">Pay now</button></plaza-button>
 * <plaza-button><a class="plaza-button" role="button" href="/start">Start</a></plaza-button>
 * ```
 *
 * @summary A button that is not pressed twice, a button-like link that answers to Space.
 * @tagname plaza-button
 *
 * @slot - One `<button class="plaza-button">`, or one `<a class="plaza-button" role="button">`.
 *
 * @cssprop [--plaza-button-background=--plaza-color-accent] - Ground of the main button.
 */
export class Button extends Enhancer {
  #last = -again;

  protected override connect(): void {
    this.listen('click', this.#ignoreSecond, this, true);
    this.listen('keydown', this.#pressWithSpace);
    this.listen('pageshow', () => (this.#last = -again), window);
  }

  #ignoreSecond = (event: Event): void => {
    const second = event.timeStamp - this.#last < again;
    if (!second) this.#last = event.timeStamp;
    if (second || (event.target as Element).closest('[aria-disabled="true"]')) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  #pressWithSpace = (event: KeyboardEvent): void => {
    const link = (event.target as Element).closest<HTMLElement>('a[role="button"]');
    if (!link || event.key !== ' ') return;
    event.preventDefault(); // Space would scroll
    link.click();
  };
}
