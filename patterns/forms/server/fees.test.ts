/** What a service costs, from its start page to what is delivered. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import type { Definition } from '../definition/definition.ts';
import { messageOf } from './destinations.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card, w } from './testing.ts';

const paid: Definition = {
  ...card,
  fees: [
    { code: 'card', title: w('The card'), money: { amount: '250', currency: 'EUR' } },
    {
      code: 'group',
      title: w('Use by a <group>'),
      when: { eq: [{ answer: 'group' }, 'a'] },
      money: { amount: '1000', currency: 'EUR' },
    },
  ],
};

onEveryDatabase<FormTables>('A service that costs something', formMigrations, (opened) => {
  let store: FormStore;
  before(() => void (store = formStore(opened().database, newKey())));
  const rows = ({ page: { $ } }: Borrower) =>
    $('h2:contains("What you pay") + dl > div')
      .toArray()
      .map((row) => [$(row).find('dt').text(), $(row).find('dd').text()]);

  it('says so before anybody begins, also what depends on the answers', async () => {
    const somebody = new Borrower(store, { definitions: [paid] });
    const { $ } = await somebody.open('/card');
    assert.deepEqual(
      $('h2:contains("What it costs") + ul li')
        .toArray()
        .map((line) => $(line).text()),
      ['The card: €2.50', 'Use by a <group>: €10.00 (depends on your answers)'],
    );
  });

  it('says before it is sent and after it what is owed, with the sum, and brings it to who gets it', async () => {
    const somebody = new Borrower(store, { definitions: [paid] });
    await somebody.answerAll();
    const owed = [
      ['The card', '€2.50'],
      ['Use by a <group>', '€10.00'],
      ['Total', '€12.50'],
    ];
    assert.deepEqual(rows(somebody), owed);
    await somebody.goOn({}, 'send');
    assert.deepEqual(rows(somebody), owed);
    const copy = await somebody.visitor.open(`${somebody.address}/copy.pdf`);
    assert.equal(copy.response.headers.get('content-type'), 'application/pdf');
    const sent = (await store.sent(somebody.address.split('/').at(-1)!))!;
    assert.deepEqual(messageOf(sent, []).fees, [
      { code: 'card', amount: '250', currency: 'EUR' },
      { code: 'group', amount: '1000', currency: 'EUR' },
    ]);
  });

  it('adds nothing up where there is one fee, and says nothing where there is none', async () => {
    const somebody = new Borrower(store, { definitions: [paid] });
    await somebody.begin();
    await somebody.goOn({ name: 'Ada', code: '' });
    await somebody.goOn();
    await somebody.goOn({ group: '' });
    assert.match(somebody.page.text, /What you pay: The card, €2\.50/);
    assert.deepEqual(rows(somebody), []);
    const free = new Borrower(store);
    await free.answerAll();
    assert.ok(!free.page.text.includes('What you pay'));
    await free.goOn({}, 'send');
    assert.equal('fees' in (await store.sent(free.address.split('/').at(-1)!))!.submission, false);
  });
});
