const shortest = 30_000;
const longest = 60 * 60 * 1000;

/** So often, and for more than a week, something is delivered before it needs a person. */
export const mostTries = 400;

/**
 * Milliseconds to wait after so many tries that failed: half a minute at first, twice as long each time, an hour at most. Up to half
 * of it is left to chance, so that what failed together does not come back together.
 */
export function waitAfter(tries: number, random: () => number = Math.random): number {
  return Math.min(longest, shortest * 2 ** (tries - 1)) * (0.5 + random() / 2);
}
