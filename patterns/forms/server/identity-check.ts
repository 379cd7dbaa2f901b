import { askedOf, typedIn } from '../answers/read-page.ts';
import type { Reader, Sent } from '../answers/read-page.ts';
import { readValue } from '../answers/read-value.ts';
import { answerOf } from '../draft/draft.ts';
import type { Path } from '../path/path.ts';
import type { Service, ServiceQuestion } from '../path/service.ts';
import type { DraftContent } from './store.ts';

/** Types that a person answers with something of their own, the hardest to guess first. */
const always = ['national-number', 'email', 'phone'];
/** The same, where the definition says that the answer tells who somebody is. */
const whereSensitive = ['date', 'text'];

/**
 * The answer that somebody is asked for again before a draft is opened on another device: one that tells who they are. What belongs
 * to somebody who signed in needs none, for they sign in there too. Undefined where nothing of that kind is answered yet.
 */
export function checkIn(service: Service, { draft, owner }: DraftContent, path: Path): ServiceQuestion | undefined {
  if (owner) return undefined;
  const answered = path.steps
    .filter(({ items }) => !items.length)
    .flatMap(({ ask }) => ask)
    .filter((name) => (answerOf(draft.answers, name) ?? null) !== null)
    .map((name) => service.questions.get(name)!);
  for (const type of [...always, ...whereSensitive]) {
    const isFit = (each: ServiceQuestion) =>
      each.type.name === type && (always.includes(type) || each.question.sensitive);
    const found = answered.find(isFit);
    if (!found) continue;
    const { hint: _forTheForm, why: _too, ...question } = found.question;
    return { ...found, question, required: true };
  }
  return undefined;
}

/** Whether what was typed is what the draft has. */
export function isTyped(question: ServiceQuestion, { draft }: DraftContent, sent: Sent, reader: Reader): boolean {
  const reading = question.type.read(typedIn(sent, question.name), askedOf(question, reader));
  return !reading.problems && isAnswer(question, draft.answers, reading.value);
}

/** The same for an answer that comes as data. */
export function isGiven(question: ServiceQuestion, { draft }: DraftContent, value: unknown, reader: Reader): boolean {
  const reading = readValue(question, value, reader);
  return !reading.problems && isAnswer(question, draft.answers, reading.value);
}

function isAnswer({ name }: ServiceQuestion, answers: DraftContent['draft']['answers'], value: unknown): boolean {
  return value !== null && alike(value) === alike(answerOf(answers, name));
}

/** Nobody is kept out for a capital letter or a space. */
function alike(value: unknown): string {
  return JSON.stringify(value)?.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '') ?? '';
}
