import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

/**
 * Keeps a folder of data for this process alone: two processes on one embedded database lose writes without a word.
 *
 * The lock is a file that names its owner. One that was left behind by a process that is gone is taken over.
 *
 * @returns Gives the folder back.
 */
export function lockFolder(folder: string): () => void {
  const lock = join(folder, 'lock');
  const own = ownerText(process.pid);
  for (;;) {
    if (tryLock(lock, own)) break;
    const owner = read(lock);
    if (owner !== undefined && isAlive(lock, owner, own)) throw folderInUse(folder, owner);
    if (owner !== undefined) discard(lock, owner);
  }
  held.add(lock);
  const release = () => {
    if (held.delete(lock)) rmSync(lock, { force: true });
    process.off('exit', release);
  };
  process.on('exit', release);
  return release;
}

const held = new Set<string>();

/** Writes the file elsewhere and links it into place: it is there whole, or not at all. */
function tryLock(lock: string, text: string): boolean {
  const draft = `${lock}.${randomUUID()}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

/** Takes a dead owner's file away, unless another process was quicker and the file is its own by now. */
function discard(lock: string, owner: string): void {
  const taken = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, taken);
    if (readFileSync(taken, 'utf8') !== owner) linkSync(taken, lock);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(taken, { force: true });
  }
}

function read(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined; // given back in this moment
  }
}

function isAlive(lock: string, owner: string, own: string): boolean {
  const pid = Number.parseInt(owner, 10);
  if (!(pid > 0)) return false;
  if (pid === process.pid) return held.has(lock) && owner === own;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return ownerText(pid) === owner;
}

/** The number of a process and, where the system tells, when it began: numbers are given out again. */
function ownerText(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}\n`;
  } catch {
    return `${pid}\n`;
  }
}

function folderInUse(folder: string, owner: string): Error {
  const pid = Number.parseInt(owner, 10);
  return Object.assign(
    new Error(
      `The data in ${folder} is in use by process ${pid}. Stop that process, or set PLAZA_DATA to another folder for this one.`,
    ),
    { code: 'folder-in-use' },
  );
}
