import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { openDatabase } from './database.ts';
import { lockFolder } from './folder-lock.ts';

interface Tables {
  note: { text: string };
}
const migrations = {
  '1': { up: (database: Kysely<unknown>) => sql`create table note (text text)`.execute(database).then(() => {}) },
};

describe('The data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-data-'));
  after(() => rmSync(folder, { recursive: true }));
  const lock = join(folder, 'lock');

  it('keeps what was saved when the service is closed and opened again', async () => {
    const first = await openDatabase<Tables>({ folder }, migrations);
    await first.database.insertInto('note').values({ text: 'kept' }).execute();
    await first.close();
    const second = await openDatabase<Tables>({ folder }, migrations);
    assert.deepEqual(await second.database.selectFrom('note').selectAll().execute(), [{ text: 'kept' }]);
    await second.close();
  });

  it('belongs to one process: a second start is told which one has it', async () => {
    const first = await openDatabase<Tables>({ folder }, migrations);
    await assert.rejects(openDatabase<Tables>({ folder }, migrations), {
      code: 'folder-in-use',
      message: `The data in ${folder} is in use by process ${process.pid}. Stop that process, or set PLAZA_DATA to another folder for this one.`,
    });
    assert.equal((await first.database.selectFrom('note').selectAll().execute()).length, 1);
    await first.close();
    assert.equal(existsSync(lock), false);
  });

  it('is given back when it cannot be opened', async () => {
    const broken = {
      '1': migrations['1'],
      '2': { up: () => Promise.reject(new Error('a migration of ours is wrong')) },
    };
    await assert.rejects(openDatabase<Tables>({ folder }, broken), /a migration of ours is wrong/);
    assert.equal(existsSync(lock), false);
  });

  it('is taken over from a process that is gone', () => {
    const gone = execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }).trim();
    // Gone; gone, its number now ours; gone, its number now another process's; cut short by a full disk.
    for (const owner of [`${gone} 1\n`, `${process.pid} 1\n`, `${process.ppid} 1\n`, '', 'nonsense']) {
      writeFileSync(lock, owner);
      const release = lockFolder(folder);
      assert.throws(() => lockFolder(folder), { code: 'folder-in-use' });
      release();
    }
    assert.deepEqual(readdirSync(folder), ['postgres']);
  });
});
