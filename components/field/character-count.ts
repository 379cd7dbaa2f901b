import { announce } from '../shared/announce.js';
import { make } from '../shared/make.js';
import { loadWords, say } from '../shared/words.js';
import type { Field } from './field.js';

/**
 * Counts what is typed into a field that has a limit: at each key for the eye, after a second's rest for the ear.
 *
 * It looks at the value once a second while the control has focus, for dictation and some keyboards fire no key events.
 */
export class CharacterCount {
  #field: Field;
  #shown: HTMLElement | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #seen = '';
  #said = '';

  constructor(field: Field) {
    this.#field = field;
  }

  get unit(): 'words' | 'characters' {
    return this.#field.hasAttribute('max-words') ? 'words' : 'characters';
  }

  get #max(): number {
    return Number(this.#field.getAttribute(`max-${this.unit}`) ?? Infinity);
  }

  /** How far the answer is over the limit; under it, negative. */
  get over(): number {
    const text = this.#field.control?.value ?? '';
    return (this.unit === 'words' ? (text.match(/\S+/g)?.length ?? 0) : [...text].length) - this.#max;
  }

  connect(signal: AbortSignal): void {
    if (this.#max === Infinity) return;
    for (const type of ['focusin', 'focusout', 'input']) this.#field.addEventListener(type, this, { signal });
    window.addEventListener('pageshow', this, { signal });
    signal.addEventListener('abort', () => clearInterval(this.#timer));
  }

  handleEvent({ type }: Event): void {
    const { control } = this.#field;
    if (!control) return;
    clearInterval(this.#timer);
    if (type === 'focusin') this.#said = this.#seen = control.value;
    if (type === 'input') void this.#show();
    if (type === 'pageshow' && control.value !== (control as HTMLTextAreaElement).defaultValue) void this.#show(); // given back by the browser
    if (type === 'focusin' || type === 'input') this.#timer = setInterval(() => this.#look(), 1000);
  }

  #look(): void {
    const { value } = this.#field.control!;
    if (value !== this.#seen) void this.#show();
    else if (value !== this.#said) {
      this.#said = value;
      if (this.#due) announce(this.#sentence);
    }
    this.#seen = value;
  }

  async #show(): Promise<void> {
    await loadWords(this.#field);
    const limit = this.#field.querySelector<HTMLElement>('[slot=limit]');
    const shown = (this.#shown ??= make('p', { slot: 'count' }));
    shown.setAttribute('aria-hidden', 'true'); // it is announced, at rest
    shown.textContent = this.#sentence;
    shown.toggleAttribute('data-over', this.over > 0);
    shown.hidden = !this.#due;
    if (!shown.isConnected) this.#field.append(shown);
    if (limit) limit.hidden = this.#due; // it still describes the control: a hidden description is read
  }

  get #due(): boolean {
    const from = Number(this.#field.getAttribute('count-from') ?? 0);
    return this.over >= this.#max * (from / 100 - 1);
  }

  get #sentence(): string {
    const { over } = this;
    return say(this.#field, `${this.unit}${over > 0 ? 'Over' : 'Left'}`, { count: Math.abs(over) });
  }
}
