/** The plural forms of a sentence, by the names of `Intl.PluralRules`; the value `{count}` chooses. */
export type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** A sentence with `{places}` for values, or its plural forms. */
export type Sentence = string | PluralForms;

/** The same words in each language, by BCP 47 tag: `{ 'es-CL': '…', en: '…' }`. */
export type Words = Record<string, Sentence>;

/** What goes into the places of a sentence. Numbers are written as the language writes them. */
export type Values = Record<string, string | number>;

/**
 * One sentence in a language, from the nearest of the languages that are there: `es-CL`, `es`, then the first.
 *
 * @param language BCP 47 tag of the reader.
 */
export function say(words: Words, language: string, values: Values = {}): string {
  const nearest = nearestLanguage(Object.keys(words), language);
  return fill(words[nearest]!, spokenIn(nearest, language), values);
}

/** A sentence with its values in it. A number is written as the language writes it; `{count}` chooses the plural form. */
export function fill(sentence: Sentence, language: string, values: Values = {}): string {
  const text =
    typeof sentence === 'string'
      ? sentence
      : (sentence[new Intl.PluralRules(language).select(Number(values.count))] ?? sentence.other);
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? value.toLocaleString(language) : (value ?? place);
  });
}

/** How values are written in a sentence: as the reader's country does, where the sentence is in their language (1.900 in Chile, 1900 in Spain). */
export function spokenIn(sentence: string, reader: string): string {
  return sentence.split('-')[0] === reader.split('-')[0] ? reader : sentence;
}

/** Of the languages that are there, the one to read in: the same, a wider one, a cousin (`es-MX` for `es-CL`), else the first. */
export function nearestLanguage(there: readonly string[], wanted: string): string {
  const base = (language: string) => language.toLowerCase().split('-')[0];
  const same = there.find((language) => language.toLowerCase() === wanted.toLowerCase());
  return (
    same ??
    there.find((language) => language === base(wanted)) ??
    there.find((language) => base(language) === base(wanted)) ??
    there[0]!
  );
}
