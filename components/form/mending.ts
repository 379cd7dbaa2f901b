import type { Question } from '../shared/question.js';

/**
 * Takes an error away once its answer is mended and left: never while typing, and never under the finger
 * that is pressing the next thing, which would move from under it.
 */
export class Mending {
  #host: HTMLElement;
  #touched = new WeakSet<Question>();
  #released = Promise.resolve();

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  connect(signal: AbortSignal): void {
    this.#host.addEventListener('input', ({ target }) => this.#touch(target as Element), { signal });
    this.#host.addEventListener('focusout', (event) => this.#leave(event), { signal });
    window.addEventListener('pointerdown', () => (this.#released = release()), { signal, capture: true });
  }

  /** A new error was shown: what was typed before does not mend it. */
  begin(question: Question): void {
    this.#touched.delete(question);
  }

  #touch(target: Element): void {
    const question = questionAround(target);
    if (question) this.#touched.add(question);
  }

  async #leave({ target, relatedTarget }: FocusEvent): Promise<void> {
    const question = questionAround(target as Element);
    if (!question?.message || question.contains(relatedTarget as Node | null)) return;
    await this.#released;
    if (this.#touched.has(question) && !question.validate()) question.error = '';
  }
}

/** The pointer has been let go, and the click that comes with it has been heard. */
function release(): Promise<void> {
  return new Promise((resolve) => window.addEventListener('pointerup', () => setTimeout(resolve), { once: true }));
}

function questionAround(element: Element | null): Question | undefined {
  for (; element; element = element.parentElement) if ('validate' in element) return element as Question;
  return undefined;
}
