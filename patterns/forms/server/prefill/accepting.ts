import { say } from '../../definition/words.ts';
import { withAnswer } from '../../draft/draft.ts';
import type { Draft } from '../../draft/draft.ts';
import type { Setting } from '../pages.ts';
import type { DraftContent } from '../store.ts';
import type { Cards } from './cards.ts';
import { prefillOf } from './state.ts';
import type { PrefillState, Provenance } from './state.ts';

/**
 * The answers of a page with where they are from. A value that is the one that came is accepted. Another one is the person’s own, or,
 * where the source’s counts until it is corrected, what they ask to have corrected.
 */
export function accepted(
  { reader }: Setting,
  content: DraftContent,
  draft: Draft,
  cards: Cards,
  values: Readonly<Record<string, unknown>>,
  { at, channel }: Pick<Provenance, 'at' | 'channel'>,
): { draft: Draft; prefill: PrefillState | undefined } {
  if (!cards.size) return { draft, prefill: content.prefill };
  const state = prefillOf(content);
  const provenance: Record<string, Provenance> = { ...state.provenance };
  const corrections: Record<string, PrefillState['corrections'][string]> = { ...state.corrections };
  let next = draft;
  for (const [name, { entry, value, asOf, correction }] of cards) {
    if (!Object.hasOwn(values, name)) continue;
    const isSame = JSON.stringify(values[name]) === JSON.stringify(value);
    const isFixed = entry.editable === 'request-correction';
    if (!isSame && !isFixed) {
      Reflect.deleteProperty(provenance, name);
      continue;
    }
    const consent = state.consents.findLast(({ id }) => id === entry.id)!;
    if (isFixed && !isSame) corrections[name] = { value: values[name], at };
    else if (correction !== undefined && values[name] !== undefined) Reflect.deleteProperty(corrections, name);
    next = withAnswer(next, name, value);
    provenance[name] ??= {
      source: entry.source,
      consent: { id: entry.id, at: consent.at, wording: consent.wording },
      office: say(entry.office, reader.language),
      purpose: say(entry.purpose, reader.language),
      value,
      asOf,
      at,
      channel,
    };
  }
  return { draft: next, prefill: { ...state, provenance, corrections } };
}

/** The same state without what came for some questions: they are asked like any other. */
export function withoutCards(state: PrefillState, names: readonly string[]): PrefillState {
  const rest = <Thing>(things: Readonly<Record<string, Thing>>) =>
    Object.fromEntries(Object.entries(things).filter(([name]) => !names.includes(name)));
  return {
    ...state,
    offers: rest(state.offers),
    provenance: rest(state.provenance),
    corrections: rest(state.corrections),
    newer: rest(state.newer),
  };
}
