import { createHmac } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Definition } from '../definition/definition.ts';
import { say } from '../definition/words.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { speaker } from './controls.ts';
import { NotDelivered } from './destinations.ts';
import { isRefusedForGood } from './mail.ts';
import type { Letter, Mail } from './mail.ts';
import { reaching } from './outage.ts';
import { fingerprint, open, seal } from './sealed.ts';
import { draftKeyOf } from './store.ts';
import type { KeptDraft } from './store.ts';
import type { FormTables, LetterKind } from './tables.ts';
import { worker } from './worker.ts';
import type { Pace } from './worker.ts';

export interface LettersOptions extends Pace {
  database: Kysely<FormTables>;
  /** The server's key, as the store has it. */
  key: Buffer;
  mail: Mail;
}

/** A service that people come back to by a link: in whose words letters are written, and where they lead. */
export interface LetterService {
  definition: Definition;
  /** Address of the service with its site: `https://www.example.org/permit`. */
  address: string;
  words?: Readonly<Record<string, Catalogue>> | undefined;
}

/** To whom a letter goes. */
export interface Recipient {
  email: string;
  /** BCP 47 tag. */
  language: string;
}

/** Letters with a link that opens a draft in another browser. */
export interface Letters {
  serve(service: LetterService): void;
  /** Has the link sent to somebody, and a reminder before the draft expires. A link to somebody else stops working. */
  ask(kept: KeptDraft, recipient: Recipient): Promise<'asked' | 'too-many'>;
  /** To whom the link of a draft was last sent. */
  recipientOf(kept: KeptDraft): Promise<string | undefined>;
  /** The draft that a link leads to; undefined where it leads nowhere. Opens nothing. */
  find(link: string): Promise<LinkedDraft | undefined>;
  /** Opens the draft to one more browser. */
  open(link: string, holder: string): Promise<LinkedDraft | undefined>;
  start(): Promise<void>;
  /** Call it before the database is closed. */
  stop(): Promise<void>;
}

export interface LinkedDraft {
  id: string;
  definition: string;
}

const day = 24 * 60 * 60 * 1000;
/** So many letters with a link can be asked for in a day, for one draft. */
export const mostLetters = 5;
/** So many days before the draft expires people are reminded of it. */
export const reminderDays = 3;

/**
 * Letters that bring people back to what they began, sent in the background: a mail server that is down costs nobody anything. The
 * queue knows the draft and nothing of the person; the address lies encrypted with the draft's key. A link is worked out from that
 * key each time, and only its fingerprint is kept.
 */
export function letters({ database, key, mail, ...pace }: LettersOptions): Letters {
  const { now = () => new Date() } = pace;
  const services = new Map<string, LetterService>();
  const { put, start, stop } = worker({
    ...pace,
    database,
    table: 'forms_letter',
    destinations: ['link', 'reminder'] satisfies LetterKind[],
    isFinal: isRefusedForGood,
    act: async (kind, draftId) => {
      const letter = await write(kind as LetterKind, draftId);
      if (letter) await mail.send(letter);
    },
  });

  /** The letter as it is to be sent now; undefined where nobody needs it any more. */
  async function write(kind: LetterKind, draftId: string): Promise<Letter | undefined> {
    const row = await database
      .selectFrom('forms_return_link')
      .innerJoin('forms_draft', 'id', 'draft_id')
      .select(['id', 'key', 'definition', 'forms_return_link.content', 'asked', 'counted_from', 'sent_at'])
      .select('forms_return_link.expires_at as expiresAt')
      .where('id', '=', draftId)
      .executeTakeFirst();
    if (!row || row.sent_at || row.expiresAt <= now()) return undefined;
    const service = services.get(row.definition);
    if (!service) throw new NotDelivered('NO_SERVICE');
    const own = draftKeyOf(key, row);
    const recipient = recipientIn(own, row);
    const id = createHmac('sha256', own).update(`letter ${kind} ${row.counted_from.getTime()} ${row.asked}`);
    return {
      id: id.digest('hex').slice(0, 32),
      to: recipient.email,
      language: recipient.language,
      ...inWords(kind, service, recipient.language, linkFor(own, recipient.email), row.expiresAt),
    };
  }

  async function ask(
    transaction: Transaction<FormTables>,
    kept: KeptDraft,
    recipient: Recipient,
  ): Promise<'asked' | 'too-many'> {
    await transaction.deleteFrom('forms_return_link').where('expires_at', '<=', now()).execute();
    const row = await transaction
      .selectFrom('forms_draft')
      .select(['id', 'key'])
      .where('id', '=', kept.id)
      .forUpdate() // else two at once would both be the last of the day
      .executeTakeFirstOrThrow();
    const before = await transaction
      .selectFrom('forms_return_link')
      .select(['asked', 'counted_from'])
      .where('draft_id', '=', kept.id)
      .executeTakeFirst();
    const isSameDay = before && now().getTime() < before.counted_from.getTime() + day;
    if (isSameDay && before.asked >= mostLetters) return 'too-many';
    const own = draftKeyOf(key, row);
    const values = {
      link: fingerprint(key, linkFor(own, recipient.email)),
      content: seal(own, Buffer.from(JSON.stringify(recipient)), `return link ${kept.id}`),
      expires_at: kept.expiresAt,
      asked: isSameDay ? before.asked + 1 : 1,
      counted_from: isSameDay ? before.counted_from : now(),
    };
    await transaction
      .insertInto('forms_return_link')
      .values({ draft_id: kept.id, ...values })
      .onConflict((conflict) => conflict.column('draft_id').doUpdateSet(values))
      .execute();
    await plan(transaction, kept);
    await put(transaction, kept.id, ['link']);
    return 'asked';
  }

  /** The letter is due now, and the reminder once, where there is time for it. */
  async function plan(transaction: Transaction<FormTables>, { id, expiresAt }: KeptDraft): Promise<void> {
    const due = { state: 'pending' as const, tries: 0, next_at: now(), problem: null };
    await transaction
      .insertInto('forms_letter')
      .values({ draft_id: id, destination: 'link', ...due })
      .onConflict((conflict) => conflict.columns(['draft_id', 'destination']).doUpdateSet(due))
      .execute();
    const remindAt = new Date(expiresAt.getTime() - reminderDays * day);
    if (remindAt <= now()) return;
    await transaction
      .insertInto('forms_letter')
      .values({ draft_id: id, destination: 'reminder', ...due, next_at: remindAt })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  const inStore = reaching({
    ask: (kept: KeptDraft, recipient: Recipient) =>
      database.transaction().execute((transaction) => ask(transaction, kept, recipient)),

    async recipientOf(kept: KeptDraft): Promise<string | undefined> {
      const row = await database
        .selectFrom('forms_return_link')
        .innerJoin('forms_draft', 'id', 'draft_id')
        .select(['id', 'key', 'forms_return_link.content'])
        .where('id', '=', kept.id)
        .executeTakeFirst();
      return row && recipientIn(draftKeyOf(key, row), row).email;
    },

    async find(link: string): Promise<LinkedDraft | undefined> {
      return database
        .selectFrom('forms_return_link')
        .innerJoin('forms_draft', 'id', 'draft_id')
        .select(['id', 'definition'])
        .where('link', '=', fingerprint(key, link))
        .where('forms_return_link.expires_at', '>', now())
        .executeTakeFirst();
    },

    async open(link: string, holder: string): Promise<LinkedDraft | undefined> {
      const found = await inStore.find(link);
      if (!found) return undefined;
      await database
        .insertInto('forms_holder')
        .values({ draft_id: found.id, holder: fingerprint(key, holder) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return found;
    },
  });

  return {
    serve: (service) => void services.set(service.definition.id, service),
    ...inStore,
    start,
    stop,
  };
}

/** 128 bits that nobody can work out without the draft's key; the same each time for the same address. */
function linkFor(own: Buffer, email: string): string {
  return createHmac('sha256', own).update(`return link to ${email}`).digest().subarray(0, 16).toString('base64url');
}

function recipientIn(own: Buffer, { id, content }: { id: string; content: Uint8Array }): Recipient {
  return JSON.parse(open(own, content, `return link ${id}`).toString()) as Recipient;
}

/** A mailbox may be a family's: neither the subject nor the words say what the form is about. */
function inWords(
  kind: LetterKind,
  { definition, address, words }: LetterService,
  language: string,
  link: string,
  expiresAt: Date,
): Pick<Letter, 'subject' | 'text'> {
  const speak = speaker({ language, today: '', ...(words && { words }) });
  const { timeZone } = definition;
  const agency = say(definition.agency, language);
  const date = expiresAt.toLocaleDateString(language, { dateStyle: 'long', timeZone });
  const isReminder = kind === 'reminder';
  const paragraphs = [
    speak(isReminder ? 'reminderLead' : 'letterLead', { agency, date }),
    `${address}/link/${link}`,
    ...(isReminder ? [] : [speak('linkUntil', { date })]),
    speak('letterSecret'),
    speak('letterNotYou'),
  ];
  const subject = speak(isReminder ? 'reminderSubject' : 'letterSubject', { agency, date });
  return { subject, text: `${paragraphs.join('\n\n')}\n` };
}
