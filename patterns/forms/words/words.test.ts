import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fill, say } from '../definition/words.ts';
import type { Sentence } from '../definition/words.ts';
import { pseudo, pseudoCatalogue } from '../testing/pseudo-locale.ts';
import { catalogues, message } from './catalogue.ts';
import { directionOf } from './direction.ts';

const definition = (id: string) =>
  readFileSync(new URL(`../../../examples/${id}/definition.json`, import.meta.url), 'utf8');

describe('What people read', () => {
  for (const [what, text] of Object.entries({
    'of a service': JSON.stringify(catalogues),
    'of the energy grant': definition('energy-grant'),
    'of the vehicle permit': definition('permiso-circulacion'),
  }))
    it(`${what} never blames, begs or says "invalid"`, () => {
      assert.ok(text.length > 1000);
      assert.deepEqual(text.match(/.{30}(?:\binvalid|\bplease|inválid|por favor|\bmust not\b)/gi) ?? [], []);
    });
});

const formsOf = (sentence: Sentence) => (typeof sentence === 'string' ? [sentence] : Object.values(sentence));
const placesIn = (sentence: Sentence) => [
  ...new Set(formsOf(sentence).flatMap((text) => text.match(/\{\w+\}/g) ?? [])),
];

for (const [language, catalogue] of Object.entries(catalogues))
  describe(`What the service says in ${new Intl.DisplayNames('en', { type: 'language' }).of(language)}`, () => {
    it('has the same places for values as in English', () => {
      for (const [key, sentence] of Object.entries(catalogue))
        assert.deepEqual(placesIn(sentence).sort(), placesIn(catalogues.en![key as 'yes']).sort(), key);
    });

    it('has every plural form of the language, where a number decides', () => {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      const needed = language === 'es' ? pluralCategories.filter((form) => form !== 'many') : pluralCategories; // millions alone
      for (const [key, sentence] of Object.entries(catalogue))
        if (typeof sentence !== 'string')
          assert.deepEqual(
            needed.filter((form) => !sentence[form]),
            [],
            key,
          );
    });
  });

describe('Arabic', () => {
  it('says one, two, a few and many in their own words', () => {
    const said = [1, 2, 3, 11].map((count) => message(catalogues, 'ar', 'charactersOver', { count }));
    assert.deepEqual(said, [
      'اختصر إجابتك بمقدار حرف واحد',
      'اختصر إجابتك بمقدار حرفين',
      'اختصر إجابتك بمقدار 3 أحرف',
      'اختصر إجابتك بمقدار 11 حرفًا',
    ]);
  });

  it('is written from right to left, whatever the country', () => {
    assert.deepEqual(['ar', 'ar-EG', 'he', 'es-AR', 'en', 'arn'].map(directionOf), [
      'rtl',
      'rtl',
      'rtl',
      'ltr',
      'ltr',
      'ltr',
    ]);
  });
});

describe('The pseudo-locale', () => {
  it('has accents and brackets, is longer, and keeps the places for values', () => {
    assert.equal(pseudo('Fill in “{label}”'), '[Fííļļ ííñ “{label}”]');
    const lengths = Object.values(catalogues.en!).flatMap(formsOf);
    const ratio = lengths.map(pseudo).join('').length / lengths.join('').length;
    assert.ok(ratio > 1.3 && ratio < 1.5, String(ratio));
  });

  it('is said where it is asked for, and English everywhere else', () => {
    const words = { ...catalogues, 'en-XA': pseudoCatalogue(catalogues.en!) };
    assert.equal(message(words, 'en-XA', 'itemsTooFew', { count: 1 }), '[Ááđđ ááţ ļééáášţ 1]');
    assert.equal(message(words, 'en-GB', 'itemsTooFew', { count: 1 }), 'Add at least 1');
    assert.equal(say({ en: 'a', 'en-XA': 'b' }, 'en-XA') + fill('{n}', 'ar', { n: 2 }), 'b2');
  });
});
