import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { formMigrations, formStore, newKey, openDatabase } from '@plaza-ds/forms/server';
import type { FormStore, FormTables, LogEntry, OpenDatabase } from '@plaza-ds/forms/server';
import { municipality } from '../municipality/app.ts';
import { postgresPrograms, startPostgres } from '../testing/postgres-server.ts';
import type { PostgresServer } from '../testing/postgres-server.ts';
import { pdf } from '../testing/visitor.ts';
import { Applicant, rightAnswers } from './applicant.ts';

const full = { ...rightAnswers, proof: pdf('secreto.pdf') };
const origin = 'http://localhost';

describe(
  'While the database does not answer',
  { skip: !postgresPrograms && 'PostgreSQL is not installed (Debian: postgresql)' },
  () => {
    let server: PostgresServer;
    let opened: OpenDatabase<FormTables>;
    let applicant: Applicant;
    const logged: LogEntry[] = [];

    before(async () => {
      server = await startPostgres();
      opened = await openDatabase<FormTables>({ url: server.url }, formMigrations);
      const store = formStore(opened.database, newKey());
      applicant = new Applicant(municipality({ store, origin, log: (entry) => logged.push(entry) }));
    });
    after(async () => {
      await opened.close();
      server.stop();
      server.remove();
    });

    it('a person is told what to do, and the same page can be sent when it answers again', async () => {
      const asked = await applicant.begin();
      server.stop();

      const page = await applicant.send(full);
      assert.equal(page.status, 503);
      assert.equal(page.response.headers.get('retry-after'), '60');
      assert.match(page.text, /still in your browser: go back in a few minutes and send them again/);

      assert.equal((await applicant.open(applicant.start)).status, 200, 'the first page needs no database');
      const sent = await applicant.open(`${applicant.start}/sent/AAAAAAAAAAAAAAAAAAAAAA?language=es`);
      assert.equal(sent.status, 503);
      assert.equal(sent.heading, 'El servicio no funciona en este momento');

      server.start();
      applicant.page = asked;
      assert.equal((await applicant.goOn(full)).answer('Full name'), 'Ñusta Áñez');
      assert.equal((await applicant.declareAndSend()).heading, 'Sent');
    });

    it('the log says so and nothing of the person', () => {
      assert.ok(logged.length >= 2);
      const text = JSON.stringify(logged);
      assert.match(text, /"event":"unavailable","method":"POST","route":"\/demo\/energy-grant","status":503/);
      assert.doesNotMatch(text, /ñusta|nusta|secreto|leaks|1980|sent\/[\w-]{22}/i);
    });
  },
);

describe('Where our own code fails', () => {
  const logged: LogEntry[] = [];
  const fails = () => Promise.reject(Object.assign(new TypeError('Ñusta broke it'), { code: 'x y' }));
  const broken = new Proxy({} as FormStore, { get: () => fails });
  /** Keeps a draft, and fails where it is to be saved. */
  const kept = {
    id: 'A'.repeat(22),
    revision: 1,
    content: {
      draft: { definition: { id: 'energy-grant', version: 1 }, answers: {}, order: {}, finished: [], seen: [] },
      language: 'en-GB',
      saved: {},
    },
    expiresAt: new Date(),
    sent: undefined,
  };
  const saving = { ...kept, create: () => Promise.resolve(kept), find: () => Promise.resolve(kept) };
  const log = (entry: LogEntry) => void logged.push(entry);

  it('the page comes back with everything in it, and says that the fault is ours', async () => {
    const store = new Proxy(broken, {
      get: (_, name) => (name in saving ? saving[name as keyof typeof saving] : fails),
    });
    const applicant = new Applicant(municipality({ store, origin, log }));
    const page = await applicant.answerWith(full);
    assert.equal(page.status, 500);
    assert.match(page.notice, /The fault is ours: something went wrong.*Choose your file again too\./);
    assert.equal(page.valueOf('Full name'), 'Ñusta Áñez');
  });

  it('a page that cannot be made says what to do', async () => {
    const applicant = new Applicant(municipality({ store: broken, origin, log }));
    const page = await applicant.open(`${applicant.start}/sent/AAAAAAAAAAAAAAAAAAAAAA`);
    assert.equal(page.status, 500);
    assert.equal(page.heading, 'The service does not work at the moment');
  });

  it('the log has the kind of error and the place, and not its message', () => {
    assert.equal(logged[0]!.error, 'TypeError');
    assert.match(logged[0]!.at!.join(), /outage\.test\.ts/);
    assert.doesNotMatch(JSON.stringify(logged), /Ñusta/);
  });
});
