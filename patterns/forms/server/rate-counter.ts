import { LRUCache } from 'lru-cache';
import { fingerprint, newKey } from './sealed.ts';
import type { Rate, Wait } from './rate-limits.ts';

/** So many are counted at once; beyond them, who came longest ago is forgotten. */
const mostCounted = 20_000;

/** Counts what happens by whom, each for its span of time. Of a name it keeps a fingerprint, whose key goes with the process. */
export class RateCounter {
  #key = newKey();
  #counts: LRUCache<string, number>;

  constructor(now: () => Date) {
    const perf = { now: () => now().getTime() };
    this.#counts = new LRUCache({ max: mostCounted, ttl: 1, ttlResolution: 0, noUpdateTTL: true, perf });
  }

  /** Counts one more. Undefined where it may be done. */
  count(name: string, { most, minutes }: Rate): Wait | undefined {
    const key = fingerprint(this.#key, name);
    const before = this.#counts.get(key) ?? 0;
    const isFirst = before === most;
    // One less: whoever comes back after the seconds that they were told is let through.
    if (before <= most) this.#counts.set(key, before + 1, { ttl: minutes * 60_000 - 1 });
    return before < most ? undefined : { seconds: Math.ceil(this.#counts.getRemainingTTL(key) / 1000), isFirst };
  }

  /** Counts one less. */
  giveBack(name: string): void {
    const key = fingerprint(this.#key, name);
    const count = this.#counts.get(key);
    if (count) this.#counts.set(key, count - 1);
  }

  /** What it counts by. */
  keys(): Iterable<string> {
    return this.#counts.keys();
  }
}
