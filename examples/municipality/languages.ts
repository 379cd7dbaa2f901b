/** The languages of the municipality's pages, its own first. */
export const languages = ['es', 'en'] as const;

export type Language = (typeof languages)[number];

/** Each language in its own words, for the links that lead to it. */
export const languageNames: Record<Language, string> = { es: 'Español', en: 'English' };

/** An address that answers in one language, whatever the browser asks for. */
export function inLanguage(path: string, language: Language): string {
  return `${path}?language=${language}`;
}
