import type { Definition } from '../definition/definition.ts';
import type { Sentence, Words } from '../definition/words.ts';
import { part } from './fault.ts';
import type { Fault } from './fault.ts';

/** The keys under which a definition has words for people. */
const wordKeys = new Set([
  'title',
  'summary',
  'agency',
  'label',
  'hint',
  'why',
  'say',
  'onPaper',
  'heading',
  'item',
  'another',
  'message',
  'appeal',
  'purpose',
  'office',
  'correction',
  'instead',
  'sendTo',
]);
/** The keys under which it has several. */
const severalKeys = new Set(['text', 'legalBasis', 'errors']);

/** What is wrong with the words: a language that lacks, a place for a value that another language does not have, a plural form. */
export function wordFaults(definition: Definition): Fault[] {
  const faults: Fault[] = [];
  for (const language of definition.languages)
    if (!isLanguage(language))
      faults.push({
        pointer: '/languages',
        code: 'language',
        message: `“${language}” is no BCP 47 language tag. Write one such as “es-CL”.`,
      });
  const bases = [...new Set(definition.languages.filter(isLanguage).map((language) => language.split('-')[0]!))];
  for (const [pointer, words] of wordsIn(definition)) faults.push(...faultsOf(pointer, words, bases, definition));
  return faults;
}

function faultsOf(pointer: string, words: Words, bases: readonly string[], { languages }: Definition): Fault[] {
  const faults: Fault[] = [];
  for (const [index, base] of bases.entries())
    if (!Object.keys(words).some((language) => language === languages[index] || language.split('-')[0] === base))
      faults.push({
        pointer,
        code: 'untranslated',
        message: `The words lack “${base}”. Write them in every language that the service has (${languages.join(', ')}).`,
      });
  const [[firstLanguage, first] = [], ...others] = Object.entries(words);
  for (const [language, sentence] of others)
    if (placesOf(sentence) !== placesOf(first!))
      faults.push({
        pointer: `${pointer}/${part(language)}`,
        code: 'places-differ',
        message: `It has the places ${placesOf(sentence) || 'none'}, and “${firstLanguage}” has ${placesOf(first!) || 'none'}. Give every language the same.`,
      });
  for (const [language, sentence] of Object.entries(words)) {
    if (typeof sentence === 'string' || !isLanguage(language)) continue;
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const lacking = needed.filter((form) => sentence[form] === undefined && form !== 'many');
    if (lacking.length)
      faults.push({
        pointer: `${pointer}/${part(language)}`,
        code: 'plural-form',
        message: `This language has the plural forms ${needed.join(', ')}; ${lacking.join(', ')} is missing.`,
      });
  }
  return faults;
}

function isLanguage(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}

function placesOf(sentence: Sentence): string {
  const texts = typeof sentence === 'string' ? [sentence] : [sentence.other];
  return [...new Set(texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort().join(' ');
}

/** Every set of words in a definition, with its place. The data has none. */
function* wordsIn(thing: unknown, pointer = ''): Generator<[pointer: string, words: Words]> {
  if (typeof thing !== 'object' || thing === null) return;
  for (const [key, value] of Object.entries(thing as Record<string, unknown>)) {
    const here = `${pointer}/${part(key)}`;
    if (here === '/data' || typeof value !== 'object' || value === null) continue;
    if (wordKeys.has(key) && !Array.isArray(value)) yield [here, value as Words];
    else if (key === 'text' && !Array.isArray(value)) yield [here, value as Words];
    else if (severalKeys.has(key))
      for (const [name, words] of Object.entries(value)) yield [`${here}/${part(name)}`, words as Words];
    else yield* wordsIn(value, here);
  }
}
