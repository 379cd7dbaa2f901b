/** Answers that another office has: decided about, looked at, written over, and looked at again before they are sent. */
import assert from 'node:assert/strict';
import { before, beforeEach, it } from 'node:test';
import fc from 'fast-check';
import { onEveryDatabase } from '../../../../examples/testing/databases.ts';
import type { Definition, Prefill } from '../../definition/definition.ts';
import { Client } from '../../conformance/client.ts';
import { messageOf } from '../destinations.ts';
import { newKey } from '../sealed.ts';
import { formStore } from '../store.ts';
import type { FormStore } from '../store.ts';
import { formMigrations } from '../tables.ts';
import type { FormTables } from '../tables.ts';
import { Borrower, card, w } from '../testing.ts';
import type { PrefillRequest, PrefillSource } from './prefill-port.ts';

const register: Prefill = {
  question: ['make', 'year'],
  source: 'register',
  office: w('the register'),
  purpose: w('To know the vehicle.'),
  consent: 'ask',
  from: ['plate'],
};
const vehicle = (prefill: readonly Prefill[] = [register]): Definition => ({
  ...card,
  id: 'vehicle',
  data: {
    type: 'object',
    properties: {
      plate: { $ref: 'std:text' },
      make: { $ref: 'std:text' },
      year: { $ref: 'std:integer', minimum: 1900, maximum: 2027, settings: { grouping: false } },
    },
    required: ['plate', 'make', 'year'],
  },
  questions: { plate: { label: w('Plate') }, make: { label: w('Make') }, year: { label: w('Year') } },
  pages: [
    { id: 'plate', ask: ['plate'] },
    { id: 'vehicle', ask: ['make', 'year'], heading: w('The vehicle') },
  ],
  prefill,
});

onEveryDatabase<FormTables>('Answers that another office has', formMigrations, (opened) => {
  let store: FormStore;
  let asked: PrefillRequest[];
  let known: Record<string, unknown>;
  let logged: string[];
  const source: PrefillSource = {
    fetch(request) {
      asked.push(request);
      return Promise.resolve({ asOf: '2026-11-03', values: known });
    },
  };
  before(() => void (store = formStore(opened().database, newKey())));
  beforeEach(() => {
    asked = [];
    logged = [];
    known = { make: 'Toyota', year: 2015 };
  });
  const begun = async (definition = vehicle(), from = source, wait = 4000) => {
    const somebody = new Borrower(store, {
      definitions: [definition],
      prefill: { register: from },
      prefillWait: wait,
      identity: { person: () => Promise.resolve({ issuer: 'https://id.example', subject: '7', level: 'low' }) },
      log: (entry) => logged.push(JSON.stringify(entry)),
    });
    await somebody.begin();
    await somebody.goOn({ plate: 'AB12' });
    return somebody;
  };
  const agreed = async (definition = vehicle(), from = source, wait = 4000) => {
    const somebody = await begun(definition, from, wait);
    await somebody.goOn({ 'consent/register': 'yes' });
    return somebody;
  };
  const sentBy = async (somebody: Borrower) => {
    await somebody.goOn({}, 'send');
    return messageOf((await store.sent(somebody.address.split('/').at(-1)!))!, []);
  };

  it('are asked for once somebody says yes to what, from whom and for what, and not before', async () => {
    const somebody = await begun();
    assert.equal(somebody.place, 'consent');
    assert.match(somebody.page.text, /To know the vehicle\. MakeYear .*May we get this from the register\?/);
    assert.equal(asked.length, 0);
    const unanswered = await somebody.goOn({});
    assert.deepEqual(unanswered.problems, {
      '#consent-register': 'Choose whether we may get this from the register',
    });
    await somebody.goOn({ 'consent/register': 'yes' });
    assert.equal(somebody.place, 'vehicle');
    const { signal: _signal, consent, ...request } = asked[0]!;
    assert.deepEqual(request, {
      questions: ['make', 'year'],
      answers: { plate: 'AB12' },
      purpose: 'To know the vehicle.',
      person: { issuer: 'https://id.example', subject: '7', level: 'low' },
    });
    assert.match(consent.wording, /^[0-9a-f]{64}$/);
    assert.equal(somebody.page.answer('Make'), 'Toyota');
    assert.match(somebody.page.text, /From the register, November 3, 2026\./);
    assert.equal(somebody.page.$('#make').length, 0);
  });

  it('go with where they are from, and with every decision, to who gets them', async () => {
    const somebody = await agreed();
    await somebody.goOn();
    assert.equal(somebody.place, 'check');
    assert.match(somebody.page.answer('Make'), /^Toyota\s*From the register, November 3, 2026\.$/);
    const message = await sentBy(somebody);
    assert.deepEqual(message.data, { plate: 'AB12', make: 'Toyota', year: 2015 });
    const { at, consent, ...make } = message.provenance!.make!;
    assert.deepEqual(make, {
      by: { kind: 'prefill', id: 'register' },
      source: 'register',
      office: 'the register',
      purpose: 'To know the vehicle.',
      asOf: '2026-11-03',
      channel: 'web',
    });
    assert.ok(!Number.isNaN(Date.parse(at)));
    const { by, channel, ...origin } = make;
    assert.deepEqual(message.given!['/make'], { at, by, channel, provenance: { ...origin, consent } });
    assert.deepEqual(message.given!['/plate']!.by, { kind: 'subject' });
    assert.equal(message.given!['/plate']!.provenance, undefined);
    const [decision, ...others] = message.consents!;
    assert.deepEqual([decision!.decision, decision!.data, others], ['yes', ['Make', 'Year'], []]);
    assert.deepEqual([decision!.id, decision!.at, decision!.wording], [consent.id, consent.at, consent.wording]);
    assert.match(
      somebody.page.text,
      /What you decided about your data the register: To know the vehicle\.\s*You agreed/,
    );
    assert.equal((await somebody.visitor.open(`${somebody.address}/copy.pdf`)).status, 200);
  });

  it('are never asked for where somebody says no, who fills them in like anybody', async () => {
    const somebody = await begun();
    await somebody.goOn({ 'consent/register': 'no' });
    assert.equal(somebody.place, 'vehicle');
    assert.equal(somebody.page.notice, '');
    await somebody.goOn({ make: 'Fiat', year: '2001' });
    assert.equal(somebody.place, 'check');
    const message = await sentBy(somebody);
    assert.equal(asked.length, 0);
    assert.equal(message.consents![0]!.decision, 'no');
    assert.equal(message.provenance, undefined);
  });

  for (const [what, broken, wait] of [
    ['does not answer', { fetch: () => Promise.reject(new Error('AB12')) }, 4000],
    ['is slow', { fetch: () => new Promise(() => {}) }, 20],
    [
      'throws at once',
      {
        fetch: () => {
          throw new Error('AB12');
        },
      },
      4000,
    ],
    [
      'says what nobody could',
      { fetch: () => Promise.resolve({ asOf: '2026-11-03', values: { make: 7, year: '20150' } }) },
      4000,
    ],
    ['does not say of when', { fetch: () => Promise.resolve({ asOf: 'today', values: { make: 'Fiat' } }) }, 4000],
  ] as [string, PrefillSource, number][])
    it(`are asked kindly where the office ${what}, and nothing personal is logged`, async () => {
      const somebody = await agreed(vehicle(), broken, wait);
      assert.equal(somebody.page.notice, 'We could not get this from the register. Fill it in yourself.');
      await somebody.goOn({ make: 'Fiat', year: '2001' });
      assert.equal(somebody.place, 'check');
      assert.ok(logged.length);
      assert.doesNotMatch(logged.join(), /AB12|20150|Fiat/);
    });

  it('stand beside what is asked, where only some came', async () => {
    known = { make: 'Toyota' };
    const somebody = await agreed();
    assert.equal(somebody.page.answer('Make'), 'Toyota');
    const wrong = await somebody.goOn({ year: '' });
    assert.deepEqual(Object.keys(wrong.problems), ['#year']);
    assert.equal(wrong.answer('Make'), 'Toyota');
    await somebody.goOn({ year: '2001' });
    const { data, provenance } = await sentBy(somebody);
    assert.deepEqual(data, { plate: 'AB12', make: 'Toyota', year: 2001 });
    assert.deepEqual(Object.keys(provenance!), ['make']);
  });

  it('are written over by whoever says that they are wrong', async () => {
    const somebody = await agreed();
    await somebody.goOn({}, 'wrong');
    assert.equal(somebody.page.valueOf('Make'), 'Toyota');
    const wrong = await somebody.goOn({ make: '', year: '2001' });
    assert.deepEqual(Object.keys(wrong.problems), ['#make']);
    await somebody.goOn({ make: 'Fiat', year: '2015' });
    const { data, provenance } = await sentBy(somebody);
    assert.deepEqual(data, { plate: 'AB12', make: 'Fiat', year: 2015 });
    assert.deepEqual(Object.keys(provenance!), ['year']);
  });

  it('stay until they are corrected where that is said, and the correction goes along', async () => {
    const correction = w('Bring the papers to the register.');
    const somebody = await agreed(vehicle([{ ...register, editable: 'request-correction', correction }]));
    await somebody.goOn({}, 'wrong');
    assert.match(somebody.page.text, /We send it along as a request to correct it.*Bring the papers to the register\./);
    await somebody.goOn({ make: 'Fiat', year: '2015' });
    assert.match(somebody.page.answer('Make'), /^Toyota.*You asked to correct it to: Fiat$/);
    const { data, corrections } = await sentBy(somebody);
    assert.equal(data.make, 'Toyota');
    const { value, source } = corrections!.make!;
    assert.deepEqual([value, source, Object.keys(corrections!)], ['Fiat', 'register', ['make']]);
  });

  it('are told, and not asked about, where a law lets them come', async () => {
    const somebody = await begun(vehicle([{ ...register, consent: 'law' }]));
    assert.match(somebody.page.text, /A law lets us get this/);
    assert.equal(somebody.page.$('input[type=radio]').length, 0);
    await somebody.goOn();
    assert.equal(somebody.page.answer('Make'), 'Toyota');
    await somebody.goOn();
    assert.equal((await sentBy(somebody)).consents![0]!.decision, 'informed');
  });

  it('go when their plate does, and those of the other plate come to be looked at', async () => {
    const somebody = await agreed();
    await somebody.goOn();
    known = { make: 'Fiat', year: 2001 };
    await somebody.open(somebody.path.replace('/check', '/plate?return=check'));
    await somebody.goOn({ plate: 'XY99' });
    assert.equal(somebody.place, 'vehicle');
    assert.equal(somebody.page.answer('Make'), 'Fiat');
    assert.deepEqual(asked.at(-1)!.answers, { plate: 'XY99' });
  });

  it('never come over what somebody typed', async () => {
    const somebody = await begun();
    await somebody.goOn({ 'consent/register': 'no' });
    await somebody.goOn({ make: 'Fiat', year: '2001' });
    await somebody.open(somebody.path.replace('/check', '/consent?return=check'));
    await somebody.goOn({ 'consent/register': 'yes' });
    assert.equal(somebody.place, 'check');
    const { data, consents } = await sentBy(somebody);
    assert.equal(asked.length, 0);
    assert.equal(data.make, 'Fiat');
    assert.deepEqual(
      consents!.map(({ decision }) => decision),
      ['no', 'yes'],
    );
  });

  it('are taken out when somebody takes back their word', async () => {
    const somebody = await agreed();
    await somebody.goOn();
    await somebody.open(somebody.page.$('a:contains("Change what we may get for you")').attr('href')!);
    await somebody.goOn({ 'consent/register': 'no' });
    assert.equal(somebody.place, 'vehicle');
    assert.equal(somebody.page.valueOf('Make'), '');
  });

  it('are looked at again before they are sent, and the person chooses', async () => {
    const somebody = await agreed();
    known = { make: 'Toyota Motor', year: 2016 };
    await somebody.goOn();
    assert.equal(somebody.place, 'newer');
    assert.match(somebody.page.text, /Toyota Motor\s*As the register has it now \(November 3, 2026\)/);
    assert.deepEqual(Object.keys((await somebody.goOn({ 'keep/make': 'newer' })).problems), ['#keep-year']);
    await somebody.goOn({ 'keep/make': 'newer', 'keep/year': 'seen' });
    assert.equal(somebody.place, 'check');
    const { data, provenance } = await sentBy(somebody);
    assert.deepEqual(data, { plate: 'AB12', make: 'Toyota Motor', year: 2015 });
    assert.equal(provenance!.year!.changedSince, '2026-11-03');
  });

  it('lead nobody into a dead end, whatever they decide and whatever fails', async () => {
    const walk = async (says: 'yes' | 'no', fails: boolean, isWrong: boolean, some: boolean) => {
      asked = [];
      known = some ? { make: 'Toyota' } : { make: 'Toyota', year: 2015 };
      const failing = { fetch: (request: PrefillRequest) => (asked.push(request), Promise.reject(new Error('away'))) };
      const somebody = await begun(vehicle(), fails ? failing : source);
      await somebody.goOn({ 'consent/register': says });
      if (isWrong && says === 'yes' && !fails) await somebody.goOn({}, 'wrong');
      await somebody.goOn({ make: 'Fiat', year: '2001' });
      assert.equal(somebody.place, 'check');
      assert.equal(asked.length > 0, says === 'yes');
      await somebody.goOn({}, 'send');
      assert.equal(somebody.page.heading, 'Sent');
    };
    const any = [fc.constantFrom('yes' as const, 'no' as const), fc.boolean(), fc.boolean(), fc.boolean()] as const;
    await fc.assert(fc.asyncProperty(...any, walk), { numRuns: 10 });
  });

  it('can be decided about by programs, which are told what came and from where', async () => {
    const base = new Borrower(store, { definitions: [vehicle()], prefill: { register: source } });
    const client = new Client('http://localhost/card/api', (request) => base.site.fetch(request));
    const { body: begun } = await client.ask('POST', '/drafts');
    const [key, at] = [String(begun.key), `/drafts/${String(begun.id)}`];
    const first = await client.ask('PATCH', `${at}/pages/plate`, {
      key,
      revision: 1,
      json: { answers: { plate: 'A' } },
    });
    const shown = await client.ask('GET', at, { key });
    assert.deepEqual((shown.body.consents as { decision: unknown }[])[0]!.decision, null);
    const put = (decisions: unknown, revision: unknown) =>
      client.ask('PUT', `${at}/consents`, { key, revision, json: { decisions } });
    assert.equal((await put({ other: true }, first.body.revision)).status, 422);
    const { body } = await put({ register: true }, first.body.revision);
    const came = (await client.ask('GET', at, { key })).body.prefilled as Record<string, { value: unknown }>;
    assert.equal(came.make!.value, 'Toyota');
    const answers = { make: 'Toyota', year: 2015 };
    const last = await client.ask('PATCH', `${at}/pages/vehicle`, { key, revision: body.revision, json: { answers } });
    assert.equal(last.body.complete, true);
    const json = { declarations: {} };
    const sent = await client.ask('POST', `${at}/submission`, { key, revision: last.body.revision, json });
    const form = await store.sent(String(sent.body.status).split('/').at(-1)!);
    assert.equal(form!.submission.provenance!.make!.channel, 'api');
  });

  it('are not begun without the sources that the definition names', () => {
    assert.throws(() => new Borrower(store, { definitions: [vehicle()], prefill: {} }), { code: 'no-prefill-source' });
  });
});
