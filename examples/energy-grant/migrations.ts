import { sql } from 'kysely';
import type { Generated, Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Contact, Need } from './answers.ts';

/** The tables of the service, as the migrations below leave them. Names are those of the database. */
export interface Tables {
  application: {
    id: Generated<string>;
    /** The form page it was sent from: one page sends one application, however often it is sent. */
    token: string;
    content_hash: string;
    /** Read out on the phone. Says nothing of the person, opens nothing. */
    reference: string;
    /** In the address of the confirmation page. Opens it, so nobody can guess it. */
    handle: string;
    language: string;
    sent_at: Generated<Date>;
    name: string;
    email: string;
    birth_date: string;
    region: string;
    contact: Contact;
    needs: Need[];
    about: string;
  };
  application_file: FileColumns & { application_id: string };
  /** Files of forms that are not sent yet, kept so that nobody has to choose them again. */
  staged_file: FileColumns & { token: string; staged_at: Generated<Date> };
}

interface FileColumns {
  name: string;
  media_type: string;
  size: number;
  hash: string;
  content: Uint8Array;
}

/** What makes and changes the tables, in order. One that was ever published is never changed again. */
export const migrations: Record<string, Migration> = {
  '0001-applications': {
    async up(database: Kysely<unknown>): Promise<void> {
      await sql`
        create table application (
          id uuid primary key default gen_random_uuid(),
          token text not null unique,
          content_hash text not null,
          reference text not null unique,
          handle text not null unique,
          language text not null,
          sent_at timestamptz not null default now(),
          name text not null,
          email text not null,
          birth_date date not null,
          region text not null,
          contact text not null,
          needs text[] not null,
          about text not null
        )`.execute(database);
      await sql`
        create table application_file (
          application_id uuid primary key references application on delete cascade,
          name text not null,
          media_type text not null,
          size integer not null,
          hash text not null,
          content bytea not null
        )`.execute(database);
      await sql`
        create table staged_file (
          token text primary key,
          name text not null,
          media_type text not null,
          size integer not null,
          hash text not null,
          content bytea not null,
          staged_at timestamptz not null default now()
        )`.execute(database);
      await sql`create index staged_file_staged_at on staged_file (staged_at)`.execute(database);
    },
  },
};
