import { fill, nearestLanguage } from '@plaza-ds/forms';
import type { Values } from '@plaza-ds/forms';
import english from './en.ts';
import spanish from './es.ts';

/** What payments say, in one language. */
export type PaymentWords = typeof english;
export type PaymentWord = keyof PaymentWords;

/** The languages that come with the package. A site adds its own: `{ ...paymentWords, ay: { … } }`. */
export const paymentWords: Readonly<Record<string, PaymentWords>> = { es: spanish, en: english };

/** One sentence of the nearest language that is there. */
export function paymentMessage(
  all: Readonly<Record<string, PaymentWords>>,
  language: string,
  key: PaymentWord,
  values: Values = {},
): string {
  const nearest = nearestLanguage(Object.keys(all), language);
  return fill(all[nearest]![key], nearest, values);
}
