import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { deliverer, formMigrations, newKey, openDatabase, toWebhook } from '@plaza-ds/forms/server';
import type { DatabasePlace, FormTables } from '@plaza-ds/forms/server';
import { postgresPrograms, startPostgres } from '../testing/postgres-server.ts';
import { until } from '../testing/until.ts';

describe('Where the process is killed after the other system had the form and before it said so', () => {
  it('the next process delivers it once more, under the same reference, embedded', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plaza-data-'));
    try {
      await killAndGoOn({ folder });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it(
    'the next process delivers it once more, under the same reference, on a server',
    { skip: !postgresPrograms && 'PostgreSQL is not installed (Debian: postgresql)' },
    async () => {
      const server = await startPostgres();
      try {
        await killAndGoOn({ url: server.url });
      } finally {
        server.stop();
        server.remove();
      }
    },
  );
});

async function killAndGoOn(place: DatabasePlace): Promise<void> {
  const key = newKey();
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const received: unknown[] = [];
  let killed: ChildProcess | undefined;
  const system = createServer((request, response) => {
    received.push(request.headers['idempotency-key']);
    if (received.length === 1) killed!.kill('SIGKILL');
    else response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(system, 'listening');
  const url = `http://127.0.0.1:${(system.address() as AddressInfo).port}/`;
  try {
    const values = JSON.stringify({ place, key: key.toString('base64'), url, secret });
    killed = spawn(process.execPath, [join(import.meta.dirname, 'killed-process.ts'), values], { stdio: 'inherit' });
    assert.deepEqual(await once(killed, 'exit'), [null, 'SIGKILL']);

    const { database, close } = await openDatabase<FormTables>(place, formMigrations);
    const later = () => new Date(Date.now() + 3 * 60_000);
    const next = deliverer({ database, key, destinations: [toWebhook({ name: 'system', url, secret })], now: later });
    await next.start();
    const delivery = await until('it is done', async () =>
      database.selectFrom('forms_delivery').selectAll().where('state', '=', 'done').executeTakeFirst(),
    );
    await next.stop();
    await close();
    assert.equal(delivery.tries, 2);
    assert.equal(received.length, 2);
    assert.equal(received[0], received[1]);
  } finally {
    system.close();
    system.closeAllConnections();
  }
}
