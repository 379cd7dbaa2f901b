import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import type { Dialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';
import pg from 'pg';
import { lockFolder } from './folder-lock.ts';

/** An open database, its tables up to date. */
export interface OpenDatabase<Tables> {
  database: Kysely<Tables>;
  close(): Promise<void>;
}

export interface DatabasePlace {
  /** A PostgreSQL server. Without it the database is embedded in this process and needs no installation. */
  url?: string | undefined;
  /** Folder of the embedded database. One process owns it. */
  folder?: string | undefined;
}

/** Where the environment wants the data: `DATABASE_URL` for a server, else the folder `PLAZA_DATA`, else `.data` in the working folder. */
export function databasePlace(environment: NodeJS.ProcessEnv = process.env): DatabasePlace {
  return { url: environment.DATABASE_URL || undefined, folder: resolve(environment.PLAZA_DATA || '.data') };
}

/** Opens a database and brings its tables up to date. */
export async function openDatabase<Tables>(
  { url, folder = resolve('.data') }: DatabasePlace,
  migrations: Record<string, Migration>,
): Promise<OpenDatabase<Tables>> {
  const { dialect, release } = url ? onServer(url) : embedded(folder);
  const database = new Kysely<Tables>({ dialect });
  const close = async () => {
    await database.destroy();
    release();
  };
  try {
    const migrator = new Migrator({ db: database, provider: { getMigrations: () => Promise.resolve(migrations) } });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
  return { database, close };
}

function onServer(url: string): { dialect: Dialect; release: () => void } {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5000, query_timeout: 30_000 });
  // A connection that breaks is an event, and one that nobody hears ends the process. The next query says it to whoever asks.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return { dialect: new PostgresDialect({ pool }), release: () => {} };
}

function embedded(folder: string): { dialect: Dialect; release: () => void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const release = lockFolder(folder);
  return { dialect: new PGliteDialect({ pglite: () => PGlite.create(join(folder, 'postgres')) }), release };
}
