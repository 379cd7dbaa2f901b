import type { Context } from 'hono';
import { errorOf, missing, questionsOf, readPage } from '../answers/read-page.ts';
import type { AnswerError, Sent } from '../answers/read-page.ts';
import { isRepeat } from '../definition/definition.ts';
import type { Repeat } from '../definition/definition.ts';
import { answerOf, nameIn, withFinished, withItem, withSeen } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import { isInside } from '../path/path.ts';
import type { PathStep } from '../path/path.ts';
import { files, filesIn } from '../questions/file.ts';
import { speaker } from './controls.ts';
import { saysOther } from './after-sending.ts';
import { takeFiles, virusErrors, withoutFile } from './files.ts';
import { problemPage, savedPage, trapName } from './pages.ts';
import type { Notice } from './pages.ts';
import type { ReceivedForm } from './received-form.ts';
import type { KeptDraft } from './store.ts';
import type { RunningService, Status } from './running-service.ts';
import { changedAt, closeNews } from './changed-page.ts';
import { showCheck, showMerge, showStep } from './draft-pages.ts';
import { stopping, typedIn as typedEmail } from './return-link.ts';
import { refusal, showClosed, withFileAgain } from './problem-pages.ts';
import { isFree, newItem, withItemBackOrGone, wrongAnother } from './lists.ts';
import { sendDraft } from './sending.ts';
import { enter, sendToSignIn, signInFrom } from './signing-in.ts';
import { mandateProblem, showMandate } from './mandate.ts';
import { tooMany } from './too-many.ts';
import { giveHandOver } from './hand-over.ts';
import { keepAside } from './aside.ts';
import { deleteAt, deleteDraft } from './forgetting.ts';
import { askToSign } from './signing.ts';
import { after, placeToMend, turned, whereNext } from './way.ts';
import { mergeOf } from './merge.ts';
import { brokenAt, cutErrors, inOrder, withAll } from './page-answers.ts';
import { accepted, withoutCards } from './prefill/accepting.ts';
import { cardsOn, markOf, withCards } from './prefill/cards.ts';
import { consentAt, decide, showConsent } from './prefill/consent-page.ts';
import { choose, newerAt, showNewer } from './prefill/newer-page.ts';

/** What a form on a draft's page does. Undefined where somebody else saved meanwhile: it is to be tried again. */
export async function act(
  running: RunningService,
  call: Context,
  held: KeptDraft,
  form: ReceivedForm,
): Promise<Response | undefined> {
  const at = call.req.param('at')!;
  const { kept, barrier } = await enter(running, call, held);
  if (kept) return actOn(running, call, kept, form);
  const { setting, path } = running.open(call, held);
  const step = path.steps.find((each) => each.at === at);
  // Their session may have ended while they wrote: that is kept, and nothing is shown before they are back.
  const isTheirs = step && barrier !== 'another' && !held.sent && !refusal(running, call, setting, form);
  return isTheirs ? signInFrom(running, call, held, step, form) : sendToSignIn(running, call, held, at);
}

async function actOn(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  form: ReceivedForm,
): Promise<Response | undefined> {
  const { service, setting, path } = running.open(call, kept);
  const at = call.req.param('at')!;
  const action = form.fields.get('action')?.[0] ?? '';
  const step = path.steps.find((each) => each.at === at);
  if (kept.sent) {
    const isLate = step && saysOther(service, kept.content.draft, step, form.fields, setting.reader);
    return call.redirect(`${running.base}/sent/${kept.sent.handle}${isLate ? '?late' : ''}`, 303);
  }
  if (at === 'save' && running.byEmail) return actOnStop(running, call, kept, form, action);
  const refused = refusal(running, call, setting, form);
  if (refused) return showRefused(running, call, kept, form, refused);
  if (action === 'language') return changeLanguage(running, call, kept, step, form);
  if (at === changedAt) {
    const read = await closeNews(running, kept);
    return read && call.redirect(running.placeIn(read, whereNext(path)), 303);
  }
  if (at === 'save') return giveACode(running, call, kept, action);
  const own = { [consentAt]: decide, [newerAt]: choose, [deleteAt]: deleteDraft, check: send }[at];
  if (own) return own(running, call, kept, form.fields);
  return step ? actOnPage(running, call, kept, { step, action, form }) : keepAside(running, call, kept, form);
}

/** What a button of a page of the definition does. */
function actOnPage(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  { step, action, form }: { step: PathStep; action: string; form: ReceivedForm },
): Promise<Response | undefined> {
  if (action === 'sign-in') return signInFrom(running, call, kept, step, form);
  if (isRepeat(step.step)) return actOnList(running, call, kept, { step, repeat: step.step, action, form });
  if (/^(?:add-files$|remove-file:)/.test(action)) return actOnFiles(running, call, kept, { step, action, form });
  const write = action === 'wrong' ? writeOver : answer;
  return write(running, call, kept, step, form);
}

/** The page with what came in its controls, to be written over, and with everything that was typed. */
async function writeOver(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  step: PathStep,
  form: ReceivedForm,
): Promise<Response | undefined> {
  const { setting } = running.open(call, kept);
  const { sent, values } = await takeFiles(running, call, setting, step, kept, form);
  const saved = await running.keep(kept, withAll(kept.content.draft, values), undefined, running.answering(call, kept));
  const written = withCards(setting, cardsOn(setting, kept.content, step), sent, true);
  return saved && showStep(running, call, saved, step, { sent: new Map([...written, ['wrong', ['yes']]]) });
}

/**
 * Keeps the files that came, also beside a button that takes another one back: who chose a file takes it for sent. Shows the page
 * again with everything that was typed.
 */
async function actOnFiles(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  { step, action, form }: { step: PathStep; action: string; form: ReceivedForm },
): Promise<Response | undefined> {
  const { service, setting } = running.open(call, kept);
  const { sent, errors: wrong, values, wait } = await takeFiles(running, call, setting, step, kept, form);
  const nothing = questionsOf(service, step)
    .filter(({ question }) => action === 'add-files' && !form.files.size && question.type === files)
    .map(({ question, name }) => errorOf(question, name, missing(question), setting.reader));
  const errors = [...wrong, ...nothing];
  const draft = withAll(kept.content.draft, values);
  const without = withoutFile(service, step, draft, action);
  const saved = await running.keep(kept, without?.draft ?? draft, undefined, running.answering(call, kept));
  if (!saved) return undefined;
  const say = speaker(setting.reader);
  const count = countFiles(draft, values) - countFiles(kept.content.draft, values);
  const sentences = [
    ...(without ? [say('fileRemoved', { name: without.name })] : []),
    ...(count > 0 ? [say('filesAdded', { count })] : []),
  ];
  const notice: Notice | undefined =
    errors.length || !sentences.length ? undefined : { variant: without ? 'information' : 'success', sentences };
  return showStep(running, call, saved, step, { sent, errors, notice }, wait ? 429 : errors.length ? 422 : 200);
}

function countFiles({ answers }: Draft, values: Readonly<Record<string, unknown>>): number {
  return Object.keys(values).flatMap((name) => filesIn(answerOf(answers, name))).length;
}

/** The page that a form came from, with all that was typed, and why nothing was kept. */
function showRefused(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  form: ReceivedForm,
  { status, sentence }: NonNullable<ReturnType<typeof refusal>>,
): Response | Promise<Response> {
  const { setting, path } = running.open(call, kept);
  const at = call.req.param('at')!;
  const step = path.steps.find((each) => each.at === at);
  const notice: Notice = { variant: 'error', sentences: withFileAgain(setting, form, sentence) };
  if (at === 'check') return showCheck(running, call, kept, { notice, sent: form.fields }, status);
  if (step) return showStep(running, call, kept, step, { sent: form.fields, notice }, status);
  const own = showOwn(running, call, kept, { notice, sent: form.fields }, status);
  if (own) return own;
  return running.show(call, setting, problemPage(speaker(setting.reader)('notYours'), sentence), status);
}

/** A page of ours about answers that others have, with what was chosen on it. */
function showOwn(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  shown: { notice?: Notice; sent: Sent },
  status: Status = 200,
): Promise<Response> | undefined {
  const at = call.req.param('at');
  if (at === consentAt) return showConsent(running, call, kept, shown, status);
  return at === newerAt ? showNewer(running, call, kept, shown, status) : undefined;
}

/** Shows the same page in another language, with everything that was typed, and keeps a file that came along. */
async function changeLanguage(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  step: PathStep | undefined,
  form: ReceivedForm,
): Promise<Response | undefined> {
  const { setting } = running.open(call, kept);
  const at = call.req.param('at')!;
  const taken = step && (await takeFiles(running, call, setting, step, kept, form));
  const draft = withAll(kept.content.draft, taken?.values ?? {});
  const language = running.languageOf(call, kept.content.language);
  const content = running.noted(kept, { ...kept.content, draft, language }, running.answering(call, kept));
  const saved = await running.store.save(kept, content);
  if (!saved) return undefined;
  if (at === 'check') return showCheck(running, call, saved, { sent: form.fields });
  if (step && taken?.wait) {
    const notice: Notice = { variant: 'error', sentences: taken.wait };
    return showStep(running, call, saved, step, { sent: form.fields, notice }, 429);
  }
  if (step) return showStep(running, call, saved, step, { sent: form.fields });
  return showOwn(running, call, saved, { sent: form.fields }) ?? call.redirect(running.placeIn(kept, at), 303);
}

/** What a form does on the page on which people stop, where they can ask for a link. */
async function actOnStop(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  form: ReceivedForm,
  action: string,
): Promise<Response | undefined> {
  const { showSave, ask } = running.byEmail!;
  const there = stopping(running, call, kept);
  const typed = typedEmail(form);
  const refused = refusal(running, call, there.setting, form);
  if (refused) {
    const notice: Notice = { variant: 'error', sentences: [refused.sentence] };
    return showSave(call, there, { typed, notice }, refused.status);
  }
  if (action === 'language') {
    const content = { ...kept.content, language: running.languageOf(call, kept.content.language) };
    const saved = await running.store.save(kept, content);
    return saved && showSave(call, stopping(running, call, saved), { typed });
  }
  return ['save', 'hand-over'].includes(action) ? giveACode(running, call, kept, action) : ask(call, there, form);
}

/** A code for later, or for another device. */
function giveACode(running: RunningService, call: Context, kept: KeptDraft, action: string): Promise<Response> {
  return action === 'hand-over' ? giveHandOver(running, call, kept) : giveCode(running, call, kept);
}

async function giveCode(running: RunningService, call: Context, kept: KeptDraft): Promise<Response> {
  const { setting, goOn } = stopping(running, call, kept);
  const code = await running.store.newCode(kept);
  running.tell('code-given', kept.content.draft.definition);
  call.header('Cache-Control', 'no-store');
  return running.show(call, setting, savedPage(setting, code, kept.expiresAt, goOn));
}

async function answer(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  step: PathStep,
  form: ReceivedForm,
): Promise<Response | undefined> {
  const { service, setting } = running.open(call, kept);
  const { draft } = kept.content;
  const cards = cardsOn(setting, kept.content, step);
  const isWrong = form.fields.has('wrong');
  const seen = [...cards].filter(([name, card]) => form.fields.get(`card/${name}`)?.[0] === markOf(card));
  const isOther = [...form.fields.keys()].filter((name) => name.startsWith('card/')).length > seen.length;
  if (isOther && !isWrong) return call.redirect(turned(call), 303); // what came is another now: nobody accepts it unseen
  const {
    sent: typed,
    errors: fileErrors,
    values: fileValues,
    wait,
  } = await takeFiles(running, call, setting, step, kept, form);
  const sent = isWrong ? typed : withCards(setting, new Map(seen), typed);
  const reading = readPage(service, step, sent, setting.reader);
  const sooner = [...fileErrors, ...cutErrors(service, setting, step, form)];
  const errors = inOrder(step, [
    ...sooner,
    ...reading.errors.filter(({ name }) => !sooner.some((error) => error.name === name)),
  ]);
  if (errors.length) return refuse(running, call, kept, step, { sent, errors, fileValues }, wait ? 429 : 422);
  const unsure = await running.store.unsure(kept);
  if (virusErrors(service, step, withAll(draft, reading.values), unsure, setting.reader).length)
    return refuse(running, call, kept, step, { sent, errors: [], fileValues });
  const merge = mergeOf(setting, kept, step, form, reading.values);
  if (!merge.isDecided) return showMerge(running, call, kept, { step, sent, ...merge });
  const answered = withAll(draft, merge.values);
  const answering = running.answering(call, kept);
  const come = isWrong ? cards : new Map(seen);
  const { draft: given, prefill } = accepted(setting, kept.content, answered, come, merge.values, answering.given);
  const next = step.ask.length ? given : withSeen(given, step.at);
  const broken = brokenAt(service, setting, running.pathIn(service, next), step);
  if (broken.length) {
    const names = [...come.keys()]; // what came does not fit the other answers: it is asked like any other
    const asked = { ...kept, content: { ...kept.content, ...(prefill && { prefill: withoutCards(prefill, names) }) } };
    const free = names.length ? withAll(draft, Object.fromEntries(names.map((name) => [name, undefined]))) : draft;
    const there = names.length ? await running.keep(asked, free, undefined, answering) : kept;
    return there && refuse(running, call, there, step, { sent, errors: broken, fileValues });
  }
  const saved = await running.keep(kept, next, step.at, answering, prefill);
  if (!saved) return undefined;
  running.tell('page-answered', next.definition, { page: step.step.id });
  return call.redirect(after(running, call, saved, running.pathIn(service, saved.content.draft), step), 303);
}

/** Shows a page with what is to be mended. Files that are right are kept all the same. */
async function refuse(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  step: PathStep,
  { sent, errors, fileValues }: { sent: Sent; errors: readonly AnswerError[]; fileValues: Record<string, unknown> },
  status: Status = 422,
): Promise<Response | undefined> {
  const codes = errors.map(({ code }) => code);
  running.tell('page-refused', kept.content.draft.definition, { page: step.step.id, errors: codes });
  const hasFiles = Object.keys(fileValues).length > 0;
  const saved = hasFiles
    ? await running.keep(kept, withAll(kept.content.draft, fileValues), undefined, running.answering(call, kept))
    : kept;
  return saved && showStep(running, call, saved, step, { sent, errors }, status);
}

async function actOnList(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  { step, repeat, action, form }: { step: PathStep; repeat: Repeat; action: string; form: ReceivedForm },
): Promise<Response | undefined> {
  const { service, setting, path: before } = running.open(call, kept);
  const { draft } = kept.content;
  const list = nameIn(repeat.repeat, step.items);
  const ids = draft.order[list] ?? [];
  const changed = withItemBackOrGone(draft, list, action, isFree(repeat, ids));
  if (changed) {
    const saved = await running.keep(kept, changed.draft, step.at, running.answering(call, kept));
    return (
      saved &&
      call.redirect(running.placeIn(saved, changed.removed ? `${step.at}?removed=${changed.removed}` : step.at), 303)
    );
  }
  const another = form.fields.get('another')?.[0];
  const error = wrongAnother(setting, repeat, ids, another);
  if (error) {
    running.tell('page-refused', draft.definition, { page: step.step.id, errors: ['value-missing'] });
    return showStep(running, call, kept, step, { sent: form.fields, listError: error }, 422);
  }
  const open = before.steps.find((each) => isInside(each, step) && !each.answered);
  if (another === 'yes' && open) return call.redirect(running.placeIn(kept, open.at), 303); // they came back from an item that they go on with
  const item = newItem();
  const next = another === 'no' ? withFinished(draft, list) : withItem(draft, list, item);
  const saved = await running.keep(kept, next, step.at, running.answering(call, kept));
  if (!saved) return undefined;
  running.tell('page-answered', next.definition, { page: step.step.id });
  const path = running.pathIn(service, next);
  if (another === 'no') return call.redirect(after(running, call, saved, path, step), 303);
  const first = path.steps.find(({ items }) => items.length > step.items.length && items[step.items.length] === item);
  return call.redirect(running.placeIn(saved, first?.at ?? step.at), 303);
}

/** Says what was filled in that nobody sees; the page has it no more, and everything else as it was. */
function showTrapped(running: RunningService, call: Context, kept: KeptDraft, sent: Sent): Promise<Response> {
  running.log({ event: 'refused', method: 'POST', route: running.base, status: 422, error: 'hidden-field' });
  const say = speaker(running.open(call, kept).setting.reader);
  const notice: Notice = { variant: 'error', sentences: [say('trapFilledSend')] };
  return showCheck(running, call, kept, { sent, notice, withTrap: false }, 422);
}

async function send(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  sent: Sent,
): Promise<Response | undefined> {
  const { setting, path } = running.open(call, kept);
  if (!kept.content.owner && sent.get(trapName)?.some(Boolean)) return showTrapped(running, call, kept, sent);
  const wait = tooMany(running, call, setting, 'send', kept);
  if (wait) return showCheck(running, call, kept, { sent, notice: { variant: 'error', sentences: wait } }, 429);
  const problem = await mandateProblem(running, call, kept);
  if (problem) return showMandate(running, call, kept, problem);
  const sending = await sendDraft(running, kept, Number(sent.get('revision')?.[0]), sent, setting);
  switch (sending.state) {
    case 'sent':
      return call.redirect(`${running.base}/sent/${sending.way.handle}`, 303);
    case 'incomplete':
      return call.redirect(running.placeIn(kept, whereNext(path)), 303);
    case 'to-sign':
      return askToSign(running, call, kept, sending, sent);
    case 'infected':
      return call.redirect(running.placeIn(kept, placeToMend(path, sending.errors)), 303);
    case 'refused':
      return showCheck(running, call, kept, { sent, errors: sending.errors }, 422);
    case 'changed': {
      const notice: Notice = { variant: 'error', sentences: [speaker(setting.reader)('conflictHeading')] };
      return showCheck(running, call, kept, { sent, notice }, 409);
    }
    case 'closed':
    case 'not-open':
    case 'paused':
    case 'replaced':
      return showClosed(running, call, setting, sending.state);
  }
}
