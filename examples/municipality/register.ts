import { destinationTable, toDatabase } from '@plaza-ds/forms/server';
import type { Destination } from '@plaza-ds/forms/server';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const table = 'municipal_register';

/** The municipality's own table, where those who decide find what was sent. */
export const registerMigrations: Record<string, Migration> = { 'municipality-0001-register': destinationTable(table) };

export function municipalRegister(database: Kysely<never>): Destination {
  return toDatabase({ name: 'register', database, table });
}
