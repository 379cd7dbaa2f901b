import { CompiledQuery } from 'kysely';
import type { Kysely } from 'kysely';
import PgBoss from 'pg-boss';
import type { FormTables } from './tables.ts';

/** One thing on its way to one destination. */
export interface Delivery {
  draftId: string;
  destination: string;
  /** How often it was tried. */
  tries: number;
}

/** What is to be delivered and when, for all processes that deliver: what one of them takes, no other gets. */
export interface DeliveryQueue {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Puts something in, in the same transaction as what it is about. What is waiting already is not put in twice. */
  put(delivery: Delivery, wait: number, on?: Kysely<FormTables>): Promise<void>;
  take(destination: string): Promise<Taken | undefined>;
  remove(destination: string, taken: Taken): Promise<void>;
  /** Takes away what was left behind by a process that ended in the middle. */
  tidy(): Promise<void>;
}

export interface Taken {
  id: string;
  draftId: string;
}

/**
 * The queue of pg-boss, on the same connection as everything else: embedded or on a server.
 *
 * @param kind What the names of its queues begin with.
 * @param takenFor Milliseconds after which what was taken and not removed counts as left behind.
 */
export function deliveryQueue(
  database: Kysely<FormTables>,
  kind: 'delivery' | 'letter' | 'look',
  destinations: readonly string[],
  takenFor: number,
): DeliveryQueue {
  const queueOf = (destination: string) => `${kind}-${destination}`;
  const expireInSeconds = Math.ceil(takenFor / 1000);
  const boss = new PgBoss({ schema: 'forms_queue', db: speaking(database), supervise: false, schedule: false });
  boss.on('error', () => {}); // whatever goes wrong, it is thrown too

  return {
    async start() {
      await boss.start();
      // "short": of the same thing, one waits.
      for (const name of destinations.map(queueOf)) await boss.createQueue(name, { name, policy: 'short' });
    },
    stop: () => boss.stop({ close: false, timeout: 1000 }),
    async put({ draftId, destination, tries }, wait, on) {
      await boss.send(
        queueOf(destination),
        { draftId },
        {
          singletonKey: `${draftId} ${tries}`,
          startAfter: wait / 1000,
          retryLimit: 0,
          expireInSeconds,
          ...(on && { db: speaking(on) }),
        },
      );
    },
    async take(destination) {
      const [job] = await boss.fetch<{ draftId: string }>(queueOf(destination));
      return job && { id: job.id, draftId: job.data.draftId };
    },
    async remove(destination, { id }) {
      await boss.deleteJob(queueOf(destination), id);
    },
    async tidy() {
      await boss.maintain();
    },
  };
}

/** The connection as pg-boss wants it. */
function speaking(database: Kysely<FormTables>): PgBoss.Db {
  return {
    async executeSql(text, values: unknown[] = []) {
      const { rows } = await database.executeQuery(CompiledQuery.raw(values.length ? text : asOne(text), values));
      return { rows };
    },
  };
}

/** A script of many statements as a single one, for that is all that one connection to both databases can send. */
function asOne(text: string): string {
  const script = /^\s*BEGIN;(.*)COMMIT;\s*$/s.exec(text)?.[1];
  return script === undefined ? text : `do $plaza$ begin execute $script$${script}$script$; end $plaza$`;
}
