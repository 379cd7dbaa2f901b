import { createHash } from 'node:crypto';
import type { AnswerError, Sent } from '../answers/read-page.ts';
import { givenIn, submissionOf } from '../answers/submission.ts';
import type { Draft } from '../draft/draft.ts';
import { doorToSend } from './door.ts';
import type { Door } from './door.ts';
import { readDeclarations } from './declarations.ts';
import { virusErrors } from './files.ts';
import type { Setting } from './pages.ts';
import { prefillIn } from './prefill/submission.ts';
import type { RunningService } from './running-service.ts';
import type { KeptDraft, Way } from './store.ts';

/** What became of a wish to send. */
export type Sending =
  | { state: 'sent'; way: Way }
  | { state: 'incomplete' | 'changed' | Exclude<Door, 'open'> }
  | { state: 'refused' | 'infected'; errors: readonly AnswerError[] };

/**
 * Sends what is in a draft, once. What is sent is what was looked through: after a change somewhere else it is not sent.
 *
 * @param revision The revision that the person looked through.
 * @param declarations What they declared, as a form sends it: `declarations/<id>`.
 */
export async function sendDraft(
  running: RunningService,
  kept: KeptDraft,
  revision: number,
  declarations: Sent,
  { service, reader }: Setting,
): Promise<Sending> {
  if (kept.sent) return { state: 'sent', way: kept.sent };
  const { draft, language } = kept.content;
  const { definition } = service;
  const now = running.now();
  const door = doorToSend(definition, now, running.operation());
  if (door !== 'open') return { state: door };
  const path = running.pathIn(service, draft);
  if (!path.complete) return { state: 'incomplete' };
  if (revision !== kept.revision) return { state: 'changed' };
  const unsure = await running.store.unsure(kept);
  const viruses = path.steps.flatMap((step) => virusErrors(service, step, draft, unsure, reader));
  if (viruses.length) return refused(running, 'infected', draft, viruses);
  const { owner, languages = [language], history = [] } = kept.content;
  const prefilled = prefillIn(kept.content, path);
  const submission = {
    ...submissionOf(service, draft, path),
    ...(owner && { person: owner }),
    given: givenIn(service, draft, path, kept.content.given ?? {}, prefilled.provenance),
    ...prefilled,
  };
  const about = createHash('sha256').update(JSON.stringify(submission.data)).digest('hex');
  const given = readDeclarations(definition, path, reader, declarations, about);
  if (given.errors.length) return refused(running, 'refused', draft, given.errors);
  const form = { sentAt: now, language, languages, history, draft, submission, declarations: given.declarations };
  const way = await running.store.send(kept, form, running.destinations);
  running.tell('sent', draft.definition);
  return { state: 'sent', way };
}

function refused(
  running: RunningService,
  state: 'refused' | 'infected',
  { definition }: Draft,
  errors: readonly AnswerError[],
): Sending {
  running.tell('send-refused', definition, { errors: errors.map(({ code }) => code) });
  return { state, errors };
}
