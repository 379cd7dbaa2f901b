import { createHash } from 'node:crypto';
import type { AnswerError, Sent } from '../answers/read-page.ts';
import { givenIn, submissionOf } from '../answers/submission.ts';
import type { Draft } from '../draft/draft.ts';
import type { Path } from '../path/path.ts';
import { doorToSend } from './door.ts';
import type { Door } from './door.ts';
import { declarationsFor, readDeclarations } from './declarations.ts';
import { virusErrors } from './files.ts';
import type { Level } from './identity-port.ts';
import type { Setting } from './pages.ts';
import { prefillIn } from './prefill/submission.ts';
import { levelToSign } from './re-authentication.ts';
import type { RunningService } from './running-service.ts';
import { isLookedThrough } from './signing.ts';
import type { GivenDeclaration, KeptDraft, SentForm, Way } from './store.ts';

/** Why something is not sent. */
export type NotSent =
  | { state: 'incomplete' | 'changed' | Exclude<Door, 'open'> }
  | { state: 'refused' | 'infected'; errors: readonly AnswerError[] };

/** What can be sent: everything in it is right. */
export interface Ready {
  state: 'ready';
  form: Omit<SentForm, 'reference' | 'handle'>;
  /** How surely it has to be known who signs it by signing in again; nobody does, without it. */
  toSign: Level | undefined;
  /** Says what is sent and declared: another, as soon as anything of it is. */
  mark: string;
}

/** What became of a wish to send. `to-sign`: it is right, and is to be signed by signing in again first. */
export type Sending = { state: 'sent'; way: Way } | { state: 'to-sign'; level: Level; mark: string } | NotSent;

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
  setting: Setting,
  recorded?: GivenDeclaration['recorded'],
  wrong: readonly AnswerError[] = [],
): Promise<Sending> {
  if (kept.sent) return { state: 'sent', way: kept.sent };
  const ready = await readyToSend(running, kept, isLookedThrough(kept, revision), declarations, setting, wrong);
  if (ready.state !== 'ready') return ready;
  const { toSign: level, mark, form } = ready;
  if (level && !recorded) return { state: 'to-sign', level, mark };
  const declared = form.declarations.map((each) => ({ ...each, ...(recorded && { recorded }) }));
  return { state: 'sent', way: await sendReady(running, kept, { ...form, declarations: declared }) };
}

/**
 * Looks through what is to be sent.
 *
 * @param wrong What is wrong besides, where it is sent.
 */
export async function readyToSend(
  running: RunningService,
  kept: KeptDraft,
  isCurrent: boolean,
  declarations: Sent,
  setting: Setting,
  wrong: readonly AnswerError[] = [],
): Promise<Ready | NotSent> {
  const { service, reader } = setting;
  const { draft } = kept.content;
  const received = kept.content.counter?.paper?.received;
  const door = doorToSend(service.definition, received ?? running.now(), running.operation());
  if (door !== 'open') return { state: door };
  const path = running.pathIn(service, draft, kept.content);
  if (!path.complete) return { state: 'incomplete' };
  if (!isCurrent) return { state: 'changed' };
  const unsure = await running.store.unsure(kept);
  const viruses = path.steps.flatMap((step) => virusErrors(service, step, draft, unsure, reader));
  if (viruses.length) return refused(running, 'infected', draft, viruses);
  const { errors: missing, ...ready } = toSendOf(running, kept, path, declarations, setting);
  const errors = [...missing, ...wrong];
  return errors.length ? refused(running, 'refused', draft, errors) : { state: 'ready', ...ready };
}

/** Puts together what is sent, with what was declared about it and what is still to be. */
export function toSendOf(
  running: RunningService,
  { content }: KeptDraft,
  path: Path,
  sent: Sent,
  { service, reader }: Setting,
): Omit<Ready, 'state'> & { errors: readonly AnswerError[] } {
  const { draft, language, owner, languages = [language], history = [], counter } = content;
  const { definition } = service;
  const prefilled = prefillIn(content, path);
  const submission = {
    ...submissionOf(service, draft, path),
    ...(owner && { person: owner }),
    given: givenIn(service, draft, path, content.given ?? {}, prefilled.provenance),
    ...prefilled,
  };
  const about = hashOf(submission.data);
  const { errors, declarations } = readDeclarations(definition, path, reader, sent, about);
  const { definition: version, data, fees, corrections } = submission;
  const noted = { language, languages, history, ...(counter && { counter }) };
  return {
    errors,
    form: { sentAt: running.now(), ...noted, draft, submission, declarations },
    toSign: levelToSign(definition, declarationsFor(definition, path)),
    mark: hashOf([version, data, fees, corrections, declarations]),
  };
}

/** Sends what is ready. */
export async function sendReady(running: RunningService, kept: KeptDraft, form: Ready['form']): Promise<Way> {
  const way = await running.store.send(kept, form, running.destinations);
  running.tell('sent', form.draft.definition);
  return way;
}

function hashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function refused(
  running: RunningService,
  state: 'refused' | 'infected',
  { definition }: Draft,
  errors: readonly AnswerError[],
): NotSent {
  running.tell('send-refused', definition, { errors: errors.map(({ code }) => code) });
  return { state, errors };
}
