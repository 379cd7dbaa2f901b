import type { Kysely } from 'kysely';
import type { PassOn } from './store.ts';
import type { FormTables } from './tables.ts';

/** What was sent and has not arrived, because something failed: as far as it can be told without looking into it. */
export interface Failing {
  reference: string;
  /** The id of its definition. */
  definition: string;
  destination: string;
  /** `failed`: it was given up, and waits for a person. */
  state: 'pending' | 'failed';
  tries: number;
  /** What kind of error was last met. */
  problem: string;
  nextAt: Date;
}

/** What is to be tried again: one delivery, or everything that failed. */
export type Again = Pick<Failing, 'reference' | 'destination'> | 'everything';

/** So many at most are listed. */
export const mostFailing = 200;
/** Deliveries, and the looks for viruses that they wait for. */
const tables = ['forms_delivery', 'forms_look'] as const;

/** What failed, what was given up first. */
export async function failing(database: Kysely<FormTables>): Promise<readonly Failing[]> {
  const all = await Promise.all(
    tables.map((table) =>
      database
        .selectFrom(table)
        .innerJoin('forms_submission', 'forms_submission.draft_id', `${table}.draft_id`)
        .innerJoin('forms_draft', 'forms_draft.id', `${table}.draft_id`)
        .select(['reference', 'definition', 'destination', 'state', 'tries', 'problem', 'next_at as nextAt'])
        .where('state', '<>', 'done')
        .where('problem', 'is not', null)
        .orderBy('state')
        .orderBy('forms_submission.sent_at')
        .limit(mostFailing)
        .execute(),
    ),
  );
  const rows = all.flat() as Failing[];
  return rows.sort((one, other) => one.state.localeCompare(other.state)).slice(0, mostFailing);
}

/**
 * Has something tried again at once, from its first try on.
 *
 * @param passOn A deliverer's, so that it is tried now; without it, within a minute of whatever process delivers.
 * @returns What is tried again.
 */
export async function tryAgain(
  database: Kysely<FormTables>,
  again: Again,
  { now, passOn }: { now: Date; passOn?: PassOn | undefined },
): Promise<readonly Pick<Failing, 'reference' | 'destination'>[]> {
  return database.transaction().execute(async (transaction) => {
    const tried: Pick<Failing, 'reference' | 'destination'>[] = [];
    for (const table of tables) {
      let query = transaction
        .updateTable(table)
        .from('forms_submission')
        .set({ state: 'pending', tries: 0, next_at: now })
        .whereRef('forms_submission.draft_id', '=', `${table}.draft_id`)
        .where('state', '<>', 'done')
        .where('problem', 'is not', null);
      if (again !== 'everything')
        query = query.where('reference', '=', again.reference).where('destination', '=', again.destination);
      const rows = await query
        .returning(['forms_submission.draft_id as draftId', 'reference', 'destination'])
        .execute();
      for (const { draftId, reference, destination } of rows) {
        if (table === 'forms_delivery') await passOn?.(transaction, draftId, [destination]);
        tried.push({ reference, destination });
      }
    }
    return tried;
  });
}
