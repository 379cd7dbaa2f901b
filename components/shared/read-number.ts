import { latinDigits } from './digits.js';

/** Digits as people write them: any script's digits, spaces between groups, a minus sign of any kind. */
export function plainDigits(text: string): string {
  return latinDigits(text).replace(/[−–]/g, '-').replace(/\s/g, '');
}

/** A whole number as people write it, also with points, commas or quotes between groups; undefined if it is none. */
export function readInteger(text: string): string | undefined {
  const digits = plainDigits(text).replace(/(?<=^-?\d{1,3}(?:[.,']\d{3})*)[.,'](?=\d{3}(?!\d))/g, '');
  return /^-?\d{1,16}$/.test(digits) ? digits : undefined;
}

/** A number as people write it, with a comma or a point before its decimals; undefined if it is none. */
export function readDecimal(text: string): string | undefined {
  const digits = plainDigits(text).replace(',', '.');
  return /^-?\d{1,16}(?:\.\d{1,10})?$/.test(digits) ? digits : undefined;
}
