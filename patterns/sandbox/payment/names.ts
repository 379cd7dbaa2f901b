import { randomBytes } from 'node:crypto';

const letters = '0123456789abcdefghijklmnopqrstuv';

/** A name that nobody guesses: so many letters and digits, 5 bits each. */
export function newName(length: number): string {
  return [...randomBytes(length)].map((byte) => letters[byte % 32]).join('');
}
