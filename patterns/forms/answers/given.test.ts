import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyDraft, withAnswer, withItem, withoutItem } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import { household } from '../testing/household/household.ts';
import { prepare } from '../path/service.ts';
import { broughtAlong, withGiven, withHistory } from './given.ts';
import type { Given, GivenAnswers } from './given.ts';

const service = prepare(household);
const empty = emptyDraft(household);
const ada: Given = { at: '2026-11-01T00:00:00Z', by: { kind: 'subject' }, channel: 'web' };
const agent: Given = { at: '2026-11-02T00:00:00Z', by: { kind: 'agent', id: 'x' }, channel: 'phone' };
const given = (known: GivenAnswers, before: Draft, after: Draft, by: Given) =>
  withGiven(service, known, [before.answers, after.answers], by);
const list = [...service.questions.keys()].find((name) => /^\w+\/\*\/[\w-]+$/.test(name))!;
const damage = 'home/damage-text';
const [place] = list.split('/*');

describe('Who gave an answer', () => {
  const one = withAnswer(empty, damage, 'Roof');
  const known = given({}, empty, one, ada);

  it('is known by the place of the answer', () => assert.deepEqual(known, { [`/${damage}`]: ada }));

  it('stays who gave it first, while the answer is the same', () => {
    assert.deepEqual(given(known, one, withAnswer(one, damage, 'Roof'), agent), known);
  });

  it('is who changed it, and nobody once it is taken out', () => {
    assert.deepEqual(given(known, one, withAnswer(one, damage, 'Wall'), agent), {
      [`/${damage}`]: agent,
    });
    assert.deepEqual(given(known, one, withAnswer(one, damage, undefined), agent), {});
  });

  it('is known of each item of a list, also while the item is taken out', () => {
    const name = (id: string) => list.replace('*', id);
    const first = withAnswer(withItem(empty, place!, 'k1'), name('k1'), 'a');
    const both = withAnswer(withItem(first, place!, 'k2'), name('k2'), 'b');
    const all = given(given({}, empty, first, ada), first, both, agent);
    assert.deepEqual(all, { [`/${name('k1')}`]: ada, [`/${name('k2')}`]: agent });
    assert.deepEqual(given(all, both, withoutItem(both, place!, 'k1'), agent), all);
  });

  it('has an answer of several parts as one', () => {
    const [name] = [...service.questions].find(
      ([name, { type }]) => type.name === 'person-name' && !name.includes('*'),
    )!;
    const before = withAnswer(empty, name, { given: 'Ada', family: 'Rojas' });
    const after = withAnswer(before, name, { given: 'Ada', family: 'Áñez' });
    assert.deepEqual(given({}, empty, before, ada), { [`/${name}`]: ada });
    assert.deepEqual(given({}, before, after, agent), { [`/${name}`]: agent });
    const again = withAnswer(before, name, { given: 'Ada', family: 'Rojas' });
    assert.deepEqual(given({ [`/${name}`]: ada }, before, again, agent), { [`/${name}`]: ada });
  });

  it('comes along to the new name of an answer in a newer version', () => {
    const answers = { paint: 'red' };
    const old = { '/colour': ada, '/gone': agent };
    assert.deepEqual(broughtAlong(old, [['colour', 'paint']], answers), { '/paint': ada });
  });
});

describe('The history of a draft', () => {
  const begun = { ...ada, what: 'begun' } as const;

  it('has who goes on once', () => {
    const later = { ...ada, at: '2026-11-03T00:00:00Z', what: 'went-on' } as const;
    assert.deepEqual(withHistory([begun], later), [begun]);
  });

  it('has each change of channel or person, and each hand-over', () => {
    const other = { ...agent, what: 'went-on' } as const;
    const handed = { ...agent, what: 'handed-over' } as const;
    assert.deepEqual(withHistory(withHistory([begun], other), handed), [begun, other, handed]);
  });
});
