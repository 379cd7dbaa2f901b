import { isRepeat } from '../definition/definition.ts';
import type { Definition } from '../definition/definition.ts';
import type { Words } from '../definition/words.ts';
import { answerOf, withAnswer } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import { pathOf } from '../path/path.ts';
import type { Path, PathStep } from '../path/path.ts';
import type { Service, ServiceQuestion } from '../path/service.ts';

/** A service as it is gone through at the counter: with the questions that are not asked there, which count as left empty. */
export interface AtCounter {
  service: Service;
  sections: readonly CounterSection[];
  /** The names of the questions that are not asked. */
  excluded: ReadonlySet<string>;
}

/** What stands on one screen: the pages of a section, or those beside each other that belong to none. */
export interface CounterSection {
  /** The id of its first page: in addresses. */
  id: string;
  title: Words | undefined;
  /** The ids of its pages and lists, without those inside of lists. */
  steps: ReadonlySet<string>;
}

export function atCounter(service: Service): AtCounter {
  const { definition } = service;
  const excluded = new Set(definition.channels?.agent?.exclude);
  const questions = new Map<string, ServiceQuestion>(
    [...service.questions].map(([name, each]) => [name, excluded.has(name) ? { ...each, required: false } : each]),
  );
  return { service: { ...service, questions }, sections: sectionsOf(definition), excluded };
}

function sectionsOf({ pages, sections = [] }: Definition): CounterSection[] {
  const all: { id: string; section: string | undefined; steps: string[] }[] = [];
  for (const { id, section } of pages) {
    const last = all.at(-1);
    if (last && last.section === section) last.steps.push(id);
    else all.push({ id, section, steps: [id] });
  }
  return all.map(({ id, section, steps }) => ({
    id,
    title: sections.find((each) => each.id === section)?.title,
    steps: new Set(steps),
  }));
}

/** The path, with what is not asked there for no one to see, unless it was answered elsewhere. */
export function shownAt({ excluded }: AtCounter, draft: Draft, path: Path): Path {
  if (!excluded.size) return path;
  const shown = ({ step, ask, ...rest }: PathStep): PathStep[] => {
    if (isRepeat(step) || !ask.length) return [{ step, ask, ...rest }];
    const stays = (index: number) =>
      !excluded.has(step.ask[index]!) || (answerOf(draft.answers, ask[index]!) ?? null) !== null;
    const own = ask.filter((_, index) => stays(index));
    if (!own.length) return [];
    return [{ ...rest, step: { ...step, ask: step.ask.filter((_, index) => stays(index)) }, ask: own }];
  };
  return { ...path, steps: path.steps.flatMap(shown) };
}

/**
 * The first page that is not answered, also before an end that an answer further down has led to already: on the web it would have
 * been asked before. Undefined where the way ends or everything is answered.
 */
export function firstOpen({ steps }: Path): PathStep | undefined {
  return steps.find(({ answered }) => !answered);
}

/** The section that a page or list stands in. */
export function sectionOf({ sections }: AtCounter, { at }: PathStep): CounterSection {
  return sections.find(({ steps }) => steps.has(at.split('/')[0]!))!;
}

/** The pages and lists of a section that are on the way. */
export function stepsIn({ steps: ids }: CounterSection, { steps }: Path): PathStep[] {
  return steps.filter(({ at }) => ids.has(at.split('/')[0]!));
}

/** The section to go on at: the next that is not finished, else the first; undefined where all are. */
export function nextSection({ sections }: AtCounter, path: Path, after?: CounterSection): CounterSection | undefined {
  const isOpen = (section: CounterSection) =>
    stepsIn(section, path).some(({ answered, at }) => !answered || path.broken.some(({ step }) => step.at === at));
  const later = after ? sections.slice(sections.indexOf(after) + 1) : [];
  return later.find(isOpen) ?? sections.find(isOpen);
}

/** The draft, in which everything that is not asked there and was answered nowhere else is left empty. */
export function withLeftOut({ service, excluded }: AtCounter, draft: Draft, today: string): Draft {
  let next = draft;
  for (let isOther = excluded.size > 0; isOther;) {
    const { steps } = pathOf(service, next, today);
    const open = steps.flatMap(({ step, ask }) =>
      isRepeat(step) ? [] : ask.filter((name, index) => excluded.has(step.ask[index]!) && isOpen(next, name)),
    );
    next = open.reduce((all, name) => withAnswer(all, name, null), next);
    isOther = open.length > 0;
  }
  return next;
}

function isOpen({ answers }: Draft, name: string): boolean {
  return answerOf(answers, name) === undefined;
}

/** How what stands on a screen is taken. */
export interface Taking<Wrong> {
  /** Calendar date that “today” is, `YYYY-MM-DD`. */
  today: string;
  /** The places of the pages and lists that stand on it. */
  shown: ReadonlySet<string>;
  /** The draft with the right answers of a page; and what is wrong. */
  take(step: PathStep, draft: Draft): { draft: Draft; wrong: readonly Wrong[] };
  /** What is wrong with the answers of a page together with others: then the page is not taken. */
  broken(step: PathStep, path: Path): readonly Wrong[];
}

/**
 * Takes all that was given on one screen, page after page as the path goes: what an answer above has closed is not asked any more,
 * and nothing there can be wrong; what it has opened stood on no screen yet.
 */
export function takeSection<Wrong>(
  counter: AtCounter,
  section: CounterSection,
  draft: Draft,
  { today, shown, take, broken }: Taking<Wrong>,
): { draft: Draft; wrong: Wrong[]; taken: string[] } {
  const wrong: Wrong[] = [];
  const taken = new Set<string>();
  let next = withLeftOut(counter, draft, today);
  const pathNow = (of: Draft) => shownAt(counter, of, pathOf(counter.service, of, today));
  for (;;) {
    const step = stepsIn(section, pathNow(next)).find(({ at }) => shown.has(at) && !taken.has(at));
    if (!step) return { draft: next, wrong, taken: [...taken] };
    taken.add(step.at);
    const reading = take(step, next);
    const after = withLeftOut(counter, reading.draft, today);
    const unfit = reading.wrong.length ? [] : broken(step, pathNow(after));
    wrong.push(...reading.wrong, ...unfit);
    if (!unfit.length) next = after;
  }
}
