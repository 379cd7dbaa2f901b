import { Enhancer } from './enhancer.js';
import { make } from './make.js';
import { released } from './released.js';
import { warn } from './warn.js';
import { whenNeeded } from './when-needed.js';

/**
 * What national number, money and phone share: something around a native input that reads what is typed as more than text.
 *
 * It tells the input itself what is wrong (`setCustomValidity`), so the field around it shows that as it shows any error,
 * and a page without one may ask the input. What it needs for reading comes when a person first comes to the input.
 */
export abstract class Reading extends Enhancer {
  #note: HTMLElement | undefined;
  #free = Promise.resolve();

  /** The page's own input, or null until there is one. Value, focus and validity are had from it. */
  get control(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  /** Fetches what reading needs. */
  protected abstract prepare(): Promise<unknown>;

  /** What is wrong with what is in the input, in the person's words; the empty string if nothing is. */
  protected abstract problem(typed: string): string;

  /** The input was read again, while typing or after. */
  protected read(): void {}

  /** The person has left the input, and nothing is under their finger. */
  protected leave(): void {}

  protected override connect(): void {
    const read = async () => {
      await this.prepare();
      return { helpWith: () => this.#begin() };
    };
    const isGivenBack = () => this.control && this.control.value !== this.control.defaultValue;
    whenNeeded(this, ['focusin', 'input'], read, isGivenBack);
    this.listen('pointerdown', () => (this.#free = released()), window, true);
  }

  protected override update(): void {
    if (!this.control) warn('reading-without-control', this);
  }

  /** Shows a sentence below the input, or takes it away. */
  protected note(words: string): HTMLElement {
    const note = (this.#note ??= make('p', { className: 'plaza-note' }));
    note.hidden = !words;
    if (note.textContent !== words) note.textContent = words;
    if (words && !note.isConnected) this.append(note);
    return note;
  }

  /** Puts a text into the input, so that frameworks hear of it. */
  protected write(text: string): void {
    const input = this.control;
    if (!input || input.value === text) return;
    Reflect.set(Object.getPrototypeOf(input) as object, 'value', text, input); // React keeps what is set on the input itself to itself
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }

  #begin(): void {
    this.listen('input', () => this.#tell());
    this.listen('focusout', () => this.#left());
    for (const type of ['pageshow', 'reset'] as const) this.listen(type, () => setTimeout(() => this.#tell()), window);
    this.listen('plaza-form-validate', () => this.#tell(), this.getRootNode()); // a script may have changed the answer
    this.#tell();
    if (!this.matches(':focus-within')) void this.#left();
  }

  #tell(): void {
    const { control } = this;
    control?.setCustomValidity(this.problem(control.value));
    this.read();
  }

  async #left(): Promise<void> {
    await this.#free;
    if (!this.matches(':focus-within')) this.leave();
  }
}
