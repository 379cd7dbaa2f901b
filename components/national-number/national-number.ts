import { announce } from '../shared/announce.js';
import { ensureId, setIdReferences } from '../shared/id-references.js';
import { loadOwnWords } from '../shared/own-words.js';
import { Reading } from '../shared/reading.js';
import { warn } from '../shared/warn.js';
import { say } from '../shared/words.js';
import type { NationalReading, Scheme } from './read-national-number.js';

const words = {
  ar: () => import('../words/national-number/ar.js'),
  en: () => import('../words/national-number/en.js'),
  es: () => import('../words/national-number/es.js'),
};

/**
 * Reads a national number, such as a RUT, a CPF or a DNI: finds mistyped ones by their check digit, and shows it in groups.
 *
 * It stands around the input of a field. People write with or without dots, hyphens and spaces, in small letters too; nothing
 * changes under their hands, and when they leave, the number is written in its groups. A wrong check digit is named, the
 * right one never is.
 *
 * ```html
 * <plaza-field error-value-missing="Enter your RUT">
 *   <label for="rut">RUT</label>
 *   <p slot="hint" id="rut-hint">For example, 99.999.999-9</p>
 *   <plaza-national-number scheme="cl-rut">
 *     <input id="rut" name="rut" autocomplete="off" autocapitalize="characters" spellcheck="false" size="16"
 *       data-plaza-sensitive aria-describedby="rut-hint">
 *   </plaza-national-number>
 * </plaza-field>
 * ```
 *
 * The server reads the number again, with the same reader or its own. A well-formed number is no proof of who somebody is.
 *
 * @summary Reads a national number and its check digit.
 * @tagname plaza-national-number
 *
 * @slot - One native `<input>`, in a `<plaza-field>`. `data-plaza-sensitive` on it tells what keeps drafts or counts visits to
 *   leave the answer alone; the element writes it where it is missing.
 *
 * @attr {string} scheme - Whose numbers: `ar-cuit`, `br-cpf`, `cl-rut`, `ec-ci`, `es-dni`, `es-nie`, `nl-bsn` or `uy-ci`.
 * @attr {string} check - `warn` lets a number pass whose check digit is wrong, and says so: some registers have such numbers.
 * @attr {string} error-malformed - Words for what cannot be such a number.
 * @attr {string} error-check-digit - Words for a number whose check digit does not match.
 */
export class NationalNumber extends Reading {
  #scheme: Scheme | undefined;
  #library: typeof import('./read-national-number.js') | undefined;
  #reading: NationalReading = { outcome: 'ok', value: '', shown: '' };
  #described: string[] = [];

  /** What was read last: the bare number, or what is wrong with it. */
  get reading(): NationalReading {
    return this.#reading;
  }

  protected override update(): void {
    super.update();
    const { control } = this;
    if (control && !control.hasAttribute('data-plaza-sensitive')) control.setAttribute('data-plaza-sensitive', '');
  }

  protected override async prepare(): Promise<void> {
    const [library] = await Promise.all([import('./read-national-number.js'), loadOwnWords(this, words)]);
    this.#library = library;
    this.#scheme = await library.schemeNamed(this.getAttribute('scheme'));
    if (!this.#scheme) warn('national-number-without-scheme', this);
  }

  protected override problem(typed: string): string {
    this.#reading = this.#library!.readNationalNumber(typed, this.#scheme);
    const { outcome, problem, values } = this.#reading;
    if (outcome === 'ok' || outcome === 'unknown-scheme' || this.#isLetPass) return '';
    const own = this.getAttribute(outcome === 'malformed' ? 'error-malformed' : 'error-check-digit');
    return own ?? say(this, problem!, values);
  }

  protected override leave(): void {
    const { control } = this;
    if (!control) return;
    const { shown, values } = this.#reading;
    const note = this.note(this.#isLetPass ? say(this, 'nationalCheckWarning', values) : '');
    const ids = note.hidden ? [] : [ensureId(note, 'note')];
    setIdReferences(control, 'aria-describedby', this.#described, ids);
    this.#described = ids;
    if (!note.hidden) announce(note.textContent);
    if (shown) this.write(shown);
  }

  get #isLetPass(): boolean {
    return this.#reading.outcome === 'check-digit-wrong' && this.getAttribute('check') === 'warn';
  }
}
