import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { catalogues } from '@plaza-ds/forms';
import {
  formMigrations,
  formStore,
  letters,
  mailBySmtp,
  mailServerAt,
  newKey,
  StoreUnavailable,
} from '@plaza-ds/forms/server';
import type {
  DeliveryEntry,
  FormsService,
  FormTables,
  Letters,
  LettersOptions,
  LogEntry,
} from '@plaza-ds/forms/server';
import { openInbox } from '@plaza-ds/sandbox';
import type { Inbox, ReceivedMessage } from '@plaza-ds/sandbox';
import { sql } from 'kysely';
import { municipality } from '../municipality/app.ts';
import { onEveryDatabase } from '../testing/databases.ts';
import { until } from '../testing/until.ts';
import type { Shown } from '../testing/visitor.ts';
import { Applicant, now as begin, renewal } from './applicant.ts';
import { everybody } from '../testing/everybody.ts';

const minute = 60 * 1000;
const day = 24 * 60 * 60 * 1000;
const ada = 'ada.ñ@example.org';
const { en, es } = catalogues;
const setAt = Date.now();
const personal = /ada\.|example\.org/i;

onEveryDatabase<FormTables>('Somebody who stops for today', formMigrations, (opened) => {
  const key = newKey();
  let inbox: Inbox;
  let post: Letters;
  let site: Pick<FormsService, 'fetch'>;
  let logged: (DeliveryEntry | LogEntry)[];
  /** Milliseconds that the clock of the service is ahead of a clock that was set to the day of these answers. */
  let ahead: number;
  const now = () => new Date(begin().getTime() + (Date.now() - setAt) + ahead);
  const database = () => opened().database;

  async function start(options: Partial<LettersOptions> = {}): Promise<void> {
    const mail = mailBySmtp({ server: mailServerAt(inbox.url), from: 'Peñaluna <no-reply@penaluna.example>' });
    const pace = { every: 20, within: 1000, wait: () => 10, log: (entry: DeliveryEntry) => logged.push(entry) };
    post = letters({ database: database(), key, mail, now, ...pace, ...options });
    site = municipality({
      identity: everybody,
      store: formStore(database(), key, { now }),
      letters: post,
      origin: 'http://localhost',
      now,
      log: (entry) => logged.push(entry),
    });
    await post.start();
  }

  beforeEach(async () => {
    ahead = 0;
    logged = [];
    inbox = await openInbox({ slowness: 100 });
    await start();
  });
  afterEach(async () => {
    await post.stop();
    await inbox.close();
    await sql`delete from forms_draft`.execute(database());
  });

  /** Somebody on the page on which people stop. */
  async function stopping(place = 'owner-name'): Promise<Applicant> {
    const applicant = new Applicant(site);
    await applicant.begin();
    await applicant.goThrough(renewal, place);
    await applicant.open(applicant.page.$('a[href$="/save"]').attr('href')!);
    return applicant;
  }
  const askFor = (applicant: Applicant, email: string) => applicant.goOn({ email }, 'email');
  const linkIn = ({ text }: ReceivedMessage): string => /http:\/\/localhost(\/\S+)/.exec(text)![1]!;
  const letterOf = async () =>
    (
      await sql<{ destination: string; state: string; tries: number; problem: string | null }>`
    select destination, state, tries, problem from forms_letter where destination = 'link'`.execute(database())
    ).rows[0]!;

  it('gets a link, and goes on with it in another browser', async () => {
    const applicant = await stopping();
    const page = await askFor(applicant, ` ${ada} `);
    assert.equal(page.heading, en!.mailedHeading);
    assert.ok(page.text.includes(`The email goes to ${ada}. `));
    const message = await inbox.waitFor(ada);
    const other = new Applicant(site);
    const asked = await other.open(linkIn(message));
    assert.equal(asked.heading, en!.linkHeading);
    await other.goOn({}, 'open');
    assert.equal(other.place, 'owner-name');
    await other.goOn(renewal['owner-name']!);
    assert.equal(other.place, 'owner-run');
  });

  it('reads in the letter what it is for, in their language, and nothing of what the form is about', async () => {
    const applicant = new Applicant(site);
    applicant.visitor.language = 'es';
    await applicant.begin();
    await applicant.open(applicant.page.$('a[href$="/save"]').attr('href')!);
    await askFor(applicant, ada);
    const { subject, text, headers } = await inbox.waitFor(ada);
    assert.equal(subject, 'Municipalidad de Peñaluna: tu enlace para volver');
    assert.match(text, /Pediste a Municipalidad de Peñaluna un enlace[^]*sirve hasta el 27 de diciembre de 2026/);
    assert.ok(text.includes(es!.letterNotYou as string));
    assert.doesNotMatch(subject + text.replace(/http\S+/, ''), /permiso|vehículo|circulación|Ñusta/i);
    assert.equal(headers.find(({ name }) => name === 'Auto-Submitted')?.value, 'auto-generated');
  });

  it('opens nothing by following the link alone, however often: programs that read mail do', async () => {
    await askFor(await stopping(), ada);
    const link = linkIn(await inbox.waitFor(ada));
    const holders = async () => (await sql`select 1 from forms_holder`.execute(database())).rows.length;
    const before = await holders();
    const scanner = new Applicant(site);
    await scanner.open(link);
    await scanner.open(link);
    await site.fetch(new Request(`http://localhost${link}`, { method: 'HEAD' }));
    assert.equal(await holders(), before);
    await scanner.goOn({}, 'open');
    assert.equal(await holders(), before + 1);
  });

  it('tells nobody where they came from, and nothing keeps the page', async () => {
    await askFor(await stopping(), ada);
    const { response } = await new Applicant(site).open(linkIn(await inbox.waitFor(ada)));
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal((await new Applicant(site).open('/demo')).response.headers.get('referrer-policy'), 'same-origin');
  });

  it('cannot be made to open a draft by another site', async () => {
    await askFor(await stopping(), ada);
    const victim = new Applicant(site);
    await victim.open(linkIn(await inbox.waitFor(ada)));
    victim.visitor.headers = { 'sec-fetch-site': 'cross-site', origin: 'http://other.example' };
    const page = await victim.goOn({}, 'open');
    assert.deepEqual([page.status, page.heading], [403, en!.linkHeading]);
    assert.equal(page.$('[role="alert"]').length, 1);
  });

  it('is told of a link that nobody sent, whether they look or press', async () => {
    const path = `/demo/permiso-circulacion/link/${'A'.repeat(22)}`;
    const stranger = new Applicant(site);
    const page = await stranger.open(path);
    assert.deepEqual([page.status, page.heading], [404, en!.linkWrong]);
    await askFor(await stopping(), ada);
    await stranger.open(linkIn(await inbox.waitFor(ada)));
    const { hidden } = stranger.page;
    const answer = await stranger.visitor.post(new URLSearchParams(hidden), `${path}?turn=1`);
    assert.deepEqual([answer.status, answer.heading], [404, en!.linkWrong]);
  });

  for (const [what, typed, words] of [
    ['that is none', 'ada.example.org', en!.typeMismatch],
    ['that is missing', '', 'Fill in “Email address”'],
  ] as const)
    it(`is told of an address ${what}, beside it and above, with what they typed`, async () => {
      const page = await askFor(await stopping(), typed);
      assert.equal(page.status, 422);
      assert.deepEqual(page.problems, { '#email': words });
      assert.equal(page.errorOf('email').trim(), words);
      assert.equal(page.valueOf('Email address'), typed);
      assert.match(page.title, /^Error:/);
      assert.deepEqual(inbox.messages(), []);
    });

  it('keeps what they typed when they change the language, or the form comes from elsewhere', async () => {
    const applicant = await stopping();
    const address = applicant.page.$('main form').attr('action')!;
    const sent = new URLSearchParams({ ...applicant.page.hidden, email: 'half@', action: 'language' });
    const inSpanish = await applicant.visitor.post(sent, `${address}&language=es`);
    assert.equal(inSpanish.heading, es!.saveHeading);
    assert.equal(inSpanish.valueOf(es!.emailLabel as string), 'half@');
    applicant.visitor.headers = { 'sec-fetch-site': 'cross-site', origin: 'http://other.example' };
    sent.set('action', 'email');
    const refused = await applicant.visitor.post(sent, address);
    assert.equal(refused.status, 403);
    assert.equal(refused.$('#email').val(), 'half@');
  });

  it('keeps what they typed where the database does not answer', async () => {
    const away = { ...post, ask: () => Promise.reject(new StoreUnavailable(new Error('away'))) };
    site = municipality({
      identity: everybody,
      store: formStore(database(), key, { now }),
      letters: away,
      origin: 'http://localhost',
      now,
      log: (entry) => logged.push(entry),
    });
    const page = await askFor(await stopping(), ada);
    assert.deepEqual([page.status, page.heading], [503, en!.saveHeading]);
    assert.match(page.notice, /We cannot save right now/);
    assert.equal(page.valueOf('Email address'), ada);
  });

  it('gets a code on the same page, without any address', async () => {
    const page = await (await stopping()).goOn({ email: '' }, 'save');
    assert.match(page.text, /[2-9A-Z]{5}-[2-9A-Z]{5}/);
    assert.deepEqual(inbox.messages(), []);
  });

  it('notices nothing while the mail server is not there, and gets the letter when it is', async () => {
    await inbox.behave('unreachable');
    const applicant = await stopping();
    const page = await askFor(applicant, ada);
    assert.deepEqual([page.status, page.heading], [200, en!.mailedHeading]);
    const waiting = await until('it was tried twice', async () => {
      const letter = await letterOf();
      return letter.tries > 1 ? letter : undefined;
    });
    assert.equal(waiting.state, 'pending');
    await inbox.behave('accept');
    await inbox.waitFor(ada);
    await until('it is done', async () => (await letterOf()).state === 'done');
    assert.equal(inbox.messages().length, 1);
  });

  it('gets the letter after a server that is busy or slow, and it is sent once', async () => {
    await inbox.behave('refuse-for-now');
    await askFor(await stopping(), ada);
    await until('it was refused', async () => (await letterOf()).problem);
    await inbox.behave('slow');
    await inbox.waitFor(ada);
    await until('it is done', async () => (await letterOf()).state === 'done');
    assert.equal(inbox.messages().length, 1);
  });

  it('is written to no more where the mailbox does not exist, until they ask again', async () => {
    await inbox.behave('refuse');
    const applicant = await stopping();
    const page = await askFor(applicant, ada);
    assert.equal(page.heading, en!.mailedHeading);
    const failed = await until('it is given up', async () => {
      const letter = await letterOf();
      return letter.state === 'failed' ? letter : undefined;
    });
    assert.equal(failed.tries, 1);
    await inbox.behave('accept');
    await applicant.open(applicant.page.$('.plaza-back-link').attr('href')!);
    await askFor(applicant, ada);
    await inbox.waitFor(ada);
  });

  it('can use the link until the draft expires, also a second time, and not after', async () => {
    await askFor(await stopping(), ada);
    const link = linkIn(await inbox.waitFor(ada));
    ahead += 30 * day - minute;
    for (const somebody of [new Applicant(site), new Applicant(site)]) {
      await somebody.open(link);
      await somebody.goOn({}, 'open');
      assert.equal(somebody.place, 'owner-name');
    }
    ahead += 2 * minute;
    assert.equal((await new Applicant(site).open(link)).heading, en!.linkWrong);
  });

  it('makes a link to a wrong address useless by asking for one to another', async () => {
    const applicant = await stopping();
    await askFor(applicant, 'wrong@example.org');
    const wrong = linkIn(await inbox.waitFor('wrong@example.org'));
    await applicant.open(applicant.page.$('.plaza-back-link').attr('href')!);
    await askFor(applicant, ada);
    const right = linkIn(await inbox.waitFor(ada));
    assert.equal((await new Applicant(site).open(wrong)).heading, en!.linkWrong);
    assert.equal((await new Applicant(site).open(right)).heading, en!.linkHeading);
  });

  it('can ask five times a day, and again the day after', async () => {
    const applicant = await stopping();
    const save = applicant.path;
    const ask = async (): Promise<Shown> => {
      await applicant.open(save);
      return askFor(applicant, ada);
    };
    for (let number = 1; number <= 5; number++) {
      assert.equal((await ask()).heading, en!.mailedHeading);
      await inbox.waitFor(ada, { number });
    }
    const refused = await ask();
    assert.equal(refused.status, 422);
    assert.match(refused.errorOf('email'), /You asked for 5 links today/);
    assert.equal(refused.valueOf('Email address'), ada);
    assert.equal(inbox.messages().length, 5);
    ahead += day;
    assert.equal((await ask()).heading, en!.mailedHeading);
    const last = await inbox.waitFor(ada, { number: 6 });
    assert.equal(linkIn(last), linkIn(inbox.messages()[0]!), 'the link is the same, so an older letter works too');
  });

  describe('and does not come back', () => {
    const reminded = () => inbox.waitFor(ada, { number: 2 });

    it('is reminded once, three days before', async () => {
      const applicant = await stopping();
      assert.match(applicant.page.text, /We also remind you 3 days before/);
      await askFor(applicant, ada);
      const first = await inbox.waitFor(ada);
      ahead += 27 * day - minute;
      await post.stop(); // what it looks for when it starts is what it looks for each minute
      await post.start();
      ahead += 2 * minute;
      const { subject, text } = await reminded();
      assert.equal(subject, 'Municipality of Peñaluna: you have until 27 December 2026');
      assert.equal(linkIn({ text } as ReceivedMessage), linkIn(first));
      await applicant.open(applicant.page.$('.plaza-back-link').attr('href')!);
      await askFor(applicant, ada);
      await inbox.waitFor(ada, { number: 3 });
      assert.equal(inbox.messages().filter((message) => message.subject === subject).length, 1);
    });

    it('is told of no reminder, and gets none, where the time is shorter than that', async () => {
      const applicant = await stopping();
      const save = applicant.path;
      ahead += 28 * day;
      const page = await applicant.open(save);
      assert.doesNotMatch(page.text, /remind/);
      await askFor(applicant, ada);
      await inbox.waitFor(ada);
      const { rows } = await sql`select 1 from forms_letter where destination = 'reminder'`.execute(database());
      assert.deepEqual(rows, []);
    });

    it('is not reminded of what was sent', async () => {
      const applicant = await stopping('check');
      await askFor(applicant, ada);
      await inbox.waitFor(ada);
      await applicant.open(applicant.page.$('main p a').attr('href')!);
      await applicant.goOn({ 'declarations/truth': 'yes' }, 'send');
      assert.equal(applicant.page.heading, en!.sentHeading);
      ahead += 28 * day;
      await until('the reminder was looked at', async () => {
        const { rows } = await sql<{
          state: string;
        }>`select state from forms_letter where destination = 'reminder'`.execute(database());
        return rows[0]?.state === 'done';
      });
      assert.equal(inbox.messages().length, 1);
    });
  });

  it('leaves nothing of themselves in the open: no address and no link in a table, the queue or the log', async () => {
    await inbox.behave('refuse-for-now');
    await askFor(await stopping(), ada);
    await until('it was refused', async () => (await letterOf()).problem);
    const queue = await sql`select * from forms_queue.job`.execute(database());
    await inbox.behave('accept');
    const link = linkIn(await inbox.waitFor(ada))
      .split('/')
      .at(-1)!;
    await new Applicant(site).open(`/demo/permiso-circulacion/link/${link}`);
    const tables = await Promise.all(
      ['forms_draft', 'forms_return_link', 'forms_letter', 'forms_holder', 'forms_code'].map(
        async (table) => (await sql`select * from ${sql.table(table)}`.execute(database())).rows,
      ),
    );
    const all = JSON.stringify([tables, queue.rows, logged], (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    assert.match(all, /EENVELOPE/);
    assert.doesNotMatch(all, personal);
    assert.equal(all.includes(link), false);
    assert.match(link, /^[\w-]{22}$/);
  });

  it('sees the page as it was where no letters are sent', async () => {
    const bare = municipality({
      identity: everybody,
      store: formStore(database(), key, { now }),
      origin: 'http://localhost',
      now,
      log: () => {},
    });
    const applicant = new Applicant(bare);
    await applicant.begin();
    await applicant.open(applicant.page.$('a[href$="/save"]').attr('href')!);
    assert.equal(applicant.page.$('#email').length, 0);
    assert.match((await applicant.goOn({}, 'save')).text, /[2-9A-Z]{5}-[2-9A-Z]{5}/);
    assert.equal((await applicant.open(`/demo/permiso-circulacion/link/${'A'.repeat(22)}`)).heading, en!.notFound);
  });
});
