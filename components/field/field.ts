import type { ErrorKind } from '../shared/question.js';
import { Single } from '../shared/single.js';
import { whenNeeded } from '../shared/when-needed.js';
import { limitOf } from './limit.js';

/**
 * Asks one question, answered in one native control.
 *
 * The page provides a native label and control; they work before this script arrives and without it.
 * The element adds the wiring between them (ids, `aria-describedby`, `aria-invalid`), shows one error and counts
 * characters. It does not decide when to show an error: the server does, or the form around it.
 *
 * ```html
 * <plaza-field>
 *   <label for="email">Email address</label>
 *   <p slot="hint" id="email-hint">We only use it to send your receipt</p>
 *   <input id="email" name="email" type="email" autocomplete="email" aria-describedby="email-hint">
 * </plaza-field>
 * ```
 *
 * There is no shadow root, for nothing here is useless without JavaScript. The `slot` names are plain
 * markers for the script and the styles. The width follows the length of the answer by HTML's own `size`.
 *
 * @summary One native control with its label, hint and error.
 * @tagname plaza-field
 *
 * @slot - A `<label>` and one `<input>`, `<textarea>` or `<select>`. Both required; without one of them the element warns.
 *   Write `for`, `id` and `aria-describedby` yourself: the element adds what is missing, but only once it runs.
 *   A prefix or suffix stands beside the control in a `<span class="plaza-affixes">`.
 * @slot hint - Help that stays visible while the person types. Text only: it is read out as one sentence.
 * @slot error - The error, when the server sends one, early or late. It is read and may be hidden, never rewritten.
 * @slot limit - The sentence that states the limit; the counter takes its place once the person types.
 *
 * @attr {string} error - What a script says of this answer, shown as the error. The empty string means nothing is wrong.
 * @attr {number} max-characters - Most characters the answer may have, counted as code points, a line break as one.
 *   More can be typed, and is said: nothing is cut. Do not use `maxlength`, which cuts pasted text silently.
 * @attr {number} max-words - Most words the answer may have. One of the two limits, not both.
 * @attr {number} count-from - Share of the limit, in percent, from which the counter shows. Without it, from the first letter.
 * @attr {string} limits - What a number or a text may be, as JSON in the words of JSON Schema: `type` (`integer` or `number`),
 *   `minimum`, `maximum`, `multipleOf`, `minLength`, `maxLength`, `pattern`. They are said once people come to the field.
 * @attr {string} error-value-missing - Words for a required answer that was not given.
 * @attr {string} error-type-mismatch - Words for an answer that is no email or web address.
 * @attr {string} error-pattern-mismatch - Words for an answer that does not fit `pattern`.
 * @attr {string} error-too-short - Words for an answer shorter than `minlength`.
 * @attr {string} error-too-long - Words for an answer over `max-characters` or `max-words`.
 * @attr {string} error-range-underflow - Words for a number under `min`.
 * @attr {string} error-range-overflow - Words for a number over `max`.
 * @attr {string} error-step-mismatch - Words for a number between two steps.
 * @attr {string} error-bad-input - Words for an answer the browser cannot read as a number or date.
 *
 * @fires {QuestionErrorEvent} plaza-question-error - The error shown has changed.
 *   `input`, `change`, `focus` and `blur` are the control's own and arrive as usual.
 *
 * @cssprop [--plaza-field-inline-size=100%] - Width of a control that has no `size`.
 * @cssprop [--plaza-field-border-color=--plaza-color-border-strong] - Border of the control, unless in error.
 */
export class Field extends Single {
  override validate(): string {
    const { control } = this;
    if (!control?.willValidate) return '';
    const { validity, value, required } = control;
    if (required && !value.trim())
      return this.errorWords('valueMissing', control.localName === 'select' ? 'optionMissing' : 'valueMissing');
    const limit = limitOf(this);
    if (limit && limit.over > 0) return this.errorWords('tooLong', `${limit.unit}Over`, { count: limit.over });
    if (validity.valid) return '';
    if (validity.customError || validity.tooLong) return control.validationMessage;
    const kind = stateOf(validity);
    const { min, max, step, minLength } = control as HTMLInputElement;
    return this.errorWords(kind, control.type === 'url' && kind === 'typeMismatch' ? 'urlMismatch' : kind, {
      min: min || minLength,
      max,
      step,
    });
  }

  protected override connect(): void {
    super.connect();
    const isGivenBack = () => this.control?.value !== (this.control as HTMLTextAreaElement | null)?.defaultValue;
    if (limitOf(this)) whenNeeded(this, ['focusin', 'input'], () => import('./character-count.js'), isGivenBack);
    if (this.hasAttribute('limits'))
      whenNeeded(this, ['focusin', 'input'], () => import('../shared/limits.js'), isGivenBack);
  }
}

/** What the browser finds wrong first. */
function stateOf(validity: ValidityState): Exclude<ErrorKind, 'tooLong'> {
  for (const state in validity) if (validity[state as ErrorKind]) return state as 'badInput';
  return 'badInput';
}
