import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isComplete, linesOf } from './lines.ts';
import type { Line, TextStyle } from './lines.ts';

const style: TextStyle = { weight: 'regular', size: 10 };
const readOf = (lines: readonly Line[]) =>
  lines.flatMap(({ runs }) => runs.map(({ text, standsFor = text }) => standsFor)).join('');
const seenOf = (lines: readonly Line[]) => lines.map(({ seen }) => seen.map(({ text }) => text).join(''));

/** What people might write: several scripts, signs that no font has, spaces and what is invisible. */
const letters = fc.constantFrom(
  ...'añÑçǿжλहاسمي٣شلاא漢字😀👍🏽🇨🇱()[]«»"\'\\<>&-–.,:/ \t\u00A0\u200D\u200F\u0301\u0000\u{FFFD}0123456789',
);
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(letters, { maxLength: 200 }).map((all) => all.join('')),
);

describe('A text in lines', () => {
  it('is all there, in the order in which it is read, whatever somebody wrote', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 5, max: 400 }), (text, width) => {
        const expected = text.normalize('NFC').replace(/\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ');
        assert.equal(readOf(linesOf(text, style, width)), expected);
      }),
      { numRuns: 300 },
    );
  });

  it('ends its lines between words', () => {
    assert.deepEqual(seenOf(linesOf('one two three', style, 45)), ['one two', 'three']);
  });

  it('breaks a word where it is longer than a line', () => {
    const lines = seenOf(linesOf(`so ${'m'.repeat(10)}`, style, 40));
    assert.deepEqual(lines, ['so', 'mmmm', 'mmmm', 'mm']);
  });

  it('ends a line where somebody ended it', () => {
    assert.deepEqual(seenOf(linesOf('one\r\n\ntwo', style, 400)), ['one', '', 'two']);
  });

  it('keeps together what people take for one letter', () => {
    assert.deepEqual(seenOf(linesOf('m\u0303'.repeat(3), style, 10)), ['m\u0303', 'm\u0303', 'm\u0303']);
  });

  it('stands as it is written from right to left, with its numbers from the left', () => {
    const [line] = linesOf('اسمي (علي) 1234', style, 400);
    assert.deepEqual(
      line!.seen.map(({ text }) => text),
      ['1234', ' (', 'علي', ')', 'اسمي '],
    );
  });

  it('knows the signs that it cannot show', () => {
    assert.deepEqual(
      ['Ñandú, ṉ, ŋ', 'Ελλάδα Київ हिन्दी', 'محمد علي ٣', 'two\nlines\tand', '漢字', '👍🏽'].map(isComplete),
      [true, true, true, true, false, false],
    );
  });
});
