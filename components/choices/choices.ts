import { announce } from '../shared/announce.js';
import { Group } from '../shared/group.js';
import type { Control } from '../shared/question.js';
import { wordsOf } from '../shared/question.js';
import { warn } from '../shared/warn.js';
import { loadWords, say } from '../shared/words.js';

/**
 * Asks one question with a few answers to choose from: radios for one answer, checkboxes for any number.
 *
 * The page provides native inputs in a fieldset; they work without this script, and so does the follow-up question,
 * which the styles show under its option while that is chosen. The element adds the exclusive "none of these",
 * says aloud what changed elsewhere, and shows one error.
 *
 * ```html
 * <plaza-choices>
 *   <fieldset aria-describedby="contact-hint">
 *     <legend>How should we contact you?</legend>
 *     <p slot="hint" id="contact-hint">We write only about this application</p>
 *     <div class="plaza-choice">
 *       <input type="radio" id="contact-email" name="contact" value="email" required>
 *       <label for="contact-email">Email</label>
 *     </div>
 *     …
 *   </fieldset>
 * </plaza-choices>
 * ```
 *
 * @summary Radios or checkboxes under one question.
 * @tagname plaza-choices
 *
 * @slot - A `<fieldset>` with a `<legend>`, and each option in a `<div class="plaza-choice">`: the input, its label, and
 *   if it needs one its own hint (tied by `aria-describedby`) or a `<div class="plaza-follow-up">` with a further question.
 *   A `<p class="plaza-choices-divider">` between two options holds a word like "or". A checkbox with `data-exclusive`
 *   clears the others. The server has to refuse "none" together with others too: without script both can be sent.
 * @slot hint - Help for the whole question, inside the fieldset.
 * @slot error - The error, when the server sends one, inside the fieldset.
 *
 * @attr {string} error - What a script says of this answer, shown as the error. The empty string means nothing is wrong.
 * @attr {boolean} required - At least one checkbox has to be chosen. For radios write `required` on the inputs.
 * @attr {string} error-value-missing - Words for a required question without an answer.
 *
 * @fires {QuestionErrorEvent} plaza-question-error - The error shown has changed.
 *
 * @cssprop [--plaza-choices-border-color=--plaza-color-border-strong] - Edge of the boxes and circles.
 */
export class Choices extends Group {
  override validate(): string {
    const inputs = this.#options;
    const chosen = inputs.filter(({ checked }) => checked);
    const none = chosen.find((input) => input.hasAttribute('data-exclusive'));
    if (none && chosen.length > 1) return say(this, 'noneAndOthers', { option: wordsOf(none.labels![0]) });
    const required = this.hasAttribute('required') || inputs.some((input) => input.required);
    if (!required || chosen.length || !inputs.length) return '';
    return this.errorWords('valueMissing', inputs[0]?.type === 'checkbox' ? 'optionsMissing' : 'optionMissing');
  }

  protected override connect(): void {
    super.connect();
    this.listen('change', this.#choose);
  }

  protected override wire(shown: HTMLElement[], controls: NodeListOf<Control>, isWrong: boolean): void {
    super.wire(shown, controls, isWrong);
    for (const input of this.#options) if (!input.labels!.length) warn('option-without-label', input);
  }

  /** The inputs of this question, without those of a follow-up. */
  get #options(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('.plaza-choice > input')].filter(
      (input) => input.closest('plaza-choices') === this,
    );
  }

  #choose = async ({ target }: Event): Promise<void> => {
    const chosen = target as HTMLInputElement;
    if (!chosen.checked || !this.#options.includes(chosen)) return;
    const cleared = this.#clearOthers(chosen);
    const followUp = [...(chosen.parentElement!.querySelector(':scope > .plaza-follow-up')?.children ?? [])];
    const below = followUp.filter((child) => 'validate' in child).length;
    if (!cleared && !below) return;
    await loadWords(this);
    if (cleared) announce(say(this, 'answersCleared', { count: cleared }));
    if (below) announce(say(this, 'questionsBelow', { count: below }));
  };

  #clearOthers(chosen: HTMLInputElement): number {
    const exclusive = chosen.hasAttribute('data-exclusive');
    const others = this.#options.filter(
      (input) =>
        input !== chosen &&
        input.checked &&
        input.type === 'checkbox' &&
        input.name === chosen.name &&
        (exclusive || input.hasAttribute('data-exclusive')),
    );
    for (const input of others) input.click(); // as a person would, so that whoever listens hears of it
    return others.length;
  }
}
