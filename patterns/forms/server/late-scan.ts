import type { Kysely, Transaction } from 'kysely';
import { catalogues, message } from '../words/catalogue.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { insertReport } from './reports.ts';
import type { FileScan } from './scan.ts';
import { draftKeyOf, namedIn, openFile, openForm } from './store.ts';
import type { SentForm } from './store.ts';
import type { FormTables } from './tables.ts';
import { worker } from './worker.ts';
import type { Pace } from './worker.ts';

/** When a delivery is due that waits for a file to be looked at: not before somebody has. */
export const held = new Date('9999-01-01T00:00:00Z');

/** Says, in the transaction that keeps a file, that its draft has one that nobody could look at. */
export type LookLater = (transaction: Transaction<FormTables>, draftId: string) => Promise<void>;

export interface LateScansOptions extends Pace {
  database: Kysely<FormTables>;
  /** The server's key, as the store has it. */
  key: Buffer;
  scan: FileScan;
  words?: Readonly<Record<string, Catalogue>> | undefined;
  /** Has a delivery go that waited. */
  release(transaction: Transaction<FormTables>, draftId: string, destinations: readonly string[]): Promise<void>;
}

const name = 'scan';

/**
 * Looks for viruses in the files that came while nobody could, and tries again until somebody can. What was sent with one goes on
 * its way then; who sent one that is infected is told.
 */
export function lateScans({ database, key, scan, words, release, now = () => new Date(), ...pace }: LateScansOptions) {
  const { put, start, stop } = worker({ ...pace, now, database, table: 'forms_look', destinations: [name], act });

  async function act(_: string, draftId: string): Promise<void> {
    const own = draftKeyOf(
      key,
      await database
        .selectFrom('forms_draft')
        .select(['id', 'key'])
        .where('id', '=', draftId)
        .executeTakeFirstOrThrow(),
    );
    const waiting = await database
      .selectFrom('forms_file')
      .select('id')
      .where('draft_id', '=', draftId)
      .where('state', '=', 'waiting')
      .execute();
    const failed: unknown[] = [];
    for (const { id } of waiting) await look(own, draftId, id).catch((error: unknown) => failed.push(error));
    if (failed.length) throw failed[0];
  }

  /** Each file by itself: what is known of one is not lost where the next cannot be looked at. */
  async function look(own: Buffer, draftId: string, id: string): Promise<void> {
    const file = openFile(
      own,
      await database.selectFrom('forms_file').select(['id', 'content']).where('id', '=', id).executeTakeFirstOrThrow(),
    );
    const found = await scan({ bytes: file.bytes });
    await database.transaction().execute(async (transaction) => {
      const form = await lockedForm(transaction, own, draftId);
      const { numUpdatedRows } = await transaction
        .updateTable('forms_file')
        .set({ state: found })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .executeTakeFirst();
      if (!form || numUpdatedRows !== 1n) return;
      const isSent = namedIn(form, id);
      if (isSent && found === 'infected') await tellOfVirus(transaction, own, draftId, file.name, now(), words);
      await letGo(transaction, draftId, form);
    });
  }

  /** Lets what was sent go, once no file of it waits. */
  async function letGo(transaction: Transaction<FormTables>, draftId: string, form: SentForm): Promise<void> {
    if ((await unsureFiles(transaction, draftId)).some(({ id, state }) => state === 'waiting' && namedIn(form, id)))
      return;
    const due = await transaction
      .updateTable('forms_delivery')
      .set({ next_at: now() })
      .where('draft_id', '=', draftId)
      .where('state', '=', 'pending')
      .where('next_at', '=', held)
      .returning('destination')
      .execute();
    await release(
      transaction,
      draftId,
      due.map(({ destination }) => destination),
    );
  }

  const lookLater: LookLater = async (transaction, draftId) => {
    const due = { state: 'pending' as const, tries: 0, next_at: now(), problem: null };
    await transaction
      .insertInto('forms_look')
      .values({ draft_id: draftId, destination: name, ...due })
      .onConflict((conflict) => conflict.columns(['draft_id', 'destination']).doUpdateSet(due))
      .execute();
    await put(transaction, draftId, [name]);
  };
  return { lookLater, start, stop };
}

/** What was sent from a draft, if it was; who sends it in this moment waits, or was first. */
async function lockedForm(
  transaction: Transaction<FormTables>,
  own: Buffer,
  draftId: string,
): Promise<SentForm | undefined> {
  await transaction.selectFrom('forms_draft').select('id').where('id', '=', draftId).forUpdate().execute();
  const row = await transaction
    .selectFrom('forms_submission')
    .select(['draft_id as id', 'content'])
    .where('draft_id', '=', draftId)
    .executeTakeFirst();
  return row && openForm(own, row);
}

/** The files of a draft that are not known to be clean. */
export async function unsureFiles(
  on: Kysely<FormTables>,
  draftId: string,
): Promise<{ id: string; state: 'waiting' | 'infected' }[]> {
  const rows = await on
    .selectFrom('forms_file')
    .select(['id', 'state'])
    .where('draft_id', '=', draftId)
    .where('state', '<>', 'clean')
    .execute();
  return rows as { id: string; state: 'waiting' | 'infected' }[];
}

/** Tells who sent a file with a virus, where they look how things stand, that the office did not get it. */
export async function tellOfVirus(
  transaction: Kysely<FormTables>,
  own: Buffer,
  draftId: string,
  name: string,
  at: Date,
  words: Readonly<Record<string, Catalogue>> = catalogues,
): Promise<void> {
  const text = Object.fromEntries(
    Object.keys(words).map((language) => [language, message(words, language, 'fileVirusSent', { name })]),
  );
  await insertReport(transaction, own, draftId, { state: 'waiting', text, at });
}

/** What an office gets in place of a file with a virus. */
export function noteInPlace(name: string, language: string): { name: string; type: string; bytes: Buffer } {
  const text = message(catalogues, language, 'fileVirusNote', { name });
  return { name: `${name}.txt`, type: 'text/plain', bytes: Buffer.from(`${text}\n`) };
}
