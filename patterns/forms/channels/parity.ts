import { askedOf, missing, questionsOf } from '../answers/read-page.ts';
import type { Reader } from '../answers/read-page.ts';
import { evaluate } from '../conditions/evaluate.ts';
import type { Facts, Value } from '../conditions/evaluate.ts';
import { isRepeat } from '../definition/definition.ts';
import { emptyDraft, nameIn, withAnswer, withFinished, withItem, withSeen } from '../draft/draft.ts';
import type { Draft, Items } from '../draft/draft.ts';
import { feesOf } from '../path/fees.ts';
import { asFact, pathOf } from '../path/path.ts';
import type { Path, PathStep } from '../path/path.ts';
import type { Service, ServiceQuestion } from '../path/service.ts';
import type { Typed } from '../questions/question-type.ts';
import type { AnswerSet } from './answer-sets.ts';
import { atCounter, firstOpen, sectionOf, stepsIn, takeSection, withLeftOut } from './counter.ts';
import { isList } from './outline.ts';
import type { Outline, OutlinedStep } from './outline.ts';
import { typeFrom, writeDown } from './transcription.ts';

/** How two channels differ for one person. */
export interface Difference {
  kind: 'questions' | 'answers' | 'end' | 'fees';
  /** The question or page where they part. */
  at: string;
  /** What each of them has. */
  web: string;
  other: string;
}

/** What somebody went through: each question asked, by its name in a draft, with what became of the answer; and how it ended. */
interface Walked {
  asked: ReadonlyMap<string, string>;
  end: string;
  broken: string;
  fees: string;
}

/**
 * Takes one person’s answers through the web and through a channel that goes from the first question to the last, and finds where
 * the two differ: in what is asked, what becomes of an answer, where it ends, or what it costs. Questions that the channel leaves
 * out are left out of the comparison: what people do about them is said there.
 */
export function differenceOn(outline: Outline, set: AnswerSet, reader: Reader): Difference | undefined {
  const web = onTheWeb(outline.service, set, reader);
  const other = outline.channel === 'agent' ? onScreens(outline, set, reader) : inOrderOf(outline, set, reader);
  const excluded = new Set(outline.excluded.map(({ name }) => name));
  for (const [name, outcome] of web.asked) {
    if (excluded.has(patternOf(name))) continue;
    const there = other.asked.get(name);
    if (there === undefined) return { kind: 'questions', at: name, web: 'asked', other: 'not asked' };
    if (there !== outcome && !(there === notWritten && outcome.startsWith(refused)))
      return { kind: 'answers', at: name, web: outcome, other: there };
  }
  const more = [...other.asked.keys()].find((name) => !web.asked.has(name));
  if (more !== undefined) return { kind: 'questions', at: more, web: 'not asked', other: 'asked' };
  if (web.end !== other.end || web.broken !== other.broken)
    return { kind: 'end', at: '', web: `${web.end} ${web.broken}`, other: `${other.end} ${other.broken}` };
  return web.fees === other.fees ? undefined : { kind: 'fees', at: '', web: web.fees, other: other.fees };
}

const refused = 'refused: ';
const notWritten = 'cannot be written';

/** What the service makes of an answer: the value, or the codes of what is wrong. */
function outcomeOf(question: ServiceQuestion, typed: Typed, reader: Reader): { said: string; value: Value } {
  const { value = null, problems } = question.type.read(typed, askedOf(question, reader));
  const wrong = problems ?? (value === null && question.required ? [missing(question)] : []);
  if (wrong.length) return { said: refused + wrong.map(({ code }) => code).join(), value: null };
  return { said: JSON.stringify(value), value: value as Value };
}

/**
 * The web, page after page. An answer that is refused stands in the comparison, and an empty one takes its place, as for a
 * person who cannot give it: both channels are gone through to their end.
 */
function onTheWeb(service: Service, set: AnswerSet, reader: Reader): Walked {
  const asked = new Map<string, string>();
  const lenient = leniently(service);
  let draft = emptyDraft(service.definition);
  for (;;) {
    const path = pathOf(lenient, draft, reader.today);
    const { next } = path;
    if (!next) return { asked, ...endOf(service, path) };
    if (isRepeat(next.step)) draft = anotherItem(draft, nameIn(next.step.repeat, next.items), next.step, set);
    else if (!next.ask.length) draft = withSeen(draft, next.at);
    else
      for (const { question, name } of questionsOf(service, next)) {
        const { said, value } = outcomeOf(service.questions.get(question.name)!, set.typed(question, name), reader);
        asked.set(name, said);
        draft = withAnswer(draft, name, value);
      }
  }
}

/** Nobody has to answer, so that the way never stands still at an answer that is refused. */
function leniently(service: Service): Service {
  const questions = [...service.questions].map(([name, each]) => [name, { ...each, required: false }] as const);
  return { ...service, questions: new Map(questions) };
}

function endOf(service: Service, path: Path): Omit<Walked, 'asked'> {
  const broken = path.broken.map(({ rule, at }) => `${rule.id} ${at}`);
  return { end: path.outcome?.id ?? '', broken: broken.join(), fees: feesIn(service, path.facts()) };
}

/** The counter, screen after screen: all that stands on one is given at once, and it comes again with what that has opened. */
function onScreens({ service }: Outline, set: AnswerSet, reader: Reader): Walked {
  const asked = new Map<string, string>();
  const counter = atCounter(leniently(service));
  const { today } = reader;
  const take = (step: PathStep, draft: Draft): { draft: Draft; wrong: never[] } => {
    if (isRepeat(step.step))
      return { draft: anotherItem(draft, nameIn(step.step.repeat, step.items), step.step, set), wrong: [] };
    let next = step.ask.length ? draft : withSeen(draft, step.at);
    for (const { question, name } of questionsOf(service, step)) {
      const { said, value } = outcomeOf(question, set.typed(question, name), reader);
      asked.set(name, said);
      next = withAnswer(next, name, value);
    }
    return { draft: next, wrong: [] };
  };
  let draft = withLeftOut(counter, emptyDraft(service.definition), today);
  for (;;) {
    const path = pathOf(counter.service, draft, today);
    const open = firstOpen(path);
    if (!open) return { asked, ...endOf(service, path) };
    const section = sectionOf(counter, open);
    const shown = new Set(stepsIn(section, path).map(({ at }) => at));
    ({ draft } = takeSection(counter, section, draft, { today, shown, take, broken: () => [] }));
  }
}

function anotherItem(draft: Draft, list: string, limits: { min?: number; max?: number }, set: AnswerSet): Draft {
  const { length } = draft.order[list] ?? [];
  return length < set.items(list, limits) ? withItem(draft, list, `i${length}`) : withFinished(draft, list);
}

/** From the first question to the last, as the words lead: whoever reads them decides with what stands on the paper alone. */
function inOrderOf(outline: Outline, set: AnswerSet, reader: Reader): Walked {
  const { service, channel } = outline;
  const asked = new Map<string, string>();
  const known = new Map<string, Value>();
  const lists = new Map<string, string[]>();
  const broken: string[] = [];
  let end = '';
  const facts = (items: Items): Facts => {
    const own: Facts = {
      today: reader.today,
      answer: (name) => known.get(nameIn(name, items)) ?? null, // what stands nowhere is empty
      items: (repeat) => {
        const around = items.slice(0, repeat.split('*').length - 1);
        return (lists.get(nameIn(repeat, around)) ?? []).map((id) => facts([...around, id]));
      },
      condition: (name) => evaluate(service.definition.conditions![name]!.when, own),
    };
    return own;
  };
  const decide = ({ rules, outcomes }: OutlinedStep, items: Items): void => {
    for (const { id, when, at } of rules)
      if (evaluate(when, facts(items)) === true) broken.push(`${id} ${nameIn(at, items)}`);
    end = outcomes.find(({ when }) => evaluate(when, facts(items)) === true)?.id ?? '';
  };
  const answer = (question: ServiceQuestion, items: Items): void => {
    const name = nameIn(question.name, items);
    const typed = set.typed(question, name);
    const written = channel === 'paper' ? writeDown(question, typed, reader) : undefined;
    if (channel === 'paper' && !written) return void asked.set(name, notWritten);
    const { said, value } = outcomeOf(question, written ? typeFrom(question, written, reader) : typed, reader);
    asked.set(name, said);
    known.set(name, asFact(question, value));
  };
  const through = (steps: readonly OutlinedStep[], items: Items): void => {
    for (const step of steps) {
      if (end) return;
      const when = isList(step) ? step.repeat.when : step.page.when;
      if (when && evaluate(when, facts(items)) !== true) continue;
      if (isList(step)) {
        const list = nameIn(step.repeat.repeat, items);
        const ids = Array.from({ length: set.items(list, step.repeat) }, (_, index) => `i${index}`);
        for (const id of ids) if (!end) through(step.steps, [...items, id]);
        if (end) return;
        lists.set(list, ids);
      } else step.questions.forEach((question) => answer(question, items));
      decide(step, items);
    }
  };
  through(outline.steps, []);
  return { asked, end, broken: broken.join(), fees: feesIn(service, facts([])) };
}

function feesIn(service: Service, facts: Facts): string {
  return feesOf(service.definition, { facts: () => facts })
    .map(({ code, money }) => `${code} ${money.amount} ${money.currency}`)
    .join();
}

/** The name of a question from its name in a draft, where each item of these walks is called i and its number. */
function patternOf(name: string): string {
  return name.replace(/\/i\d+(?=\/)/g, '/*');
}
