import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Shown } from '../../../examples/testing/visitor.ts';
import type { Expression } from '../conditions/expression.ts';
import type { Definition } from '../definition/definition.ts';
import { openDatabase } from './database.ts';
import type { OpenDatabase } from './database.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card } from './testing.ts';

const w = (en: string, es = en, ar = en) => ({ en, es, ar });

/** A service that asks how old a boiler is, as far as people know, and more of old ones. */
const boiler = (settings: Record<string, unknown>, when?: Expression, hint?: string): Definition => ({
  ...card,
  languages: ['en', 'es', 'ar'],
  title: w('A new boiler'),
  agency: w('Municipality'),
  data: {
    type: 'object',
    properties: { since: { $ref: 'std:date-partial', settings }, maker: { $ref: 'std:text' } },
    required: ['since', 'maker'],
  },
  questions: {
    since: { label: w('When was the boiler put in?'), ...(hint && { hint: w(hint) }) },
    maker: { label: w('Who made it?') },
  },
  pages: [
    { id: 'since', ask: ['since'] },
    { id: 'maker', ask: ['maker'], ...(when && { when }) },
  ],
});
const old: Expression = { lt: [{ answer: 'since' }, { date: '2019-05-01' }] };
const typed = (day: string, month: string, year: string) => ({
  'since/day': day,
  'since/month': month,
  'since/year': year,
});
const parts = ['day', 'month', 'year'].map((part) => `since-${part}`);
const hintOf = ({ $ }: Shown) => $('[slot="hint"]').text();

describe('A service that asks for a date that people may know only in part', () => {
  let folder: string;
  let opened: OpenDatabase<FormTables>;
  let store: FormStore;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plaza-boiler-'));
    opened = await openDatabase<FormTables>({ folder }, formMigrations);
    store = formStore(opened.database, newKey());
  });
  after(async () => {
    await opened.close();
    rmSync(folder, { recursive: true });
  });
  const person = (...definition: Parameters<typeof boiler>) =>
    new Borrower(store, { definitions: [boiler(...definition)], now: () => new Date('2026-11-27T12:00:00Z') });
  const sentBy = async (somebody: Borrower) => {
    await somebody.goOn({}, 'send');
    return (await store.sent(somebody.address.split('/').at(-1)!))!.submission.data;
  };

  it('says what may be left empty, and needs no more', async () => {
    const page = await person({ precision: 'year', max: 'today' }).begin();
    assert.equal(
      hintOf(page),
      'Leave empty what you do not know: the day, or the day and the month. The year is enough',
    );
    assert.ok(page.$('plaza-date-field').is('[precision="year"][max="2026-11-27"][required]'));
    assert.deepEqual(
      parts.map((id) => page.$(`#${id}`).is('[required]')),
      [false, false, true],
    );
    const month = await person({ precision: 'month' }).begin();
    assert.equal(hintOf(month), 'If you do not know the day, leave it empty. For example, 27 3 1980 or 3 1980');
    assert.deepEqual(
      parts.map((id) => month.$(`#${id}`).is('[required]')),
      [false, true, true],
    );
  });

  it('says it beside the hint of the definition too', async () => {
    const left = 'If you do not know the day, leave it empty. For example, 27 3 1980 or 3 1980';
    for (const [hint, said] of [
      ['It is on the plate', `It is on the plate. ${left}`],
      ['Where is the plate?', `Where is the plate? ${left}`],
    ] as const)
      assert.equal(hintOf(await person({ precision: 'month' }, undefined, hint).begin()), said);
    assert.equal(hintOf(await person({ precision: 'day' }, undefined, 'On the plate').begin()), 'On the plate');
  });

  for (const [language, given, value, said] of [
    ['en', typed('', '', '2019'), '2019', '2019'],
    ['en', typed('', 'May', '2019'), '2019-05', 'May 2019'],
    ['en', typed('17', '5', '2019'), '2019-05-17', 'May 17, 2019'],
    ['es', typed('', '5', '2019'), '2019-05', 'mayo de 2019'],
    ['es', typed(' ', '', ' 2019 '), '2019', '2019'],
    ['ar', typed('', '5', '2019'), '2019-05', 'مايو 2019'],
  ] as const)
    it(`keeps ${value} as it is known, and says “${said}”`, async () => {
      const somebody = person({ precision: 'year', max: 'today' });
      await somebody.begin(language);
      await somebody.goOn(given);
      const check = await somebody.goOn({ maker: 'Acme' });
      assert.equal(check.answer('When was the boiler put in?'), said);
      const again = await somebody.open(check.$('main dl a').attr('href')!);
      const shown = value.split('-').map(Number).reverse().map(String);
      assert.deepEqual(
        parts.map((id) => again.$(`#${id}`).val()),
        ['', '', ...shown].slice(-3),
      );
      await somebody.goOn(given);
      assert.equal((await sentBy(somebody)).since, value);
    });

  for (const [what, given, sentence, marked] of [
    ['nothing', typed('', '', ''), 'Fill in “When was the boiler put in?”', 'day month year'],
    ['less than is enough', typed('', '', '2019'), 'Add the month to the date', 'month'],
    ['a day without its month', typed('17', '', '2019'), 'Add the month to the date', 'month'],
    ['what does not exist', typed('', '13', '2019'), 'Check the date: it does not exist', 'month'],
    [
      'what is in the future for certain',
      typed('', '12', '2026'),
      'Write November 27, 2026 or an earlier date',
      'day month year',
    ],
    [
      'what is before the first day for certain',
      typed('', '4', '1990'),
      'Write May 17, 1990 or a later date',
      'day month year',
    ],
  ] as const)
    it(`says what to mend where people write ${what}, and keeps it`, async () => {
      const somebody = person({ precision: 'month', min: '1990-05-17', max: 'today' });
      await somebody.begin();
      const page = await somebody.goOn(given);
      assert.equal(page.status, 422);
      assert.equal(page.errorOf('since-day'), sentence);
      assert.deepEqual(
        parts.filter((id) => page.$(`#${id}`).attr('aria-invalid')).map((id) => id.slice(6)),
        marked.split(' '),
      );
      assert.deepEqual(
        parts.map((id) => page.$(`#${id}`).val()),
        Object.values(given),
      );
    });

  it('takes what may lie inside its limits', async () => {
    for (const [given, value] of [
      [typed('', '', '2026'), '2026'],
      [typed('', '11', '2026'), '2026-11'],
      [typed('', '', '1990'), '1990'],
      [typed('', '5', '1990'), '1990-05'],
    ] as const) {
      const somebody = person({ precision: 'year', min: '1990-05-17', max: 'today' });
      await somebody.begin();
      assert.equal((await somebody.goOn(given)).status, 200, value);
    }
  });

  it('asks more of those that it is certain of, and tells others what to add', async () => {
    const somebody = person({ precision: 'year' }, old);
    await somebody.begin();
    assert.equal((await somebody.goOn(typed('', '', '2018'))).$('h1').text(), 'Who made it?');
    await somebody.open(somebody.path.replace('maker', 'since'));
    const page = await somebody.goOn(typed('', '', '2019'));
    assert.equal(page.errorOf('since-day'), 'Add what is missing of the date. What we ask next depends on it');
    assert.equal(page.$('#since-year').val(), '2019');
    const check = await somebody.goOn(typed('', '6', '2019'));
    assert.deepEqual([check.status, somebody.place], [200, 'check']);
    assert.deepEqual(await sentBy(somebody), { since: '2019-06' });
  });
});
