import { Group } from '../shared/group.js';
import type { Control } from '../shared/question.js';
import { warn } from '../shared/warn.js';
import { languageOf, say } from '../shared/words.js';
import { dateParts, readDate, splitDate } from './calendar-date.js';
import type { DatePart, DateParts, DateReading } from './calendar-date.js';

/**
 * Asks for a date that people know by heart, such as a date of birth, in three text inputs.
 *
 * The page provides the inputs in the order its readers write a date. A month may be typed as a number or a name.
 * The element reads the three as one date, says what is missing or wrong and marks only that, and takes a whole date
 * pasted into one input apart. It never moves people on by itself.
 *
 * ```html
 * <plaza-date-field max="today">
 *   <fieldset role="group" aria-describedby="birth-hint">
 *     <legend>Date of birth</legend>
 *     <p slot="hint" id="birth-hint">For example, 27 3 1980</p>
 *     <div class="plaza-date-parts">
 *       <div><label for="birth-day">Day</label> <input id="birth-day" name="birth_date/day" inputmode="numeric" size="2"></div>
 *       <div><label for="birth-month">Month</label> <input id="birth-month" name="birth_date/month" size="10"></div>
 *       <div><label for="birth-year">Year</label> <input id="birth-year" name="birth_date/year" inputmode="numeric" size="4"></div>
 *     </div>
 *   </fieldset>
 * </plaza-date-field>
 * ```
 *
 * Three values are sent, as typed, so the server reads them again. Write `autocomplete="bday-day"` and its like only
 * where the person's own birthday is asked. `role="group"` keeps the hint audible in JAWS.
 *
 * @summary A memorable date in three inputs.
 * @tagname plaza-date-field
 *
 * @slot - A `<fieldset role="group">` with a `<legend>` and three inputs whose names end in `day`, `month` and `year`.
 * @slot hint - An example of a date, inside the fieldset.
 * @slot error - The error, when the server sends one, inside the fieldset.
 *
 * @attr {string} error - What a script says of this answer, shown as the error. The empty string means nothing is wrong.
 * @attr {boolean} required - A date has to be given.
 * @attr {'year'|'month'|'day'} precision - The part that is enough: what is finer may be left empty. The day, without it.
 * @attr {string} min - The earliest date allowed, `YYYY-MM-DD` or `today`.
 * @attr {string} max - The latest date allowed, `YYYY-MM-DD` or `today`.
 * @attr {string} error-value-missing - Words for a required date that was not given.
 * @attr {string} error-bad-input - Words for a date that is incomplete or does not exist.
 * @attr {string} error-range-underflow - Words for a date before `min`.
 * @attr {string} error-range-overflow - Words for a date after `max`.
 *
 * @fires {QuestionErrorEvent} plaza-question-error - The error shown has changed.
 *
 * @cssprop [--plaza-date-field-border-color=--plaza-color-border-strong] - Border of the inputs, unless in error.
 */
export class DateField extends Group {
  #wrong: readonly DatePart[] = [];

  /** The date as `YYYY-MM-DD`, or as `YYYY-MM` or `YYYY` where that is enough; the empty string while there is none. */
  get value(): string {
    return this.#reading.date;
  }

  override get target(): HTMLElement | null {
    return this.#inputs[this.#wrong[0]!] ?? super.target;
  }

  override validate(): string {
    if (!this.#isWhole) return '';
    const { date, problem, parts } = this.#reading;
    this.#wrong = parts;
    if (!problem) return this.#outOfRange(date);
    if (problem === 'valueMissing') return this.hasAttribute('required') ? this.errorWords(problem, problem) : '';
    const named = new Intl.ListFormat(languageOf(this)).format(parts.map((part) => say(this, part)));
    return this.errorWords('badInput', problem, { parts: named });
  }

  protected override connect(): void {
    super.connect();
    this.listen('paste', (event) => this.#spread(this.#split(event.clipboardData?.getData('text')), event));
    this.listen('change', () => this.#spread(this.#whole)); // typed, and left
  }

  protected override wire(shown: HTMLElement[], controls: NodeListOf<Control>, isWrong: boolean): void {
    super.wire(shown, controls, isWrong);
    if (!this.#isWhole) warn('date-without-parts', this);
    if (this.error === undefined) return; // what the server marked stays
    for (const input of controls)
      if (this.error && this.#wrong.includes(partOf(input)!)) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
  }

  get #inputs(): Partial<Record<DatePart, Control>> {
    return Object.fromEntries(this.controls.map((input) => [partOf(input), input]));
  }

  get #isWhole(): boolean {
    return dateParts.every((part) => this.#inputs[part]);
  }

  get #reading(): DateReading {
    return readDate(this.#typed, languageOf(this), this.getAttribute('precision'));
  }

  /** What is in the three controls. */
  get #typed(): DateParts {
    return (
      this.#whole ?? (Object.fromEntries(dateParts.map((part) => [part, this.#inputs[part]?.value ?? ''])) as DateParts)
    );
  }

  /** A whole date that stands in one of the controls, taken apart. */
  get #whole(): DateParts | undefined {
    const [only, second] = this.controls.filter(({ value }) => value.trim());
    return second ? undefined : this.#split(only?.value);
  }

  #split(text = ''): DateParts | undefined {
    return splitDate(text, this.controls.map(partOf) as DatePart[], languageOf(this));
  }

  #outOfRange(date: string): string {
    for (const limit of ['max', 'min'] as const) {
      const isLeast = limit === 'min';
      const value = this.getAttribute(limit);
      if (!value) continue;
      const day = value === 'today' ? new Date().toLocaleDateString('sv') : value; // where the person is; Swedish dates are written so
      if (isLeast ? `${date}~` >= day : date <= day) continue; // 2019 may be before 1 May 2019 or after: a tilde comes after all digits
      this.#wrong = dateParts;
      const written = new Date(day).toLocaleDateString(languageOf(this), { timeZone: 'UTC', dateStyle: 'long' });
      const side = isLeast ? 'Underflow' : 'Overflow';
      return this.errorWords(`range${side}`, `date${side}`, { [limit]: written });
    }
    return '';
  }

  /** Puts the parts of a date where they belong, in place of what the browser would do. */
  #spread(parts: DateParts | undefined, event?: Event): void {
    if (!parts || !this.#isWhole) return;
    event?.preventDefault();
    for (const part of dateParts) {
      const input = this.#inputs[part]!;
      Reflect.set(Object.getPrototypeOf(input) as object, 'value', parts[part], input); // React keeps what is set on the input itself to itself
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
}

/** Which part a control asks for, by the end of its name: `birth/day`, `birth[day]`. */
function partOf({ name }: Control): DatePart | undefined {
  return /(day|month|year)\W*$/.exec(name)?.[1] as DatePart | undefined;
}
