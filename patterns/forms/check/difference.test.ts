import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Definition } from '../definition/definition.ts';
import { differenceBetween, gravest } from './difference.ts';
import { changed } from './testing.ts';

const permit = new URL('../../../examples/permiso-circulacion/definition.json', import.meta.url);
const older = JSON.parse(readFileSync(permit, 'utf8')) as Definition;
const kindsOf = (changes: Record<string, unknown>) =>
  differenceBetween(older, changed(older, changes)).map(({ kind }) => kind);
const more = {
  '/data/properties/more': { $ref: 'std:text' },
  '/questions/more': { label: { es: 'x', en: 'x' } },
};

describe('The difference between two versions', () => {
  const cases: Record<string, [changes: Record<string, unknown>, kinds: string[]]> = {
    'is nothing where nothing changed': [{}, []],
    'is wording where only words changed': [{ '/questions/notes/label/en': 'More?' }, ['wording']],
    'is wording where the title changed': [{ '/title/en': 'Permit' }, ['wording']],
    'is additive where a new question may be left out': [more, ['additive']],
    'asks for more where a new question has to be answered': [
      { ...more, '/data/required': ['more'] },
      ['additive-required'],
    ],
    'asks for more where a page is shown to others': [{ '/pages/1/when': undefined }, ['additive-required']],
    'is narrower where a text may be less long': [{ '/data/properties/notes/maxLength': 100 }, ['narrowing']],
    'is wider where a text may be longer': [{ '/data/properties/notes/maxLength': 900 }, ['additive']],
    'is narrower where an option is gone': [
      { '/questions/fines~1any/options': older.questions['fines/any']!.options!.slice(0, -1) },
      ['narrowing'],
    ],
    'is wider where an option is new': [
      { '/questions/fines~1any/options/-': { value: 'x', label: { es: 'x', en: 'x' } } },
      ['additive'],
    ],
    'is narrower where something has to be answered now': [{ '/data/required': ['notes'] }, ['narrowing']],
    'is narrower where a rule is new': [{ '/rules/-': { ...older.rules![0], id: 'more' } }, ['narrowing']],
    'breaks where a question is gone': [{ '/questions/notes': undefined }, ['breaking']],
    'breaks where a question takes another type': [{ '/data/properties/notes/$ref': 'std:email' }, ['breaking']],
  };
  for (const [what, [changes, kinds]] of Object.entries(cases))
    it(what, () => assert.deepEqual(kindsOf(changes), kinds));

  it('is as grave as its gravest change', () => {
    const change = (kind: 'wording' | 'narrowing' | 'additive') => ({ pointer: '', kind, message: '' });
    assert.equal(gravest([change('wording'), change('narrowing'), change('additive')]), 'narrowing');
    assert.equal(gravest([]), undefined);
  });
});
