import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compare, decimalOf, exponentOf, isNothing, lessBy, money, moneyOf, partsOf, sumOf } from '../index.ts';

const code = (expected: string) => (error: unknown) => (error as { code?: string }).code === expected;
const amounts = fc.bigInt({ min: 0n, max: 10n ** 15n });
const currencies = fc.constantFrom('CLP', 'EUR', 'TND', 'CLF', 'MGA');

describe('The decimals of a currency', () => {
  for (const [currency, count] of [
    ['CLP', 0],
    ['JPY', 0],
    ['PYG', 0],
    ['EUR', 2],
    ['COP', 2], // Intl writes prices without
    ['MGA', 2], // fifths
    ['TND', 3],
    ['IQD', 3], // Intl writes prices without
    ['CLF', 4],
  ] as const)
    it(`are ${count} for ${currency}`, () => assert.equal(exponentOf(currency), count));

  for (const wrong of ['', 'clp', 'XYZ', 'toString', 'EUR '])
    it(`are not known for "${wrong}"`, () => assert.throws(() => exponentOf(wrong), code('unknown-currency')));
});

describe('An amount', () => {
  it('is a whole number of the smallest unit', () =>
    assert.deepEqual(money('1500', 'CLP'), { amount: '1500', currency: 'CLP' }));

  for (const wrong of ['1500.5', '-1', '1e3', '', ' 1', '01', '1,000', '١٥', '1'.repeat(19)])
    it(`is not "${wrong}"`, () => assert.throws(() => money(wrong, 'CLP'), code('amount-not-whole')));

  it('is no number of JavaScript, which loses cents', () =>
    assert.throws(() => money(1500 as unknown as string, 'CLP'), code('amount-not-whole')));

  it('is read from decimals and written as such again', () => {
    fc.assert(
      fc.property(amounts, currencies, (amount, currency) => {
        const one = money(amount, currency);
        assert.deepEqual(moneyOf(decimalOf(one), currency), one);
      }),
    );
  });

  it('has decimals filled up, and never cut', () => {
    assert.equal(moneyOf('12.5', 'EUR').amount, '1250');
    assert.equal(moneyOf('0.05', 'EUR').amount, '5');
    assert.equal(decimalOf(money('5', 'EUR')), '0.05');
    assert.equal(decimalOf(money('5', 'CLP')), '5');
    assert.throws(() => moneyOf('12.505', 'EUR'), code('too-many-decimals'));
    assert.throws(() => moneyOf('1500.0', 'CLP'), code('too-many-decimals'));
    assert.throws(() => moneyOf('1.500,0', 'CLP'), code('amount-not-whole'));
  });
});

describe('Sums', () => {
  it('are exact beyond what a number of JavaScript holds', () =>
    assert.equal(sumOf([money('9007199254740993', 'CLP'), money('1', 'CLP')], 'CLP').amount, '9007199254740994'));

  it('are of one currency', () => {
    assert.throws(() => sumOf([money('1', 'CLP'), money('1', 'EUR')], 'CLP'), code('currencies-differ'));
    assert.throws(() => compare(money('1', 'CLP'), money('1', 'EUR')), code('currencies-differ'));
    assert.throws(() => lessBy(money('1', 'CLP'), money('1', 'EUR')), code('currencies-differ'));
  });

  it('compare by value and not as text', () => {
    assert.equal(compare(money('9', 'CLP'), money('10', 'CLP')), -1);
    assert.equal(compare(money('10', 'CLP'), money('9', 'CLP')), 1);
    assert.equal(compare(money('10', 'CLP'), money('10', 'CLP')), 0);
  });

  it('never leave less than nothing', () => {
    assert.ok(isNothing(lessBy(money('1', 'CLP'), money('2', 'CLP'))));
    assert.equal(lessBy(money('5', 'CLP'), money('2', 'CLP')).amount, '3');
  });

  it('are the same again once they were parted, in parts that differ by one at most', () => {
    fc.assert(
      fc.property(amounts, currencies, fc.integer({ min: 1, max: 24 }), (amount, currency, count) => {
        fc.pre(amount >= BigInt(count));
        const parts = partsOf(money(amount, currency), count);
        const values = parts.map((part) => BigInt(part.amount));
        assert.equal(parts.length, count);
        assert.equal(sumOf(parts, currency).amount, String(amount));
        assert.ok(values[0]! - values.at(-1)! <= 1n);
        assert.ok(values.every((value, index) => index === 0 || value <= values[index - 1]!));
      }),
    );
  });

  it('are not parted in no parts, or in less than a peso', () => {
    for (const count of [0, -1, 1.5, 4])
      assert.throws(() => partsOf(money('3', 'CLP'), count), code('parts-impossible'));
  });
});
