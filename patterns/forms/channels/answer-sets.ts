import type { Reader } from '../answers/read-page.ts';
import type { Service, ServiceQuestion } from '../path/service.ts';
import type { Typed } from '../questions/question-type.ts';
import { anAnswer } from './one-answer.ts';
import type { Choose } from './one-answer.ts';

/** Answers as somebody gives them, to whatever is asked, and how many items each list has. */
export interface AnswerSet {
  typed(question: ServiceQuestion, name: string): Typed;
  items(list: string, limits: { min?: number; max?: number }): number;
}

/** Answers that numbers choose, each question’s once and for all channels. */
export function answerSet(service: Service, reader: Reader, choose: Choose): AnswerSet {
  const near = comparedIn(service);
  const given = new Map<string, Typed>();
  const counts = new Map<string, number>();
  return {
    typed(question, name) {
      const known = given.get(name) ?? anAnswer(question, near.get(question.name) ?? [], reader.today, choose);
      given.set(name, known);
      return known;
    },
    items(list, { min = 0, max = Infinity }) {
      const known = counts.get(list) ?? Math.min(max, min + choose(2));
      counts.set(list, known);
      return known;
    },
  };
}

/** Numbers that are the same each time, so that a fault that was found once is found again. MINSTD of Park and Miller. */
export function steadily(seed: number): Choose {
  let state = (seed * 48_271 + 1) % 2_147_483_647 || 1;
  return (most) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % (most + 1);
  };
}

/** What conditions compare each answer with, anywhere in the definition. */
function comparedIn({ definition }: Service): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>();
  const visit = (thing: unknown): void => {
    if (typeof thing !== 'object' || thing === null) return;
    if (Array.isArray(thing) && thing.length === 2) {
      const [asked, other] = thing as [{ answer?: string } | null, unknown];
      const values = (Array.isArray(other) ? other : [other]).map(literalOf).filter((value) => value !== undefined);
      if (asked?.answer !== undefined) found.set(asked.answer, [...(found.get(asked.answer) ?? []), ...values]);
    }
    Object.values(thing).forEach(visit);
  };
  visit({ ...definition, data: undefined, questions: undefined });
  return found;
}

function literalOf(operand: unknown): unknown {
  if (typeof operand !== 'object' || operand === null) return operand;
  const { decimal, date } = operand as { decimal?: string; date?: string };
  return decimal ?? date;
}
