/** Staff write down what somebody tells them at the counter, or what came on paper. */
import assert from 'node:assert/strict';
import { before, beforeEach, it } from 'node:test';
import { html } from 'hono/html';
import { onEveryDatabase } from '../../../../examples/testing/databases.ts';
import { Person } from '../../../../examples/testing/person.ts';
import { checkDefinition } from '../../check/check.ts';
import { aboutPerson, stall } from '../../testing/stall.ts';
import { messageOf } from '../destinations.ts';
import type { FormEvent } from '../events.ts';
import { forms } from '../forms.ts';
import type { Person as Somebody, SignInWish } from '../identity-port.ts';
import type { LogEntry } from '../log.ts';
import type { FormsOptions } from '../running-service.ts';
import { newKey } from '../sealed.ts';
import { siteAt } from '../site.ts';
import { formStore } from '../store.ts';
import type { FormStore } from '../store.ts';
import { formMigrations } from '../tables.ts';
import type { FormTables } from '../tables.ts';

const issuer = 'https://staff.example';
const clerk: Somebody = { issuer, subject: 'clara@office.example', level: 'substantial', name: 'Clara' };
const colleague: Somebody = { ...clerk, subject: 'otto@office.example' };
const citizen: Somebody = { issuer: 'https://id.example', subject: '7', level: 'high', name: 'Ñusta' };
const begin = { document: 'identity-card' };
const declared = { 'declarations/truth': 'yes', how: 'said' };

onEveryDatabase<FormTables>('The counter', formMigrations, (opened) => {
  const key = newKey();
  let store: FormStore;
  let time: Date;
  let person: Somebody | undefined;
  let wishes: SignInWish[];
  let logged: LogEntry[];
  let events: FormEvent[];
  before(() => void (store = formStore(opened().database, key, { now: () => time })));
  beforeEach(() => {
    time = new Date('2026-11-27T12:00:00Z');
    person = clerk;
    wishes = [];
    logged = [];
    events = [];
  });
  const identity = {
    person: () => Promise.resolve(person),
    signIn(_request: Request, wish: SignInWish) {
      wishes.push(wish);
      return Promise.resolve(new Response(null, { status: 302, headers: { Location: '/sign-in' } }));
    },
  };
  const service = (more: Partial<FormsOptions> = {}) =>
    forms({
      definitions: [stall],
      store,
      site: siteAt('http://localhost', ''),
      base: '/stall',
      frame: ({ title, main, hasErrors }) => html`<title>${hasErrors && 'Error: '}${title}</title><main>${main}</main>`,
      log: (entry) => logged.push(entry),
      onEvent: (event) => events.push(event),
      now: () => time,
      identity,
      staff: { issuer, provider: 'staff', level: 'substantial' },
      ...more,
    });
  const at = (more: Partial<FormsOptions> = {}) => new Person(service(more), '/stall');
  const openCounter = async (more: Partial<FormsOptions> = {}) => {
    const staff = at(more);
    await staff.open('/stall/counter');
    return staff;
  };
  const begun = async (more: Partial<FormsOptions> = {}) => {
    const staff = await openCounter(more);
    await staff.goOn(begin);
    return staff;
  };
  const place = (staff: Person) => staff.address.replace(/^\/stall\/counter\/[\w-]{22}/, '…');
  const caseOf = (staff: Person) => /^\/stall\/counter\/[\w-]{22}/.exec(staff.address)![0];
  const complete = async (more: Partial<FormsOptions> = {}, goods = { kind: 'person', goods: 'Fruit' }) => {
    const staff = await begun(more);
    await staff.goOn(aboutPerson);
    await staff.goOn(goods);
    return staff;
  };
  const sentBy = async (staff: Person) => {
    const id = caseOf(staff).split('/').at(-1)!;
    const { handle } = await opened()
      .database.selectFrom('forms_submission')
      .select('handle')
      .where('draft_id', '=', id)
      .executeTakeFirstOrThrow();
    return messageOf((await store.sent(handle))!, []);
  };
  const begunOnTheWeb = async (more: Partial<FormsOptions> = {}) => {
    person = undefined;
    const somebody = at(more);
    await somebody.begin();
    await somebody.goOn({ name: aboutPerson.name, email: aboutPerson.email });
    return somebody;
  };
  /** Answers the rest of what the web asks. */
  const answerOnTheWeb = async (somebody: Person) => {
    await somebody.goOn({ 'birth/day': '1', 'birth/month': '1', 'birth/year': '1980' });
    await somebody.goOn({ kind: 'person' });
    await somebody.goOn({ another: 'no' });
    await somebody.goOn({ goods: 'Fruit' });
    const photo = new File(['%PDF-1.7\n'], 'stall.pdf', { type: 'application/pdf' });
    await somebody.goOn({ photo });
  };
  const codeOf = async (somebody: Person) => {
    await somebody.open(somebody.page.$('a[href*="/save"]').attr('href')!);
    await somebody.goOn({}, 'hand-over');
    return somebody.page.$('p.plaza-heading-xl bdi').text();
  };
  const history = (staff: Person) =>
    staff.page
      .$('dt')
      .toArray()
      .map((term) => `${staff.page.$(term).text()} ${staff.page.$(term).next().text()}`)
      .filter((row) => /^(?:Begun|Continued|Taken over|Identity|Arrived|Code)/.test(row));

  it('stands on a definition that holds', () => assert.deepEqual(checkDefinition(stall), []));

  it('is nowhere where the definition does not declare it, or nobody is staff', async () => {
    const { agent: _none, ...channels } = stall.channels!;
    const without = await openCounter({ definitions: [{ ...stall, channels }] });
    assert.deepEqual([without.page.status, without.page.heading], [404, 'Page not found']);
    const nobody = await openCounter({ staff: undefined as never });
    assert.equal(nobody.page.status, 404);
    assert.throws(() => service({ identity: { person: identity.person } }), { code: 'no-sign-in' });
  });

  it('asks staff to sign in at their own provider, and lets nobody else in', async () => {
    person = undefined;
    const nobody = at();
    assert.equal((await nobody.visitor.open('/stall/counter/paper')).status, 302);
    assert.deepEqual(
      wishes.map(({ returnTo, providers, level }) => [returnTo, providers, level]),
      [['/stall/counter/paper', ['staff'], 'substantial']],
    );
    person = citizen;
    const other = await openCounter();
    assert.deepEqual([other.page.status, other.page.heading], [403, 'This page is for people who work here']);
    person = { ...clerk, level: 'low' };
    assert.equal((await at().visitor.open('/stall/counter')).status, 302);
  });

  it('asks which document was seen before it begins, from a closed list', async () => {
    const staff = await openCounter();
    assert.equal(staff.page.heading, 'Counter: Place at the market');
    await staff.goOn();
    assert.equal(staff.page.status, 422);
    assert.deepEqual(Object.values(staff.page.problems), ['Choose the document that you saw']);
    await staff.goOn({ document: '33.333.333-3' });
    assert.equal(staff.page.status, 422);
    await staff.goOn(begin);
    assert.equal(place(staff), '…/who');
  });

  it('begins with nobody who showed nothing where the web asks people to sign in', async () => {
    const required = { ...stall, identity: { level: 'low', required: true } } as const;
    const staff = await openCounter({ definitions: [required] });
    assert.doesNotMatch(staff.page.text, /showed none/);
    assert.match((await openCounter()).page.text, /showed none/);
    await staff.goOn({ document: 'none' });
    assert.equal(staff.page.status, 422);
    await staff.goOn(begin);
    assert.equal(place(staff), '…/who');
  });

  it('has all pages of a section on one screen, with every hint and reason, in the order of the keys', async () => {
    const { page } = await begun();
    assert.equal(page.heading, 'About the person');
    assert.match(
      page.text,
      /Who asks for it.*Name As on your identity card.*Why we ask this: It stands on the permit\..*Email address.*Date of birth/,
    );
    assert.equal(page.$('details').length, 0);
    const order = page.$('form').find('input:not([type="hidden"]), button, a').toArray();
    assert.deepEqual(
      order.map((each) => page.$(each).attr('id') ?? page.$(each).text()),
      ['', 'name', 'email', 'birth-day', 'birth-month', 'birth-year', 'Save and go on', 'To the whole case'],
    );
    assert.equal(page.$('[tabindex]').filter((_, each) => Number(page.$(each).attr('tabindex')) > 0).length, 0);
  });

  it('goes on at the next section, and at the end to the whole case', async () => {
    const staff = await begun();
    await staff.goOn(aboutPerson);
    assert.deepEqual([place(staff), staff.page.heading], ['…/kind', 'About the place']);
    await staff.goOn({ kind: 'person', goods: 'Fruit' });
    assert.equal(place(staff), '…');
    assert.equal(staff.page.answer('What is sold'), 'Fruit');
  });

  it('says what is wrong in the summary and beside the answer, keeps what is right, and has everything that was typed', async () => {
    const staff = await begun();
    await staff.goOn({ ...aboutPerson, email: 'nusta at example', 'birth/year': '' });
    assert.deepEqual([staff.page.status, staff.page.title], [422, 'Error: About the person']);
    assert.deepEqual(Object.keys(staff.page.problems), ['#email', '#birth-year']);
    assert.match(staff.page.errorOf('email'), /email address/i);
    assert.deepEqual(
      ['Name', 'Email address', 'Day', 'Month', 'Year'].map((label) => staff.page.valueOf(label)),
      ['Ñusta Quispe', 'nusta at example', '27', '3', ''],
    );
    await staff.goOn({ ...aboutPerson, email: '' });
    assert.deepEqual(Object.keys(staff.page.problems), ['#email']);
    await staff.open(staff.address);
    assert.equal(staff.page.valueOf('Day'), '27'); // the page that was right is saved
    assert.deepEqual(
      events.filter(({ name }) => name === 'page-refused').map(({ page, errors }) => [page, errors]),
      [
        ['who', ['type-mismatch', 'bad-input']],
        ['who', ['value-missing']],
      ],
    );
  });

  it('shows what an answer has opened, asks nothing that it has closed, and keeps what was written there', async () => {
    const staff = await begun();
    await staff.goOn(aboutPerson);
    assert.doesNotMatch(staff.page.text, /Name of the company/);
    await staff.goOn({ kind: 'company', goods: 'Fruit' });
    assert.equal(place(staff), '…/kind');
    assert.match(staff.path, /\?opened=yes#company$/);
    assert.match(staff.page.notice, /new questions/);
    assert.deepEqual([staff.page.valueOf('What is sold'), staff.page.$('#company').length], ['Fruit', 1]);
    await staff.goOn({ kind: 'person', company: 'Frutas Ñ', goods: 'Fruit' });
    assert.equal(place(staff), '…');
    assert.doesNotMatch(staff.page.text, /Frutas|company/);
    await staff.open(`${caseOf(staff)}/kind`);
    await staff.goOn({ kind: 'company', goods: 'Fruit' });
    await staff.open(`${caseOf(staff)}/kind`);
    assert.equal(staff.page.valueOf('Name of the company'), 'Frutas Ñ');
  });

  it('is not stopped by what is wrong on a page that is closed with the same press', async () => {
    const staff = await begun();
    await staff.goOn(aboutPerson);
    await staff.goOn({ kind: 'company', goods: 'Fruit' });
    await staff.goOn({ kind: 'person', company: '', goods: 'Fruit' });
    assert.equal(place(staff), '…');
  });

  it('adds to lists and takes out of them on the same screen, with everything typed', async () => {
    const staff = await begun();
    await staff.goOn(aboutPerson);
    await staff.goOn({ kind: 'person', goods: '' }, 'add:helpers');
    assert.deepEqual([staff.page.status, staff.page.problems], [200, {}]);
    assert.deepEqual(staff.page.chosen, ['A person']);
    const field = staff.page.$('input[name^="helpers/"]').attr('name')!;
    await staff.goOn({ kind: 'person', goods: 'Fruit', [field]: '' });
    assert.deepEqual(Object.values(staff.page.problems), ['Fill in “Name of the helper”']);
    await staff.goOn({ kind: 'person', goods: 'Fruit', [field]: 'Otto' }, 'add:helpers');
    await staff.goOn({ kind: 'person', goods: 'Fruit', [field]: 'Otto' }, 'add:helpers');
    assert.equal(staff.page.$('button[value="add:helpers"]').length, 0); // there is room for two
    const second = staff.page.$('input[name^="helpers/"]').eq(1).attr('name')!;
    const item = second.split('/').slice(0, 2).join('/');
    await staff.goOn({ kind: 'person', goods: 'Fruit', [field]: 'Otto', [second]: 'Ana' }, `remove:${item}`);
    assert.match(staff.page.notice, /^It was removed/);
    await staff.goOn({ kind: 'person', goods: 'Fruit', [field]: 'Otto' }, `undo:${item}`);
    assert.deepEqual(
      staff.page
        .$('input[name^="helpers/"]')
        .toArray()
        .map((each) => staff.page.$(each).attr('value')),
      ['Otto', 'Ana'],
    );
    await staff.goOn({ kind: 'person', goods: 'Fruit', [field]: 'Otto', [second]: 'Ana' });
    await staff.goOn(declared, 'send');
    assert.deepEqual((await sentBy(staff)).data.helpers, [{ name: 'Otto' }, { name: 'Ana' }]);
  });

  it('does not ask what is left out there, and says what people do about it', async () => {
    const staff = await begun();
    await staff.goOn(aboutPerson);
    assert.equal(staff.page.$('input[type="file"]').length, 0);
    assert.match(
      staff.page.text,
      /Not asked at the counter: Photo of the stall\.Bring a photo when you get the permit\./,
    );
    await staff.goOn({ kind: 'person', goods: 'Fruit' });
    assert.doesNotMatch(staff.page.text, /Photo/);
  });

  it('ends before the end as the web does, and says what else the person can do', async () => {
    const staff = await begun();
    await staff.goOn({ ...aboutPerson, 'birth/year': '2020' });
    assert.equal(place(staff), '…');
    assert.match(
      staff.page.text,
      /You are too young From 18 on you can have a place\. If you do not agree: Write to us\./,
    );
    assert.equal(staff.page.$('button[value="send"]').length, 0);
  });

  it('sends what the person declared, says whose declaration it is, and writes down how it was made', async () => {
    const staff = await complete({}, { kind: 'company', goods: 'Fruit' });
    await staff.goOn({
      kind: 'company',
      company: 'Frutas Ñ',
      goods: 'Fruit',
      'seen/card': 'yes',
      'seen/licence': 'yes',
    });
    assert.match(staff.page.text, /This is the declaration of the person who is here, not yours/);
    assert.match(staff.page.text, /Fee for companies/);
    await staff.goOn({}, 'send');
    assert.equal(staff.page.status, 422);
    assert.deepEqual(Object.keys(staff.page.problems), ['#declarations-truth', '#how']);
    await staff.goOn({ 'declarations/truth': 'yes' }, 'send');
    assert.deepEqual(Object.values(staff.page.problems), ['Choose how the person declared it']);
    assert.equal(staff.page.$('#declarations-truth').attr('checked') !== undefined, true);
    await staff.goOn({ ...declared, how: 'signed-summary' }, 'send');
    assert.equal(place(staff), '…/sent');
    assert.match(staff.page.$('.plaza-panel').text(), /Your reference[2-9A-Z]{3}-/);
    assert.match(staff.page.text, /Print this page or the copy.*Signed on a printed summary, which the office keeps/);
    const { given, history, counter, declarations, fees, data } = await sentBy(staff);
    const by = { kind: 'agent', id: store.markOf(clerk) };
    const noon = '2026-11-27T12:00:00.000Z';
    assert.deepEqual(given!['/name'], { at: noon, by, channel: 'agent' });
    assert.deepEqual(history, [{ at: noon, by, channel: 'agent', what: 'begun' }]);
    assert.deepEqual(counter, {
      identityChecks: [{ document: 'identity-card', at: noon, by }],
      originals: [
        { evidence: 'card', at: noon, by },
        { evidence: 'licence', at: noon, by },
      ],
    });
    assert.deepEqual([declarations[0]!.recorded, fees!.length], [{ by, how: 'signed-summary' }, 1]);
    assert.equal('photo' in data, false);
    assert.doesNotMatch(JSON.stringify([given, history, counter, declarations]), /clara/i);
  });

  it('has a summary to sign, and a copy as the receipt', async () => {
    const staff = await begun();
    assert.equal((await staff.visitor.open(`${caseOf(staff)}/summary.pdf`)).status, 303); // there is nothing to sign yet
    await staff.goOn(aboutPerson);
    await staff.goOn({ kind: 'person', goods: 'Fruit' });
    const summary = await staff.visitor.open(`${caseOf(staff)}/summary.pdf`);
    assert.match(summary.html, /^%PDF-/);
    assert.equal(summary.response.headers.get('content-disposition'), 'attachment; filename="stall-2.pdf"');
    await staff.goOn(declared, 'send');
    const link = staff.page.$('a[href*="copy.pdf"]').attr('href')!;
    const copy = await staff.visitor.open(link);
    assert.deepEqual([copy.status, copy.html.slice(0, 5)], [200, '%PDF-']);
    assert.equal(copy.response.headers.get('cache-control'), 'no-store');
  });

  it('takes over what somebody began, by their code and the document that was seen, with all answers and where it comes from', async () => {
    const code = await codeOf(await begunOnTheWeb());
    person = clerk;
    const staff = at();
    await staff.open('/stall/counter/code');
    await staff.goOn({ code });
    assert.deepEqual(Object.keys(staff.page.problems), ['#document']);
    assert.equal(staff.page.valueOf('Code of the person'), code);
    await staff.goOn({ code: code.toLowerCase(), document: 'passport' });
    assert.equal(place(staff), '…');
    assert.equal(staff.page.answer('Name'), 'Ñusta Quispe');
    assert.deepEqual(
      history(staff).map((row) => row.replace(/ November.*: /, '…')),
      [
        'Begun November 27, 2026 at 9:00 AM: on the web, by the person',
        'Taken over with a code November 27, 2026 at 9:00 AM: at the counter, by the office',
        'Identity was checked November 27, 2026 at 9:00 AM: Passport',
      ].map((row) => row.replace(/ November.*: /, '…')),
    );
    await staff.open(`${caseOf(staff)}/who`);
    await staff.goOn(aboutPerson);
    await staff.goOn({ kind: 'person', goods: 'Fruit' });
    await staff.goOn(declared, 'send');
    const { given, counter } = await sentBy(staff);
    assert.deepEqual([given!['/name']!.channel, given!['/goods']!.channel], ['web', 'agent']);
    assert.deepEqual(
      counter!.identityChecks.map(({ document }) => document),
      ['passport'],
    );
    const again = at();
    await again.open('/stall/counter/code');
    await again.goOn({ code, document: 'passport' });
    assert.match(again.page.notice, /This code does not work here/);
    assert.doesNotMatch(JSON.stringify(logged), /Quispe|nusta|clara/i);
  });

  it('opens nothing that was sent before somebody came with its code, for nobody would write down who was looked at', async () => {
    const somebody = await begunOnTheWeb();
    const { address } = somebody;
    const code = await codeOf(somebody);
    await somebody.open(address);
    await answerOnTheWeb(somebody);
    await somebody.goOn({ 'declarations/truth': 'yes' }, 'send');
    assert.equal(somebody.page.heading, 'Sent');
    person = clerk;
    const staff = at();
    await staff.open('/stall/counter/code');
    await staff.goOn({ code, document: 'passport' });
    assert.equal(staff.page.status, 422);
  });

  it('keeps a file that somebody sent on the web before, though none is asked at the counter', async () => {
    const somebody = await begunOnTheWeb();
    await answerOnTheWeb(somebody);
    const code = await codeOf(somebody);
    person = clerk;
    const staff = at();
    await staff.open('/stall/counter/code');
    await staff.goOn({ code, document: 'passport' });
    assert.match(staff.page.answer('Photo of the stall'), /stall\.pdf/);
    await staff.goOn(declared, 'send');
    assert.ok('photo' in (await sentBy(staff)).data);
  });

  it('belongs to whoever of the staff has it open, and to no browser', async () => {
    const staff = await begun();
    await staff.goOn(aboutPerson);
    const address = `${caseOf(staff)}/who`;
    person = colleague;
    assert.deepEqual([(await staff.open(address)).status, staff.page.heading], [404, 'This case is not open for you']);
    person = undefined;
    await staff.open(`/stall/draft/${address.split('/')[3]}/who`);
    assert.equal(staff.page.status, 404);
    person = clerk;
    const elsewhere = at();
    await elsewhere.open(address);
    assert.equal(elsewhere.page.valueOf('Name'), 'Ñusta Quispe');
  });

  it('takes nothing that another site sent, or that comes without sign-in, and loses nothing of it', async () => {
    const staff = await begun();
    staff.visitor.headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    await staff.goOn(aboutPerson);
    assert.deepEqual([staff.page.status, staff.page.valueOf('Name')], [403, 'Ñusta Quispe']);
    staff.visitor.headers = { 'sec-fetch-site': 'same-origin', origin: 'http://localhost' };
    const { page } = staff;
    person = undefined;
    await staff.goOn(aboutPerson);
    assert.deepEqual([staff.page.status, staff.page.heading], [403, 'You are not signed in any more']);
    assert.doesNotMatch(staff.page.html, /Quispe/);
    person = clerk;
    staff.page = page;
    await staff.goOn(aboutPerson);
    assert.equal(place(staff), '…/kind');
  });

  it('shows the same screen in another language with everything that was typed', async () => {
    const staff = await begun();
    const action = staff.page.$('main form').attr('action')!;
    staff.page.$('main form').attr('action', `${action}&language=es`);
    await staff.goOn({ ...aboutPerson, email: 'nusta at' }, 'language');
    assert.equal(staff.page.heading, 'Sobre la persona');
    assert.deepEqual(
      [staff.page.valueOf('Nombre'), staff.page.valueOf('Correo electrónico')],
      ['Ñusta Quispe', 'nusta at'],
    );
    assert.deepEqual(staff.page.problems, {});
  });

  it('says what was saved meanwhile, and lets it be written over only with a second press', async () => {
    const staff = await begun();
    await staff.goOn(aboutPerson);
    const older = at();
    await older.open(`${caseOf(staff)}/who`);
    await staff.open(`${caseOf(staff)}/who`);
    await staff.goOn({ ...aboutPerson, name: 'Ana' });
    await older.goOn({ ...aboutPerson, name: 'Eva' });
    assert.deepEqual([older.page.status, older.page.valueOf('Name')], [409, 'Eva']);
    assert.match(older.page.notice, /Name: Ana/);
    await older.goOn({ ...aboutPerson, name: 'Eva' });
    await older.open(caseOf(older));
    assert.equal(older.page.answer('Name'), 'Eva');
  });

  it('gives the case back by a code, and has it no more once the person uses it', async () => {
    const staff = await complete();
    await staff.goOn({}, 'hand-over');
    const code = staff.page.$('p.plaza-heading-xl bdi').text();
    person = undefined;
    const somebody = at();
    await somebody.open('/stall/return');
    await somebody.goOn({ code }, 'return');
    await somebody.goOn({ email: 'nusta@example.org' }, 'return');
    assert.equal(somebody.place, 'photo'); // what the counter does not ask, the web does
    person = clerk;
    await staff.open(caseOf(staff));
    assert.equal(staff.page.status, 404);
  });

  it('types in what came on paper: its day, its code, and who typed', async () => {
    const staff = at({ definitions: [{ ...stall, version: 1 }, stall] });
    await staff.open('/stall/counter/paper');
    await staff.goOn({ 'received/day': '28', 'received/month': '11', 'received/year': '2026', form: 'permit/1/en' });
    assert.deepEqual(staff.page.problems, {
      '#received-day': 'Write November 27, 2026 or an earlier date',
      '#form': 'This is the code of another form. Open the counter of that form, or check the code',
    });
    await staff.goOn({ 'received/day': '20', 'received/month': '11', 'received/year': '2026', form: 'stall/9/es' });
    assert.match(staff.page.problems['#form']!, /There is no such version/);
    await staff.goOn({ 'received/day': '20', 'received/month': '11', 'received/year': '2026', form: ' stall/1/es ' });
    assert.equal(staff.page.heading, 'Sobre la persona');
    await staff.goOn(aboutPerson);
    assert.equal(staff.page.$('input[name^="seen/"]').length, 0); // nobody shows an original
    await staff.goOn({ kind: 'person', goods: 'Fruta' });
    assert.match(staff.page.text, /de la persona que firmó el papel, no la tuya/);
    assert.equal(staff.page.$('button[value="hand-over"]').length, 0);
    await staff.goOn({ 'declarations/truth': 'yes', how: 'said' }, 'send');
    assert.equal(staff.page.status, 422);
    await staff.goOn({ 'declarations/truth': 'yes', how: 'signed-form' }, 'send');
    const { given, counter, definition, declarations, language } = await sentBy(staff);
    assert.deepEqual(given!['/name'], {
      at: '2026-11-27T12:00:00.000Z',
      by: { kind: 'paper-entry', id: store.markOf(clerk) },
      channel: 'paper',
    });
    assert.deepEqual(counter!.paper, { received: '2026-11-20', code: 'stall/1/es' });
    assert.deepEqual([definition.version, language, declarations[0]!.recorded!.how], [1, 'es', 'signed-form']);
  });

  it('takes the day on which a paper came for today: it is in time, and ages count from it', async () => {
    const closes = { ...stall, closes: '2026-11-20T15:00:00Z' };
    const staff = await openCounter({ definitions: [closes] });
    await staff.goOn(begin);
    assert.deepEqual([staff.page.status, staff.page.heading], [410, 'This service is closed']);
    const paper = (day: string) => ({ 'received/day': day, 'received/month': '11', 'received/year': '2026', form: '' });
    await staff.open('/stall/counter/paper');
    await staff.goOn(paper('21'));
    assert.equal(staff.page.status, 410);
    await staff.open('/stall/counter/paper');
    await staff.goOn(paper('20'));
    await staff.goOn({ ...aboutPerson, 'birth/day': '21', 'birth/month': '11', 'birth/year': '2008' });
    assert.match(staff.page.text, /You are too young/); // 18 on the day after it came
    await staff.open(`${caseOf(staff)}/who`);
    await staff.goOn({ ...aboutPerson, 'birth/day': '20', 'birth/month': '11', 'birth/year': '2008' });
    await staff.goOn({ kind: 'person', goods: 'Fruit' });
    await staff.goOn({ 'declarations/truth': 'yes', how: 'signed-form' }, 'send');
    assert.equal(place(staff), '…/sent');
  });
});
