import { fill } from '@plaza-ds/forms';
import type { Values } from '@plaza-ds/forms';
import english from './en.ts';
import spanish from './es.ts';

export type CertifyWord = keyof typeof english;
export type CertifyWords = Readonly<Record<CertifyWord, string>>;

/** The languages of the report. */
export const certifyLanguages = ['en', 'es'] as const;
export type CertifyLanguage = (typeof certifyLanguages)[number];

export const certifyWords: Readonly<Record<CertifyLanguage, CertifyWords>> = { en: english, es: spanish };

/** One sentence in one language. */
export function certifyMessage(language: CertifyLanguage, key: CertifyWord, values: Values = {}): string {
  return fill(certifyWords[language][key], language, values);
}
