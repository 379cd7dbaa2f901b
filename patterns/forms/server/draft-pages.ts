import type { Context } from 'hono';
import { labelOf, questionsOf } from '../answers/read-page.ts';
import type { AnswerError, Sent } from '../answers/read-page.ts';
import { setAside } from '../answers/submission.ts';
import { isRepeat } from '../definition/definition.ts';
import type { Repeat } from '../definition/definition.ts';
import { answerOf, nameIn } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import { pageBefore } from '../path/path.ts';
import type { Path, PathStep } from '../path/path.ts';
import { asksForFiles, filesIn } from '../questions/file.ts';
import { speaker } from './controls.ts';
import { virusErrors } from './files.ts';
import {
  answerInWords,
  checkPage,
  confirmPage,
  itemName,
  listPage,
  mergePage,
  questionPage,
  timeAtEnd,
} from './pages.ts';
import type { FormPage, Notice, QuestionPage, Setting } from './pages.ts';
import type { KeptDraft } from './store.ts';
import type { RunningService, Status } from './running-service.ts';
import type { Upload } from './uploads.ts';
import { keepingOf } from './keeping.ts';
import { lastDayOf } from './new-version.ts';
import { cardsOn, missingNotice } from './prefill/cards.ts';
import { consentAt, toDecide } from './prefill/consent-page.ts';
import { offersSignIn } from './signing-in.ts';
import { handOverPart } from './hand-over-pages.ts';
import { stoodAt, tasksAt, turned, whereNext } from './way.ts';
import { deleteAt } from './forgetting.ts';
import type { Difference } from './merge.ts';
import { patternOf } from './page-answers.ts';

export interface Shown {
  sent?: Sent;
  errors?: readonly AnswerError[];
  notice?: Notice | undefined;
  listError?: string;
  /** Whether the form has the field that nobody sees. */
  withTrap?: boolean;
}

export async function showStep(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  step: PathStep,
  { sent = new Map(), errors = [], notice, listError }: Shown,
  status: Status = 200,
): Promise<Response> {
  const { service, setting, path } = running.open(call, kept);
  const { draft } = kept.content;
  const asks = questionsOf(service, step).some(({ question }) => asksForFiles(question));
  const unsure = asks ? await unsureOf(running, kept) : undefined;
  const viruses = unsure ? virusErrors(service, step, draft, unsure, setting.reader) : [];
  const page: QuestionPage = {
    ...pageOf(running, call, kept, path, step),
    sent,
    errors: [...errors, ...viruses],
    notice: notice ?? (errors.length ? undefined : missing(setting, kept, step)),
    unsure,
    unfinished: asks ? await unfinishedOf(running, kept) : undefined,
    removed: removedItem(running, call, kept, step),
    cards: cardsOn(setting, kept.content, step),
    isWrong: sent.has('wrong'),
    consentLink: running.placeIn(kept, `${consentAt}?to=${step.at}`),
  };
  if (isRepeat(step.step)) return running.show(call, setting, listPage(setting, page, path, listError), status);
  return running.show(call, setting, questionPage(setting, page), status);
}

/** What was to come for a page and did not. */
function missing(setting: Setting, { content }: KeptDraft, step: PathStep): Notice | undefined {
  const sentences = missingNotice(setting, content, step);
  return sentences.length ? { variant: 'information', sentences } : undefined;
}

export async function showCheck(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  { sent = new Map(), errors = [], notice, withTrap = !kept.content.owner }: Shown,
  status: Status = 200,
): Promise<Response> {
  const { service, setting, path } = running.open(call, kept);
  const { draft } = kept.content;
  const aside = setAside(service, draft, path).map((name) => {
    const pattern = patternOf(service, draft, name);
    return {
      label: labelOf(service.questions.get(pattern)!, setting.reader),
      answer: answerInWords(setting, draft, name, pattern),
    };
  });
  const page = {
    ...pageOf(running, call, kept, path, undefined),
    sent,
    errors,
    notice: notice ?? (await goodToKnow(running, setting, kept, path)),
    prefill: kept.content.prefill,
    withTrap,
    ...(kept.content.owner && { person: kept.content.owner }),
    ...(toDecide(running, kept).length > 0 && { consentLink: running.placeIn(kept, `${consentAt}?return=check`) }),
  };
  return running.show(call, setting, checkPage(setting, page, path, aside), status);
}

/** How the draft’s files stand, as far as it can be known: a page that gives back what was typed must not fail for it. */
function unsureOf({ store }: RunningService, kept: KeptDraft): Promise<Awaited<ReturnType<typeof store.unsure>>> {
  return store.unsure(kept).catch(() => new Map());
}

/** The files that have begun to come, as far as it can be known. */
async function unfinishedOf({ store }: RunningService, kept: KeptDraft): Promise<readonly Upload[]> {
  const all = await store.uploads(kept).catch(() => []);
  return all.filter(({ file, received }) => !file && received > 0);
}

/** What is good to know before everything is sent: what is not looked at yet, and until when it can be sent so. */
async function goodToKnow(
  running: RunningService,
  setting: Setting,
  kept: KeptDraft,
  path: Path,
): Promise<Notice | undefined> {
  const { service, reader } = setting;
  const { draft } = kept.content;
  const unsure = await unsureOf(running, kept);
  const waiting = path.steps
    .flatMap((step) => questionsOf(service, step))
    .filter(({ question }) => unsure.size && asksForFiles(question))
    .flatMap(({ name }) => filesIn(answerOf(draft.answers, name)))
    .filter(({ file }) => unsure.get(file) === 'waiting')
    .map(({ name }) => speaker(reader)('fileReceived', { name }));
  const sentences = [...waiting, ...untilWhen(running, setting, draft)];
  return sentences.length ? { variant: 'information', sentences } : undefined;
}

/** How long a draft can still be sent as it was begun, where a newer version takes it over. */
function untilWhen(running: RunningService, setting: Setting, draft: Draft): string[] {
  const until = lastDayOf(draft, running.services);
  if (until === undefined) return [];
  return [speaker(setting.reader)('changesAfter', { date: timeAtEnd(setting, until) })];
}

/** Asks before an item is removed, for a link alone may change nothing. */
export function showRemoval(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  step: PathStep,
  repeat: Repeat,
  id: string,
) {
  const { setting } = running.open(call, kept);
  const ids = kept.content.draft.order[nameIn(repeat.repeat, step.items)] ?? [];
  if (!ids.includes(id)) return call.redirect(running.placeIn(kept, step.at), 303);
  const say = speaker(setting.reader);
  const item = itemName(setting, repeat, ids.indexOf(id));
  const page = confirmPage(setting, {
    heading: say('removeHeading', { item }),
    lead: say('removeLead'),
    button: say('itemRemove'),
    value: `remove:${id}`,
    destroys: true,
    action: turned(call),
    proof: running.proofFor(call, kept.id),
    revision: kept.revision,
    back: running.placeIn(kept, step.at),
  });
  return running.show(call, setting, page);
}

export function showMerge(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  {
    step,
    sent,
    differing,
    unchosen,
  }: { step: PathStep; sent: Sent; differing: readonly Difference[]; unchosen: readonly Difference[] },
): Response | Promise<Response> {
  const { setting, path } = running.open(call, kept);
  const own = new Map(
    [...sent].filter(([name]) => step.ask.some((each) => name === each || name.startsWith(`${each}/`))),
  );
  const errors = unchosen.map(({ name, label }): AnswerError => ({
    name,
    pointer: `/${name}`,
    code: 'value-missing',
    message: speaker(setting.reader)('conflictChoose', { label }),
    controls: [`keep/${name}`],
  }));
  const page: QuestionPage = { ...pageOf(running, call, kept, path, step), sent: own, errors };
  return running.show(call, setting, mergePage(setting, page, differing), 409);
}

export function askToSave(
  running: RunningService,
  call: Context,
  setting: Setting,
  kept: KeptDraft,
  path: Path,
  notice?: Notice,
): FormPage {
  const say = speaker(setting.reader);
  const date = kept.expiresAt.toLocaleDateString(setting.reader.language, {
    dateStyle: 'long',
    timeZone: running.latest.definition.timeZone,
  });
  return confirmPage(setting, {
    notice,
    heading: say('saveHeading'),
    lead: say('saved', { date }),
    button: say('saveNew'),
    value: 'save',
    action: turned(call),
    proof: running.proofFor(call, kept.id),
    revision: kept.revision,
    keeping: keepingOf(running, call, kept, 'save'),
    forgets: true,
    back: running.placeIn(kept, stoodAt(call, path)),
    more: handOverPart(setting),
    link: { href: running.placeIn(kept, deleteAt), text: say('deleteLink') },
  });
}

function pageOf(running: RunningService, call: Context, kept: KeptDraft, path: Path, step: PathStep | undefined) {
  return {
    step: step!,
    action: turned(call),
    back: call.req.query('return') === 'check' ? running.placeIn(kept, 'check') : backFrom(running, kept, path, step),
    proof: running.proofFor(call, kept.id),
    revision: kept.revision,
    keeping: keepingOf(running, call, kept, step?.at ?? 'check'),
    saveLink: running.placeIn(kept, step && step.at !== whereNext(path) ? `save?from=${step.at}` : 'save'),
    offersSignIn:
      step !== undefined && offersSignIn(running, running.open(call, kept).service.definition, kept.content),
    draft: kept.content.draft,
  };
}

/** The page before: of the same section where sections are tasks, and then the list of them. */
function backFrom(running: RunningService, kept: KeptDraft, path: Path, step: PathStep | undefined): string {
  const before = step ? pageBefore(path, step) : path.steps.at(-1);
  if (path.tasks && before?.section !== step?.section && (!step || step.section !== undefined))
    return running.placeIn(kept, tasksAt);
  return before ? running.placeIn(kept, before.at) : running.base;
}

/** The item that was just taken out of a list, while it can be put back. */
function removedItem(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  { step, items }: PathStep,
): string | undefined {
  const removed = call.req.query('removed');
  if (!removed || !isRepeat(step)) return undefined;
  const known = answerOf(kept.content.draft.answers, `${nameIn(step.repeat, items)}/${removed}`) !== undefined;
  return known ? removed : undefined;
}
