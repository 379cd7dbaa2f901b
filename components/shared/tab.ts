import type { Answers } from './answers.js';

/** What was typed into one form. */
export interface Kept {
  answers: Answers;
  /** How often the page had been saved when it was typed. */
  revision: number;
  /** When, in milliseconds since 1970. */
  time: number;
  /** Whether it is on its way to the server. */
  sent?: boolean;
}

const item = 'plaza-form';
const longest = 24 * 60 * 60 * 1000; // ms

/** What was typed into the forms of this tab, in its own storage. Where that is full or forbidden, nothing is kept, and nothing is said. */
export class Tab {
  /** What is kept of a form that is shown; lets go of what is old, and of what the server has taken. */
  open(name: string): Kept | undefined {
    const [arrival] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const hasGoneOn = arrival?.type === 'navigate'; // and not come back to an earlier page because there is no network
    const isOver = (each: string, { time, sent }: Kept) =>
      Date.now() - time > longest || (sent && hasGoneOn && each !== name);
    const all = Object.fromEntries(Object.entries(this.#all).filter((entry) => !isOver(...entry)));
    this.#write(all);
    return all[name];
  }

  read(name: string): Kept | undefined {
    return this.#all[name];
  }

  keep(name: string, kept: Kept): void {
    this.#write({ ...this.#all, [name]: kept });
  }

  /** @param name One form; without it, all of them. */
  forget(name?: string): void {
    const { [name ?? '']: _gone, ...others } = this.#all;
    this.#write(name === undefined ? {} : others);
  }

  get #all(): Record<string, Kept> {
    try {
      return JSON.parse(sessionStorage.getItem(item) ?? '{}') as Record<string, Kept>;
    } catch {
      return {};
    }
  }

  #write(all: Record<string, Kept>): void {
    try {
      if (Object.keys(all).length) sessionStorage.setItem(item, JSON.stringify(all));
      else sessionStorage.removeItem(item);
    } catch {
      // It is full, or forbidden: the page works as it does without a script.
    }
  }
}
