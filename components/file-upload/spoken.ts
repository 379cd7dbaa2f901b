import { announce } from '../shared/announce.js';
import { say } from '../shared/words.js';
import type { Progress } from './progress.js';

/** ms. Who hears the page is not told sooner again how far a file is. */
const pause = 5000;

/** Says how far a file is to people who hear the page: each quarter of the way, and none that comes on the heels of another. */
export class Spoken {
  readonly #host: Element;
  readonly #name: string;
  #quarter = 0;
  #state = '';
  #last = Date.now();

  constructor(host: Element, name: string) {
    this.#host = host;
    this.#name = name;
  }

  /** @param state How it is, in words. */
  hear(progress: Progress, state: string): void {
    const isOther = progress.state === 'lost' ? this.#state !== 'lost' : this.#state === 'lost';
    this.#state = progress.state;
    const quarter = progress.state === 'sending' ? Math.floor(progress.share * 4) : this.#quarter;
    const isDue = quarter > this.#quarter && Date.now() - this.#last >= pause;
    if (!isOther && !isDue) return;
    this.#quarter = quarter;
    this.#last = Date.now();
    announce(say(this.#host, 'uploadSaid', { name: this.#name, state }));
  }
}
