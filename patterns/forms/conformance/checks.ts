import type { Answer, Asking, Client } from './client.ts';

/** One promise of the contract, and what shows it. */
export interface Check {
  /** Completes the sentence "The server …". */
  name: string;
  /** @throws Error that says what was expected and what came. */
  run(client: Client): Promise<void>;
}

/** Expects two things to be the same, as JSON. */
function same(found: unknown, expected: unknown, about: string): void {
  const [is, should] = [found, expected].map((each) => JSON.stringify(each));
  if (is !== should) throw new Error(`${about}: expected ${should}, found ${is}.`);
}

/** What a draft says of those who answered. */
interface GivenView {
  given: Readonly<Record<string, { by: { kind: string; id?: string }; channel: string }>>;
  languages: readonly string[];
  history: readonly { what: string }[];
}

/** Somebody's draft, at the revision that was last seen. */
class Visit {
  readonly client: Client;
  id = '';
  key: string | undefined;
  revision: unknown;
  constructor(client: Client) {
    this.client = client;
  }

  static async begin(client: Client): Promise<Visit> {
    const visit = new Visit(client);
    const { status, body } = await client.ask('POST', '/drafts');
    same(status, 201, 'A new draft');
    visit.id = String(body.id);
    visit.key = body.key as string;
    visit.revision = body.revision;
    return visit;
  }

  async ask(method: string, path: string, asking: Asking = {}): Promise<Answer> {
    const answer = await this.client.ask(method, `/drafts/${this.id}${path}`, { key: this.key, ...asking });
    if (answer.status < 300 && answer.body.revision !== undefined) this.revision = answer.body.revision;
    return answer;
  }

  page(at: string, answers: unknown = {}, asking: Asking = {}, claim: object = {}): Promise<Answer> {
    return this.ask('PATCH', `/pages/${at}`, { json: { answers, ...claim }, revision: this.revision, ...asking });
  }

  draft(): Promise<Answer> {
    return this.ask('GET', '');
  }

  /** Answers everything there is, in the shortest way. */
  async answerAll(): Promise<void> {
    await this.page('person', { name: 'Ada', age: 36 });
    await this.page('know');
    await this.page('pet', { 'pet/has': false });
    await this.page('children');
    same((await this.page('photo', { photo: null })).body.complete, true, 'A draft with everything in it');
  }

  send(declarations: unknown = { true: true }, asking: Asking = {}): Promise<Answer> {
    return this.ask('POST', '/submission', { json: { declarations }, revision: this.revision, ...asking });
  }

  /** Sends a file for a question. */
  file(bytes: Uint8Array<ArrayBuffer>, name = 'photo.png', question = 'photo'): Promise<Answer> {
    const body = new FormData();
    body.set('file', new File([bytes], name, { type: 'image/png' }));
    return this.ask('POST', `/files/${question}`, { body });
  }
}

const errorsOf = ({ body }: Answer) =>
  (body.errors as { pointer: string; code: string }[]).map(({ pointer, code }) => [pointer, code]);
const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);

/** What any server that keeps the contract does. Each check begins a draft of its own. */
export const checks: readonly Check[] = [
  {
    name: 'gives its definition, which caches may keep for ever',
    async run(client) {
      const { body, headers } = await client.ask('GET', '/definitions/1');
      same(body.id, 'conformance', 'The id');
      same(/immutable/.test(headers.get('Cache-Control') ?? ''), true, 'That it is immutable');
      same((await client.ask('GET', '/definitions/999')).status, 404, 'A version that there is not');
    },
  },
  {
    name: 'begins with nothing answered, at the first page, and tells the revision as a tag',
    async run(client) {
      const { body, headers } = await client.ask('POST', '/drafts');
      same([body.answers, body.next, body.complete, body.outcome], [{}, 'person', false, null], 'A new draft');
      same(headers.get('ETag'), `"${String(body.revision)}"`, 'The tag');
      same(typeof body.key, 'string', 'The key');
    },
  },
  {
    name: 'shows a draft to nobody without its key',
    async run(client) {
      const [one, other] = [await Visit.begin(client), await Visit.begin(client)];
      for (const key of [undefined, other.key, 'nonsense', '']) {
        const path = `/drafts/${one.id}`;
        const without = key === undefined ? {} : { key };
        same((await client.ask('GET', path, without)).status, 404, 'Reading');
        const change = { json: { answers: { name: 'Eve', age: 20 } }, revision: 1, ...without };
        same((await client.ask('PATCH', `${path}/pages/person`, change)).status, 404, 'Writing');
      }
      same((await one.draft()).body.answers, {}, 'The draft after that');
    },
  },
  {
    name: 'saves a page, and says where it goes on',
    async run(client) {
      const visit = await Visit.begin(client);
      const { body, headers } = await visit.page('person', { name: 'Ada', age: 36 });
      same([body.next, body.complete], ['know', false], 'After the page');
      same(headers.get('ETag'), `"${String(body.revision)}"`, 'The tag');
      same((await visit.draft()).body.answers, { name: 'Ada', age: 36 }, 'What is saved');
      same((await visit.page('know')).body.next, 'pet', 'After a page that was only read');
    },
  },
  {
    name: 'keeps what a change does not name',
    async run(client) {
      const visit = await Visit.begin(client);
      await visit.page('person', { name: 'Ada', age: 36 });
      await visit.page('person', { age: 37 });
      same((await visit.draft()).body.answers, { name: 'Ada', age: 37 }, 'The answers');
    },
  },
  {
    name: 'names everything that is wrong at once, each with its place and its kind, and saves nothing',
    async run(client) {
      const visit = await Visit.begin(client);
      const wrong = await visit.page('person', { name: null, age: 121 });
      same(wrong.status, 422, 'The status');
      same(
        errorsOf(wrong),
        [
          ['#/name', 'value-missing'],
          ['#/age', 'range-overflow'],
        ],
        'The errors',
      );
      same(
        errorsOf(await visit.page('person', { name: 'x'.repeat(21), age: 1 })),
        [['#/name', 'too-long']],
        'A text too long',
      );
      same(
        errorsOf(await visit.page('person', { name: 'Ada', age: '36' })),
        [['#/age', 'type-mismatch']],
        'A number as text',
      );
      same(errorsOf(await visit.page('person', { age: 36 })), [['#/name', 'value-missing']], 'What was never answered');
      same((await visit.draft()).body.answers, {}, 'What is saved');
    },
  },
  {
    name: 'takes no answers of another page',
    async run(client) {
      const visit = await Visit.begin(client);
      same((await visit.page('person', { name: 'Ada', age: 36, 'pet/has': true })).status, 422, 'The status');
      same((await visit.draft()).body.answers, {}, 'What is saved');
    },
  },
  {
    name: 'answers no page before the way has come to it',
    async run(client) {
      const visit = await Visit.begin(client);
      const ahead = await visit.page('pet', { 'pet/has': true });
      same([ahead.status, ahead.body.code, ahead.body.next], [409, 'not-reached', 'person'], 'A page ahead');
      same((await visit.page('nowhere')).status, 409, 'A page that there is not');
    },
  },
  {
    name: 'changes nothing for who does not know the revision',
    async run(client) {
      const visit = await Visit.begin(client);
      const first = visit.revision;
      await visit.page('person', { name: 'Ada', age: 36 });
      const late = await visit.page('person', { name: 'Eve', age: 36 }, { revision: first });
      same([late.status, late.body.code, late.body.revision], [412, 'changed', visit.revision], 'An older revision');
      same(late.body.differences, [{ pointer: '#/name', theirs: 'Ada', yours: 'Eve' }], 'The differences');
      const without = { json: { answers: {} }, key: visit.key };
      same((await client.ask('PATCH', `/drafts/${visit.id}/pages/know`, without)).status, 428, 'No revision');
      same((await visit.draft()).body.answers, { name: 'Ada', age: 36 }, 'What is saved');
    },
  },
  {
    name: 'refuses what it cannot read',
    async run(client) {
      const visit = await Visit.begin(client);
      const { revision } = visit;
      const json = { 'Content-Type': 'application/json' };
      const ask = (body: string, headers: Record<string, string>) =>
        visit.ask('PATCH', '/pages/person', { body, headers, revision });
      same((await ask('{"answers":', json)).status, 400, 'Broken JSON');
      same((await ask('[]', json)).status, 400, 'An array');
      same((await ask('{"answers":[]}', json)).status, 400, 'Answers as an array');
      same((await ask('name=Ada', { 'Content-Type': 'application/x-www-form-urlencoded' })).status, 415, 'A form');
    },
  },
  {
    name: 'keeps what is not asked any more, says so, and does not count it',
    async run(client) {
      const visit = await Visit.begin(client);
      await visit.page('person', { name: 'Ada', age: 36 });
      await visit.page('know');
      await visit.page('pet', { 'pet/has': true });
      await visit.page('pet-name', { 'pet/name': 'Rex' });
      const { body } = await visit.page('pet', { 'pet/has': false });
      same([body.dropped, body.next], [['#/pet/name'], 'children'], 'After the change');
      same((await visit.draft()).body.aside, ['#/pet/name'], 'What is set aside');
      await visit.page('pet', { 'pet/has': true });
      const { aside, answers } = (await visit.draft()).body;
      same([aside, answers], [[], { name: 'Ada', age: 36, pet: { has: true, name: 'Rex' } }], 'After changing back');
    },
  },
  {
    name: 'holds to the rules between answers',
    async run(client) {
      const visit = await Visit.begin(client);
      await visit.page('person', { name: 'Rex', age: 36 });
      await visit.page('know');
      await visit.page('pet', { 'pet/has': true });
      const wrong = await visit.page('pet-name', { 'pet/name': 'Rex' });
      same([wrong.status, errorsOf(wrong)], [422, [['#/pet/name', 'bad-input']]], 'The same name twice');
    },
  },
  {
    name: 'ends before the end where the answers lead there',
    async run(client) {
      const visit = await Visit.begin(client);
      const { body } = await visit.page('person', { name: 'Ada', age: 17 });
      same([body.outcome, body.next, body.complete], ['too-young', null, false], 'The end');
      same((await visit.send()).status, 409, 'Sending it');
    },
  },
  {
    name: 'adds to lists, takes out and puts back, and adds no more than fit',
    async run(client) {
      const visit = await Visit.begin(client);
      await visit.page('person', { name: 'Ada', age: 36 });
      await visit.page('know');
      await visit.page('pet', { 'pet/has': false });
      const add = () => visit.ask('POST', '/lists/children', { revision: visit.revision });
      const added = await add();
      const item = String(added.body.item);
      same([added.status, added.body.next], [201, `children/${item}/child`], 'The first item');
      await visit.page(`children/${item}/child`, { [`children/${item}/name`]: 'Bo' });
      const second = String((await add()).body.item);
      await visit.page(`children/${second}/child`, { [`children/${second}/name`]: 'Cy' });
      same((await add()).status, 422, 'One too many');
      const of = (method: string) => visit.ask(method, `/items/${item}/children`, { revision: visit.revision });
      same((await of('DELETE')).status, 200, 'Taking one out');
      same((await visit.draft()).body.order, { children: [second] }, 'The order without it');
      same((await of('DELETE')).status, 404, 'Taking it out again');
      same((await of('PUT')).status, 200, 'Putting it back');
      same((await visit.page('children')).body.next, 'photo', 'After the list is closed');
    },
  },
  {
    name: 'looks at what a file is, and takes none of another draft',
    async run(client) {
      const [visit, other] = [await Visit.begin(client), await Visit.begin(client)];
      await visit.answerAll();
      const disguised = await visit.file(new TextEncoder().encode('MZ, no picture'));
      same(errorsOf(disguised), [['#/photo', 'type-mismatch']], 'A disguised file');
      same(errorsOf(await visit.file(new Uint8Array(2000))), [['#/photo', 'too-long']], 'A file too large');
      const { status, body } = await visit.file(png);
      same([status, body.type, body.size, body.state], [201, 'image/png', png.length, 'accepted'], 'A picture');
      const foreign = String((await other.file(png)).body.file);
      same((await visit.page('photo', { photo: { file: foreign } })).status, 422, 'A file of another draft');
      same((await visit.ask('GET', `/files/${foreign}`)).status, 404, 'Asking about it');
      const lie = { file: body.file, name: '../../etc', size: 1, type: 'text/html' };
      await visit.page('photo', { photo: lie });
      const { photo } = (await visit.draft()).body.answers as { photo: Record<string, unknown> };
      same([photo.name, photo.size, photo.type], ['photo.png', png.length, 'image/png'], 'What is kept of it');
    },
  },
  {
    name: 'takes several files for one question, as many as there may be',
    async run(client) {
      const visit = await Visit.begin(client);
      await visit.answerAll();
      const ids: unknown[] = [];
      for (const name of ['a.png', 'b.png', 'c.png']) ids.push((await visit.file(png, name, 'papers')).body.file);
      const papers = ids.map((file) => ({ file }));
      const many = await visit.page('photo', { papers });
      same(errorsOf(many), [['#/papers', 'range-overflow']], 'Three, where there are two at most');
      same((await visit.page('photo', { papers: papers.slice(1) })).status, 200, 'Two of them');
      const { body } = await visit.draft();
      const kept = (body.answers as { papers: { name: string }[] }).papers.map(({ name }) => name);
      same(kept, ['b.png', 'c.png'], 'What is kept');
      same((await visit.page('photo', { papers: [null] })).status, 422, 'No file');
    },
  },
  {
    name: 'keeps who gave each answer, by which channel, and in which languages',
    async run(client) {
      const visit = await Visit.begin(client);
      await visit.page('person', { name: 'Ada', age: 36 });
      const by = { kind: 'agent', id: '0b51c8a2-5b0e-4b7e-9f3c-2f6a1d9c7e10' };
      await visit.page('person', { name: 'Ada', age: 37 }, {}, { by, channel: 'agent' });
      const { given, languages, history } = (await visit.draft()).body as unknown as GivenView;
      same(
        ['#/name', '#/age'].map((place) => given[place]?.by.kind),
        ['subject', 'agent'],
        'Who gave them',
      );
      same(
        ['#/name', '#/age'].map((place) => given[place]?.channel),
        ['api', 'agent'],
        'By which channel',
      );
      same(given['#/age']?.by.id, by.id, 'Which agent');
      same(
        [languages.length, history.map(({ what }) => what)],
        [1, ['begun', 'went-on']],
        'What the draft went through',
      );
    },
  },
  {
    name: 'writes down no channel that the definition does not have, and nobody who cannot be',
    async run(client) {
      const visit = await Visit.begin(client);
      for (const wrong of [
        { channel: 'phone' },
        { channel: 'post' },
        { channel: 'paper', by: { kind: 'subject' } },
        { channel: 'agent', by: { kind: 'paper-entry' } },
        { by: { kind: 'prefill', id: 'register' } },
        { by: { kind: 'somebody' } },
        { by: { kind: 'agent', id: '11.111.111-1' } },
        { by: 'agent' },
      ])
        same((await visit.page('person', { name: 'Ada', age: 36 }, {}, wrong)).status, 422, JSON.stringify(wrong));
      same((await visit.draft()).body.answers, {}, 'The draft after that');
      await visit.answerAll();
      const excluded = await visit.page('photo', { photo: null }, {}, { channel: 'kiosk' });
      same(excluded.status, 422, 'What is not asked there');
      const paper = await visit.page('person', { name: 'Eve', age: 36 }, {}, { channel: 'paper' });
      same(paper.status, 200, 'A form on paper');
      const { given } = (await visit.draft()).body as unknown as GivenView;
      same(given['#/name']?.by.kind, 'paper-entry', 'Who typed it in');
    },
  },
  {
    name: 'sends once, whatever is sent again',
    async run(client) {
      const visit = await Visit.begin(client);
      same((await visit.send()).status, 409, 'Sending too early');
      await visit.answerAll();
      same(errorsOf(await visit.send({})), [['#/declarations/true', 'value-missing']], 'Without the declaration');
      same((await visit.send(undefined, { revision: 1 })).status, 412, 'Another revision');
      const sent = await visit.send();
      same(sent.status, 202, 'Sending');
      same((await visit.send()).body, sent.body, 'Sending again');
      same((await visit.page('person', { name: 'Eve', age: 36 })).status, 409, 'Changing it after that');
      same((await visit.draft()).body.sent, sent.body, 'What the draft says');
      const status = String(sent.body.status);
      const found = await client.ask('GET', status.slice(new URL(client.url).pathname.length));
      same(found.body.reference, sent.body.reference, 'The reference in the status');
    },
  },
  {
    name: 'deletes a draft for good, and nothing that was sent',
    async run(client) {
      const visit = await Visit.begin(client);
      await visit.page('person', { name: 'Ada', age: 36 });
      const code = String((await visit.ask('POST', '/code')).body.code);
      same((await client.ask('DELETE', `/drafts/${visit.id}`, { key: 'nonsense' })).status, 404, 'Without its key');
      same((await visit.ask('DELETE', '')).status, 204, 'Deleting');
      same((await visit.draft()).status, 404, 'Reading it after that');
      same((await client.ask('POST', '/return', { json: { code } })).status, 404, 'Its code after that');
      const sent = await Visit.begin(client);
      await sent.answerAll();
      await sent.send();
      same((await sent.ask('DELETE', '')).status, 409, 'Deleting what was sent');
      same(typeof (await sent.draft()).body.sent, 'object', 'What the draft says then');
    },
  },
  {
    name: 'opens a draft elsewhere with its code',
    async run(client) {
      const visit = await Visit.begin(client);
      await visit.page('person', { name: 'Ada', age: 36 });
      const older = String((await visit.ask('POST', '/code')).body.code);
      const code = String((await visit.ask('POST', '/code')).body.code);
      same((await client.ask('POST', '/return', { json: { code: older } })).status, 404, 'The code before');
      const { body } = await client.ask('POST', '/return', { json: { code } });
      same(body.id, visit.id, 'The draft');
      const elsewhere = await client.ask('GET', `/drafts/${visit.id}`, { key: body.key as string });
      same(elsewhere.body.answers, { name: 'Ada', age: 36 }, 'The answers elsewhere');
    },
  },
  {
    name: 'hands a draft over once, to who shows that it is theirs',
    async run(client) {
      const visit = await Visit.begin(client);
      const handOver = () => visit.client.ask('POST', '/handover', { key: visit.key, json: { draft: visit.id } });
      same((await handOver()).body.check, null, 'What is asked where nothing is answered');
      await visit.page('person', { name: 'Ada', age: 36 });
      const given = await handOver();
      same(given.status, 201, 'Handing over');
      same(
        [given.body.at, (given.body.check as { pointer: string }).pointer],
        ['know', '#/name'],
        'Where, and the check',
      );
      const days = (Date.parse(String(given.body.expiresAt)) - Date.now()) / (24 * 60 * 60 * 1000);
      same(days > 6 && days < 7.1, true, 'That it works for seven days');
      const code = String(given.body.code);
      same(/^(?:[2-9CDFGHJKMNPRTWXZ]-?){10}$/.test(code), true, 'A code that can be read out');
      const come = (json: object) => client.ask('POST', '/return', { json: { code, ...json } });
      for (const answer of [{}, { answer: 'Eve' }, { answer: null }])
        same((await come(answer)).body.code, 'identity-check', 'Without the right answer');
      const found = await come({ answer: ' ada' });
      same([found.status, found.body.id, found.body.at], [200, visit.id, 'know'], 'With it');
      same((await come({ answer: 'Ada' })).status, 404, 'The code once more');
      const elsewhere = await client.ask('GET', `/drafts/${visit.id}`, { key: found.body.key as string });
      same((elsewhere.body as unknown as GivenView).history.at(-1)?.what, 'handed-over', 'The last of its history');
      same((elsewhere.body.answers as { name: string }).name, 'Ada', 'The answers elsewhere');
    },
  },
  {
    name: 'gives a hand-over up after five wrong answers, and for a newer one',
    async run(client) {
      const visit = await Visit.begin(client);
      await visit.page('person', { name: 'Ada', age: 36 });
      const handOver = async () =>
        String((await client.ask('POST', '/handover', { key: visit.key, json: { draft: visit.id } })).body.code);
      const come = async (code: string, answer: string) =>
        (await client.ask('POST', '/return', { json: { code, answer } })).status;
      const [older, code] = [await handOver(), await handOver()];
      same(await come(older, 'Ada'), 404, 'The code before');
      for (let times = 0; times < 5; times++) same(await come(code, `Eve ${times}`), 422, 'A wrong answer');
      same(await come(code, 'Ada'), 404, 'The right answer after that');
      same((await visit.draft()).status, 200, 'The draft where it was');
    },
  },
  {
    name: 'lists forms to nobody who is not signed in, whatever key they have',
    async run(client) {
      const visit = await Visit.begin(client);
      for (const key of [undefined, visit.key, 'nonsense'])
        same((await client.ask('GET', '/drafts', { key })).status, 401, 'The list');
    },
  },
];
