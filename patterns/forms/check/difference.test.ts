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
const list = `/pages/${older.pages.findIndex((step) => 'repeat' in step)}`;
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
    'is wider where a rule is gone': [{ '/rules': older.rules!.slice(1) }, ['additive']],
    'is wider where an end is gone': [{ '/outcomes': older.outcomes!.slice(1) }, ['additive']],
    'is narrower where a condition of an end is another': [
      { '/outcomes/0/when': { exists: { answer: 'owner/kind' } } },
      ['narrowing'],
    ],
    'asks for more where a named condition is another': [
      { [`/conditions/${Object.keys(older.conditions!)[0]!}/when`]: { exists: { answer: 'owner/kind' } } },
      ['additive-required'],
    ],
    'is narrower where a list takes fewer': [{ [`${list}/max`]: 1 }, ['narrowing']],
    'asks for more where there is a new fee': [
      { '/fees/-': { ...older.fees![0], code: 'more' } },
      ['additive-required'],
    ],
    'asks for more where a fee is higher': [{ '/fees/0/money/amount': '9999999' }, ['additive-required']],
    'asks for less where a fee is lower': [{ '/fees/0/money/amount': '1' }, ['additive']],
    'asks for more where a fee is in another currency': [{ '/fees/0/money/currency': 'EUR' }, ['additive-required']],
    'asks for less where a fee is gone': [{ '/fees': older.fees!.slice(1) }, ['additive']],
    'asks for more where others pay': [{ '/fees/0/when': { exists: { answer: 'notes' } } }, ['additive-required']],
    'is wording where a fee has another name': [{ '/fees/0/title/en': 'Fee' }, ['wording']],
    'asks for more where a declaration is new': [
      { '/declarations/-': { ...older.declarations![0], id: 'more' } },
      ['additive-required'],
    ],
    'asks for more where other words are declared': [{ '/declarations/0/text/en': 'Other.' }, ['additive-required']],
    'asks for more where it is signed otherwise': [
      { '/declarations/0/kind': 're-authentication' },
      ['additive-required'],
    ],
    'asks for more where it is to be known more surely who signs': [
      { '/declarations/0/level': 'high' },
      ['additive-required'],
    ],
    'asks for less where a declaration is gone': [{ '/declarations': older.declarations!.slice(1) }, ['additive']],
    'asks for more where a paper is new': [
      { '/evidence/-': { ...older.evidence![0], id: 'more' } },
      ['additive-required'],
    ],
    'is wording where a paper has another name': [{ '/evidence/0/title/en': 'Paper' }, ['wording']],
    'is narrower where people have to sign in': [
      { '/identity': { level: 'substantial', required: true } },
      ['narrowing'],
    ],
    'is wider where people can sign in': [
      { '/identity': { ...older.identity, level: 'high', required: false } },
      ['additive'],
    ],
    'is wider where any mandate will do': [
      { '/identity': { ...older.identity, mandateScope: undefined } },
      ['additive'],
    ],
    'is narrower where nobody comes for a company any more': [
      { '/identity/actingFor': ['self', 'mandate'] },
      ['narrowing'],
    ],
    'is narrower where people come for others alone': [
      { '/identity/actingFor': ['mandate', 'company'] },
      ['narrowing'],
    ],
    'is narrower where a mandate has to allow something else': [{ '/identity/mandateScope': 'cars' }, ['narrowing']],
    'is narrower where it closes': [{ '/closes': '2027-03-31T23:59:59-03:00' }, ['narrowing']],
    'is narrower where it opens later': [{ '/opens': '2027-02-01T00:00:00-03:00' }, ['narrowing']],
    'is wider where there are days to finish': [{ '/grace': 5 }, ['additive']],
    'is narrower where there is no paper any more': [{ '/channels/paper': undefined }, ['narrowing']],
    'is wider where it can be done by phone': [{ '/channels/phone': {} }, ['additive']],
    'is narrower where paper asks for less': [{ '/channels/paper/exclude': ['notes'] }, ['narrowing']],
    'is wording where paper goes elsewhere': [{ '/channels/paper/sendTo/en': 'Elsewhere' }, ['wording']],
    'breaks where a question is gone': [{ '/questions/notes': undefined }, ['breaking']],
    'breaks where a question takes another type': [{ '/data/properties/notes/$ref': 'std:email' }, ['breaking']],
  };
  for (const [what, [changes, kinds]] of Object.entries(cases))
    it(what, () => assert.deepEqual(kindsOf(changes), kinds));

  const fetched: Record<string, [changes: Record<string, unknown>, kinds: string[]]> = {
    'is wider where something is fetched': [{ '/prefill/-': { ...older.prefill![0], id: 'more' } }, ['additive']],
    'is wider where something is not fetched any more': [{ '/prefill': older.prefill!.slice(1) }, ['additive']],
    'is wider where it is fetched from somebody else': [{ '/prefill/0/from': [] }, ['additive']],
    'is narrower where it can only be corrected on request': [
      { '/prefill/1/editable': 'request-correction' },
      ['narrowing'],
    ],
    'is wording where the purpose is said otherwise': [{ '/prefill/0/purpose/en': 'x' }, ['wording']],
  };
  for (const [what, [changes, kinds]] of Object.entries(fetched))
    it(what, () => assert.deepEqual(kindsOf(changes), kinds));

  it('breaks where a sum is in another currency', () => {
    const asked = changed(older, {
      '/data/properties/cost': { $ref: 'std:money', settings: { currency: 'CLP' } },
      '/questions/cost': { label: { es: 'x', en: 'x' } },
    });
    const other = changed(asked, { '/data/properties/cost/settings/currency': 'EUR' });
    assert.equal(gravest(differenceBetween(asked, other)), 'breaking');
  });

  it('is as grave as its gravest change', () => {
    const change = (kind: 'wording' | 'narrowing' | 'additive') => ({ pointer: '', kind, message: '' });
    assert.equal(gravest([change('wording'), change('narrowing'), change('additive')]), 'narrowing');
    assert.equal(gravest([]), undefined);
  });
});
