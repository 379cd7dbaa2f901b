import { setTimeout as pause } from 'node:timers/promises';

/** Looks again and again until something is there. @throws Error where it does not come. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found> | Found,
  within = 15_000,
): Promise<NonNullable<Found>> {
  const end = Date.now() + within;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`);
    await pause(20);
  }
}
