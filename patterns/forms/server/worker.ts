import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { deliveryQueue } from './delivery-queue.ts';
import type { Taken } from './delivery-queue.ts';
import { describeError, logToConsole } from './log.ts';
import type { DeliveryEntry } from './log.ts';
import type { FormTables } from './tables.ts';
import { mostTries, waitAfter } from './waits.ts';

/** How patiently something is done in the background, and by which clock. */
export interface Pace {
  log?: (entry: DeliveryEntry) => void;
  /** What the clock says. */
  now?: () => Date;
  /** Milliseconds to wait after so many tries that failed. */
  wait?: (tries: number) => number;
  /** How often it is tried before it needs a person. */
  most?: number;
  /** Milliseconds between two looks into an empty queue. */
  every?: number;
  /** Milliseconds that one try may take. After that it counts as failed, also where the process ended in the middle. */
  within?: number;
  /** Milliseconds that `stop` waits for what is under way. */
  patience?: number;
}

export interface WorkerOptions extends Pace {
  database: Kysely<FormTables>;
  /** The table that is the truth of what is done. */
  table: keyof typeof queueOf;
  /** What its rows call their destination. */
  destinations: readonly string[];
  /** Does it; what it notes in `known` is in the log where it throws. */
  act(destination: string, draftId: string, known: { reference?: string }): Promise<void>;
  /** What else is put in order now and then. */
  tidy?(): Promise<void>;
  /** Whether trying again is in vain. */
  isFinal?(error: unknown): boolean;
}

export interface Worker {
  /** Puts something that the table has into the queue, in the same transaction. Without it, it is found at the next sweep. */
  put(transaction: Kysely<FormTables>, draftId: string, destinations: readonly string[]): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The tables that a worker does what they ask for, and the names of their queues. */
const queueOf = { forms_delivery: 'delivery', forms_letter: 'letter', forms_look: 'look' } as const;
const sweepEvery = 60_000;
const sweepAtMost = 500;

/**
 * Does what the rows of a table ask for, in the background of the service's own process, and tries again where it fails. The table
 * is the truth of what is done; the queue only says who tries next and when, and is filled again from the table where it misses
 * something.
 */
export function worker({
  database,
  table,
  destinations,
  act,
  tidy,
  isFinal = () => false,
  log = logToConsole,
  now = () => new Date(),
  wait = waitAfter,
  most = mostTries,
  every = 2000,
  within = 2 * 60_000,
  patience = 10_000,
}: WorkerOptions): Worker {
  const queue = deliveryQueue(database, queueOf[table], destinations, within);
  const later = (milliseconds: number) => new Date(now().getTime() + milliseconds);
  let stopping: AbortController | undefined;
  let loops: Promise<unknown> = Promise.resolve();

  /** Puts into the queue what is due and not in it: asked for before this ran, or left behind by a process that ended. */
  async function sweep(): Promise<void> {
    for (const name of destinations) {
      const due = await database
        .selectFrom(table)
        .select(['draft_id as draftId', 'destination', 'tries'])
        .where('state', '=', 'pending')
        .where('next_at', '<=', now())
        .where('destination', '=', name)
        .orderBy('next_at')
        .limit(sweepAtMost)
        .execute();
      for (const delivery of due) await queue.put(delivery, 0);
    }
    if (destinations.length) await queue.tidy();
    await tidy?.();
  }

  /** Takes what is next for a destination; false where there is nothing. */
  async function takeNext(destination: string): Promise<boolean> {
    const taken = await queue.take(destination);
    if (!taken) return false;
    const tries = await claim(destination, taken);
    await (tries ? tryIt(destination, taken, tries) : putBack(destination, taken));
    await queue.remove(destination, taken);
    return true;
  }

  /** Nobody else tries while this does. Should the process end now, it is due again when the time for one try is over. */
  async function claim(destination: string, { draftId }: Taken): Promise<number | undefined> {
    const claimed = await database
      .updateTable(table)
      .set(({ eb }) => ({ tries: eb('tries', '+', 1), next_at: later(within) }))
      .where('draft_id', '=', draftId)
      .where('destination', '=', destination)
      .where('state', '=', 'pending')
      .where('next_at', '<=', now())
      .returning('tries')
      .executeTakeFirst();
    return claimed?.tries;
  }

  /** What is not due yet, by this clock: the database has another one, or somebody else has it now. */
  async function putBack(destination: string, { draftId }: Taken): Promise<void> {
    const early = await database
      .selectFrom(table)
      .select(['tries', 'next_at'])
      .where('draft_id', '=', draftId)
      .where('destination', '=', destination)
      .where('state', '=', 'pending')
      .executeTakeFirst();
    if (!early) return; // done, or given up
    await queue.put(
      { draftId, destination, tries: early.tries },
      Math.max(0, early.next_at.getTime() - now().getTime()),
    );
  }

  async function tryIt(destination: string, { draftId }: Taken, tries: number): Promise<void> {
    const known: { reference?: string } = {};
    try {
      await inTime(act(destination, draftId, known));
    } catch (error) {
      const isLast = tries >= most || isFinal(error);
      return putOff(destination, draftId, tries, isLast, { ...known, ...describeError(error) });
    }
    await mark(destination, draftId, tries, { state: 'done', problem: null });
  }

  /** After a try that failed. Only the kind of the error is kept: its message may quote what somebody answered. */
  async function putOff(
    destination: string,
    draftId: string,
    tries: number,
    isLast: boolean,
    said: Pick<DeliveryEntry, 'reference' | 'error' | 'at'>,
  ): Promise<void> {
    const problem = said.error ?? null;
    log({ event: isLast ? 'given-up' : 'undelivered', destination, tries, ...said });
    if (isLast) return mark(destination, draftId, tries, { state: 'failed', problem });
    const milliseconds = wait(tries);
    const next_at = later(milliseconds);
    await database.transaction().execute(async (transaction) => {
      await mark(destination, draftId, tries, { next_at, problem }, transaction);
      await queue.put({ draftId, destination, tries }, milliseconds, transaction);
    });
  }

  async function mark(
    destination: string,
    draftId: string,
    tries: number,
    values: { state?: 'done' | 'failed'; next_at?: Date; problem: string | null },
    on: Kysely<FormTables> = database,
  ): Promise<void> {
    await on
      .updateTable(table)
      .set(values)
      .where('draft_id', '=', draftId)
      .where('destination', '=', destination)
      .where('state', '=', 'pending')
      .where('tries', '=', tries) // else somebody else has it by now
      .execute();
  }

  async function inTime(trying: Promise<void>): Promise<void> {
    const over = new AbortController();
    const late = pause(within, undefined, { signal: over.signal, ref: false }).then(() => {
      throw Object.assign(new Error('The delivery took too long.'), { code: 'TOO_LATE' });
    });
    late.catch(() => {}); // it is not late, or whoever waits hears of it
    try {
      await Promise.race([trying, late]);
    } finally {
      over.abort();
    }
  }

  /** Does something again and again until it is time to stop; where the database does not answer, after a while. */
  async function repeat(step: () => Promise<boolean>, milliseconds: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const isMore = await step().catch((error: unknown) => {
        log({ event: 'unavailable', ...describeError(error) });
        return false;
      });
      if (isMore)
        await turn(); // else an embedded database would keep everybody waiting until its queue is empty
      else await pause(milliseconds, undefined, { signal }).catch(() => {});
    }
  }

  return {
    async put(transaction, draftId, to) {
      if (!stopping) return; // found when it starts
      for (const destination of to) await queue.put({ draftId, destination, tries: 0 }, 0, transaction);
    },

    async start() {
      if (stopping || !(destinations.length || tidy)) return;
      if (destinations.length) await queue.start();
      stopping = new AbortController();
      const { signal } = stopping;
      loops = Promise.all([
        repeat(() => sweep().then(() => false), Math.min(sweepEvery, within), signal),
        ...destinations.map((destination) => repeat(() => takeNext(destination), every, signal)),
      ]);
    },

    async stop() {
      if (!stopping) return;
      stopping.abort();
      const over = new AbortController();
      await Promise.race([loops, pause(patience, undefined, { signal: over.signal }).catch(() => {})]);
      over.abort();
      stopping = undefined;
      if (destinations.length) await queue.stop();
    },
  };
}
