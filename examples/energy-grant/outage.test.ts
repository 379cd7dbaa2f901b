import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { municipality } from '../municipality/app.ts';
import { openDatabase } from '../municipality/database.ts';
import type { OpenDatabase } from '../municipality/database.ts';
import type { LogEntry } from '../municipality/log.ts';
import { postgresPrograms, startPostgres } from '../testing/postgres-server.ts';
import type { PostgresServer } from '../testing/postgres-server.ts';
import { pdf, rightAnswers, Visitor } from '../testing/visitor.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './migrations.ts';
import { energyGrantStore } from './store.ts';
import type { Store } from './store.ts';

const full = { ...rightAnswers, proof: pdf('secreto.pdf') };
const origin = 'http://localhost';

describe(
  'While the database does not answer',
  { skip: !postgresPrograms && 'PostgreSQL is not installed (Debian: postgresql)' },
  () => {
    let server: PostgresServer;
    let opened: OpenDatabase<Tables>;
    let visitor: Visitor;
    const logged: LogEntry[] = [];

    before(async () => {
      server = await startPostgres();
      opened = await openDatabase<Tables>({ url: server.url }, migrations);
      visitor = new Visitor(
        municipality({ store: energyGrantStore(opened.database), origin, log: (entry) => logged.push(entry) }),
      );
    });
    after(async () => {
      await opened.close();
      server.stop();
      server.remove();
    });

    it('nothing typed is lost, and the same form can be sent when it answers again', async () => {
      const form = await visitor.open();
      const sent = await visitor.follow(await visitor.send(await visitor.open(), full));
      server.stop();

      const page = await visitor.send(form, full);
      assert.equal(page.status, 503);
      assert.equal(page.response.headers.get('retry-after'), '60');
      assert.match(page.title, /^Error: /);
      assert.match(
        page.notice,
        /nothing was sent yet. Your answers are still here: wait a few minutes and send it again. Choose your file again too./,
      );
      assert.equal(page.valueOf('Full name'), 'Ñusta Áñez');
      assert.deepEqual(page.chosen, ['By phone', 'Insulation of roof or walls', 'Heating']);

      assert.equal((await visitor.open()).status, 200, 'an empty form needs no database');
      const confirmation = await visitor.open(sent.$('.plaza-languages a').attr('href')!);
      assert.equal(confirmation.status, 503);
      assert.equal(confirmation.heading, 'Esta página no está disponible ahora');
      assert.match(confirmation.$('main a').attr('href')!, /^\/demo\/energy-grant\/sent\/[\w-]{22}\?language=es$/);

      server.start();
      const again = await visitor.send(page, full);
      assert.equal(again.status, 303);
      assert.equal((await visitor.follow(again)).answer('Full name'), 'Ñusta Áñez');
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
  const broken = new Proxy({} as Store, {
    get: () => () => Promise.reject(Object.assign(new TypeError('Ñusta broke it'), { code: 'x y' })),
  });
  const visitor = new Visitor(municipality({ store: broken, origin, log: (entry) => logged.push(entry) }));

  it('the form comes back with everything in it, and says that the fault is ours', async () => {
    const page = await visitor.send(await visitor.open(), full);
    assert.equal(page.status, 500);
    assert.match(page.notice, /The fault is ours: something went wrong and nothing was sent yet/);
    assert.equal(page.valueOf('Full name'), 'Ñusta Áñez');
  });

  it('a page that cannot be made says what to do', async () => {
    const page = await visitor.open('/demo/energy-grant/sent/AAAAAAAAAAAAAAAAAAAAAA?language=en');
    assert.equal(page.status, 500);
    assert.equal(page.heading, 'Something went wrong');
    assert.equal(page.$('main a').text(), 'Try again');
  });

  it('the log has the kind of error and the place, and not its message', () => {
    assert.equal(logged[0]!.error, 'TypeError');
    assert.match(logged[0]!.at!.join(), /app\.ts|outage\.test\.ts/);
    assert.doesNotMatch(JSON.stringify(logged), /Ñusta/);
  });
});

describe('A reference that somebody has already', () => {
  it('is drawn again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plaza-data-'));
    const opened = await openDatabase<Tables>({ folder }, migrations);
    const drawn = ['222-222-222', '222-222-222', '222-222-222', '333-333-333'];
    const store = energyGrantStore(opened.database, () => drawn.shift()!);
    const visitor = new Visitor(municipality({ store, origin }));
    const references = [];
    for (const name of ['One', 'Two']) {
      const confirmation = await visitor.follow(await visitor.send(await visitor.open(), { ...full, name }));
      references.push(confirmation.$('.plaza-panel strong').text());
    }
    assert.deepEqual(references, ['222-222-222', '333-333-333']);
    await opened.close();
    rmSync(folder, { recursive: true });
  });
});
