import { Enhancer } from './enhancer.js';
import { ensureId, toggleIdReference } from './id-references.js';
import { make } from './make.js';
import { QuestionErrorEvent } from './question-error-event.js';
import { warn } from './warn.js';
import { watchSubtree } from './watch-subtree.js';
import { loadWords, say } from './words.js';
import type { Words } from './words.js';

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The kinds of error a question can name, after ValidityState; each can be worded by an attribute, `error-value-missing`. */
export type ErrorKind = Exclude<keyof ValidityState, 'valid' | 'customError'>;

/**
 * What field, choices, date field and file field share: one question, its hint, and one error at a time.
 *
 * It ties what the page wrote (ids, `aria-describedby`) and only fills in what the page left out: a page that wrote it
 * all is not changed. A form asks it what is wrong (`validate`) and tells it what to show (`error`).
 */
export abstract class Question extends Enhancer {
  static observedAttributes = ['error'];

  #error: string | undefined;
  #written: HTMLElement | undefined;
  #read: HTMLElement | undefined;
  #described: string[] = [];
  #told = '';

  /**
   * What the script says of this answer: a message, or the empty string for "nothing is wrong".
   * Undefined leaves the word to the page, and so does a new error that the page sends.
   */
  get error(): string | undefined {
    return this.#error;
  }

  set error(error: string | undefined) {
    this.#error = error;
    this.requestUpdate();
  }

  /** What is wrong with the answer, in the person's words; the empty string if nothing is. Shows nothing. */
  abstract validate(): string;

  /** What asks the question: a label or a legend, or null until there is one. */
  abstract get label(): HTMLElement | null;

  /** The page's own controls. Value, focus and validity are had from them, not from here. */
  get controls(): Control[] {
    return [...this.querySelectorAll<Control>('input, textarea, select')];
  }

  /** Where a person mends the error: the control that the error summary leads to. */
  get target(): HTMLElement | null {
    return this.controls[0] ?? null;
  }

  /** The error now shown, whoever wrote it, without the hidden word "Error:"; the empty string when there is none. */
  get message(): string {
    return wordsOf(this.shownError);
  }

  attributeChangedCallback(_name: string, _old: string | null, error: string | null): void {
    this.error = error ?? undefined;
  }

  protected override connect(_signal: AbortSignal): void {
    watchSubtree(this);
    const early = Object.getOwnPropertyDescriptor(this, 'error'); // set by a framework before this script arrived
    if (!early) return;
    Reflect.deleteProperty(this, 'error');
    this.error = early.value as string;
  }

  protected override update(): void {
    const sent = this.parts('[slot=error]').find((node) => node !== this.#written);
    if (sent && sent !== this.#read) {
      this.#error = undefined;
      if (!wordsOf(sent)) warn('empty-error', this);
    }
    this.#read = sent;
    if (sent && this.#error !== undefined) hide(sent);
    if (this.#error) this.#writeError(this.#error);
    else if (this.#written) hide(this.#written);
    this.wire();
    const { message } = this;
    if (message === this.#told) return;
    this.#told = message;
    this.dispatchEvent(new QuestionErrorEvent());
  }

  /** Ties hint and error to what they describe. */
  protected wire(): void {
    const { describes } = this;
    if (!describes) return;
    const before = this.#described;
    const parts = ['[slot=hint]', shownErrors, '[slot=limit]'].flatMap((part) => this.parts(part));
    this.#described = parts.map((part) => ensureId(part, 'description'));
    for (const id of [...before, ...this.#described])
      toggleIdReference(describes, 'aria-describedby', id, this.#described.includes(id));
  }

  /** The element that hint and error describe: the control, or the group of controls. */
  protected abstract get describes(): Element | null;

  /** The element whose children are the parts of the question. */
  protected get container(): Element {
    return this;
  }

  protected get shownError(): HTMLElement | null {
    return this.container.querySelector<HTMLElement>(`:scope > ${shownErrors}`);
  }

  /** The children that a selector finds. Asking each child costs twice as much where hundreds arrive. */
  protected parts(selector: string): HTMLElement[] {
    return [...this.container.querySelectorAll<HTMLElement>(`:scope > ${selector}`)];
  }

  /** One error in the page's words, if it gave any for this kind, else in those of the catalogue. */
  protected errorWords(kind: ErrorKind, key: keyof Words, values?: Record<string, string | number>): string {
    const own = this.getAttribute(`error-${kind.replace(/[A-Z]/g, '-$&').toLowerCase()}`);
    return own ?? say(this, key, { label: wordsOf(this.label), ...values });
  }

  #writeError(message: string): void {
    const written = (this.#written ??= make('p', { slot: 'error' }));
    written.hidden = false;
    if (wordsOf(written) !== message) {
      const prefix = make('span', { className: 'plaza-visually-hidden' });
      void loadWords(this).then(() => (prefix.textContent = say(this, 'errorPrefix')));
      written.replaceChildren(prefix, ` ${message}`);
    }
    if (this.contains(written)) return;
    const { target, container } = this;
    const place = [...container.children].find((part) => part.contains(target));
    container.insertBefore(written, place ?? null);
  }
}

const shownErrors = '[slot=error]:not([hidden])';

/** Hides once: writing the attribute again would be a change, and ask for another update, without end. */
function hide(element: HTMLElement): void {
  if (!element.hidden) element.hidden = true;
}

/** The words of an element that can be seen. */
export function wordsOf(element: Element | null | undefined): string {
  if (!element) return '';
  const seen = [...element.childNodes].filter((node) => (node as Element).className !== 'plaza-visually-hidden');
  return seen
    .map((node) => node.textContent)
    .join('')
    .trim();
}
