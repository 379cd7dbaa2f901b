/** The languages of the municipality's pages, its own first. */
export const languages = ['es', 'en'] as const;

export type Language = (typeof languages)[number];

/** Each language in its own words, for the links that lead to it. */
export const languageNames: Record<Language, string> = { es: 'Español', en: 'English' };

/** How each language is written here: dates with the day before the month, as the form asks for them. */
export const locales: Record<Language, string> = { es: 'es-CL', en: 'en-GB' };

/** An address that answers in one language, whatever the browser asks for. */
export function inLanguage(path: string, language: Language): string {
  return `${path}?language=${language}`;
}
