import { AsyncLocalStorage } from 'node:async_hooks';

/** What one request took, in milliseconds. */
export interface OwnTime {
  /** By the clock, without what others were waited for. */
  own: number;
  /** What others were waited for. */
  waited: number;
  /** Of the processor, which says more where the machine is busy with other things. */
  work: number;
}

/**
 * Tells what a server takes itself from what it waits for: give it `fetch` as the way to others, and hand requests over in `measure`.
 * Each request knows its own waiting, also where several are answered at once, and waiting for two things at once counts once.
 */
export class OwnTimer {
  #requests = new AsyncLocalStorage<Waiting>();
  #now: () => number;

  /** @param now What the clock says, in milliseconds. */
  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /** Reaches others. The wait is over when the last byte is there, so what is read afterwards costs no waiting. */
  readonly fetch: typeof fetch = async (input, options) => {
    const end = this.#requests.getStore()?.begin();
    try {
      const response = await fetch(input, options);
      const body = await response.arrayBuffer();
      const { status, statusText, headers } = response;
      return new Response([204, 205, 304].includes(status) ? null : body, { status, statusText, headers });
    } finally {
      end?.();
    }
  };

  async measure<Result>(act: () => Promise<Result>): Promise<{ result: Result } & OwnTime> {
    const waiting = new Waiting(this.#now);
    const [began, before] = [this.#now(), process.cpuUsage()];
    const result = await this.#requests.run(waiting, act);
    const { user, system } = process.cpuUsage(before);
    const { total } = waiting;
    return { result, own: this.#now() - began - total, waited: total, work: (user + system) / 1000 };
  }
}

/** How long one request waits for others. */
class Waiting {
  /** Of what is over. */
  total = 0;
  #open = 0;
  #since = 0;
  #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @returns what ends the wait. */
  begin(): () => void {
    if (!this.#open++) this.#since = this.#now();
    return () => {
      if (!--this.#open) this.total += this.#now() - this.#since;
    };
  }
}
