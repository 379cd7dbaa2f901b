/**
 * The one that beats the others, whatever order they came in: by its rank, then the later one, then by its id, so that two
 * computers never differ.
 */
export function strongest<One extends { id: string; at: string }>(
  all: readonly One[],
  rankOf: (one: One) => number,
): One | undefined {
  return all.reduce<One | undefined>((best, one) => (best && !beats(one, best, rankOf) ? best : one), undefined);
}

function beats<One extends { id: string; at: string }>(one: One, best: One, rankOf: (one: One) => number): boolean {
  const ranks = rankOf(one) - rankOf(best);
  if (ranks) return ranks > 0;
  const times = Date.parse(one.at) - Date.parse(best.at);
  return times === 0 ? one.id > best.id : times > 0;
}

/** One of each id. What is written twice under an id is the same. */
export function oneOfEach<One extends { id: string }>(all: readonly One[]): One[] {
  return [...new Map(all.map((one) => [one.id, one])).values()];
}
