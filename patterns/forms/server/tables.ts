import { sql } from 'kysely';
import type { Generated, Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The tables of forms, as the migrations below leave them. What people answered is in `content`, encrypted. */
export interface FormTables {
  forms_draft: {
    /** In addresses. Opens nothing by itself: who asks has to hold the draft. */
    id: string;
    definition: string;
    version: number;
    revision: number;
    /** Its own key, encrypted with the server's. Without it nothing of the draft can be read: to forget it is to forget all. */
    key: Uint8Array;
    content: Uint8Array;
    created_at: Generated<Date>;
    /** Whose it is, by a mark that leads back to them only with the server's key; null where it is whoever holds it. */
    owner: string | null;
    expires_at: Date;
    sent_at: Date | null;
  };
  /** The browsers that a draft is open to, each by a fingerprint of its cookie. */
  forms_holder: { draft_id: string; holder: string };
  /** The code to come back with, by its fingerprint; one for a draft. */
  forms_code: { draft_id: string; code: string };
  /** The code to go on with elsewhere, once, by its fingerprint; one for a draft. */
  forms_hand_over: {
    draft_id: string;
    code: string;
    /** The page that it was handed over at, encrypted with the draft's key. */
    content: Uint8Array;
    /** The browser that loses the draft with it, by the fingerprint of its cookie. */
    leaving: string | null;
    /** How often somebody tried to show that it is they. */
    tries: number;
    expires_at: Date;
  };
  forms_file: {
    id: string;
    draft_id: string;
    content: Uint8Array;
    /** What is known of viruses in it. `waiting`: nobody could look yet, and it leaves the service for nobody. */
    state: Generated<'clean' | 'waiting' | 'infected'>;
  };
  forms_submission: {
    draft_id: string;
    /** Read out on the telephone. Says nothing of the person, opens nothing. */
    reference: string;
    /** In the address of the confirmation. Opens it, so nobody can guess it. */
    handle: string;
    content: Uint8Array;
    sent_at: Date;
  };
  /** What has to reach whom, and whether it has. */
  forms_delivery: {
    draft_id: string;
    destination: string;
    state: 'pending' | 'done' | 'failed';
    tries: number;
    next_at: Date;
    /** What kind of error was last met; nothing that anybody answered. */
    problem: string | null;
  };
  /** What an office told of what was sent, encrypted with the draft's key. */
  forms_report: { number: Generated<number>; draft_id: string; content: Uint8Array; at: Date };
  /** The link that somebody asked for by email; one for a draft. It ends with the time that the draft had when it was asked for. */
  forms_return_link: {
    draft_id: string;
    /** By its fingerprint. */
    link: string;
    /** To whom and in which language it goes, encrypted with the draft's key. */
    content: Uint8Array;
    expires_at: Date;
    /** How often it was asked for since `counted_from`. */
    asked: number;
    counted_from: Date;
  };
  /** Which letter has to be sent and whether it was. */
  forms_letter: {
    draft_id: string;
    destination: LetterKind;
    state: 'pending' | 'done' | 'failed';
    tries: number;
    next_at: Date;
    problem: string | null;
  };
  /** A file that comes in pieces, and is not whole yet, or was not long ago. */
  forms_upload: {
    /** In addresses. Opens nothing by itself, as the draft's. */
    id: string;
    draft_id: string;
    /** What it is called and which question it answers, encrypted with the draft's key. */
    content: Uint8Array;
    /** Bytes of the whole. */
    size: number;
    /** Bytes that are here. */
    received: number;
    /** What it became, once it was whole and right. */
    file_id: string | null;
    expires_at: Date;
  };
  /** The pieces of such a file, each encrypted. */
  forms_upload_piece: { upload_id: string; offset_at: number; content: Uint8Array };
  /** The drafts with files that nobody could look at when they came, and whether somebody has since. */
  forms_look: {
    draft_id: string;
    destination: string;
    state: 'pending' | 'done' | 'failed';
    tries: number;
    next_at: Date;
    problem: string | null;
  };
}

/** The link that was asked for, and the word that the time to finish runs out. */
export type LetterKind = 'link' | 'reminder';

/** What makes and changes the tables, in order. One that was ever published is never changed again. */
export const formMigrations: Record<string, Migration> = {
  'forms-0001-drafts': {
    async up(database: Kysely<unknown>): Promise<void> {
      await sql`
        create table forms_draft (
          id text primary key,
          definition text not null,
          version integer not null,
          revision integer not null,
          key bytea not null,
          content bytea not null,
          created_at timestamptz not null default now(),
          expires_at timestamptz not null,
          sent_at timestamptz
        )`.execute(database);
      await sql`create index forms_draft_expires_at on forms_draft (expires_at)`.execute(database);
      await sql`
        create table forms_holder (
          draft_id text not null references forms_draft on delete cascade,
          holder text not null,
          primary key (draft_id, holder)
        )`.execute(database);
      await sql`create index forms_holder_holder on forms_holder (holder)`.execute(database);
      await sql`
        create table forms_code (
          draft_id text primary key references forms_draft on delete cascade,
          code text not null unique
        )`.execute(database);
      await sql`
        create table forms_file (
          id text primary key,
          draft_id text not null references forms_draft on delete cascade,
          content bytea not null
        )`.execute(database);
      await sql`create index forms_file_draft on forms_file (draft_id)`.execute(database);
      await sql`
        create table forms_submission (
          draft_id text primary key references forms_draft on delete cascade,
          reference text not null unique,
          handle text not null unique,
          content bytea not null,
          sent_at timestamptz not null
        )`.execute(database);
      await sql`
        create table forms_delivery (
          draft_id text not null references forms_submission on delete cascade,
          destination text not null,
          state text not null,
          tries integer not null default 0,
          next_at timestamptz not null,
          problem text,
          primary key (draft_id, destination)
        )`.execute(database);
      await sql`create index forms_delivery_pending on forms_delivery (next_at) where state = 'pending'`.execute(
        database,
      );
    },
  },
  'forms-0002-letters': {
    async up(database: Kysely<unknown>): Promise<void> {
      await sql`
        create table forms_return_link (
          draft_id text primary key references forms_draft on delete cascade,
          link text not null unique,
          content bytea not null,
          expires_at timestamptz not null,
          asked integer not null,
          counted_from timestamptz not null
        )`.execute(database);
      await sql`
        create table forms_letter (
          draft_id text not null references forms_return_link on delete cascade,
          destination text not null,
          state text not null,
          tries integer not null default 0,
          next_at timestamptz not null,
          problem text,
          primary key (draft_id, destination)
        )`.execute(database);
      await sql`create index forms_letter_pending on forms_letter (next_at) where state = 'pending'`.execute(database);
    },
  },
  'forms-0003-reports': {
    async up(database: Kysely<unknown>): Promise<void> {
      await sql`
        create table forms_report (
          number integer generated always as identity primary key,
          draft_id text not null references forms_submission on delete cascade,
          content bytea not null,
          at timestamptz not null
        )`.execute(database);
      await sql`create index forms_report_draft on forms_report (draft_id)`.execute(database);
    },
  },
  'forms-0004-late-scans': {
    async up(database: Kysely<unknown>): Promise<void> {
      await sql`alter table forms_file add column state text not null default 'clean'`.execute(database);
      await sql`
        create table forms_look (
          draft_id text not null references forms_draft on delete cascade,
          destination text not null,
          state text not null,
          tries integer not null default 0,
          next_at timestamptz not null,
          problem text,
          primary key (draft_id, destination)
        )`.execute(database);
      await sql`create index forms_look_pending on forms_look (next_at) where state = 'pending'`.execute(database);
    },
  },
  'forms-0005-uploads': {
    async up(database: Kysely<unknown>): Promise<void> {
      await sql`
        create table forms_upload (
          id text primary key,
          draft_id text not null references forms_draft on delete cascade,
          content bytea not null,
          size integer not null,
          received integer not null default 0,
          file_id text references forms_file on delete cascade,
          expires_at timestamptz not null
        )`.execute(database);
      await sql`create index forms_upload_draft on forms_upload (draft_id)`.execute(database);
      await sql`create index forms_upload_expires_at on forms_upload (expires_at)`.execute(database);
      await sql`
        create table forms_upload_piece (
          upload_id text not null references forms_upload on delete cascade,
          offset_at integer not null,
          content bytea not null,
          primary key (upload_id, offset_at)
        )`.execute(database);
    },
  },
  'forms-0006-hand-over': {
    async up(database: Kysely<unknown>): Promise<void> {
      await sql`
        create table forms_hand_over (
          draft_id text primary key references forms_draft on delete cascade,
          code text not null unique,
          content bytea not null,
          leaving text,
          tries integer not null,
          expires_at timestamptz not null
        )`.execute(database);
    },
  },
  'forms-0007-owner': {
    async up(database: Kysely<unknown>): Promise<void> {
      await sql`alter table forms_draft add column owner text`.execute(database);
      await sql`create index forms_draft_owner on forms_draft (owner)`.execute(database);
    },
  },
};
