import type { Kysely, Transaction } from 'kysely';
import { newReference, open, reaching, seal } from '@plaza-ds/forms/server';
import type { Obligation } from '../obligation.ts';
import type { PaymentEvent } from '../state/events.ts';
import { handlesBy } from './handles.ts';
import type { AttemptPlace, Change, KeptPayment, PaymentStore } from './payment-store.ts';
import type { PaymentTables } from './tables.ts';

/** Who takes an attempt to ask about it has it alone for so long. */
const takenFor = 60_000;

/**
 * Keeps payments in PostgreSQL, embedded or on a server, encrypted with the server's key.
 *
 * @param key 32 bytes, as `serverKey` reads them.
 * @param makeReference Makes what people call a payment by; one that is taken is made again.
 */
export function paymentStore(
  database: Kysely<PaymentTables>,
  key: Buffer,
  makeReference: () => string = newReference,
): PaymentStore {
  const handles = handlesBy(key);
  const sealed = (content: unknown, place: string) => seal(key, Buffer.from(JSON.stringify(content)), place);
  const opened = <Content>(content: Uint8Array, place: string) =>
    JSON.parse(open(key, content, place).toString()) as Content;
  const eventPlace = (obligationId: string, id: string) => `payment ${obligationId} event ${id}`;
  const owedPlace = (obligationId: string) => `payment ${obligationId} owed`;

  async function readIn(on: Kysely<PaymentTables>, id: string, forUpdate: boolean): Promise<KeptPayment | undefined> {
    const query = on.selectFrom('payment_obligation').select(['content', 'reference']).where('id', '=', id);
    const row = await (forUpdate ? query.forUpdate() : query).executeTakeFirst();
    if (!row) return undefined;
    const events = await on
      .selectFrom('payment_event')
      .select(['id', 'content'])
      .where('obligation_id', '=', id)
      .orderBy('number')
      .execute();
    return {
      reference: row.reference,
      owed: opened<Obligation>(row.content, owedPlace(id)),
      events: events.map((event) => opened<PaymentEvent>(event.content, eventPlace(id, event.id))),
    };
  }

  async function write(
    on: Transaction<PaymentTables>,
    id: string,
    kept: KeptPayment,
    change: Change<unknown>,
  ): Promise<void> {
    const known = new Set(kept.events.map((event) => event.id));
    const fresh = (change.events ?? []).filter((event) => !known.has(event.id));
    if (change.owed)
      await on
        .updateTable('payment_obligation')
        .set({ content: sealed(change.owed, owedPlace(id)) })
        .where('id', '=', id)
        .execute();
    for (const [index, event] of fresh.entries()) {
      const content = sealed(event, eventPlace(id, event.id));
      const row = { obligation_id: id, id: event.id, number: kept.events.length + index, content };
      await on.insertInto('payment_event').values(row).execute();
      await keepFindable(on, id, event);
    }
    for (const [attemptId, ask_at] of Object.entries(change.askAt ?? {}))
      await on
        .updateTable('payment_attempt')
        .set({ ask_at: ask_at ?? null })
        .where('id', '=', attemptId)
        .execute();
  }

  async function keepFindable(
    on: Transaction<PaymentTables>,
    obligation_id: string,
    event: PaymentEvent,
  ): Promise<void> {
    if (event.kind === 'attempt-started') {
      const { attemptId: id, n, provider } = event;
      const return_handle = handles.mark('return', handles.make('return', id));
      await on.insertInto('payment_attempt').values({ id, obligation_id, n, provider, return_handle }).execute();
    }
    if (event.kind === 'attempt-observed' && event.providerRef !== undefined)
      await on
        .updateTable('payment_attempt')
        .set({ provider_ref: event.providerRef })
        .where('id', '=', event.attemptId)
        .execute();
  }

  const attempts = () =>
    database.selectFrom('payment_attempt').select(['obligation_id as obligationId', 'id as attemptId']);

  const wrapped = reaching({
    async add(owed: Obligation): Promise<void> {
      const handle = handles.mark('payment', handles.make('payment', owed.id));
      // A reference that another payment has is rare, and then another is made.
      for (let isKept = false; !isKept;) {
        const row = { id: owed.id, handle, reference: makeReference(), content: sealed(owed, owedPlace(owed.id)) };
        const insert = database.insertInto('payment_obligation').values(row);
        await insert.onConflict((conflict) => conflict.doNothing()).execute();
        const kept = database.selectFrom('payment_obligation').select('id').where('id', '=', owed.id);
        isKept = (await kept.executeTakeFirst()) !== undefined;
      }
    },

    read: (id: string) => readIn(database, id, false),

    change: <Result>(id: string, work: (kept: KeptPayment) => Change<Result>): Promise<Result | undefined> =>
      database.transaction().execute(async (transaction) => {
        const kept = await readIn(transaction, id, true);
        if (!kept) return undefined;
        const change = work(kept);
        await write(transaction, id, kept, change);
        return change.result;
      }),

    async withHandle(handle: string): Promise<string | undefined> {
      const mark = handles.mark('payment', handle);
      const row = await database
        .selectFrom('payment_obligation')
        .select('id')
        .where('handle', '=', mark)
        .executeTakeFirst();
      return row?.id;
    },

    async withReference(reference: string): Promise<string | undefined> {
      const row = database.selectFrom('payment_obligation').select('id').where('reference', '=', reference);
      return (await row.executeTakeFirst())?.id;
    },

    withReturnHandle: (handle: string): Promise<AttemptPlace | undefined> =>
      attempts().where('return_handle', '=', handles.mark('return', handle)).executeTakeFirst(),

    async named(provider: string, providerRef: string): Promise<AttemptPlace | undefined> {
      if (providerRef.includes('\0')) return undefined; // a stranger’s: the database keeps no such text
      return attempts().where('provider', '=', provider).where('provider_ref', '=', providerRef).executeTakeFirst();
    },

    due: (now: Date, most: number): Promise<AttemptPlace[]> =>
      database
        .updateTable('payment_attempt')
        .set({ ask_at: new Date(now.getTime() + takenFor) })
        .where('id', 'in', (query) =>
          query
            .selectFrom('payment_attempt')
            .select('id')
            .where('ask_at', '<=', now)
            .orderBy('ask_at')
            .limit(most)
            .forUpdate()
            .skipLocked(),
        )
        .returning(['obligation_id as obligationId', 'id as attemptId'])
        .execute(),
  });
  return { handles, ...wrapped } as PaymentStore;
}
