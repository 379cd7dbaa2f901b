import { networkOf } from './client-address.ts';
import { RateCounter } from './rate-counter.ts';

/** How often something may be done in a span of time, which begins with the first. */
export interface Rate {
  /** `Infinity` for no limit. */
  most: number;
  minutes: number;
}

/** What is limited: drafts begun, wrong codes, codes to hand over, links by email, files and their pieces, and tries to send. Never an answer. */
export type Limited = 'begin' | 'code' | 'hand-over' | 'letter' | 'file' | 'piece' | 'send';

export interface RateLimits {
  /** From one connection to the internet. */
  byClient: Readonly<Record<Limited, Rate>>;
  /** For one draft. Its letters have their own limit, five a day. */
  byDraft: Readonly<Record<'hand-over' | 'file' | 'piece' | 'send', Rate>>;
}

/** Some limits that are to be others than usual. */
export type RateChanges = { [Whose in keyof RateLimits]?: Partial<RateLimits[Whose]> };

/** Who does something: from which address, where that is known, and for which draft. */
export interface Doer {
  client?: string | undefined;
  draft?: string | undefined;
}

/** Why something cannot be done now. */
export interface Wait {
  seconds: number;
  /** Whether nobody was told so before, for this limit in this span of time. */
  isFirst: boolean;
}

/** Limits that a room full of people at one address does not meet. */
export const usualRates: RateLimits = {
  byClient: {
    begin: { most: 300, minutes: 10 },
    code: { most: 60, minutes: 10 },
    'hand-over': { most: 300, minutes: 10 },
    letter: { most: 100, minutes: 60 },
    file: { most: 600, minutes: 10 },
    piece: { most: 20_000, minutes: 10 },
    send: { most: 300, minutes: 10 },
  },
  byDraft: {
    'hand-over': { most: 20, minutes: 10 },
    file: { most: 100, minutes: 10 },
    piece: { most: 3000, minutes: 10 },
    send: { most: 60, minutes: 10 },
  },
};

/**
 * Counts in the memory of this process. Of an address it knows a fingerprint, made with a key that nobody else has and that goes
 * with the process.
 */
export class RateLimiter {
  #limits: RateLimits;
  #counter: RateCounter;

  constructor({ byClient, byDraft }: RateChanges, now: () => Date) {
    this.#limits = {
      byClient: { ...usualRates.byClient, ...byClient },
      byDraft: { ...usualRates.byDraft, ...byDraft },
    };
    this.#counter = new RateCounter(now);
  }

  /** Counts one more. Undefined where it may be done. */
  take(what: Limited, doer: Doer): Wait | undefined {
    for (const { key, rate } of this.#limitsOn(what, doer)) {
      const wait = this.#counter.count(key, rate);
      if (wait) return wait;
    }
    return undefined;
  }

  /** Counts one less: it was no try that is to be counted. */
  giveBack(what: Limited, doer: Doer): void {
    for (const { key } of this.#limitsOn(what, doer)) this.#counter.giveBack(key);
  }

  /** What it counts by. */
  keys(): Iterable<string> {
    return this.#counter.keys();
  }

  #limitsOn(what: Limited, { client, draft }: Doer): { key: string; rate: Rate }[] {
    const { byClient, byDraft } = this.#limits;
    const own = what in byDraft ? byDraft[what as keyof typeof byDraft] : undefined;
    return [
      ...(client === undefined ? [] : [{ key: `${what} client ${networkOf(client)}`, rate: byClient[what] }]),
      ...(draft === undefined || !own ? [] : [{ key: `${what} draft ${draft}`, rate: own }]),
    ];
  }
}
