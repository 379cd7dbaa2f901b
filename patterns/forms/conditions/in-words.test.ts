import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Big from 'big.js';
import fc from 'fast-check';
import type { DataSchema, Definition, Page, Question } from '../definition/definition.ts';
import { prepare } from '../path/service.ts';
import { catalogues } from '../words/catalogue.ts';
import { evaluate } from './evaluate.ts';
import type { Facts, Value } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { conditionInWords } from './in-words.ts';
import type { Telling } from './in-words.ts';

const both = (en: string, es = en, ar = en) => ({ en, es, ar });
const option = (value: string, label: string) => ({ value, label: both(label) });
const kinds = [option('person', 'Person'), option('company', 'Company')];
const fuels = [option('petrol', 'Petrol'), option('gas', 'Gas'), option('electric', 'Electricity')];

/** What is asked, in the order of its numbers; the answers of `open` need not be given. */
const asked: Readonly<Record<string, [schema: DataSchema, question: Partial<Question>]>> = {
  kind: [{ $ref: 'std:choice' }, { options: kinds }],
  fuel: [{ $ref: 'std:choice' }, { options: fuels }],
  help: [{ $ref: 'std:choices' }, { options: fuels }],
  married: [{ $ref: 'std:yes-no' }, {}],
  born: [{ $ref: 'std:date' }, {}],
  since: [{ $ref: 'std:date' }, {}],
  rooms: [{ $ref: 'std:integer' }, {}],
  area: [{ $ref: 'std:decimal', settings: { suffix: 'm²' } }, {}],
  income: [{ $ref: 'std:money', settings: { currency: 'EUR' } }, {}],
  town: [{ $ref: 'std:text' }, {}],
  'open-fuel': [{ $ref: 'std:choice' }, { options: fuels }],
  'open-rooms': [{ $ref: 'std:integer' }, {}],
  'open-town': [{ $ref: 'std:text' }, {}],
  'open-born': [{ $ref: 'std:date' }, {}],
};
const names = Object.keys(asked);

function serviceWith(changes: Partial<Definition> = {}) {
  const pages: Page[] = names.map((name) => ({ id: name, ask: [name] }));
  return prepare({
    id: 'asks',
    version: 1,
    languages: ['en', 'es', 'ar'],
    title: both('Asks'),
    agency: both('Town'),
    timeZone: 'Europe/Madrid',
    data: {
      type: 'object',
      properties: {
        ...Object.fromEntries(names.map((name) => [name, asked[name]![0]])),
        children: { type: 'array', items: { type: 'object', properties: { born: { $ref: 'std:date' } } } },
      },
      required: names.filter((name) => !name.startsWith('open-')),
    },
    questions: Object.fromEntries(names.map((name) => [name, { label: both(`About ${name}`), ...asked[name]![1] }])),
    pages,
    ...changes,
  });
}

const referring: Readonly<Record<string, (name: string) => string>> = {
  en: (name) => (name === 'children' ? 'the part “Children”' : `question ${names.indexOf(name) + 1}`),
  es: (name) => (name === 'children' ? 'la parte “Hijos”' : `la pregunta ${names.indexOf(name) + 1}`),
  ar: (name) => (name === 'children' ? 'الجزء «الأولاد»' : `السؤال ${names.indexOf(name) + 1}`),
};
const inWords = (expression: Expression, language = 'en', otherwise: Partial<Telling> = {}) =>
  conditionInWords(expression, {
    service: serviceWith(),
    reader: { language, today: '2026-11-27' },
    refer: referring[language]!,
    ticks: true,
    ...otherwise,
  });
const answer = (name: string) => ({ answer: name });

describe('A condition in words', () => {
  const told: [Expression, string][] = [
    [{ eq: [answer('kind'), 'company'] }, 'you ticked “Company” in question 1'],
    [{ eq: ['company', answer('kind')] }, 'you ticked “Company” in question 1'],
    [{ in: [answer('fuel'), ['petrol', 'gas']] }, 'you ticked “Petrol” or “Gas” in question 2'],
    [{ has: [answer('help'), 'gas'] }, 'you ticked “Gas” in question 3'],
    [{ eq: [answer('married'), true] }, 'you ticked “Yes” in question 4'],
    [{ lt: [answer('since'), { date: '2026-03-31' }] }, 'the date in question 6 is before March 31, 2026'],
    [
      { lte: [answer('since'), answer('born')] },
      'the date in question 6 is the same as the date in question 5 or before it',
    ],
    [{ gte: [{ today: true }, { date: '2026-01-01' }] }, 'today’s date is January 1, 2026 or after'],
    [
      { lt: [{ ageOn: [answer('born'), { today: true }] }, 18] },
      'the age today, counted from the date in question 5, is less than 18 years',
    ],
    [
      { gte: [{ ageOn: [answer('born'), answer('since')] }, 1] },
      'the age on the date in question 6, counted from the date in question 5, is 1 year or more',
    ],
    [
      { gt: [18, { ageOn: [answer('born'), { today: true }] }] },
      'the age today, counted from the date in question 5, is less than 18 years',
    ],
    [
      { gt: [{ dateDiff: [answer('since'), { today: true }], in: 'months' }, 6] },
      'the time from the date in question 6 to today’s date is more than 6 months',
    ],
    [
      { lt: [{ dateDiff: [answer('born'), answer('since')], in: 'days' }, 0] },
      'the date in question 6 is before the date in question 5',
    ],
    [{ gte: [answer('rooms'), 3] }, 'the number in question 7 is 3 or more'],
    [{ lt: [answer('area'), { decimal: '2.5' }] }, 'the number in question 8 is less than 2.5\u00A0m²'],
    [{ gt: [answer('income'), 500_000] }, 'the amount in question 9 is more than €5,000.00'],
    [{ lte: [answer('income'), { decimal: '1050' }] }, 'the amount in question 9 is €10.50 or less'],
    [{ eq: [answer('town'), 'Vic'] }, 'the answer to question 10 is “Vic”'],
    [{ exists: answer('open-town') }, 'question 13 has an answer'],
    [{ gt: [{ count: 'children' }, 2] }, 'the number of entries in the part “Children” is more than 2'],
    [
      { gte: [{ count: 'children', where: { lt: [{ ageOn: [answer('born'), { today: true }] }, 18] } }, 1] },
      'the number of entries in the part “Children” (only those for which the age today, counted from the date in question 5, is less than 18 years) is 1 or more',
    ],
  ];
  for (const [expression, said] of told) it(`says ${said}`, () => assert.equal(inWords(expression), said));

  it('says each language in its own words', () => {
    const company: Expression = { eq: [answer('kind'), 'company'] };
    assert.equal(inWords(company, 'es'), 'en la pregunta 1 marcaste “Company”');
    assert.equal(inWords(company, 'ar'), 'وضعت علامة عند «Company» في السؤال 1');
    const late: Expression = { gt: [{ today: true }, { date: '2026-03-31' }] };
    assert.equal(inWords(late, 'es'), 'la fecha de hoy es posterior al 31 de marzo de 2026');
    assert.equal(inWords(late, 'ar'), 'تاريخ اليوم بعد 31 مارس 2026');
    const young: Expression = { lt: [{ ageOn: [answer('born'), { today: true }] }, 2] };
    assert.equal(inWords(young, 'es'), 'la edad de hoy, contada desde la fecha de la pregunta 5, es menor que 2 años');
    assert.equal(inWords(young, 'ar'), 'العمر اليوم، محسوبًا من التاريخ في السؤال 5، أقل من سنتين');
  });

  it('puts a group inside another in brackets, and one inside its like not', () => {
    const [a, b, c]: Expression[] = [
      { eq: [answer('kind'), 'company'] },
      { eq: [answer('fuel'), 'gas'] },
      { gte: [answer('rooms'), 3] },
    ];
    const [companyWords, gasWords, roomsWords] = [a!, b!, c!].map((each) => inWords(each));
    assert.equal(inWords({ and: [a!, { or: [b!, c!] }] }), `${companyWords} and (${gasWords} or ${roomsWords})`);
    assert.equal(inWords({ or: [{ and: [a!, b!] }, c!] }), `(${companyWords} and ${gasWords}) or ${roomsWords}`);
    assert.equal(inWords({ and: [a!, { and: [b!, c!] }] }), inWords({ and: [a!, b!, c!] }));
    assert.equal(inWords({ and: [a!, a!] }), companyWords);
  });

  it('carries “not” to what it is about', () => {
    assert.equal(inWords({ not: { eq: [answer('kind'), 'company'] } }), 'you ticked “Person” in question 1');
    assert.equal(inWords({ ne: [answer('fuel'), 'gas'] }), 'you did not tick “Gas” in question 2');
    assert.equal(inWords({ not: { not: { has: [answer('help'), 'gas'] } } }), 'you ticked “Gas” in question 3');
    assert.equal(
      inWords({ not: { or: [{ eq: [answer('fuel'), 'gas'] }, { lt: [answer('rooms'), 3] }] } }),
      'you did not tick “Gas” in question 2 and the number in question 7 is 3 or more',
    );
  });

  it('says that an answer may be missing where the condition holds without it', () => {
    assert.equal(
      inWords({ not: { lt: [answer('open-rooms'), 3] } }),
      'the number in question 12 is 3 or more or question 12 has no answer',
    );
    assert.equal(inWords({ lt: [answer('open-rooms'), 3] }), 'the number in question 12 is less than 3');
    assert.equal(
      inWords({ and: [{ exists: answer('kind') }, { ne: [answer('open-town'), 'Vic'] }] }),
      'question 1 has an answer and (the answer to question 13 is not “Vic” or question 13 has no answer)',
    );
  });

  it('knows that a question is answered where its own condition holds', () => {
    const gas: Expression = { eq: [answer('fuel'), 'gas'] };
    const pages: Page[] = names.map((name) => ({ id: name, ask: [name], ...(name === 'rooms' && { when: gas }) }));
    const service = serviceWith({ pages });
    const few: Expression = { not: { gte: [answer('rooms'), 3] } };
    assert.match(
      inWords(few, 'en', { service }),
      /^the number in question 7 is less than 3 or question 7 has no answer$/,
    );
    assert.doesNotMatch(inWords({ and: [gas, few] }, 'en', { service }), /no answer/);
    assert.doesNotMatch(inWords(few, 'en', { service, given: [gas] }), /no answer/);
  });

  it('says one answer once where several of its options are asked for', () => {
    const is = (value: string): Expression => ({ eq: [answer('fuel'), value] });
    assert.equal(inWords({ or: [is('gas'), is('petrol')] }), 'you ticked “Gas” or “Petrol” in question 2');
    assert.equal(inWords({ not: { or: [is('gas'), is('petrol')] } }), 'you ticked “Electricity” in question 2');
    assert.equal(
      inWords({ and: [{ has: [answer('help'), 'gas'] }, { has: [answer('help'), 'petrol'] }] }),
      'you ticked “Gas” in question 3 and you ticked “Petrol” in question 3',
    );
  });

  it('calls a named condition by its label where it is asked to, and says the contrary in full', () => {
    const conditions = {
      company: { label: both('you apply as a company'), when: { eq: [answer('kind'), 'company'] } },
    } as const;
    const service = serviceWith({ conditions: conditions as unknown as NonNullable<Definition['conditions']> });
    const named: Expression = { condition: 'company' };
    assert.equal(inWords(named, 'en', { service }), 'you ticked “Company” in question 1');
    assert.equal(inWords(named, 'en', { service, byLabel: true }), 'you apply as a company');
    assert.equal(inWords({ not: named }, 'en', { service, byLabel: true }), 'you ticked “Person” in question 1');
  });

  it('speaks of answers where nothing is ticked', () => {
    assert.equal(
      inWords({ eq: [answer('kind'), 'company'] }, 'en', { ticks: false }),
      'the answer to question 1 is “Company”',
    );
  });
});

/** Conditions over what may be empty and what may not, nested as far as anybody would. */
const conditions = fc.letrec<{ any: Expression }>((tie) => {
  const choice = fc.constantFrom('fuel', 'open-fuel');
  const fuel = fc.constantFrom('petrol', 'gas', 'electric');
  const number = fc.constantFrom('rooms', 'open-rooms');
  const date = fc.constantFrom('born', 'open-born', 'since');
  const day = fc.constantFrom('2000-01-01', '2010-05-05').map((each) => ({ date: each }));
  const order = fc.constantFrom('lt', 'lte', 'gt', 'gte', 'eq', 'ne');
  const compared = (left: fc.Arbitrary<object>, right: fc.Arbitrary<unknown>) =>
    fc.tuple(order, left, right).map(([key, one, other]) => ({ [key]: [one, other] }) as unknown as Expression);
  return {
    any: fc.oneof(
      { maxDepth: 3 },
      fc
        .tuple(fc.constantFrom('eq', 'ne'), choice, fuel)
        .map(([key, name, value]) => ({ [key]: [answer(name), value] }) as unknown as Expression),
      fc
        .tuple(choice, fc.uniqueArray(fuel, { minLength: 1 }))
        .map(([name, values]) => ({ in: [answer(name), values] }) as Expression),
      fc.constantFrom<Expression>({ has: [answer('help'), 'gas'] }, { has: [answer('help'), 'petrol'] }),
      fc.constantFrom<Expression>({ eq: [answer('kind'), 'person'] }, { ne: [answer('married'), true] }),
      fc.constantFrom('town', 'open-town').map((name): Expression => ({ ne: [answer(name), 'Vic'] })),
      fc.constantFrom(...names).map((name): Expression => ({ exists: answer(name) })),
      compared(number.map(answer), fc.constantFrom(2, 3)),
      compared(date.map(answer), fc.oneof(day, date.map(answer))),
      tie('any').map((inner): Expression => ({ not: inner })),
      fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map((all): Expression => ({ and: all })),
      fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map((any): Expression => ({ or: any })),
    ),
  };
}).any;

const values: Readonly<Record<string, readonly Value[]>> = {
  kind: ['person', 'company'],
  fuel: ['petrol', 'gas', 'electric'],
  help: [['gas'], ['petrol', 'gas'], ['electric']],
  married: [true, false],
  born: ['1999-12-31', '2000-01-01', '2010-05-05', '2020-01-01'],
  since: ['1999-12-31', '2000-01-01', '2010-05-05', '2020-01-01'],
  rooms: [new Big(2), new Big(3), new Big(4)],
  area: [new Big(1)],
  income: [new Big(1)],
  town: ['Vic', 'Olot'],
};
const answers = fc.record(
  Object.fromEntries(
    names.map((name) => {
      const own = values[name.replace('open-', '')]!;
      return [name, fc.constantFrom(...own, ...(name.startsWith('open-') ? [null] : []))];
    }),
  ),
);

/** What somebody makes of the sentence who has only it, the form and what they wrote. */
class Person {
  readonly #written: Readonly<Record<string, Value>>;

  constructor(written: Readonly<Record<string, Value>>) {
    this.#written = written;
  }

  follows(sentence: string): boolean {
    const truths: boolean[] = [];
    const put = (truth: boolean) => `#${truths.push(truth) - 1}`;
    let text = sentence;
    for (const [pattern, read] of this.#patterns)
      text = text.replace(pattern, (...found: string[]) => put(read(...found)));
    for (let before = ''; before !== text;) {
      before = text;
      text = text.replace(/\(([^()]*)\)/, (_, inner: string) => put(this.#group(inner, truths)));
    }
    return this.#group(text, truths);
  }

  #group(text: string, truths: readonly boolean[]): boolean {
    const parts = text.split(/,? and |,? or |, /).map((part) => {
      assert.match(part, /^#\d+$/, `“${part}” is not understood in “${text}”.`);
      return truths[Number(part.slice(1))]!;
    });
    assert.ok(!(/ and /.test(text) && / or /.test(text)), `“and” and “or” stand beside each other: ${text}`);
    return / or /.test(text) ? parts.includes(true) : !parts.includes(false);
  }

  get #patterns(): [RegExp, (...found: string[]) => boolean][] {
    const date = '(?:the date in question \\d+|[A-Z]\\w+ \\d+, \\d{4})';
    const dates = `${date}(?:(?:,? or |, )${date}(?!\\d| is))*`;
    const options = '(“\\w+”(?:,? (?:or )?“\\w+”)*)';
    return [
      [
        new RegExp(`you (ticked|did not tick) ${options} in question (\\d+)`, 'g'),
        (_, ticked, labels, number) => (ticked === 'ticked') === this.#ticked(labels!, number!),
      ],
      [
        new RegExp(`the answer to question (\\d+) is (not )?${options}`, 'g'),
        (_, number, not, labels) =>
          this.#at(number!) !== null && !not === labels!.includes(`“${this.#at(number!) as string}”`),
      ],
      [/question (\d+) has (an|no) answer/g, (_, number, an) => (an === 'an') === (this.#at(number!) !== null)],
      [
        /the number in question (\d+) is (not |less than |more than |)(\d+(?:(?:,? or |, )\d+)*)( or less| or more|)/g,
        (_, number, before, others, behind) =>
          this.#comparesAny(
            this.#at(number!),
            others!.match(/\d+/g)!.map((other) => new Big(other)),
            before! + behind!,
          ),
      ],
      [
        new RegExp(
          `(${date}) is (not the same as |the same as |not |before |after |)(${dates})( or before it| or after it| or before| or after|)`,
          'g',
        ),
        (_, one, before, others, behind) =>
          this.#comparesAny(
            this.#date(one!),
            others!.match(new RegExp(date, 'g'))!.map((other) => this.#date(other)),
            before! + behind!,
          ),
      ],
    ];
  }

  #at(number: string): Value {
    return this.#written[names[Number(number) - 1]!];
  }

  #ticked(labels: string, number: string): boolean {
    const words: Readonly<Record<string, string>> = { electric: 'Electricity', true: 'Yes', false: 'No' };
    const label = (value: unknown) =>
      words[String(value)] ?? String(value).replace(/^./, (first) => first.toUpperCase());
    const written = this.#at(number);
    const ticked = written === null ? [] : Array.isArray(written) ? written : [written];
    return ticked.some((each) => labels.includes(`“${label(each)}”`));
  }

  #date(text: string): Value {
    const number = /question (\d+)/.exec(text)?.[1];
    return number ? this.#at(number) : new Date(`${text} UTC`).toISOString().slice(0, 10);
  }

  /** “Is 2 or 3”, “is not 2 or 3”. */
  #comparesAny(one: Value, others: readonly Value[], how: string): boolean {
    const found = others.map((other) => this.#compares(one, other, how));
    return /not/.test(how) ? !found.includes(false) : found.includes(true);
  }

  #compares(one: Value, other: Value, how: string): boolean {
    if (one === null || other === null) return false;
    const order = one instanceof Big ? one.cmp(other as Big) : one! < other! ? -1 : one === other ? 0 : 1;
    if (/not/.test(how)) return order !== 0;
    if (/or (less|before)/.test(how)) return order <= 0;
    if (/or (more|after)/.test(how)) return order >= 0;
    if (/less|before/.test(how)) return order < 0;
    return /more|after/.test(how) ? order > 0 : order === 0;
  }
}

describe('Whoever has the words alone', () => {
  it('decides as the condition does, whatever was answered and left empty', () => {
    fc.assert(
      fc.property(conditions, answers, (condition, written) => {
        const facts: Facts = {
          answer: (name) => written[name],
          items: () => [],
          condition: () => 'unknown',
          today: '2026-11-27',
        };
        const sentence = inWords(condition);
        assert.equal(new Person(written).follows(sentence), evaluate(condition, facts), sentence);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds no place left open, in any language', () => {
    fc.assert(
      fc.property(conditions, fc.constantFrom(...Object.keys(catalogues)), (condition, language) => {
        assert.doesNotMatch(inWords(condition, language), /[{}]|undefined|NaN/);
      }),
      { numRuns: 300 },
    );
  });
});
