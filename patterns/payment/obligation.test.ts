import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSamePrice, money, obligation } from './index.ts';
import { permit } from './testing/histories.ts';

const line = permit.lines[0]!;

describe('What is owed', () => {
  it('has the sum of its lines for a total', () => {
    const interest = { ...line, code: 'interest', money: money('35', 'CLP') };
    assert.deepEqual(obligation({ ...permit, lines: [line, interest] }).total, money('1535', 'CLP'));
  });

  it('has a line, and lines of one currency', () => {
    assert.throws(() => obligation({ ...permit, lines: [] }), { code: 'lines-differ' });
    const euros = { ...line, money: money('1', 'EUR') };
    assert.throws(() => obligation({ ...permit, lines: [line, euros] }), { code: 'currencies-differ' });
  });

  it('is the same to who pays, whatever the order of its lines', () => {
    const fine = { ...line, code: 'fine', money: money('500', 'CLP') };
    const one = obligation({ ...permit, lines: [line, fine] });
    assert.ok(isSamePrice(one, obligation({ ...permit, lines: [fine, line], id: 'owed-2' })));
  });

  it('has changed with another total, and with the same total for other things', () => {
    const dearer = obligation({ ...permit, lines: [{ ...line, money: money('1501', 'CLP') }] });
    assert.ok(!isSamePrice(permit, dearer));
    const fine = { ...line, code: 'fine' };
    assert.ok(!isSamePrice(permit, obligation({ ...permit, lines: [fine] })));
    const euros = obligation({ ...permit, lines: [{ ...line, money: money('1500', 'EUR') }] });
    assert.ok(!isSamePrice(permit, euros));
  });
});
