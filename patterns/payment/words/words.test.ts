import assert from 'node:assert/strict';
import { it } from 'node:test';
import { paymentWords } from './catalogue.ts';

it('Every language has every sentence of payments, with the same gaps', () => {
  const outline = (words: Record<string, string>) =>
    Object.entries(words)
      .map(([key, sentence]) => `${key} ${[...new Set(sentence.match(/\{\w+\}/g))].sort().join(' ')}`.trim())
      .sort();
  const english = outline(paymentWords.en!);
  for (const [language, words] of Object.entries(paymentWords)) assert.deepEqual(outline(words), english, language);
});
