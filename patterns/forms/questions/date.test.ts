import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catalogues } from '../words/catalogue.ts';
import { date } from './date.ts';
import { datePartial } from './date-partial.ts';
import type { Asked } from './question-type.ts';
import { fullSchema } from './types.ts';

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

describe('A date that people may know only in part', () => {
  const part = (precision: string, settings: Record<string, unknown> = {}) => ({
    ...asked,
    language: 'en',
    settings: { precision, ...settings },
  });
  const reads = (precision: string, day: string, month: string, year: string, settings = {}) => {
    const { value, problems } = datePartial.read(
      { day: [day], month: [month], year: [year] },
      part(precision, settings),
    );
    return problems?.map(({ message, parts = [] }) => `${message}: ${parts.join(' ')}`).join() ?? value;
  };

  it('is as exact as it was typed, and no more', () => {
    assert.equal(reads('year', '', '', '2019'), '2019');
    assert.equal(reads('year', '', 'mayo', '2019'), '2019-05');
    assert.equal(reads('month', '17', '5', '2019'), '2019-05-17');
    assert.equal(reads('year', '17/5/2019', '', ''), '2019-05-17');
    assert.equal(reads('year', ' ', ' ', ' '), null);
  });

  it('is as exact as it has to be', () => {
    assert.equal(reads('month', '', '', '2019'), 'dateIncomplete: month');
    assert.equal(reads('day', '', '5', '2019'), 'dateIncomplete: day');
    assert.equal(reads('year', '17', '', '2019'), 'dateIncomplete: month');
    assert.equal(reads('year', '', '5', ''), 'dateIncomplete: year');
    assert.equal(reads('year', '', '', '19'), 'yearDigits: year');
  });

  it('is outside its limits only for certain', () => {
    const limits = { min: '2001-05-17', max: 'today' };
    const right = ['2001', '2001-05', '2026', '2026-03', '2001-05-17', '2026-03-01'];
    const wrong = ['2000', '2001-04', '2001-05-16', '2027', '2026-04', '2026-03-02'];
    const read = (date: string) => {
      const [year = '', month = '', day = ''] = date.split('-');
      return reads('year', day, month, year, limits);
    };
    assert.deepEqual(right.map(read), right);
    assert.deepEqual(
      wrong.map(read).map((problem) => problem?.split(':')[0]),
      ['dateUnderflow', 'dateUnderflow', 'dateUnderflow', 'dateOverflow', 'dateOverflow', 'dateOverflow'],
    );
  });

  it('is said with nothing made up, in each language', () => {
    const said = (language: string) =>
      ['2019', '2019-05', '2019-05-17'].map((date) => datePartial.say(date, { ...asked, language })).join(' | ');
    assert.equal(said('en'), '2019 | May 2019 | May 17, 2019');
    assert.equal(said('es'), '2019 | mayo de 2019 | 17 de mayo de 2019');
    assert.equal(said('ar-EG'), '٢٠١٩ | مايو ٢٠١٩ | ١٧ مايو ٢٠١٩');
    assert.equal(said('th'), '2019 | พฤษภาคม 2019 | 17 พฤษภาคม ค.ศ. 2019'); // not 2562
  });

  it('has a schema that takes what is exact enough', () => {
    const takes = (precision: string) => {
      const { pattern } = fullSchema({ $ref: 'std:date-partial', settings: { precision } });
      return ['2019', '2019-05', '2019-05-17', '19', '2019-5', '2019-05-17T00'].filter((value) =>
        new RegExp(pattern!, 'u').test(value),
      );
    };
    assert.deepEqual(takes('year'), ['2019', '2019-05', '2019-05-17']);
    assert.deepEqual(takes('month'), ['2019-05', '2019-05-17']);
    assert.deepEqual(takes('day'), ['2019-05-17']);
  });
});
