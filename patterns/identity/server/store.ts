import type { Kysely } from 'kysely';
import { fingerprint, open, randomToken, reaching, seal } from '@plaza-ds/forms/server';
import type { Words } from '@plaza-ds/forms';
import type { ActingFor, AuthRequest, Identity, NationalId, PersonName } from '../identity.ts';
import type { ProblemCode } from '../problems.ts';
import type { Represented } from './acting-for.ts';
import type { IdentityTables } from './tables.ts';

/** What a page asks sign-in for, and what came of it so far. */
export interface Ask {
  request: Omit<AuthRequest, 'provider' | 'purpose' | 'actingFor'> & { purpose: string | Words };
  language: string;
  /** Names of the providers that may be chosen. */
  providers: readonly string[];
  /** Whose application it is for: nobody else is to see it. */
  owner?: string;
  /** For whom it was begun: nobody who comes for another is to see it either. */
  ownerFor?: Represented;
  /** For whom people may come; whoever signs in is taken as they come where this is not said. */
  actingFor?: readonly ActingFor[];
  /** What a mandate has to allow. */
  mandateScope?: string;
  /** What was chosen last on the page. */
  chosen?: { provider?: string; actingFor?: ActingFor };
  /** As whom, and for whom else, somebody was signed in who is to come for another. */
  switchFrom?: { name?: string; other?: string };
  /** Who was signed in when more was asked of them. */
  signedInAs?: string;
  problem?: { code: ProblemCode; correlation: string; provider: string };
}

export interface KeptAsk {
  id: string;
  ask: Ask;
}

/** A sign-in on its way. All of it stays on the server but `state`, `nonce` and what is derived from the verifier. */
export interface PendingAuth {
  id: string;
  state: string;
  nonce: string;
  codeVerifier: string;
  issuer: string;
  redirectUri: string;
  /** For whom they said they come. */
  actingFor?: ActingFor;
  /** Where the browser goes. */
  address: string;
  /** The key that tokens are bound to, where the provider wants one (RFC 9449). */
  dpopKey?: JsonWebKey;
}

export interface KeptAttempt {
  pending: PendingAuth;
  provider: string;
  askId: string;
  /** The browser that left, by a fingerprint of its cookie. */
  holder: string;
  isUsed: boolean;
  /** Until when it can come back. */
  until: Date;
  isLate: boolean;
  /** What came by a form, if it did. */
  answer: Record<string, string> | undefined;
}

/** Who is signed in. */
export interface Session {
  provider: string;
  identity: Identity;
  /** For the provider to know whom to sign out. Never sent to a browser but on the way to the provider. */
  idToken?: string;
  /** With which the provider says again whether a mandate holds, if it does. Never sent to a browser. */
  access?: Access;
}

/** A token of the provider's, and the key that it is bound to. */
export interface Access {
  token: string;
  dpopKey?: JsonWebKey;
}

export interface KeptSession {
  session: Session;
  /** A fingerprint of issuer and subject. */
  subject: string;
  isHeld: boolean;
  expiresAt: Date;
  endsAt: Date;
}

/** What is remembered of somebody, to notice when it changes. */
export interface KnownPerson {
  name?: PersonName;
  nationalId?: NationalId;
}

export interface SignOut {
  /** Where the browser goes to sign out there. */
  address: string;
  language: string;
}

export type IdentityStore = ReturnType<typeof identityStore>;

/** What is remembered of somebody who does not come back is forgotten after so long. */
const keepPersonFor = 2 * 365 * 24 * 60 * 60 * 1000;
const minute = 60_000;

/**
 * Where sign-in keeps what it knows: in PostgreSQL, embedded or on a server, encrypted with the server's key.
 *
 * @param key 32 bytes, as `serverKey` reads them.
 * @param options.now What the clock says.
 */
export function identityStore(
  database: Kysely<IdentityTables>,
  key: Buffer,
  { now = () => new Date() }: { now?: () => Date } = {},
) {
  const mark = (secret: string) => fingerprint(key, secret);
  const sealed = (content: unknown, place: string) => seal(key, Buffer.from(JSON.stringify(content)), place);
  const opened = <Content>(content: Uint8Array, place: string) =>
    JSON.parse(open(key, content, place).toString()) as Content;
  let forgotAt = 0;

  /** What is over is deleted, once a minute at most. */
  async function forget(): Promise<void> {
    const time = now();
    if (Math.abs(time.getTime() - forgotAt) < minute) return;
    forgotAt = time.getTime();
    for (const table of ['attempt', 'ask', 'session', 'person', 'sign_out', 'logout_token'] as const)
      await database.deleteFrom(`identity_${table}`).where('expires_at', '<', time).execute();
  }

  const attempts = () => database.selectFrom('identity_attempt').selectAll();

  function attemptFrom(row: Awaited<ReturnType<ReturnType<typeof attempts>['executeTakeFirstOrThrow']>>): KeptAttempt {
    return {
      pending: opened(row.content, `attempt ${row.id}`),
      provider: row.provider,
      askId: row.ask_id,
      holder: row.holder,
      isUsed: row.used_at !== null,
      until: row.expires_at,
      isLate: row.expires_at <= now(),
      answer: row.answer ? opened(row.answer, `answer ${row.id}`) : undefined,
    };
  }

  const wrapped = reaching({
    async createAsk(holder: string, ask: Ask, expiresAt: Date): Promise<KeptAsk> {
      await forget();
      const id = randomToken();
      const content = sealed(ask, `ask ${id}`);
      await database
        .insertInto('identity_ask')
        .values({ id, holder: mark(holder), content, expires_at: expiresAt })
        .execute();
      return { id, ask };
    },

    /** What was asked, if this browser asked it. */
    async ask(id: string, holder: string): Promise<KeptAsk | undefined> {
      const row = await database
        .selectFrom('identity_ask')
        .select('content')
        .where('id', '=', id)
        .where('holder', '=', mark(holder))
        .where('expires_at', '>', now())
        .executeTakeFirst();
      return row && { id, ask: opened<Ask>(row.content, `ask ${id}`) };
    },

    async saveAsk({ id, ask }: KeptAsk): Promise<void> {
      await database
        .updateTable('identity_ask')
        .set({ content: sealed(ask, `ask ${id}`) })
        .where('id', '=', id)
        .execute();
    },

    async createAttempt(
      holder: string,
      askId: string,
      provider: string,
      pending: PendingAuth,
      expiresAt: Date,
    ): Promise<void> {
      await database
        .insertInto('identity_attempt')
        .values({
          state: mark(pending.state),
          id: pending.id,
          ask_id: askId,
          holder: mark(holder),
          provider,
          content: sealed(pending, `attempt ${pending.id}`),
          answer: null,
          answer_handle: null,
          expires_at: expiresAt,
          used_at: null,
        })
        .execute();
    },

    async attemptById(id: string): Promise<KeptAttempt | undefined> {
      const row = await attempts().where('id', '=', id).executeTakeFirst();
      return row && attemptFrom(row);
    },

    async attemptByState(state: string): Promise<KeptAttempt | undefined> {
      const row = await attempts().where('state', '=', mark(state)).executeTakeFirst();
      return row && attemptFrom(row);
    },

    async attemptByAnswer(handle: string): Promise<KeptAttempt | undefined> {
      const row = await attempts().where('answer_handle', '=', mark(handle)).executeTakeFirst();
      return row && attemptFrom(row);
    },

    /** Keeps what a provider sent by a form; a second form changes nothing. @returns the handle to come for it with. */
    async keepAnswer(attempt: KeptAttempt, answer: Record<string, string>): Promise<string | undefined> {
      const handle = randomToken();
      const { id, state } = attempt.pending;
      const { numUpdatedRows } = await database
        .updateTable('identity_attempt')
        .set({ answer: sealed(answer, `answer ${id}`), answer_handle: mark(handle) })
        .where('state', '=', mark(state))
        .where('answer', 'is', null)
        .where('used_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n ? handle : undefined;
    },

    /** Uses an attempt up. False where somebody was faster, or it is too late. */
    async use({ pending }: KeptAttempt): Promise<boolean> {
      const { numUpdatedRows } = await database
        .updateTable('identity_attempt')
        .set({ used_at: now(), answer: null })
        .where('state', '=', mark(pending.state))
        .where('used_at', 'is', null)
        .where('expires_at', '>', now())
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /** Begins a session in place of the one before. @returns the cookie's value. */
    async createSession(
      session: Session,
      times: { expiresAt: Date; endsAt: Date },
      { before, isHeld = false, sid }: { before?: string | undefined; isHeld?: boolean; sid?: string | undefined } = {},
    ): Promise<string> {
      const token = randomToken();
      const { iss, sub } = session.identity;
      await database.transaction().execute(async (transaction) => {
        if (before) await transaction.deleteFrom('identity_session').where('token', '=', mark(before)).execute();
        await transaction
          .insertInto('identity_session')
          .values({
            token: mark(token),
            subject: mark(subjectKey(iss, sub)),
            provider_session: sid === undefined ? null : mark(`sid ${subjectKey(iss, sid)}`),
            content: sealed(session, `session ${mark(token)}`),
            held: isHeld,
            expires_at: times.expiresAt,
            ends_at: times.endsAt,
          })
          .execute();
      });
      return token;
    },

    async session(token: string): Promise<KeptSession | undefined> {
      const row = await database
        .selectFrom('identity_session')
        .selectAll()
        .where('token', '=', mark(token))
        .where('expires_at', '>', now())
        .where('ends_at', '>', now())
        .executeTakeFirst();
      return (
        row && {
          session: opened<Session>(row.content, `session ${row.token}`),
          subject: row.subject,
          isHeld: row.held,
          expiresAt: row.expires_at,
          endsAt: row.ends_at,
        }
      );
    },

    async extendSession(token: string, expiresAt: Date): Promise<void> {
      await database
        .updateTable('identity_session')
        .set({ expires_at: expiresAt })
        .where('token', '=', mark(token))
        .where('expires_at', '>', now())
        .execute();
    },

    async releaseSession(token: string): Promise<void> {
      await database.updateTable('identity_session').set({ held: false }).where('token', '=', mark(token)).execute();
    },

    async endSession(token: string): Promise<void> {
      await database.deleteFrom('identity_session').where('token', '=', mark(token)).execute();
    },

    /**
     * Ends every session of a person, or those that began in one session of the provider, and remembers the logout token that said so:
     * both, or neither, for a provider that was not answered sends the same token again.
     *
     * @returns How many ended; undefined where the token was seen before.
     */
    async endSessionsOf(
      iss: string,
      { sub, sid }: { sub?: string; sid?: string },
      { jti, expiresAt }: { jti: string; expiresAt: Date },
    ): Promise<number | undefined> {
      return database.transaction().execute(async (transaction) => {
        const { numInsertedOrUpdatedRows: isNew } = await transaction
          .insertInto('identity_logout_token')
          .values({ id: mark(subjectKey(iss, jti)), expires_at: expiresAt })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (isNew !== 1n) return undefined;
        let wanted = transaction.deleteFrom('identity_session');
        if (sub !== undefined) wanted = wanted.where('subject', '=', mark(subjectKey(iss, sub)));
        else wanted = wanted.where('provider_session', '=', mark(`sid ${subjectKey(iss, sid ?? '')}`));
        const { numDeletedRows } = await wanted.executeTakeFirst();
        return Number(numDeletedRows);
      });
    },

    async person(subject: string): Promise<KnownPerson | undefined> {
      const row = await database
        .selectFrom('identity_person')
        .select('content')
        .where('subject', '=', subject)
        .executeTakeFirst();
      return row && opened<KnownPerson>(row.content, `person ${subject}`);
    },

    async savePerson(subject: string, person: KnownPerson): Promise<void> {
      const values = {
        content: sealed(person, `person ${subject}`),
        expires_at: new Date(now().getTime() + keepPersonFor),
      };
      await database
        .insertInto('identity_person')
        .values({ subject, ...values })
        .onConflict((conflict) => conflict.column('subject').doUpdateSet(values))
        .execute();
    },

    async createSignOut(
      holder: string,
      provider: string,
      state: string,
      out: SignOut,
      expiresAt: Date,
    ): Promise<string> {
      await forget();
      const id = randomToken();
      await database
        .insertInto('identity_sign_out')
        .values({
          state: mark(state),
          id,
          holder: mark(holder),
          provider,
          content: sealed(out, `sign-out ${id}`),
          expires_at: expiresAt,
        })
        .execute();
      return id;
    },

    async signOut(id: string, holder: string): Promise<(SignOut & { provider: string }) | undefined> {
      const row = await database
        .selectFrom('identity_sign_out')
        .select(['content', 'provider'])
        .where('id', '=', id)
        .where('holder', '=', mark(holder))
        .where('expires_at', '>', now())
        .executeTakeFirst();
      return row && { ...opened<SignOut>(row.content, `sign-out ${id}`), provider: row.provider };
    },

    /** Takes what a browser comes back with from signing out there. Without a state: whatever it left for last. */
    async takeSignOut(holder: string, provider: string, state: string | undefined): Promise<boolean> {
      let wanted = database
        .deleteFrom('identity_sign_out')
        .where('holder', '=', mark(holder))
        .where('provider', '=', provider)
        .where('expires_at', '>', now());
      if (state !== undefined) wanted = wanted.where('state', '=', mark(state));
      const { numDeletedRows } = await wanted.executeTakeFirst();
      return numDeletedRows > 0n;
    },
  });
  return {
    ...wrapped,
    /** What stands for somebody, where nobody is to read who it is: in the log, and as the owner of a draft. */
    subjectOf: (iss: string, sub: string) => mark(subjectKey(iss, sub)),
    /** What stands for a browser. */
    holderOf: mark,
  };
}

function subjectKey(iss: string, sub: string): string {
  return JSON.stringify([iss, sub]);
}
