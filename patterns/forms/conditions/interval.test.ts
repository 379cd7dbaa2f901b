/** What conditions say of a date that is known in part: what all its days say alike, and else that nobody knows. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { evaluate } from './evaluate.ts';
import type { Facts, Value } from './evaluate.ts';
import { comparisons } from './expression.ts';
import type { Expression, Operand, Truth } from './expression.ts';
import { daysOf, Interval } from './interval.ts';

const factsOf = (answers: Record<string, Value>): Facts => ({
  answer: (name) => answers[name],
  items: () => undefined,
  condition: () => 'unknown',
  today: '2026-11-27',
});
const of = (date: string, expression: Expression) => evaluate(expression, factsOf({ date: daysOf(date) }));
const date = { answer: 'date' };
const may = { date: '2019-05-01' };

/** Every day that a date can mean. */
function everyDay(date: string): string[] {
  const days = daysOf(date);
  if (!(days instanceof Interval)) return [date];
  const all: string[] = [];
  for (let time = Date.parse(days.least); time <= Date.parse(days.most); time += 864e5)
    all.push(new Date(time).toISOString().slice(0, 10));
  return all;
}

const two = (number: number) => String(number).padStart(2, '0');
const anyDate = fc
  .tuple(
    fc.integer({ min: 2018, max: 2020 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.nat(2),
  )
  .map(([year, month, day, parts]) => [String(year), two(month), two(day)].slice(0, parts + 1).join('-'));
const literal = fc.constantFrom('2019-01-01', '2019-05-01', '2019-05-31', '2019-12-31', '2020-02-29');

describe('A date that is known in part', () => {
  it('is all the days that it can mean', () => {
    assert.deepEqual(daysOf('2019'), new Interval('2019-01-01', '2019-12-31'));
    assert.deepEqual(daysOf('2020-02'), new Interval('2020-02-01', '2020-02-29'));
    assert.deepEqual(daysOf('2019-02'), new Interval('2019-02-01', '2019-02-28'));
    assert.equal(daysOf('2019-05-17'), '2019-05-17');
  });

  for (const [truth, dates, expression] of [
    ['unknown', ['2019', '2019-05'], { gt: [date, may] }],
    [true, ['2020', '2019-06', '2019-05-02'], { gt: [date, may] }],
    [false, ['2018', '2019-04', '2019-05-01'], { gt: [date, may] }],
    [true, ['2019-05'], { gte: [date, may] }],
    ['unknown', ['2019'], { gte: [date, may] }],
    [true, ['2018', '2019-04'], { lt: [date, may] }],
    [false, ['2020', '2019-05'], { lt: [date, may] }],
    ['unknown', ['2019', '2019-05'], { eq: [date, may] }],
    ['unknown', ['2019', '2019-05'], { ne: [date, may] }],
    [false, ['2018', '2019-06'], { eq: [date, may] }],
    [true, ['2018', '2019-06'], { ne: [date, may] }],
    ['unknown', ['2019'], { in: [date, [{ date: '2018-01-01' }, may]] }],
    [false, ['2017'], { in: [date, [{ date: '2018-01-01' }, may]] }],
    [true, ['2019', '2019-05', '2019-05-17'], { exists: date }],
    ['unknown', ['2008', '2008-11'], { gte: [{ ageOn: [date, { today: true }] }, 18] }],
    [true, ['2007', '2008-10', '2008-11-27'], { gte: [{ ageOn: [date, { today: true }] }, 18] }],
    [false, ['2009', '2008-12', '2008-11-28'], { gte: [{ ageOn: [date, { today: true }] }, 18] }],
    [true, ['2019'], { lt: [{ dateDiff: [date, { date: '2019-12-31' }], in: 'years' }, 1] }],
    ['unknown', ['2019'], { lt: [{ dateDiff: [date, { date: '2019-12-31' }], in: 'months' }, 6] }],
    [true, ['2019-08'], { lt: [{ dateDiff: [date, { date: '2019-12-31' }], in: 'months' }, 6] }],
    ['unknown', ['2019'], { not: { gt: [date, may] } }],
    [false, ['2019'], { and: [{ gt: [date, may] }, { eq: [1, 2] }] }],
    [true, ['2019'], { or: [{ gt: [date, may] }, { eq: [1, 1] }] }],
  ] as [Truth, string[], Expression][])
    for (const each of dates)
      it(`${each} makes ${JSON.stringify(expression)} ${String(truth)}`, () =>
        assert.equal(of(each, expression), truth));

  it('says what all its days say, compared with a day, with another such date, and by the time between', () => {
    const other: Operand = { answer: 'other' };
    const spanned: fc.Arbitrary<Operand> = fc
      .record({ unit: fc.constantFrom('days', 'months', 'years' as const), isFrom: fc.boolean() })
      .map(({ unit, isFrom }) => ({ dateDiff: isFrom ? [date, other] : [other, date], in: unit }));
    const compared = fc.oneof(
      fc.constant<[Operand, Operand]>([date, other]),
      fc.tuple(
        fc.constant<Operand>(date),
        literal.map((each): Operand => ({ date: each })),
      ),
      fc.tuple(spanned, fc.constantFrom<Operand>(-1, 0, 1, 12, 200)),
    );
    const both = fc.tuple(anyDate, fc.oneof(literal, anyDate)).filter(([one, two]) => one.length + two.length > 8);
    fc.assert(
      fc.property(both, fc.constantFrom(...comparisons), compared, ([first, second], comparison, operands) => {
        const expression = { [comparison]: operands } as unknown as Expression;
        const said = new Set<Truth>();
        for (const one of everyDay(first))
          for (const two of everyDay(second)) said.add(evaluate(expression, factsOf({ date: one, other: two })));
        const truth = evaluate(expression, factsOf({ date: daysOf(first), other: daysOf(second) }));
        assert.equal(
          truth,
          said.size === 1 ? [...said][0] : 'unknown',
          `${first} ${second} ${JSON.stringify(expression)}`,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('leaves open how many items of a list are meant', () => {
    const items = ['2019', '2020'].map((each) => factsOf({ date: daysOf(each) }));
    const count = (day: string): Expression => ({
      eq: [{ count: 'moves', where: { gt: [date, { date: day }] } }, 1],
    });
    const facts = { ...factsOf({}), items: () => items };
    assert.equal(evaluate(count('2019-05-01'), facts), 'unknown');
    assert.equal(evaluate(count('2019-12-31'), facts), true);
  });
});
