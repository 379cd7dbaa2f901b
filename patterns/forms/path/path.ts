import Big from 'big.js';
import { evaluate } from '../conditions/evaluate.ts';
import type { Facts, Value } from '../conditions/evaluate.ts';
import { daysOf } from '../conditions/interval.ts';
import { isRepeat } from '../definition/definition.ts';
import type { Outcome, Page, Repeat, Rule, Step } from '../definition/definition.ts';
import { answerOf, nameIn } from '../draft/draft.ts';
import type { Draft, Items } from '../draft/draft.ts';
import type { Service, ServiceQuestion } from './service.ts';
import { rulesOfUndecided } from './undecided.ts';

/** A page on somebody's way, or the list at the end of a repeat. */
export interface PathStep {
  /** Its place under the service's address: `owner`, or for an item `children/k3f9/child-name`. */
  at: string;
  step: Step;
  /** The items around it, from the outside in. */
  items: Items;
  /** The names of what it asks, in a draft: `children/k3f9/name`. */
  ask: readonly string[];
  answered: boolean;
  /** The section it belongs to, its own or that of the list around it. */
  section: string | undefined;
}

/** A section of a service whose sections are a list of tasks. */
export interface Task {
  section: string;
  /** `waiting`: which pages it has depends on answers of other sections. */
  state: 'completed' | 'in-progress' | 'not-started' | 'waiting' | 'problem';
  /** The page that it begins or goes on with; undefined while it waits. */
  at: string | undefined;
}

/** What a person's answers make of the service: the pages they see, in order, and where they are. */
export interface Path {
  steps: readonly PathStep[];
  /** The first page that is not answered; undefined when everything is, or when the way ends before. */
  next: PathStep | undefined;
  /** The end before the end that the answers lead to. */
  outcome: Outcome | undefined;
  /** The rules that the answers break, with the place that the error stands at. */
  broken: readonly { rule: Rule; at: string; step: PathStep }[];
  /** Whether everything was asked that has to be, and nothing depends on what is not known. */
  complete: boolean;
  /** The sections as tasks; undefined where the service goes page after page. */
  tasks: readonly Task[] | undefined;
  /** What conditions can ask about at the end of the way, among the items given. */
  facts(items?: Items): Facts;
}

/**
 * Works out the pages from the answers, for each draft anew: there is no stored way that answers could disagree with.
 *
 * Only answers of pages on the way count. What was answered on a page that is no longer shown stays in the draft, counts as
 * not asked, and is there again when the page is.
 *
 * @param today Calendar date where the service is, `YYYY-MM-DD`.
 */
export function pathOf(service: Service, draft: Draft, today: string): Path {
  const known = latest.get(draft);
  if (known?.service === service && known.today === today) return known.path;
  const walk = new Walk(service, draft, today);
  walk.through(service.definition.pages, []);
  const path = walk.path();
  latest.set(draft, { service, today, path });
  return path;
}

/** The path of each draft that is in use, for one request asks for it several times. A draft never changes: one with another answer is another. */
const latest = new WeakMap<Draft, { service: Service; today: string; path: Path }>();

/**
 * Whether the way has come to a page: nothing before it is to be answered, or nothing of its section where sections are tasks.
 * A list is open while its items are written: who added one by mistake goes back there and takes it out.
 */
export function isReached({ steps, tasks }: Path, step: PathStep): boolean {
  const counts = (before: PathStep) =>
    !isInside(before, step) && (!tasks || before.section === undefined || before.section === step.section);
  return steps.slice(0, steps.indexOf(step)).every((before) => before.answered || !counts(before));
}

/**
 * The page before another: of an item's first page its list, of a list the page before its items. It is where people come from,
 * and so leads back to the beginning; undefined on the first page.
 */
export function pageBefore({ steps }: Path, step: PathStep): PathStep | undefined {
  const before = steps[steps.findIndex((each) => each.at === step.at || isInside(each, step)) - 1];
  const isInSameItem = step.items.every((item, depth) => before?.items[depth] === item);
  const list = step.at.split('/').slice(0, -2).join('/');
  return isInSameItem ? before : (steps.find(({ at }) => at === list) ?? before);
}

/** Whether a page is about an item of a list. */
export function isInside({ at }: PathStep, list: PathStep): boolean {
  return at.startsWith(`${list.at}/`);
}

class Walk {
  #service: Service;
  #draft: Draft;
  #today: string;
  #known = new Map<string, Value>();
  #lists = new Map<string, readonly string[]>();
  #steps: PathStep[] = [];
  #broken: { rule: Rule; at: string; step: PathStep }[] = [];
  #outcome: Outcome | undefined;
  #waiting: { step: Step; items: Items }[] = [];

  constructor(service: Service, draft: Draft, today: string) {
    this.#service = service;
    this.#draft = draft;
    this.#today = today;
  }

  through(steps: readonly Step[], items: Items): void {
    for (const step of steps) {
      if (this.#outcome) return;
      const shown = step.when ? evaluate(step.when, this.facts(items)) : true;
      if (shown === 'unknown') this.#waiting.push({ step, items });
      else if (!shown) this.#leaveOut(step, items);
      else if (isRepeat(step)) this.#repeat(step, items);
      else this.#page(step, items);
    }
  }

  path(): Path {
    const next = this.#outcome ? undefined : this.#steps.find(({ answered }) => !answered);
    if (!next && !this.#outcome) this.#waiting.forEach(({ step, items }) => this.#undecided(step, items));
    return {
      steps: this.#steps,
      next,
      outcome: this.#outcome,
      broken: this.#broken,
      complete: !next && !this.#outcome && !this.#waiting.length && !this.#broken.length,
      tasks: this.#service.definition.journey === 'task-list' ? this.#tasks() : undefined,
      facts: (items = []) => this.facts(items),
    };
  }

  facts(items: Items): Facts {
    const { conditions = {} } = this.#service.definition;
    const facts: Facts = {
      today: this.#today,
      answer: (name) => this.#known.get(nameIn(name, items)),
      items: (repeat) => {
        const around = items.slice(0, repeat.split('*').length - 1);
        return this.#lists.get(nameIn(repeat, around))?.map((id) => this.facts([...around, id]));
      },
      condition: (name) => evaluate(conditions[name]!.when, facts),
    };
    return facts;
  }

  #page(page: Page, items: Items): void {
    const ask = page.ask.map((name) => nameIn(name, items));
    const at = placeOf(page.id, this.#around(page), items);
    const questions = page.ask.map((name) => this.#service.questions.get(name)!);
    const values = ask.map((name) => answerOf(this.#draft.answers, name) as Value);
    const answered = ask.length
      ? values.every((value, index) => isAnswered(questions[index]!, value))
      : this.#draft.seen.includes(at);
    const here = { at, step: page, items, ask, answered, section: this.#sectionOf(page) };
    this.#steps.push(here);
    if (!answered) return;
    for (const [index, name] of ask.entries()) this.#known.set(name, asFact(questions[index]!, values[index]));
    this.#decide(here);
  }

  #repeat(repeat: Repeat, items: Items): void {
    const list = nameIn(repeat.repeat, items);
    const ids = this.#draft.order[list] ?? [];
    for (const id of ids) this.through(repeat.pages, [...items, id]);
    if (this.#outcome) return;
    const enough = ids.length >= (repeat.min ?? 0) && ids.length <= (repeat.max ?? Infinity);
    const answered = enough && this.#draft.finished.includes(list);
    const at = placeOf(repeat.id, this.#around(repeat), items);
    const here = { at, step: repeat, items, ask: [], answered, section: this.#sectionOf(repeat) };
    this.#steps.push(here);
    if (!answered) return;
    this.#lists.set(list, ids);
    this.#decide(here);
  }

  /** What is not asked is known to be empty. */
  #leaveOut(step: Step, items: Items): void {
    if (isRepeat(step)) this.#lists.set(nameIn(step.repeat, items), []);
    else for (const name of step.ask) this.#known.set(nameIn(name, items), null);
  }

  #decide(here: PathStep): void {
    const { id } = here.step;
    const facts = this.facts(here.items);
    for (const rule of this.#service.rulesAfter.get(id) ?? [])
      if (evaluate(rule.when, facts) === true) this.#broken.push({ rule, at: nameIn(rule.at, here.items), step: here });
    this.#outcome = this.#service.outcomesAfter.get(id)?.find(({ when }) => evaluate(when, facts) === true);
  }

  /** A page that nobody will ever come to, for a date that was answered in part does not decide whether they should. */
  #undecided({ when }: Step, items: Items): void {
    for (const rule of rulesOfUndecided(this.#service, when!, this.facts(items))) {
      const at = nameIn(rule.at, items);
      const step = this.#steps.find(({ ask }) => ask.includes(at));
      if (step && !this.#broken.some((broken) => broken.at === at)) this.#broken.push({ rule, at, step });
    }
  }

  #tasks(): Task[] {
    const tasks: Task[] = [];
    for (const { id: section } of this.#service.definition.sections ?? []) {
      const steps = this.#steps.filter((step) => step.section === section);
      const isWaiting = this.#waiting.some(({ step }) => this.#sectionOf(step) === section);
      const next = steps.find(({ answered }) => !answered);
      const broken = this.#broken.find(({ step }) => step.section === section);
      const isBegun = steps.some(({ answered }) => answered);
      if (broken) tasks.push({ section, state: 'problem', at: broken.step.at });
      else if (next) tasks.push({ section, state: isBegun ? 'in-progress' : 'not-started', at: next.at });
      else if (isWaiting) tasks.push({ section, state: isBegun ? 'in-progress' : 'waiting', at: steps[0]?.at });
      else if (steps[0]) tasks.push({ section, state: 'completed', at: steps[0].at });
    }
    return tasks;
  }

  #sectionOf(step: Step): string | undefined {
    return step.section ?? this.#around(step).findLast(({ section }) => section !== undefined)?.section;
  }

  /** The repeats around a step, from the outside in. */
  #around({ id }: Step): readonly Repeat[] {
    return this.#service.around.get(id)!;
  }
}

function isAnswered({ required }: ServiceQuestion, value: Value): boolean {
  return value !== undefined && (value !== null || !required);
}

/** An answer as conditions see it. */
export function asFact({ type }: ServiceQuestion, value: Value): Value {
  if (value === null) return null;
  if (type.kind === 'number') return new Big(value as string);
  return type.kind === 'date' ? daysOf(value as string) : value;
}

/** `children/k3f9/child-name`: each list by the id of its repeat, each item by its own. */
function placeOf(id: string, around: readonly Repeat[], items: Items): string {
  if (!items.length) return id;
  return [...around.flatMap((repeat, index) => [repeat.id, items[index]!]), id].join('/');
}
