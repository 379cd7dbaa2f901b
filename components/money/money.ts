import { announce } from '../shared/announce.js';
import { loadOwnWords } from '../shared/own-words.js';
import { Reading } from '../shared/reading.js';
import { warn } from '../shared/warn.js';
import { languageOf, say } from '../shared/words.js';
import type { MoneyOptions, MoneyReading } from './read-money.js';

const words = {
  ar: () => import('../words/money/ar.js'),
  en: () => import('../words/money/en.js'),
  es: () => import('../words/money/es.js'),
};

const rest = 1000; // ms without typing; then the amount is said

/**
 * Reads an amount of money, and says it below in words, so that nobody is wrong by three noughts.
 *
 * It stands around the input of a field. People write points, commas, spaces and the sign of the currency as they are
 * used to; what can mean two amounts is asked about. What is typed is left as it is.
 *
 * ```html
 * <plaza-field error-value-missing="Enter your rent in pesos, or 0">
 *   <label for="rent">Monthly rent in pesos</label>
 *   <plaza-money currency="CLP">
 *     <span class="plaza-affixes">
 *       <span aria-hidden="true">$</span>
 *       <input id="rent" name="rent" inputmode="numeric" autocomplete="off" size="12" required>
 *     </span>
 *   </plaza-money>
 * </plaza-field>
 * ```
 *
 * The value is sent as typed: the server reads it again, with the same reader or its own, in the language of the page.
 *
 * @summary Reads an amount of money and says it in words.
 * @tagname plaza-money
 *
 * @slot - One native `<input>`, in a `<plaza-field>`, with or without a prefix and a suffix.
 *
 * @attr {string} currency - Code of the currency by ISO 4217, such as `CLP`. It says how many decimals there are.
 * @attr {string} min - The least that the amount may be, as digits and a point: `1500.50`.
 * @attr {string} max - The most that the amount may be.
 * @attr {string} error-unreadable - Words for what is no amount.
 * @attr {string} error-ambiguous - Words for what can mean two amounts. Plaza's own show both.
 * @attr {string} error-decimals - Words for cents where the currency has none, and for too many decimals.
 * @attr {string} error-range-underflow - Words for an amount under `min`.
 * @attr {string} error-range-overflow - Words for an amount over `max`.
 */
export class Money extends Reading {
  #library: typeof import('./money-in-words.js') | undefined;
  #reading: MoneyReading = { value: '' };
  #said = '';
  #timer = 0;

  /** What was read last: the amount as digits and a point, or what is wrong with it. */
  get reading(): MoneyReading {
    return this.#reading;
  }

  protected override async prepare(): Promise<void> {
    if (!/^[a-z]{3}$/i.test(this.#options.currency)) return warn('money-without-currency', this); // the server reads it
    const [library] = await Promise.all([import('./money-in-words.js'), loadOwnWords(this, words)]);
    this.#library = library;
    this.#said = this.#words(library.readMoney(this.control?.defaultValue ?? '', this.#options).value);
    this.signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  protected override problem(typed: string): string {
    if (!this.#library) return '';
    this.#reading = this.#library.readMoney(typed, this.#options);
    const { value, problem, values } = this.#reading;
    if (problem) return this.getAttribute(attributes[problem]) ?? say(this, problem, values);
    return this.#library.outOfRange(this, value, this.#options);
  }

  protected override read(): void {
    this.note(this.#words(this.#reading.value));
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#speak(), rest);
  }

  protected override leave(): void {
    this.#speak();
  }

  #speak(): void {
    clearTimeout(this.#timer);
    const now = this.#words(this.#reading.value);
    if (now && now !== this.#said) announce(now);
    this.#said = now;
  }

  #words(value: string): string {
    if (!value) return '';
    const { isRound, ...said } = this.#library!.moneyInWords(value, this.#options);
    return say(this, isRound ? 'moneySaidRound' : 'moneySaid', said);
  }

  get #options(): MoneyOptions {
    return { currency: this.getAttribute('currency') ?? '', language: languageOf(this) };
  }
}

const attributes = {
  moneyUnreadable: 'error-unreadable',
  moneyAmbiguous: 'error-ambiguous',
  moneyNoCents: 'error-decimals',
  moneyTooManyDecimals: 'error-decimals',
} as const;
