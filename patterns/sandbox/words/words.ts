import english from './en.ts';
import spanish from './es.ts';

export type SandboxWords = { [Key in keyof typeof english]: string };

export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

export const words: Readonly<Record<Language, SandboxWords>> = { en: english, es: spanish };

/** Each language in its own words, for the links that lead to it. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };
