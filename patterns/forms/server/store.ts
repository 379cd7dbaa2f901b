import type { Kysely, Transaction } from 'kysely';
import type { Actor, GivenAnswers, HistoryEntry } from '../answers/given.ts';
import type { Draft } from '../draft/draft.ts';
import type { Submission } from '../answers/submission.ts';
import type { CounterRecord, DeclaringWay } from './counter-record.ts';
import { forgetExpired } from './forgetting.ts';
import { reportsIn } from './reports.ts';
import type { Reports } from './reports.ts';
import { NotDelivered } from './destinations.ts';
import type { SentFile } from './destinations.ts';
import { held, noteInPlace, tellOfVirus, unsureFiles } from './late-scan.ts';
import type { LookLater } from './late-scan.ts';
import type { Level, Person } from './identity-port.ts';
import type { Declaration } from '../definition/definition.ts';
import type { News } from './new-version.ts';
import type { Signing } from './signing.ts';
import { handOversIn } from './hand-over-store.ts';
import type { HandOvers } from './hand-over-store.ts';
import { reaching } from './outage.ts';
import { ownDraftsIn } from './own-drafts.ts';
import type { OwnDrafts } from './own-drafts.ts';
import { uploadsIn } from './uploads.ts';
import type { Uploads } from './uploads.ts';
import type { PrefillState } from './prefill/state.ts';
import { newCode, newReference, readCode } from './reference.ts';
import { randomToken } from './same-site.ts';
import { derivedKey, fingerprint, newKey, open, seal } from './sealed.ts';
import type { FormTables } from './tables.ts';

/** A draft as the server keeps it. */
export interface KeptDraft {
  id: string;
  /** Grows with each saving. */
  revision: number;
  content: DraftContent;
  expiresAt: Date;
  /** Where it was sent: the way to its confirmation. */
  sent: { reference: string; handle: string } | undefined;
}

/** What is kept of a person's work, encrypted. */
export interface DraftContent {
  draft: Draft;
  language: string;
  /** The revision in which each page was last saved, by its place. */
  saved: Record<string, number>;
  /** What a newer version made of it, until the person has read it. */
  news?: News;
  /** What was decided about answers that others have, and what came of them. */
  prefill?: PrefillState;
  /** Whose it is: who was signed in when it was opened. Without it, whoever holds the draft. */
  owner?: Person;
  /** Who gave each answer; of drafts that were begun before this was kept, only what was answered since. */
  given?: GivenAnswers;
  /** BCP 47 tags of the languages in which it was answered, in their order. */
  languages?: readonly string[];
  /** The channels and people that had it. */
  history?: readonly HistoryEntry[];
  /** What staff noted of it, where it was at the counter or came on paper. */
  counter?: CounterRecord;
  /** What somebody is about to sign by signing in again. */
  signing?: Signing;
  /** What was typed on a page and is no answer yet, as its form sent it. */
  typed?: { at: string; fields: readonly (readonly [name: string, texts: readonly string[]])[] };
}

/** What was sent, as its confirmation shows it and its destinations get it. */
export interface SentForm {
  reference: string;
  handle: string;
  sentAt: Date;
  language: string;
  /** The languages in which it was answered, in their order. */
  languages?: readonly string[];
  history?: readonly HistoryEntry[];
  counter?: CounterRecord;
  draft: Draft;
  submission: Submission;
  declarations: readonly GivenDeclaration[];
}

/** A declaration as it was made: the very words, and about which answers. */
export interface GivenDeclaration {
  id: string;
  /** How it was signed; nothing in what was sent before this was kept. */
  kind?: Declaration['kind'];
  text: string;
  language: string;
  /** What was typed as a signature. */
  name?: string;
  /** The sign-in that signed it. The person is that of the submission. */
  signature?: Signature;
  /** SHA-256 of the submission's data as JSON. */
  about: string;
  /** Who wrote it down, where the person who declares it did so at the counter or on paper; and how they declared it. */
  recorded?: { by: Actor; how: DeclaringWay };
}

/** A sign-in by which somebody signed. */
export interface Signature {
  /** How surely it was known who they are. */
  level: Level;
  /** When they signed in, as the provider says it, as RFC 3339. */
  at: string;
  /** Who says so: an address of the provider. */
  issuer: string;
  /** What people call it, in the language of the declaration. */
  provider: string;
}

/** A file that came with an answer. */
export interface KeptFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** `waiting`: nobody could look at the file yet; it is kept all the same. `infected`: it goes to nobody. */
export type UnsureState = 'waiting' | 'infected';

export interface FormStore extends Reports, HandOvers, OwnDrafts, Uploads {
  create(content: DraftContent, holder: string, expiresAt: Date): Promise<KeptDraft>;
  /** The draft, if the holder may see it. */
  find(id: string, holder: string): Promise<KeptDraft | undefined>;
  /** Opens a draft to one more browser, where this is the person whose it is. */
  openOwn(id: string, person: Owner, holder: string): Promise<boolean>;
  /** Saves over the revision it was read in; undefined where somebody else was faster, or it was sent. */
  save(kept: KeptDraft, content: DraftContent): Promise<KeptDraft | undefined>;
  /** A new code to come back with; the one before stops working. */
  newCode(kept: KeptDraft): Promise<string>;
  /** Opens a draft to one more browser; undefined where nothing has the code. */
  comeBack(code: string, holder: string): Promise<{ id: string; definition: string } | undefined>;
  keepFile(kept: KeptDraft, file: KeptFile): Promise<string>;
  /** Keeps a file that nobody could look at, until somebody can: only where a deliverer looks later. */
  keepUnchecked?(kept: KeptDraft, file: KeptFile): Promise<string>;
  /** The files of a draft that are not known to be clean, by their ids. */
  unsure(kept: KeptDraft): Promise<ReadonlyMap<string, UnsureState>>;
  file(kept: KeptDraft, fileId: string): Promise<KeptFile | undefined>;
  /** Sends once: sent again, the first sending is the answer, whatever it had in it. */
  send(kept: KeptDraft, form: Omit<SentForm, 'reference' | 'handle'>, destinations: readonly string[]): Promise<Way>;
  sent(handle: string): Promise<SentForm | undefined>;
  /** Deletes a draft for good, with its key and its files; what was sent stays. */
  forget(kept: KeptDraft): Promise<void>;
  states(handle: string): Promise<readonly ('pending' | 'done' | 'failed')[]>;
  /** The key with which a device keeps answers to the draft: its own, always the same, and gone with it. */
  deviceKey(kept: KeptDraft): Promise<Buffer>;
  /** What a person is called in what is kept: always the same, and nothing that leads back to them without the server's key. */
  markOf(person: Pick<Person, 'issuer' | 'subject'>): string;
}

/** Says, in the transaction that sends, what is to be delivered to whom. */
export type PassOn = (
  transaction: Transaction<FormTables>,
  draftId: string,
  destinations: readonly string[],
) => Promise<void>;

/** Where something that was sent is found. */
export type Way = { reference: string; handle: string };

const uniqueViolation = '23505';
const attempts = 5;
/** A confirmation can be looked at for a year. */
const keepSentFor = 365 * 24 * 60 * 60 * 1000;

/**
 * The store in PostgreSQL, embedded or on a server.
 *
 * @param options.passOn A deliverer's, where one runs; without it what is sent waits in the database.
 * @param options.lookLater A deliverer's, where one looks for viruses later; without it no file is kept that nobody looked at.
 * @param options.now What the clock says.
 * @param options.reference Draws a reference; where somebody has it already, it is asked again.
 */
export function formStore(
  database: Kysely<FormTables>,
  key: Buffer,
  {
    passOn,
    lookLater,
    now = () => new Date(),
    reference = newReference,
  }: { passOn?: PassOn; lookLater?: LookLater; now?: () => Date; reference?: () => string } = {},
): FormStore {
  const keyOf = (row: { id: string; key: Uint8Array }) => draftKeyOf(key, row);
  const ownerOf = ({ owner }: DraftContent) => (owner ? ownerMarkOf(key, owner) : null);

  async function draftKey(id: string, on: Kysely<FormTables> = database): Promise<Buffer> {
    return keyOf(
      await on.selectFrom('forms_draft').select(['id', 'key']).where('id', '=', id).executeTakeFirstOrThrow(),
    );
  }

  async function trySending(
    transaction: Transaction<FormTables>,
    kept: KeptDraft,
    form: Omit<SentForm, 'reference' | 'handle'>,
    destinations: readonly string[],
  ): Promise<Way> {
    const keepUntil = new Date(form.sentAt.getTime() + keepSentFor);
    const marked = await transaction
      .updateTable('forms_draft')
      .set({ sent_at: form.sentAt, expires_at: keepUntil })
      .where('id', '=', kept.id)
      .where('sent_at', 'is', null)
      .returning(['id', 'key'])
      .executeTakeFirst();
    if (!marked) {
      const { reference, handle } = await transaction
        .selectFrom('forms_submission')
        .select(['reference', 'handle'])
        .where('draft_id', '=', kept.id)
        .executeTakeFirstOrThrow();
      return { reference, handle };
    }
    const way: Way = { reference: reference(), handle: randomToken() };
    const content = seal(keyOf(marked), json({ ...form, ...way }), `submission ${kept.id}`);
    await transaction
      .insertInto('forms_submission')
      .values({ draft_id: kept.id, ...way, content, sent_at: form.sentAt })
      .execute();
    const unsure = (await unsureFiles(transaction, kept.id)).filter(({ id }) => namedIn(form, id));
    const waits = unsure.some(({ state }) => state === 'waiting');
    if (destinations.length)
      await transaction
        .insertInto('forms_delivery')
        .values(
          destinations.map((destination) => ({
            draft_id: kept.id,
            destination,
            state: 'pending' as const,
            tries: 0,
            next_at: waits ? held : form.sentAt,
            problem: null,
          })),
        )
        .execute();
    for (const { id } of unsure.filter(({ state }) => state === 'infected'))
      await tellOfVirus(transaction, keyOf(marked), kept.id, await nameOf(transaction, keyOf(marked), id), form.sentAt);
    if (!waits) await passOn?.(transaction, kept.id, destinations);
    return way;
  }

  const stored = reaching<Omit<FormStore, 'markOf'>>({
    ...reportsIn(database, keyOf, now),
    ...handOversIn(database, key, { keyOf, now }),
    ...ownDraftsIn(database, { mark: (person) => ownerMarkOf(key, person), now }),
    ...uploadsIn(database, draftKey, now),

    async create(content, holder, expiresAt) {
      const id = randomToken();
      const own = newKey();
      const holderId = fingerprint(key, holder);
      await database.transaction().execute(async (transaction) => {
        await forgetExpired(transaction, now());
        await transaction
          .insertInto('forms_draft')
          .values({
            id,
            definition: content.draft.definition.id,
            version: content.draft.definition.version,
            revision: 1,
            key: seal(key, own, `key ${id}`),
            content: seal(own, json(content), `draft ${id}`),
            created_at: now(),
            expires_at: expiresAt,
            sent_at: null,
            owner: ownerOf(content),
          })
          .execute();
        await transaction.insertInto('forms_holder').values({ draft_id: id, holder: holderId }).execute();
      });
      return { id, revision: 1, content, expiresAt, sent: undefined };
    },

    async find(id, holder) {
      const row = await database
        .selectFrom('forms_draft')
        .innerJoin('forms_holder', 'forms_holder.draft_id', 'forms_draft.id')
        .leftJoin('forms_submission', 'forms_submission.draft_id', 'forms_draft.id')
        .select(['forms_draft.id', 'revision', 'key', 'forms_draft.content', 'expires_at', 'reference', 'handle'])
        .where('forms_draft.id', '=', id)
        .where('holder', '=', fingerprint(key, holder))
        .where('expires_at', '>', now())
        .executeTakeFirst();
      if (!row) return undefined;
      const { reference, handle } = row;
      return {
        id,
        revision: row.revision,
        content: parsed<DraftContent>(open(keyOf(row), row.content, `draft ${id}`)),
        expiresAt: row.expires_at,
        sent: reference && handle ? { reference, handle } : undefined,
      };
    },

    async openOwn(id, person, holder) {
      const row = await database
        .selectFrom('forms_draft')
        .select('id')
        .where('id', '=', id)
        .where('owner', '=', ownerMarkOf(key, person))
        .executeTakeFirst();
      if (!row) return false;
      await database
        .insertInto('forms_holder')
        .values({ draft_id: id, holder: fingerprint(key, holder) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return true;
    },

    async save(kept, content) {
      const own = await draftKey(kept.id);
      const revision = kept.revision + 1;
      const { numUpdatedRows } = await database
        .updateTable('forms_draft')
        .set({ revision, content: seal(own, json(content), `draft ${kept.id}`), owner: ownerOf(content) })
        .where('id', '=', kept.id)
        .where('revision', '=', kept.revision)
        .where('sent_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n ? { ...kept, revision, content } : undefined;
    },

    async newCode(kept) {
      const code = newCode();
      const values = { draft_id: kept.id, code: fingerprint(key, readCode(code)) };
      await database
        .insertInto('forms_code')
        .values(values)
        .onConflict((conflict) => conflict.column('draft_id').doUpdateSet({ code: values.code }))
        .execute();
      return code;
    },

    async comeBack(code, holder) {
      const row = await database
        .selectFrom('forms_code')
        .innerJoin('forms_draft', 'forms_draft.id', 'draft_id')
        .select(['id', 'definition'])
        .where('code', '=', fingerprint(key, readCode(code)))
        .where('expires_at', '>', now())
        .executeTakeFirst();
      if (!row) return undefined;
      await database
        .insertInto('forms_holder')
        .values({ draft_id: row.id, holder: fingerprint(key, holder) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return row;
    },

    async keepFile(kept, file) {
      return insertFile(database, await draftKey(kept.id), kept, file, 'clean');
    },

    ...(lookLater && {
      keepUnchecked: (kept: KeptDraft, file: KeptFile) =>
        database.transaction().execute(async (transaction) => {
          const id = await insertFile(transaction, await draftKey(kept.id, transaction), kept, file, 'waiting');
          await lookLater(transaction, kept.id);
          return id;
        }),
    }),

    async unsure(kept) {
      return new Map((await unsureFiles(database, kept.id)).map(({ id, state }) => [id, state]));
    },

    async file(kept, fileId) {
      const row = await database
        .selectFrom('forms_file')
        .select('content')
        .where('id', '=', fileId)
        .where('draft_id', '=', kept.id)
        .executeTakeFirst();
      if (!row) return undefined;
      return openFile(await draftKey(kept.id), { id: fileId, content: row.content });
    },

    async send(kept, form, destinations) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await database
            .transaction()
            .execute((transaction) => trySending(transaction, kept, form, destinations));
        } catch (error) {
          const taken = (error as { code?: unknown }).code === uniqueViolation; // somebody has the same reference
          if (!taken || attempt === attempts) throw error;
        }
      }
    },

    async sent(handle) {
      const row = await database
        .selectFrom('forms_submission')
        .innerJoin('forms_draft', 'forms_draft.id', 'draft_id')
        .select(['id', 'key', 'forms_submission.content'])
        .where('handle', '=', handle)
        .executeTakeFirst();
      if (!row) return undefined;
      return openForm(keyOf(row), row);
    },

    async deviceKey({ id }) {
      return derivedKey(await draftKey(id), 'answers on a device');
    },

    async forget({ id }) {
      await database.deleteFrom('forms_draft').where('id', '=', id).where('sent_at', 'is', null).execute();
    },

    async states(handle) {
      const rows = await database
        .selectFrom('forms_delivery')
        .innerJoin('forms_submission', 'forms_submission.draft_id', 'forms_delivery.draft_id')
        .select('state')
        .where('handle', '=', handle)
        .execute();
      return rows.map(({ state }) => state);
    },
  });
  return { ...stored, markOf: (person) => markOf(key, person) };
}

function markOf(key: Buffer, { issuer, subject }: Pick<Person, 'issuer' | 'subject'>): string {
  return fingerprint(key, JSON.stringify(['person', issuer, subject])).slice(0, 22);
}

/** Whose a draft is: of a person, or of a person who comes for another. */
type Owner = Pick<Person, 'issuer' | 'subject' | 'representing'>;

function ownerMarkOf(key: Buffer, owner: Owner): string {
  const { representing } = owner;
  if (!representing) return markOf(key, owner);
  const { kind, id } = representing;
  return fingerprint(key, JSON.stringify(['owner', owner.issuer, owner.subject, kind, id])).slice(0, 22);
}

/**
 * What was sent from a draft, for its destinations: the form and the files that its answers name, none that was replaced before.
 *
 * @throws NotDelivered while a file of it is not looked at; Error where it is not there, or the key is another.
 */
export async function sentFrom(
  database: Kysely<FormTables>,
  key: Buffer,
  draftId: string,
): Promise<{ form: SentForm; files: SentFile[] }> {
  const row = await database
    .selectFrom('forms_submission')
    .innerJoin('forms_draft', 'forms_draft.id', 'draft_id')
    .select(['id', 'key', 'forms_submission.content'])
    .where('id', '=', draftId)
    .executeTakeFirstOrThrow();
  const own = draftKeyOf(key, row);
  const form = openForm(own, row);
  const rows = await database
    .selectFrom('forms_file')
    .select(['id', 'content', 'state'])
    .where('draft_id', '=', draftId)
    .execute();
  const named = rows.filter(({ id }) => namedIn(form, id));
  if (named.some(({ state }) => state === 'waiting')) throw new NotDelivered('FILE_NOT_LOOKED_AT');
  const files = named.map(({ state, ...row }) => {
    const file = openFile(own, row);
    return { id: row.id, ...(state === 'infected' ? noteInPlace(file.name, form.language) : file) };
  });
  return { form, files };
}

/** Whether the answers that were sent name a file: not one that was replaced or taken back before. */
export function namedIn({ submission }: Pick<SentForm, 'submission'>, fileId: string): boolean {
  return JSON.stringify(submission.data).includes(JSON.stringify(fileId));
}

async function nameOf(on: Kysely<FormTables>, own: Buffer, fileId: string): Promise<string> {
  const rows = on.selectFrom('forms_file').select(['id', 'content']).where('id', '=', fileId);
  return openFile(own, await rows.executeTakeFirstOrThrow()).name;
}

async function insertFile(
  on: Kysely<FormTables>,
  own: Buffer,
  kept: KeptDraft,
  { bytes, ...rest }: KeptFile,
  state: 'clean' | 'waiting',
): Promise<string> {
  const id = randomToken();
  const head = json(rest);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(head.length);
  const content = seal(own, Buffer.concat([size, head, bytes]), `file ${id}`);
  await on.insertInto('forms_file').values({ id, draft_id: kept.id, content, state }).execute();
  return id;
}

/** The key of a draft, which only the server's opens. */
export function draftKeyOf(key: Buffer, row: { id: string; key: Uint8Array }): Buffer {
  return open(key, row.key, `key ${row.id}`);
}

export function openForm(own: Buffer, { id, content }: { id: string; content: Uint8Array }): SentForm {
  const form = parsed<SentForm>(open(own, content, `submission ${id}`));
  return { ...form, sentAt: new Date(form.sentAt) };
}

export function openFile(own: Buffer, { id, content }: { id: string; content: Uint8Array }): KeptFile {
  const plain = open(own, content, `file ${id}`);
  const end = 4 + plain.readUInt32BE(0);
  return { ...parsed<Omit<KeptFile, 'bytes'>>(plain.subarray(4, end)), bytes: plain.subarray(end) };
}

function json(content: unknown): Buffer {
  return Buffer.from(JSON.stringify(content));
}

function parsed<Content>(bytes: Buffer): Content {
  return JSON.parse(bytes.toString()) as Content;
}
