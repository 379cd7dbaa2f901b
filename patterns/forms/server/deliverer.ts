import type { Kysely } from 'kysely';
import { forgetExpired } from './forgetting.ts';
import type { Catalogue } from '../words/catalogue.ts';
import type { Destination } from './destinations.ts';
import { lateScans } from './late-scan.ts';
import type { LookLater } from './late-scan.ts';
import type { FileScan } from './scan.ts';
import { sentFrom } from './store.ts';
import type { PassOn } from './store.ts';
import type { FormTables } from './tables.ts';
import { worker } from './worker.ts';
import type { Pace } from './worker.ts';

export interface DelivererOptions extends Pace {
  database: Kysely<FormTables>;
  /** The server's key, as the store has it. */
  key: Buffer;
  destinations: readonly Destination[];
  /**
   * Looks for viruses in files that came while the scanner did not answer: the same as the service's. Without it a service refuses
   * such a file and asks for it again in a few minutes.
   */
  scan?: FileScan | undefined;
  /** The sentences of the service in each language, where they are not the usual ones. */
  words?: Readonly<Record<string, Catalogue>> | undefined;
}

export interface Deliverer {
  /** To be given to the store: what is sent is in the queue from the moment on that it is sent. */
  passOn: PassOn;
  /** To be given to the store, too: it keeps files that nobody could look at. Only where there is a `scan`. */
  lookLater?: LookLater;
  start(): Promise<void>;
  /** Call it before the database is closed. */
  stop(): Promise<void>;
}

/**
 * Brings what was sent to its destinations, in the background of the service's own process. The person has their reference long
 * before, and notices nothing where a destination is down. It also forgets what nobody sent in time, where nobody begins anew.
 *
 * @throws TypeError where a destination's name is no name, or two have the same.
 */
export function deliverer({ database, key, destinations, scan, words, ...pace }: DelivererOptions): Deliverer {
  const { now = () => new Date() } = pace;
  const byName = new Map(destinations.map((destination) => [destination.name, destination]));
  for (const [index, { name }] of destinations.entries())
    if (!/^[\w-]{1,50}$/.test(name) || destinations.findIndex((each) => each.name === name) !== index)
      throw new TypeError(`"${name}" cannot be the name of a destination: letters, digits, - and _, each once.`);
  const { put, start, stop } = worker({
    ...pace,
    database,
    table: 'forms_delivery',
    destinations: [...byName.keys()],
    tidy: () => forgetExpired(database, now()),
    async act(name, draftId, known) {
      const { form, files } = await sentFrom(database, key, draftId);
      known.reference = form.reference;
      await byName.get(name)!.deliver(form, files);
    },
  });
  const passOn: PassOn = (transaction, draftId, to) =>
    put(
      transaction,
      draftId,
      to.filter((name) => byName.has(name)),
    );
  const looks = scan && lateScans({ ...pace, database, key, scan, words, release: passOn });
  return {
    passOn,
    ...(looks && { lookLater: looks.lookLater }),
    async start() {
      await start();
      await looks?.start();
    },
    async stop() {
      await looks?.stop();
      await stop();
    },
  };
}
