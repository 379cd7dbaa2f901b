import { isRepeat } from '../definition/definition.ts';
import type { Draft } from '../draft/draft.ts';
import { answerOf, nameIn, namesFor } from '../draft/draft.ts';
import { feesOf } from '../path/fees.ts';
import type { Path } from '../path/path.ts';
import type { Service } from '../path/service.ts';
import type { AnswerProvenance, ConsentDecision } from '../prefill/ledger.ts';
import type { Given, GivenAnswers } from './given.ts';

/** What is sent: the answers of the pages on the way and no others, lists as arrays, in the shape of the definition's `data`. */
export interface Submission {
  definition: { id: string; version: number };
  data: Record<string, unknown>;
  /** What is owed by these answers, in the smallest unit of each currency. */
  fees?: readonly { code: string; amount: string; currency: string }[];
  /** Who was signed in, and how surely it is known. */
  person?: {
    issuer: string;
    subject: string;
    level: string;
    name?: string;
    nationalId?: { scheme: string; value: string };
    /** For whom they sent it, where it was not for themself, and by which mandate. */
    representing?: {
      kind: 'person' | 'company';
      id: string;
      name?: string;
      mandateId: string;
      scope: readonly string[];
      validUntil?: string;
    };
  };
  /** Answers to equality questions, by name: no part of the case, and not brought to any destination. */
  equality?: Record<string, unknown>;
  /** Who gave each answer, when, and by which channel: by JSON Pointer (RFC 6901) into `data`. */
  given?: Readonly<Record<string, SentGiven>>;
  /** Where answers are from that nobody typed, by question. */
  provenance?: Readonly<Record<string, AnswerProvenance>>;
  /** What the person decided about their data, in the order they did. */
  consents?: readonly ConsentDecision[];
  /** What they say is right where a source’s answer counts until it is corrected, by question. */
  corrections?: Readonly<Record<string, { value: unknown; at: string; source: string }>>;
}

/** Who gave an answer, and where it is from if nobody typed it. */
export interface SentGiven extends Given {
  provenance?: Omit<AnswerProvenance, 'by' | 'at' | 'channel'>;
}

/** Puts together what a person sends. What they answered on pages that are no longer asked is not in it. */
export function submissionOf(service: Service, draft: Draft, path: Path): Submission {
  const positions = positionsIn(draft);
  const data: Record<string, unknown> = {};
  const equality: Record<string, unknown> = {};
  for (const { step, ask, items } of path.steps) {
    if (isRepeat(step)) {
      const list = nameIn(step.repeat, items);
      put(data, positions(list), (found) => found ?? []);
      continue;
    }
    for (const [index, name] of ask.entries()) {
      const value = answerOf(draft.answers, name);
      if (value === null || value === undefined) continue;
      const isApart = service.questions.get(step.ask[index]!)!.type.name === 'equality';
      put(isApart ? equality : data, positions(name), () => value);
    }
  }
  const fees = feesOf(service.definition, path).map(({ code, money }) => ({ code, ...money }));
  return {
    definition: draft.definition,
    data,
    ...(fees.length && { fees }),
    ...(Object.keys(equality).length && { equality }),
  };
}

/** Who gave the answers that are sent. Of those to equality questions nothing is told, for they go to nobody. */
export function givenIn(
  service: Service,
  draft: Draft,
  path: Path,
  given: GivenAnswers,
  provenance: Submission['provenance'] = {},
): NonNullable<Submission['given']> {
  const positions = positionsIn(draft);
  const all: Record<string, SentGiven> = {};
  for (const { step, ask } of path.steps)
    for (const [index, name] of ask.entries()) {
      const known = given[`/${name}`];
      const isApart = !isRepeat(step) && service.questions.get(step.ask[index]!)!.type.name === 'equality';
      if (!known || isApart || (answerOf(draft.answers, name) ?? null) === null) continue;
      const { by: _by, at: _at, channel: _channel, ...origin } = provenance[name] ?? {};
      all[`/${positions(name).join('/')}`] = { ...known, ...('source' in origin && { provenance: origin }) };
    }
  return all;
}

/** The answers that are in the draft and do not count now, for they are not asked any more. */
export function setAside(service: Service, draft: Draft, path: Path): string[] {
  const counted = new Set(path.steps.flatMap(({ ask }) => ask));
  return [...service.questions.keys()]
    .flatMap((question) => namesFor(draft, question))
    .filter((name) => !counted.has(name) && (answerOf(draft.answers, name) ?? null) !== null);
}

/** Gives the parts of a name, with the position of each item in place of its id. Each list is numbered once: it may be long. */
function positionsIn({ order }: Draft): (name: string) => (string | number)[] {
  const lists = new Map(
    Object.entries(order).map(([list, ids]) => [list, new Map(ids.map((id, position) => [id, position]))]),
  );
  return (name) => {
    const parts = name.split('/');
    return parts.map((part, index) => lists.get(parts.slice(0, index).join('/'))?.get(part) ?? part);
  };
}

type Container = Record<string | number, unknown>;

function put(into: Container, parts: readonly (string | number)[], value: (found: unknown) => unknown): void {
  let here = into;
  for (const [index, part] of parts.slice(0, -1).entries()) {
    here[part] ??= typeof parts[index + 1] === 'number' ? [] : {};
    here = here[part] as Container;
  }
  const last = parts.at(-1)!;
  here[last] = value(here[last]);
}
