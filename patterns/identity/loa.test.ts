import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isEnough, isLoa, levels, lowerOf } from './loa.ts';

describe('A level of assurance', () => {
  it('is enough where it is as high as what is asked for, or higher', () => {
    const enough = levels.flatMap((reached) => levels.map((needed) => isEnough(reached, needed)));
    assert.deepEqual(enough, [true, false, false, true, true, false, true, true, true]);
  });

  it('is no higher than the lower of the two that it comes from', () => {
    assert.equal(lowerOf('high', 'low'), 'low');
    assert.equal(lowerOf('low', 'high'), 'low');
    assert.equal(lowerOf('substantial', 'high'), 'substantial');
  });

  it('is one of three words, as text from elsewhere may not be', () => {
    assert.deepEqual(['low', 'high', 'LOW', '', undefined, 3].map(isLoa), [true, true, false, false, false, false]);
  });
});
