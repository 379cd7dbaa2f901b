/** Who gave each answer, by which channel and in which language: kept with the draft, and sent with the answers. */
import assert from 'node:assert/strict';
import { before, beforeEach, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import type { Definition } from '../definition/definition.ts';
import { messageOf } from './destinations.ts';
import type { Person } from './identity-port.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card } from './testing.ts';

const ada: Person = { issuer: 'https://id.example', subject: '11111111-1', level: 'low', name: 'Ada' };
const inBoth = (definition: Definition): Definition =>
  JSON.parse(
    JSON.stringify({ ...definition, languages: ['en', 'es'] }).replace(
      /\{"en":("(?:[^"\\]|\\.)*")\}/g,
      '{"en":$1,"es":$1}',
    ),
  ) as Definition;

onEveryDatabase<FormTables>('Who answers', formMigrations, (opened) => {
  let store: FormStore;
  let person: Person | undefined;
  let time: Date;
  before(() => void (store = formStore(opened().database, newKey())));
  beforeEach(() => {
    person = undefined;
    time = new Date('2026-11-27T12:00:00Z');
  });
  const now = () => time;
  const later = () => void (time = new Date(time.getTime() + 60_000));
  const identity = {
    person: () => Promise.resolve(person),
    signIn: () => Promise.resolve(new Response(null, { status: 303, headers: { Location: '/sign-in' } })),
  };
  const borrower = (definition: Definition = card) => new Borrower(store, { definitions: [definition], identity, now });
  const kept = async (somebody: Borrower) =>
    (await store.find(somebody.draftId, somebody.visitor.cookies.split('=')[1]!))!.content;
  const messageFrom = async (somebody: Borrower) => {
    await somebody.goOn({}, 'send');
    return messageOf((await store.sent(somebody.address.split('/').at(-1)!))!, []);
  };

  it('is the person, on a page of the web, and without a name where nobody signed in', async () => {
    const somebody = borrower();
    await somebody.answerAll();
    const { given, history } = await kept(somebody);
    const itself = { at: time.toISOString(), by: { kind: 'subject' }, channel: 'web' };
    assert.deepEqual(given, { '/name': itself, '/code': itself, '/group': itself });
    assert.deepEqual(history, [{ ...itself, what: 'begun' }]);
  });

  it('is told to who gets the answers, for each answer that they get and no other', async () => {
    const somebody = borrower();
    await somebody.answerAll();
    const { messageVersion, given, languages, history, ...message } = await messageFrom(somebody);
    assert.equal(messageVersion, 2);
    assert.deepEqual(Object.keys(given!), ['/name']);
    assert.deepEqual(given!['/name']!.by, { kind: 'subject' });
    assert.deepEqual(languages, ['en']);
    assert.deepEqual(
      history.map(({ what }) => what),
      ['begun'],
    );
    assert.deepEqual(message.data, { name: 'Ada' });
    assert.doesNotMatch(JSON.stringify({ ...message, given }), /group|equality/);
  });

  it('is whoever wrote an answer last, and when; what stays the same stays theirs', async () => {
    const somebody = borrower();
    await somebody.begin();
    await somebody.goOn({ name: 'Ada', code: '12' });
    const first = time.toISOString();
    later();
    await somebody.open(somebody.address.replace(/know$/, 'name'));
    await somebody.goOn({ name: 'Ada L.', code: '12' });
    const { given } = await kept(somebody);
    assert.deepEqual([given!['/name']!.at, given!['/code']!.at], [time.toISOString(), first]);
  });

  it('is known by a mark where somebody signed in, in which is nothing of them', async () => {
    const somebody = borrower({ ...card, identity: { level: 'low', required: false } });
    await somebody.begin();
    await somebody.goOn({ name: 'A', code: '' });
    person = ada;
    await somebody.open(somebody.address);
    await somebody.goOn();
    await somebody.goOn({ group: 'a' });
    const { given, history } = await messageFrom(somebody);
    assert.deepEqual(given!['/name']!.by, { kind: 'subject' }); // written before they signed in
    const mark = store.markOf(ada);
    assert.match(mark, /^[\w-]{22}$/);
    assert.deepEqual(
      history.map(({ by, what }) => [by, what]),
      [
        [{ kind: 'subject' }, 'begun'],
        [{ kind: 'subject', id: mark }, 'went-on'],
      ],
    );
    assert.doesNotMatch(JSON.stringify([given, history]), /11111111|Ada|id\.example/);
    assert.notEqual(store.markOf({ ...ada, issuer: 'https://other.example' }), mark);
  });

  it('is somebody else where the person who signed in acts for another', async () => {
    person = { ...ada, representing: { kind: 'person', id: '22222222-2', mandateId: 'm1', scope: [] } };
    const identity = { level: 'low', required: false, actingFor: ['self', 'mandate'] } as const;
    const somebody = borrower({ ...card, identity });
    await somebody.answerAll();
    assert.equal((await kept(somebody)).given!['/name']!.by.kind, 'delegate');
  });

  it('has every language in which it was answered, in their order', async () => {
    const somebody = borrower(inBoth(card));
    await somebody.begin('es');
    await somebody.goOn({ name: 'Ada', code: '' });
    await somebody.open(`${somebody.address}?language=en`);
    await somebody.goOn();
    await somebody.goOn({ group: 'a' });
    assert.deepEqual((await messageFrom(somebody)).languages, ['es', 'en']);
  });

  it('is not asked again of a draft that an older version kept: it is sent with what is known', async () => {
    const somebody = borrower();
    await somebody.answerAll();
    const visitor = somebody.visitor.cookies.split('=')[1]!;
    const now = (await store.find(somebody.draftId, visitor))!;
    const { given: _given, languages: _languages, history: _history, ...old } = now.content;
    await store.save(now, old);
    await somebody.open(somebody.address);
    const message = await messageFrom(somebody);
    assert.deepEqual([message.given, message.languages, message.history], [{}, ['en'], []]);
    assert.deepEqual(message.data, { name: 'Ada' });
  });

  it('cannot be said by a page in a browser', async () => {
    const somebody = borrower();
    await somebody.begin();
    const { response } = await somebody.visitor.request(
      new Request(`http://localhost/card/api/drafts/${somebody.draftId}/pages/name`, {
        method: 'PATCH',
        headers: {
          'content-type': 'application/json',
          'if-match': '"1"',
          'sec-fetch-site': 'same-origin',
          cookie: somebody.visitor.cookies,
        },
        body: JSON.stringify({ answers: { name: 'Eve' }, by: { kind: 'agent' } }),
      }),
    );
    assert.equal(response.status, 422);
    assert.deepEqual((await kept(somebody)).draft.answers, {});
  });
});
