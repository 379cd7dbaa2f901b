import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { checkDefinition } from '../check/check.ts';
import { changed } from '../check/testing.ts';
import type { Definition } from '../definition/definition.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, w } from './testing.ts';

/** A stall on the market: who may have one is found out first, then there are three tasks, one of which waits for another. */
const stall: Definition = {
  id: 'card',
  version: 1,
  languages: ['en'],
  title: w('Rent a stall'),
  agency: w('Market'),
  timeZone: 'UTC',
  journey: 'task-list',
  data: {
    type: 'object',
    properties: Object.fromEntries(
      ['lives', 'food', 'burns']
        .map((name) => [name, { $ref: 'std:yes-no' }])
        .concat(['name', 'goods', 'gas', 'colour'].map((name) => [name, { $ref: 'std:text' }])) as [
        string,
        { $ref: string },
      ][],
    ),
    required: ['lives', 'food', 'burns', 'name', 'goods', 'gas', 'colour'],
  },
  questions: {
    lives: { label: w('Do you live here?') },
    name: { label: w('Name') },
    goods: { label: w('What do you sell?') },
    food: { label: w('Is it food?') },
    burns: { label: w('Do you cook?') },
    gas: { label: w('Which gas?') },
    colour: { label: w('Colour of the stall') },
  },
  sections: [
    { id: 'you', title: w('About you') },
    { id: 'safety', title: w('Safety') },
    { id: 'goods', title: w('Your goods') },
  ],
  pages: [
    { id: 'lives', ask: ['lives'] },
    { id: 'name', ask: ['name'], section: 'you' },
    { id: 'colour', ask: ['colour'], section: 'you' },
    { id: 'goods', ask: ['goods'], section: 'goods' },
    { id: 'food', ask: ['food'], section: 'goods' },
    { id: 'burns', ask: ['burns'], section: 'safety', when: { eq: [{ answer: 'food' }, true] } },
    { id: 'gas', ask: ['gas'], section: 'safety', when: { eq: [{ answer: 'burns' }, true] } },
  ],
  outcomes: [
    {
      id: 'elsewhere',
      when: { eq: [{ answer: 'lives' }, false] },
      title: w('Not here'),
      text: [w('You have to live here.')],
      appeal: w('Ask us.'),
    },
  ],
};

describe('A definition with a list of tasks', () => {
  it('has nothing wrong', () => {
    assert.deepEqual(checkDefinition(stall), []);
  });

  it('is told of a page that would stand nowhere in the list', () => {
    const faults = checkDefinition(changed(stall, { '/pages/4/section': undefined }));
    assert.deepEqual(
      faults.map(({ pointer, code }) => [pointer, code]),
      [['/pages/4', 'unknown-section']],
    );
  });
});

onEveryDatabase<FormTables>('A service with a list of tasks', formMigrations, (opened) => {
  let store: FormStore;
  before(() => void (store = formStore(opened().database, newKey())));

  async function atTheTasks(): Promise<Borrower> {
    const somebody = new Borrower(store, { definitions: [stall] });
    await somebody.begin();
    await somebody.goOn({ lives: 'yes' });
    return somebody;
  }

  /** Each task with its status, and whether it leads anywhere. */
  const tasks = ({ page: { $ } }: Borrower): string[] =>
    $('.plaza-task-list li')
      .toArray()
      .map((row) => {
        const name = $(row).find('a').text() || $(row).children('div').contents().first().text();
        return `${name}: ${$(row).children('p').text()}${$(row).find('a').length ? '' : ' (no link)'}`;
      });
  const follow = (somebody: Borrower, name: string) =>
    somebody.open(
      somebody.page
        .$('.plaza-task-list a')
        .filter((_, link) => somebody.page.$(link).text() === name)
        .attr('href')!,
    );

  it('finds out first who may apply', async () => {
    const somebody = new Borrower(store, { definitions: [stall] });
    await somebody.begin();
    assert.equal(somebody.page.heading, 'Do you live here?');
    await somebody.goOn({ lives: 'no' });
    assert.equal(somebody.page.heading, 'Not here');
    await somebody.open(somebody.address.replace(/end.*/, 'tasks'));
    assert.equal(somebody.page.heading, 'Not here');
  });

  it('shows what is to do, and what has to wait and why', async () => {
    const somebody = await atTheTasks();
    assert.equal(somebody.page.heading, 'Rent a stall');
    assert.match(somebody.page.text, /0 of 3 sections done/);
    assert.deepEqual(tasks(somebody), [
      'About you: Not started',
      'Safety: Cannot start yet (no link)',
      'Your goods: Not started',
      'Check your answers and send: Cannot start yet (no link)',
    ]);
    assert.match(somebody.page.text, /depends on other sections/);
  });

  it('lets people answer in the order they like, and comes back to the list after each section', async () => {
    const somebody = await atTheTasks();
    await follow(somebody, 'Your goods');
    assert.equal(somebody.page.heading, 'What do you sell?');
    assert.match(somebody.page.$('.plaza-back-link').attr('href')!, /\/tasks$/);
    await somebody.goOn({ goods: 'Soup' });
    assert.equal(somebody.page.heading, 'Is it food?');
    assert.match(somebody.page.$('.plaza-back-link').attr('href')!, /\/goods$/);
    const half = somebody.address;
    await somebody.open(half.replace(/food$/, 'tasks'));
    assert.equal(tasks(somebody)[2], 'Your goods: In progress');
    await somebody.open(half);
    await somebody.goOn({ food: 'yes' });
    assert.deepEqual(tasks(somebody).slice(0, 3), [
      'About you: Not started',
      'Safety: Not started',
      'Your goods: Done',
    ]);
    await follow(somebody, 'Safety');
    await somebody.goOn({ burns: 'no' });
    assert.equal(tasks(somebody)[1], 'Safety: Done');
    await follow(somebody, 'About you');
    await somebody.goOn({ name: 'Ada' });
    await somebody.goOn({ colour: 'red' });
    assert.equal(somebody.page.heading, 'Check your answers');
    assert.match(somebody.page.$('.plaza-back-link').attr('href')!, /\/tasks$/);
    assert.equal((await somebody.goOn({}, 'send')).heading, 'Sent');
  });

  it('leaves out a section in which nothing is asked', async () => {
    const somebody = await atTheTasks();
    await follow(somebody, 'Your goods');
    await somebody.goOn({ goods: 'Hats' });
    await somebody.goOn({ food: 'no' });
    assert.deepEqual(tasks(somebody).slice(0, 2), ['About you: Not started', 'Your goods: Done']);
    assert.match(somebody.page.text, /1 of 2 sections done/);
  });

  it('leads nobody past what is to be answered in the same section', async () => {
    const somebody = await atTheTasks();
    await somebody.open(somebody.address.replace(/tasks$/, 'food'));
    assert.equal(somebody.page.heading, 'Rent a stall');
    await somebody.open(somebody.address.replace(/tasks$/, 'check'));
    assert.equal(somebody.page.heading, 'Rent a stall');
  });

  it('asks, after a change of a checked answer, only what is new', async () => {
    const somebody = await atTheTasks();
    await follow(somebody, 'Your goods');
    await somebody.goOn({ goods: 'Hats' });
    await somebody.goOn({ food: 'no' });
    await follow(somebody, 'About you');
    await somebody.goOn({ name: 'Ada' });
    await somebody.goOn({ colour: 'red' });
    await somebody.open(somebody.address.replace(/check$/, 'food?return=check'));
    await somebody.goOn({ food: 'yes' });
    assert.equal(somebody.page.heading, 'Do you cook?');
    await somebody.goOn({ burns: 'no' });
    assert.equal(somebody.page.heading, 'Check your answers');
  });
});
