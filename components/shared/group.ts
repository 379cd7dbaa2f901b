import type { Control } from './question.js';
import { Question } from './question.js';
import { warn } from './warn.js';

/** A question answered in several controls: a fieldset, named by its legend, described by its hint and error. */
export abstract class Group extends Question {
  override get label(): HTMLElement | null {
    return this.querySelector('legend');
  }

  protected override get container(): Element {
    return this.#fieldset ?? this;
  }

  protected override wire(shown: HTMLElement[], controls: NodeListOf<Control>, isWrong: boolean): void {
    const fieldset = this.#fieldset;
    if (!fieldset) warn('group-without-fieldset', this);
    if (!this.label) warn('group-without-legend', this);
    super.wire(shown, controls, isWrong, fieldset);
  }

  get #fieldset(): HTMLFieldSetElement | null {
    return this.querySelector('fieldset');
  }
}
