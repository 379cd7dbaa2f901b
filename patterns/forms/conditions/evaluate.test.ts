import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Big from 'big.js';
import { evaluate } from './evaluate.ts';
import type { Facts, Value } from './evaluate.ts';
import { operators } from './expression.ts';
import type { Expression, Truth } from './expression.ts';

const factsOf = (answers: Record<string, Value>, lists: Record<string, Facts[]> = {}): Facts => ({
  answer: (name) => answers[name],
  items: (name) => lists[name],
  condition: () => 'unknown',
  today: '2026-11-27',
});
const whether = (expression: Expression, answers: Record<string, Value> = {}) => evaluate(expression, factsOf(answers));
const answer = (name: string) => ({ answer: name });

describe('A condition', () => {
  it('is unknown while what it asks about is, and unknown is not false', () => {
    assert.equal(whether({ lt: [answer('age'), 18] }), 'unknown');
    assert.equal(whether({ not: { lt: [answer('age'), 18] } }), 'unknown');
    assert.equal(whether({ exists: answer('age') }), 'unknown');
  });

  it('is decided by what does not depend on the unknown', () => {
    const unknown: Expression = { eq: [answer('x'), 1] };
    const [yes, no]: Expression[] = [{ eq: [1, 1] }, { eq: [1, 2] }];
    assert.equal(whether({ and: [unknown, no!] }), false);
    assert.equal(whether({ or: [unknown, yes!] }), true);
    assert.equal(whether({ and: [unknown, yes!] }), 'unknown');
    assert.equal(whether({ or: [unknown, no!] }), 'unknown');
    assert.equal(whether({ in: [2, [answer('x'), 2]] }), true);
  });

  const born = { date: '2008-11-27' };
  const day = { date: '2026-11-27' };
  /** With each operator: what it says of 5, of what was left empty, and before anything was answered. */
  const x = answer('x');
  const told: Record<string, [expression: Expression, of: Value, truth: boolean, ofNothing: boolean]> = {
    eq: [{ eq: [x, 5] }, new Big(5), true, false],
    ne: [{ ne: [x, 5] }, new Big(5), false, true],
    lt: [{ lt: [x, 5] }, new Big(5), false, false],
    lte: [{ lte: [x, 5] }, new Big(5), true, false],
    gt: [{ gt: [x, 5] }, new Big(5), false, false],
    gte: [{ gte: [x, 5] }, new Big(5), true, false],
    in: [{ in: [x, [4, 5]] }, new Big(5), true, false],
    has: [{ has: [x, 'five'] }, ['five', 'six'], true, false],
    exists: [{ exists: x }, new Big(5), true, false],
    and: [{ and: [{ eq: [x, 5] }, { eq: [1, 1] }] }, new Big(5), true, false],
    or: [{ or: [{ eq: [x, 5] }, { eq: [1, 2] }] }, new Big(5), true, false],
    not: [{ not: { eq: [x, 5] } }, new Big(5), false, true],
    condition: [{ condition: 'is-five' }, new Big(5), true, false],
    'ageOn, born': [{ eq: [{ ageOn: [x, day] }, 18] }, '2008-11-27', true, false],
    'ageOn, the day': [{ eq: [{ ageOn: [born, x] }, 18] }, '2026-11-27', true, false],
    'dateDiff, from': [{ eq: [{ dateDiff: [x, day], in: 'years' }, 18] }, '2008-11-27', true, false],
    'dateDiff, to': [{ eq: [{ dateDiff: [born, x], in: 'years' }, 18] }, '2026-11-26', false, false],
  };
  for (const [operator, [expression, value, truth, ofNothing]] of Object.entries(told))
    it(`is decided by “${operator}” once it is answered, and unknown before`, () => {
      const says = (answers: Record<string, Value>): Truth => {
        const facts: Facts = { ...factsOf(answers), condition: () => evaluate({ eq: [x, 5] }, facts) };
        return evaluate(expression, facts);
      };
      assert.equal(says({}), 'unknown');
      assert.equal(says({ x: value }), truth);
      assert.equal(says({ x: null }), ofNothing);
    });

  it('has every operator in the table above', () => {
    assert.deepEqual(
      operators.filter((operator) => !(operator in told)),
      [],
    );
  });

  it('takes what was left empty as known, and equal to nothing', () => {
    const empty = { age: null };
    assert.equal(whether({ exists: answer('age') }, empty), false);
    assert.equal(whether({ eq: [answer('age'), 0] }, empty), false);
    assert.equal(whether({ ne: [answer('age'), 0] }, empty), true);
    assert.equal(whether({ lt: [answer('age'), 18] }, empty), false);
    assert.equal(whether({ gte: [answer('age'), 18] }, empty), false);
  });

  it('turns nothing into something else', () => {
    assert.equal(whether({ eq: ['1', 1] }), false);
    assert.equal(whether({ eq: [answer('x'), true] }, { x: 'true' }), false);
    assert.equal(whether({ lt: [answer('x'), 5] }, { x: '' }), false);
  });

  it('counts decimals exactly', () => {
    assert.equal(whether({ eq: [answer('x'), { decimal: '0.3' }] }, { x: new Big('0.1').plus('0.2') }), true);
    assert.equal(whether({ lt: [{ decimal: '0.1' }, { decimal: '0.10' }] }), false);
  });

  it('counts dates by the calendar', () => {
    const age = (born: string, day: string): Expression => ({ gte: [{ ageOn: [{ date: born }, { date: day }] }, 18] });
    assert.equal(whether(age('2008-11-27', '2026-11-27')), true);
    assert.equal(whether(age('2008-11-28', '2026-11-27')), false);
    assert.equal(whether(age('2008-02-29', '2026-02-28')), false);
    assert.equal(
      whether({ eq: [{ dateDiff: [{ date: '2024-01-31' }, { date: '2024-02-29' }], in: 'months' }, 0] }),
      true,
    );
    assert.equal(whether({ eq: [{ dateDiff: [{ today: true }, { date: '2026-11-20' }], in: 'days' }, -7] }), true);
  });

  it('looks into answers of several choices, and into lists', () => {
    assert.equal(whether({ has: [answer('needs'), 'heating'] }, { needs: ['heating'] }), true);
    assert.equal(whether({ has: [answer('needs'), 'heating'] }, { needs: null }), false);
    const list = [1, 2, 3].map((age) => factsOf({ 'child/age': age }));
    const count = (where?: Expression): Expression => ({
      eq: [{ count: 'child', ...(where && { where }) }, where ? 2 : 3],
    });
    assert.equal(evaluate(count(), factsOf({}, { child: list })), true);
    assert.equal(evaluate(count({ gt: [answer('child/age'), 1] }), factsOf({}, { child: list })), true);
    assert.equal(evaluate(count(), factsOf({})), 'unknown');
    assert.equal(
      evaluate(count({ gt: [answer('child/age'), 1] }), factsOf({}, { child: [...list, factsOf({})] })),
      'unknown',
    );
  });
});
