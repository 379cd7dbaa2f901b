import type english from '../words/en.js';
import { warn } from './warn.js';

/** A sentence with `{places}` for values, or its plural forms, chosen by the value `{count}`. */
export type Template = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

/** Every sentence that Plaza's scripts write; English says which there are. */
export type Words = Record<keyof typeof english, Template>;

const files: Record<string, () => Promise<{ default: Words }>> = {
  en: () => import('../words/en.js'),
  es: () => import('../words/es.js'),
};
const loaded = new Map<string, Words>();
const loading = new Map<string, Promise<void>>();
const added = new Map<string, Partial<Words>>();

/**
 * Adds a language, or rewords sentences of one that is there.
 *
 * @param language BCP 47 tag, for example `ay`, or `es-CL` for one country only.
 * @param words The sentences by their key. A language without a file of ours says the rest in English.
 */
export function addWords(language: string, words: Partial<Words>): void {
  added.set(language, { ...added.get(language), ...words });
}

/** The language of the text around an element, as BCP 47; English where the page does not say. */
export function languageOf(element: Element): string {
  const { host } = element.getRootNode() as Partial<ShadowRoot>;
  return element.closest('[lang]')?.getAttribute('lang') || (host ? languageOf(host) : 'en');
}

/** Whether the sentences for an element's language are here. */
export function hasWords(element: Element): boolean {
  return loaded.has(fileFor(element));
}

/** Fetches the sentences for an element's language, once for the page; a fetch that failed is tried again when next asked. */
export function loadWords(element: Element): Promise<void> {
  const language = fileFor(element);
  if (!loading.has(language))
    loading.set(
      language,
      files[language]!().then(
        ({ default: words }) => void loaded.set(language, words),
        () => void loading.delete(language),
      ),
    );
  return loading.get(language)!;
}

/** One sentence in the language of an element; the empty string while the words are not here. */
export function say(element: Element, key: keyof Words, values: Record<string, string | number> = {}): string {
  const language = languageOf(element);
  const template = [added.get(language), added.get(base(language)), loaded.get(fileFor(element))]
    .map((words) => words?.[key])
    .find((found) => found !== undefined);
  const text =
    typeof template === 'object'
      ? (template[new Intl.PluralRules(language).select(Number(values.count))] ?? template.other)
      : (template ?? '');
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name]?.toLocaleString(language) ?? '');
}

function base(language: string): string {
  return language.toLowerCase().split('-')[0]!;
}

function fileFor(element: Element): string {
  const language = base(languageOf(element));
  if (files[language]) return language;
  if (!added.has(language)) warn('language-without-words', element);
  return 'en';
}
