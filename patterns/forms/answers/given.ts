import { isRepeat } from '../definition/definition.ts';
import type { Channel } from '../definition/definition.ts';
import type { Answers } from '../draft/draft.ts';
import { answerOf } from '../draft/draft.ts';
import type { Service } from '../path/service.ts';

/**
 * Who gives an answer: the person whom it is about, somebody of the office, somebody who acts for the person, a source that had it
 * already, or whoever types a paper form in.
 */
export const actorKinds = ['subject', 'agent', 'delegate', 'prefill', 'paper-entry'] as const;
export type ActorKind = (typeof actorKinds)[number];

export interface Actor {
  kind: ActorKind;
  /** Tells one from another and nothing else: no name, no number. Of `prefill` it is the source. */
  id?: string;
}

/** By which way an answer came; `api` where a program does not say on whose behalf. */
export type AnswerChannel = Channel | 'api';

/** Who gave an answer, when, and by which channel. */
export interface Given {
  /** RFC 3339. */
  at: string;
  by: Actor;
  channel: AnswerChannel;
}

/** By JSON Pointer (RFC 6901) into the answers of a draft. */
export type GivenAnswers = Readonly<Record<string, Given>>;

/** Something that happened to a draft as a whole: it was begun, went on by another channel or person, or was handed over. */
export interface HistoryEntry extends Given {
  what: 'begun' | 'went-on' | 'handed-over';
}

/** Who gave each answer, once a draft is another. What is the same keeps whoever gave it first. */
export function withGiven(
  service: Service,
  known: GivenAnswers,
  [before, after]: readonly [Answers, Answers],
  given: Given,
): GivenAnswers {
  const next = new Map(Object.entries(known));
  for (const name of changedNames(service, before, after))
    if (answerOf(after, name) === undefined) next.delete(`/${name}`);
    else next.set(`/${name}`, given);
  return Object.fromEntries(next);
}

/** The same for answers that have other names in a newer version. What is not there any more has nobody who gave it. */
export function broughtAlong(
  known: GivenAnswers,
  renamed: readonly (readonly [from: string, to: string])[],
  answers: Answers,
): GivenAnswers {
  const pointers = new Map(renamed.map(([from, to]) => [`/${from}`, `/${to}`]));
  return Object.fromEntries(
    Object.entries(known)
      .map(([pointer, given]) => [pointers.get(pointer) ?? pointer, given] as const)
      .filter(([pointer]) => answerOf(answers, pointer.slice(1)) !== undefined),
  );
}

/** The channels and people that had a draft, in their order; each once for as long as it goes on. */
export function withHistory(history: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] {
  const last = history.at(-1);
  const goesOn = last?.channel === entry.channel && JSON.stringify(last.by) === JSON.stringify(entry.by);
  return goesOn && entry.what === 'went-on' ? history : [...history, entry];
}

/** The names whose answers are others. Parts of the answers that nobody touched are the same object: they are not looked into. */
function changedNames(service: Service, before: Answers, after: Answers): string[] {
  const lists = new Set([...service.steps.values()].flatMap((step) => (isRepeat(step) ? [step.repeat] : [])));
  const within = (one: unknown, other: unknown, name: string, pattern: string): string[] => {
    if (one === other) return [];
    if (service.questions.has(pattern)) return JSON.stringify(one) === JSON.stringify(other) ? [] : [name];
    const below = (part: string) => (name ? `${name}/${part}` : part);
    const asked = (part: string) => {
      const own = lists.has(pattern) ? '*' : part;
      return pattern ? `${pattern}/${own}` : own;
    };
    return [...new Set([...partsOf(one), ...partsOf(other)])].flatMap((part) =>
      within(partOf(one, part), partOf(other, part), below(part), asked(part)),
    );
  };
  return within(before, after, '', '');
}

function partsOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function partOf(value: unknown, part: string): unknown {
  return partsOf(value).includes(part) ? (value as Answers)[part] : undefined;
}
