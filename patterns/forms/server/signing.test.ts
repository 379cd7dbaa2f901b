/** A form that is signed by signing in again: by whom, when, about which answers, and that nothing is lost or sent twice by it. */
import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { formData } from '../../../examples/testing/visitor.ts';
import { hasPoppler, OpenedPdf } from '../../pdf/testing.ts';
import { Client } from '../conformance/client.ts';
import type { Definition } from '../definition/definition.ts';
import { messageOf } from './destinations.ts';
import type { Operation } from './door.ts';
import type { IdentityPort, Person, SignInWish } from './identity-port.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card, w } from './testing.ts';

const ada: Person = { issuer: 'https://id.example', subject: '7', level: 'substantial', name: 'Ada' };
const eve: Person = { issuer: 'https://id.example', subject: '8', level: 'high' };
const signed: Definition = {
  ...card,
  identity: { level: 'low', required: true },
  declarations: [
    { id: 'read', kind: 'tick', text: w('I read it.') },
    { id: 'name', kind: 'typed-name', text: w('I ask for it.') },
    { id: 'true', kind: 're-authentication', level: 'substantial', text: w('It is true.') },
  ],
};
const declared = { 'declarations/read': 'yes', 'declarations/name': 'Ada L.' };
const minute = 60_000;

onEveryDatabase<FormTables>('A form that is signed by signing in again', formMigrations, (opened) => {
  let store: FormStore;
  let time: Date;
  let person: Person | undefined;
  let signedInAt: Date | undefined;
  let wishes: SignInWish[];
  let logged: string[];
  let operation: Operation | undefined;
  let mandate: 'holds' | 'gone';
  before(() => void (store = formStore(opened().database, newKey(), { now: () => time })));
  beforeEach(() => {
    time = new Date('2026-03-02T12:00:00Z');
    [wishes, logged, operation, mandate] = [[], [], undefined, 'holds'];
    signIn(ada);
  });
  const signIn = (who: Person | undefined, at = time) => {
    person = who;
    signedInAt = at;
  };
  const later = (milliseconds: number) => void (time = new Date(time.getTime() + milliseconds));
  const identity: IdentityPort = {
    actsFor: ['self', 'company'],
    person: () => Promise.resolve(person),
    authentication: (_request, language) =>
      Promise.resolve(
        person && signedInAt && { person, at: signedInAt.toISOString(), provider: language === 'en' ? 'My ID' : '' },
      ),
    signIn(_request, wish) {
      wishes.push(wish);
      return Promise.resolve(new Response(null, { status: 303, headers: { Location: '/sign-in' } }));
    },
    mandate: () => Promise.resolve(mandate),
  };
  const borrower = (definition = signed, port: IdentityPort = identity) =>
    new Borrower(store, {
      definitions: [definition],
      identity: port,
      now: () => time,
      operation: () => operation,
      log: (entry) => logged.push(JSON.stringify(entry)),
    });
  /** Somebody who has pressed the button and is to sign in. */
  const leaving = async (definition = signed) => {
    const somebody = borrower(definition);
    await somebody.answerAll();
    later(minute);
    await somebody.goOn(declared, 'send');
    assert.equal(somebody.path, '/sign-in');
    return somebody;
  };
  const comeBack = (somebody: Borrower) => somebody.open(wishes.at(-1)!.returnTo);
  const countSent = async () =>
    (await opened().database.selectFrom('forms_submission').select('reference').execute()).length;
  const sentBy = async (somebody: Borrower) => (await store.sent(somebody.address.split('/').at(-1)!))!;
  /** Expects the page with the answers again, and that nothing was sent. */
  const isBack = (somebody: Borrower, says: RegExp) => {
    assert.equal(somebody.page.heading, 'Check your answers');
    assert.match(somebody.page.$('.plaza-notification').text(), says);
    assert.doesNotMatch(somebody.page.$('main form').attr('action')!, /signing=/);
  };

  it('says so before the button, which says it too', async () => {
    const somebody = borrower();
    await somebody.answerAll();
    assert.match(somebody.page.text, /It is true\. You sign this by signing in once more\./);
    assert.equal(somebody.page.$('button[value="send"]').text(), 'Sign and send');
    assert.equal(somebody.page.$('[name="declarations/true"]').length, 0);
  });

  it('asks for nothing of it where it is not declared', async () => {
    const never = { eq: [{ answer: 'name' }, 'Eve'] } as const;
    const declarations = signed.declarations!.map((each) =>
      each.id === 'true' ? { ...each, when: { eq: [...never.eq] } } : each,
    );
    const somebody = borrower({ ...signed, declarations } as Definition);
    await somebody.answerAll();
    assert.equal(somebody.page.$('button[value="send"]').text(), 'Send');
    assert.doesNotMatch(somebody.page.text, /signing in once more/);
    await somebody.goOn(declared, 'send');
    assert.equal(somebody.page.heading, 'Sent');
  });

  it('has them sign in again, at the level and by a provider that says when they did', async () => {
    await leaving();
    const { maxAgeSec, level, reauthenticates, owner, purpose, returnTo } = wishes.at(-1)!;
    assert.deepEqual(
      [maxAgeSec, level, reauthenticates, purpose],
      [0, 'substantial', true, 'To sign and send “Get a card”.'],
    );
    assert.deepEqual(owner, { issuer: ada.issuer, subject: ada.subject });
    assert.match(returnTo, /^\/card\/draft\/[\w-]{22,}\/sign\/[\w-]{22,}$/);
    assert.equal(
      wishes.every((wish) => wish.reauthenticates),
      true,
    );
  });

  it('asks for the highest level of several, also where people need not sign in before', async () => {
    const [read, name, truth] = signed.declarations!;
    const { level: _none, ...usual } = truth!;
    const declarations = [read!, name!, truth!, { ...usual, id: 'usual' }];
    await leaving({ ...signed, identity: { level: 'low', required: false }, declarations });
    const { level, owner } = wishes.at(-1)!;
    assert.deepEqual([level, owner?.subject], ['substantial', '7']);
  });

  it('asks for the level of the service where the declaration has none', async () => {
    const [read, name, truth] = signed.declarations!;
    const { level: _own, ...usual } = truth!;
    await leaving({ ...signed, declarations: [read!, name!, usual] });
    assert.equal(wishes.at(-1)!.level, 'low');
  });

  it('sends nobody to sign in before everything else is declared', async () => {
    const somebody = borrower();
    await somebody.answerAll();
    await somebody.goOn({ ...declared, 'declarations/name': '' }, 'send');
    assert.deepEqual(somebody.page.problems, { '#declarations-name': 'Write your full name to sign' });
    assert.equal(wishes.length, 0);
  });

  it('is sent when they are back, with how it was signed, and no token', async () => {
    const somebody = await leaving();
    later(minute);
    signIn(ada);
    await comeBack(somebody);
    assert.equal(somebody.page.heading, 'Sent');
    const form = await sentBy(somebody);
    const { declarations, person: sender } = messageOf(form, []);
    const [read, name, truth] = declarations;
    assert.deepEqual([read!.kind, name!.kind, name!.name], ['tick', 'typed-name', 'Ada L.']);
    assert.deepEqual([read!.signature, name!.signature], [undefined, undefined]);
    assert.deepEqual(truth, {
      id: 'true',
      kind: 're-authentication',
      text: 'It is true.',
      language: 'en',
      about: read!.about,
      signature: { level: 'substantial', at: time.toISOString(), issuer: ada.issuer, provider: 'My ID' },
    });
    assert.match(truth!.about, /^[\da-f]{64}$/);
    assert.equal(sender!.subject, '7');
    const said = 'Signed by signing in with My ID, March 2, 2026 at 12:02 PM (identity: checked)';
    assert.ok(somebody.page.text.replace(/\s+/g, ' ').includes(said), somebody.page.text);
    if (!hasPoppler) return;
    const copy = await somebody.site.fetch(
      new Request(`http://localhost${somebody.address}/copy.pdf`, { headers: { Cookie: somebody.visitor.cookies } }),
    );
    const text = new OpenedPdf(new Uint8Array(await copy.arrayBuffer())).text.replace(/\s+/g, ' ');
    assert.ok(text.includes(said), text);
  });

  it('is sent once, whatever is pressed and opened again', async () => {
    const somebody = borrower();
    await somebody.answerAll();
    later(minute);
    const before = await countSent();
    const stillOpen = somebody.page;
    await Promise.all(Array.from({ length: 3 }, () => somebody.send(declared, 'send', stillOpen)));
    assert.equal(new Set(wishes.map(({ returnTo }) => returnTo)).size, 1, 'three presses are one wish');
    assert.equal(wishes.length, 3);
    const { returnTo } = wishes[0]!;
    later(minute);
    signIn(ada);
    const answers = await Promise.all(Array.from({ length: 3 }, () => somebody.visitor.open(returnTo)));
    const places = new Set(answers.map(({ response }) => response.headers.get('location')));
    assert.equal(places.size, 1);
    await somebody.open(returnTo);
    assert.equal(somebody.page.heading, 'Sent');
    const again = await somebody.send(declared, 'send', stillOpen); // Back, to the page before
    assert.equal(again.response.headers.get('location'), [...places][0]);
    assert.equal(await countSent(), before + 1);
  });

  it('holds for an hour after it was pressed last', async () => {
    const somebody = borrower();
    await somebody.answerAll();
    await somebody.send(declared, 'send');
    later(55 * minute);
    await somebody.send(declared, 'send');
    later(55 * minute);
    signIn(ada);
    await comeBack(somebody);
    assert.equal(somebody.page.heading, 'Sent');
  });

  it('can be pressed again on a page that was left by it', async () => {
    const somebody = borrower();
    await somebody.answerAll();
    const stillOpen = somebody.page;
    await somebody.send(declared, 'send', stillOpen);
    const { response } = await somebody.send({ ...declared, 'declarations/name': 'Ada Lovelace' }, 'send', stillOpen);
    assert.equal(response.headers.get('location'), '/sign-in');
    assert.equal(new Set(wishes.map(({ returnTo }) => returnTo)).size, 2);
    later(minute);
    signIn(ada);
    await comeBack(somebody);
    assert.equal((await sentBy(somebody)).declarations[1]!.name, 'Ada Lovelace');
  });

  describe('is not sent', () => {
    let count: number;
    beforeEach(async () => void (count = await countSent()));
    const nothingWasSent = async () => assert.equal(await countSent(), count);

    it('where they cancel, or the provider is down: all is there, and can be signed then', async () => {
      const somebody = await leaving();
      await comeBack(somebody); // by “Go back”, signed in as before
      isBack(somebody, /Nothing was sent yet/);
      await nothingWasSent();
      assert.equal(somebody.page.$('[name="declarations/read"]').attr('checked'), 'checked');
      assert.equal(somebody.page.$('[name="declarations/name"]').val(), 'Ada L.');
      await somebody.goOn(declared, 'send');
      later(minute);
      signIn(ada);
      await comeBack(somebody);
      assert.equal(somebody.page.heading, 'Sent');
    });

    const stale: Record<string, (somebody: Borrower) => void> = {
      'before they pressed the button': () => signIn(ada, new Date(time.getTime() - 2 * minute)),
      'a moment before they pressed it, which the page had seen': () => undefined,
      'long ago, though after they pressed it': () => {
        signIn(ada);
        later(12 * minute);
      },
      'hours after they pressed it': () => {
        later(62 * minute);
        signIn(ada);
      },
      'at a time that is still to come': () => signIn(ada, new Date(time.getTime() + 5 * minute)),
      'at no time that can be read': () => void (signedInAt = { toISOString: () => 'lately' } as Date),
      'less surely than is asked': () => {
        later(minute);
        signIn({ ...ada, level: 'low' });
      },
    };
    for (const [name, come] of Object.entries(stale))
      it(`where they signed in ${name}`, async () => {
        const somebody = borrower();
        await somebody.answerAll();
        signIn(ada, new Date(time.getTime() - 1000));
        await somebody.goOn(declared, 'send');
        come(somebody);
        await comeBack(somebody);
        isBack(somebody, /Nothing was sent yet/);
        await nothingWasSent();
      });

    it('by a sign-in after an address that was made up, or of an earlier wish', async () => {
      const somebody = await leaving();
      const [first] = wishes.slice(-1);
      await comeBack(somebody);
      await somebody.goOn({ ...declared, 'declarations/name': 'Ada' }, 'send');
      later(minute);
      signIn(ada);
      for (const path of [first!.returnTo, first!.returnTo.replace(/[^/]+$/, 'nothing')]) {
        await somebody.open(path);
        isBack(somebody, /Nothing was sent yet/);
      }
      await nothingWasSent();
    });

    it('by somebody else, who sees nothing of it', async () => {
      const somebody = await leaving();
      later(minute);
      signIn(eve);
      await comeBack(somebody);
      assert.equal(somebody.path, '/sign-in');
      assert.deepEqual(wishes.at(-1)!.owner, { issuer: ada.issuer, subject: ada.subject });
      await nothingWasSent();
    });

    it('by somebody else who is signed in from one moment to the next', async () => {
      const somebody = await leaving();
      later(minute);
      let asked = 0;
      const port: IdentityPort = {
        ...identity,
        authentication: () =>
          Promise.resolve({ person: asked++ ? eve : ada, at: time.toISOString(), provider: 'My ID' }),
      };
      const { site } = borrower(signed, port);
      const headers = { Cookie: somebody.visitor.cookies };
      const { returnTo } = wishes.at(-1)!;
      const response = await site.fetch(new Request(`http://localhost${returnTo}`, { headers }));
      assert.match(response.headers.get('location')!, /\/check\?signing=again$/);
      await nothingWasSent();
    });

    it('by the same person who comes for another', async () => {
      const somebody = await leaving();
      later(minute);
      const representing = { kind: 'company', id: '5', mandateId: 'm', scope: [] } as const;
      signIn({ ...ada, representing });
      await comeBack(somebody);
      assert.equal(somebody.path, '/sign-in');
      await nothingWasSent();
    });

    it('where the answers were changed meanwhile: it says so, and what was ticked is to be ticked again', async () => {
      const somebody = await leaving();
      const { returnTo } = wishes.at(-1)!;
      await somebody.open(returnTo.replace(/sign\/.*/, 'name?return=check'));
      await somebody.goOn({ name: 'Augusta', code: '' });
      later(minute);
      signIn(ada);
      await somebody.open(returnTo);
      isBack(somebody, /answers were changed while you signed in/);
      assert.match(somebody.page.text, /Augusta/);
      assert.equal(somebody.page.$('[name="declarations/read"]').attr('checked'), undefined);
      assert.equal(somebody.page.$('[name="declarations/name"]').val(), '');
      await nothingWasSent();
      await somebody.goOn(declared, 'send');
      later(minute);
      signIn(ada);
      await comeBack(somebody);
      assert.deepEqual((await sentBy(somebody)).submission.data, { name: 'Augusta' });
    });

    it('where something is not answered any more', async () => {
      const open = w('Colour');
      const pages = [
        ...signed.pages,
        { id: 'colour', ask: ['colour'], when: { eq: [{ answer: 'name' }, 'Eve'] } },
      ] as Definition['pages'];
      const { type, properties, required } = signed.data as Required<Definition['data']>;
      const data = {
        type,
        properties: { ...properties, colour: { $ref: 'std:text' } },
        required: [...required, 'colour'],
      };
      const somebody = await leaving({
        ...signed,
        data,
        pages,
        questions: { ...signed.questions, colour: { label: open } },
      });
      const { returnTo } = wishes.at(-1)!;
      await somebody.open(returnTo.replace(/sign\/.*/, 'name?return=check'));
      await somebody.goOn({ name: 'Eve', code: '' });
      later(minute);
      signIn(ada);
      await somebody.open(returnTo);
      assert.equal(somebody.place, 'colour');
      await nothingWasSent();
    });

    it('while the service is stopped, and is when it goes on', async () => {
      const somebody = await leaving();
      later(minute);
      signIn(ada);
      operation = { state: 'paused', text: w('We move.') };
      await comeBack(somebody);
      assert.equal(somebody.page.status, 503);
      await nothingWasSent();
      operation = undefined;
      await comeBack(somebody);
      assert.equal(somebody.page.heading, 'Sent');
    });

    it('where they may not act any more for whom they come', async () => {
      const representing = { kind: 'company', id: '5', name: 'The Mill', mandateId: 'm', scope: [] } as const;
      signIn({ ...ada, representing });
      const somebody = await leaving({
        ...signed,
        identity: { level: 'low', required: true, actingFor: ['company'] },
      });
      later(minute);
      signIn({ ...ada, representing });
      mandate = 'gone';
      await comeBack(somebody);
      assert.equal(somebody.page.heading, 'You may not act for The Mill any more');
      await nothingWasSent();
    });

    it('by a program, which is told where a person does it', async () => {
      const somebody = borrower();
      await somebody.answerAll();
      const client = new Client('http://localhost/card/api', (request) => somebody.site.fetch(request));
      const { body: own } = await client.ask('POST', '/drafts', {});
      const key = own.key as string;
      const path = `/drafts/${own.id as string}`;
      let { revision } = own;
      for (const [at, answers] of [
        ['name', { name: 'Ada' }],
        ['know', {}],
        ['group', { group: null }],
      ] as const)
        ({ revision } = (await client.ask('PATCH', `${path}/pages/${at}`, { key, json: { answers }, revision })).body);
      const send = (declarations: object) =>
        client.ask('POST', `${path}/submission`, { key, json: { declarations }, revision });
      assert.equal((await send({ true: true })).status, 422, 'what is wrong is told first');
      const { status, headers, body } = await send({ read: true, name: 'Ada', true: true });
      assert.deepEqual([status, body.code], [403, 're-authentication']);
      assert.equal(headers.get('content-type'), 'application/problem+json');
      assert.match(body.detail as string, /signed by signing in on the pages/);
      assert.equal(body.page, `http://localhost/card/draft/${own.id as string}/check`);
      await nothingWasSent();
    });
  });

  it('takes somebody for nobody whose provider does not say when they signed in', async () => {
    signedInAt = undefined;
    const somebody = borrower();
    await somebody.begin();
    assert.equal(somebody.path, '/sign-in');
    assert.equal(wishes[0]!.reauthenticates, true);
    signIn(ada);
    await comeBack(somebody);
    assert.equal(somebody.page.heading, 'Your name');
  });

  it('becomes theirs who sign it, where people need not sign in before', async () => {
    signIn(undefined);
    const somebody = await leaving({ ...signed, identity: { level: 'low', required: false } });
    assert.deepEqual([wishes[0]!.owner, wishes[0]!.level], [undefined, 'substantial']);
    await comeBack(somebody);
    isBack(somebody, /Nothing was sent yet/);
    later(minute);
    signIn(ada);
    await comeBack(somebody);
    assert.equal(somebody.page.heading, 'Sent');
    assert.equal((await sentBy(somebody)).submission.person!.subject, '7');
  });

  it('does not run where nobody can sign in, or no provider says when they did', () => {
    const { authentication: _when, ...silent } = identity;
    const { signIn: _way, ...closed } = identity;
    const offered: Definition = { ...signed, identity: { level: 'low', required: false } };
    for (const port of [silent, closed, { ...identity, reauthenticates: false }])
      assert.throws(() => borrower(offered, port), { code: 'no-re-authentication', message: /card is signed by/ });
    assert.throws(() => new Borrower(store, { definitions: [offered] }), { code: 'no-re-authentication' });
    assert.throws(() => new Borrower(store, { definitions: [signed] }), { code: 'no-sign-in' });
  });

  it('takes nothing from a form that is sent to the address of its return', async () => {
    const somebody = await leaving();
    const count = await countSent();
    later(minute);
    signIn(ada);
    const { response } = await somebody.visitor.post(formData({ action: 'send' }), wishes.at(-1)!.returnTo);
    assert.notEqual(response.status, 200);
    assert.equal(await countSent(), count);
  });

  it('writes down neither who signed nor what', async () => {
    const somebody = await leaving();
    later(minute);
    signIn(ada);
    await comeBack(somebody);
    await somebody.open('/card/draft/nothing');
    assert.doesNotMatch(logged.join(), /Ada|id\.example|sign\//);
  });
});
