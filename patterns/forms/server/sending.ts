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
import type { GivenDeclaration, KeptDraft, Way } from './store.ts';

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
 * @param recorded How they declared it, where others wrote it down.
 * @param wrong What else is to be mended first.
 */
export async function sendDraft(
  running: RunningService,
  kept: KeptDraft,
  revision: number,
  declarations: Sent,
  { service, reader }: Setting,
  recorded?: GivenDeclaration['recorded'],
  wrong: readonly AnswerError[] = [],
): Promise<Sending> {
  if (kept.sent) return { state: 'sent', way: kept.sent };
  const { draft, language } = kept.content;
  const { definition } = service;
  const now = running.now();
  const received = kept.content.counter?.paper?.received;
  const door = doorToSend(definition, received ?? now, running.operation());
  if (door !== 'open') return { state: door };
  const path = running.pathIn(service, draft, kept.content);
  if (!path.complete) return { state: 'incomplete' };
  if (revision !== kept.revision) return { state: 'changed' };
  const unsure = await running.store.unsure(kept);
  const viruses = path.steps.flatMap((step) => virusErrors(service, step, draft, unsure, reader));
  if (viruses.length) return refused(running, 'infected', draft, viruses);
  const { owner, languages = [language], history = [], counter } = kept.content;
  const prefilled = prefillIn(kept.content, path);
  const submission = {
    ...submissionOf(service, draft, path),
    ...(owner && { person: owner }),
    given: givenIn(service, draft, path, kept.content.given ?? {}, prefilled.provenance),
    ...prefilled,
  };
  const mark = createHash('sha256').update(JSON.stringify(submission.data)).digest('hex');
  const given = readDeclarations(definition, path, reader, declarations, mark);
  const errors = [...given.errors, ...wrong];
  if (errors.length) return refused(running, 'refused', draft, errors);
  const declared = given.declarations.map((each) => ({ ...each, ...(recorded && { recorded }) }));
  const about = { sentAt: now, language, languages, history, ...(counter && { counter }) };
  const form = { ...about, draft, submission, declarations: declared };
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
