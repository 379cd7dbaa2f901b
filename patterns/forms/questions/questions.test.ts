import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { catalogues } from '../words/catalogue.ts';
import type { Asked } from './question-type.ts';
import { fullSchema, questionTypes } from './types.ts';

const options = ['red', 'blue', 'none'].map((value) => ({
  value,
  label: { es: value, en: value },
  exclusive: value === 'none',
}));
const ask = (more: Partial<Asked> = {}): Asked => ({
  schema: {},
  settings: {},
  options,
  required: true,
  language: 'en-GB',
  today: '2026-11-27',
  words: catalogues,
  ...more,
});
const typed = (text: string) => ({ '': [text] });

for (const [name, type] of questionTypes)
  describe(`A question of ${name}`, () => {
    const schema = fullSchema({ $ref: `std:${name}` });
    const asked = ask({ schema, settings: type.exampleSettings ?? {} });
    const validate = new Ajv2020().compile(schema);

    for (const [text, value] of type.examples.right)
      it(`reads ${JSON.stringify(text).slice(0, 60)}`, () => {
        assert.deepEqual(type.read(text, asked), { value });
        assert.ok(validate(value), JSON.stringify(validate.errors));
        assert.deepEqual(type.read(type.write(value, asked), asked), { value });
        assert.notEqual(type.say(value, asked), '');
      });

    for (const [text, code] of type.examples.wrong)
      it(`says ${code} of ${JSON.stringify(text).slice(0, 60)}`, () => {
        assert.equal(type.read(text, asked).problems?.[0]?.code, code);
      });

    if (name !== 'file')
      it('reads nothing as no answer, where there need be none', () => {
        assert.deepEqual(type.read({}, { ...asked, required: false }), { value: null });
      });
  });

describe('Choices', () => {
  const choices = questionTypes.get('choices')!;
  it('are those of the list, each once', () => {
    assert.deepEqual(choices.read({ '': ['red', 'blue', 'red'] }, ask()), { value: ['red', 'blue'] });
  });
  it('do not have “none” beside others', () => {
    assert.deepEqual(choices.read({ '': ['red', 'none'] }, ask()).problems, [
      { code: 'bad-input', message: 'noneAndOthers', values: { option: 'none' } },
    ]);
  });
});

describe('A number', () => {
  const integer = questionTypes.get('integer')!;
  const decimal = questionTypes.get('decimal')!;
  it('is read with the groups and the digits that people use', () => {
    for (const text of ['1200', '1.200', '1,200', '1 200', "1'200", '١٢٠٠'])
      assert.deepEqual(integer.read(typed(text), ask()), { value: 1200 }, text);
  });
  it('is not guessed', () => {
    for (const text of ['1.20', '12.00', '1,2,3', '1e3', '0x10', '--1'])
      assert.equal(integer.read(typed(text), ask()).problems?.[0]?.code, 'bad-input', text);
  });
  it('keeps to its limits', () => {
    const asked = ask({ schema: { minimum: 1, maximum: 10, multipleOf: 3 } });
    const code = (text: string) => integer.read(typed(text), asked).problems?.[0]?.code;
    assert.deepEqual(['0', '11', '4', '9'].map(code), [
      'range-underflow',
      'range-overflow',
      'step-mismatch',
      undefined,
    ]);
  });
  it('has exact decimals', () => {
    assert.deepEqual(decimal.read(typed('0,10'), ask()), { value: '0.10' });
    assert.equal(decimal.read(typed('0.3'), ask({ schema: { multipleOf: 0.1 } })).problems, undefined);
  });
});
