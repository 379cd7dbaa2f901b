import { Question } from './question.js';
import { warn } from './warn.js';

/** A question answered in several controls: a fieldset, named by its legend, described by its hint and error. */
export abstract class Group extends Question {
  override get label(): HTMLElement | null {
    return this.querySelector('legend');
  }

  protected override get describes(): HTMLFieldSetElement | null {
    return this.querySelector('fieldset');
  }

  protected override get container(): Element {
    return this.describes ?? this;
  }

  protected override wire(): void {
    if (!this.describes) warn('group-without-fieldset', this);
    if (!this.label) warn('group-without-legend', this);
    super.wire();
  }
}
