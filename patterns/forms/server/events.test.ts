/** What is told to whoever counts visits: names of events, ids of pages, kinds of errors. Nothing that anybody wrote can be in it. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { Person } from '../../../examples/testing/person.ts';
import { formData } from '../../../examples/testing/visitor.ts';
import { Client } from '../conformance/client.ts';
import type { Definition, Outcome } from '../definition/definition.ts';
import { inOrder, prepare } from '../path/service.ts';
import { errorCodes } from '../questions/question-type.ts';
import { household, today } from '../testing/household/household.ts';
import { householdService, now } from '../testing/household/service.ts';
import { chooserOf } from '../testing/somebody.ts';
import { sendOnServer, walkOnServer } from '../testing/walk-on-server.ts';
import { openDatabase } from './database.ts';
import type { OpenDatabase } from './database.ts';
import { eventNames } from './events.ts';
import type { FormEvent } from './events.ts';
import { letters } from './letters.ts';
import type { FormsOptions } from './running-service.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card, w } from './testing.ts';

const hostile = 'Robert"); DROP<script>11.111.111-1 ada@example.org‮';

let folder: string;
let opened: OpenDatabase<FormTables>;
let store: FormStore;
const key = newKey();
let events: FormEvent[];
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plaza-events-'));
  opened = await openDatabase<FormTables>({ folder }, formMigrations);
  store = formStore(opened.database, key);
});
after(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => (events = []));
const onEvent = (event: FormEvent) => void events.push(event);
const borrower = (options: Partial<FormsOptions> = {}) => new Borrower(store, { onEvent, ...options });
const told = () => events.map(({ name, page, errors }) => [name, ...(page ? [page] : []), ...(errors ? [errors] : [])]);

/** Every part of every event is one of the words that are known before anybody comes. */
function assertKnown({ id, version, pages, outcomes = [] }: Definition): void {
  assert.ok(events.length > 0);
  const places = [...inOrder(pages), ...outcomes].map((each) => each.id);
  for (const { name, definition, version: number, page, errors, ...more } of events) {
    assert.deepEqual([definition, number, more], [id, version, {}]);
    assert.ok(eventNames.includes(name), name);
    assert.ok(page === undefined || places.includes(page), page);
    for (const code of errors ?? []) assert.ok(errorCodes.includes(code), code);
  }
}

describe('Whoever counts what happens', () => {
  it('is told of each page and of what was sent', async () => {
    const somebody = borrower();
    await somebody.begin();
    await somebody.goOn({ name: '', code: '' });
    await somebody.goOn({ name: 'Ada', code: '' });
    await somebody.goOn();
    await somebody.goOn({ group: 'a' });
    await somebody.goOn({}, 'send');
    await somebody.send({}, 'send', somebody.page).catch(() => undefined);
    assert.deepEqual(told(), [
      ['begun'],
      ['page-shown', 'name'],
      ['page-refused', 'name', ['value-missing']],
      ['page-answered', 'name'],
      ['page-shown', 'know'],
      ['page-answered', 'know'],
      ['page-shown', 'group'],
      ['page-answered', 'group'],
      ['check-shown'],
      ['sent'],
    ]);
    assertKnown(card);
  });

  it('is told of codes, links, coming back and deleting', async () => {
    const post = letters({ database: opened.database, key, mail: { send: () => Promise.resolve() } });
    const somebody = borrower({ letters: post });
    await somebody.answerAll();
    const at = (place: string) => somebody.open(`/card/draft/${somebody.draftId}/${place}`);
    events = [];
    await at('save');
    await somebody.goOn({ email: 'ada@example.org' }, 'email');
    await at('save');
    await somebody.goOn({}, 'save');
    const code = somebody.page.$('bdi').text();
    await at('save');
    await somebody.goOn({}, 'hand-over');
    await somebody.open('/card/return');
    await somebody.goOn({ code }, 'return');
    await at('delete');
    await somebody.goOn({}, 'delete');
    assert.deepEqual(told(), [
      ['link-asked'],
      ['code-given'],
      ['hand-over-given'],
      ['returned'],
      ['check-shown'],
      ['deleted'],
    ]);
    assertKnown(card);
  });

  it('is told of an end before the end, and of what has to be mended before sending', async () => {
    const eve: Outcome['when'] = { eq: [{ answer: 'name' }, 'Eve'] };
    const outcome = { id: 'not-for-you', when: eve, title: w('No'), text: [w('No.')], appeal: w('Ask.') };
    const declarations = [{ id: 'true', kind: 'tick', text: w('It is true.') }] as const;
    const somebody = borrower({ definitions: [{ ...card, outcomes: [outcome], declarations }] });
    await somebody.begin();
    await somebody.goOn({ name: 'Eve', code: '' });
    await somebody.answerAll();
    await somebody.goOn({}, 'send');
    const some = told().filter(([name]) => name === 'ended' || name === 'send-refused');
    assert.deepEqual(some, [
      ['ended', 'not-for-you'],
      ['send-refused', ['value-missing']],
    ]);
  });

  it('is told the same of programs', async () => {
    const somebody = borrower();
    const client = new Client('http://localhost/card/api', (request) => somebody.site.fetch(request));
    const { body } = await client.ask('POST', '/drafts');
    const page = (answers: unknown) =>
      client.ask('PATCH', `/drafts/${String(body.id)}/pages/name`, {
        json: { answers },
        revision: 1,
        key: body.key as string,
      });
    await page({ name: 7 });
    await page({ [hostile]: hostile });
    await page({ name: hostile.slice(0, 20) });
    assert.deepEqual(told(), [
      ['begun'],
      ['page-refused', 'name', ['type-mismatch']],
      ['page-refused', 'name', []],
      ['page-answered', 'name'],
    ]);
    assertKnown(card);
  });

  it('is told nothing that was typed, in fields, in addresses, in names of files or of fields', async () => {
    const somebody = borrower();
    await somebody.begin();
    const at = `/card/draft/${somebody.draftId}`;
    const wanted = encodeURIComponent(hostile);
    const file = new File(['x'], hostile, { type: hostile });
    for (const given of [
      { name: hostile, code: hostile },
      { [hostile]: hostile },
      { name: file },
      { name: 'x'.repeat(9000) },
    ])
      await somebody.visitor.post(
        formData({ ...somebody.page.hidden, ...given, action: 'continue' }),
        `${at}/name?turn=1`,
      );
    for (const action of [hostile, 'continue', 'language', 'save', 'wrong', 'add-files', `remove-file:${hostile}`])
      for (const place of ['name', wanted, 'check', 'save', 'delete', `end/${wanted}`]) {
        if (place === 'delete' && action !== hostile) continue;
        const form = formData({ ...somebody.page.hidden, name: hostile, email: hostile, another: hostile, action });
        await somebody.visitor.post(form, `${at}/${place}?from=${wanted}&return=${wanted}`);
        await somebody.visitor.open(`${at}/${place}?from=${wanted}&remove=${wanted}&language=${wanted}`);
      }
    await somebody.open('/card/return');
    await somebody.goOn({ code: hostile }, 'return');
    assertKnown(card);
  });

  it('is told nothing else by whoever walks through a large service at random', async () => {
    const clocked = formStore(opened.database, key, { now });
    const site = householdService(clocked, { onEvent });
    const service = prepare(household);
    const walk = async (numbers: readonly number[]) => {
      const somebody = new Person(site, '/support');
      await somebody.begin();
      const { draftId } = somebody;
      const visitor = somebody.visitor.cookies.split('=')[1]!;
      const draft = async () => (await clocked.find(draftId, visitor))!.content.draft;
      await walkOnServer(somebody, { service, choose: chooserOf(numbers), today, draft });
      if (somebody.place === 'check') await sendOnServer(somebody, household);
    };
    const person = fc.array(fc.nat(1e6), { minLength: 5, maxLength: 80 });
    await fc.assert(fc.asyncProperty(person, walk), { numRuns: 3, endOnFailure: true });
    assertKnown(household);
    assert.ok(events.some(({ page }) => page !== undefined));
  });

  it('stops nobody where counting fails, and the log has only the kind of error', async () => {
    const logged: string[] = [];
    const somebody = borrower({
      onEvent: () => {
        throw new RangeError('full of secrets');
      },
      log: (entry) => logged.push(JSON.stringify(entry)),
    });
    await somebody.answerAll();
    assert.equal(somebody.place, 'check');
    assert.match(logged[0]!, /RangeError/);
    assert.doesNotMatch(logged.join(), /secrets/);
  });
});
