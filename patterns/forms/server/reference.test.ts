import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newReference, readReference } from './reference.ts';

describe('A reference', () => {
  const references = Array.from({ length: 200 }, () => newReference());

  it('has nine letters in groups of three, none of which is a vowel or looks or sounds like another', () => {
    for (const reference of references)
      assert.match(reference, /^(?:[2-9CDFGHJKMNPRTWXZ]{3}-){2}[2-9CDFGHJKMNPRTWXZ]{3}$/);
  });

  it('is another each time', () => assert.equal(new Set(references).size, references.length));

  it('is understood in small letters and however it is spaced', () => {
    const reference = references[0]!;
    assert.equal(readReference(` ${reference.toLowerCase().replaceAll('-', ' ')} `), reference);
    assert.equal(readReference(reference.replaceAll('-', '')), reference);
  });

  it('shows that one letter was heard wrong', () => {
    const alphabet = '23456789CDFGHJKMNPRTWXZ';
    for (const reference of references.slice(0, 20))
      for (let place = 0; place < reference.length; place++)
        for (const letter of alphabet) {
          if (reference[place] === '-' || reference[place] === letter) continue;
          const wrong = reference.slice(0, place) + letter + reference.slice(place + 1);
          assert.equal(readReference(wrong), undefined, wrong);
        }
  });

  it('shows that two letters changed places', () => {
    for (const reference of references) {
      const letters = reference.replaceAll('-', '');
      for (let place = 0; place < letters.length - 1; place++) {
        if (letters[place] === letters[place + 1]) continue;
        const swapped = letters.slice(0, place) + letters[place + 1] + letters[place] + letters.slice(place + 2);
        assert.equal(readReference(swapped), undefined, `${reference} ${swapped}`);
      }
    }
  });

  it('is not made of just any text', () => {
    for (const text of ['', 'ABC', '000-000-000', '222-222-2222', 'AAA-AAA-AAA'])
      assert.equal(readReference(text), undefined, text);
  });
});
