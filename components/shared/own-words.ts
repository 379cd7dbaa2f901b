import { addWords, languageOf, say } from './words.js';
import type { AllWords } from './words.js';

/**
 * Fetches the sentences of an element that few pages use, so that `say` knows them in its language: the words that every page
 * with a form loads stay few. What the page added itself is kept; a language without a file is said in English.
 */
export async function loadOwnWords(
  element: Element,
  files: Record<string, () => Promise<{ default: Partial<AllWords> }>>,
): Promise<void> {
  const language = languageOf(element).split('-')[0]!;
  const { default: words } = await (files[language] ?? files.en!)();
  const unsaid = Object.entries(words).filter(([key]) => !say(element, key as keyof AllWords));
  addWords(language, Object.fromEntries(unsaid));
}
