import { createHash } from 'node:crypto';
import type { Definition } from '../../definition/definition.ts';
import { answerOf, withAnswer } from '../../draft/draft.ts';
import type { Draft } from '../../draft/draft.ts';
import type { Path } from '../../path/path.ts';
import type { Service } from '../../path/service.ts';
import type { ConsentDecision, Origin } from '../../prefill/ledger.ts';
import { prefillEntries } from '../../prefill/entries.ts';
import type { PrefillEntry } from '../../prefill/entries.ts';
import type { DraftContent } from '../store.ts';

/** Where an answer comes from, and the answer as it came. */
export interface Provenance extends Origin {
  value: unknown;
}

/** What is known beside the answers of a draft. */
export interface PrefillState {
  /** Every decision in its order. */
  consents: readonly ConsentDecision[];
  /** What was asked of each source, by the id of the definition's `prefill`. */
  asked: Readonly<Record<string, { about: string; failed: boolean; checkedAt?: string }>>;
  /** What came and was not seen yet, by question. */
  offers: Readonly<Record<string, { id: string; value: unknown; asOf: string }>>;
  /** What came and was accepted, by question. */
  provenance: Readonly<Record<string, Provenance>>;
  /** What a person says is right, where the source's value counts until it is corrected, by question. */
  corrections: Readonly<Record<string, { value: unknown; at: string }>>;
  /** What the source says otherwise now, by question; `isKept` once the person kept what they had seen. */
  newer: Readonly<Record<string, { value: unknown; asOf: string; isKept?: boolean }>>;
}

const nothing: PrefillState = { consents: [], asked: {}, offers: {}, provenance: {}, corrections: {}, newer: {} };

export function prefillOf({ prefill }: Pick<DraftContent, 'prefill'>): PrefillState {
  return prefill ?? nothing;
}

/** The version of what a person reads before they decide: it is another where anything in it is. */
export function wordingOf({ questions }: Definition, entry: PrefillEntry): string {
  const labels = entry.questions.map((name) => questions[name]?.label);
  const { id, source, office, purpose, consent } = entry;
  return createHash('sha256')
    .update(JSON.stringify([id, source, office, purpose, consent, labels]))
    .digest('hex');
}

/** The decision that holds; undefined where none was made about these words. */
export function decisionOf(service: Service, state: PrefillState, entry: PrefillEntry): ConsentDecision | undefined {
  const last = state.consents.findLast(({ id }) => id === entry.id);
  return last?.wording === wordingOf(service.definition, entry) ? last : undefined;
}

/** The answers that a source needs, as text; undefined while one of them is not known. */
export function aboutOf(draft: Draft, path: Path, { from }: PrefillEntry): string | undefined {
  const known = from.map((name) => {
    const step = path.steps.find(({ ask }) => ask.includes(name));
    return step?.answered ? answerOf(draft.answers, name) : undefined;
  });
  return known.some((value) => value === undefined || value === null) ? undefined : JSON.stringify(known);
}

/** An answer that came and that stands on its page to be looked at. */
export interface Card {
  entry: PrefillEntry;
  value: unknown;
  asOf: string;
  /** What the person said is right. */
  correction?: unknown;
}

/** What came for a question, unless the person wrote an answer of their own. */
export function cardOf(service: Service, { draft, prefill }: DraftContent, name: string): Card | undefined {
  if (!prefill) return undefined;
  const { provenance, offers, corrections } = prefill;
  const accepted = provenance[name];
  const isTyped = !accepted && (answerOf(draft.answers, name) ?? null) !== null;
  const came = accepted ? { ...accepted, id: accepted.consent.id } : isTyped ? undefined : offers[name];
  const entry = came && prefillEntries(service.definition).find(({ id }) => id === came.id);
  if (!entry) return undefined;
  return {
    entry,
    value: came.value,
    asOf: came.asOf,
    ...(corrections[name] && { correction: corrections[name].value }),
  };
}

/**
 * Brings what is known beside the answers into line with them: an answer that is another now was typed by the person, and what came
 * for another number plate goes, with the answers that it gave.
 */
export function settled(service: Service, content: DraftContent, pathIn: (draft: Draft) => Path): DraftContent {
  if (!content.prefill) return content;
  let { draft } = content;
  let { asked, offers, provenance, corrections, newer } = content.prefill;
  const isSame = (name: string) =>
    JSON.stringify(answerOf(draft.answers, name)) === JSON.stringify(provenance[name]?.value);
  provenance = only(provenance, isSame);
  for (const entry of prefillEntries(service.definition)) {
    const before = asked[entry.id];
    const about = aboutOf(draft, pathIn(draft), entry);
    if (!before || about === undefined || about === before.about) continue;
    for (const name of Object.keys(provenance))
      if (provenance[name]!.consent.id === entry.id) draft = withAnswer(draft, name, undefined);
    asked = only(asked, (id) => id !== entry.id);
    offers = only(offers, (name) => offers[name]!.id !== entry.id);
    provenance = only(provenance, (name) => provenance[name]!.consent.id !== entry.id);
  }
  corrections = only(corrections, (name) => name in provenance);
  newer = only(newer, (name) => name in provenance);
  return { ...content, draft, prefill: { ...content.prefill, asked, offers, provenance, corrections, newer } };
}

/** The same content without anything that came by a decision: what came is asked again. */
export function withoutWhatCame(content: DraftContent, id: string): DraftContent {
  const { asked, offers, provenance, ...rest } = prefillOf(content);
  const gone = Object.keys(provenance).filter((name) => provenance[name]!.consent.id === id);
  const kept = (name: string) => !gone.includes(name);
  return {
    ...content,
    draft: gone.reduce((draft, name) => withAnswer(draft, name, undefined), content.draft),
    prefill: {
      ...rest,
      asked: only(asked, (each) => each !== id),
      offers: only(offers, (name) => offers[name]!.id !== id),
      provenance: only(provenance, kept),
      corrections: only(rest.corrections, kept),
      newer: only(rest.newer, kept),
    },
  };
}

export function only<Thing>(
  things: Readonly<Record<string, Thing>>,
  isKept: (name: string) => boolean,
): Readonly<Record<string, Thing>> {
  return Object.fromEntries(Object.entries(things).filter(([name]) => isKept(name)));
}
