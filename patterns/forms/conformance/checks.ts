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

/** A file that somebody sends in pieces. */
class Upload {
  readonly visit: Visit;
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;

  private constructor(visit: Visit, path: string, bytes: Uint8Array<ArrayBuffer>) {
    this.visit = visit;
    this.path = path;
    this.bytes = bytes;
  }

  static announce(visit: Visit, bytes: Uint8Array, question = 'photo', more: Readonly<Record<string, string>> = {}) {
    const told = Object.entries({ question, filename: 'photo.png', ...more });
    const headers = {
      ...tus,
      'Upload-Length': String(bytes.length),
      'Upload-Metadata': told.map(([name, value]) => `${name} ${btoa(value)}`).join(','),
    };
    return visit.ask('POST', '/uploads', { headers });
  }

  static async begin(visit: Visit, bytes: Uint8Array<ArrayBuffer>, ...more: [string?, Record<string, string>?]) {
    const { status, headers } = await Upload.announce(visit, bytes, ...more);
    same(status, 201, 'Beginning');
    const location = new URL(headers.get('Location')!, visit.client.url).pathname;
    return new Upload(
      visit,
      location
        .split('/')
        .slice(-2)
        .map((part) => `/${part}`)
        .join(''),
      bytes,
    );
  }

  /** Sends the bytes from one place to the next. */
  add(from: number, to: number, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const own = { ...tus, 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(from) };
    return this.ask('PATCH', { headers: { ...own, ...headers }, body: this.bytes.slice(from, to) });
  }

  ask(method: string, asking: Asking = {}): Promise<Answer> {
    return this.visit.ask(method, this.path, { headers: tus, ...asking });
  }

  /** How much of it the server has, or why it says nothing of it. */
  async offset(): Promise<number> {
    const { status, headers } = await this.ask('HEAD');
    return status === 200 ? Number(headers.get('Upload-Offset')) : -status;
  }
}

const photoOf = async (visit: Visit) => ((await visit.draft()).body.answers as { photo: unknown }).photo;
const tus = { 'Tus-Resumable': '1.0.0' };
const sha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

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
    name: 'gives the JSON Schema of what is sent, which knows what is asked when',
    async run(client) {
      const { status, body, headers } = await client.ask('GET', '/definitions/1/schema');
      same([status, headers.get('Content-Type')], [200, 'application/schema+json'], 'The schema');
      same(body.$schema, 'https://json-schema.org/draft/2020-12/schema', 'Its vocabulary');
      same(/"if":.*"then":/.test(JSON.stringify(body)), true, 'That a page with “when” is a condition in it');
      same((await client.ask('GET', '/definitions/999/schema')).status, 404, 'That of a version that there is not');
    },
  },
  {
    name: 'takes no consent to what is fetched nowhere',
    async run(client) {
      const visit = await Visit.begin(client);
      const json = { decisions: { nothing: true } };
      same((await visit.ask('PUT', '/consents', { json, revision: visit.revision })).status, 422, 'The status');
      same((await visit.draft()).body.revision, visit.revision, 'The revision');
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
    name: 'takes a file in pieces, goes on where it stopped, and has it as the answer once it is whole',
    async run(client) {
      const visit = await Visit.begin(client);
      await visit.answerAll();
      const options = await visit.ask('OPTIONS', '/uploads');
      same(/(^|,)1\.0\.0/.test(options.headers.get('Tus-Version') ?? ''), true, 'The version of tus');
      for (const extension of ['creation', 'termination', 'expiration'])
        same(options.headers.get('Tus-Extension')?.split(',').includes(extension), true, `That there is ${extension}`);
      const upload = await Upload.begin(visit, png);
      same(await upload.offset(), 0, 'At the beginning');
      const first = await upload.add(0, 30);
      same([first.status, first.headers.get('Upload-Offset')], [204, '30'], 'The first piece');
      same(first.headers.get('Tus-Resumable'), '1.0.0', 'The version in the answer');
      same(Date.parse(first.headers.get('Upload-Expires') ?? '') > Date.now(), true, 'Until when it is kept');
      same((await upload.add(0, 30)).status, 409, 'The same piece again');
      same(await upload.offset(), 30, 'After that');
      const head = await upload.ask('HEAD');
      same(head.headers.get('Upload-Length'), String(png.length), 'The length of the whole');
      same(head.headers.get('Cache-Control'), 'no-store', 'What may be kept of it');
      same(await photoOf(visit), null, 'The answer before it is whole');
      const last = await upload.add(30, png.length);
      same(last.status, 204, 'The last piece');
      const { revision } = (await visit.draft()).body;
      same(last.headers.get('ETag'), `"${String(revision)}"`, 'The revision with it');
      const { file } = (await upload.ask('GET')).body as { file: { file: string; state: string } };
      same(
        [await photoOf(visit), file.state],
        [{ name: 'photo.png', type: 'image/png', file: file.file, size: png.length }, 'accepted'],
        'The answer',
      );
      same(await upload.offset(), png.length, 'For who did not hear of the end');
      same((await upload.ask('DELETE')).status, 204, 'Taking it back');
      same(await photoOf(visit), null, 'The answer after that');
      same(await upload.offset(), -404, 'What is left of it');
    },
  },
  {
    name: 'knows a file again by its digest, and only the same',
    async run(client) {
      const visit = await Visit.begin(client);
      await visit.answerAll();
      const digest = await sha256(png);
      const upload = await Upload.begin(visit, png, 'photo', { digest });
      await upload.add(0, 20);
      const again = await Upload.announce(visit, png, 'photo', { digest });
      same(again.headers.get('Upload-Offset'), '20', 'The same file');
      same(again.headers.get('Location')?.endsWith(upload.path), true, 'Its place');
      const other = await Upload.announce(visit, png, 'photo', { digest: 'f'.repeat(64) });
      same(other.headers.get('Upload-Offset') ?? '0', '0', 'Another of the same name and size');
      const mixed = await Upload.begin(visit, png, 'photo', { digest: 'e'.repeat(64) });
      same((await mixed.add(0, png.length)).status, 404, 'What is not what it was said to be');
      same(await mixed.offset(), -404, 'That after it');
    },
  },
  {
    name: 'looks at what comes in pieces as at any file, and takes back what is not finished',
    async run(client) {
      const visit = await Visit.begin(client);
      same((await Upload.announce(visit, png)).status, 409, 'Before the way has come to its page');
      await visit.answerAll();
      const large = await Upload.announce(visit, new Uint8Array(2000));
      same([large.status, errorsOf(large)], [413, [['#/photo', 'too-long']]], 'A file too large');
      same(errorsOf(await Upload.announce(visit, new Uint8Array(0))), [['#/photo', 'bad-input']], 'An empty file');
      same((await Upload.announce(visit, png, 'name')).status, 404, 'A question that takes no file');
      const disguised = await Upload.begin(visit, new TextEncoder().encode('MZ, no picture, and more of it'));
      const answer = await disguised.add(0, disguised.bytes.length);
      same([answer.status, errorsOf(answer)], [422, [['#/photo', 'type-mismatch']]], 'A disguised file');
      const [one, two, three] = [
        await Upload.begin(visit, png, 'papers', { filename: 'a.png' }),
        await Upload.begin(visit, png, 'papers', { filename: 'b.png' }),
        await Upload.begin(visit, png, 'papers', { filename: 'c.png' }),
      ];
      await one.add(0, png.length);
      await two.add(0, png.length);
      same(errorsOf(await three.add(0, png.length)), [['#/papers', 'range-overflow']], 'Three, where there are two');
      same((await Upload.announce(visit, png, 'papers')).status, 422, 'Beginning one more');
      same((await one.ask('DELETE')).status, 204, 'Taking one back');
      const { papers } = (await visit.draft()).body.answers as { papers: { name: string }[] };
      same(
        papers.map(({ name }) => name),
        ['b.png'],
        'What is left',
      );
      const stopped = await Upload.begin(visit, png);
      await stopped.add(0, 10);
      same((await stopped.ask('DELETE')).status, 204, 'Stopping');
      same((await stopped.add(10, 20)).status, 404, 'Going on after that');
      same((await visit.send()).status, 202, 'Sending');
    },
  },
  {
    name: 'lets nobody else at a file that comes in pieces, and refuses what is not tus',
    async run(client) {
      const [visit, other] = [await Visit.begin(client), await Visit.begin(client)];
      await visit.answerAll();
      const upload = await Upload.begin(visit, png);
      for (const key of [other.key, 'nonsense']) {
        const headers = { ...tus, 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '0' };
        same((await upload.ask('PATCH', { headers, key, body: png })).status, 404, 'Adding');
        for (const method of ['HEAD', 'GET', 'DELETE'])
          same((await upload.ask(method, { key, headers: tus })).status, 404, method);
      }
      same((await other.ask('HEAD', upload.path, { headers: tus })).status, 404, 'By the address of another draft');
      same((await upload.ask('HEAD', { headers: { 'Tus-Resumable': '0.2.2' } })).status, 412, 'Another version');
      same((await upload.add(0, 10, { 'Content-Type': 'image/png' })).status, 415, 'Another media type');
      same((await upload.add(0, 10, { 'Upload-Offset': 'all' })).status, 400, 'An offset that is none');
      same(await upload.offset(), 0, 'What is here after that');
      const override = { 'X-HTTP-Method-Override': 'PATCH', 'Content-Type': 'application/offset+octet-stream' };
      const added = await upload.ask('POST', {
        headers: { ...tus, ...override, 'Upload-Offset': '0' },
        body: png.slice(0, 10),
      });
      same([added.status, await upload.offset()], [204, 10], 'A client that can only POST');
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
    name: 'lets no program sign what is signed by signing in again',
    async run(client) {
      const visit = await Visit.begin(client);
      await visit.answerAll();
      await visit.page('person', { name: 'Grace', age: 36 });
      const { status, body } = await visit.send({ true: true, signed: true });
      same([status, body.code], [403, 're-authentication'], 'Sending');
      same((await visit.draft()).body.sent ?? null, null, 'What the draft says');
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
