import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Definition, Fee } from '../definition/definition.ts';
import { emptyDraft, withAnswer } from '../draft/draft.ts';
import { card, w } from '../server/testing.ts';
import { feesOf, totalsOf } from './fees.ts';
import { pathOf } from './path.ts';
import { prepare } from './service.ts';

const fee = (code: string, amount: string, currency = 'CLP', more: Partial<Fee> = {}): Fee => ({
  code,
  title: w(code),
  money: { amount, currency },
  ...more,
});

describe('What is owed', () => {
  const definition: Definition = {
    ...card,
    fees: [fee('card', '2500'), fee('group', '1000', 'CLP', { when: { eq: [{ answer: 'group' }, 'a'] } })],
  };
  const owed = (answers: Record<string, unknown>) => {
    const service = prepare(definition);
    const draft = Object.entries(answers).reduce(
      (all, [name, value]) => withAnswer(all, name, value),
      emptyDraft(definition),
    );
    return feesOf(definition, pathOf(service, draft, '2026-11-27')).map(({ code }) => code);
  };

  it('is what holds for everybody, and what the answers make of it', () => {
    assert.deepEqual(owed({ name: 'Ada', code: null, group: 'a' }), ['card', 'group']);
  });

  it('is nothing that is not known yet', () => {
    assert.deepEqual(owed({}), ['card']);
  });

  it('is added up by currency, exactly however much it is', () => {
    const many = [fee('a', '9007199254740993'), fee('b', '1'), fee('c', '150', 'EUR')];
    assert.deepEqual(totalsOf(many), [
      { amount: '9007199254740994', currency: 'CLP' },
      { amount: '150', currency: 'EUR' },
    ]);
    assert.deepEqual(totalsOf([]), []);
  });
});
