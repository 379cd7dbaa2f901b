import type { Accident } from './accidents.ts';
import type { Level } from './citizens.ts';

/** One login from its first request to the last answer about it. */
export interface Journey {
  accident: Accident | undefined;
  level?: Level;
  /** Whether the person had signed in before: names change. */
  isLater?: boolean;
}

const mostJourneys = 2000;

/** Which login a request belongs to: found by what that login was given last, such as a code or a token. */
export class Journeys {
  readonly #byHandle = new Map<string, Journey>();
  #standing: Accident | undefined;
  readonly #next: Accident[] = [];

  get standing(): Accident | undefined {
    return this.#standing;
  }

  behave(accident: Accident | undefined, isNext: boolean): void {
    if (!isNext) this.#standing = accident;
    else if (accident) this.#next.push(accident);
  }

  begin(): Journey {
    return { accident: this.#next.shift() ?? this.#standing };
  }

  /** Whether this is to go wrong now, outside of any login. */
  takes(accident: Accident): boolean {
    if (this.#next[0] !== accident) return this.#standing === accident;
    this.#next.shift();
    return true;
  }

  remember(handle: unknown, journey: Journey): void {
    if (typeof handle !== 'string') return;
    this.#byHandle.set(handle, journey);
    const oldest = this.#byHandle.size > mostJourneys && this.#byHandle.keys().next();
    if (oldest && !oldest.done) this.#byHandle.delete(oldest.value);
  }

  of(handle: unknown): Journey | undefined {
    return typeof handle === 'string' ? this.#byHandle.get(handle) : undefined;
  }

  clear(): void {
    this.#byHandle.clear();
    this.#next.length = 0;
    this.#standing = undefined;
  }
}
