/** A validator that knows nothing of Plaza takes what Plaza takes, and refuses what it refuses. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { readValue } from '../answers/read-value.ts';
import { submissionOf } from '../answers/submission.ts';
import type { Expression } from '../conditions/expression.ts';
import type { Definition } from '../definition/definition.ts';
import { isRepeat } from '../definition/definition.ts';
import { emptyDraft, namesFor, answerOf } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import { pathOf } from '../path/path.ts';
import { prepare } from '../path/service.ts';
import type { Service } from '../path/service.ts';
import { card } from '../server/testing.ts';
import { household, today } from '../testing/household/household.ts';
import { chooserOf, walk } from '../testing/somebody.ts';
import { submissionSchema } from './submission-schema.ts';

const read = (file: string): Definition =>
  JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Definition;
const reader = { language: 'en', today };
type Data = Record<string, unknown>;

/** A draft with exactly these answers, as if somebody had given them. */
function draftOf({ definition, steps }: Service, data: Data): Draft {
  const lists = new Set([...steps.values()].flatMap((step) => (isRepeat(step) ? [step.repeat] : [])));
  const draft = { ...emptyDraft(definition), order: {} as Record<string, string[]>, finished: [] as string[] };
  const keyed = (value: unknown, name: string): unknown => {
    if (Array.isArray(value) && lists.has(name.replace(/\bi\d+\b/g, '*'))) {
      draft.order[name] = value.map((_, index) => `i${index}`);
      draft.finished.push(name);
      return Object.fromEntries(value.map((each, index) => [`i${index}`, keyed(each, `${name}/i${index}`)]));
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([part, each]) => [part, keyed(each, name ? `${name}/${part}` : part)]),
    );
  };
  return { ...draft, answers: keyed(data, '') as Draft['answers'] };
}

/** Whether Plaza takes these answers: all that is asked, nothing else, each by what is said of it. */
function takes(service: Service, data: Data): boolean {
  let draft = draftOf(service, data);
  for (const [pattern, question] of service.questions)
    for (const name of namesFor(draft, pattern)) {
      const value = answerOf(draft.answers, name) ?? null;
      if (value === null) draft = withNull(draft, name);
      else if ((readValue(question, value, reader).value ?? null) === null) return false;
    }
  const seen = [...service.steps.values()].filter((step) => !isRepeat(step) && !step.ask.length).map(({ id }) => id);
  const path = pathOf(service, { ...draft, seen }, today);
  if (!path.complete) return false;
  const sent = JSON.stringify(sorted(submissionOf(service, draft, path).data));
  return sent === JSON.stringify(sorted(data));
}

/** Nobody has to answer what is not there; what has to be answered and is not, is missing. */
function withNull(draft: Draft, name: string): Draft {
  const answers = structuredClone(draft.answers);
  const parts = name.split('/');
  let here: Data = answers;
  for (const part of parts.slice(0, -1)) here = (here[part] ??= {}) as Data;
  here[parts.at(-1)!] = null;
  return { ...draft, answers };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)] as const));
}

/** Every place in some data. */
function placesIn(value: unknown, place: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, each]) => [[...place, key], ...placesIn(each, [...place, key])]);
}

const inside = (data: unknown, place: readonly (string | number)[]) =>
  place.reduce<unknown>((here, part) => (here as Data | undefined)?.[part], data);

/** A group of which nothing was answered is not sent at all. */
function withoutEmpty(value: Data): Data {
  const groups = (each: unknown): each is Data => typeof each === 'object' && each !== null && !Array.isArray(each);
  const entries = Object.entries(value).map(([key, each]) => [key, groups(each) ? withoutEmpty(each) : each] as const);
  return Object.fromEntries(entries.filter(([, each]) => !groups(each) || Object.keys(each).length));
}

/** The same data with something taken out, or something of another's put in. */
function mixed(data: Data, other: Data, pick: number, kind: number): Data {
  const copy = structuredClone(data);
  const from = kind % 3 ? other : copy;
  const places = placesIn(from).filter((place) => place.length <= 4);
  if (!places.length) return copy;
  const place = places[pick % places.length]!;
  const around = inside(copy, place.slice(0, -1)) as Data | unknown[] | undefined;
  if (!around || typeof around !== 'object') return copy;
  const last = place.at(-1)!;
  if (Array.isArray(around) && Number(last) > around.length) return copy; // a list has no holes
  if (kind % 3) (around as Data)[last] = structuredClone(inside(other, place));
  else if (Array.isArray(around)) around.splice(Number(last), 1);
  else Reflect.deleteProperty(around, last);
  return withoutEmpty(copy);
}

const person = fc.array(fc.nat(1e6), { minLength: 5, maxLength: 60 });

/** Each way to write a condition that JSON Schema has words for, at pages and at lists. */
const conditions: Record<string, Expression> = {
  eq: { eq: [{ answer: 'kind' }, 'a'] },
  turned: { eq: ['b', { answer: 'kind' }] },
  ne: { ne: [{ answer: 'maybe' }, 'a'] },
  in: { in: [{ answer: 'maybe' }, ['a', 'c']] },
  has: { has: [{ answer: 'several' }, 'b'] },
  exists: { exists: { answer: 'maybe' } },
  not: { not: { eq: [{ answer: 'maybe' }, 'a'] } },
  and: { and: [{ eq: [{ answer: 'yes' }, true] }, { exists: { answer: 'several' } }] },
  or: { or: [{ eq: [{ answer: 'yes' }, false] }, { exists: { answer: 'maybe' } }] },
  condition: { condition: 'named' },
  lt: { lt: [{ answer: 'number' }, 2] },
  gte: { gte: [{ answer: 'number' }, 2] },
  before: { lt: [{ answer: 'day' }, { date: '2010-05-05' }] },
  since: { lte: [{ date: '2010-05-05' }, { answer: 'day' }] },
  many: { gt: [{ count: 'things' }, 1] },
  none: { eq: [{ count: 'things' }, 0] },
};
const w = (en: string) => ({ en });
const options = ['a', 'b', 'c'].map((value) => ({ value, label: w(value) }));
const asked = {
  kind: { $ref: 'std:choice' },
  maybe: { $ref: 'std:choice' },
  several: { $ref: 'std:choices' },
  yes: { $ref: 'std:yes-no' },
  number: { $ref: 'std:integer', minimum: 0 },
  day: { $ref: 'std:date' },
  group: { $ref: 'std:equality' },
};
const everyCondition: Definition = {
  ...card,
  data: {
    type: 'object',
    properties: {
      ...asked,
      things: {
        type: 'array',
        items: {
          type: 'object',
          properties: { what: { $ref: 'std:choice' }, more: { $ref: 'std:text' }, outer: { $ref: 'std:text' } },
          required: ['what', 'more', 'outer'],
        },
      },
      ...Object.fromEntries(Object.keys(conditions).map((name) => [`if-${name}`, { $ref: 'std:text' }])),
    },
    required: ['kind', 'yes', 'number', 'day', ...Object.keys(conditions).map((name) => `if-${name}`)],
  },
  questions: {
    ...Object.fromEntries(
      Object.entries(asked).map(([name, { $ref }]) => [
        name,
        { label: w(name), ...(/choice|equality/.test($ref) && { options }) },
      ]),
    ),
    'things/*/what': { label: w('What'), options },
    'things/*/more': { label: w('More') },
    'things/*/outer': { label: w('Outer') },
    ...Object.fromEntries(Object.keys(conditions).map((name) => [`if-${name}`, { label: w(name) }])),
  },
  conditions: { named: { label: w('named'), when: { eq: [{ answer: 'kind' }, 'c'] } } },
  pages: [
    ...Object.keys(asked).map((name) => ({ id: name, ask: [name] })),
    {
      repeat: 'things',
      id: 'things',
      max: 3,
      when: { ne: [{ answer: 'kind' }, 'b'] },
      heading: w('Things'),
      item: w('Thing {number}'),
      another: w('Another?'),
      pages: [
        { id: 'what', ask: ['things/*/what'] },
        { id: 'more', ask: ['things/*/more'], when: { eq: [{ answer: 'things/*/what' }, 'a'] } },
        { id: 'outer', ask: ['things/*/outer'], when: { eq: [{ answer: 'yes' }, true] } },
      ],
    },
    ...Object.entries(conditions).map(([name, when]) => ({ id: `page-${name}`, ask: [`if-${name}`], when })),
  ],
  outcomes: [
    {
      id: 'out',
      when: { and: [{ eq: [{ answer: 'kind' }, 'a'] }, { eq: [{ answer: 'number' }, 3] }] },
      title: w('No'),
      text: [],
      appeal: w('Write'),
    },
  ],
  rules: [
    {
      id: 'rule',
      when: { and: [{ eq: [{ answer: 'kind' }, 'b'] }, { exists: { answer: 'maybe' } }] },
      at: 'maybe',
      message: w('Not both'),
    },
  ],
};

for (const [title, definition, beyond] of [
  ['a definition with every condition that JSON Schema has words for', everyCondition, []],
  ['the energy grant', read('../../../examples/energy-grant/definition.json'), []],
  ['the vehicle permit', read('../../../examples/permiso-circulacion/definition.json'), ['/rules/0/when']],
  ['the support for a household', household, undefined],
] as const)
  describe(`The schema of what is sent of ${title}`, () => {
    const service = prepare(definition);
    const made = submissionSchema(definition);
    const validate = new Ajv2020({ strict: false }).compile(made.schema);
    const dataOf = (numbers: readonly number[]) => {
      const draft = walk(service, chooserOf(numbers));
      return submissionOf(service, draft, pathOf(service, draft, today)).data;
    };

    it('is a schema, and names what is beyond it', () => {
      assert.equal(new Ajv2020({ strict: false }).validateSchema(made.schema as object), true);
      if (beyond) assert.deepEqual(made.beyond, beyond);
      else assert.ok(made.beyond.length);
    });

    it('takes what Plaza takes, and refuses what it refuses', () => {
      let [taken, refused] = [0, 0];
      fc.assert(
        fc.property(person, person, fc.nat(), fc.nat(), fc.boolean(), (first, second, pick, kind, isMixed) => {
          const data = isMixed ? mixed(dataOf(first), dataOf(second), pick, kind) : dataOf(first);
          const isTaken = takes(service, data);
          if (isTaken) taken++;
          else refused++;
          const said = `${JSON.stringify(data)} ${JSON.stringify(validate.errors)}`;
          if (isTaken) assert.equal(validate(data), true, said);
          else if (beyond && !beyond.length) assert.equal(validate(data), false, said);
          else if (beyond && !isBroken(service, data)) assert.equal(validate(data), false, said);
        }),
        { numRuns: 300 },
      );
      assert.ok(taken > 30 && refused > 30, `${taken} were taken, ${refused} refused`);
    });
  });

describe('The schema of a date that people may know only in part', () => {
  const when: Expression = { lt: [{ answer: 'since' }, { date: '2019-05-01' }] };
  const dated = (precision: string): Definition => ({
    ...card,
    data: {
      type: 'object',
      properties: { since: { $ref: 'std:date-partial', settings: { precision } }, more: { $ref: 'std:text' } },
      required: ['since', 'more'],
    },
    questions: { since: { label: w('Since') }, more: { label: w('More') } },
    pages: [
      { id: 'since', ask: ['since'] },
      { id: 'more', ask: ['more'], when },
    ],
  });

  it('takes what is exact enough, and no other', () => {
    const takes = (precision: string) => {
      const validate = new Ajv2020({ strict: false }).compile(submissionSchema(dated(precision)).schema);
      return ['2019', '2019-05', '2019-05-17', 'May 2019'].filter((since) => validate({ since, more: 'x' }));
    };
    assert.deepEqual(takes('year'), ['2019', '2019-05', '2019-05-17']);
    assert.deepEqual(takes('month'), ['2019-05', '2019-05-17']);
  });

  it('leaves conditions on it to Plaza, for they have three values', () => {
    assert.deepEqual(submissionSchema(dated('year')).beyond, ['/pages/1/when']);
  });
});

/** Whether a rule is broken, which only Plaza can tell. */
function isBroken(service: Service, data: Data): boolean {
  return pathOf(service, draftOf(service, data), today).broken.length > 0;
}
