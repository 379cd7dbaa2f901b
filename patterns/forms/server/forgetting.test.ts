import assert from 'node:assert/strict';
import { before, beforeEach, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { pdf } from '../../../examples/testing/visitor.ts';
import { until } from '../../../examples/testing/until.ts';
import { deliverer } from './deliverer.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card, w } from './testing.ts';

const day = 24 * 60 * 60 * 1000;
const withFile = {
  ...card,
  data: { ...card.data, properties: { ...card.data.properties, proof: { $ref: 'std:file' } } },
  questions: { ...card.questions, proof: { label: w('Proof') } },
  pages: [{ id: 'proof', ask: ['proof'] }, ...card.pages],
};

onEveryDatabase<FormTables>('What is to be forgotten', formMigrations, (opened) => {
  const key = newKey();
  let store: FormStore;
  let time: Date;
  const now = () => time;
  before(() => {
    store = formStore(opened().database, key, { now });
  });
  beforeEach(async () => {
    time = new Date('2026-11-27T12:00:00Z');
    await opened().database.deleteFrom('forms_draft').execute();
  });
  /** How many rows each table has that holds something of somebody. */
  async function rows(): Promise<number[]> {
    const { database } = opened();
    const drafts = await database.selectFrom('forms_draft').select('id').execute();
    const counted = [drafts.length];
    for (const table of ['forms_holder', 'forms_code', 'forms_file', 'forms_submission'] as const)
      counted.push((await database.selectFrom(table).select('draft_id').execute()).length);
    return counted;
  }
  async function begun(): Promise<Borrower> {
    const somebody = new Borrower(store, { now, definitions: [withFile] });
    await somebody.begin();
    await somebody.goOn({ proof: pdf('proof.pdf') });
    const { path } = somebody;
    await somebody.open(path.replace('name', 'save'));
    await somebody.goOn({}, 'save');
    await somebody.open(path);
    return somebody;
  }

  it('goes with its key, its files and its code when somebody deletes it, once they said so', async () => {
    const somebody = await begun();
    const { path } = somebody;
    await somebody.open(path.replace('name', 'save'));
    const link = somebody.page.$('a:contains("Delete what you wrote")').attr('href')!;
    const asked = await somebody.open(link);
    assert.equal(asked.heading, 'Delete everything you wrote here?');
    assert.deepEqual(await rows(), [1, 1, 1, 1, 0]);
    const deleted = await somebody.goOn({}, 'delete');
    assert.equal(deleted.heading, 'Everything is deleted');
    assert.deepEqual(await rows(), [0, 0, 0, 0, 0]);
    assert.equal((await somebody.open(path)).status, 404);
  });

  it('stays where somebody else’s page, or one without a proof, asks for it', async () => {
    const somebody = await begun();
    const address = somebody.path.replace('name', 'delete');
    const other = new Borrower(store, { now, definitions: [withFile] });
    await other.begin();
    assert.equal((await other.open(address)).status, 404);
    const page = await somebody.open(address);
    const refused = await somebody.send({ visit: 'made-up' }, 'delete', page);
    assert.equal(refused.status, 403);
    assert.deepEqual((await rows()).slice(0, 1), [2]);
  });

  it('is never what was sent', async () => {
    const somebody = await begun();
    const page = await somebody.open(somebody.path.replace('name', 'delete'));
    await somebody.open(page.$('.plaza-back-link').attr('href')!);
    await somebody.goOn({ name: 'Ada', code: '' });
    await somebody.goOn();
    await somebody.goOn({ group: 'a' });
    await somebody.goOn({}, 'send');
    const sent = await somebody.send({}, 'delete', page);
    assert.match(sent.response.headers.get('location')!, /\/sent\//);
    assert.equal((await rows()).at(-1), 1);
  });

  it('goes when its days are over, also where nobody begins anew', async () => {
    await begun();
    const deliveries = deliverer({ database: opened().database, key, destinations: [], now, within: 20 });
    await deliveries.start();
    time = new Date(time.getTime() + 31 * day);
    await until('everything is forgotten', async () => (await rows()).every((count) => count === 0));
    await deliveries.stop();
  });

  it('stays while it is on its way, and goes a year after it was sent', async () => {
    const destination = { name: 'register', deliver: () => Promise.resolve() };
    const somebody = new Borrower(store, { now, destinations: ['register'] });
    await somebody.answerAll();
    await somebody.goOn({}, 'send');
    time = new Date(time.getTime() + 366 * day);
    await new Borrower(store, { now }).begin();
    assert.equal((await rows()).at(-1), 1);
    const deliveries = deliverer({
      database: opened().database,
      key,
      destinations: [destination],
      now,
      within: 20,
      every: 5,
    });
    await deliveries.start();
    await until('it is delivered and forgotten', async () => (await rows()).at(-1) === 0);
    await deliveries.stop();
  });
});
