import type { Context } from 'hono';
import { isRepeat } from '../definition/definition.ts';
import { isReached } from '../path/path.ts';
import { changedAt, showChanged } from './changed-page.ts';
import { showCheck, showRemoval, showStep } from './draft-pages.ts';
import { brokenAt, writtenOf } from './page-answers.ts';
import { consentAt, isConsentDue, showConsent } from './prefill/consent-page.ts';
import { checkAgain, fetchDue } from './prefill/fetching.ts';
import { newerAt, newerIn, showNewer } from './prefill/newer-page.ts';
import { outcomePage } from './pages.ts';
import { showMissing } from './problem-pages.ts';
import { lettingGo } from './offline-answers.ts';
import { stopping } from './return-link.ts';
import { showSavePage } from './save-page.ts';
import type { RunningService } from './running-service.ts';
import type { KeptDraft } from './store.ts';
import { taskListPage } from './task-list-page.ts';
import { asideNotice } from './aside.ts';
import { askToDelete, deleteAt } from './forgetting.ts';
import { enter, sendToSignIn, typedBefore } from './signing-in.ts';
import { comeToSign, declaredBefore, handleIn, signingNotice } from './signing.ts';
import { isAtTasks, tasksAt, whereNext } from './way.ts';

/** The page of a draft that an address names; where its way has not come there, the page to go on at. */
export async function showDraft(running: RunningService, call: Context): Promise<Response> {
  const held = await running.draftOf(call);
  if (!held) return showMissing(running, call);
  const { kept: found } = await enter(running, call, held);
  if (!found) return sendToSignIn(running, call, held);
  const at = call.req.param('at') ?? '';
  const kept = await withWhatCame(running, call, found, at);
  if (kept.sent) return call.redirect(`${running.base}/sent/${kept.sent.handle}`, 303);
  const { news } = kept.content;
  if (news && at === changedAt) return showChanged(running, call, kept, news);
  if (news) return call.redirect(running.placeIn(kept, changedAt), 303);
  const page = showPlace(running, call, kept, at) ?? showQuestions(running, call, kept, at);
  return page ?? call.redirect(running.placeIn(kept, whereNext(running.open(call, kept).path)), 303);
}

/** The draft with what another office has of it, for the pages that show it. */
async function withWhatCame(running: RunningService, call: Context, kept: KeptDraft, at: string): Promise<KeptDraft> {
  const { setting, path } = running.open(call, kept);
  if (kept.sent || kept.content.news) return kept;
  const isAsked = path.steps.some((step) => step.at === at && isReached(path, step));
  const came = isAsked
    ? await fetchDue(running, call, kept, setting)
    : at === 'check' && path.complete
      ? await checkAgain(running, call, kept, setting)
      : kept;
  return came ?? (await running.draftOf(call)) ?? kept; // somebody saved meanwhile: what came is asked for once more later
}

/** A page that stands in no definition, if the way has come to it. */
function showPlace(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  at: string,
): Response | Promise<Response> | undefined {
  const { setting, path } = running.open(call, kept);
  if (at === 'save') return showStop(running, call, kept);
  if (at === deleteAt) return askToDelete(running, call, kept);
  if (at === consentAt) return showConsent(running, call, kept);
  if (at === newerAt) return showNewer(running, call, kept);
  const handle = handleIn(at);
  if (handle !== undefined) return comeToSign(running, call, kept, handle);
  if (at === 'check' && path.complete && newerIn(kept.content).length)
    return call.redirect(running.placeIn(kept, newerAt), 303);
  if (at === 'check' && path.complete) {
    running.tell('check-shown', kept.content.draft.definition);
    const notice = signingNotice(call, setting) ?? asideNotice(call, setting);
    return showCheck(running, call, kept, { notice, sent: declaredBefore(running, call, kept) });
  }
  if (at === tasksAt && isAtTasks(path))
    return running.show(call, setting, lettingGo(running, call, kept, taskListPage(setting, kept.id, path)));
  if (!path.outcome || at !== `end/${path.outcome.id}`) return undefined;
  running.tell('ended', kept.content.draft.definition, { page: path.outcome.id });
  const page = outcomePage(setting, path.outcome, running.placeIn(kept, path.steps.at(-1)!.at));
  return running.show(call, setting, lettingGo(running, call, kept, page));
}

/** The ways to stop for today and to come back. */
function showStop(running: RunningService, call: Context, kept: KeptDraft): Promise<Response> {
  if (running.byEmail && call.req.query('mailed'))
    return running.byEmail.showMailed(call, stopping(running, call, kept));
  return showSavePage(running, call, kept);
}

/** A page of the definition, if the way has come to it. */
function showQuestions(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  at: string,
): Response | Promise<Response> | undefined {
  const { service, setting, path } = running.open(call, kept);
  const step = path.steps.find((each) => each.at === at);
  if (!step || !isReached(path, step)) return undefined;
  if (isConsentDue(running, kept, step)) {
    const back = call.req.query('return') === 'check' ? '&return=check' : '';
    return call.redirect(running.placeIn(kept, `${consentAt}?to=${step.at}${back}`), 303);
  }
  const removing = call.req.query('remove');
  if (removing && isRepeat(step.step)) return showRemoval(running, call, kept, step, step.step, removing);
  const errors = brokenAt(service, setting, path, step);
  const notice = asideNotice(call, setting);
  running.tell('page-shown', kept.content.draft.definition, { page: step.step.id });
  return showStep(running, call, kept, step, {
    errors,
    notice,
    sent: typedBefore(kept.content, step) ?? writtenOf(service, setting, kept.content.draft, step),
  });
}
