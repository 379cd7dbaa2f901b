import { fill, nearestLanguage } from '@plaza-ds/forms';
import type { Values } from '@plaza-ds/forms';
import arabic from './ar.ts';
import english from './en.ts';
import spanish from './es.ts';

/** What sign-in says, in one language. */
export type IdentityWords = typeof english;
export type IdentityWord = keyof IdentityWords;

/** The languages that come with the package. A site adds its own: `{ ...identityWords, ay: { … } }`. */
export const identityWords: Readonly<Record<string, IdentityWords>> = { es: spanish, en: english, ar: arabic };

/** One sentence of the nearest language that is there. */
export function identityMessage(
  all: Readonly<Record<string, IdentityWords>>,
  language: string,
  key: IdentityWord,
  values: Values = {},
): string {
  const nearest = nearestLanguage(Object.keys(all), language);
  return fill(all[nearest]![key], nearest, values);
}
