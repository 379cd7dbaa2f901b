/** What the definition for hard tests has to have, so that nothing of the vocabulary stays untried. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkDefinition } from '../../check/check.ts';
import { operators, valueOperators } from '../../conditions/expression.ts';
import { isRepeat } from '../../definition/definition.ts';
import { prepare } from '../../path/service.ts';
import { questionTypes } from '../../questions/types.ts';
import { household, householdToLookAt } from './household.ts';

const { data: _data, ...flow } = household;

/** Have a service of their own (server/*.test.ts): drafts of this one are written down, so it asks no more than it did. */
const elsewhere = ['files', 'date-partial', 'bank-account'];

describe('The support for a household', () => {
  it('has nothing wrong in it, in its own languages and with the pseudo-locale', () => {
    assert.deepEqual(checkDefinition(household), []);
    assert.deepEqual(checkDefinition(householdToLookAt), []);
  });

  it('asks 60 questions, of every type that has no service of its own', () => {
    const { questions } = prepare(household);
    assert.equal(questions.size, 60);
    const types = new Set([...questions.values()].map(({ type }) => type.name));
    assert.deepEqual(
      [...questionTypes.keys()].filter((name) => !types.has(name)),
      elsewhere,
    );
  });

  it('has every operator of conditions', () => {
    const written = JSON.stringify(flow);
    assert.deepEqual(
      [...operators, ...valueOperators].filter((name) => !written.includes(`{"${name}":`)),
      [],
    );
  });

  it('has a list within a list, an interruption, and what people may meet at the end', () => {
    const lists = household.pages.filter(isRepeat);
    assert.ok(lists.some(({ pages }) => pages.some(isRepeat)));
    assert.match(JSON.stringify(flow), /"kind":"interruption"/);
    assert.match(JSON.stringify(flow), /"sensitive":true/);
    for (const part of ['rules', 'outcomes', 'fees', 'evidence', 'declarations', 'prefill'] as const)
      assert.ok(household[part]?.length, part);
  });
});
