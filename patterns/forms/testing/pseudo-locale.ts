/**
 * A language that is none: English with accents, about two fifths longer, in brackets. It can be read, and it shows at once
 * what a page does to longer words, which sentence was forgotten, and where one is put together from pieces.
 */
import type { Definition } from '../definition/definition.ts';
import type { Sentence, Words } from '../definition/words.ts';
import type { Catalogue } from '../words/catalogue.ts';

/** BCP 47 has the region XA for private use, and ICU calls `en-XA` so. */
export const pseudoLocale = 'en-XA';

const accented = new Map(
  ['aá', 'cç', 'dđ', 'eé', 'gĝ', 'hĥ', 'ií', 'jĵ', 'lļ', 'nñ', 'oö', 'rŕ', 'sš', 'tţ', 'uü', 'wŵ', 'yý', 'zž'].flatMap(
    ([plain, other]) => [
      [plain!, other!],
      [plain!.toUpperCase(), other!.toUpperCase()],
    ],
  ),
);

/** One text in the pseudo-locale; its places for values stay as they are. */
export function pseudo(text: string): string {
  const parts = text.split(/(\{\w+\})/);
  const longer = parts.map((part) => (part.startsWith('{') ? part : [...part].map(stretched).join('')));
  return `[${longer.join('')}]`;
}

/** Vowels twice: with the brackets that is about two fifths more. */
function stretched(letter: string): string {
  const other = accented.get(letter) ?? letter;
  return /[aeiou]/i.test(letter) ? other + other.toLowerCase() : other;
}

function pseudoSentence(sentence: Sentence): Sentence {
  if (typeof sentence === 'string') return pseudo(sentence);
  const forms = Object.entries(sentence).map(([form, text]) => [form, pseudo(text)]);
  return Object.fromEntries(forms) as Sentence;
}

/** The service's own sentences in the pseudo-locale, from the English ones. */
export function pseudoCatalogue(english: Catalogue): Catalogue {
  const sentences = Object.entries(english).map(([key, sentence]) => [key, pseudoSentence(sentence)]);
  return Object.fromEntries(sentences) as unknown as Catalogue;
}

/** A definition with one language more, made from its English. */
export function withPseudoLocale(definition: Definition): Definition {
  const spoken = withPseudoWords(definition) as Definition;
  return { ...spoken, data: definition.data, languages: [...definition.languages, pseudoLocale] };
}

function withPseudoWords(thing: unknown): unknown {
  if (typeof thing !== 'object' || thing === null) return thing;
  if (Array.isArray(thing)) return thing.map(withPseudoWords);
  if (isWords(thing)) return { ...thing, [pseudoLocale]: pseudoSentence(thing.en!) };
  return Object.fromEntries(Object.entries(thing).map(([key, value]) => [key, withPseudoWords(value)]));
}

function isWords(thing: object): thing is Words {
  const { en } = thing as Partial<Words>;
  return typeof en === 'string' || (typeof en === 'object' && typeof en.other === 'string');
}
