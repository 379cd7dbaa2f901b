import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import type { Operation } from './door.ts';
import type { FormsOptions } from './running-service.ts';
import { newKey } from './sealed.ts';
import { StoreUnavailable } from './outage.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { card, Borrower, w } from './testing.ts';

const day = 24 * 60 * 60 * 1000;

onEveryDatabase<FormTables>('A service', formMigrations, (opened) => {
  let store: FormStore;
  let time: Date;
  const now = () => time;
  before(() => {
    time = new Date('2026-11-27T12:00:00Z');
    store = formStore(opened().database, newKey(), { now });
  });
  const person = (options: Partial<FormsOptions> = {}) => new Borrower(store, { now, ...options });

  it('stops people for what they must know, and goes on when they have read it', async () => {
    const somebody = person();
    await somebody.begin();
    const page = await somebody.goOn({ name: 'Ada', code: '' });
    assert.equal(page.$('.plaza-interruption h1[autofocus]').text(), 'One card for each person');
    await somebody.goOn();
    assert.equal(somebody.page.heading, 'Group (optional)');
  });

  it('says that it needs a cookie, to people whose browser refuses it', async () => {
    const somebody = person();
    somebody.visitor.keepsCookies = false;
    const page = await somebody.begin();
    assert.equal(page.status, 404);
    assert.match(page.text, /allow cookies for this site and begin again/);
  });

  it('marks an answer that tells who somebody is', async () => {
    const { $ } = await person().begin();
    assert.deepEqual(
      ['name', 'code'].map((id) => $(`#${id}`).is('[data-plaza-sensitive]')),
      [false, true],
    );
  });

  it('has the tab keep what is typed, until it is sent', async () => {
    const somebody = person();
    const { $ } = await somebody.begin();
    const form = $('plaza-form');
    assert.match(form.attr('keep')!, /^[\w-]{22}\/\w+$/);
    assert.deepEqual([form.attr('keep-revision'), form.is('[keep-sent]')], ['0', false]);
    assert.equal(form.children('[slot=kept][hidden], [slot=offer][hidden]').length, 2);
    const refused = await somebody.goOn({});
    assert.ok(refused.$('plaza-form').is('[keep-sent]'));
  });

  it('has nothing kept in the tab of a device that others use', async () => {
    const { $ } = await person({ isShared: () => true }).begin();
    assert.equal($('plaza-form').is('[keep]'), false);
    assert.equal($('[slot=kept], [slot=offer]').length, 0);
  });

  it('brings no answer of an equality question to anybody', async () => {
    const somebody = person();
    await somebody.answerAll();
    await somebody.goOn({}, 'send');
    const handle = somebody.address.split('/').at(-1)!;
    const { submission } = (await store.sent(handle))!;
    assert.deepEqual(submission.data, { name: 'Ada' });
    assert.deepEqual(submission.equality, { group: 'a' });
  });

  it('shows people what the office tells of what they sent, the newest first', async () => {
    const somebody = person();
    await somebody.answerAll();
    await somebody.goOn({}, 'send');
    const other = person();
    await other.answerAll();
    await other.goOn({}, 'send');
    const reference = somebody.page.$('.plaza-panel bdi').text();
    const of = async (person: Borrower) => {
      const { $ } = await person.open(person.path);
      return $('h2:contains("What happens with it") + ul li')
        .toArray()
        .map((line) => $(line).text());
    };
    assert.deepEqual(await of(somebody), []);
    assert.ok(await store.report(reference, { state: 'in-progress' }));
    time = new Date('2026-11-29T09:30:00Z');
    assert.ok(
      await store.report(reference, { state: 'waiting', text: { en: 'Send a <photo>.', es: 'Manda una foto.' } }),
    );
    assert.deepEqual(await of(somebody), [
      'We need something from you, November 29, 2026 at 9:30 AMSend a <photo>.',
      'Being worked on, November 27, 2026 at 12:00 PM',
    ]);
    assert.deepEqual(await of(other), []);
    assert.equal(await store.report('NOBODY-HAS-THIS', { state: 'decided' }), false);
    const handle = somebody.address.split('/').at(-1)!;
    const { response, html } = await somebody.visitor.open(`/card/api/sent/${handle}`);
    assert.equal(response.status, 200);
    assert.deepEqual((JSON.parse(html) as { reports: unknown }).reports, [
      { state: 'waiting', text: { en: 'Send a <photo>.', es: 'Manda una foto.' }, at: '2026-11-29T09:30:00.000Z' },
      { state: 'in-progress', at: '2026-11-27T12:00:00.000Z' },
    ]);
    const rows = await opened().database.selectFrom('forms_report').select('content').execute();
    assert.ok(rows.every(({ content }) => !Buffer.from(content).includes('photo')));
  });

  it('has only those declare something whom it is about', async () => {
    const declarations = [
      { id: 'all', kind: 'tick', text: w('It is true.') },
      { id: 'coded', kind: 'tick', text: w('The code is mine.'), when: { exists: { answer: 'code' } } },
    ] as const;
    const somebody = person({ definitions: [{ ...card, declarations }] });
    await somebody.answerAll();
    assert.equal(somebody.page.$('label[for^="declarations"]').text(), 'It is true.');
    await somebody.goOn({ 'declarations/all': 'yes' }, 'send');
    const sent = (await store.sent(somebody.address.split('/').at(-1)!))!;
    assert.deepEqual(
      sent.declarations.map(({ id }) => id),
      ['all'],
    );
  });

  describe('that whoever runs it stopped', () => {
    let operation: Operation | undefined;
    const text = w('A storm is expected. In an emergency, call 123.');

    it('lets nobody begin or send, keeps what people answer, and says why and until when', async () => {
      time = new Date('2026-11-27T12:00:00Z');
      operation = undefined;
      const [sender, writer] = [person({ operation: () => operation }), person({ operation: () => operation })];
      await sender.answerAll();
      await writer.begin();
      operation = { state: 'paused', text, until: new Date('2026-11-27T18:00:00Z') };
      const page = await sender.goOn({}, 'send');
      assert.equal(page.status, 503);
      assert.equal(page.response.headers.get('retry-after'), String(6 * 60 * 60));
      assert.match(
        page.text,
        /A storm is expected\. In an emergency, call 123\. It goes on at November 27, 2026.*6:00/,
      );
      assert.equal((await person({ operation: () => operation }).open('/card')).status, 503);
      assert.equal((await writer.goOn({ name: 'Ada', code: '' })).heading, 'One card for each person');
      operation = { state: 'paused', text };
      assert.match((await person({ operation: () => operation }).open('/card')).text, /Try again later/);
      operation = undefined;
      await sender.open(sender.path);
      assert.equal((await sender.goOn({}, 'send')).heading, 'Sent');
    });

    it('leads to what took its place, and lets people finish what they began', async () => {
      operation = undefined;
      const somebody = person({ operation: () => operation });
      await somebody.answerAll();
      operation = { state: 'replaced', by: { text: w('Get a new card'), href: '/new-card' } };
      const page = await person({ operation: () => operation }).open('/card');
      assert.equal(page.status, 410);
      assert.equal(page.$('a:contains("Get a new card")').attr('href'), '/new-card');
      assert.equal((await somebody.goOn({}, 'send')).heading, 'Sent');
    });
  });

  describe('with days on which it opens and closes', () => {
    const yearly = { ...card, opens: '2026-11-01T00:00:00Z', closes: '2026-11-30T00:00:00Z', grace: 2 };
    const at = (text: string) => void (time = new Date(text));

    it('says before it opens when that is', async () => {
      at('2026-10-31T23:59:00Z');
      const page = await person({ definitions: [yearly] }).open('/card');
      assert.equal(page.status, 404);
      assert.match(page.text, /It opens on November 1, 2026/);
    });

    it('says while it is open when it closes', async () => {
      at('2026-11-27T12:00:00Z');
      const page = await person({ definitions: [yearly] }).open('/card');
      assert.equal(page.status, 200);
      assert.match(page.notice, /closes on November 30, 2026/);
    });

    it('lets nobody begin after that, whoever has the page open still', async () => {
      at('2026-11-29T12:00:00Z');
      const somebody = person({ definitions: [yearly] });
      await somebody.open('/card');
      at('2026-11-30T00:01:00Z');
      assert.equal((await somebody.goOn()).status, 410);
      assert.equal((await somebody.open('/card')).heading, 'This service is closed');
    });

    it('takes what was begun before for some days more, and not after', async () => {
      at('2026-11-29T12:00:00Z');
      const [early, late] = [person({ definitions: [yearly] }), person({ definitions: [yearly] })];
      for (const each of [early, late]) await each.answerAll();
      at('2026-12-01T23:00:00Z');
      assert.equal((await early.goOn({}, 'send')).heading, 'Sent');
      at('2026-12-02T00:01:00Z');
      assert.equal((await late.goOn({}, 'send')).heading, 'This service is closed');
    });
  });

  it('draws a reference again that somebody has already', async () => {
    const drawn = ['222-222-222', '222-222-222', '222-222-222', '333-333-333'];
    const own = formStore(opened().database, newKey(), { now, reference: () => drawn.shift()! });
    const references = [];
    for (const each of [new Borrower(own, { now }), new Borrower(own, { now })]) {
      await each.answerAll();
      await each.goOn({}, 'send');
      references.push(each.page.$('.plaza-panel strong').text());
    }
    assert.deepEqual(references, ['222-222-222', '333-333-333']);
  });

  it('keeps a draft for its days, and then nobody can open it', async () => {
    time = new Date('2026-11-27T12:00:00Z');
    const somebody = person({ keepDays: 3 });
    await somebody.begin();
    const address = somebody.page.$('main form').attr('action')!;
    time = new Date(time.getTime() + 3 * day - 1000);
    assert.equal((await somebody.open(address)).heading, 'Your name');
    time = new Date(time.getTime() + 2000);
    assert.equal((await somebody.open(address)).heading, 'We cannot show this');
  });

  it('leaves a draft on the version that it was begun in', async () => {
    time = new Date('2026-11-27T12:00:00Z');
    const somebody = person();
    await somebody.begin();
    const next = { ...card, version: 2, questions: { ...card.questions, name: { label: w('Full name') } } };
    const later = new Borrower(store, { now, definitions: [card, next] });
    later.visitor.cookies = somebody.visitor.cookies;
    await later.open(somebody.page.$('main form').attr('action')!);
    assert.equal(later.page.$('label[for="name"]').text(), 'Name');
    await later.begin();
    assert.equal(later.page.$('label[for="name"]').text(), 'Full name');
  });

  it('gives back what was typed where it cannot be saved', async () => {
    let isDown = false;
    const failing = {
      ...store,
      save: (...values: Parameters<FormStore['save']>) =>
        isDown ? Promise.reject(new StoreUnavailable(new Error('away'))) : store.save(...values),
    };
    const somebody = new Borrower(failing, { now });
    await somebody.begin();
    isDown = true;
    const page = await somebody.goOn({ name: 'Ada Áñez', code: '' });
    assert.equal(page.status, 503);
    assert.match(page.notice, /Your answers are still here/);
    assert.equal(page.valueOf('Name'), 'Ada Áñez');
    isDown = false;
    assert.equal((await somebody.goOn({ name: 'Ada Áñez', code: '' })).heading, 'One card for each person');
  });

  it('says so where the database does not answer at all, and gives nothing away', async () => {
    const away = { ...store, find: () => Promise.reject(new StoreUnavailable(new Error('host db.internal'))) };
    const somebody = person();
    await somebody.begin();
    const same = new Borrower(away, { now });
    same.visitor.cookies = somebody.visitor.cookies;
    const page = await same.open(somebody.page.$('main form').attr('action')!);
    assert.equal(page.status, 503);
    assert.equal(page.heading, 'The service does not work at the moment');
    assert.doesNotMatch(page.html, /db\.internal/);
  });
});
