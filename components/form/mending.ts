import type { Enhancer } from '../shared/enhancer.js';
import type { Question } from '../shared/question.js';
import { released } from '../shared/released.js';

/**
 * Takes an error away once its answer is mended and left: never while typing, and never under the finger
 * that is pressing the next thing, which would move from under it.
 */
export class Mending {
  #host: Enhancer;
  #touched = new WeakSet<Question>();
  #released = Promise.resolve();

  constructor(host: Enhancer) {
    this.#host = host;
  }

  connect(): void {
    this.#host.listen('input', ({ target }) => this.#touch(target as Element));
    this.#host.listen('focusout', (event) => this.#leave(event));
    this.#host.listen('pointerdown', () => (this.#released = released()), window, true);
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

function questionAround(element: Element | null): Question | undefined {
  for (; element; element = element.parentElement) if ('validate' in element) return element as Question;
  return undefined;
}
