import type { Kysely } from 'kysely';
import { open, seal } from './sealed.ts';
import type { FormTables } from './tables.ts';

/** Where what was sent stands. `waiting`: the office needs something from the person. */
export const reportStates = ['received', 'in-progress', 'waiting', 'decided'] as const;
export type ReportState = (typeof reportStates)[number];

/** What an office tells a person of what they sent. */
export interface Report {
  state: ReportState;
  /** What it means for the person, in plain words, in each language of the service: what they have to do, until when. */
  text?: Readonly<Record<string, string>>;
  at: Date;
}

export interface Reports {
  /**
   * Tells whoever sent something how it goes: on their confirmation, and to programs. It does not send a letter.
   *
   * @param reference Of what was sent, as the office has it.
   * @returns Whether there is something of that reference.
   */
  report(reference: string, report: Omit<Report, 'at'>): Promise<boolean>;
  /** What was told, the newest first. */
  reports(handle: string): Promise<readonly Report[]>;
}

/** Writes down what is told of what was sent from a draft. */
export async function insertReport(
  on: Kysely<FormTables>,
  own: Buffer,
  draftId: string,
  { at, ...told }: Report,
): Promise<void> {
  const content = seal(own, Buffer.from(JSON.stringify(told)), `report ${draftId}`);
  await on.insertInto('forms_report').values({ draft_id: draftId, content, at }).execute();
}

/** The reports in PostgreSQL, encrypted with the key of their draft: what an office writes is about a person. */
export function reportsIn(
  database: Kysely<FormTables>,
  keyOf: (row: { id: string; key: Uint8Array }) => Buffer,
  now: () => Date,
): Reports {
  const submissions = () =>
    database.selectFrom('forms_submission').innerJoin('forms_draft', 'forms_draft.id', 'forms_submission.draft_id');
  return {
    async report(reference, { state, text }) {
      const row = await submissions().select(['id', 'key']).where('reference', '=', reference).executeTakeFirst();
      if (!row) return false;
      await insertReport(database, keyOf(row), row.id, { state, ...(text && { text }), at: now() });
      return true;
    },

    async reports(handle) {
      const rows = await submissions()
        .innerJoin('forms_report', 'forms_report.draft_id', 'forms_draft.id')
        .select(['forms_draft.id', 'key', 'forms_report.content', 'at'])
        .where('handle', '=', handle)
        .orderBy('at', 'desc')
        .orderBy('number', 'desc')
        .execute();
      return rows.map(({ content, at, ...row }) => ({
        ...(JSON.parse(open(keyOf(row), content, `report ${row.id}`).toString()) as Omit<Report, 'at'>),
        at: new Date(at),
      }));
    },
  };
}
