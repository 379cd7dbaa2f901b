import type { Kysely } from 'kysely';
import type { DraftContent, KeptDraft } from './store.ts';
import { newCode, readCode } from './reference.ts';
import { fingerprint, open, seal } from './sealed.ts';
import type { FormTables } from './tables.ts';

/** What a code to hand over leads to. */
export interface HandOver {
  id: string;
  definition: string;
  content: DraftContent;
  /** The page that it was handed over at. */
  at: string;
}

/** Codes with which somebody goes on elsewhere: each once, for some days, and only with what shows that it is they. */
export interface HandOvers {
  /**
   * A new code; the one before stops working.
   *
   * @param leaving The browser that loses the draft once somebody has it elsewhere, for others use that device too.
   */
  newHandOver(kept: KeptDraft, handOver: { at: string; leaving?: string | undefined; until: Date }): Promise<string>;
  /** What the code leads to; undefined where nothing has it any more. Opens nothing. */
  findHandOver(code: string): Promise<HandOver | undefined>;
  /** Counts that somebody tries to show who they are; false where that was tried too often. */
  tryHandOver(code: string): Promise<boolean>;
  /** Opens the draft to one more browser, and uses the code up; false where somebody else was faster. */
  takeOver(code: string, holder: string): Promise<boolean>;
}

/** A code works for so many days, if nobody uses it. */
export const handOverDays = 7;
/** So often somebody may be wrong about who they are. */
const mostTries = 5;

/** The codes in PostgreSQL, by their fingerprints; the page is encrypted with the key of the draft. */
export function handOversIn(
  database: Kysely<FormTables>,
  key: Buffer,
  { keyOf, now }: { keyOf: (row: { id: string; key: Uint8Array }) => Buffer; now: () => Date },
): HandOvers {
  const mark = (code: string) => fingerprint(key, readCode(code));

  return {
    async newHandOver({ id }, { at, leaving, until }) {
      const code = newCode();
      await database.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('forms_hand_over').where('expires_at', '<=', now()).execute();
        const row = await transaction
          .selectFrom('forms_draft')
          .select(['id', 'key'])
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        const values = {
          draft_id: id,
          code: mark(code),
          content: seal(keyOf(row), Buffer.from(at), `hand-over ${id}`),
          leaving: leaving === undefined ? null : fingerprint(key, leaving),
          tries: 0,
          expires_at: until,
        };
        const { draft_id: _same, ...rest } = values;
        await transaction
          .insertInto('forms_hand_over')
          .values(values)
          .onConflict((conflict) => conflict.column('draft_id').doUpdateSet(rest))
          .execute();
      });
      return code;
    },

    async findHandOver(code) {
      const row = await database
        .selectFrom('forms_hand_over')
        .innerJoin('forms_draft', 'id', 'draft_id')
        .select(['id', 'key', 'definition', 'forms_draft.content', 'forms_hand_over.content as place'])
        .where('code', '=', mark(code))
        .where('tries', '<', mostTries)
        .where('forms_hand_over.expires_at', '>', now())
        .where('forms_draft.expires_at', '>', now())
        .executeTakeFirst();
      if (!row) return undefined;
      const { id, definition, content, place } = row;
      const own = keyOf(row);
      return {
        id,
        definition,
        content: JSON.parse(open(own, content, `draft ${id}`).toString()) as DraftContent,
        at: open(own, place, `hand-over ${id}`).toString(),
      };
    },

    async tryHandOver(code) {
      const counted = await database
        .updateTable('forms_hand_over')
        .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
        .where('code', '=', mark(code))
        .where('tries', '<', mostTries)
        .returning('tries')
        .executeTakeFirst();
      return counted !== undefined;
    },

    async takeOver(code, holder) {
      return database.transaction().execute(async (transaction) => {
        const used = await transaction
          .deleteFrom('forms_hand_over')
          .where('code', '=', mark(code))
          .where('expires_at', '>', now())
          .returning(['draft_id', 'leaving'])
          .executeTakeFirst();
        if (!used) return false;
        const { draft_id, leaving } = used;
        await transaction
          .insertInto('forms_holder')
          .values({ draft_id, holder: fingerprint(key, holder) })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        if (leaving !== null && leaving !== fingerprint(key, holder))
          await transaction
            .deleteFrom('forms_holder')
            .where('draft_id', '=', draft_id)
            .where('holder', '=', leaving)
            .execute();
        return true;
      });
    },
  };
}
