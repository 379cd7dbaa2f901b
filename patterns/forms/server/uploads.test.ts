/** Files that come in pieces, because the network does not hold. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { before, beforeEach, it } from 'node:test';
import PDFDocument from 'pdfkit';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { pdf } from '../../../examples/testing/visitor.ts';
import type { FileReference } from '../questions/file.ts';
import { forgetExpired } from './forgetting.ts';
import type { FormsOptions } from './running-service.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card, w } from './testing.ts';

const papers = {
  ...card,
  data: {
    type: 'object',
    properties: { name: { $ref: 'std:text' }, proof: { $ref: 'std:file' }, papers: { $ref: 'std:files', maxItems: 3 } },
    required: ['name', 'proof'],
  },
  questions: { name: { label: w('Name') }, proof: { label: w('Proof') }, papers: { label: w('Papers') } },
  pages: [{ id: 'papers', heading: w('Your papers'), ask: ['name', 'proof', 'papers'] }],
} satisfies FormsOptions['definitions'][number];

const hour = 60 * 60 * 1000;
const document = (more = '', size = 2000) => Buffer.from(`%PDF-1.7\n${more}`.padEnd(size, 'x'));

/** A file that somebody sends in pieces, from the page of a browser. */
class Sending {
  readonly path: string;
  readonly #person: Borrower;
  readonly #bytes: Buffer;

  constructor(person: Borrower, path: string, bytes: Buffer) {
    this.#person = person;
    this.path = path;
    this.#bytes = bytes;
  }

  add(from: number, to = this.#bytes.length, body: BodyInit = Uint8Array.from(this.#bytes.subarray(from, to))) {
    const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) };
    return request(this.#person, 'PATCH', this.path, headers, body);
  }

  async offset(): Promise<number> {
    const { status, headers } = (await request(this.#person, 'HEAD', this.path)).response;
    return status === 200 ? Number(headers.get('upload-offset')) : -status;
  }

  end() {
    return request(this.#person, 'DELETE', this.path);
  }
}

async function request({ visitor }: Borrower, method: string, path: string, headers = {}, body?: BodyInit) {
  const all = { cookie: visitor.cookies, 'tus-resumable': '1.0.0', ...visitor.headers, ...headers };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as Record<string, string>;
  const init = { method, headers: sent, ...(body && { body, duplex: 'half' }) };
  return visitor.request(new Request(`http://localhost${path}`, init as RequestInit));
}

const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function announce(person: Borrower, bytes: Buffer, { question = 'proof', name = 'proof.pdf', digest = '' } = {}) {
  const told = Object.entries({ question, filename: name, ...(digest && { digest }) });
  const metadata = told.map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(',');
  return request(person, 'POST', `/card/api/drafts/${person.draftId}/uploads`, {
    'upload-length': String(bytes.length),
    'upload-metadata': metadata,
  });
}

async function begin(person: Borrower, bytes: Buffer, more: Parameters<typeof announce>[2] = {}): Promise<Sending> {
  const { response, html } = await announce(person, bytes, more);
  assert.equal(response.status, 201, html);
  return new Sending(person, response.headers.get('location')!, bytes);
}

onEveryDatabase<FormTables>('A file that comes in pieces', formMigrations, (opened) => {
  let store: FormStore;
  let time: Date;
  const now = () => time;
  before(() => void (store = formStore(opened().database, newKey(), { now })));
  beforeEach(() => void (time = new Date('2026-11-30T12:00:00Z')));

  const somebody = async (options: Partial<FormsOptions> = {}) => {
    const person = new Borrower(store, { definitions: [papers], now, ...options });
    await person.begin();
    return person;
  };
  const shown = async (person: Borrower) => (await person.open(person.path)).text;
  const pieces = () => opened().database.selectFrom('forms_upload_piece').selectAll().execute();

  it('is the answer once it is whole, and the page has it without anything being sent', async () => {
    const person = await somebody();
    const { page } = person;
    const upload = await begin(person, document());
    assert.equal((await upload.add(0, 1000)).status, 204);
    assert.equal(await upload.offset(), 1000);
    assert.match(await shown(person), /50% of “proof\.pdf” is here/);
    assert.equal((await upload.add(1000)).status, 204);
    assert.match(await shown(person), /proof\.pdf, 2 kB, is kept/);
    const next = await person.visitor.follow(await person.send({ name: 'Ada' }, 'continue', page));
    assert.equal(next.heading, 'Check your answers', 'the page that was open before is no older than it');
    assert.match(next.answer('Proof'), /proof\.pdf/);
    assert.equal((await pieces()).length, 0);
  });

  it('is one of several where several are asked for, and none twice', async () => {
    const person = await somebody();
    for (const name of ['a.pdf', 'b.pdf', 'a.pdf'])
      await (await begin(person, document(name), { question: 'papers', name })).add(0);
    await person.goOn({ name: 'Ada', proof: pdf(), papers: new File([Uint8Array.from(document('a.pdf'))], 'a.pdf') });
    assert.match(person.page.answer('Papers'), /^a\.pdf, 2 kB\s+b\.pdf, 2 kB$/);
  });

  it('is kept encrypted, each piece and its name', async () => {
    const person = await somebody();
    const upload = await begin(person, document('Very private'), { name: 'diagnosis.pdf' });
    await upload.add(0, 500);
    const kept = [...(await pieces()), ...(await opened().database.selectFrom('forms_upload').selectAll().execute())];
    const all = kept.map(({ content }) => Buffer.from(content).toString('latin1')).join();
    assert.ok(kept.length >= 2);
    assert.doesNotMatch(all, /private|%PDF|diagnosis|proof/);
  });

  it('keeps what came before the network failed in the middle of a piece', async () => {
    const person = await somebody();
    const upload = await begin(person, document());
    let sent = 0;
    const cut = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent === 900) return controller.error(new Error('cut'));
        controller.enqueue(Uint8Array.from(document().subarray(sent, sent + 300)));
        sent += 300;
      },
    });
    await upload.add(0, 0, cut);
    assert.equal(await upload.offset(), 900);
    await upload.add(900);
    const { content } = (await store.find(person.draftId, person.visitor.cookies.split('=')[1]!))!;
    const { file } = content.draft.answers.proof as unknown as FileReference;
    const found = await store.file({ id: person.draftId } as Parameters<FormStore['file']>[0], file);
    assert.equal(Buffer.from(found!.bytes).toString(), document().toString());
  });

  it('goes on where it stood for who chooses it again, tomorrow at the same hour no more', async () => {
    const person = await somebody();
    const digest = digestOf(document());
    const upload = await begin(person, document(), { digest });
    await upload.add(0, 700);
    time = new Date(time.getTime() + 23 * hour);
    const again = await begin(person, document(), { digest });
    assert.deepEqual([again.path, await again.offset()], [upload.path, 700]);
    await again.add(700, 800);
    time = new Date(time.getTime() + 23 * hour);
    assert.equal(await again.offset(), 800, 'it is kept a day after its last piece');
    time = new Date(time.getTime() + 2 * hour);
    assert.equal(await again.offset(), -404);
    await forgetExpired(opened().database, now());
    assert.equal((await opened().database.selectFrom('forms_upload').selectAll().execute()).length, 0);
    assert.equal((await pieces()).length, 0);
    assert.equal(await (await begin(person, document(), { digest })).offset(), 0);
  });

  it('goes with its draft', async () => {
    const person = await somebody();
    await (await begin(person, document())).add(0, 700);
    await request(person, 'DELETE', `/card/api/drafts/${person.draftId}`);
    assert.equal((await pieces()).length, 0);
  });

  it('is whole once, where two tabs send it at the same time', async () => {
    const person = await somebody();
    const digest = digestOf(document());
    const of = { question: 'papers', digest };
    const [one, two] = [await begin(person, document(), of), await begin(person, document(), of)];
    assert.equal(one.path, two.path);
    const answers = await Promise.all([one.add(0, 800), two.add(0, 800)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 409]);
    await Promise.all([one.add(800), two.add(800)]);
    assert.equal(await one.offset(), 2000);
    await person.open(person.path);
    assert.equal(person.page.$('#papers-kept').text(), 'You added 1 file');
  });

  it('has what two tabs add, each its own, at the same time', async () => {
    const person = await somebody();
    const all = await Promise.all(
      ['a.pdf', 'b.pdf', 'c.pdf'].map((name) => begin(person, document(name), { question: 'papers', name })),
    );
    await Promise.all(all.map((upload) => upload.add(0)));
    await person.open(person.path);
    assert.equal(person.page.$('#papers-kept').text(), 'You added 3 files');
  });

  it('is taken back, and asked for again', async () => {
    const person = await somebody();
    const upload = await begin(person, document());
    await upload.add(0);
    assert.equal((await upload.end()).status, 204);
    assert.equal(await upload.offset(), -404);
    const page = await person.goOn({ name: 'Ada' });
    assert.deepEqual(page.problems, { '#proof': 'Choose a file for “Proof”' });
    const digest = digestOf(document());
    const known = await begin(person, document(), { digest });
    await known.add(0);
    await known.end();
    assert.equal(await (await begin(person, document(), { digest })).offset(), 0, 'it may be chosen again');
  });

  it('is refused by its first piece where that is of another type', async () => {
    const person = await somebody();
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5000)]);
    const upload = await begin(person, program, { name: 'run.pdf' });
    const { status, html } = await upload.add(0, 4200);
    assert.equal(status, 422);
    assert.match(html, /“run\.pdf” is of another type/);
    assert.equal(await upload.offset(), -404);
  });

  it('is looked at like any other: locked, infected, too large, empty', async () => {
    const scan: FormsOptions['scan'] = ({ bytes }) =>
      Promise.resolve(Buffer.from(bytes).includes('a virus') ? 'infected' : 'clean');
    const person = await somebody({ scan });
    const locked = new PDFDocument({ userPassword: 'secret' });
    locked.text('Dear Ada').end();
    for (const [bytes, words] of [
      [await buffer(locked), /opens only with a password/],
      [document('a virus'), /may have a virus, so it was not kept/],
    ] as const) {
      const upload = await begin(person, bytes);
      await upload.add(0, 200);
      const { status, html } = await upload.add(200);
      assert.deepEqual([status, words.test(html)], [422, true], html);
      assert.equal(await upload.offset(), -404, 'nothing of it is kept');
    }
    const large = await announce(person, Buffer.alloc(6_000_000));
    assert.equal(large.status, 413);
    assert.match(large.html, /“proof\.pdf” is 6 MB/);
    assert.match((await announce(person, Buffer.alloc(0))).html, /“proof\.pdf” is empty/);
    assert.equal((await pieces()).length, 0);
  });

  it('stays to its last piece where nobody can look for viruses, so that the rest need not come again', async () => {
    let isDown = true;
    const scan: FormsOptions['scan'] = () => (isDown ? Promise.reject(new Error('down')) : Promise.resolve('clean'));
    const person = await somebody({ scan });
    const upload = await begin(person, document());
    await upload.add(0, 1500);
    const { status, html } = await upload.add(1500);
    assert.equal(status, 422);
    assert.match(html, /cannot check “proof\.pdf” for viruses now/);
    assert.equal(await upload.offset(), 1500);
    isDown = false;
    assert.equal((await upload.add(1500)).status, 204);
    assert.match(await shown(person), /proof\.pdf/);
  });

  it('is taken from a page of ours alone, and shown to nobody else', async () => {
    const person = await somebody();
    const upload = await begin(person, document());
    await upload.add(0, 100);
    for (const from of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
      for (const method of ['PATCH', 'DELETE'])
        assert.equal((await request(person, method, upload.path, from)).status, 403);
      const read = { 'sec-fetch-site': undefined, origin: undefined };
      assert.equal((await request(person, 'HEAD', upload.path, read)).status, 200, 'a HEAD changes nothing');
    }
    const other = await somebody();
    for (const path of [upload.path, upload.path.replace(person.draftId, other.draftId)])
      for (const method of ['HEAD', 'GET', 'PATCH', 'DELETE'])
        assert.equal((await request(other, method, path)).status, 404, `${method} ${path}`);
    assert.equal(await upload.offset(), 100);
  });

  it('has to wait where very many begin, or come in very small pieces', async () => {
    const once = { most: 1, minutes: 10 };
    const person = await somebody({ limits: { byDraft: { piece: { most: 2, minutes: 10 }, file: once } } });
    const upload = await begin(person, document());
    const refused = await announce(person, document('other'), { name: 'other.pdf' });
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.response.headers.get('retry-after')) > 0);
    await upload.add(0, 1);
    await upload.add(1, 2);
    assert.equal((await upload.add(2, 3)).status, 429);
    assert.equal(await upload.offset(), 2);
  });

  it('makes the one that was left longest give way, where too many are not whole', async () => {
    const person = await somebody({ uploadRoom: 5000 });
    const names = ['a.pdf', 'b.pdf', 'c.pdf'];
    const all: Sending[] = [];
    for (const name of names) {
      time = new Date(time.getTime() + 1000);
      all.push(await begin(person, document(name), { name, question: 'papers' }));
    }
    assert.deepEqual(await Promise.all(all.map((each) => each.offset())), [-404, 0, 0]);
    const large = await begin(person, document('d', 9000), { name: 'd.pdf', question: 'papers' });
    assert.equal(await large.offset(), 0, 'one always may come');
  });

  it('takes no more than it was said to be, and nothing once the form is sent', async () => {
    const person = await somebody();
    const upload = await begin(person, document());
    assert.equal((await upload.add(0, 0, Uint8Array.from(document('', 2500)))).status, 413);
    const late = await begin(person, document('', 1800), { question: 'papers', name: 'late.pdf' });
    await upload.add(0);
    await person.open(person.path);
    await person.goOn({ name: 'Ada' });
    await person.goOn({}, 'send');
    for (const each of [upload, late]) assert.equal((await each.end()).status, 409);
    assert.equal((await late.add(0)).status, 409);
  });
});
