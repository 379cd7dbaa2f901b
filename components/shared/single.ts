import { ensureId } from './id-references.js';
import type { Control } from './question.js';
import { controls as selector, Question } from './question.js';
import { warn } from './warn.js';

/** A question answered in one control: named by its label, described by its hint and error, and marked while in error. */
export abstract class Single extends Question {
  #marked = false;

  /** The page's own control, or null until there is one. */
  get control(): Control | null {
    return this.querySelector<Control>(selector);
  }

  override get label(): HTMLLabelElement | null {
    return this.querySelector('label');
  }

  protected override wire(shown: HTMLElement[], controls: NodeListOf<Control>, isWrong: boolean): void {
    const control = controls[0];
    const { label } = this;
    if (!control) return warn('field-without-control', this);
    if (controls[1]) warn('field-with-two-controls', this);
    if (control.hasAttribute('maxlength')) warn('field-with-maxlength', control);
    if (!label) warn('field-without-label', this);
    else if (!label.control) label.htmlFor = ensureId(control, 'control');
    super.wire(shown, controls, isWrong, control);
    if (isWrong && control.getAttribute('aria-invalid') !== 'true') control.setAttribute('aria-invalid', 'true');
    if (!isWrong && this.#marked) control.removeAttribute('aria-invalid'); // else it may be the page's own
    this.#marked = isWrong;
  }
}
