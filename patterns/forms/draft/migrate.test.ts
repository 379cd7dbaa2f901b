import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyDraft, withAnswer, withItem } from './draft.ts';
import { migrate } from './migrate.ts';

const draft = ['k1', 'k2'].reduce(
  (all, id, index) => withAnswer(withItem(all, 'children', id), `children/${id}/name`, `Child ${index}`),
  withAnswer(withAnswer(emptyDraft({ id: 'grant', version: 1 }), 'owner/kind', 'firm'), 'colour', 'red'),
);

describe('A draft of an older version', () => {
  it('keeps every answer that no step names', () => {
    const { draft: moved, report } = migrate(draft, 2, []);
    assert.deepEqual(moved.answers, draft.answers);
    assert.deepEqual(moved.definition, { id: 'grant', version: 2 });
    assert.deepEqual(report, { reasked: [], dropped: [] });
  });

  it('has its answers under their new names, in every item of a list', () => {
    const { draft: moved } = migrate(draft, 2, [
      { rename: 'colour', to: 'paint' },
      { rename: 'children/*/name', to: 'children/*/full-name' },
    ]);
    assert.deepEqual(moved.answers, {
      owner: { kind: 'firm' },
      paint: 'red',
      children: { k1: { 'full-name': 'Child 0' }, k2: { 'full-name': 'Child 1' } },
    });
  });

  it('tells what is asked again and what is gone', () => {
    const { draft: moved, report } = migrate(draft, 2, [
      { drop: 'colour' },
      { reask: 'owner/kind' },
      { drop: 'nothing' },
    ]);
    assert.deepEqual(report, { dropped: ['colour'], reasked: ['owner/kind'] });
    assert.deepEqual(Object.keys(moved.answers).sort(), ['children', 'owner']);
  });

  it('gets a default only where nothing was answered, and other values where they have other names', () => {
    const { draft: moved } = migrate(draft, 2, [
      { default: 'colour', value: 'blue' },
      { default: 'wheels', value: 4 },
      { map: 'owner/kind', values: { firm: 'company' } },
    ]);
    assert.equal(moved.answers.colour, 'red');
    assert.equal(moved.answers.wheels, 4);
    assert.deepEqual(moved.answers.owner, { kind: 'company' });
  });
});
