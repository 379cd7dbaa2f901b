import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DataSchema, Question } from '../definition/definition.ts';
import type { ServiceQuestion } from '../path/service.ts';
import { questionTypes, typeOf } from '../questions/types.ts';
import { catalogues } from '../words/catalogue.ts';
import { typeFrom, writeDown } from './transcription.ts';

const reader = { language: 'en', today: '2026-11-27' };
const w = (en: string) => ({ en });
const questionOf = (schema: DataSchema, question: Partial<Question> = {}): ServiceQuestion => ({
  name: 'asked',
  question: { label: w('Asked'), ...question },
  schema,
  type: typeOf(schema)!,
  required: true,
});
const options = ['a', 'b', 'c'].map((value) => ({ value, label: w(`Option ${value}`) }));

describe('An answer that is written by hand', () => {
  it('is typed as it was meant, whatever the question', () => {
    for (const type of questionTypes.values()) {
      const schema = { $ref: `std:${type.name}`, ...(type.exampleSettings && { settings: type.exampleSettings }) };
      const question = questionOf(schema);
      const asked = {
        ...reader,
        schema,
        settings: schema.settings ?? {},
        options: [],
        required: true,
        words: catalogues,
      };
      for (const [typed, value] of type.examples.right) {
        const written = writeDown(question, typed, reader);
        assert.deepEqual(type.read(typeFrom(question, written!, reader), asked).value, value, type.name);
      }
    }
  });

  it('is a tick at a label, which is typed as the option that it means', () => {
    const one = questionOf({ $ref: 'std:choice' }, { options });
    assert.deepEqual(writeDown(one, { '': ['b'] }, reader), { '': { ticked: ['Option b'] } });
    assert.deepEqual(typeFrom(one, { '': { ticked: ['Option b'] } }, reader), { '': ['b'] });
    const some = questionOf({ $ref: 'std:choices' }, { options });
    assert.deepEqual(typeFrom(some, writeDown(some, { '': ['c', 'a'] }, reader)!, reader), { '': ['c', 'a'] });
  });

  it('cannot be what has no box, or has no room in it', () => {
    assert.equal(writeDown(questionOf({ $ref: 'std:choice' }, { options }), { '': ['d'] }, reader), undefined);
    const share = questionOf({ $ref: 'std:integer', minimum: 1, maximum: 99 });
    assert.deepEqual(writeDown(share, { '': ['99'] }, reader), { '': { text: '99' } });
    assert.equal(writeDown(share, { '': ['100'] }, reader), undefined);
    assert.equal(writeDown(questionOf({ $ref: 'std:text', maxLength: 5 }), { '': ['abcdef'] }, reader), undefined);
    const date = questionOf({ $ref: 'std:date' });
    assert.equal(writeDown(date, { day: ['1'], month: ['1'], year: ['20000'] }, reader), undefined);
  });

  it('leaves empty the boxes of a date that is known in part', () => {
    const since = questionOf({ $ref: 'std:date-partial', settings: { precision: 'year' } });
    const written = writeDown(since, { day: [''], month: ['May'], year: ['2019'] }, reader);
    assert.deepEqual(written, { day: { text: '' }, month: { text: '5' }, year: { text: '2019' } });
  });

  it('has a sign between its groups already, which nobody writes', () => {
    const run = questionOf({ $ref: 'std:national-number', settings: { scheme: 'cl-rut' } });
    assert.deepEqual(writeDown(run, { '': ['33333333-3'] }, reader), { '': { text: '333333333' } });
  });
});
