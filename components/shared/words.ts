import type english from '../words/en.js';
import type exitThisPage from '../words/exit-this-page/en.js';
import type fileUpload from '../words/file-upload/en.js';
import type money from '../words/money/en.js';
import type nationalNumber from '../words/national-number/en.js';
import type phone from '../words/phone/en.js';
import { warn } from './warn.js';

/** A sentence with `{places}` for values, or its plural forms, chosen by the value `{count}`. */
export type Template = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

/** The sentences that every page with a form may need; English says which there are. */
export type Words = Record<keyof typeof english, Template>;

/** Those of elements that few pages use, in files of their own. */
export type OwnWords = Record<
  | keyof typeof exitThisPage
  | keyof typeof fileUpload
  | keyof typeof money
  | keyof typeof nationalNumber
  | keyof typeof phone,
  Template
>;

/** Every sentence that Plaza's scripts write. */
export type AllWords = Words & OwnWords;

const files: Record<string, () => Promise<{ default: Words }>> = {
  ar: () => import('../words/ar.js'),
  en: () => import('../words/en.js'),
  es: () => import('../words/es.js'),
};
const loaded = new Map<string, Partial<AllWords>>();
const loading = new Map<string, Promise<void>>();
const added = new Map<string, Partial<AllWords>>();

/**
 * Adds a language, or rewords sentences of one that is there.
 *
 * @param language BCP 47 tag, for example `ay`, or `es-CL` for one country only.
 * @param words The sentences by their key. A language without a file of ours says the rest in English.
 */
export function addWords(language: string, words: Partial<AllWords>): void {
  added.set(language, { ...added.get(language), ...words });
}

/** The language of the text around an element, as BCP 47; English where the page does not say, or nothing that is a language. */
export function languageOf(element: Element): string {
  const { host } = element.getRootNode() as Partial<ShadowRoot>;
  const language = element.closest('[lang]')?.getAttribute('lang');
  if (!language && host) return languageOf(host);
  try {
    return Intl.getCanonicalLocales(language?.replace('_', '-') || 'en')[0]!; // some systems write es_CL
  } catch {
    warn('language-without-words', element);
    return 'en';
  }
}

/** Whether the sentences for an element's language are here. */
export function hasWords(element: Element): boolean {
  return loaded.has(fileFor(element));
}

/**
 * Fetches the sentences for an element's language, once for the page; a fetch that failed is tried again when next asked.
 * Firefox keeps the failure for as long as the page is open; there the form is sent as it is, and the server answers.
 */
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
export function say(element: Element, key: keyof AllWords, values: Record<string, string | number> = {}): string {
  const language = languageOf(element);
  const own = added.get(language)?.[key] ?? added.get(base(language))?.[key];
  const template = own ?? loaded.get(fileFor(element))?.[key] ?? '';
  const text =
    typeof template === 'object'
      ? (template[new Intl.PluralRules(language).select(values.count as number)] ?? template.other)
      : template;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name]?.toLocaleString(language) ?? '');
}

function base(language: string): string {
  return language.split('-')[0]!;
}

function fileFor(element: Element): string {
  const language = base(languageOf(element));
  if (files[language]) return language;
  if (!added.has(language)) warn('language-without-words', element);
  return 'en';
}
