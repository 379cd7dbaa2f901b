import { ensureId } from './id-references.js';
import type { Control } from './question.js';
import { Question } from './question.js';
import { warn } from './warn.js';

/** A question answered in one control: named by its label, described by its hint and error, and marked while in error. */
export abstract class Single extends Question {
  #marked = false;

  /** The page's own control, or null until there is one. */
  get control(): Control | null {
    return this.querySelector('input, textarea, select');
  }

  override get label(): HTMLLabelElement | null {
    return this.querySelector('label');
  }

  protected override get describes(): Control | null {
    return this.control;
  }

  protected override wire(): void {
    const { control, label } = this;
    if (!control) return warn('field-without-control', this);
    if (this.controls.length > 1) warn('field-with-two-controls', this);
    if (!label) warn('field-without-label', this);
    else if (!label.control) label.htmlFor = ensureId(control, 'control');
    if (control.id && (this.getRootNode() as Document).getElementById(control.id) !== control)
      warn('duplicate-id', control);
    super.wire();
    this.#mark(control);
  }

  #mark(control: Control): void {
    const invalid = !!this.shownError;
    if (invalid && control.getAttribute('aria-invalid') !== 'true') control.setAttribute('aria-invalid', 'true');
    if (!invalid && this.#marked) control.removeAttribute('aria-invalid'); // else it may be the page's own
    this.#marked = invalid;
  }
}
