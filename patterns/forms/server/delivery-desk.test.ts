/** Whoever runs a service sees what did not arrive, and has it tried again. Nobody else does. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { html } from 'hono/html';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { held } from './late-scan.ts';
import { sendForm } from '../../../examples/permiso-circulacion/send-form.ts';
import { until } from '../../../examples/testing/until.ts';
import { formData, Visitor } from '../../../examples/testing/visitor.ts';
import type { Shown } from '../../../examples/testing/visitor.ts';
import { deliverer } from './deliverer.ts';
import type { Deliverer } from './deliverer.ts';
import { deliveryDesk } from './delivery-desk.ts';
import type { DeliveryDeskOptions } from './delivery-desk.ts';
import { NotDelivered } from './destinations.ts';
import type { Person, SignInWish } from './identity-port.ts';
import type { DeliveryEntry, LogEntry } from './log.ts';
import { newKey } from './sealed.ts';
import { siteAt } from './site.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { card, w } from './testing.ts';

const issuer = 'https://staff.example';
const clerk: Person = { issuer, subject: 'clara@office.example', level: 'substantial', name: 'Clara' };
const personal = /Ñusta|nusta@|33\.?333|secreto|Clara|clara@/i;
const permit = { ...card, id: 'permiso-circulacion', title: w('Vehicle permit') };

onEveryDatabase<FormTables>('The desk for what did not arrive', formMigrations, (opened) => {
  const key = newKey();
  let store: FormStore;
  let deliveries: Deliverer;
  let person: Person | undefined;
  let wishes: SignInWish[];
  let logged: (DeliveryEntry | LogEntry)[];
  const got: string[] = [];
  const down = new Set<string>();
  const destination = (name: string) => ({
    name,
    deliver({ reference }: { reference: string }) {
      if (down.has(name)) return Promise.reject(new NotDelivered('HTTP_503'));
      got.push(`${reference} ${name}`);
      return Promise.resolve();
    },
  });
  before(async () => {
    deliveries = deliverer({
      database: opened().database,
      key,
      destinations: [destination('register'), destination('mailbox')],
      log: () => {},
      every: 20,
      most: 1,
      wait: () => 60 * 60 * 1000,
    });
    store = formStore(opened().database, key, deliveries);
    await deliveries.start();
  });
  after(() => deliveries.stop());
  beforeEach(async () => {
    await opened().database.deleteFrom('forms_delivery').execute();
    person = clerk;
    wishes = [];
    logged = [];
    got.length = 0;
    down.clear();
  });
  const identity = {
    person: () => Promise.resolve(person),
    signIn(_request: Request, wish: SignInWish) {
      wishes.push(wish);
      return Promise.resolve(new Response(null, { status: 303, headers: { Location: '/sign-in' } }));
    },
  };
  const desk = (more: Partial<DeliveryDeskOptions> = {}) =>
    deliveryDesk({
      database: opened().database,
      store,
      passOn: deliveries.passOn,
      site: siteAt('http://localhost', ''),
      services: [{ definition: permit, base: '/permit' }],
      identity,
      staff: { issuer, provider: 'staff', level: 'substantial' },
      base: '/desk',
      languages: ['en', 'es', 'ar'],
      log: (entry) => logged.push(entry),
      frame: ({ title, main }) => html`<title>${title}</title><main>${main}</main>`,
      ...more,
    });
  const items = ({ $ }: Shown) =>
    $('.plaza-item-list > li')
      .toArray()
      .map((item) => $(item).text().replace(/\s+/g, ' ').trim());
  /** Sends something that is given up at once, for its destination is down. */
  const givenUp = async (...names: string[]) => {
    for (const name of names) down.add(name);
    const reference = await sendForm(store, names);
    await until('it is given up', async () => {
      const rows = await opened()
        .database.selectFrom('forms_delivery')
        .innerJoin('forms_submission', 'forms_submission.draft_id', 'forms_delivery.draft_id')
        .select('state')
        .where('reference', '=', reference)
        .execute();
      return rows.length === names.length && rows.every(({ state }) => state === 'failed');
    });
    return reference;
  };
  const press = (visitor: Visitor, page: Shown, again: string) =>
    visitor.post(formData({ ...page.hidden, again }), page.$('form').attr('action')!);

  it('says that everything arrived, where it did', async () => {
    const page = await new Visitor(desk()).open('/desk');
    assert.equal(page.status, 200);
    assert.match(page.text, /Everything that was sent has arrived/);
    assert.equal(page.$('button').length, 0);
  });

  it('shows what was given up and why, and nothing that anybody wrote', async () => {
    const reference = await givenUp('register');
    const page = await new Visitor(desk()).open('/desk');
    assert.deepEqual(items(page), [
      `${reference} StateGiven upProcedureVehicle permitDestinationregisterTries1Last errorNotDelivered HTTP_503Next tryNone, until you press “Try again now” Try again now ${reference}, register`,
    ]);
    assert.doesNotMatch(page.html, personal);
    assert.equal(page.response.headers.get('cache-control'), 'no-store');
  });

  it('shows what is still tried after what was given up, with its next time, and nothing that is on its way', async () => {
    const { database } = opened();
    const first = await givenUp('register');
    const second = await givenUp('mailbox');
    await database
      .updateTable('forms_delivery')
      .set({ state: 'pending', next_at: new Date('2026-12-01T10:00:00Z') })
      .where('destination', '=', 'register')
      .execute();
    down.clear();
    await sendForm(store, ['nobody-delivers-this']);
    const all = items(await new Visitor(desk()).open('/desk'));
    assert.deepEqual([all.length, all[0]!.slice(0, 11)], [2, second]);
    assert.match(all[1]!, new RegExp(`^${first} StateIs tried again.*Next tryDecember 1, 2026 at 10:00:00 AM UTC`));
  });

  it('has one tried again at once, and writes down who asked by a mark', async () => {
    const [reference, other] = [await givenUp('register'), await givenUp('register')];
    down.clear();
    const visitor = new Visitor(desk());
    const page = await visitor.open('/desk');
    const after = await press(visitor, page, `${reference} register`);
    assert.equal(after.status, 303);
    await until('it arrived', () => got.length > 0);
    const reloaded = await visitor.follow(after);
    assert.match(reloaded.notice, /It is tried again now/);
    assert.deepEqual(got, [`${reference} register`]);
    assert.deepEqual(
      items(reloaded).map((item) => item.slice(0, 11)),
      [other],
    );
    assert.deepEqual(logged, [{ event: 'asked-again', reference, destination: 'register', by: store.markOf(clerk) }]);
    assert.doesNotMatch(JSON.stringify(logged), personal);
  });

  it('has all of them tried again', async () => {
    await givenUp('register', 'mailbox');
    await givenUp('register');
    await sendForm(store, ['nobody-delivers-this']);
    await opened()
      .database.updateTable('forms_delivery')
      .set({ next_at: held }) // it waits for a file to be looked at
      .where('destination', '=', 'nobody-delivers-this')
      .execute();
    down.clear();
    const visitor = new Visitor(desk());
    await press(visitor, await visitor.open('/desk'), 'everything');
    await until('all arrived', () => got.length === 3);
    assert.equal(logged.filter(({ event }) => event === 'asked-again').length, 3);
    const [row] = await opened()
      .database.selectFrom('forms_delivery')
      .select('next_at')
      .where('destination', '=', 'nobody-delivers-this')
      .execute();
    assert.equal(row!.next_at.toISOString(), held.toISOString());
  });

  it('tries nothing that is done, not there, or only waits', async () => {
    await givenUp('register');
    const done = await sendForm(store, ['mailbox']);
    await until('it arrived', () => got.length === 1);
    const waiting = await sendForm(store, ['nobody-delivers-this']);
    const visitor = new Visitor(desk());
    const page = await visitor.open('/desk');
    for (const wrong of [
      `${waiting} nobody-delivers-this`,
      `${done} mailbox`,
      'BCD-BCD-BCD register',
      `${done} register`,
      '',
      "' or 1=1 --",
    ])
      await press(visitor, page, wrong);
    assert.deepEqual([got, logged], [[`${done} mailbox`], []]);
  });

  it('is left in the queue for another process to find, where this one does not deliver', async () => {
    await givenUp('register');
    const visitor = new Visitor(desk({ passOn: undefined! }));
    await press(visitor, await visitor.open('/desk'), 'everything');
    const row = await opened()
      .database.selectFrom('forms_delivery')
      .select(['state', 'tries'])
      .executeTakeFirstOrThrow();
    assert.deepEqual([row.state, row.tries], ['pending', 0]);
  });

  it('asks who is not signed in to do so as staff, and lets in nobody who did it otherwise or not surely enough', async () => {
    const reference = await givenUp('register');
    const at = async (who: Person | undefined) => {
      person = who;
      return new Visitor(desk()).open('/desk');
    };
    assert.equal((await at(undefined)).response.headers.get('location'), '/sign-in');
    assert.equal((await at({ ...clerk, level: 'low' })).response.headers.get('location'), '/sign-in');
    assert.deepEqual(
      wishes.map(({ returnTo, level, providers }) => [returnTo, level, providers]),
      [
        ['/desk', 'substantial', ['staff']],
        ['/desk', 'substantial', ['staff']],
      ],
    );
    const citizen = await at({ ...clerk, issuer: 'https://citizens.example', level: 'high' });
    assert.equal(citizen.status, 403);
    assert.equal(citizen.heading, 'This page is for people who work here');
    assert.doesNotMatch(citizen.html, new RegExp(reference));
  });

  it('does nothing for whoever is not staff, whatever form they send', async () => {
    const reference = await givenUp('register');
    down.clear();
    const visitor = new Visitor(desk());
    const page = await visitor.open('/desk');
    for (const who of [undefined, { ...clerk, issuer: 'https://citizens.example' }]) {
      person = who;
      await press(visitor, page, `${reference} register`);
    }
    assert.equal(logged.filter(({ event }) => event === 'asked-again').length, 0);
  });

  it('does nothing for a form from another site, or without its proof, and says so', async () => {
    const reference = await givenUp('register');
    const visitor = new Visitor(desk());
    const page = await visitor.open('/desk');
    const again = `${reference} register`;
    const action = page.$('form').attr('action')!;
    const foreign = await visitor.post(formData({ ...page.hidden, again }), action, {
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
    });
    const without = await visitor.post(formData({ again }), action, { origin: '', 'sec-fetch-site': '' });
    for (const { status, notice } of [foreign, without])
      assert.deepEqual([status, /nothing was tried again/.test(notice)], [403, true]);
    assert.equal(logged.filter(({ event }) => event === 'asked-again').length, 0);
    assert.equal(
      (await opened().database.selectFrom('forms_delivery').select('state').executeTakeFirst())!.state,
      'failed',
    );
  });

  it('is nowhere where nobody can sign in', () => {
    assert.throws(() => desk({ identity: { person: identity.person } }), { code: 'no-sign-in' });
  });

  it('speaks Spanish and Arabic too', async () => {
    await givenUp('register');
    for (const [language, heading] of [
      ['es', 'Formularios que no llegaron'],
      ['ar', 'نماذج لم تصل'],
    ])
      assert.equal((await new Visitor(desk()).open(`/desk?language=${language}`)).heading, heading);
  });
});
