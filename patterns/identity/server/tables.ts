import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The tables of identity, as the migrations below leave them. What is known of people is in `content`, encrypted. */
export interface IdentityTables {
  /** What a page of the site asks sign-in for. */
  identity_ask: {
    /** In the address of the gate. Opens nothing by itself: who asks has to be the browser that it was made for. */
    id: string;
    /** The browser, by a fingerprint of its cookie. */
    holder: string;
    content: Uint8Array;
    expires_at: Date;
  };
  /** Somebody who left for a provider, and may come back once. */
  identity_attempt: {
    /** By its fingerprint, as all that opens something. */
    state: string;
    /** In the address of the page that leads to the provider. */
    id: string;
    ask_id: string;
    holder: string;
    provider: string;
    content: Uint8Array;
    /** What a provider sent by a form, until the browser comes for it with its cookie. */
    answer: Uint8Array | null;
    answer_handle: string | null;
    expires_at: Date;
    used_at: Date | null;
  };
  identity_session: {
    /** The cookie, by its fingerprint. */
    token: string;
    /** The person, by a fingerprint of issuer and subject. */
    subject: string;
    /** The provider's own session, by a fingerprint of issuer and `sid`. */
    provider_session: string | null;
    content: Uint8Array;
    /** Until the person says that a changed name is theirs, the session opens nothing. */
    held: boolean;
    expires_at: Date;
    ends_at: Date;
  };
  /** What a provider said of somebody when they last signed in. */
  identity_person: { subject: string; content: Uint8Array; expires_at: Date };
  /** Somebody who was sent to a provider to sign out there. */
  identity_sign_out: {
    state: string;
    id: string;
    holder: string;
    provider: string;
    content: Uint8Array;
    expires_at: Date;
  };
  /** The logout tokens of providers that were seen, so that none acts twice. */
  identity_logout_token: { id: string; expires_at: Date };
}

/** What makes and changes the tables, in order. One that was ever published is never changed again. */
export const identityMigrations: Record<string, Migration> = {
  'identity-0001-sign-in': {
    async up(database: Kysely<unknown>): Promise<void> {
      const statements = [
        sql`create table identity_ask (
          id text primary key,
          holder text not null,
          content bytea not null,
          expires_at timestamptz not null
        )`,
        sql`create table identity_attempt (
          state text primary key,
          id text not null unique,
          ask_id text not null references identity_ask on delete cascade,
          holder text not null,
          provider text not null,
          content bytea not null,
          answer bytea,
          answer_handle text unique,
          expires_at timestamptz not null,
          used_at timestamptz
        )`,
        sql`create index identity_attempt_ask on identity_attempt (ask_id)`,
        sql`create table identity_session (
          token text primary key,
          subject text not null,
          provider_session text,
          content bytea not null,
          held boolean not null,
          expires_at timestamptz not null,
          ends_at timestamptz not null
        )`,
        sql`create index identity_session_subject on identity_session (subject)`,
        sql`create index identity_session_provider_session on identity_session (provider_session)`,
        sql`create table identity_person (
          subject text primary key,
          content bytea not null,
          expires_at timestamptz not null
        )`,
        sql`create table identity_sign_out (
          state text primary key,
          id text not null unique,
          holder text not null,
          provider text not null,
          content bytea not null,
          expires_at timestamptz not null
        )`,
        sql`create table identity_logout_token (id text primary key, expires_at timestamptz not null)`,
        ...['ask', 'attempt', 'session', 'person', 'sign_out', 'logout_token'].map(
          (name) =>
            sql`create index ${sql.ref(`identity_${name}_expires_at`)} on ${sql.table(`identity_${name}`)} (expires_at)`,
        ),
      ];
      for (const statement of statements) await statement.execute(database);
    },
  },
};
