/** A service that knows who is signed in: whose a draft is, when sign-in is asked for, and that nothing typed is lost by it. */
import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import type { Definition } from '../definition/definition.ts';
import { Client } from '../conformance/client.ts';
import { messageOf } from './destinations.ts';
import type { Person, SignInWish } from './identity-port.ts';
import { formData } from '../../../examples/testing/visitor.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card, w } from './testing.ts';

const ada: Person = {
  issuer: 'https://id.example',
  subject: '7',
  level: 'low',
  name: 'Ada',
  nationalId: { scheme: 'CL-RUN', value: '111111111' },
};
const eve: Person = { issuer: 'https://id.example', subject: '8', level: 'high' };
const offering: Definition = { ...card, identity: { level: 'low', required: false } };
const asking: Definition = { ...card, identity: { level: 'substantial', required: true } };

onEveryDatabase<FormTables>('A service with sign-in', formMigrations, (opened) => {
  let store: FormStore;
  let person: Person | undefined;
  let wishes: SignInWish[];
  let logged: string[];
  before(() => void (store = formStore(opened().database, newKey())));
  beforeEach(() => {
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
  const borrower = (definition: Definition) =>
    new Borrower(store, { definitions: [definition], identity, log: (entry) => logged.push(JSON.stringify(entry)) });
  const begun = async (definition: Definition) => {
    const somebody = borrower(definition);
    await somebody.begin();
    return somebody;
  };
  const signedInFrom = async (somebody: Borrower, who: Person) => {
    person = who;
    return somebody.open(wishes.at(-1)!.returnTo);
  };

  describe('that offers it', () => {
    it('says so on each page of questions, and asks nobody for it', async () => {
      const somebody = await begun(offering);
      assert.equal(somebody.page.$('button[value="sign-in"]').text(), 'Sign in');
      assert.equal(somebody.page.$('button[value="sign-in"]').attr('formnovalidate'), '');
      await somebody.goOn({ name: 'Ada' });
      await somebody.goOn();
      await somebody.goOn({ group: 'a' });
      assert.equal(somebody.page.$('button[value="sign-in"]').length, 0); // everything is answered
      await somebody.goOn({}, 'send');
      assert.equal(somebody.page.heading, 'Sent');
      assert.deepEqual(wishes, []);
    });

    it('keeps what is typed on the page, right and wrong, and has it there after signing in', async () => {
      const somebody = await begun(offering);
      const long = 'x'.repeat(3000);
      await somebody.goOn({ name: long, code: ' 12' }, 'sign-in');
      const { purpose, level, owner, language } = wishes[0]!;
      assert.deepEqual([purpose, level, owner, language], ['For “Get a card”.', 'low', undefined, 'en']);
      const { typed } = (await store.find(wishes[0]!.returnTo.split('/')[3]!, somebody.visitor.cookies.split('=')[1]!))!
        .content;
      assert.deepEqual(
        typed!.fields.map(([name]) => name),
        ['name', 'code'],
      );
      await signedInFrom(somebody, ada);
      assert.equal(somebody.place, 'name');
      assert.equal(somebody.page.valueOf('Name'), long);
      assert.equal(somebody.page.valueOf('Code (optional)'), ' 12');
      assert.equal(somebody.page.$('button[value="sign-in"]').length, 0);
      await somebody.goOn({ name: 'Ada', code: '' });
      await somebody.open(somebody.address.replace(/\/know$/, '/name'));
      assert.equal(somebody.page.valueOf('Name'), 'Ada');
    });

    it('tells who gets the answers who signed in', async () => {
      person = ada;
      const somebody = borrower(offering);
      await somebody.answerAll();
      await somebody.goOn({}, 'send');
      const message = messageOf((await store.sent(somebody.address.split('/').at(-1)!))!, []);
      assert.deepEqual(message.person, ada);
    });

    it('tells them how surely it is known when it is sent, where that is more than when it was begun', async () => {
      person = ada;
      const somebody = borrower(offering);
      await somebody.answerAll();
      person = { ...ada, level: 'high' };
      await somebody.open(somebody.address);
      await somebody.goOn({}, 'send');
      const message = messageOf((await store.sent(somebody.address.split('/').at(-1)!))!, []);
      assert.equal(message.person!.level, 'high');
    });

    it('belongs to whoever begins it, from the first moment', async () => {
      person = ada;
      const somebody = borrower(offering);
      await somebody.open('/card');
      const begins = await somebody.send({}, 'start');
      person = eve;
      await somebody.open(begins.response.headers.get('location')!);
      assert.deepEqual(wishes.at(-1)!.owner, { issuer: 'https://id.example', subject: '7' });
    });

    it('tells nobody where nobody did', async () => {
      const somebody = borrower(offering);
      await somebody.answerAll();
      await somebody.goOn({}, 'send');
      assert.equal('person' in messageOf((await store.sent(somebody.address.split('/').at(-1)!))!, []), false);
    });

    it('does not write down who it is', async () => {
      person = ada;
      const somebody = borrower(offering);
      await somebody.answerAll();
      await somebody.open('/card/draft/nothing');
      assert.doesNotMatch(logged.join(), /111111111|id\.example|Ada/);
    });
  });

  describe('that has no use for it', () => {
    it('neither keeps nor tells who somebody is, and is there for whoever comes back with the code', async () => {
      person = ada;
      const somebody = borrower(card);
      await somebody.answerAll();
      assert.equal(somebody.page.$('button[value="sign-in"]').length, 0);
      person = eve;
      await somebody.open(somebody.address);
      assert.equal(somebody.place, 'check');
      await somebody.goOn({}, 'send');
      assert.equal('person' in messageOf((await store.sent(somebody.address.split('/').at(-1)!))!, []), false);
    });
  });

  describe('that asks for it', () => {
    it('lets nobody in without it, and lets people in with it', async () => {
      const somebody = await begun(asking);
      assert.equal(somebody.path, '/sign-in');
      assert.equal(wishes[0]!.level, 'substantial');
      await signedInFrom(somebody, { ...ada, level: 'high' });
      assert.equal(somebody.page.heading, 'Your name');
    });

    it('does not run where nobody can sign in', () => {
      assert.throws(() => new Borrower(store, { definitions: [asking] }), { code: 'no-sign-in' });
    });

    it('is not content with less than it asks for', async () => {
      const somebody = await begun(asking);
      await signedInFrom(somebody, ada);
      assert.equal(somebody.path, '/sign-in');
      await signedInFrom(somebody, { ...ada, level: 'substantial' });
      assert.equal(somebody.page.heading, 'Your name');
    });

    it('lets people find out first whether it is for them', async () => {
      const somebody = await begun({
        ...asking,
        journey: 'task-list',
        sections: [{ id: 'rest', title: w('The rest') }],
        pages: card.pages.map((page, index) => (index ? { ...page, section: 'rest' } : page)),
      });
      assert.equal(somebody.page.heading, 'Your name');
      assert.equal(somebody.page.$('button[value="sign-in"]').length, 0);
      await somebody.goOn({ name: 'Ada' });
      assert.equal(somebody.path, '/sign-in');
      await signedInFrom(somebody, { ...ada, level: 'substantial' });
      assert.equal(somebody.place, 'tasks');
    });

    it('answers programs 401', async () => {
      const somebody = borrower(asking);
      const client = new Client('http://localhost/card/api', (request) => somebody.site.fetch(request));
      const { body } = await client.ask('POST', '/drafts', {});
      const key = body.key as string;
      assert.equal((await client.ask('GET', `/drafts/${body.id as string}`, { key })).status, 401);
      person = { ...ada, level: 'substantial' };
      assert.equal((await client.ask('GET', `/drafts/${body.id as string}`, { key })).status, 200);
      person = eve;
      assert.equal((await client.ask('GET', `/drafts/${body.id as string}`, { key })).status, 404);
    });
  });

  describe('whose draft belongs to somebody', () => {
    let somebody: Borrower;
    beforeEach(async () => {
      person = ada;
      somebody = await begun(offering);
      await somebody.goOn({ name: 'Ada Lovelace' });
    });

    it('shows it to nobody else, and says whose sign-in it takes', async () => {
      const at = somebody.address;
      for (const other of [eve, { ...ada, issuer: 'https://other.example' }, undefined]) {
        person = other;
        for (const place of ['name', 'check', 'save', 'delete', 'nothing']) {
          await somebody.open(at.replace(/know$/, place));
          assert.equal(somebody.path, '/sign-in', place);
          assert.doesNotMatch(somebody.page.text, /Lovelace/);
          assert.deepEqual(wishes.at(-1)!.owner, { issuer: 'https://id.example', subject: '7' });
        }
      }
      person = ada;
      await somebody.open(at.replace(/know$/, 'name'));
      assert.equal(somebody.page.valueOf('Name'), 'Ada Lovelace');
    });

    it('lets nobody else write in it, send it or delete it', async () => {
      await somebody.open(somebody.address.replace(/know$/, 'name'));
      person = eve;
      await somebody.goOn({ name: 'Eve' });
      assert.equal(somebody.path, '/sign-in');
      await signedInFrom(somebody, ada);
      assert.equal(somebody.page.valueOf('Name'), 'Ada Lovelace');
      for (const place of ['check', 'delete', 'save'] as const) {
        await somebody.open(somebody.address.replace(/[^/]+$/, place));
        person = undefined;
        await somebody.goOn({}, place === 'check' ? 'send' : place);
        assert.equal(somebody.path, '/sign-in', place);
        await signedInFrom(somebody, ada);
      }
      assert.notEqual(somebody.page.heading, 'Sent');
    });

    it('keeps what its person writes after their session ended, right and wrong, and has it there when they are back', async () => {
      await somebody.open(somebody.address.replace(/know$/, 'name'));
      for (const written of ['Augusta', 'x'.repeat(3000)]) {
        person = undefined;
        await somebody.goOn({ name: written });
        assert.equal(somebody.path, '/sign-in');
        await signedInFrom(somebody, ada);
        assert.equal(somebody.place, 'name');
        assert.equal(somebody.page.valueOf('Name'), written);
      }
    });

    it('shows nothing of it to whoever sends a form after that, with or without a proof', async () => {
      await somebody.open(somebody.address.replace(/know$/, 'name'));
      const { hidden } = somebody.page;
      person = undefined;
      for (const [proof, action] of [
        [hidden, 'language'],
        [hidden, 'wrong'],
        [hidden, 'continue'],
        [{}, 'continue'],
      ] as const) {
        const path = `${somebody.address}?turn=1`;
        const { response, text } = await somebody.visitor.post(formData({ ...proof, name: '', action }), path);
        assert.equal(response.headers.get('location'), '/sign-in', action);
        assert.doesNotMatch(text, /Lovelace/);
      }
    });

    it('shows nobody else what was sent, whatever they press on a page that is still open', async () => {
      await somebody.goOn();
      const stillOpen = somebody.page;
      await somebody.goOn({ group: 'a' });
      const at = somebody.address.replace(/check$/, 'group');
      await somebody.goOn({}, 'send');
      assert.equal(somebody.page.heading, 'Sent');
      person = undefined;
      const { response } = await somebody.send({ group: 'a' }, 'continue', stillOpen);
      assert.equal(response.headers.get('location'), '/sign-in');
      await somebody.open(at);
      assert.equal(somebody.path, '/sign-in');
    });

    it('asks for the same sign-in on another device', async () => {
      await somebody.open(somebody.address.replace(/know$/, 'save'));
      await somebody.goOn({}, 'save');
      const code = /[2-9A-Z]{5}-[2-9A-Z]{5}/.exec(somebody.page.text)?.[0] ?? '';
      assert.notEqual(code, '');
      const elsewhere = borrower(offering);
      person = undefined;
      await elsewhere.open('/card/return');
      await elsewhere.goOn({ code });
      assert.equal(elsewhere.path, '/sign-in');
      await signedInFrom(elsewhere, ada);
      assert.equal(elsewhere.place, 'know');
    });
  });
});
