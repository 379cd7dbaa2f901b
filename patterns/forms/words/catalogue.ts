import elementsArabic from '@plaza-ds/components/words/ar';
import elementsEnglish from '@plaza-ds/components/words/en';
import moneyArabic from '@plaza-ds/components/words/money/ar';
import moneyEnglish from '@plaza-ds/components/words/money/en';
import moneySpanish from '@plaza-ds/components/words/money/es';
import numbersArabic from '@plaza-ds/components/words/national-number/ar';
import numbersEnglish from '@plaza-ds/components/words/national-number/en';
import numbersSpanish from '@plaza-ds/components/words/national-number/es';
import phoneArabic from '@plaza-ds/components/words/phone/ar';
import phoneEnglish from '@plaza-ds/components/words/phone/en';
import phoneSpanish from '@plaza-ds/components/words/phone/es';
import elementsSpanish from '@plaza-ds/components/words/es';
import { fill, nearestLanguage, spokenIn } from '../definition/words.ts';
import type { Sentence, Values } from '../definition/words.ts';
import arabic from './ar.ts';
import channelsArabic from './channels/ar.ts';
import channelsEnglish from './channels/en.ts';
import channelsSpanish from './channels/es.ts';
import english from './en.ts';
import spanish from './es.ts';

/** The keys that every language has. */
export type FormWords = { [Key in keyof typeof english]: Sentence };
/** What paper, the telephone and the counter say. */
export type ChannelWords = { [Key in keyof typeof channelsEnglish]: Sentence };
type ElementWords = {
  [Key in keyof (typeof elementsEnglish & typeof numbersEnglish & typeof moneyEnglish & typeof phoneEnglish)]: Sentence;
};

/** What the service and its elements say, in one language: the same sentence for the same mistake, with and without a script. */
export type Catalogue = ElementWords & FormWords & ChannelWords;
export type MessageKey = keyof Catalogue;

/** The languages that come with the package. A service adds its own: `{ ...catalogues, ay: { … } }`. */
export const catalogues: Readonly<Record<string, Catalogue>> = {
  es: { ...elementsSpanish, ...numbersSpanish, ...moneySpanish, ...phoneSpanish, ...spanish, ...channelsSpanish },
  en: { ...elementsEnglish, ...numbersEnglish, ...moneyEnglish, ...phoneEnglish, ...english, ...channelsEnglish },
  ar: { ...elementsArabic, ...numbersArabic, ...moneyArabic, ...phoneArabic, ...arabic, ...channelsArabic },
};

/** One sentence of the nearest language that is there. */
export function message(
  all: Readonly<Record<string, Catalogue>>,
  language: string,
  key: MessageKey,
  values: Values = {},
): string {
  const nearest = nearestLanguage(Object.keys(all), language);
  return fill(all[nearest]![key], spokenIn(nearest, language), values);
}
