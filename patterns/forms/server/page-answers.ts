import { say } from '../definition/words.ts';
import { askedOf, errorOf, questionsOf } from '../answers/read-page.ts';
import type { AnswerError, Sent } from '../answers/read-page.ts';
import { answerOf, withAnswer } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import type { Path, PathStep } from '../path/path.ts';
import type { Service } from '../path/service.ts';
import type { Setting } from './pages.ts';
import type { ReceivedForm } from './received-form.ts';

/** The rules that a page's answers break, as errors beside the answer that the definition names. */
export function brokenAt(service: Service, { reader }: Setting, path: Path, step: PathStep): AnswerError[] {
  return path.broken
    .filter((broken) => broken.step.at === step.at)
    .map(({ rule, at }) => {
      const question = service.questions.get(rule.at)!;
      const error = errorOf(question, at, { code: 'bad-input', message: 'badInput' }, reader);
      return { ...error, message: say(rule.message, reader.language) };
    });
}

/** The answers of a page as they are typed. */
export function writtenOf(service: Service, { reader }: Setting, draft: Draft, step: PathStep): Sent {
  const sent = new Map<string, readonly string[]>();
  for (const { question, name } of questionsOf(service, step)) {
    const value = answerOf(draft.answers, name);
    if (value === null || value === undefined) continue;
    for (const [part, texts] of Object.entries(question.type.write(value, askedOf(question, reader))))
      sent.set(part ? `${name}/${part}` : name, texts);
  }
  return sent;
}

/** What was longer than a form may be, and of which only the beginning arrived. */
export function cutErrors(service: Service, { reader }: Setting, step: PathStep, form: ReceivedForm): AnswerError[] {
  return questionsOf(service, step)
    .filter(({ name }) => form.cut.has(name))
    .map(({ question, name }) => {
      const most = [...form.fields.get(name)![0]!].length;
      return errorOf(question, name, { code: 'too-long', message: 'textCut', values: { most } }, reader);
    });
}

export function inOrder({ ask }: PathStep, errors: readonly AnswerError[]): AnswerError[] {
  return [...errors].sort((one, other) => ask.indexOf(one.name) - ask.indexOf(other.name));
}

/** The name of a question with stars for the items of lists. */
export function patternOf(service: Service, draft: Draft, name: string): string {
  const parts = name.split('/');
  return parts
    .map((part, index) => (draft.order[parts.slice(0, index).join('/')]?.includes(part) ? '*' : part))
    .join('/');
}

/** A draft with all the answers given. */
export function withAll(draft: Draft, values: Readonly<Record<string, unknown>>): Draft {
  return Object.entries(values).reduce((all, [name, value]) => withAnswer(all, name, value), draft);
}
