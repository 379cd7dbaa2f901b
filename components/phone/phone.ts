import { loadOwnWords } from '../shared/own-words.js';
import { Reading } from '../shared/reading.js';
import { warn } from '../shared/warn.js';
import { languageOf, say } from '../shared/words.js';
import type { PhoneProblem, PhoneReading } from './read-phone.js';

const words = {
  ar: () => import('../words/phone/ar.js'),
  en: () => import('../words/phone/en.js'),
  es: () => import('../words/phone/es.js'),
};

/**
 * Reads a telephone number of any country, and says what is wrong with it for that country.
 *
 * It stands around the input of a field. People write numbers as they know them, with spaces, brackets, a leading nought or
 * an extension; what they typed is never rewritten. A number is possible or not: whether somebody answers, only a call tells.
 *
 * ```html
 * <plaza-field error-value-missing="Enter your telephone number">
 *   <label for="telephone">Telephone number</label>
 *   <p slot="hint" id="telephone-hint">From abroad, begin with + and the code of the country</p>
 *   <plaza-phone country="CL">
 *     <input id="telephone" name="telephone" type="tel" autocomplete="tel" size="20" required aria-describedby="telephone-hint">
 *   </plaza-phone>
 * </plaza-field>
 * ```
 *
 * The value is sent as typed: the server reads it again, with the same reader or its own, and keeps it as E.164.
 *
 * @summary Reads a telephone number of any country.
 * @tagname plaza-phone
 *
 * @slot - One native `<input type="tel">`, in a `<plaza-field>`.
 *
 * @attr {string} country - ISO 3166 code of the country whose numbers need no code, such as `CL`. Without it every number
 *   begins with `+`.
 * @attr {string} error-unreadable - Words for what is no telephone number.
 * @attr {string} error-country - Words for a number whose country cannot be told.
 * @attr {string} error-length - Words for a number that has too few digits, or too many.
 */
export class Phone extends Reading {
  #library: typeof import('./read-phone.js') | undefined;
  #reading: PhoneReading = { value: '' };

  /** What was read last: the number as E.164, or what is wrong with it. */
  get reading(): PhoneReading {
    return this.#reading;
  }

  protected override async prepare(): Promise<void> {
    const [library] = await Promise.all([import('./read-phone.js'), loadOwnWords(this, words)]);
    this.#library = library;
    const country = this.getAttribute('country');
    if (country && !library.isCountry(country)) warn('phone-with-unknown-country', this);
  }

  protected override problem(typed: string): string {
    const country = this.getAttribute('country');
    this.#reading = this.#library!.readPhone(typed, { ...(country && { country }), language: languageOf(this) });
    const { problem, values } = this.#reading;
    return problem ? (this.getAttribute(attributes[problem]) ?? say(this, problem, values)) : '';
  }
}

const attributes: Record<PhoneProblem, string> = {
  phoneUnreadable: 'error-unreadable',
  phoneWithoutCode: 'error-country',
  phoneUnknownCode: 'error-country',
  phoneTooShort: 'error-length',
  phoneTooLong: 'error-length',
  phoneLength: 'error-length',
};
