import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { randomToken } from '../municipality/same-site.ts';
import type { Language } from '../municipality/languages.ts';
import type { Answers } from './answers.ts';
import type { Tables } from './migrations.ts';
import type { Proof, ProofSummary } from './proof.ts';
import { newReference } from './reference.ts';
import type { Region } from './regions.ts';

/** An application that was sent. */
export interface Application {
  reference: string;
  handle: string;
  contentHash: string;
  sentAt: Date;
  answers: Answers;
  proof: ProofSummary;
}

/** What is sent: the answers, and a file that comes with them or was staged before. */
export interface Sending {
  token: string;
  contentHash: string;
  language: Language;
  answers: Answers;
  proof: Proof | ProofSummary;
}

/** Keeps applications and their files. */
export interface Store {
  /** Keeps a file until its form is sent, in place of the one that was kept before. */
  stage(token: string, proof: Proof): Promise<void>;
  unstage(token: string): Promise<void>;
  staged(token: string): Promise<ProofSummary | undefined>;
  /**
   * Saves an application and its file, both or neither. A form page that was sent before is not saved again:
   * its first application is the answer, whatever it had in it. Undefined where the staged file is gone.
   */
  save(sending: Sending): Promise<Application | undefined>;
  sentFrom(token: string): Promise<Application | undefined>;
  byHandle(handle: string): Promise<Application | undefined>;
}

/** The database cannot be reached, or cannot work now. What was sent can be sent again. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('The database is not available.', { cause });
  }
}

/** Files of forms that nobody sent are forgotten after this time. */
const stagedFor = sql`interval '7 days'`;
const uniqueViolation = '23505';
const attempts = 5;

/** The store in PostgreSQL, embedded or on a server. */
export function energyGrantStore(database: Kysely<Tables>, makeReference: () => string = newReference): Store {
  return {
    stage: reaching(async (token, proof) => {
      await database
        .deleteFrom('staged_file')
        .where('staged_at', '<', sql<Date>`now() - ${stagedFor}`)
        .execute();
      const columns = { ...fileColumns(proof), staged_at: sql<Date>`now()` };
      await database
        .insertInto('staged_file')
        .values({ token, ...columns })
        .onConflict((conflict) => conflict.column('token').doUpdateSet(columns))
        .execute();
    }),

    unstage: reaching(async (token) => {
      await database.deleteFrom('staged_file').where('token', '=', token).execute();
    }),

    staged: reaching((token) =>
      database.selectFrom('staged_file').select(['name', 'size', 'hash']).where('token', '=', token).executeTakeFirst(),
    ),

    save: reaching(async (sending) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await database.transaction().execute((transaction) => save(transaction, sending, makeReference()));
        } catch (error) {
          if (error === stagedFileGone) return undefined;
          const taken = (error as { code?: unknown }).code === uniqueViolation; // somebody has the same reference
          if (!taken || attempt === attempts) throw error;
        }
      }
    }),

    sentFrom: reaching((token) => find(database, 'token', token)),
    byHandle: reaching((handle) => find(database, 'handle', handle)),
  };
}

/** Tells an outage from a statement of ours that is wrong: SQLSTATE classes 22, 23 and 42 are our own mistakes. */
function reaching<Values extends unknown[], Result>(
  act: (...values: Values) => Promise<Result>,
): (...values: Values) => Promise<Result> {
  return async (...values) => {
    try {
      return await act(...values);
    } catch (error) {
      const { code } = error as { code?: unknown };
      const ours = error instanceof TypeError || (typeof code === 'string' && /^(?:22|23|42)/.test(code));
      throw ours ? error : new StoreUnavailable(error);
    }
  };
}

const stagedFileGone = Symbol('the staged file is gone');

async function save(transaction: Transaction<Tables>, sending: Sending, reference: string): Promise<Application> {
  const { token, contentHash, language, answers, proof } = sending;
  const { birthDate, ...texts } = answers;
  const row = await transaction
    .insertInto('application')
    .values({
      token,
      content_hash: contentHash,
      reference,
      handle: randomToken(),
      language,
      birth_date: birthDate,
      ...texts,
    })
    .onConflict((conflict) => conflict.column('token').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row) await saveFile(transaction, row.id, token, proof);
  return (await find(transaction, 'token', token))!;
}

async function saveFile(
  transaction: Transaction<Tables>,
  id: string,
  token: string,
  proof: Proof | ProofSummary,
): Promise<void> {
  if ('bytes' in proof) {
    await transaction
      .insertInto('application_file')
      .values({ application_id: id, ...fileColumns(proof) })
      .execute();
  } else {
    const columns = ['name', 'media_type', 'size', 'hash', 'content'] as const;
    const moved = await transaction
      .insertInto('application_file')
      .columns(['application_id', ...columns])
      .expression((from) =>
        from
          .selectFrom('staged_file')
          .select([sql<string>`${id}::uuid`.as('application_id'), ...columns])
          .where('token', '=', token)
          .where('hash', '=', proof.hash),
      )
      .executeTakeFirst();
    if (moved.numInsertedOrUpdatedRows !== 1n) throw stagedFileGone;
  }
  await transaction.deleteFrom('staged_file').where('token', '=', token).execute();
}

async function find(
  database: Kysely<Tables>,
  column: 'token' | 'handle',
  value: string,
): Promise<Application | undefined> {
  const row = await database
    .selectFrom('application')
    .innerJoin('application_file', 'application_id', 'id')
    .select([
      'reference',
      'handle',
      'content_hash',
      'sent_at',
      'application.name',
      'email',
      'region',
      'contact',
      'needs',
      'about',
    ])
    .select(['application_file.name as file_name', 'size', 'hash'])
    .select(sql<string>`birth_date::text`.as('birth_date'))
    .where(column, '=', value)
    .executeTakeFirst();
  if (!row) return undefined;
  const { reference, handle, name, email, contact, needs, about, size, hash } = row;
  return {
    reference,
    handle,
    contentHash: row.content_hash,
    sentAt: row.sent_at,
    answers: { name, email, birthDate: row.birth_date, region: row.region as Region, contact, needs, about },
    proof: { name: row.file_name, size, hash },
  };
}

function fileColumns({ name, mediaType, size, hash, bytes }: Proof) {
  return { name, media_type: mediaType, size, hash, content: bytes };
}
