import assert from 'node:assert/strict';
import { before, beforeEach, it } from 'node:test';
import { html } from 'hono/html';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import type { Shown } from '../../../examples/testing/visitor.ts';
import type { Definition } from '../definition/definition.ts';
import type { Person } from './identity-port.ts';
import { newKey, open } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card } from './testing.ts';
import type { FormsOptions, FramedPage } from './running-service.ts';

const day = 24 * 60 * 60 * 1000;
const [name, know, group] = card.pages;
/** The card, of which the first page may be filled in without a network. */
const outside: Definition = {
  ...card,
  pages: [{ ...name!, keepsOffline: true } as Definition['pages'][0], know!, group!],
};

onEveryDatabase<FormTables>('Answers on the device', formMigrations, (opened) => {
  let store: FormStore;
  let time: Date;
  let framed: FramedPage[];
  const now = () => time;
  before(() => {
    store = formStore(opened().database, newKey(), { now });
  });
  beforeEach(() => {
    time = new Date('2026-11-27T12:00:00Z');
    framed = [];
  });

  class Visitor extends Borrower {
    constructor(options: Partial<FormsOptions> = {}) {
      super(store, {
        now,
        definitions: [outside],
        ...options,
        frame: (page) => {
          framed.push(page);
          return html`<main>${page.main}</main>`;
        },
      });
    }

    /** Asks for a key as the page's script does. */
    key(page: Shown = this.page, id = this.draftId): Promise<Shown> {
      return this.visitor.post(new URLSearchParams(page.hidden), `/card/offline-key/${id}`);
    }

    get offline() {
      return this.page.$('plaza-offline-answers');
    }
  }
  const elements = () => framed.at(-1)!.elements ?? [];

  it('are kept on the pages that say so, and let go of on the page after', async () => {
    const somebody = new Visitor();
    await somebody.begin();
    const { offline, draftId } = somebody;
    assert.deepEqual(
      [offline.attr('draft'), offline.attr('key-from'), offline.attr('until'), offline.attr('saved')],
      [draftId, `/card/offline-key/${draftId}`, '2026-12-27T12:00:00.000Z', undefined],
    );
    assert.match(offline.text(), /saved on this device only/);
    assert.equal(offline.closest('plaza-form').attr('keep'), `${draftId}/name`);
    assert.ok(elements().includes('offline-answers'));

    await somebody.goOn({ name: 'Ada', code: '' });
    assert.equal(somebody.place, 'know');
    assert.deepEqual([somebody.offline.attr('key-from'), somebody.offline.attr('saved')], [undefined, 'name:2']);
    assert.equal(somebody.offline.text(), '');
    assert.ok(elements().includes('offline-answers'));

    await somebody.goOn();
    assert.deepEqual([somebody.place, somebody.offline.length], ['group', 0]);
    assert.ok(!elements().includes('offline-answers'));
  });

  it('are let go of where people send, stop or delete', async () => {
    const somebody = new Visitor();
    await somebody.answerAll();
    assert.equal(somebody.place, 'check');
    for (const place of ['check', 'save', 'delete']) {
      await somebody.open(`/card/draft/${somebody.draftId}/${place}`);
      assert.deepEqual(
        [somebody.offline.attr('draft'), somebody.offline.attr('key-from')],
        [somebody.draftId, undefined],
      );
      assert.ok(somebody.page.$('plaza-form button[data-plaza-forget]').length, place);
      assert.ok(
        ['form', 'offline-answers'].every((each) => elements().includes(each)),
        place,
      );
    }
  });

  it('are nothing that other services or a kiosk know of', async () => {
    for (const options of [{ definitions: [card] }, { isShared: () => true }]) {
      const somebody = new Visitor(options);
      await somebody.begin();
      const { hidden } = somebody.page;
      await somebody.goOn({ name: 'Ada', code: '' });
      await somebody.open(`/card/draft/${somebody.draftId}/delete`);
      assert.ok(
        framed.every(
          ({ main, elements = [] }) => !elements.includes('offline-answers') && !String(main).includes('plaza-offline'),
        ),
      );
      assert.equal(
        (await somebody.visitor.post(new URLSearchParams(hidden), `/card/offline-key/${somebody.draftId}`)).status,
        404,
      );
    }
  });

  it('have a key of their draft alone, which is always the same, and cached nowhere', async () => {
    const [ana, eve] = [new Visitor(), new Visitor()];
    await ana.begin();
    await eve.begin();
    const keyOf = async (somebody: Visitor) => {
      const response = await somebody.site.fetch(
        new Request(`http://localhost/card/offline-key/${somebody.draftId}`, {
          method: 'POST',
          body: new URLSearchParams(somebody.page.hidden),
          headers: { cookie: somebody.visitor.cookies, origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
        }),
      );
      assert.deepEqual([response.status, response.headers.get('cache-control')], [200, 'no-store']);
      return Buffer.from(await response.arrayBuffer()).toString('hex');
    };
    const [one, again, other] = [await keyOf(ana), await keyOf(ana), await keyOf(eve)];
    assert.match(one, /^[\da-f]{64}$/);
    assert.equal(again, one);
    assert.notEqual(other, one);
    await ana.goOn({ name: 'Ada', code: '' });
    assert.equal(await keyOf(ana), one);
    const { content } = await opened()
      .database.selectFrom('forms_draft')
      .select('content')
      .where('id', '=', ana.draftId)
      .executeTakeFirstOrThrow();
    assert.throws(
      () => open(Buffer.from(one, 'hex'), content, `draft ${ana.draftId}`),
      'it opens nothing on the server',
    );
    const rows = await opened().database.selectFrom('forms_draft').select(['key', 'content']).execute();
    for (const { key, content } of rows)
      assert.ok(![key, content].some((bytes) => Buffer.from(bytes).includes(Buffer.from(one, 'hex'))));
  });

  it('give their key to nobody else, to no page of another site, and to none without a proof', async () => {
    const [ana, eve] = [new Visitor(), new Visitor()];
    await ana.begin();
    await eve.begin();
    assert.equal((await eve.key(eve.page, ana.draftId)).status, 404);
    assert.equal((await eve.key(ana.page, ana.draftId)).status, 403);
    assert.equal((await ana.key(undefined, 'made-up')).status, 404);
    ana.visitor.headers = { origin: 'https://other.example', 'sec-fetch-site': 'cross-site' };
    assert.equal((await ana.key()).status, 403);
    ana.visitor.headers = {};
    const { hidden } = ana.page;
    const unproved = await ana.visitor.post(
      new URLSearchParams({ ...hidden, visit: 'x' }),
      `/card/offline-key/${ana.draftId}`,
    );
    assert.deepEqual([unproved.status, unproved.html], [403, '']);
  });

  it('give their key to nobody but whose draft it is', async () => {
    let person: Person | undefined = { issuer: 'https://id.example', subject: 'ana', level: 'low' };
    const identity = {
      person: () => Promise.resolve(person),
      signIn: () => Promise.resolve(new Response(null, { status: 303, headers: { Location: '/sign-in' } })),
    };
    const definition: Definition = { ...outside, identity: { level: 'low', required: true } };
    const ana = new Visitor({ definitions: [definition], identity });
    await ana.begin();
    assert.equal((await ana.key()).status, 200);
    const mine = person;
    for (const other of [undefined, { ...mine, subject: 'eve' }]) {
      person = other;
      const refused = await ana.key();
      assert.deepEqual([refused.status, refused.html], [403, '']);
    }
  });

  it('have no key any more once everything was sent, deleted or is over', async () => {
    const [sent, deleted, over] = [new Visitor(), new Visitor(), new Visitor()];
    for (const each of [sent, deleted, over]) await each.begin();
    const pages = [sent, deleted, over].map(({ page }) => page);
    await sent.goOn({ name: 'Ada', code: '' });
    await sent.goOn();
    await sent.goOn({ group: 'a' });
    const { draftId } = sent;
    await sent.goOn({}, 'send');
    assert.equal((await sent.key(pages[0], draftId)).status, 410);
    const gone = deleted.draftId;
    await deleted.open(`/card/draft/${gone}/delete`);
    await deleted.goOn({}, 'delete');
    assert.equal((await deleted.key(pages[1], gone)).status, 404);
    time = new Date(time.getTime() + 31 * day);
    assert.equal((await over.key()).status, 404);
  });

  it('are noted in a cookie that no script reads, for signing out', async () => {
    const somebody = new Visitor();
    await somebody.begin();
    assert.ok(!somebody.visitor.cookies.includes('plaza-offline'));
    const { response } = await somebody.key();
    assert.match(response.headers.get('set-cookie')!, /^plaza-offline=[\w-]{22};.*Expires=Sun, 27 Dec 2026.*HttpOnly/);
  });
});
