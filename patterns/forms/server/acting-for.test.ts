/** A service for people who come for others: whose a draft is, what is sent, and that a mandate counts when it is sent. */
import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { hasPoppler, OpenedPdf } from '../../pdf/testing.ts';
import { Client } from '../conformance/client.ts';
import type { Definition } from '../definition/definition.ts';
import { messageOf } from './destinations.ts';
import type { ActingFor, IdentityPort, Person, Representing, SignInWish } from './identity-port.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card } from './testing.ts';

const ada: Person = { issuer: 'https://id.example', subject: '7', level: 'high', name: 'Ada' };
const mill: Representing = {
  kind: 'company',
  id: '51000001-0',
  name: 'The Mill',
  mandateId: 'mandate-1',
  scope: ['cards'],
  validUntil: '2026-03-02',
};
const adaForMill: Person = { ...ada, representing: mill };
const forAll: Definition = {
  ...card,
  identity: { level: 'low', required: true, actingFor: ['self', 'mandate', 'company'], mandateScope: 'cards' },
};

onEveryDatabase<FormTables>('A service for people who come for others', formMigrations, (opened) => {
  let store: FormStore;
  let person: Person | undefined;
  let mandate: Awaited<ReturnType<NonNullable<IdentityPort['mandate']>>> | Error;
  let asked: (string | undefined)[];
  let wishes: SignInWish[];
  let time: Date;
  before(() => void (store = formStore(opened().database, newKey(), { now: () => time })));
  beforeEach(() => {
    [person, mandate, asked, wishes] = [adaForMill, 'holds', [], []];
    time = new Date('2026-03-02T12:00:00Z');
  });
  const identity = (actsFor: readonly ActingFor[] = ['self', 'mandate', 'company']): IdentityPort => ({
    actsFor,
    person: () => Promise.resolve(person),
    signIn(_request, wish) {
      wishes.push(wish);
      return Promise.resolve(new Response(null, { status: 303, headers: { Location: '/sign-in' } }));
    },
    mandate(_request, scope) {
      asked.push(scope);
      return mandate instanceof Error ? Promise.reject(mandate) : Promise.resolve(mandate);
    },
  });
  const options = (definition: Definition) => ({
    definitions: [definition],
    identity: identity(),
    now: () => time,
    log: () => {},
  });
  const borrower = (definition = forAll) => new Borrower(store, options(definition));
  const begun = async (definition = forAll) => {
    const somebody = borrower(definition);
    await somebody.begin();
    return somebody;
  };
  const ready = async () => {
    const somebody = borrower();
    await somebody.answerAll();
    return somebody;
  };
  const sentBy = async (somebody: Borrower) => (await store.sent(somebody.address.split('/').at(-1)!))!;

  it('asks for whom they come, and for a mandate that allows it', async () => {
    person = undefined;
    const somebody = await begun();
    assert.equal(somebody.path, '/sign-in');
    const { actingFor, mandateScope, owner } = wishes[0]!;
    assert.deepEqual([actingFor, mandateScope, owner], [['self', 'mandate', 'company'], 'cards', undefined]);
  });

  it('asks people to come for themselves where it is for nobody else', async () => {
    const somebody = await begun({ ...card, identity: { level: 'low', required: true } });
    assert.equal(somebody.path, '/sign-in');
    assert.deepEqual(wishes[0]!.actingFor, ['self']);
    person = ada;
    await somebody.open(wishes[0]!.returnTo);
    assert.equal(somebody.page.heading, 'Your name');
  });

  it('takes somebody for nobody who comes for another, where it only offers sign-in', async () => {
    const somebody = await begun({ ...card, identity: { level: 'low', required: false } });
    assert.equal(somebody.page.$('button[value="sign-in"]').length, 1);
    await somebody.answerAll();
    await somebody.goOn({}, 'send');
    assert.equal('person' in messageOf(await sentBy(somebody), []), false);
  });

  it('lets nobody in whose mandate does not allow it', async () => {
    person = { ...ada, representing: { ...mill, scope: ['payments'] } };
    assert.equal((await begun()).path, '/sign-in');
  });

  it('does not run where nobody lets people come for whom they have to', () => {
    const forOthers = {
      ...forAll,
      identity: { level: 'low', required: false, actingFor: ['company', 'mandate'] },
    } as const;
    const made = (definition: Definition, port: IdentityPort) =>
      new Borrower(store, { ...options(definition), identity: port });
    const { actsFor: _all, ...silent } = identity();
    assert.throws(() => made(forOthers, silent), { code: 'no-acting-for', message: /for: company, mandate, and no/ });
    assert.throws(() => made(forOthers, identity(['self'])), { code: 'no-acting-for' });
    assert.doesNotThrow(() => made(forOthers, identity(['self', 'mandate'])));
    assert.doesNotThrow(() => made(forAll, silent));
    assert.doesNotThrow(() => new Borrower(store, { definitions: [forOthers] }));
  });

  describe('and a draft that was begun for a company', () => {
    it('is not shown to the same person who comes for themself or for another', async () => {
      const somebody = await begun();
      await somebody.goOn({ name: 'Lovelace' });
      const at = somebody.address.replace(/know$/, 'name');
      const others: (Person | undefined)[] = [
        ada,
        { ...ada, representing: { ...mill, id: '51000002-9' } },
        { ...ada, representing: { ...mill, kind: 'person' } },
        { ...adaForMill, subject: '8' },
        undefined,
      ];
      for (person of others) {
        await somebody.open(at);
        assert.equal(somebody.path, '/sign-in');
        assert.doesNotMatch(somebody.page.text, /Lovelace/);
        assert.deepEqual(wishes.at(-1)!.owner, { issuer: ada.issuer, subject: '7', representing: mill });
      }
      person = adaForMill;
      await somebody.open(at);
      assert.equal(somebody.page.valueOf('Name'), 'Lovelace');
    });

    it('is not shown to who began it for themself and comes for a company now', async () => {
      person = ada;
      const somebody = await begun();
      await somebody.goOn({ name: 'Lovelace' });
      person = adaForMill;
      await somebody.open(somebody.address);
      assert.equal(somebody.path, '/sign-in');
      assert.deepEqual(wishes.at(-1)!.owner, { issuer: ada.issuer, subject: '7' });
    });

    it('says before and after it is sent for whom it is, and tells whoever gets it', async () => {
      const somebody = await ready();
      assert.equal(somebody.page.answer('Sent by'), 'Ada');
      assert.equal(somebody.page.answer('For the company or organisation'), 'The Mill (51000001-0)');
      await somebody.goOn({}, 'send');
      assert.equal(somebody.page.heading, 'Sent');
      assert.equal(somebody.page.answer('For the company or organisation'), 'The Mill (51000001-0)');
      assert.deepEqual(messageOf(await sentBy(somebody), []).person, adaForMill);
      assert.deepEqual(asked, ['cards']);
    });

    it('says it on the copy', { skip: !hasPoppler && 'poppler is not installed (Debian: poppler-utils)' }, async () => {
      const somebody = await ready();
      await somebody.goOn({}, 'send');
      const response = await somebody.site.fetch(
        new Request(`http://localhost${somebody.address}/copy.pdf`, { headers: { cookie: somebody.visitor.cookies } }),
      );
      const copy = new OpenedPdf(await response.bytes());
      const at = copy.textsOf('Lbl').indexOf('For the company or organisation');
      assert.equal(copy.textsOf('LBody')[at], 'The Mill (51000001-0)');
    });

    it('knows the mandate by which it is sent, where there is a new one', async () => {
      const somebody = await ready();
      person = { ...ada, representing: { ...mill, mandateId: 'mandate-2', validUntil: '2027-01-01' } };
      await somebody.open(somebody.address);
      await somebody.goOn({}, 'send');
      assert.equal(messageOf(await sentBy(somebody), []).person?.representing?.mandateId, 'mandate-2');
    });

    it('says nothing of it where somebody comes for themself, and asks nobody', async () => {
      person = ada;
      const somebody = await ready();
      assert.equal(somebody.page.answer('Sent by'), '');
      await somebody.goOn({}, 'send');
      assert.equal(somebody.page.heading, 'Sent');
      assert.deepEqual(asked, []);
    });
  });

  describe('and a mandate that changes before it is sent', () => {
    const nothingLost = async (somebody: Borrower) => {
      time = new Date('2026-03-02T12:00:00Z');
      mandate = 'holds';
      await somebody.open(somebody.page.$('main a[href$="/check"]').attr('href')!);
      assert.match(somebody.page.text, /Ada/);
      await somebody.goOn({}, 'send');
      assert.equal(somebody.page.heading, 'Sent');
    };

    it('sends nothing after its last day, says so, and loses nothing', async () => {
      const somebody = await ready();
      time = new Date('2026-03-03T12:00:00Z');
      await somebody.goOn({}, 'send');
      assert.deepEqual([somebody.page.status, somebody.page.heading], [403, 'You may not act for The Mill any more']);
      assert.match(somebody.page.text, /What you wrote is kept until .*2026/);
      await nothingLost(somebody);
    });

    it('sends nothing after it was taken back, says so, and loses nothing', async () => {
      const somebody = await ready();
      mandate = 'gone';
      await somebody.goOn({}, 'send');
      assert.deepEqual([somebody.page.status, somebody.page.heading], [403, 'You may not act for The Mill any more']);
      await nothingLost(somebody);
    });

    it('sends nothing while nobody can say, and says that it is not because of them', async () => {
      for (const trouble of ['unknown', new Error('broken')] as const) {
        const somebody = await ready();
        mandate = trouble;
        await somebody.goOn({}, 'send');
        assert.equal(somebody.page.status, 503);
        assert.equal(somebody.page.response.headers.get('retry-after'), '60');
        assert.match(somebody.page.text, /Nothing was sent yet.*It is not because of you/);
        await nothingLost(somebody);
      }
    });

    it('asks them to sign in again where it takes that, and back to their answers', async () => {
      const somebody = await ready();
      const at = somebody.address;
      mandate = 'again';
      await somebody.goOn({}, 'send');
      assert.equal(somebody.path, '/sign-in');
      const { returnTo, maxAgeSec, owner } = wishes.at(-1)!;
      assert.deepEqual([returnTo, maxAgeSec, owner?.representing], [at, 300, mill]);
    });

    it('tells programs by a code', async () => {
      const somebody = borrower();
      const client = new Client('http://localhost/card/api', (request) => somebody.site.fetch(request));
      const { body } = await client.ask('POST', '/drafts', {});
      const [id, key] = [body.id as string, body.key as string];
      const send = () => client.ask('POST', `/drafts/${id}/submission`, { key, json: {}, revision: 1 });
      for (const [state, status, code] of [
        ['gone', 403, 'mandate-gone'],
        ['unknown', 503, 'mandate-unknown'],
        ['again', 401, 'sign-in'],
      ] as const) {
        mandate = state;
        const answer = await send();
        assert.deepEqual([answer.status, answer.body.code], [status, code]);
      }
    });

    it('gives what was sent once more, whatever became of the mandate since', async () => {
      const somebody = await ready();
      const stillOpen = somebody.page;
      await somebody.goOn({}, 'send');
      const at = somebody.address;
      mandate = 'gone';
      time = new Date('2026-03-03T12:00:00Z');
      const { response } = await somebody.send({}, 'send', stillOpen);
      assert.equal(response.headers.get('location'), at);
    });
  });

  describe('and what was sent', () => {
    it('is opened by its address by nobody else, nor by the same person for another', async () => {
      const somebody = await ready();
      await somebody.goOn({}, 'send');
      const at = somebody.address;
      for (person of [undefined, ada, { ...adaForMill, subject: '8' }])
        for (const place of [at, `${at}?language=es`, `${at}/copy.pdf`]) {
          const { response, text } = await somebody.visitor.open(place);
          assert.deepEqual([response.status, response.headers.get('location')], [303, '/sign-in'], place);
          assert.doesNotMatch(text, /Ada|Mill/);
          assert.equal(wishes.at(-1)!.returnTo, place);
          assert.deepEqual(wishes.at(-1)!.owner?.representing, mill);
        }
      person = adaForMill;
      await somebody.open(at);
      assert.equal(somebody.page.heading, 'Sent');
      assert.equal((await somebody.visitor.open(`${at}/copy.pdf`)).status, 200);
    });

    it('is told to no program of somebody else', async () => {
      const somebody = await ready();
      await somebody.goOn({}, 'send');
      const path = `/card/api/sent/${somebody.address.split('/').at(-1)!}`;
      assert.equal((await somebody.visitor.open(path)).status, 200);
      person = undefined;
      assert.equal((await somebody.visitor.open(path)).status, 401);
    });

    it('is found by nobody where nobody can sign in any more', async () => {
      const somebody = await ready();
      await somebody.goOn({}, 'send');
      const later = new Borrower(store, { definitions: [card], now: () => time });
      later.visitor.cookies = somebody.visitor.cookies;
      assert.equal((await later.visitor.open(somebody.address)).status, 404);
    });

    it('opens by its address where nobody was signed in', async () => {
      person = undefined;
      const somebody = borrower(card);
      await somebody.answerAll();
      await somebody.goOn({}, 'send');
      await somebody.open(somebody.address);
      assert.equal(somebody.page.heading, 'Sent');
    });
  });
});
