import { make } from '../shared/make.js';
import { languageOf, say } from '../shared/words.js';
import type { Progress } from './progress.js';

/** What a file on its way shows in its row of the list: its state in words, a bar, and a way to try again. */
export class UploadRow {
  readonly #host: Element;
  readonly #state = make('p');
  readonly #bar = make('progress', { max: 1 });
  readonly #again: HTMLButtonElement;
  #row: Element | undefined;

  constructor(host: Element, name: string, tryNow: () => void) {
    this.#host = host;
    this.#bar.setAttribute('aria-label', name);
    const hidden = make('span', { className: 'plaza-visually-hidden' }, ' ', make('bdi', {}, name));
    const words = say(host, 'uploadTryAgain');
    this.#again = make('button', { type: 'button', className: 'plaza-button', onclick: tryNow }, words, hidden);
    this.#again.dataset.variant = 'quiet';
    this.#state.textContent = say(host, 'uploadWaiting');
  }

  /** The state in words. */
  get words(): string {
    return this.#state.textContent;
  }

  /** Stands in a row of the field's list, in the place of its name, which it takes in. */
  into(row: Element): void {
    if (row.contains(this.#state)) return;
    this.#row = row;
    row.parentElement!.className = 'plaza-file-list';
    const name = row.querySelector('span')!;
    row.prepend(make('div', {}, name, this.#state, ...(this.#bar.hasAttribute('value') ? [this.#bar] : [])));
  }

  /** Its name and size, as the field wrote them. */
  get name(): Node | null {
    return this.#row?.querySelector('span') ?? null;
  }

  get isFocused(): boolean {
    return !!this.#row?.matches(':focus-within');
  }

  /** The form has to send it: the row is the field's again. */
  leave(): void {
    for (const part of [this.#state, this.#bar, this.#again]) part.remove();
  }

  remove(): void {
    this.#row?.remove();
  }

  show(progress: Progress): void {
    const { state } = progress;
    const share = state === 'sending' ? progress.share : state === 'checking' ? 1 : this.#bar.value;
    this.#bar.value = share;
    const percent = Math.floor(share * 100) / 100;
    const inWords = percent.toLocaleString(languageOf(this.#host), { style: 'percent' });
    const key = { sending: 'uploadSending', checking: 'uploadChecking', lost: 'uploadLost' } as const;
    const words = say(this.#host, key[state], { percent: inWords });
    if (this.#state.textContent !== words) this.#state.textContent = words;
    this.#bar.textContent = inWords;
    if (!this.#bar.isConnected) this.#state.after(this.#bar);
    if (state === 'lost' && progress.isLong) this.#bar.after(this.#again);
    else if (state !== 'lost') this.#again.remove();
  }
}
