import { Enhancer } from './enhancer.js';
import { ensureId, setIdReferences } from './id-references.js';
import { make } from './make.js';
import { QuestionErrorEvent } from './question-error-event.js';
import { warn } from './warn.js';
import { watchSubtree } from './watch-subtree.js';
import { loadWords, say } from './words.js';
import type { Words } from './words.js';

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

type Parts = Record<'hint' | 'error' | 'limit', HTMLElement[]>;

/** Selects the page's own controls. */
export const controls = 'input, textarea, select';

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
  #words: string | undefined;
  #described: string[] = [];
  #message = '';

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
    return [...this.querySelectorAll<Control>(controls)];
  }

  /** Where a person mends the error: the control that the error summary leads to. */
  get target(): HTMLElement | null {
    return this.controls[0] ?? null;
  }

  /** The error now shown, whoever wrote it, without the hidden word "Error:"; the empty string when there is none. */
  get message(): string {
    return this.#message;
  }

  attributeChangedCallback(_name: string, _old: string | null, error: string | null): void {
    this.error = error ?? undefined;
  }

  protected override connect(): void {
    watchSubtree(this);
    if (!Object.hasOwn(this, 'error')) return;
    const { error } = this; // set by a framework before this script arrived
    Reflect.deleteProperty(this, 'error');
    this.error = error;
  }

  protected override update(): void {
    let parts = this.#parts;
    const sent = parts.error.find((part) => part !== this.#written);
    if (sent && sent !== this.#read) {
      this.#error = undefined;
      if (!sent.hidden && !wordsOf(sent)) warn('empty-error', this);
    }
    this.#read = sent;
    if (sent && this.#error !== undefined) sent.hidden ||= true; // once: each writing of it would ask for another update
    if (this.#error) {
      this.#writeError(this.#error);
      parts = this.#parts;
    } else if (this.#written) this.#written.hidden ||= true;
    const errors = parts.error.filter(({ hidden }) => !hidden);
    this.wire([...parts.hint, ...errors, ...parts.limit], this.querySelectorAll(controls), !!errors[0]);
    const message = wordsOf(errors[0]);
    if (message === this.#message) return;
    this.#message = message;
    this.dispatchEvent(new QuestionErrorEvent());
  }

  /**
   * Ties the parts that are shown, hint before error before limit, to what they describe: the control, or the group.
   * It is given what was found, for hundreds of questions may arrive at once.
   */
  protected wire(
    shown: HTMLElement[],
    controls: NodeListOf<Control>,
    _isWrong: boolean,
    describes: Element | null = null,
  ): void {
    const root = this.getRootNode() as Document;
    for (const control of controls)
      if (control.id && root.getElementById(control.id) !== control) warn('duplicate-id', control);
    if (!describes) return;
    const ids = shown.map((part) => ensureId(part, 'description'));
    setIdReferences(describes, 'aria-describedby', this.#described, ids);
    this.#described = ids;
  }

  /** The element whose children are the parts of the question. */
  protected get container(): Element {
    return this;
  }

  /** What the page and the element wrote beside the control, by its slot. A search for each costs more the first time. */
  get #parts(): Parts {
    const parts = { __proto__: null, hint: [], error: [], limit: [] } as unknown as Record<string, HTMLElement[]>;
    let child = this.container.firstElementChild as HTMLElement | null;
    for (; child; child = child.nextElementSibling as HTMLElement | null) parts[child.slot]?.push(child);
    return parts as Parts;
  }

  /** One error in the page's words, if it gave any for this kind, else in those of the catalogue. */
  errorWords(kind: ErrorKind, key: keyof Words, values?: Record<string, string | number>): string {
    const own = this.getAttribute(`error-${kind.replace(/[A-Z]/g, '-$&').toLowerCase()}`);
    return own ?? say(this, key, { label: wordsOf(this.label), ...values });
  }

  #writeError(message: string): void {
    const written = (this.#written ??= make('p', { slot: 'error' }));
    written.hidden = false;
    if (this.#words !== message) {
      this.#words = message; // not read back: a page that is translated has other words there
      const prefix = make('span', { className: 'plaza-visually-hidden' });
      void loadWords(this).then(() => (prefix.textContent = say(this, 'errorPrefix')));
      written.replaceChildren(prefix, ` ${message}`);
    }
    if (this.contains(written)) return;
    const { target, container } = this;
    const place = [...container.children].find((part) => part.contains(target));
    container.insertBefore(written, place as Element); // at the end where there is none
  }
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
