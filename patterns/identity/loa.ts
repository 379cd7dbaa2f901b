/** Level of assurance: how surely a provider knows who somebody is, in the words of eIDAS (Regulation (EU) 2015/1502). */
export type Loa = 'low' | 'substantial' | 'high';

/** From the least sure to the surest. */
export const levels: readonly Loa[] = ['low', 'substantial', 'high'];

/** Whether a level is enough where another is asked for. */
export function isEnough(reached: Loa, needed: Loa): boolean {
  return levels.indexOf(reached) >= levels.indexOf(needed);
}

/** The lower of two levels: a chain is as strong as its weakest link. */
export function lowerOf(one: Loa, other: Loa): Loa {
  return isEnough(one, other) ? other : one;
}

/** Whether text names a level. */
export function isLoa(text: unknown): text is Loa {
  return (levels as readonly unknown[]).includes(text);
}
