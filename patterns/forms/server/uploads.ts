import type { Kysely } from 'kysely';
import { randomToken } from './same-site.ts';
import { open, seal } from './sealed.ts';
import type { KeptDraft } from './store.ts';
import type { FormTables } from './tables.ts';

/** A file that comes in pieces, each of which is kept when it is here. */
export interface Upload extends UploadHead {
  id: string;
  /** Bytes that are here. */
  received: number;
  /** What it became, once it was whole and right. */
  file: string | undefined;
  /** When it is forgotten, if nothing more of it comes. */
  expiresAt: Date;
}

/** What is known of such a file before its first byte. */
export interface UploadHead {
  /** The name of the answer that it is for. */
  question: string;
  name: string;
  /** Bytes of the whole. */
  size: number;
  /** SHA-256 of the whole, in hexadecimal digits, where whoever sends it knows it: by it the same file is known again. */
  digest?: string | undefined;
}

/** The files of drafts that are on their way. Every method asks of whose draft they are: an id alone opens none. */
export interface Uploads {
  beginUpload(kept: KeptDraft, head: UploadHead): Promise<Upload>;
  upload(kept: KeptDraft, id: string): Promise<Upload | undefined>;
  /** Those that are not forgotten, the newest last. */
  uploads(kept: KeptDraft): Promise<readonly Upload[]>;
  /** Keeps what follows on what is here; undefined where somebody else was faster. */
  addPiece(kept: KeptDraft, upload: Upload, bytes: Uint8Array): Promise<Upload | undefined>;
  /** All that is here, in its order. */
  uploadedBytes(kept: KeptDraft, upload: Upload): Promise<Buffer>;
  /** It is whole, and a file of the draft: its pieces go. */
  finishUpload(kept: KeptDraft, upload: Upload, file: string): Promise<void>;
  forgetUpload(kept: KeptDraft, upload: Pick<Upload, 'id'>): Promise<void>;
}

/** Nobody carries on tomorrow what came to a stop today, and pieces of somebody's papers are not kept for nothing. */
const keepFor = 24 * 60 * 60 * 1000;

/** @param draftKey The own key of a draft, by its id. */
export function uploadsIn(
  database: Kysely<FormTables>,
  draftKey: (id: string) => Promise<Buffer>,
  now: () => Date,
): Uploads {
  const until = () => new Date(now().getTime() + keepFor);
  const rows = (draftId: string) =>
    database
      .selectFrom('forms_upload')
      .selectAll()
      .where('draft_id', '=', draftId)
      .where('expires_at', '>', now())
      .orderBy('expires_at');

  function uploadFrom(own: Buffer, row: FormTables['forms_upload']): Upload {
    const head = JSON.parse(open(own, row.content, `upload ${row.id}`).toString()) as Omit<UploadHead, 'size'>;
    const { id, size, received, file_id: file, expires_at: expiresAt } = row;
    return { ...head, id, size, received, file: file ?? undefined, expiresAt };
  }

  return {
    async beginUpload(kept, { size, ...head }) {
      const id = randomToken();
      const expiresAt = until();
      const content = seal(await draftKey(kept.id), Buffer.from(JSON.stringify(head)), `upload ${id}`);
      const row = { id, draft_id: kept.id, content, size, received: 0, file_id: null, expires_at: expiresAt };
      await database.insertInto('forms_upload').values(row).execute();
      return { ...head, id, size, received: 0, file: undefined, expiresAt };
    },

    async upload(kept, id) {
      const row = await rows(kept.id).where('id', '=', id).executeTakeFirst();
      return row && uploadFrom(await draftKey(kept.id), row);
    },

    async uploads(kept) {
      const all = await rows(kept.id).execute();
      if (!all.length) return [];
      const own = await draftKey(kept.id);
      return all.map((row) => uploadFrom(own, row));
    },

    async addPiece(kept, upload, bytes) {
      const { id, received } = upload;
      const content = seal(await draftKey(kept.id), bytes, `upload ${id} ${received}`);
      const next = { received: received + bytes.length, expires_at: until() };
      const isAdded = await database.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('forms_upload')
          .set(next)
          .where('id', '=', id)
          .where('draft_id', '=', kept.id)
          .where('received', '=', received)
          .executeTakeFirst();
        if (numUpdatedRows !== 1n) return false;
        await transaction
          .insertInto('forms_upload_piece')
          .values({ upload_id: id, offset_at: received, content })
          .execute();
        return true;
      });
      return isAdded ? { ...upload, received: next.received, expiresAt: next.expires_at } : undefined;
    },

    async uploadedBytes(kept, { id, received }) {
      const own = await draftKey(kept.id);
      const pieces = await database
        .selectFrom('forms_upload_piece')
        .select(['offset_at', 'content'])
        .where('upload_id', '=', id)
        .where('offset_at', '<', received)
        .orderBy('offset_at')
        .execute();
      return Buffer.concat(
        pieces.map(({ offset_at: offset, content }) => open(own, content, `upload ${id} ${offset}`)),
      );
    },

    async finishUpload(kept, { id, size }, file) {
      await database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('forms_upload')
          .set({ received: size, file_id: file, expires_at: until() })
          .where('id', '=', id)
          .where('draft_id', '=', kept.id)
          .execute();
        await transaction.deleteFrom('forms_upload_piece').where('upload_id', '=', id).execute();
      });
    },

    async forgetUpload(kept, { id }) {
      await database.deleteFrom('forms_upload').where('id', '=', id).where('draft_id', '=', kept.id).execute();
    },
  };
}
