import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Definition } from '../definition/definition.ts';
import { checkDefinition } from './check.ts';
import type { FaultCode } from './fault.ts';
import { changed } from './testing.ts';

const permit = new URL('../../../examples/permiso-circulacion/definition.json', import.meta.url);
const w = (es: string, en = es) => ({ es, en });

/** A small service in which nothing is wrong. */
const good = (): Definition => ({
  id: 'grant',
  version: 1,
  languages: ['es-CL', 'en'],
  title: w('Subsidio', 'Grant'),
  agency: w('Peñaluna'),
  timeZone: 'America/Santiago',
  data: {
    type: 'object',
    properties: {
      age: { $ref: 'std:integer' },
      kind: { $ref: 'std:choice' },
      born: { $ref: 'std:date' },
      children: {
        type: 'array',
        items: { type: 'object', properties: { name: { $ref: 'std:text' } }, required: ['name'] },
      },
    },
    required: ['age', 'kind', 'born'],
  },
  questions: {
    age: { label: w('Edad', 'Age') },
    kind: {
      label: w('Tipo', 'Kind'),
      options: [
        { value: 'a', label: w('A') },
        { value: 'b', label: w('B') },
      ],
    },
    born: { label: w('Nacimiento', 'Birth') },
    'children/*/name': { label: w('Nombre', 'Name') },
  },
  conditions: { adult: { label: w('mayor', 'adult'), when: { gte: [{ answer: 'age' }, 18] } } },
  pages: [
    { id: 'age', ask: ['age'] },
    { id: 'kind', ask: ['kind'], when: { condition: 'adult' } },
    { id: 'born', ask: ['born'] },
    {
      repeat: 'children',
      id: 'children',
      heading: w('Hijos', 'Children'),
      item: w('Hijo {number}', 'Child {number}'),
      another: w('¿Otro?', 'Another?'),
      pages: [{ id: 'child', ask: ['children/*/name'] }],
    },
  ],
});

const found = (changes: Record<string, unknown>): [string, FaultCode][] =>
  checkDefinition(changed(good(), changes)).map(({ pointer, code }) => [pointer, code]);

describe('A definition', () => {
  it('with nothing wrong has no faults', () => {
    assert.deepEqual(checkDefinition(good()), []);
    assert.deepEqual(checkDefinition(JSON.parse(readFileSync(permit, 'utf8'))), []);
  });

  it('that is no definition at all is told what it lacks', () => {
    assert.ok(checkDefinition('nonsense').length);
    assert.ok(checkDefinition({}).some(({ message }) => message.includes('questions')));
  });

  it('is walked through at the ages, and after the spans of time, that it asks about', () => {
    const years = { ageOn: [{ answer: 'born' }, { today: true }] };
    const days = { dateDiff: [{ today: true }, { answer: 'born' }], in: 'days' };
    const when = { or: [{ and: [{ gte: [years, 5] }, { lt: [years, 6] }] }, { eq: [days, 40] }] };
    const page = { id: 'school', ask: [], heading: w('Colegio', 'School'), when };
    assert.deepEqual(checkDefinition(changed(good(), { '/pages/-': page })), []);
    const never = { ...page, when: { and: [{ gte: [years, 6] }, { lt: [years, 6] }] } };
    assert.equal(checkDefinition(changed(good(), { '/pages/-': never }))[0]?.code, 'unreachable');
  });

  describe('that asks about a date known in part', () => {
    const since = { answer: 'born' };
    const day = (date: string) => ({ date });
    const age = (more: object) => ({ ageOn: [since, more] });
    const page = (precision: string, when: unknown, more: Record<string, unknown> = {}) =>
      found({
        '/data/properties/born': { $ref: 'std:date-partial', settings: { precision } },
        '/pages/-': { id: 'school', ask: [], heading: w('Colegio', 'School'), when },
        ...more,
      });
    const undecided = [['/pages/4/when', 'undecided']];
    for (const [precision, when, faults] of [
      ['day', { lt: [since, day('2019-05-17')] }, []],
      ['month', { lt: [since, day('2019-05-17')] }, undecided],
      ['month', { lt: [since, day('2019-05-01')] }, []],
      ['month', { lte: [since, day('2019-05-01')] }, undecided],
      ['month', { lte: [since, day('2019-05-31')] }, []],
      ['year', { gte: [day('2019-05-01'), since] }, undecided],
      ['year', { lt: [since, day('2019-05-01')] }, undecided],
      ['year', { gte: [since, day('2019-01-01')] }, []],
      ['year', { or: [{ eq: [{ answer: 'age' }, 3] }, { not: { eq: [since, day('2019-01-01')] } }] }, undecided],
      ['year', { in: [since, [day('2019-01-01')]] }, undecided],
      ['year', { exists: since }, []],
      ['year', { gte: [age({ today: true }), 18] }, undecided],
      ['day', { gte: [age({ today: true }), 18] }, []],
      ['year', { gte: [age(day('2019-12-31')), 18] }, []],
      ['year', { lte: [age(day('2019-12-31')), 18] }, []],
      ['year', { gte: [age(day('2019-12-30')), 18] }, undecided],
      ['month', { lt: [{ dateDiff: [day('2019-05-01'), since], in: 'months' }, 2] }, []],
      ['month', { lt: [{ dateDiff: [day('2019-05-02'), since], in: 'months' }, 2] }, undecided],
    ] as const)
      it(`${precision}: ${JSON.stringify(when)} has ${faults.length} faults`, () =>
        assert.deepEqual(page(precision, when), faults));

    it('is told through the condition that a page names, and of what is owed', () => {
      const when = { lt: [since, day('2019-05-17')] };
      const old = { label: w('viejo', 'old'), when };
      assert.deepEqual(page('year', { condition: 'old' }, { '/conditions/old': old }), undecided);
      const fees = [{ code: 'x', title: w('x'), money: { amount: '1', currency: 'CLP' }, when }];
      assert.deepEqual(page('year', { exists: since }, { '/fees': fees }), [['/fees/0/when', 'undecided']]);
    });

    it('may have ends and rules for what is certain', () => {
      const when = { lt: [since, day('2019-05-17')] };
      const rules = [{ id: 'late', when, at: 'born', message: w('Tarde', 'Late') }];
      assert.deepEqual(page('year', { exists: since }, { '/rules': rules }), []);
    });

    it('is told which precisions there are', () =>
      assert.deepEqual(page('week', { exists: since }), [['/data/properties/born/settings/precision', 'setting']]));
  });

  it('is told a word that is misspelt, and what stands there in its place', () => {
    const misspelt = changed(good(), { '/pages/0': { id: 'age', aks: ['age'] } });
    assert.deepEqual(
      checkDefinition(misspelt).map(({ pointer, message }) => `${pointer} ${message}`),
      ["/pages/0 It must have required property 'ask'.", '/pages/0 It must NOT have additional properties (“aks”).'],
    );
  });

  const faults: Record<string, [changes: Record<string, unknown>, expected: [string, FaultCode][]]> = {
    'a language that is none': [{ '/languages': ['es-CL', 'en', 'not_a'] }, [['/languages', 'language']]],
    'words that lack a language': [{ '/title/en': undefined }, [['/title', 'untranslated']]],
    'places that differ': [{ '/pages/3/item/en': 'Child' }, [['/pages/3/item/en', 'places-differ']]],
    'plural forms that lack': [{ '/title/en': { other: 'x' } }, [['/title/en', 'plural-form']]],
    'a time zone that is none': [{ '/timeZone': 'Chile' }, [['/timeZone', 'time-zone']]],
    'answers to fetch that cannot be': [
      {
        '/prefill': [
          {
            question: ['born', 'none', 'children/*/name'],
            source: 'a',
            office: w('a'),
            purpose: w('b'),
            consent: 'ask',
            from: ['born'],
          },
          {
            question: 'born',
            source: 'a',
            office: w('a'),
            purpose: w('b'),
            consent: 'ask',
            editable: 'request-correction',
          },
        ],
      },
      [
        ['/prefill/0/question/1', 'unknown-question'],
        ['/prefill/0/question/2', 'outside-list'],
        ['/prefill/0/from/0', 'asks-later'],
        ['/prefill/1', 'id-taken'],
        ['/prefill/1', 'no-correction'],
        ['/prefill/1/question', 'prefill-twice'],
      ],
    ],
    'two pages of one name': [{ '/pages/2/id': 'age' }, [['/pages/2/id', 'id-taken']]],
    'a page name that is taken': [{ '/pages/2/id': 'check' }, [['/pages/2/id', 'shape']]],
    'a version that replaces none before it': [
      { '/replaces': { version: 1, migrate: [] } },
      [['/replaces/version', 'migration']],
    ],
    'a day of the change that is none': [
      { '/version': 2, '/replaces': { version: 1, until: 'soon', migrate: [] } },
      [['/replaces/until', 'time']],
    ],
    'answers that would be lost, or have no place, in a new version': [
      {
        '/version': 2,
        '/replaces': {
          version: 1,
          migrate: [{ drop: 'age' }, { rename: 'old', to: 'nothing' }, { reask: 'nothing' }, { drop: 'old' }],
        },
      },
      [
        ['/replaces/migrate/0/drop', 'migration'],
        ['/replaces/migrate/1/to', 'migration'],
        ['/replaces/migrate/2/reask', 'migration'],
      ],
    ],
    'a question without a place in the data': [
      { '/data/properties/born': undefined },
      [['/questions/born', 'question-without-data']],
    ],
    'a question without a type': [
      { '/data/properties/born': { type: 'string' } },
      [['/questions/born', 'question-without-type']],
    ],
    'a question that no page asks': [
      { '/pages': good().pages.filter(({ id }) => id !== 'born') },
      [['/questions/born', 'question-never-asked']],
    ],
    'a question asked twice': [{ '/pages/2/ask/-': 'age' }, [['/pages/2/ask/1', 'question-asked-twice']]],
    'a page that asks what is not there': [{ '/pages/2/ask/-': 'nothing' }, [['/pages/2/ask/1', 'unknown-question']]],
    'data that nobody asks for': [
      { '/data/properties/more': { $ref: 'std:text' } },
      [['/data/properties/more', 'data-without-question']],
    ],
    'a question without a setting that it needs': [
      { '/data/properties/born': { $ref: 'std:bank-account', settings: { own: true } } },
      [['/data/properties/born/settings/scheme', 'setting']],
    ],
    'a setting that is none of those there are': [
      { '/data/properties/born': { $ref: 'std:bank-account', settings: { scheme: 'xx' } } },
      [['/data/properties/born/settings/scheme', 'setting']],
    ],
    'a choice without options': [{ '/questions/kind/options': undefined }, [['/questions/kind/options', 'options']]],
    'two options of one value': [{ '/questions/kind/options/1/value': 'a' }, [['/questions/kind/options', 'options']]],
    'a pattern that is none': [
      { '/data/properties/children/items/properties/name/pattern': '(' },
      [['/data/properties/children/items/properties/name', 'pattern']],
    ],
    'a condition about what is answered later': [
      { '/pages/1/when': { exists: { answer: 'born' } } },
      [['/pages/1/when/exists/answer', 'asks-later']],
    ],
    'a condition about nothing': [
      { '/pages/1/when': { exists: { answer: 'nothing' } } },
      [['/pages/1/when/exists/answer', 'unknown-answer']],
    ],
    'a condition of no name': [
      { '/pages/1/when': { condition: 'nothing' } },
      [['/pages/1/when/condition', 'unknown-condition']],
    ],
    'conditions in a circle': [
      { '/conditions/adult/when': { not: { condition: 'adult' } } },
      [['/conditions/adult', 'circle']],
    ],
    'a number beside a text': [
      { '/conditions/adult/when': { gte: [{ answer: 'age' }, '18'] } },
      [['/conditions/adult/when/gte/1', 'unlike-values']],
    ],
    'an option that is not there': [
      { '/pages/2/when': { eq: [{ answer: 'kind' }, 'c'] } },
      [['/pages/2/when/eq/1', 'unknown-option']],
    ],
    'a date that does not exist': [
      { '/pages/3/when': { lt: [{ answer: 'born' }, { date: '2026-02-30' }] } },
      [['/pages/3/when/lt/1/date', 'not-a-value']],
    ],
    'an answer of a list outside it': [
      { '/pages/-': { id: 'last', ask: [], heading: w('x'), when: { exists: { answer: 'children/*/name' } } } },
      [['/pages/4/when/exists/answer', 'outside-list']],
    ],
    'a list that cannot be filled': [{ '/pages/3/min': 3, '/pages/3/max': 2 }, [['/pages/3', 'list-limits']]],
    'a section that is not there': [{ '/pages/0/section': 'x' }, [['/pages/0/section', 'unknown-section']]],
    'a page that nobody reaches': [
      { '/pages/2/when': { and: [{ gt: [{ answer: 'age' }, 20] }, { lt: [{ answer: 'age' }, 10] }] } },
      [['/pages/2', 'unreachable']],
    ],
    'a page that leads to no end': [
      { '/rules': [{ id: 'never', when: { gte: [{ answer: 'age' }, 18] }, at: 'age', message: w('x') }] },
      [['/pages/1', 'no-end']],
    ],
    'a next step about nothing, and one that lacks a language': [
      { '/next': [{ text: w('x'), when: { exists: { answer: 'nothing' } } }, { text: { es: 'x' } }] },
      [
        ['/next/1/text', 'untranslated'],
        ['/next/0/when/exists/answer', 'unknown-answer'],
      ],
    ],
    'nobody to come for': [
      { '/identity': { level: 'low', required: true, actingFor: [] } },
      [['/identity/actingFor', 'acting-for']],
    ],
    'somebody to come for where nobody signs in': [
      { '/identity': { level: 'none', required: false, actingFor: ['company'] } },
      [['/identity/actingFor', 'acting-for']],
    ],
    'a mandate where people come for themselves alone': [
      { '/identity': { level: 'low', required: true, actingFor: ['self'], mandateScope: 'permits' } },
      [['/identity/mandateScope', 'acting-for']],
    ],
    'something signed by signing in where nobody signs in': [
      { '/declarations': [{ id: 'a', kind: 're-authentication', text: w('a') }] },
      [['/declarations/0/kind', 're-authentication']],
    ],
    'the same where a definition says that nobody does': [
      {
        '/identity': { level: 'none', required: false },
        '/declarations': [{ id: 'a', kind: 're-authentication', text: w('a') }],
      },
      [['/declarations/0/kind', 're-authentication']],
    ],
    'something signed less surely than people are known': [
      {
        '/identity': { level: 'high', required: true },
        '/declarations': [
          { id: 'a', kind: 're-authentication', level: 'high', text: w('a') },
          { id: 'b', kind: 're-authentication', level: 'substantial', text: w('b') },
        ],
      },
      [['/declarations/1/level', 're-authentication']],
    ],
    'a level to tick a box with': [
      {
        '/identity': { level: 'low', required: true },
        '/declarations': [{ id: 'a', kind: 'tick', level: 'low', text: w('a') }],
      },
      [['/declarations/0/level', 're-authentication']],
    ],
    ...Object.fromEntries(
      ['/weather', 'http://weather.example', 'javascript:alert(1)'].map((to) => [
        `a way out that leads to ${to}`,
        [{ '/exitQuickly': { to } }, [['/exitQuickly/to', 'exit']]],
      ]),
    ),
    'a page kept on the device where people must not be seen': [
      { '/exitQuickly': { to: 'https://weather.example' }, '/pages/0/keepsOffline': true },
      [['/pages/0/keepsOffline', 'keeps-traces']],
    ],
    'a page kept on the device of which nothing may be kept': [
      { '/questions/age/sensitive': true, '/pages/0/keepsOffline': true },
      [['/pages/0/keepsOffline', 'keeps-nothing']],
    ],
    'money with a point': [
      { '/fees': [{ code: 'x', title: w('x'), money: { amount: '1.5', currency: 'CLP' } }] },
      [['/fees/0/money', 'money']],
    ],
    'a time without a zone': [{ '/closes': '2026-03-31' }, [['/closes', 'time']]],
  };
  for (const [what, [changes, expected]] of Object.entries(faults))
    it(`is found to have ${what}, in its place`, () => assert.deepEqual(found(changes), expected));

  it('is told all its faults at once, each with how to mend it', () => {
    const definition = good();
    Object.assign(definition, { timeZone: 'Chile', id: 'Not An Id' });
    const all = checkDefinition(definition);
    assert.deepEqual(all.map(({ pointer }) => pointer).sort(), ['/id', '/timeZone']);
    for (const { message } of all) assert.match(message, /Write/);
  });
});
