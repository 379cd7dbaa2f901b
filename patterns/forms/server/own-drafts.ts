import type { Kysely } from 'kysely';
import type { Person } from './identity-port.ts';
import type { FormTables } from './tables.ts';

/** A form that somebody began, as far as it can be told without looking into it. */
export interface OwnDraft {
  id: string;
  definition: { id: string; version: number };
  createdAt: Date;
  /** Until when it can be finished or, once it is sent, looked at. */
  expiresAt: Date;
  sent: { reference: string; handle: string; at: Date } | undefined;
}

/** Who is signed in, and for whom. */
type Owner = Pick<Person, 'issuer' | 'subject' | 'representing'>;

export interface OwnDrafts {
  /** What a person began and sent while signed in, for themself or for whom they come now: first what is not sent, and the newest first. */
  draftsOf(person: Owner): Promise<readonly OwnDraft[]>;
}

/** So many at most are listed. */
const most = 200;

export function ownDraftsIn(
  database: Kysely<FormTables>,
  { mark, now }: { mark: (person: Owner) => string; now: () => Date },
): OwnDrafts {
  return {
    async draftsOf(person) {
      const rows = await database
        .selectFrom('forms_draft')
        .leftJoin('forms_submission', 'forms_submission.draft_id', 'forms_draft.id')
        .select(['id', 'definition', 'version', 'created_at', 'expires_at', 'reference', 'handle'])
        .select('forms_submission.sent_at as sentAt')
        .where('owner', '=', mark(person))
        .where('expires_at', '>', now())
        .orderBy(({ eb }) => eb('reference', 'is not', null))
        .orderBy(({ fn }) => fn.coalesce('forms_submission.sent_at', 'created_at'), 'desc')
        .limit(most)
        .execute();
      return rows.map(({ id, definition, version, created_at, expires_at, reference, handle, sentAt }) => ({
        id,
        definition: { id: definition, version },
        createdAt: created_at,
        expiresAt: expires_at,
        sent: reference && handle && sentAt ? { reference, handle, at: sentAt } : undefined,
      }));
    },
  };
}
