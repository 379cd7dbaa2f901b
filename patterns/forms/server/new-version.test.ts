import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import type { Definition } from '../definition/definition.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { card, Borrower, w } from './testing.ts';

const until = '2026-12-01T00:00:00Z';

/** The card in its next version: shorter names, a colour, and no group. */
const next: Definition = {
  ...card,
  version: 2,
  data: {
    type: 'object',
    properties: { name: { $ref: 'std:text', maxLength: 8 }, code: { $ref: 'std:text' }, colour: { $ref: 'std:text' } },
    required: ['name', 'colour'],
  },
  questions: { name: card.questions.name!, code: card.questions.code!, colour: { label: w('Colour of the card') } },
  pages: [...card.pages.filter(({ id }) => id !== 'group'), { id: 'colour', ask: ['colour'] }],
  replaces: { version: 1, until, migrate: [{ drop: 'group' }] },
};

/** One more, that only asks the colour by another name. */
const third: Definition = {
  ...next,
  version: 3,
  data: {
    type: 'object',
    properties: { ...next.data.properties, paint: { $ref: 'std:text' }, colour: undefined! },
    required: ['name', 'paint'],
  },
  questions: { name: card.questions.name!, code: card.questions.code!, paint: { label: w('Paint') } },
  pages: [...next.pages.filter(({ id }) => id !== 'colour'), { id: 'paint', ask: ['paint'] }],
  replaces: { version: 2, until: '2026-12-05T00:00:00Z', migrate: [{ rename: 'colour', to: 'paint' }] },
};
delete third.data.properties!.colour;

onEveryDatabase<FormTables>('A draft of a version that is replaced', formMigrations, (opened) => {
  let store: FormStore;
  let time: Date;
  before(() => {
    store = formStore(opened().database, newKey(), { now: () => time });
  });

  /** Somebody who answered everything in the first version, and went away until the service has others. */
  async function away(definitions: readonly Definition[], { name = 'Ada', at = until } = {}) {
    time = new Date('2026-11-27T12:00:00Z');
    const before = new Borrower(store, { now: () => time });
    await before.begin();
    await before.goOn({ name, code: 'x 1' });
    await before.goOn();
    await before.goOn({ group: 'a' });
    const address = before.address.replace(/[^/]+$/, '');
    time = new Date(Date.parse(at) + 1000);
    const after = new Borrower(store, { now: () => time, definitions });
    after.visitor.cookies = before.visitor.cookies;
    return { somebody: after, address };
  }

  async function comingBack(...given: Parameters<typeof away>): Promise<Borrower> {
    const { somebody, address } = await away(...given);
    await somebody.open(address);
    return somebody;
  }

  it('can be finished as it was begun until its day, and says until when', async () => {
    const somebody = await comingBack([card, next], { at: '2026-11-30T00:00:00Z' });
    assert.equal(somebody.page.heading, 'Check your answers');
    assert.match(somebody.page.notice, /as they are until December 1, 2026/);
    assert.equal((await somebody.goOn({}, 'send')).heading, 'Sent');
  });

  it('tells what is new and what is not needed any more, once, and asks only that', async () => {
    const somebody = await comingBack([card, next]);
    assert.equal(somebody.page.heading, 'What changed since you started');
    assert.equal(
      somebody.page.text,
      'What changed since you started This service has a new version. All other answers of yours are kept. ' +
        'New questionsColour of the card Not needed any more Group (optional)A Continue',
    );
    await somebody.goOn();
    assert.equal(somebody.page.heading, 'Colour of the card');
    await somebody.goOn({ colour: 'red' });
    assert.equal(somebody.page.heading, 'Check your answers');
    assert.equal(somebody.page.answer('Name'), 'Ada');
    assert.equal(somebody.page.notice, '');
    await somebody.goOn({}, 'send');
    const { given, ...submission } = (await store.sent(somebody.address.split('/').at(-1)!))!.submission;
    assert.deepEqual(
      ['/name', '/code', '/colour'].map((place) => given![place]!.at),
      ['2026-11-27T12:00:00.000Z', '2026-11-27T12:00:00.000Z', '2026-12-01T00:00:01.000Z'],
    );
    assert.deepEqual(submission, {
      definition: { id: 'card', version: 2 },
      data: { name: 'Ada', code: 'x 1', colour: 'red' },
    });
  });

  it('asks again what does not fit any more, and shows what was written', async () => {
    const somebody = await comingBack([card, next], { name: 'Adalberta' });
    assert.match(somebody.page.text, /Answer again Name ?Adalberta/);
    assert.equal((await somebody.goOn()).heading, 'Your name');
    assert.equal(somebody.page.valueOf('Code (optional)'), 'x 1');
  });

  it('comes along over several versions, also where the server has the first no more', async () => {
    const somebody = await comingBack([next, third], { at: '2026-11-28T00:00:00Z' });
    assert.match(somebody.page.text, /1 of your answers is not needed any more\./);
    await somebody.goOn();
    await somebody.goOn({ colour: 'red' });
    assert.equal(somebody.page.heading, 'Check your answers');
    const later = new Borrower(store, { now: () => time, definitions: [third] });
    later.visitor.cookies = somebody.visitor.cookies;
    await later.open(somebody.address);
    assert.match(later.page.text, /All your answers are kept/);
    await later.goOn();
    assert.equal(later.page.answer('Paint'), 'red');
    await later.goOn({}, 'send');
    const { given } = (await store.sent(later.address.split('/').at(-1)!))!.submission;
    assert.deepEqual(given!['/paint']!.by, { kind: 'subject' });
  });

  it('tells everything at once to people who were away for two of them', async () => {
    const somebody = await comingBack([card, next]);
    time = new Date('2026-12-06T00:00:00Z');
    const later = new Borrower(store, { now: () => time, definitions: [card, next, third] });
    later.visitor.cookies = somebody.visitor.cookies;
    await later.open(somebody.address);
    assert.match(later.page.text, /New questionsPaint Not needed any more Group \(optional\)A/);
  });

  it('calls nothing new that was answered under another name', async () => {
    const somebody = await comingBack([card, next]);
    await somebody.goOn();
    await somebody.goOn({ colour: 'red' });
    time = new Date('2026-12-06T00:00:00Z');
    const later = new Borrower(store, { now: () => time, definitions: [card, next, third] });
    later.visitor.cookies = somebody.visitor.cookies;
    await later.open(somebody.address);
    assert.match(later.page.text, /All your answers are kept\. Continue/);
  });

  it('takes what was written in a page that was open meanwhile', async () => {
    time = new Date('2026-11-27T12:00:00Z');
    const before = new Borrower(store, { now: () => time });
    const open = await before.begin();
    time = new Date(Date.parse(until) + 1000);
    const after = new Borrower(store, { now: () => time, definitions: [card, next] });
    after.visitor.cookies = before.visitor.cookies;
    after.page = open;
    await after.goOn({ name: 'Ada', code: '' });
    assert.equal(after.page.heading, 'What changed since you started');
    assert.match((await after.goOn()).text, /One card for each person/);
  });

  it('cannot be shown where no version takes it over', async () => {
    const somebody = await comingBack([{ ...next, replaces: undefined! }]);
    assert.equal(somebody.page.heading, 'We cannot show this');
  });

  it('is moved once, whoever comes at the same time', async () => {
    const { somebody, address } = await away([card, next]);
    const pages = await Promise.all([0, 1, 2].map(() => somebody.visitor.open(`${address}changed`)));
    for (const { text } of pages) assert.match(text, /Not needed any more Group/);
  });
});
