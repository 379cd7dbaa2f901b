import { questionsOf, readPage } from '../answers/read-page.ts';
import type { Reader, Sent } from '../answers/read-page.ts';
import { answerOf } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import type { PathStep } from '../path/path.ts';
import type { Service } from '../path/service.ts';
import { asksForFiles } from '../questions/file.ts';

/**
 * Whether a page that comes after everything was sent says something else than what was sent: nobody is to believe that it
 * counts. Files are not compared, for a page that the browser kept sends the same again.
 */
export function saysOther(service: Service, draft: Draft, step: PathStep, sent: Sent, reader: Reader): boolean {
  const { values, errors } = readPage(service, step, sent, reader);
  return questionsOf(service, step)
    .filter(({ question }) => !asksForFiles(question))
    .some(
      ({ name }) =>
        errors.some((error) => error.name === name) ||
        JSON.stringify(values[name] ?? null) !== JSON.stringify(answerOf(draft.answers, name) ?? null),
    );
}
