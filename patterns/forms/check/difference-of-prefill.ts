import type { Definition } from '../definition/definition.ts';
import { prefillEntries } from '../prefill/entries.ts';
import type { PrefillEntry } from '../prefill/entries.ts';
import type { Change, ChangeKind } from './difference.ts';
import { isSame } from './difference-of-terms.ts';

/**
 * What is fetched. Nobody has to answer more for it: who declines or agreed to something else is asked as before. Only a value that
 * could be written over and cannot any more is narrower.
 */
export function prefillChanges(older: Definition, newer: Definition): Change[] {
  const before = new Map(prefillEntries(older).map((entry) => [entry.id, entry]));
  const after = prefillEntries(newer);
  const change = (id: string, index: number, kind: ChangeKind, what: string): Change => ({
    pointer: `/prefill/${index}`,
    kind,
    message: `“${id}” ${what}`,
  });
  const changes = after.flatMap((entry, index): Change[] => {
    const { id } = entry;
    const was = before.get(id);
    if (!was) return [change(id, index, 'additive', 'is fetched now, for those who agree.')];
    const isFixed = was.editable !== entry.editable && entry.editable === 'request-correction';
    if (isFixed) return [change(id, index, 'narrowing', 'can only be corrected on request now.')];
    if (!isSame(factsOf(was), factsOf(entry)))
      return [change(id, index, 'additive', 'is fetched otherwise: people decide about it anew.')];
    return isSame(was, entry) ? [] : [change(id, index, 'wording', 'is said otherwise: people decide about it anew.')];
  });
  const ids = new Set(after.map(({ id }) => id));
  const gone = [...before.keys()].map((id, index) => [id, index] as const).filter(([id]) => !ids.has(id));
  return [
    ...changes,
    ...gone.map(([id, index]) => change(id, index, 'additive', 'is not fetched any more, but asked.')),
  ];
}

function factsOf({ office: _office, purpose: _purpose, correction: _correction, ...facts }: PrefillEntry) {
  return facts;
}
