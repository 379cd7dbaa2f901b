import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import componentEnglish from '../../components/words/en.ts';
import componentSpanish from '../../components/words/es.ts';
import { languages } from '../municipality/languages.ts';
import type { Language } from '../municipality/languages.ts';
import english from './words/en.ts';
import spanish from './words/es.ts';
import type { Words } from './words/en.ts';

const ours: Record<Language, Words> = { en: english, es: spanish };
const browsers = { en: componentEnglish, es: componentSpanish };
const filled = (template: string, values: Record<string, string>) =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!);

for (const language of languages)
  describe(`The words of the server (${language})`, () => {
    const server = ours[language];
    const browser = browsers[language];
    const tooLong = browser.charactersOver as { one: string; other: string };

    it('are those of the browser, where the page does not give the browser its own', () => {
      assert.equal(
        server.errors.dateIncomplete(server.errors.parts.month),
        filled(browser.dateIncomplete as string, { parts: browser.month as string }),
      );
      assert.equal(server.errors.dateNotReal, browser.dateImpossible);
      assert.equal(server.errors.yearDigits, browser.yearDigits);
      assert.equal(
        server.errors.needsNoneWithOthers,
        filled(browser.noneAndOthers as string, { option: server.needNames.none }),
      );
      assert.equal(server.errors.aboutTooLong(1, '1'), filled(tooLong.one, { count: '1' }));
      assert.equal(server.errors.aboutTooLong(12, '12'), filled(tooLong.other, { count: '12' }));
      assert.equal(server.thereIsAProblem, browser.thereIsAProblem);
      assert.equal(server.error, browser.errorPrefix);
    });

    it('never blame, beg or say "invalid"', () => {
      const said = JSON.stringify(
        server,
        (_, value) => (typeof value === 'function' ? value('x', 'x') : value) as unknown,
      );
      assert.doesNotMatch(said, /\binvalid|\bplease|inválid|por favor|\bmust not\b/i);
    });
  });
