/** Somebody begins in one place and goes on in another, with a code that works once and something that shows that it is they. */
import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import type { Definition } from '../definition/definition.ts';
import type { Person } from './identity-port.ts';
import { letters } from './letters.ts';
import type { FormsOptions } from './running-service.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card, w } from './testing.ts';

const ada: Person = { issuer: 'https://id.example', subject: '7', level: 'low', name: 'Ada' };
/** The card, for which people write their email address too. */
const mailed: Definition = {
  ...card,
  data: { ...card.data, properties: { ...card.data.properties, email: { $ref: 'std:email' } } },
  questions: { ...card.questions, email: { label: w('Email address') } },
  pages: [{ id: 'name', ask: ['name', 'code', 'email'], heading: w('Your name') }, ...card.pages.slice(1)],
};

onEveryDatabase<FormTables>('Handing over', formMigrations, (opened) => {
  const key = newKey();
  let store: FormStore;
  let time: Date;
  let person: Person | undefined;
  const now = () => time;
  before(() => void (store = formStore(opened().database, key, { now })));
  beforeEach(() => {
    time = new Date('2026-11-27T12:00:00Z');
    person = undefined;
  });
  const identity = {
    person: () => Promise.resolve(person),
    signIn: () => Promise.resolve(new Response(null, { status: 303, headers: { Location: '/sign-in' } })),
  };
  const borrower = (options: Partial<FormsOptions> = {}) =>
    new Borrower(store, { definitions: [mailed], now, identity, ...options });
  const begun = async (options: Partial<FormsOptions> = {}, email = 'ada@example.org') => {
    const somebody = borrower(options);
    await somebody.begin();
    await somebody.goOn({ name: 'Ada Lovelace', code: '', email });
    return somebody;
  };
  /** Asks for a code from the page that somebody stands at, by the link that is on it. */
  const codeOf = async (somebody: Borrower) => {
    await somebody.open(somebody.page.$('a[href*="/save"]').attr('href')!);
    await somebody.goOn({}, 'hand-over');
    return somebody.page.$('p.plaza-heading-xl bdi').text();
  };
  const comeWith = async (code: string, options: Partial<FormsOptions> = {}) => {
    const elsewhere = borrower(options);
    await elsewhere.open('/card/return');
    await elsewhere.goOn({ code }, 'return');
    return elsewhere;
  };

  it('shows a code that can be read out, where to type it, what is asked there and until when', async () => {
    const somebody = await begun();
    const code = await codeOf(somebody);
    assert.match(code, /^[2-9CDFGHJKMNPRTWXZ]{5}-[2-9CDFGHJKMNPRTWXZ]{5}$/);
    assert.match(
      somebody.page.text,
      /^Continue on another device On the other device, open:http:\/\/localhost\/card\/return Type this code there: \S+ Then we ask for this, .*: Email address The code works once, until December 4, 2026 at 12:00 PM\. If you get another one, this one stops working\. Go on here$/,
    );
    assert.doesNotMatch(somebody.page.text, /ada@/);
    assert.equal(somebody.page.response.headers.get('cache-control'), 'no-store');
    assert.doesNotMatch(somebody.path, new RegExp(code));
  });

  it('asks who comes for what they wrote, and goes on with all answers at the same page', async () => {
    const somebody = await begun();
    await somebody.goOn();
    await somebody.open(somebody.address.replace(/group$/, 'name'));
    const elsewhere = await comeWith(await codeOf(somebody));
    assert.equal(elsewhere.page.heading, 'Show that it is you');
    assert.doesNotMatch(elsewhere.page.html, /Lovelace|ada@/);
    await elsewhere.goOn({ email: ' Ada@example.org' }, 'return');
    assert.equal(elsewhere.place, 'name');
    assert.equal(elsewhere.page.valueOf('Name'), 'Ada Lovelace');
    const { history } = (await store.find(somebody.draftId, elsewhere.visitor.cookies.split('=')[1]!))!.content;
    assert.deepEqual(
      history!.map(({ what, channel }) => [what, channel]),
      [
        ['begun', 'web'],
        ['handed-over', 'web'],
      ],
    );
    await somebody.open(`/card/draft/${somebody.draftId}/name`); // both have it
    assert.equal(somebody.page.status, 200);
  });

  it('goes on where something is to be answered, if nobody looked at another page', async () => {
    const somebody = await begun();
    const elsewhere = await comeWith(await codeOf(somebody));
    await elsewhere.goOn({ email: 'ada@example.org' }, 'return');
    assert.equal(elsewhere.place, 'know');
  });

  it('works once, for seven days, and not after a newer code', async () => {
    const somebody = await begun({}, '');
    const code = await codeOf(somebody);
    assert.match(somebody.page.text, /Whoever has the code can see your answers/);
    assert.equal((await comeWith(code.toLowerCase().replace('-', ' '))).place, 'know');
    assert.match((await comeWith(code)).page.errorOf('code'), /We do not know this code/);
    await somebody.open(`/card/draft/${somebody.draftId}/know`);
    const older = await codeOf(somebody);
    await somebody.open(`/card/draft/${somebody.draftId}/know`);
    const newer = await codeOf(somebody);
    assert.match((await comeWith(older)).page.errorOf('code'), /We do not know this code/);
    time = new Date('2026-12-04T12:00:01Z');
    assert.match((await comeWith(newer)).page.errorOf('code'), /We do not know this code/);
    time = new Date('2026-11-27T12:00:00Z');
    const asking = await codeOf(await begun());
    time = new Date('2026-12-04T12:00:01Z');
    assert.match((await comeWith(asking)).page.errorOf('code'), /We do not know this code/);
  });

  it('works for nobody longer than the draft is kept', async () => {
    const somebody = await begun({ keepDays: 2 }, '');
    await codeOf(somebody);
    assert.match(somebody.page.text, /until November 29, 2026/);
  });

  it('opens to one of two who come in the same moment', async () => {
    const somebody = await begun({}, '');
    const code = await codeOf(somebody);
    const came = await Promise.all([comeWith(code), comeWith(code), comeWith(code)]);
    assert.equal(came.filter(({ place }) => place === 'know').length, 1);
  });

  it('says what is wrong, keeps what was typed, and gives the code up after five times', async () => {
    const somebody = await begun();
    const code = await codeOf(somebody);
    const eve = await comeWith(code);
    for (let times = 0; times < 4; times++) {
      await eve.goOn({ email: 'eve@example.org' }, 'return');
      assert.equal(eve.page.status, 422);
      assert.equal(eve.page.errorOf('email'), 'This is not what was written before. Check it and try again');
      assert.equal(eve.page.valueOf('Email address'), 'eve@example.org');
    }
    await eve.goOn({ email: 'no address' }, 'return');
    assert.match(eve.page.errorOf('code'), /This code does not work any more/);
    assert.match((await comeWith(code)).page.errorOf('code'), /We do not know this code/);
    assert.equal((await somebody.open(`/card/draft/${somebody.draftId}/name`)).status, 200);
  });

  it('opens to the right answer at the last try', async () => {
    const code = await codeOf(await begun());
    const somebody = await comeWith(code);
    for (let times = 0; times < 4; times++) await somebody.goOn({ email: 'eve@example.org' }, 'return');
    await somebody.goOn({ email: 'ada@example.org' }, 'return');
    assert.equal(somebody.place, 'know');
  });

  it('cannot be skipped by a form that was tampered with', async () => {
    const code = await codeOf(await begun());
    const eve = await comeWith(code);
    for (const given of [{}, { email: '' }, { checking: '' }, { 'email/x': 'a' }]) {
      await eve.goOn(given as Record<string, string>, 'return');
      assert.equal(eve.page.heading, 'Show that it is you');
    }
  });

  it('asks whose it is to sign in, and nobody for an answer, where it belongs to somebody', async () => {
    const definitions = [{ ...mailed, identity: { level: 'low', required: false } } satisfies Definition];
    person = ada;
    const somebody = await begun({ definitions });
    const code = await codeOf(somebody);
    assert.match(somebody.page.text, /Then sign in there as you did here/);
    person = undefined;
    const elsewhere = await comeWith(code, { definitions });
    assert.equal(elsewhere.path, '/sign-in');
    person = ada;
    await elsewhere.open(`/card/draft/${somebody.draftId}/know`);
    assert.equal(elsewhere.place, 'know');
  });

  it('takes the draft from a device that others use, once somebody has it elsewhere', async () => {
    const kiosk = await begun({ isShared: () => true });
    const code = await codeOf(kiosk);
    assert.equal((await kiosk.open(`/card/draft/${kiosk.draftId}/name`)).status, 200);
    const home = await comeWith(code);
    await home.goOn({ email: 'ada@example.org' }, 'return');
    assert.equal(home.place, 'know');
    assert.equal((await kiosk.open(`/card/draft/${kiosk.draftId}/name`)).status, 404);
  });

  it('keeps neither the code nor the page readable', async () => {
    const code = await codeOf(await begun());
    const rows = await opened().database.selectFrom('forms_hand_over').selectAll().execute();
    assert.ok(rows.length > 0);
    const text = rows.map((row) => `${row.code} ${Buffer.from(row.content).toString('latin1')}`).join();
    assert.doesNotMatch(text, new RegExp(`${code.replace('-', '')}|${code}|know`));
  });

  it('is limited for one draft, and says so where the code would be', async () => {
    const limits = { byDraft: { 'hand-over': { most: 1, minutes: 10 } } };
    const somebody = await begun({ limits });
    await codeOf(somebody);
    await somebody.open(`/card/draft/${somebody.draftId}/save`);
    await somebody.goOn({}, 'hand-over');
    assert.equal(somebody.page.status, 429);
    assert.match(somebody.page.notice, /Your answers are kept\. Wait 10 minutes/);
  });

  it('counts wrong answers as wrong codes', async () => {
    const code = await codeOf(await begun());
    const limits = { byClient: { code: { most: 1, minutes: 10 } } };
    const eve = await comeWith(code, { limits, client: () => '203.0.113.7' });
    await eve.goOn({ email: 'eve@example.org' }, 'return');
    await eve.goOn({ email: 'eve@example.org' }, 'return');
    assert.equal(eve.page.status, 429);
  });

  describe('beside links by email', () => {
    it('is offered too', async () => {
      const post = letters({ database: opened().database, key, now, mail: { send: () => Promise.resolve() } });
      const somebody = await begun({ letters: post });
      assert.match(await codeOf(somebody), /-/);
    });
  });
});
