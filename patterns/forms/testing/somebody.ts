/** Somebody who walks through a definition and answers whatever is asked, as numbers decide for them. */
import assert from 'node:assert/strict';
import { readPage, questionsOf } from '../answers/read-page.ts';
import type { Sent } from '../answers/read-page.ts';
import { isRepeat } from '../definition/definition.ts';
import { emptyDraft, nameIn, withAnswer, withFinished, withItem, withSeen } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import { pathOf } from '../path/path.ts';
import type { PathStep } from '../path/path.ts';
import type { Service, ServiceQuestion } from '../path/service.ts';
import { accountSchemes } from '../questions/bank-account.ts';
import type { Typed } from '../questions/question-type.ts';
import { wrongText } from '../questions/text.ts';
import { typedFrom } from '../questions/typed-date.ts';

/** Chooses a whole number from nought to the most. */
export type Choose = (most: number) => number;

const today = '2026-11-27';
const reader = { language: 'en-GB', today };

/** Numbers one after the other, and from the first again, each one more: who is refused an answer gives another the next time. */
export function chooserOf(numbers: readonly number[]): Choose {
  let used = 0;
  return (most) => {
    const rounds = Math.floor(used / numbers.length);
    return ((numbers[used++ % numbers.length] ?? 0) + rounds) % (most + 1);
  };
}

/** Numbers that are the same each time, for what is written down once and read again. */
export function steadyChooser(seed: number): Choose {
  let state = seed;
  return (most) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % (most + 1);
  };
}

/** What somebody types into a page: nothing wrong, and now and then nothing where nothing has to be. */
export function typedInto(service: Service, step: PathStep, choose: Choose): Sent {
  const sent = new Map<string, readonly string[]>();
  for (const { question, name } of questionsOf(service, step)) {
    const typed = !question.required && choose(3) === 0 ? {} : answerTo(question, choose);
    for (const [part, texts] of Object.entries(typed)) sent.set(part ? `${name}/${part}` : name, texts);
  }
  return sent;
}

/** More items than this nobody adds: lists inside lists grow quickly. */
const mostItems = 4;

const texts = ['Peñaluna', 'Valdivia', 'BCDF12', 'AB1234', '1234567'];
const dates = ['1980-03-27', '1950-12-01', '2010-05-05', '2020-12-01', '2026-12-01', '2027-01-20'];

function answerTo({ question, type, schema }: ServiceQuestion, choose: Choose): Typed {
  const pick = <Thing>(things: readonly Thing[]): Thing => things[choose(things.length - 1)]!;
  const { options = [] } = question;
  const { min, max } = (schema.settings ?? {}) as { min?: string; max?: string };
  const isWithin = (date: string) => date >= limit(min, '0000') && date <= limit(max, '9999');
  if (options.length) return { '': [pick(options).value] };
  switch (type.name) {
    case 'yes-no':
      return { '': [pick(['yes', 'no'])] };
    case 'text':
      return { '': [pick(texts.filter((text) => !wrongText(text, schema)))] };
    case 'integer':
      return { '': [String(Math.max(schema.minimum ?? 0, choose(3)))] };
    case 'decimal':
      return { '': [pick(['12,5', '2'])] };
    case 'bank-account':
      return pick(accountSchemes[schema.settings!.scheme as 'cl'].examples.right)[0];
    case 'money':
      return { '': [pick(['1', '650.000', '90.000.000'])] };
    case 'file':
    case 'files':
      return { '': [JSON.stringify({ file: 'f', name: 'a.pdf', size: 1, type: 'application/pdf' })] };
    case 'date-partial': {
      const known = schema.settings!.precision === 'year' ? [10, 7, 4] : [10, 7];
      return typedFrom(pick(dates.filter(isWithin)).slice(0, pick(known)));
    }
    case 'date':
      return type.write(pick(dates.filter(isWithin)), {
        ...reader,
        schema,
        settings: {},
        options,
        required: true,
        words: {},
      });
    default:
      return pick(type.examples.right)[0];
  }
}

function limit(date: string | undefined, none: string): string {
  return date === 'today' ? today : (date ?? none);
}

/** One step further, as the server takes it. */
export function stepOn(service: Service, draft: Draft, step: PathStep, choose: Choose): Draft {
  if (isRepeat(step.step)) {
    const { min = 0, max = mostItems, repeat } = step.step;
    const list = nameIn(repeat, step.items);
    const { length } = draft.order[list] ?? [];
    const more = length < min || (length < Math.min(max, mostItems) && choose(2) === 0);
    return more ? withItem(draft, list, `i${length}x${choose(1e6)}`) : withFinished(draft, list);
  }
  if (!step.ask.length) return withSeen(draft, step.at);
  const { values, errors } = readPage(service, step, typedInto(service, step, choose), reader);
  assert.deepEqual(errors, [], step.at);
  return Object.entries(values).reduce((all, [name, value]) => withAnswer(all, name, value), draft);
}

/** From the first page, or from a draft, to where nothing more is asked. @throws Error where it never ends. */
export function walk(
  service: Service,
  choose: Choose,
  { from = emptyDraft(service.definition), each = () => {} }: { from?: Draft; each?: (draft: Draft) => void } = {},
): Draft {
  let draft = from;
  for (let steps = 0; steps < 1000; steps++) {
    const { next } = pathOf(service, draft, today);
    if (!next) return draft;
    draft = stepOn(service, draft, next, choose);
    each(draft);
  }
  throw new Error('There is no end.');
}

/** Whether the service ends before for these answers, or does not take them together. */
export function isBrokenOrEnded(service: Service, draft: Draft): boolean {
  const { outcome, broken } = pathOf(service, draft, today);
  return !!outcome || broken.length > 0;
}
