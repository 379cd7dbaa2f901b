import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The tables of payments, as the migrations below leave them. What is owed and what was heard is in `content`, encrypted. */
export interface PaymentTables {
  payment_obligation: {
    id: string;
    /** Of the handle in the address of its page. */
    handle: string;
    /** What people call it by. */
    reference: string;
    content: Uint8Array;
  };
  /** What happened. Nothing is changed here, and nothing taken away. */
  payment_event: {
    obligation_id: string;
    id: string;
    number: number;
    content: Uint8Array;
  };
  /** How an attempt is found, and when it is asked about. What has become of it is in the events. */
  payment_attempt: {
    id: string;
    obligation_id: string;
    n: number;
    provider: string;
    provider_ref: string | null;
    /** Of the handle that the browser comes back by. */
    return_handle: string;
    ask_at: Date | null;
  };
}

/** What makes and changes the tables, in order. One that was ever published is never changed again. */
export const paymentMigrations: Record<string, Migration> = {
  'payment-0001-payments': {
    async up(database: Kysely<unknown>): Promise<void> {
      const statements = [
        sql`create table payment_obligation (
          id text primary key,
          handle text not null unique,
          reference text not null unique,
          content bytea not null
        )`,
        sql`create table payment_event (
          obligation_id text not null references payment_obligation on delete cascade,
          id text not null,
          number integer not null,
          content bytea not null,
          primary key (obligation_id, id)
        )`,
        sql`create table payment_attempt (
          id text primary key,
          obligation_id text not null references payment_obligation on delete cascade,
          n integer not null,
          provider text not null,
          provider_ref text,
          return_handle text not null unique,
          ask_at timestamptz,
          unique (obligation_id, n),
          unique (provider, provider_ref)
        )`,
        sql`create index payment_attempt_ask_at on payment_attempt (ask_at) where ask_at is not null`,
      ];
      for (const statement of statements) await statement.execute(database);
    },
  },
};
