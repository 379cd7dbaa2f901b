import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { Migration } from 'kysely/migration';
import { openDatabase } from '@plaza-ds/forms/server';
import type { OpenDatabase } from '@plaza-ds/forms/server';
import { postgresPrograms, startPostgres } from './postgres-server.ts';
import type { PostgresServer } from './postgres-server.ts';

/** Runs the same tests on the embedded database and on a real server: what holds for one holds for the other. */
export function onEveryDatabase<Tables>(
  title: string,
  migrations: Record<string, Migration>,
  tests: (opened: () => OpenDatabase<Tables>) => void,
): void {
  describe(`${title}, embedded`, () => {
    let folder: string;
    let opened: OpenDatabase<Tables>;
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'plaza-data-'));
      opened = await openDatabase<Tables>({ folder }, migrations);
    });
    after(async () => {
      await opened.close();
      rmSync(folder, { recursive: true });
    });
    tests(() => opened);
  });

  describe(
    `${title}, on a server`,
    { skip: !postgresPrograms && 'PostgreSQL is not installed (Debian: postgresql)' },
    () => {
      let server: PostgresServer;
      let opened: OpenDatabase<Tables>;
      before(async () => {
        server = await startPostgres();
        opened = await openDatabase<Tables>({ url: server.url }, migrations);
      });
      after(async () => {
        await opened.close();
        server.stop();
        server.remove();
      });
      tests(() => opened);
    },
  );
}
