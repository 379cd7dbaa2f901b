/** Files that came while nobody could look for viruses in them. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { until } from '../../../examples/testing/until.ts';
import { pdf } from '../../../examples/testing/visitor.ts';
import { deliverer } from './deliverer.ts';
import type { Deliverer } from './deliverer.ts';
import type { DeliveryEntry } from './log.ts';
import type { SentFile } from './destinations.ts';
import type { FormsOptions } from './running-service.ts';
import type { Scanned } from './scan.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card, w } from './testing.ts';

const papers = {
  ...card,
  data: {
    type: 'object',
    properties: { name: { $ref: 'std:text' }, photo: { $ref: 'std:file' }, papers: { $ref: 'std:files' } },
    required: ['name'],
  },
  questions: { name: { label: w('Name') }, photo: { label: w('Photo') }, papers: { label: w('Papers') } },
  pages: [{ id: 'papers', heading: w('Your papers'), ask: ['name', 'photo', 'papers'] }],
} satisfies FormsOptions['definitions'][number];
const virus = 'a virus';

onEveryDatabase<FormTables>('A file that nobody could look at when it came', formMigrations, (opened) => {
  const key = newKey();
  let isDown: boolean;
  /** What is in a file that cannot be looked at even while somebody is there. */
  let stuck: string;
  let looked: string[];
  let got: SentFile[][];
  let logged: DeliveryEntry[];
  let deliveries: Deliverer;

  const scan = ({ bytes }: { bytes: Uint8Array }): Promise<Scanned> => {
    if (isDown || (stuck && Buffer.from(bytes).includes(stuck))) return Promise.reject(new Error('Nobody is there.'));
    const text = Buffer.from(bytes).toString();
    looked.push(text.split('\n').at(-1)!);
    return Promise.resolve(text.includes(virus) ? 'infected' : 'clean');
  };
  const newDeliverer = () =>
    deliverer({
      database: opened().database,
      key,
      destinations: [{ name: 'office', deliver: (_, files) => Promise.resolve(void got.push([...files])) }],
      scan,
      log: (entry) => logged.push(entry),
      every: 20,
      wait: () => 10,
    });
  beforeEach(async () => {
    isDown = true;
    stuck = '';
    [looked, got, logged] = [[], [], []];
    deliveries = newDeliverer();
    await deliveries.start();
  });
  afterEach(async () => {
    await deliveries.stop();
    for (const table of ['forms_delivery', 'forms_look', 'forms_draft'] as const)
      await opened().database.deleteFrom(table).execute();
  });

  const somebody = async () => {
    const store = formStore(opened().database, key, deliveries);
    const person = new Borrower(store, { definitions: [papers], scan, destinations: ['office'] });
    await person.begin();
    return person;
  };
  const isFound = (count = 1) =>
    until('it was looked at', async () => {
      const { database } = opened();
      const waiting = await database.selectFrom('forms_file').select('id').where('state', '=', 'waiting').execute();
      return looked.length >= count && waiting.length === 0;
    });
  const isTried = () => until('it was tried again', () => Promise.resolve(logged.length > 2));
  const kept = ({ page: { $ } }: Borrower) => $('.plaza-file-list li > div').text();

  it('is kept, and the page says so; it can be sent, and waits for somebody to look', async () => {
    const person = await somebody();
    await person.goOn({ name: 'Ada', papers: pdf('one.pdf', 'one') }, 'add-files');
    assert.match(kept(person), /one\.pdf, 1 kB\s*Received\. Not yet checked for viruses/);
    await person.goOn({ name: 'Ada', photo: pdf('me.pdf', 'me') });
    assert.equal(
      person.page.notice,
      '“me.pdf” was received, and is not yet checked for viruses. You can go on and send ' +
        '“one.pdf” was received, and is not yet checked for viruses. You can go on and send',
    );
    await person.goOn({}, 'send');
    await isTried();
    assert.equal(got.length, 0);
    assert.equal(
      logged.find(({ destination }) => destination === 'office'),
      undefined,
      'nothing is tried in vain',
    );
    isDown = false;
    await until('the office has it', () => Promise.resolve(got.length === 1));
    assert.deepEqual(got[0]!.map(({ name }) => name).sort(), ['me.pdf', 'one.pdf']);
    assert.deepEqual(looked.sort(), ['me', 'one'], 'each once');
    assert.deepEqual((await person.open(person.address)).problems, {});
  });

  it('is waited for, though another that came with it is clean', async () => {
    const person = await somebody();
    await person.goOn({ name: 'Ada', papers: [pdf('one.pdf', 'one'), pdf('two.pdf', 'two')] });
    await person.goOn({}, 'send');
    [stuck, isDown] = ['two', false];
    await until('the first was looked at, and the second tried again', () => looked.length === 1 && logged.length > 6);
    assert.deepEqual(
      logged.filter(({ destination }) => destination === 'office'),
      [],
    );
    stuck = '';
    await until('the office has it', () => got.length === 1);
    assert.equal(got[0]!.length, 2);
  });

  it('has its name beside the question that takes one', async () => {
    const person = await somebody();
    await person.goOn({ name: 'Ada', photo: pdf('me.pdf') });
    await person.open(person.address.replace('check', 'papers'));
    assert.match(person.page.text, /me\.pdf, 1 kB, is kept\..*Received\. Not yet checked for viruses/);
    isDown = false;
    await isFound();
    assert.doesNotMatch((await person.open(person.address)).text, /Not yet checked/);
  });

  it('is looked at by the next process, where one ended before', async () => {
    await deliveries.stop();
    const person = await somebody();
    await person.goOn({ name: 'Ada', papers: [pdf('one.pdf', 'one')] });
    await person.goOn({}, 'send');
    isDown = false;
    deliveries = newDeliverer();
    await deliveries.start();
    await until('the office has it', () => Promise.resolve(got.length === 1));
    assert.equal(got[0]![0]!.name, 'one.pdf');
  });

  it('is not passed on where it has a virus: the office gets a note, and who sent it learns what to do', async () => {
    const person = await somebody();
    await person.goOn({ name: 'Ada', papers: [pdf('one.pdf', 'one'), pdf('bad.pdf', virus)] });
    await person.goOn({}, 'send');
    isDown = false;
    await until('the office has it', () => Promise.resolve(got.length === 1));
    const files = got[0]!.map(({ name, type, bytes }) => [name, type, Buffer.from(bytes).toString()]);
    assert.deepEqual(
      files.sort().map(([name, type]) => [name, type]),
      [
        ['bad.pdf.txt', 'text/plain'],
        ['one.pdf', 'application/pdf'],
      ],
    );
    assert.equal(
      files[0]![2],
      'The file “bad.pdf” may have a virus. It was not passed on, and the person has been told. Ask them for it again.\n',
    );
    const { text } = await person.open(person.address);
    assert.match(text, /“bad\.pdf” may have a virus, so we did not pass it on\. Everything else you sent is here\./);
    assert.equal(text.match(/“bad\.pdf” may have/g)!.length, 1);
  });

  it('has to be taken back where a virus is found before it is sent', async () => {
    const person = await somebody();
    await person.goOn({ name: 'Ada', papers: [pdf('one.pdf', 'one'), pdf('bad.pdf', virus)] });
    isDown = false;
    await isFound(2);
    const wrong = { '#papers': '“bad.pdf” may have a virus, so it was not kept. Choose another file' };
    await person.goOn({}, 'send');
    assert.equal(person.place, 'papers');
    assert.deepEqual(person.page.problems, wrong);
    assert.match(kept(person), /bad\.pdf, 1 kB\s*It may have a virus\. Remove it/);
    const again = await person.goOn({ name: 'Ada' });
    assert.deepEqual([again.status, again.problems], [422, wrong]);
    const remove = again.$('.plaza-file-list li[data-variant="error"] button').attr('value')!;
    await person.goOn({ name: 'Ada' }, remove);
    assert.deepEqual(person.page.problems, {});
    await person.goOn({ name: 'Ada' });
    await person.goOn({}, 'send');
    await until('the office has it', () => Promise.resolve(got.length === 1));
    assert.deepEqual(
      got[0]!.map(({ name }) => name),
      ['one.pdf'],
    );
  });

  it('does not hold up what was sent without it', async () => {
    const person = await somebody();
    await person.goOn({ name: 'Ada', papers: [pdf('one.pdf')] }, 'add-files');
    await person.goOn({ name: 'Ada' }, person.page.$('.plaza-file-list button').attr('value'));
    await person.goOn({ name: 'Ada' });
    await person.goOn({}, 'send');
    await until('the office has it', () => Promise.resolve(got.length === 1));
    assert.deepEqual(got, [[]]);
  });

  it('says how it stands to programs', async () => {
    const person = await somebody();
    const files = `/card/api/drafts/${person.draftId}/files`;
    const body = new FormData();
    body.append('file', pdf('bad.pdf', virus));
    const { status, html } = await person.visitor.post(body, `${files}/papers`);
    const { file, state } = JSON.parse(html) as { file: string; state: string };
    assert.deepEqual([status, state], [201, 'scanning']);
    isDown = false;
    await isFound();
    const { state: then } = JSON.parse((await person.visitor.open(`${files}/${file}`)).html) as { state: string };
    assert.equal(then, 'refused');
  });
});
