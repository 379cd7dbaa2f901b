import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catalogues } from '../words/catalogue.ts';
import { date } from './date.ts';
import type { Asked } from './question-type.ts';

const asked: Asked = {
  schema: { $ref: 'std:date' },
  settings: { min: '1900-01-01', max: 'today', birth: true },
  options: [],
  required: true,
  language: 'es',
  today: '2026-03-01',
  words: catalogues,
};
const reading = (day: string, month: string, year: string) =>
  date.read({ day: [day], month: [month], year: [year] }, asked);
const read = (day: string, month: string, year: string) => reading(day, month, year).value;
const problem = (day: string, month: string, year: string) =>
  reading(day, month, year)
    .problems?.map(({ message, parts = [] }) => `${message}: ${parts.join(' ')}`)
    .join();

describe('A date of birth', () => {
  it('is read from numbers, with or without zeros and spaces', () => {
    assert.equal(read('27', '3', '1980'), '1980-03-27');
    assert.equal(read(' 07 ', '03', ' 1980'), '1980-03-07');
    assert.equal(read('２７', '３', '１９８０'), '1980-03-27');
  });

  it('can name its month in Spanish or English, whole or begun', () => {
    const names = [
      'enero',
      'Febrero',
      'MARZO',
      'abr',
      'mayo',
      'jun.',
      'Jul',
      'ago',
      'septiembre',
      'oct',
      'nov',
      'dic.',
    ];
    names.forEach((name, month) =>
      assert.equal(read('2', name, '1980'), `1980-${String(month + 1).padStart(2, '0')}-02`),
    );
    const english = ['January', 'feb', 'Mar.', 'april', 'May', 'june', 'july', 'Aug', 'Sept', 'October', 'nov', 'Dec'];
    english.forEach((name, month) =>
      assert.equal(read('2', name, '1980'), `1980-${String(month + 1).padStart(2, '0')}-02`),
    );
  });

  it('can stand whole in the first box, as people paste it', () => {
    for (const whole of [
      '27/3/1980',
      '27-03-1980',
      '27.3.1980',
      '27 3 1980',
      '1980-03-27',
      '27 de marzo de 1980',
      '27 March 1980',
    ])
      assert.equal(read(whole, '', ''), '1980-03-27', whole);
  });

  it('is asked for as a whole when nothing was typed', () => {
    assert.equal(read('', ' ', ''), null);
  });

  it('names only the part that is missing', () => {
    assert.equal(problem('27', '', '1980'), 'dateIncomplete: month');
    assert.equal(problem('', '', '1980'), 'dateIncomplete: day month');
    assert.equal(problem('', 'x', '80'), 'dateIncomplete: day');
  });

  it('does not guess a century', () => {
    assert.equal(problem('27', '3', '80'), 'yearDigits: year');
    assert.equal(problem('27/3/80', '', ''), 'yearDigits: year');
  });

  it('marks the part that cannot be, or all of it where only the whole cannot be', () => {
    assert.equal(problem('27', '3', '19800'), 'dateImpossible: year');
    assert.equal(problem('32', '3', '1980'), 'dateImpossible: day');
    assert.equal(problem('0', '13', '1980'), 'dateImpossible: day month');
    assert.equal(problem('2', 'ma', '1980'), 'dateImpossible: month');
    assert.equal(problem('-2', '3', 'next'), 'dateImpossible: day year');
    assert.equal(problem('30', '2', '1980'), 'dateImpossible: day month year');
    assert.equal(problem('29', '2', '1900'), 'dateImpossible: day month year');
    assert.equal(read('29', '2', '2000'), '2000-02-29');
  });

  it('lies between 1900 and today', () => {
    assert.equal(read('1', '3', '2026'), '2026-03-01');
    assert.equal(problem('2', '3', '2026'), 'dateOverflow: day month year');
    assert.equal(read('1', '1', '1900'), '1900-01-01');
    assert.equal(problem('31', '12', '1899'), 'dateUnderflow: day month year');
    assert.equal(problem('1', '1', '1000'), 'dateUnderflow: day month year');
  });
});
