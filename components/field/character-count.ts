import { announce } from '../shared/announce.js';
import { make } from '../shared/make.js';
import { loadWords, say } from '../shared/words.js';
import type { Field } from './field.js';
import { limitOf } from './limit.js';

/**
 * Counts what is typed into a field that has a limit: at each key for the eye, after a second's rest for the ear.
 *
 * It looks at the value once a second while the control has focus, for dictation and some keyboards fire no key events.
 */
export class CharacterCount {
  #field: Field;
  #shown: HTMLElement | null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #seen = '';
  #said = '';

  constructor(field: Field) {
    this.#field = field;
    this.#shown = field.querySelector<HTMLElement>('[slot=count]'); // made before the element was moved
  }

  /** @param event What the person did before this could hear it. */
  connect(event: Event): void {
    for (const type of ['focusin', 'focusout', 'input'] as const) this.#field.listen(type, this);
    for (const type of ['pageshow', 'reset'] as const) this.#field.listen(type, this, window);
    this.#field.signal.addEventListener('abort', () => this.#rest());
    this.handleEvent(event);
  }

  handleEvent({ type }: Event): void {
    const control = this.#field.control as HTMLTextAreaElement | null;
    if (!control) return;
    if (type === 'pageshow' || type === 'reset') return void setTimeout(() => this.#showAgain(control));
    if (type === 'focusout') return this.#rest();
    if (type === 'input') void this.#show();
    else this.#said = this.#seen = control.value;
    this.#timer ??= setInterval(() => this.#look(), 1000); // a person may have typed before this could hear that they came
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** The browser has given back what was typed before, or taken it away. */
  #showAgain({ value, defaultValue }: HTMLTextAreaElement): void {
    if (this.#shown || value !== defaultValue) void this.#show();
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
    shown.toggleAttribute('data-over', this.#over > 0);
    shown.hidden = !this.#due;
    if (!shown.isConnected) this.#field.append(shown);
    if (limit) limit.hidden = this.#due; // it still describes the control: a hidden description is read
  }

  get #over(): number {
    return limitOf(this.#field)!.over;
  }

  get #due(): boolean {
    const { max, over } = limitOf(this.#field)!;
    const from = Number(this.#field.getAttribute('count-from') ?? 0);
    return (max + over) * 100 >= max * from;
  }

  get #sentence(): string {
    const { over, unit } = limitOf(this.#field)!;
    return say(this.#field, `${unit}${over > 0 ? 'Over' : 'Left'}`, { count: Math.abs(over) });
  }
}

/** Counts in a field from now on. */
export function helpWith(field: Field, event: Event): void {
  new CharacterCount(field).connect(event);
}
