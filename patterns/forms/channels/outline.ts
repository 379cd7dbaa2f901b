import type { Channel, ChannelTerms, Outcome, Page, Repeat, Rule, Step } from '../definition/definition.ts';
import { isRepeat } from '../definition/definition.ts';
import { inOrder } from '../path/service.ts';
import type { Service, ServiceQuestion } from '../path/service.ts';

/** A definition as it is gone through where nothing turns pages: everything in order, each question with a number. */
export interface Outline {
  service: Service;
  channel: Channel;
  terms: ChannelTerms;
  steps: readonly OutlinedStep[];
  /** The number of each question that is asked, by its name. Items of a list share it. */
  numbers: ReadonlyMap<string, number>;
  /** The questions that are not asked there. */
  excluded: readonly ServiceQuestion[];
}

export type OutlinedStep = OutlinedPage | OutlinedList;

export interface OutlinedPage extends Decided {
  page: Page;
  questions: readonly ServiceQuestion[];
  /** Whether it asks something, but nothing there: then only what is decided after it remains. */
  isLeftOut: boolean;
}

export interface OutlinedList extends Decided {
  repeat: Repeat;
  steps: readonly OutlinedStep[];
}

/** What can be decided once a page or a list is answered. */
interface Decided {
  outcomes: readonly Outcome[];
  rules: readonly Rule[];
}

/** What there is in a channel that goes from the first question to the last. */
export function outlineOf(service: Service, channel: Channel): Outline {
  const { definition, questions } = service;
  const terms: ChannelTerms = definition.channels?.[channel] ?? {};
  const isExcluded = (name: string) => terms.exclude?.includes(name) ?? false;
  const order = inOrder(definition.pages).flatMap((step) => (isRepeat(step) ? [] : step.ask));
  const asked = order.filter((name) => !isExcluded(name));
  const decidedAfter = ({ id }: Step): Decided => ({
    outcomes: service.outcomesAfter.get(id) ?? [],
    rules: service.rulesAfter.get(id) ?? [],
  });
  const outlined = (step: Step): OutlinedStep => {
    if (isRepeat(step)) return { repeat: step, steps: step.pages.map(outlined), ...decidedAfter(step) };
    const own = step.ask.filter((name) => !isExcluded(name)).map((name) => questions.get(name)!);
    return { page: step, questions: own, isLeftOut: step.ask.length > 0 && !own.length, ...decidedAfter(step) };
  };
  return {
    service,
    channel,
    terms,
    steps: definition.pages.map(outlined),
    numbers: new Map(asked.map((name, index) => [name, index + 1])),
    excluded: order.filter(isExcluded).map((name) => questions.get(name)!),
  };
}

export function isList(step: OutlinedStep): step is OutlinedList {
  return 'repeat' in step;
}

/** The questions of a step, also of the items of a list. */
export function questionsIn(step: OutlinedStep): readonly ServiceQuestion[] {
  return isList(step) ? step.steps.flatMap(questionsIn) : step.questions;
}
