import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../destinations.ts';
import type { Destination } from '../destinations.ts';

interface FolderOptions {
  name: string;
  /** Where the folders go; it is made where it is missing. */
  folder: string;
}

/**
 * Writes what was sent into a folder of its own, named by its reference: `message.json`, and each file under its id. It is written
 * under another name and renamed when it is whole, so whoever looks sees all of it or nothing; only the owner can read it.
 */
export function toFolder({ name, folder }: FolderOptions): Destination {
  return {
    name,
    async deliver(form, files) {
      const place = join(folder, form.reference);
      if (existsSync(place)) return;
      const draft = join(folder, `.${form.reference}.${randomUUID()}`);
      await mkdir(draft, { recursive: true, mode: 0o700 });
      try {
        await write(join(draft, 'message.json'), Buffer.from(JSON.stringify(messageOf(form, files), null, 2)));
        for (const { id, bytes } of files) await write(join(draft, id), bytes);
        await rename(draft, place);
      } catch (error) {
        await rm(draft, { recursive: true, force: true });
        throw error;
      }
    },
  };
}

/** What is written is on the disk when this ends, for it is not sent again after that. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
