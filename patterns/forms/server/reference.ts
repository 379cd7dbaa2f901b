import { randomInt } from 'node:crypto';

/**
 * Digits and letters that cannot be taken for one another, read or heard, in Spanish or in English:
 * no 0 O, 1 I L, S, B V, Q, Y, and no vowels, so that no word appears. There are 23 of them, a prime
 * number, which is what lets one check character find any wrong letter and any two that changed places.
 */
export const alphabet = '23456789CDFGHJKMNPRTWXZ';
const free = 8;

/** A new reference for an application, such as `7KD-4MX-92P`: random, so that it tells nothing of who or when. */
export function newReference(random: (below: number) => number = randomInt): string {
  const letters = Array.from({ length: free }, () => alphabet[random(alphabet.length)]!).join('');
  return grouped(letters + checkOf(letters));
}

const codeLength = 10;

/** A new code that opens a draft elsewhere, such as `7KD4M-X92PC`. */
export function newCode(): string {
  const letters = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]!).join('');
  return `${letters.slice(0, codeLength / 2)}-${letters.slice(codeLength / 2)}`;
}

/** The letters of a code, however it is typed. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '');
}

/** The reference that somebody read out or typed, however spaced; undefined where a letter must be wrong. */
export function readReference(text: string): string | undefined {
  const letters = text.toUpperCase().replace(/[\s-]/g, '');
  if (letters.length !== free + 1 || [...letters].some((letter) => !alphabet.includes(letter))) return undefined;
  return letters.at(-1) === checkOf(letters.slice(0, free)) ? grouped(letters) : undefined;
}

/** Each place has a weight of its own, so that two letters that changed places change the sum. */
function checkOf(letters: string): string {
  const sum = [...letters].reduce((total, letter, place) => total + (place + 1) * alphabet.indexOf(letter), 0);
  return alphabet[sum % alphabet.length]!;
}

function grouped(letters: string): string {
  return letters.replace(/(.{3})(?=.)/g, '$1-');
}
