/** The list of what somebody began and sent: for who is signed in, and for nobody else. */
import assert from 'node:assert/strict';
import { before, beforeEach, it } from 'node:test';
import { html } from 'hono/html';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { Visitor } from '../../../examples/testing/visitor.ts';
import type { Shown } from '../../../examples/testing/visitor.ts';
import { Client } from '../conformance/client.ts';
import type { Definition } from '../definition/definition.ts';
import type { Person, SignInWish } from './identity-port.ts';
import { myForms } from './my-forms.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card, w } from './testing.ts';

const offering: Definition = { ...card, identity: { level: 'low', required: false } };
const other: Definition = { ...offering, id: 'other', title: w('Another service') };

onEveryDatabase<FormTables>('The list of somebody’s forms', formMigrations, (opened) => {
  let store: FormStore;
  let time: Date;
  let person: Person | undefined;
  let wishes: SignInWish[];
  let logged: string[];
  let ada: Person;
  const now = () => time;
  const log = (entry: unknown) => void logged.push(JSON.stringify(entry));
  before(() => void (store = formStore(opened().database, newKey(), { now })));
  beforeEach(() => {
    time = new Date('2026-11-27T12:00:00Z');
    ada = { issuer: 'https://id.example', subject: `RUN 11111111-1 ${Math.random()}`, level: 'low', name: 'Ada' };
    person = undefined;
    wishes = [];
    logged = [];
  });
  const identity = {
    person: () => Promise.resolve(person),
    signIn(_request: Request, wish: SignInWish) {
      wishes.push(wish);
      return Promise.resolve(new Response(null, { status: 303, headers: { Location: '/sign-in' } }));
    },
  };
  const site = () =>
    myForms({
      services: [{ definition: offering, base: '/card' }],
      store,
      identity,
      base: '/mine',
      languages: ['en', 'es'],
      log,
      frame: ({ title, main }) => html`<title>${title}</title><main>${main}</main>`,
    });
  const borrower = (definition = offering) => new Borrower(store, { definitions: [definition], identity, now, log });
  const begun = async (definition = offering) => {
    const somebody = borrower(definition);
    await somebody.begin();
    await somebody.goOn({ name: 'Ada Lovelace', code: '' });
    return somebody;
  };
  const list = () => new Visitor(site()).open('/mine');
  const items = ({ $ }: Shown) =>
    $('.plaza-item-list > li')
      .toArray()
      .map((item) => $(item).text().replace(/\s+/g, ' ').trim());
  const linkOf = ({ $ }: Shown, text: string) => $(`a:contains("${text}")`).attr('href')!;

  it('asks who is not signed in to sign in, and comes back', async () => {
    await begun();
    const page = await list();
    assert.equal(page.response.headers.get('location'), '/sign-in');
    assert.deepEqual(
      wishes.map(({ returnTo, language, purpose }) => [returnTo, language, purpose]),
      [['/mine', 'en', 'To see the forms that you began and sent.']],
    );
  });

  it('has what is not sent with its last day, and what was sent with its reference, and no answer', async () => {
    person = ada;
    const sent = await begun();
    await sent.goOn();
    await sent.goOn({ group: 'a' });
    await sent.goOn({}, 'send');
    time = new Date('2026-11-28T12:00:00Z');
    await begun();
    const page = await list();
    assert.equal(page.heading, 'Your forms');
    const reference = sent.page.$('.plaza-panel bdi').text();
    assert.deepEqual(items(page), [
      'Get a card StateNot sent yetBegun onNovember 28, 2026You can finish it untilDecember 28, 2026 Go on Get a cardDelete Get a card',
      `Get a card StateSentSent onNovember 27, 2026Your reference${reference}You can look at it untilNovember 27, 2027 See what you sent Get a card`,
    ]);
    assert.doesNotMatch(page.html, /Lovelace|11111111/);
    assert.equal(page.response.headers.get('cache-control'), 'no-store');
  });

  it('is of one person and of whom they come for now, and mixes neither', async () => {
    const company = { kind: 'company', id: 'CL-RUT 76086428-5', mandateId: 'm1', scope: [], name: 'Pan SpA' } as const;
    const both = { ...offering, identity: { level: 'low', required: false, actingFor: ['self', 'company'] } } as const;
    person = ada;
    await begun(both);
    const own = linkOf(await list(), 'Go on');
    person = { ...ada, representing: company };
    assert.deepEqual(items(await list()), []);
    await begun(both);
    const ofCompany = await list();
    assert.equal(items(ofCompany).length, 1);
    assert.notEqual(linkOf(ofCompany, 'Go on'), own);
    person = ada;
    assert.equal(linkOf(await list(), 'Go on'), own);
    assert.equal((await borrower(both).open(linkOf(ofCompany, 'Go on'))).status, 404);
  });

  it('leads back to a form on a device where it was never opened, and keeps what is written there after the session', async () => {
    person = ada;
    await begun();
    const elsewhere = borrower();
    await elsewhere.open(linkOf(await list(), 'Go on'));
    assert.equal(elsewhere.place, 'know');
    await elsewhere.open(elsewhere.address.replace(/know$/, 'name'));
    assert.equal(elsewhere.page.valueOf('Name'), 'Ada Lovelace');
    person = undefined;
    await elsewhere.goOn({ name: 'Augusta' });
    assert.equal(elsewhere.path, '/sign-in');
    person = ada;
    await elsewhere.open(wishes.at(-1)!.returnTo);
    assert.equal(elsewhere.page.valueOf('Name'), 'Augusta');
  });

  it('leads to the page after sending, and to the one that deletes', async () => {
    person = ada;
    const somebody = await begun();
    const elsewhere = borrower();
    await elsewhere.open(linkOf(await list(), 'Delete'));
    assert.equal(elsewhere.page.heading, 'Delete everything you wrote here?');
    await elsewhere.goOn({}, 'delete');
    assert.match((await list()).text, /There are no forms here yet/);
    await somebody.answerAll();
    await somebody.goOn({}, 'send');
    await elsewhere.open(linkOf(await list(), 'See what you sent'));
    assert.equal(elsewhere.page.heading, 'Sent');
  });

  it('has nothing of other people, of the same number elsewhere, or of what was begun without signing in', async () => {
    await begun();
    for (const somebody of [
      { ...ada, subject: `${ada.subject}8` },
      { ...ada, issuer: 'https://other.example' },
    ]) {
      person = somebody;
      await begun();
    }
    person = ada;
    assert.deepEqual(items(await list()), []);
  });

  it('opens nobody’s form to another, whatever the address', async () => {
    person = ada;
    const { draftId } = await begun();
    person = { ...ada, subject: 'eve', level: 'high' };
    const eve = borrower();
    const open = async (id: string) => eve.visitor.open(`/card/draft/${id}/name`);
    assert.equal((await open(draftId)).status, 404);
    person = undefined;
    assert.equal((await open(draftId)).status, 404);
    const nobodys = (await begun()).draftId;
    person = ada;
    assert.equal((await open(nobodys)).status, 404);
    assert.equal((await open(draftId)).status, 200, 'in whatever browser, for whose it is');
  });

  it('takes in what somebody began before they signed in, once they open it signed in', async () => {
    const somebody = await begun();
    person = ada;
    assert.deepEqual(items(await list()), []);
    await somebody.open(somebody.address);
    assert.equal(items(await list()).length, 1);
  });

  it('leaves out what is too old, and services that the site does not list', async () => {
    person = ada;
    await begun(other);
    assert.deepEqual(items(await list()), []);
    await begun();
    assert.equal(items(await list()).length, 1);
    time = new Date('2026-12-28T12:00:00Z');
    assert.deepEqual(items(await list()), []);
  });

  it('speaks the language that is asked for', async () => {
    person = ada;
    const page = await new Visitor(site()).open('/mine?language=es');
    assert.equal(page.heading, 'Tus formularios');
  });

  it('keeps no person readable beside a draft', async () => {
    person = ada;
    const { draftId } = await begun();
    const { owner } = await opened()
      .database.selectFrom('forms_draft')
      .select('owner')
      .where('id', '=', draftId)
      .executeTakeFirstOrThrow();
    assert.match(owner!, /^[\w-]{22}$/);
    assert.doesNotMatch(logged.join(), /11111111|Ada/);
  });

  it('says what does not work where the records cannot be reached', async () => {
    person = ada;
    const away = { ...store, draftsOf: () => Promise.reject(new Error('11111111-1')) };
    const broken = myForms({
      services: [],
      store: away,
      identity,
      base: '/mine',
      languages: ['en'],
      log,
      frame: ({ main }) => html`<main>${main}</main>`,
    });
    const page = await new Visitor(broken).open('/mine');
    assert.equal(page.status, 500);
    assert.match(page.text, /What you saved is kept/);
    assert.doesNotMatch(logged.join(), /11111111/);
    assert.match(logged.join(), /"failed"/);
  });

  it('is there for nobody where nobody can sign in', () => {
    const without = { services: [], store, base: '/mine', languages: ['en'], log, frame: () => html`` };
    assert.throws(() => myForms({ ...without, identity: { person: identity.person } }), { code: 'no-sign-in' });
  });

  it('is there for programs too, for one service', async () => {
    const somebody = borrower();
    const client = new Client('http://localhost/card/api', (request) => somebody.site.fetch(request));
    assert.equal((await client.ask('GET', '/drafts')).status, 401);
    person = ada;
    const { site: untold } = borrower(card); // a service that has no use for sign-in is not told who somebody is
    const withoutUse = new Client('http://localhost/card/api', (request) => untold.fetch(request));
    assert.equal((await withoutUse.ask('GET', '/drafts')).status, 401);
    await begun(other);
    const first = await begun();
    await first.goOn();
    await first.goOn({ group: 'a' });
    await first.goOn({}, 'send');
    const second = await begun();
    const { drafts } = (await client.ask('GET', '/drafts')).body as { drafts: Record<string, unknown>[] };
    assert.deepEqual(
      drafts.map(({ id, page }) => [id, page]),
      [
        [second.draftId, `/card/draft/${second.draftId}`],
        [drafts[1]!.id, first.address],
      ],
    );
    assert.equal(drafts[0]!.expiresAt, '2026-12-27T12:00:00.000Z');
    assert.equal((drafts[1]!.sent as { page: string }).page, first.address);
  });

  it('changes nothing for a page of another site, whoever is signed in', async () => {
    person = ada;
    const { draftId, site: service } = await begun();
    const change = (headers: Record<string, string>) =>
      service.fetch(
        new Request(`http://localhost/card/api/drafts/${draftId}`, {
          method: 'DELETE',
          headers: { cookie: 'plaza-session=x', ...headers },
        }),
      );
    assert.equal((await change({ 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await change({})).status, 403);
    assert.equal((await change({ 'sec-fetch-site': 'same-origin' })).status, 204);
  });
});
