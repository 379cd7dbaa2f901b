import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { messageOf } from '../destinations.ts';
import type { Destination } from '../destinations.ts';

interface DatabaseOptions {
  name: string;
  /** The database of the agency; it can be the one that the forms are in. */
  database: Kysely<never>;
  /** The table that `destinationTable` makes. */
  table: string;
}

/** Copies what was sent into a table of the agency's own, once for each reference. What it does there with the rows is its affair. */
export function toDatabase({ name, database, table }: DatabaseOptions): Destination {
  const [forms, files] = tablesOf(table);
  return {
    name,
    async deliver(form, sentFiles) {
      const { reference, ...message } = messageOf(form, sentFiles);
      const { id, version } = message.definition;
      await database.transaction().execute(async (transaction) => {
        const { rows } = await sql`
          insert into ${forms} (reference, sent_at, language, definition, version, message)
          values (${reference}, ${form.sentAt}, ${form.language}, ${id}, ${version}, ${JSON.stringify(message)}::jsonb)
          on conflict (reference) do nothing returning reference`.execute(transaction);
        if (!rows.length) return;
        for (const file of sentFiles)
          await sql`
            insert into ${files} (reference, id, name, type, content)
            values (${reference}, ${file.id}, ${file.name}, ${file.type}, ${Buffer.from(file.bytes)})`.execute(
            transaction,
          );
      });
    },
  };
}

/** Makes the table, and beside it one for the files, named `<table>_file`. */
export function destinationTable(table: string): Migration {
  const [forms, files] = tablesOf(table);
  return {
    async up(database: Kysely<unknown>): Promise<void> {
      await sql`
        create table ${forms} (
          reference text primary key,
          sent_at timestamptz not null,
          language text not null,
          definition text not null,
          version integer not null,
          message jsonb not null,
          received_at timestamptz not null default now()
        )`.execute(database);
      await sql`
        create table ${files} (
          reference text not null references ${forms} on delete cascade,
          id text not null,
          name text not null,
          type text not null,
          content bytea not null,
          primary key (reference, id)
        )`.execute(database);
    },
  };
}

function tablesOf(table: string) {
  return [sql.table(table), sql.table(`${table}_file`)] as const;
}
