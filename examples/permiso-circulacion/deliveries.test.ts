import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import {
  deliverer,
  formMigrations,
  formStore,
  mostTries,
  newKey,
  toEmail,
  toFolder,
  toWebhook,
  waitAfter,
} from '@plaza-ds/forms/server';
import type {
  Deliverer,
  DelivererOptions,
  DeliveryEntry,
  Destination,
  FormStore,
  FormTables,
} from '@plaza-ds/forms/server';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { municipality } from '../municipality/app.ts';
import { municipalRegister, registerMigrations } from '../municipality/register.ts';
import { onEveryDatabase } from '../testing/databases.ts';
import { until } from '../testing/until.ts';
import { Applicant, now, renewal } from './applicant.ts';
import { sendForm } from './send-form.ts';
import type { Answers } from './send-form.ts';
import { everybody } from '../testing/everybody.ts';

const personal = /Ñusta|nusta@example|33\.?333\.?333|secreto/i;
/** A destination that is a list. */
function list(name = 'list'): Destination & { got: string[]; fails: Error | undefined } {
  const got: string[] = [];
  return {
    name,
    got,
    fails: undefined,
    deliver(form) {
      if (this.fails) return Promise.reject(this.fails);
      got.push(form.reference);
      return Promise.resolve();
    },
  };
}

onEveryDatabase<FormTables>('What was sent', { ...formMigrations, ...registerMigrations }, (opened) => {
  const key = newKey();
  const started: Deliverer[] = [];
  let logged: DeliveryEntry[];
  /** Milliseconds that the clock of the service is ahead. */
  let ahead: number;
  let store: FormStore;
  const database = () => opened().database;
  const deliveries = () =>
    database()
      .selectFrom('forms_delivery')
      .innerJoin('forms_submission', 'forms_submission.draft_id', 'forms_delivery.draft_id')
      .selectAll('forms_delivery')
      .select('reference')
      .orderBy('forms_submission.sent_at')
      .execute();
  const deliveryOf = async (reference: string) =>
    (await deliveries()).find((delivery) => delivery.reference === reference)!;
  const isDone = (reference: string) =>
    until(`${reference} is done`, async () => (await deliveryOf(reference)).state === 'done');

  async function start(destinations: Destination[], options: Partial<DelivererOptions> = {}): Promise<Deliverer> {
    const own = deliverer({
      database: database(),
      key,
      destinations,
      log: (entry) => logged.push(entry),
      every: 20,
      wait: () => 10,
      now: () => new Date(Date.now() + ahead),
      ...options,
    });
    await own.start();
    started.push(own);
    store = formStore(database(), key, { passOn: own.passOn, now });
    return own;
  }

  const send = (...destinations: string[]) => sendForm(store, destinations, new Date(Date.now() + ahead));

  /** As after a process that ended before it could note that this was delivered. */
  async function deliverAgain(reference: string): Promise<void> {
    await sql`update forms_delivery set state = 'pending', next_at = now()`.execute(database());
    await started[0]!.stop();
    await started[0]!.start();
    await isDone(reference);
    assert.deepEqual(logged, []);
  }

  beforeEach(() => {
    logged = [];
    ahead = 0;
    store = formStore(database(), key);
  });
  afterEach(async () => {
    for (const each of started.splice(0)) await each.stop();
    await sql`delete from forms_draft`.execute(database());
  });

  it('is in the register of the municipality soon after a person sent it, once and with their file', async () => {
    const destination = municipalRegister(database() as never);
    await start([destination]);
    const site = municipality({
      identity: everybody,
      store,
      destinations: [destination.name],
      origin: 'http://localhost',
      now,
      log: () => {},
    });
    const applicant = new Applicant(site);
    await applicant.begin();
    await applicant.goThrough(renewal);
    await applicant.goOn({ 'declarations/truth': 'yes' }, 'send');
    const [reference] = /[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}/.exec(applicant.page.text)!;
    await isDone(reference);
    await deliverAgain(reference);
    const { rows } = await sql<{ plate: string; name: string; content: Uint8Array }>`
      select message #>> '{data,vehicle,plate}' as plate, name, content
      from municipal_register join municipal_register_file using (reference)
      where reference = ${reference}`.execute(database());
    assert.deepEqual(
      rows.map(({ plate, name, content }) => [plate, name, Buffer.from(content).toString().slice(0, 5)]),
      [['BCDF12', 'revisión.pdf', '%PDF-']],
    );
  });

  it('is one form with one reference, delivered once to each destination, however often and at once the button is pressed', async () => {
    const [one, other] = [list('one'), list('other')];
    await start([one, other]);
    const site = municipality({
      identity: everybody,
      store,
      destinations: ['one', 'other'],
      origin: 'http://localhost',
      now,
      log: () => {},
    });
    const applicant = new Applicant(site);
    await applicant.begin();
    await applicant.goThrough(renewal);
    const press = () => applicant.send({ 'declarations/truth': 'yes' }, 'send');
    const pages = await Promise.all(Array.from({ length: 5 }, press));
    pages.push(await press()); // and once more when all is over
    assert.deepEqual(new Set(pages.map(({ status }) => status)), new Set([303]));
    const places = new Set(pages.map(({ response }) => response.headers.get('location')));
    assert.equal(places.size, 1);
    await applicant.open([...places][0]!);
    const [reference] = /[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}/.exec(applicant.page.text)!;
    await until('all is done', async () => (await deliveries()).every(({ state }) => state === 'done'));
    const sent = await database().selectFrom('forms_submission').select('reference').execute();
    assert.deepEqual(sent, [{ reference }]);
    assert.deepEqual(
      (await deliveries()).map((delivery) => [delivery.reference, delivery.tries]),
      [
        [reference, 1],
        [reference, 1],
      ],
    );
    assert.deepEqual([one.got, other.got], [[reference], [reference]]);
  });

  it('is delivered once to each destination, without the files that were replaced', async () => {
    const files: string[][] = [];
    const one = list('one');
    const other: Destination = {
      name: 'other',
      deliver(_form, sent) {
        files.push(sent.map(({ bytes }) => Buffer.from(bytes).toString()));
        return Promise.resolve();
      },
    };
    await start([one, other]);
    const reference = await send('one', 'other');
    await until('all is done', async () => (await deliveries()).every(({ state }) => state === 'done'));
    assert.deepEqual(one.got, [reference]);
    assert.deepEqual(files, [['%PDF-1.4 ñ']]);
    assert.deepEqual(
      (await deliveries()).map(({ tries, problem }) => [tries, problem]),
      [
        [1, null],
        [1, null],
      ],
    );
  });

  it('is in the queue from the moment on that it is sent, or is not sent at all', async () => {
    const destination = list();
    await start([destination], { every: 60_000 }); // nobody takes it, nobody sweeps
    const waiting = async () =>
      (await sql`select 1 from forms_queue.job where name = 'delivery-list' and state = 'created'`.execute(database()))
        .rows.length;
    const before = await waiting();
    await send('list');
    assert.equal(await waiting(), before + 1);
    const full = formStore(database(), key, { passOn: () => Promise.reject(new Error('full')) });
    const [sent, good] = [(await deliveries()).length, store];
    store = full;
    await assert.rejects(send('list'));
    store = good;
    assert.equal((await deliveries()).length, sent);
  });

  it('leaves everybody else a turn after each delivery, however many wait', async () => {
    for (let count = 0; count < 10; count++) await send('list');
    let turns = 0;
    let next: NodeJS.Immediate;
    const turn = () => {
      turns++;
      next = setImmediate(turn);
    };
    turn();
    const seen: number[] = [];
    try {
      await start([{ name: 'list', deliver: () => Promise.resolve(void seen.push(turns)) }]);
      await until('all are delivered', () => seen.length === 10);
    } finally {
      clearImmediate(next!);
    }
    assert.equal(new Set(seen).size, 10);
  });

  it('that was sent while nothing delivered is delivered when something does', async () => {
    const reference = await send('list');
    const destination = list();
    await start([destination]);
    await isDone(reference);
    assert.deepEqual(destination.got, [reference]);
  });

  it('waits while its destination is down, and arrives when it is up again', async () => {
    const destination = list();
    destination.fails = Object.assign(new Error('Ñusta Áñez has no such mailbox'), { code: 'ECONNREFUSED' });
    await start([destination]);
    const reference = await send('list');
    const waiting = await until('it was tried three times', async () => {
      const delivery = await deliveryOf(reference);
      return delivery.tries > 2 ? delivery : undefined;
    });
    assert.equal(waiting.state, 'pending');
    destination.fails = undefined;
    await isDone(reference);
    assert.deepEqual(destination.got, [reference]);
    assert.equal((await deliveryOf(reference)).problem, null);
  });

  it('waits as long as it is told to, by the clock', async () => {
    const destination = list();
    destination.fails = new Error('down');
    const first = await start([destination], { wait: () => 23 * 60 * 60 * 1000 });
    const reference = await send('list');
    const put = await until('it was put off', async () => {
      const delivery = await deliveryOf(reference);
      return delivery.problem ? delivery : undefined;
    });
    assert.ok(put.next_at.getTime() > Date.now() + 22 * 60 * 60 * 1000);
    await first.stop();
    destination.fails = undefined;
    await sql`delete from forms_queue.job`.execute(database()); // as if the queue had been lost
    ahead += 24 * 60 * 60 * 1000;
    await start([destination]);
    await isDone(reference);
    assert.deepEqual(destination.got, [reference]);
  });

  it('is not tried before its time, even where the queue gives it out', async () => {
    const destination = list();
    destination.fails = new Error('down');
    await start([destination], { wait: () => 23 * 60 * 60 * 1000 });
    const reference = await send('list');
    await until('it was put off', async () => (await deliveryOf(reference)).problem);
    destination.fails = undefined;
    await sql`update forms_queue.job set start_after = now() - interval '1 second'`.execute(database());
    await until('it was put back', async () => {
      const { rows } = await sql`
        select 1 from forms_queue.job where name = 'delivery-list' and start_after > now() + interval '22 hours'`.execute(
        database(),
      );
      return rows.length;
    });
    assert.deepEqual(destination.got, []);
  });

  it('that no destination can take holds nothing else up, and is given up where a person has to look', async () => {
    const arrived: string[] = [];
    let poison = '';
    await start(
      [
        {
          name: 'list',
          deliver(form) {
            if (form.reference === poison) return Promise.reject(new SyntaxError('Ñusta is no number'));
            arrived.push(form.reference);
            return Promise.resolve();
          },
        },
      ],
      { most: 5 },
    );
    const clean = store;
    store = formStore(database(), key); // not in the queue yet: the poison is to be known first
    poison = await send('list');
    store = clean;
    await sql`update forms_delivery set next_at = now()`.execute(database());
    await started[0]!.stop();
    await started[0]!.start();
    const good = [await send('list'), await send('list')];
    for (const reference of good) await isDone(reference);
    await until('it is given up', async () => (await deliveryOf(poison)).state === 'failed');
    assert.deepEqual(arrived.sort(), good.sort());
    const { tries, problem } = await deliveryOf(poison);
    assert.deepEqual([tries, problem], [5, 'SyntaxError']);
    assert.deepEqual(
      logged.map(({ event, reference }) => [event, reference]),
      [...Array.from({ length: 4 }, () => ['undelivered', poison]), ['given-up', poison]],
    );
  });

  it('is delivered once more, under the same reference, where the process ended before it knew', async () => {
    const arrived: string[] = [];
    let isDead = false;
    const destination: Destination = {
      name: 'list',
      deliver(form) {
        arrived.push(form.reference);
        return isDead ? new Promise(() => {}) : Promise.resolve(); // the other side has it, and nobody here hears of it
      },
    };
    isDead = true;
    const dead = await start([destination], { within: 60_000, patience: 0 });
    const reference = await send('list');
    await until('it arrived', () => arrived.length);
    await dead.stop();
    isDead = false;

    const early = await start([destination], { within: 60_000 });
    const other = await send('list');
    await isDone(other);
    assert.deepEqual(arrived, [reference, other], 'what somebody else may have is left to them');
    await early.stop();

    ahead += 61_000;
    await start([destination], { within: 60_000 });
    await isDone(reference);
    assert.deepEqual(arrived, [reference, other, reference]);
    assert.equal((await deliveryOf(reference)).tries, 2);
  });

  it('is tried again where a destination never ends', async () => {
    let isStuck = true;
    const destination: Destination = {
      name: 'list',
      deliver: () => (isStuck ? new Promise(() => {}) : Promise.resolve()),
    };
    await start([destination], { within: 50 });
    const reference = await send('list');
    await until('it was too late', async () => (await deliveryOf(reference)).problem);
    assert.match(logged[0]!.error!, /TOO_LATE/);
    isStuck = false;
    await isDone(reference);
  });

  it('leaves nothing of what anybody answered in the table of deliveries, in the queue or in the log', async () => {
    const destination = list();
    destination.fails = new Error('Ñusta Áñez, 33.333.333-3', { cause: new TypeError('nusta@example.org') });
    await start([destination], { most: 2 });
    const reference = await send('list');
    await until('it is given up', async () => (await deliveryOf(reference)).state === 'failed');
    const queue = await sql`select * from forms_queue.job`.execute(database());
    const all = JSON.stringify([await deliveries(), queue.rows, logged]);
    assert.match(all, /Error < TypeError/);
    assert.doesNotMatch(all, personal);
  });

  it('goes by mail with the reference alone as its subject', async () => {
    const mails: { to: string[]; raw: string }[] = [];
    let refuses = true;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo(_address, _session, done) {
        done(refuses ? Object.assign(new Error('Ñusta is away'), { responseCode: 451 }) : null);
      },
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          mails.push({
            to: session.envelope.rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks).toString(),
          });
          done();
        });
      },
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const { port } = server.server.address() as AddressInfo;
    try {
      await start([
        toEmail({
          name: 'office',
          server: { host: '127.0.0.1', port, secure: false },
          from: 'permits@example.org',
          to: 'office@example.org',
        }),
      ]);
      const reference = await send('office');
      await until('it was refused', async () => (await deliveryOf(reference)).problem);
      assert.match((await deliveryOf(reference)).problem!, /EENVELOPE/);
      refuses = false;
      await isDone(reference);
      assert.equal(mails.length, 1);
      const { to, raw } = mails[0]!;
      const [head] = raw.split('\r\n\r\n') as [string];
      assert.deepEqual(to, ['office@example.org']);
      assert.match(head, new RegExp(`^Subject: ${reference}\\r$`, 'm'));
      assert.match(head, new RegExp(`^Message-ID: <${reference}\\.office@example\\.org>\\r$`, 'm'));
      assert.doesNotMatch(head, personal);
      const parts = raw.split(/\r\n\r\n/).map((part) => Buffer.from(part.split(/\r\n--/)[0]!, 'base64').toString());
      const attached = parts.find((part) => part.startsWith('{'))!;
      assert.equal((JSON.parse(attached) as { reference: string }).reference, reference);
      assert.match(raw, /owner\/name\/given: =C3=91usta/);
      assert.ok(parts.includes('%PDF-1.4 ñ'));
      assert.doesNotMatch(JSON.stringify([await deliveries(), logged]), personal);
    } finally {
      server.close();
    }
  });

  it('goes into a folder of its own that only the service can read, and that is never there in part', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plaza-out-'));
    try {
      const destination = toFolder({ name: 'folder', folder });
      await start([destination]);
      const reference = await send('folder');
      await isDone(reference);
      assert.deepEqual(readdirSync(folder), [reference]);
      const place = join(folder, reference);
      const message = JSON.parse(readFileSync(join(place, 'message.json'), 'utf8')) as {
        data: Answers;
        files: { id: string }[];
      };
      assert.equal(message.data.owner.name.given, 'Ñusta');
      assert.equal(readFileSync(join(place, message.files[0]!.id), 'utf8'), '%PDF-1.4 ñ');
      assert.deepEqual(
        readdirSync(place).map((name) => statSync(join(place, name)).mode & 0o777),
        [0o600, 0o600],
      );
      const { mtimeMs } = statSync(join(place, 'message.json'));
      await deliverAgain(reference);
      assert.equal(statSync(join(place, 'message.json')).mtimeMs, mtimeMs);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  describe('sent to another system', () => {
    const secret = randomBytes(32);
    let server: Server;
    let url: string;
    let answers: number[];
    let received: { headers: IncomingHttpHeaders; body: Buffer; path: string }[];
    before(async () => {
      server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          received.push({ headers: request.headers, body: Buffer.concat(chunks), path: request.url! });
          const status = answers.shift() ?? 204;
          if (status) response.writeHead(status, { location: '/elsewhere' }).end();
        });
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/permits`;
    });
    after(() => {
      server.close();
      server.closeAllConnections();
    });
    beforeEach(() => {
      answers = [];
      received = [];
    });
    const webhook = (options = {}) =>
      toWebhook({ name: 'system', url, secret: `whsec_${secret.toString('base64')}`, ...options });

    it('is signed, so that it knows from whom it is and that nobody changed it', async () => {
      await start([webhook()]);
      const reference = await send('system');
      await isDone(reference);
      const [{ headers, body }] = received as [(typeof received)[0]];
      const signed = Buffer.concat([Buffer.from(`${reference}.${String(headers['webhook-timestamp'])}.`), body]);
      assert.equal(headers['webhook-signature'], `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`);
      assert.ok(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1000) < 60);
      assert.equal(headers['webhook-id'], reference);
      assert.equal(headers['idempotency-key'], reference);
      const message = JSON.parse(body.toString()) as { data: Answers; files: { content: string }[] };
      assert.equal(message.data.owner.name.given, 'Ñusta');
      assert.equal(Buffer.from(message.files[0]!.content, 'base64').toString(), '%PDF-1.4 ñ');
    });

    it('is sent again, the same, until the answer is 2xx; nobody is led elsewhere, and no answer is no', async () => {
      answers = [500, 302, 0, 400, 202];
      await start([webhook({ timeout: 1500 })]);
      const reference = await send('system');
      await isDone(reference);
      assert.deepEqual([...new Set(received.map(({ path }) => path))], ['/permits']);
      assert.deepEqual([...new Set(received.map(({ body }) => body.toString()))].length, 1);
      assert.deepEqual(
        logged.map(({ error }) => error),
        ['NotDelivered HTTP_500', 'NotDelivered HTTP_302', 'TimeoutError', 'NotDelivered HTTP_400'],
      );
      assert.equal(received.length, 5);
    });

    it('is never sent where others could read it', () => {
      assert.throws(() => webhook({ url: 'http://example.org/permits' }), TypeError);
      assert.throws(() => webhook({ secret: 'whsec_c2hvcnQ=' }), TypeError);
    });
  });
});

describe('The waits between tries', () => {
  it('go on for a week and more, whatever chance says', () => {
    let shortest = 0;
    for (let tries = 1; tries < mostTries; tries++) shortest += waitAfter(tries, () => 0);
    assert.ok(shortest > 7 * 24 * 60 * 60 * 1000);
  });

  it('begin with less than a minute, are never longer than an hour, and never the same for all', () => {
    assert.ok(waitAfter(1) <= 30_000);
    assert.equal(
      waitAfter(300, () => 1),
      60 * 60 * 1000,
    );
    assert.notEqual(waitAfter(300), waitAfter(300));
  });
});
