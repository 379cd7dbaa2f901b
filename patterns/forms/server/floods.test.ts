import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { pdf } from '../../../examples/testing/visitor.ts';
import type { Definition } from '../definition/definition.ts';
import { letters } from './letters.ts';
import type { LogEntry } from './log.ts';
import type { RateChanges } from './rate-limits.ts';
import type { FormsOptions } from './running-service.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card, w } from './testing.ts';

const once = { most: 1, minutes: 10 };
const twice = { most: 2, minutes: 10 };
const kiosk = '203.0.113.7';

/** The card, with a proof that comes as a file and something that is declared. */
const proven: Definition = {
  ...card,
  data: { ...card.data, properties: { ...card.data.properties, proof: { $ref: 'std:file' } } },
  questions: { ...card.questions, proof: { label: w('Proof') } },
  pages: [{ id: 'name', ask: ['name', 'proof'], heading: w('Your name') }],
  declarations: [{ id: 'true', kind: 'typed-name', text: w('It is true.') }],
};

onEveryDatabase<FormTables>('Where very many come at once', formMigrations, (opened) => {
  const key = newKey();
  let store: FormStore;
  let time: Date;
  let logged: LogEntry[];
  const now = () => time;
  before(() => (store = formStore(opened().database, key, { now })));
  beforeEach(() => {
    time = new Date('2026-11-27T12:00:00Z');
    logged = [];
  });
  const later = (minutes: number) => void (time = new Date(time.getTime() + minutes * 60_000));

  /** Somebody at a service that asks who they are by a header, as behind a proxy. */
  const person = (limits: RateChanges, options: Partial<FormsOptions> = {}, address = kiosk) => {
    const client = (request: Request) => request.headers.get('x-address') ?? undefined;
    const log = (entry: LogEntry) => void logged.push(entry);
    const somebody = new Borrower(store, { now, limits, client, log, ...options });
    somebody.visitor.headers['x-address'] = address;
    return somebody;
  };
  const retryAfter = ({ page }: Borrower) => page.response.headers.get('retry-after');

  it('says when to come back to who begins, and lets them begin then', async () => {
    const somebody = person({ byClient: { begin: twice } });
    await somebody.begin();
    later(4);
    await somebody.begin();
    assert.equal(somebody.page.heading, 'Your name');
    const page = await somebody.begin();
    assert.equal(page.status, 429);
    assert.equal(retryAfter(somebody), '360');
    assert.match(page.notice, /Very many forms were begun just now .* Wait 6 minutes and try again\./);
    later(6);
    assert.equal((await somebody.goOn({}, 'start')).heading, 'Your name');
  });

  it('has nobody wait for what somebody at another address did', async () => {
    const somebody = person({ byClient: { begin: once } });
    await somebody.begin();
    assert.equal((await somebody.begin()).status, 429);
    for (const address of ['203.0.113.8', '2001:db8::1']) {
      somebody.visitor.headers['x-address'] = address;
      assert.equal((await somebody.begin()).heading, 'Your name');
    }
  });

  it('takes all addresses of one connection as one', async () => {
    const somebody = person({ byClient: { begin: once } }, {}, '2001:db8:0:1::1');
    await somebody.begin();
    somebody.visitor.headers['x-address'] = '2001:db8:0:1:ffff::2';
    assert.equal((await somebody.begin()).status, 429);
  });

  it('counts no address where the site does not say which is whose', async () => {
    const somebody = new Borrower(store, { now, limits: { byClient: { begin: once } } });
    for (let times = 0; times < 3; times++) assert.equal((await somebody.begin()).heading, 'Your name');
  });

  it('asks for the address with what the server knows beside the request', async () => {
    const asked: unknown[] = [];
    const client = (_request: Request, environment: unknown) => void asked.push(environment);
    const { visitor } = person({}, { client });
    const environment = { incoming: {} };
    visitor.environment = environment;
    await visitor.post('', '/card/api/drafts');
    assert.deepEqual(asked, [environment]);
  });

  it('never refuses an answer to what was begun', async () => {
    const none = { most: 0, minutes: 10 };
    const limits = { byClient: { begin: once, code: none, letter: none, file: none, send: none } };
    const somebody = person({ ...limits, byDraft: { file: none, send: none } });
    await somebody.begin();
    for (let times = 0; times < 20; times++) {
      await somebody.open(somebody.path.replace(/[^/]*$/, 'name'));
      assert.equal((await somebody.goOn({ name: `Ada ${times}`, code: '' })).status, 200);
    }
  });

  it('tells who has to wait only once in the log, and never from where they came', async () => {
    const somebody = person({ byClient: { begin: once } });
    for (let times = 0; times < 4; times++) await somebody.begin();
    assert.deepEqual(logged, [
      { event: 'refused', method: 'POST', route: '/card', status: 429, error: 'too-many begin' },
    ]);
  });

  describe('with codes', () => {
    const tryCode = async (somebody: Borrower, code: string) => {
      await somebody.open('/card/return');
      return somebody.goOn({ code }, 'return');
    };
    const codeOf = async (somebody: Borrower) => {
      await somebody.begin();
      await somebody.open(somebody.path.replace(/[^/]*$/, 'save'));
      await somebody.goOn({}, 'save');
      return somebody.page.$('bdi').text();
    };

    it('has who tries wrong ones wait, and keeps the code that they typed', async () => {
      const somebody = person({ byClient: { code: twice } });
      const right = await codeOf(somebody);
      for (let times = 0; times < 2; times++) assert.equal((await tryCode(somebody, '22222-22222')).status, 422);
      const page = await tryCode(somebody, right);
      assert.equal(page.status, 429);
      assert.equal(retryAfter(somebody), '600');
      assert.equal(page.valueOf('Your code'), right);
      assert.match(page.errorOf('code'), /Nothing was deleted\. Wait 10 minutes and try again\./);
      later(10);
      assert.equal((await somebody.goOn({ code: right }, 'return')).heading, 'Your name');
    });

    it('does not count the right ones: many people may come back at one place', async () => {
      const somebody = person({ byClient: { code: once } });
      const right = await codeOf(somebody);
      for (let times = 0; times < 3; times++)
        assert.equal((await tryCode(somebody, right)).heading, 'Your name', String(times));
    });

    it('counts those that are tried in the same moment', async () => {
      const somebody = person({ byClient: { code: twice } });
      const form = await somebody.open('/card/return');
      const tries = Array.from({ length: 5 }, () => somebody.send({ code: '22222-22222' }, 'return', form));
      const statuses = (await Promise.all(tries)).map(({ status }) => status);
      assert.deepEqual(statuses.sort(), [422, 422, 429, 429, 429]);
    });
  });

  it('has who asks for links wait, with the address that they typed, and offers a code', async () => {
    const post = letters({ database: opened().database, key, mail: { send: () => Promise.resolve() }, now });
    const somebody = person({ byClient: { letter: once } }, { letters: post });
    for (const status of [200, 429]) {
      await somebody.begin();
      await somebody.open(somebody.path.replace(/[^/]*$/, 'save'));
      assert.equal((await somebody.goOn({ email: 'ada@example.org' }, 'email')).status, status);
    }
    assert.equal(somebody.page.valueOf('Email address'), 'ada@example.org');
    assert.match(somebody.page.notice, /You can get a code now\. Wait 10 minutes/);
    await somebody.goOn({}, 'save');
    assert.match(somebody.page.$('bdi').text(), /^\w{5}-\w{5}$/);
  });

  for (const [whose, limits] of Object.entries({
    'one address': { byClient: { file: once } },
    'one draft': { byDraft: { file: once } },
  }))
    it(`keeps no more files than it can of ${whose}, and all that was typed beside them`, async () => {
      const somebody = person(limits, { definitions: [proven] });
      await somebody.begin();
      await somebody.goOn({ name: '', proof: pdf('first.pdf') }); // kept, for only the name is missing
      const page = await somebody.goOn({ name: 'Ada Áñez', proof: pdf('second.pdf') });
      assert.equal(page.status, 429);
      assert.equal(retryAfter(somebody), '600');
      assert.equal(page.valueOf('Name'), 'Ada Áñez');
      assert.match(page.errorOf('proof'), /What you wrote is still here\. Wait 10 minutes/);
      assert.match(page.text, /first\.pdf/);
      const turned = await somebody.send({ name: 'Ada Áñez', proof: pdf('second.pdf') }, 'language');
      assert.deepEqual([turned.status, turned.valueOf('Name')], [429, 'Ada Áñez']);
      assert.equal((await somebody.goOn({ name: 'Ada Áñez' })).heading, 'Check your answers');
    });

  for (const [whose, limits] of Object.entries({
    'one address': { byClient: { send: once } },
    'one draft': { byDraft: { send: once } },
  }))
    it(`has who sends very often from ${whose} wait, with what they declared`, async () => {
      const somebody = person(limits, { definitions: [proven] });
      await somebody.begin();
      await somebody.goOn({ name: 'Ada' });
      assert.equal((await somebody.goOn({ 'declarations/true': '' }, 'send')).status, 422);
      const page = await somebody.goOn({ 'declarations/true': 'Ada Áñez' }, 'send');
      assert.equal(page.status, 429);
      assert.equal(page.valueOf('Your full name'), 'Ada Áñez');
      assert.match(page.notice, /Your answers are kept\. Wait 10 minutes and try again\./);
      later(10);
      const check = somebody.page;
      assert.equal((await somebody.goOn({ 'declarations/true': 'Ada Áñez' }, 'send')).heading, 'Sent');
      assert.equal((await somebody.send({}, 'send', check)).status, 303, 'sent already, it leads to what was sent');
    });

  describe('with programs', () => {
    const ask = (somebody: Borrower, path: string, init: RequestInit = {}, bearer?: string) =>
      somebody.visitor.request(
        new Request(`http://localhost/card/api${path}`, {
          method: 'POST',
          ...init,
          headers: {
            'x-address': kiosk,
            ...(bearer && { authorization: `Bearer ${bearer}` }),
            ...(init.headers as Record<string, string>),
          },
        }),
      );
    const json = (body: unknown) => ({
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'if-match': '"1"' },
    });
    const file = () => {
      const body = new FormData();
      body.append('file', pdf());
      return { body };
    };

    it('tells them the same, with a code and when to come back', async () => {
      const byClient = { begin: once, code: once, file: once, send: once };
      const somebody = person({ byClient }, { definitions: [proven] });
      const { id, key: bearer } = JSON.parse((await ask(somebody, '/drafts')).html) as { id: string; key: string };
      const requests: [string, RequestInit][] = [
        ['/drafts', {}],
        ['/return', json({ code: '22222-22222' })],
        [`/drafts/${id}/files/proof`, file()],
        [`/drafts/${id}/submission`, json({ declarations: {} })],
      ];
      for (const [path, init] of requests.slice(1))
        assert.notEqual((await ask(somebody, path, init, bearer)).status, 429, path);
      for (const [path, init] of requests) {
        const again = path.endsWith('proof') ? file() : init;
        const { response, html } = await ask(somebody, path, again, bearer);
        assert.deepEqual([response.status, response.headers.get('retry-after')], [429, '600'], path);
        assert.equal(response.headers.get('content-type'), 'application/problem+json');
        const { code, detail } = JSON.parse(html) as { code: string; detail: string };
        assert.equal(code, 'too-many');
        assert.match(detail, /^Very many .* Wait 10 minutes and try again\./);
      }
    });
  });

  it('lets a whole library full of people through, at one address', async () => {
    const somebody = person({}, { definitions: [proven] });
    for (let people = 0; people < 60; people++) {
      somebody.visitor.cookies = '';
      await somebody.begin();
      await somebody.goOn({ name: 'Ada', proof: pdf() });
      assert.equal((await somebody.goOn({ 'declarations/true': 'Ada' }, 'send')).heading, 'Sent', String(people));
    }
  });
});

onEveryDatabase<FormTables>('The field that nobody sees', formMigrations, (opened) => {
  const person = (options: Partial<FormsOptions> = {}) => new Borrower(formStore(opened().database, newKey()), options);

  it('is there for programs alone', async () => {
    const { $ } = await person().open('/card');
    const field = $('main form input[name="website"]');
    assert.deepEqual(
      [field.attr('tabindex'), field.attr('autocomplete'), field.attr('type'), field.closest('[style]').length],
      ['-1', 'off', undefined, 0],
    );
    const around = field.closest('[hidden][aria-hidden="true"].plaza-visually-hidden');
    assert.match(around.text(), /Leave this field empty/, 'for who reads without styles');
  });

  it('begins nothing when it is filled in, says why, and lets people go on without it', async () => {
    let begun = 0;
    const store = formStore(opened().database, newKey());
    const counting = {
      ...store,
      create: (...given: Parameters<FormStore['create']>) => (begun++, store.create(...given)),
    };
    const somebody = new Borrower(counting);
    await somebody.open('/card');
    const page = await somebody.goOn({ website: 'https://spam.example' }, 'start');
    assert.equal(page.status, 422);
    assert.match(page.notice, /perhaps by a program in your browser.*press “Start now” to go on/);
    assert.equal(page.$('input[name="website"]').length, 0, 'else the same program would fill it in again');
    assert.equal(begun, 0);
    assert.equal((await somebody.goOn({}, 'start')).heading, 'Your name');
  });

  it('sends nothing when it is filled in, keeps what was signed, and lets people send without it', async () => {
    const logged: LogEntry[] = [];
    const somebody = person({ definitions: [proven], log: (entry) => void logged.push(entry) });
    await somebody.begin();
    await somebody.goOn({ name: 'Ada', proof: pdf() });
    assert.equal(somebody.page.$('[hidden][aria-hidden="true"] input[name="website"]').length, 1);
    const page = await somebody.goOn({ 'declarations/true': 'Ada L.', website: 'https://spam.example' }, 'send');
    assert.deepEqual([page.status, page.heading], [422, 'Check your answers']);
    assert.match(page.notice, /perhaps by a program in your browser.*press “Send” again/);
    assert.equal(page.$('input[name="website"]').length, 0);
    const signed = page.$('input[name="declarations/true"]').val() as string;
    assert.equal(signed, 'Ada L.');
    assert.deepEqual(logged, [
      { event: 'refused', method: 'POST', route: '/card', status: 422, error: 'hidden-field' },
    ]);
    assert.equal((await somebody.goOn({ 'declarations/true': signed }, 'send')).heading, 'Sent');
  });

  it('is not in the way of who is signed in, whom the service knows', async () => {
    const identity = {
      person: () => Promise.resolve({ issuer: 'https://id.example', subject: '7', level: 'low' as const }),
      signIn: () => Promise.resolve(new Response()),
    };
    const somebody = person({ definitions: [{ ...card, identity: { level: 'low', required: false } }], identity });
    await somebody.answerAll();
    assert.equal(somebody.page.$('input[name="website"]').length, 0);
    assert.equal((await somebody.goOn({ website: 'x' }, 'send')).heading, 'Sent');
  });

  it('stays in the language of who met it', async () => {
    const somebody = person({ definitions: [{ ...card, languages: ['en', 'es'] }] });
    await somebody.open('/card?language=es');
    assert.match((await somebody.goOn({ website: 'x' }, 'start')).notice, /presiona “Empezar” para seguir/);
    assert.equal((await somebody.open('/card/start?language=en')).status, 200, 'where its language links lead');
  });
});
