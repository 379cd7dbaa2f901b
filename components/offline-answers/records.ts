import { createStore, del, entries, get, set } from 'idb-keyval';

/** What is kept of one page on this device. Only its end can be read without the key, and which page of which draft it is by nobody. */
export interface DeviceRecord {
  /** What stands for its draft. */
  draft: string;
  /** How often the page had been saved when it was typed. */
  revision: number;
  /** When it ends, in milliseconds since 1970. */
  until: number;
  /** Whether it is on its way to the server. */
  sent: boolean;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

const store = createStore('plaza-offline-answers', 'pages');

export const readRecord = (place: string) => get<DeviceRecord>(place, store);
export const writeRecord = (place: string, record: DeviceRecord) => set(place, record, store);
export const forgetRecord = (place: string) => del(place, store);

/** Lets go of all records that are over, in whatever draft. */
export async function forgetWhere(isOver: (record: DeviceRecord, place: string) => boolean): Promise<void> {
  for (const [place, record] of await entries<string, DeviceRecord>(store))
    if (isOver(record, place)) await forgetRecord(place);
}
