import { broughtAlong } from '../answers/given.ts';
import type { Reader } from '../answers/read-page.ts';
import { readValue } from '../answers/read-value.ts';
import { answerOf, nameIn, namesFor, withAnswer } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import { migrate } from '../draft/migrate.ts';
import type { Report } from '../draft/migrate.ts';
import type { Path } from '../path/path.ts';
import type { Service } from '../path/service.ts';
import type { DraftContent } from './store.ts';

/** Each version of a service by its number. */
export type Versions = ReadonlyMap<number, Service>;

/** What a newer version made of a draft: the draft as it was, and what happened to its answers. */
export interface News {
  before: Draft;
  report: Report;
}

/**
 * Brings a draft to the version that takes it over, where it may not be finished any more as it was begun: over as many versions
 * as there are between. Answers that do not fit the newer version are asked again.
 *
 * @returns The same content where nothing is to be done.
 */
export function broughtUp(content: DraftContent, versions: Versions, reader: Reader, now: Date): DraftContent {
  let { draft, given = {} } = content;
  const report: Report = { reasked: [], dropped: [], ...content.news?.report };
  for (let next = dueFor(draft, versions, now); next; next = dueFor(draft, versions, now)) {
    const { version, replaces } = next.definition;
    const moved = migrate(draft, version, replaces!.migrate);
    const unfit = unfitIn(next, moved.draft, reader);
    draft = unfit.reduce((all, name) => withAnswer(all, name, undefined), moved.draft);
    given = broughtAlong(given, moved.renamed, draft.answers);
    report.reasked = [...report.reasked, ...moved.report.reasked, ...unfit];
    report.dropped = [...report.dropped, ...moved.report.dropped];
  }
  if (draft === content.draft) return content;
  return { ...content, draft, given, news: { before: content.news?.before ?? content.draft, report } };
}

/** Until when a draft can be finished as it was begun; undefined where nothing limits it. */
export function lastDayOf(draft: Draft, versions: Versions): string | undefined {
  return successorOf(draft, versions)?.definition.replaces?.until;
}

/** The questions on the way that are to be answered and that the version before did not ask. */
export function newQuestions(path: Path, before: Service): string[] {
  return path.steps
    .filter(({ answered }) => !answered)
    .flatMap(({ step, items }) => ('ask' in step ? step.ask.map((question) => ({ question, items })) : []))
    .filter(({ question }) => !before.questions.has(question))
    .map(({ question, items }) => nameIn(question, items));
}

/** The version that takes over the drafts of this one. */
function successorOf({ definition }: Draft, versions: Versions): Service | undefined {
  const { version } = definition;
  return [...versions.values()].find(
    (next) => next.definition.replaces?.version === version && next.definition.version > version,
  );
}

/** The same, where the time of this one is over, or the server has it no more. */
function dueFor(draft: Draft, versions: Versions, now: Date): Service | undefined {
  const next = successorOf(draft, versions);
  const until = next?.definition.replaces?.until;
  const isOver = !versions.has(draft.definition.version) || (until !== undefined && now > new Date(until));
  return isOver ? next : undefined;
}

/** The answers that were right before and are not any more. */
function unfitIn(service: Service, draft: Draft, reader: Reader): string[] {
  return [...service.questions.values()].flatMap((question) =>
    namesFor(draft, question.name).filter(
      (name) => readValue(question, answerOf(draft.answers, name) ?? null, reader).problems,
    ),
  );
}
