import { ensureId, setIdReferences } from '../shared/id-references.js';
import { make } from '../shared/make.js';
import { duration } from './duration.js';

/**
 * The time left, in the dialog of a timeout warning: exactly for those who look, rarely for those who listen, and in the
 * page's title for those who are elsewhere.
 */
export class TimeLeft {
  #exact = document.createTextNode('');
  #spoken = make('p', { className: 'plaza-visually-hidden' });
  #said = 0;
  #title: string | undefined;
  #ours = '';

  show(dialog: HTMLDialogElement, seconds: number): void {
    const place = dialog.querySelector('[slot=time-left]');
    if (place && !place.contains(this.#exact)) place.append(this.#exact);
    const step = seconds > 60 ? 60 : 20;
    this.#say(dialog, Math.ceil(seconds / step) * step, place?.parentElement);
    this.#exact.data = duration(seconds, dialog);
    if (!dialog.open) dialog.showModal();
  }

  get isShown(): boolean {
    return this.#said > 0;
  }

  clear(): void {
    if (document.title === this.#ours) document.title = this.#title!; // else the page has another one by now
    this.#title = undefined;
    this.#said = 0;
    this.#spoken.textContent = this.#exact.data = '';
  }

  /** Says the page's own sentence with a rounded time. What is outside of an open dialog is not heard, so it is said within. */
  #say(dialog: HTMLDialogElement, seconds: number, sentence?: Element | null): void {
    if (seconds === this.#said) return;
    this.#said = seconds;
    const time = (this.#exact.data = duration(seconds, dialog));
    if (!dialog.contains(this.#spoken)) {
      this.#spoken.setAttribute('aria-live', 'assertive');
      dialog.append(this.#spoken);
      setIdReferences(dialog, 'aria-describedby', [], [ensureId(this.#spoken, 'time-left')]);
    }
    this.#spoken.textContent = (sentence ?? this.#exact).textContent;
    this.#title ??= document.title;
    const heading = dialog.querySelector('h1, h2, h3')?.textContent;
    document.title = this.#ours = [time, heading, this.#title].filter(Boolean).join(' – ');
  }
}
