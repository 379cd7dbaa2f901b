import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { prepare } from '../path/service.ts';
import { allPublished } from '../testing/published.ts';
import { confirmationOf, inGroups } from './read-back.ts';

describe('A number that is read back', () => {
  it('is said digit by digit, in the groups that it is written in', () => {
    assert.equal(inGroups('33.333.333-3', [2, 3, 3, 1]), '3 3 – 3 3 3 – 3 3 3 – 3');
    assert.equal(inGroups('3.333.333-K', [2, 3, 3, 1]), '3 – 3 3 3 – 3 3 3 – K');
    assert.equal(inGroups('+56 9 1234 5678'), '+ 5 6 – 9 1 2 – 3 4 5 – 6 7 8');
    assert.equal(inGroups(''), '');
  });

  it('loses no character, however many there are', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{0,20}$/), fc.array(fc.integer({ min: 1, max: 5 })), (text, sizes) => {
        assert.equal(inGroups(text, sizes).replace(/[ –]/g, ''), text);
      }),
    );
  });
});

describe('Whoever answers the phone', () => {
  it('knows how to make sure of every answer, in every language', () => {
    for (const definition of allPublished)
      for (const question of prepare(definition).questions.values())
        for (const language of definition.languages) {
          const confirmation = confirmationOf(question, { language, today: '2026-11-27' });
          assert.ok(
            confirmation.length > 5 && !/[{}]|undefined/.test(confirmation),
            `${question.name}: ${confirmation}`,
          );
        }
  });
});
