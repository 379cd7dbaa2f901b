import type { Question } from '../shared/question.js';

/**
 * Takes an error away once its answer is mended and left: never while typing, and never under the finger
 * that is pressing the next thing, which would move from under it.
 */
export class Mending {
  #host: HTMLElement;
  #touched = new WeakSet<Question>();
  #pressed = false;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  connect(signal: AbortSignal): void {
    this.#host.addEventListener('input', ({ target }) => this.#touch(target as Element), { signal });
    this.#host.addEventListener('focusout', (event) => this.#leave(event), { signal });
    window.addEventListener('pointerdown', () => (this.#pressed = true), { signal, capture: true });
    for (const end of ['pointerup', 'pointercancel'])
      window.addEventListener(end, () => setTimeout(() => (this.#pressed = false)), { signal, capture: true });
  }

  /** A new error was shown: what was typed before does not mend it. */
  begin(question: Question): void {
    this.#touched.delete(question);
  }

  #touch(target: Element): void {
    const question = questionAround(target);
    if (question) this.#touched.add(question);
  }

  #leave({ target, relatedTarget }: FocusEvent): void {
    const question = questionAround(target as Element);
    if (!question?.message || question.contains(relatedTarget as Node | null)) return;
    if (this.#pressed) window.addEventListener('pointerup', () => setTimeout(() => this.#mend(question)), { once: true });
    else this.#mend(question);
  }

  #mend(question: Question): void {
    if (this.#touched.has(question) && !question.validate()) question.error = '';
  }
}

function questionAround(element: Element | null): Question | undefined {
  for (; element; element = element.parentElement) if ('validate' in element) return element as Question;
  return undefined;
}
