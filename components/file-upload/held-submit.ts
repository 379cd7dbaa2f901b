import { announce } from '../shared/announce.js';
import { make } from '../shared/make.js';
import { say } from '../shared/words.js';

/** Holds the sending of a form while a file is on its way, and lets it go on by itself. */
export class HeldSubmit {
  readonly #host: Element;
  #event: SubmitEvent | undefined;
  #note: HTMLElement | undefined;

  constructor(host: Element) {
    this.#host = host;
  }

  /** @param name The file that is waited for. */
  hold(event: SubmitEvent, name: string): void {
    event.preventDefault();
    this.#end();
    this.#event = event;
    const words = say(this.#host, 'uploadHeld', { name: '\n' });
    const [before, after = ''] = words.split('\n');
    this.#note = make('p', { className: 'plaza-text' }, before!, make('bdi', {}, name), after);
    const { submitter } = event;
    const place = submitter?.closest('.plaza-button-group') ?? submitter;
    if (place && this.#host.closest('form')?.contains(place)) place.before(this.#note);
    else this.#host.append(this.#note);
    announce(words.replace('\n', name));
  }

  /** @param isRefused Whether a file was refused meanwhile: then only what looks at the answers first goes on, and shows it. */
  release(isRefused: boolean): void {
    const event = this.#event;
    this.#end();
    if (!event) return;
    const { submitter, target } = event;
    if (isRefused && (submitter as HTMLButtonElement | null)?.formNoValidate) return;
    (target as HTMLFormElement).requestSubmit(submitter);
  }

  /** The person changed their mind: they press again what they want. */
  drop(): void {
    this.#end();
  }

  #end(): void {
    this.#event = undefined;
    this.#note?.remove();
    this.#note = undefined;
  }
}
