import type { Context } from 'hono';
import { readValue } from '../../answers/read-value.ts';
import { say } from '../../definition/words.ts';
import { answerOf } from '../../draft/draft.ts';
import { prefillEntries } from '../../prefill/entries.ts';
import type { PrefillEntry } from '../../prefill/entries.ts';
import type { ConsentDecision } from '../../prefill/ledger.ts';
import { describeError } from '../log.ts';
import type { Setting } from '../pages.ts';
import type { RunningService } from '../running-service.ts';
import type { DraftContent, KeptDraft } from '../store.ts';
import { aboutOf, decisionOf, prefillOf } from './state.ts';
import type { PrefillState } from './state.ts';

/** What can be fetched now: the server knows the source, and what it needs is answered. */
export interface OpenEntry {
  entry: PrefillEntry;
  /** The answers that the source needs, as text. */
  about: string;
  /** Undefined while nobody decided. */
  decision: ConsentDecision | undefined;
}

/** What the server can have fetched for a draft now, decided or not. */
export function openEntries(running: RunningService, content: DraftContent): OpenEntry[] {
  const service = running.services.get(content.draft.definition.version)!;
  const path = running.pathIn(service, content.draft);
  return prefillEntries(service.definition)
    .filter(({ source }) => running.prefill[source])
    .flatMap((entry) => {
      const about = aboutOf(content.draft, path, entry);
      const decision = decisionOf(service, prefillOf(content), entry);
      return about === undefined ? [] : [{ entry, about, decision }];
    });
}

/** The questions whose answers a person did not type. */
export function untyped({ draft, prefill }: DraftContent, { questions }: PrefillEntry): string[] {
  return questions.filter((name) => answerOf(draft.answers, name) === undefined || prefill?.provenance[name]);
}

/** How a changed content is saved; undefined where somebody else was faster. */
type Save = (content: DraftContent) => Promise<KeptDraft | undefined>;

/** Has everything fetched that was agreed to and did not come yet. What was typed is not asked for. */
export async function fetchDue(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  setting: Setting,
): Promise<KeptDraft | undefined> {
  const { content } = kept;
  const state = prefillOf(content);
  const due = openEntries(running, content).flatMap(({ entry, about, decision }) => {
    const questions = untyped(content, entry).filter((name) => !state.provenance[name] && !state.offers[name]);
    const isDue = mayFetch(decision) && state.asked[entry.id]?.about !== about && questions.length > 0;
    return isDue ? [{ entry, about, decision, questions }] : [];
  });
  if (!due.length) return kept;
  const came = await Promise.all(
    due.map((each) => valuesFrom(running, call, content, setting, each.entry, each.decision, each.questions)),
  );
  const asked: Record<string, PrefillState['asked'][string]> = { ...state.asked };
  const offers: Record<string, PrefillState['offers'][string]> = { ...state.offers };
  for (const [index, { entry, about }] of due.entries()) {
    const answer = came[index];
    asked[entry.id] = { about, failed: !answer };
    for (const [name, value] of Object.entries(answer?.values ?? {}))
      offers[name] = { id: entry.id, value, asOf: answer!.asOf };
  }
  return running.store.save(kept, { ...content, prefill: { ...state, asked, offers } });
}

const anHour = 60 * 60 * 1000;

/** Asks the sources again, before a person sends what came from them: once an hour at most. */
export async function checkAgain(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  setting: Setting,
  save: Save = (content) => running.store.save(kept, content),
): Promise<KeptDraft | undefined> {
  const { content } = kept;
  const state = prefillOf(content);
  const now = running.now();
  const asks = new Set(running.pathIn(setting.service, content.draft).steps.flatMap(({ ask }) => ask));
  const due = openEntries(running, content).flatMap(({ entry, decision }) => {
    const { checkedAt } = state.asked[entry.id] ?? {};
    const questions = entry.questions.filter((name) => asks.has(name) && state.provenance[name]);
    const isRecent = checkedAt !== undefined && now.getTime() - Date.parse(checkedAt) < anHour;
    return mayFetch(decision) && questions.length > 0 && !isRecent ? [{ entry, decision, questions }] : [];
  });
  if (!due.length) return kept;
  const came = await Promise.all(
    due.map(({ entry, decision, questions }) =>
      valuesFrom(running, call, content, setting, entry, decision, questions),
    ),
  );
  const asked: Record<string, PrefillState['asked'][string]> = { ...state.asked };
  const newer: Record<string, PrefillState['newer'][string]> = { ...state.newer };
  for (const [index, { entry }] of due.entries()) {
    asked[entry.id] = { ...asked[entry.id]!, checkedAt: now.toISOString() };
    for (const [name, value] of Object.entries(came[index]?.values ?? {})) {
      const isOther = JSON.stringify(value) !== JSON.stringify(state.provenance[name]!.value);
      const isKnown = JSON.stringify(value) === JSON.stringify(newer[name]?.value);
      if (isOther && !isKnown) newer[name] = { value, asOf: came[index]!.asOf };
    }
  }
  return save({ ...content, prefill: { ...state, asked, newer } });
}

function mayFetch(decision: ConsentDecision | undefined): decision is ConsentDecision {
  return decision !== undefined && decision.decision !== 'no';
}

/** What a source knows and the questions would take from a person, too; undefined where it knows nothing in time. */
async function valuesFrom(
  running: RunningService,
  call: Context,
  content: DraftContent,
  { service, reader }: Setting,
  entry: PrefillEntry,
  decision: ConsentDecision,
  questions: readonly string[],
): Promise<{ asOf: string; values: Record<string, unknown> } | undefined> {
  const ending = new AbortController(); // a timer of its own: that of AbortSignal.timeout keeps no process awake
  const timer = setTimeout(
    () => ending.abort(new DOMException('No time is left.', 'TimeoutError')),
    running.prefillWait,
  );
  const { signal } = ending;
  const said = (error: string, more = {}) =>
    running.log({
      event: 'unavailable',
      method: call.req.method,
      route: running.base,
      status: 200,
      error: `prefill ${entry.source} ${error}`,
      ...more,
    });
  try {
    const { at, wording } = decision;
    const request = {
      questions,
      answers: Object.fromEntries(entry.from.map((name) => [name, answerOf(content.draft.answers, name)])),
      purpose: say(entry.purpose, reader.language),
      consent: { id: entry.id, at, wording },
      person: await running.personOf(call),
      signal,
    };
    const { asOf, values } = await inTime(running.prefill[entry.source]!.fetch(request), signal);
    if (Number.isNaN(Date.parse(asOf))) throw new TypeError('It does not say of when its answers are.');
    const right: Record<string, unknown> = {};
    for (const name of questions) {
      const value = Object.hasOwn(values, name) ? (values[name] ?? null) : null;
      if (value === null) continue;
      const reading = readValue(service.questions.get(name)!, value, reader);
      if (reading.problems) said(`${name} ${reading.problems[0]!.code}`);
      else if (reading.value !== null) right[name] = reading.value;
    }
    return { asOf, values: right };
  } catch (error) {
    const { error: kind = 'Error', at } = describeError(error);
    said(kind, at && { at });
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** What comes before the time is over, whether the source minds the signal or not. */
function inTime<Thing>(promise: Promise<Thing>, signal: AbortSignal): Promise<Thing> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    promise.then(resolve, reject);
  });
}
