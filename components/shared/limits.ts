import type { Field } from '../field/field.js';
import { readDecimal, readInteger } from './read-number.js';

/** What an answer may be, in the words of JSON Schema 2020-12. A `number` is one that may have decimals. */
export interface AnswerLimits {
  type?: 'string' | 'integer' | 'number';
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
}

/**
 * Says what is over the limits of a field that is a text to the browser: a number of any script's digits, a length in code points.
 *
 * It tells the control itself (`setCustomValidity`), so the field shows it as it shows any error. Empty answers are no business of it.
 */
export class Limits {
  #field: Field;

  constructor(field: Field) {
    this.#field = field;
  }

  connect(): void {
    const field = this.#field;
    field.listen('input', () => this.#tell());
    for (const type of ['pageshow', 'reset'] as const) field.listen(type, () => setTimeout(() => this.#tell()), window); // once the browser has given back or taken away
    field.listen('plaza-form-validate', () => this.#tell(), field.getRootNode()); // a script may have changed the answer
    this.#tell();
  }

  #tell(): void {
    const { control } = this.#field;
    const text = control?.value.trim();
    const limits = JSON.parse(this.#field.getAttribute('limits') ?? '{}') as AnswerLimits;
    const find = limits.type === 'integer' || limits.type === 'number' ? this.#wrongNumber : this.#wrongText;
    control?.setCustomValidity(text ? find(text, limits) : '');
  }

  #wrongText = (text: string, { minLength = 0, maxLength = Infinity, pattern = '' }: AnswerLimits): string => {
    const field = this.#field;
    const { length } = [...text];
    if (length > maxLength) return field.errorWords('tooLong', 'charactersOver', { count: length - maxLength });
    if (/[^\P{Cc}\t\n]/u.test(text)) return ''; // nobody sees it: the server says where it is
    if (length < minLength) return field.errorWords('tooShort', 'tooShort', { min: minLength });
    return new RegExp(pattern, 'u').test(text) ? '' : field.errorWords('patternMismatch', 'patternMismatch');
  };

  #wrongNumber = (text: string, { type, minimum: min, maximum: max, multipleOf: step }: AnswerLimits): string => {
    const field = this.#field;
    const digits = type === 'integer' ? readInteger(text) : readDecimal(text);
    if (!digits) return field.errorWords('patternMismatch', 'badInput');
    const value = exact(digits);
    if (min !== undefined && value < exact(min)) return field.errorWords('rangeUnderflow', 'rangeUnderflow', { min });
    if (max !== undefined && value > exact(max)) return field.errorWords('rangeOverflow', 'rangeOverflow', { max });
    if (step !== undefined && value % exact(step)) return field.errorWords('stepMismatch', 'stepMismatch', { step });
    return '';
  };
}

/** A number in ten-thousand-millionths, for 0.3 is no multiple of 0.1 to a computer. */
function exact(number: string | number): bigint {
  const [whole, decimals = ''] = typeof number === 'number' ? number.toFixed(10).split('.') : number.split('.');
  return BigInt(whole! + decimals.padEnd(10, '0'));
}

/** Looks at the answers of a field from now on. */
export function helpWith(field: Field): void {
  new Limits(field).connect();
}
