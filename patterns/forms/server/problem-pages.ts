import type { Context } from 'hono';
import type { PathStep } from '../path/path.ts';
import { say as textIn } from '../definition/words.ts';
import type { Service } from '../path/service.ts';
import { speaker } from './controls.ts';
import { describeError } from './log.ts';
import { problemPage, timeAtEnd } from './pages.ts';
import type { Notice, Setting } from './pages.ts';
import type { ReceivedForm } from './received-form.ts';
import { stopping, typedIn } from './return-link.ts';
import { StoreUnavailable } from './outage.ts';
import type { KeptDraft } from './store.ts';
import { doorToBegin } from './door.ts';
import type { Door, Operation } from './door.ts';
import { visitorOf } from './same-site.ts';
import type { RunningService, Status } from './running-service.ts';
import { showCheck, showStep } from './draft-pages.ts';

export function showMissing(
  running: RunningService,
  call: Context,
  key: 'notYours' | 'notFound' = 'notYours',
): Response | Promise<Response> {
  const setting = running.settingOf(running.latest, running.languageOf(call));
  const say = speaker(setting.reader);
  const link =
    key === 'notYours'
      ? { href: `${running.base}/return`, text: say('resume') }
      : { href: running.base, text: say('toStart') };
  // Who has just begun and whose browser refuses cookies would else read that it may be somebody else's.
  const isUnknown = key === 'notYours' && !visitorOf(call, running.site);
  return running.show(call, setting, problemPage(say(key), say(isUnknown ? 'noCookie' : `${key}Help`), link), 404);
}

export function showOutage(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  step: PathStep | undefined,
  form: ReceivedForm,
  error: unknown,
): Response | Promise<Response> {
  const outage = error instanceof StoreUnavailable;
  const status = outage ? 503 : 500;
  running.log({
    event: outage ? 'unavailable' : 'failed',
    method: 'POST',
    route: running.base,
    status,
    ...describeError(error),
  });
  if (outage) call.header('Retry-After', '60');
  const { setting } = running.open(call, kept);
  const notice: Notice = {
    variant: 'error',
    sentences: withFileAgain(setting, form, speaker(setting.reader)(outage ? 'unavailableHere' : 'failedHere')),
  };
  if (call.req.param('at') === 'save' && running.byEmail)
    return running.byEmail.showSave(call, stopping(running, call, kept), { typed: typedIn(form), notice }, status);
  if (step) return showStep(running, call, kept, step, { sent: form.fields, notice }, status);
  return showCheck(running, call, kept, { sent: form.fields, notice }, status);
}

/** The page in place of a service that nobody can begin now; undefined while it is open. */
export function closedPage(
  running: RunningService,
  call: Context,
  { definition }: Service,
): Promise<Response> | undefined {
  const setting = running.settingOf(running.latest, running.languageOf(call));
  const door = doorToBegin(definition, running.now(), running.operation());
  return door === 'open' ? undefined : showClosed(running, call, setting, door);
}

export function showClosed(
  running: RunningService,
  call: Context,
  setting: Setting,
  door: Exclude<Door, 'open'>,
): Promise<Response> {
  const { opens, closes } = setting.service.definition;
  const say = speaker(setting.reader);
  const operation = running.operation();
  if (operation?.state === 'paused') return showPaused(running, call, setting, operation);
  if (operation?.state === 'replaced') {
    const text = textIn(operation.by.text, setting.reader.language);
    const page = problemPage(say('replaced'), say('replacedHelp'), { href: operation.by.href, text });
    return running.show(call, setting, page, 410);
  }
  if (door === 'closed') {
    const help = say('closedHelp', { date: timeAtEnd(setting, closes!) });
    return running.show(call, setting, problemPage(say('closed'), help), 410);
  }
  const help = say('notOpenHelp', { date: timeAtEnd(setting, opens!) });
  return running.show(call, setting, problemPage(say('notOpen'), help), 404);
}

/** The service is stopped for a while: what people wrote is kept, and they are told when to come back. */
function showPaused(
  running: RunningService,
  call: Context,
  setting: Setting,
  { text, until }: Extract<Operation, { state: 'paused' }>,
): Promise<Response> {
  const say = speaker(setting.reader);
  const seconds = until && Math.ceil((until.getTime() - running.now().getTime()) / 1000);
  call.header('Retry-After', String(Math.max(60, seconds ?? 600)));
  const when = until ? say('pausedUntil', { date: timeAtEnd(setting, until.toISOString()) }) : say('pausedHelp');
  const help = `${textIn(text, setting.reader.language)} ${when}`;
  return running.show(call, setting, problemPage(say('paused'), help), 503);
}

export function refusal(
  running: RunningService,
  call: Context,
  setting: Setting,
  form: ReceivedForm,
): { status: Status; sentence: string } | undefined {
  const doubt = running.doubtOf(call, form);
  const say = speaker(setting.reader);
  if (form.problem === 'other-kind') return { status: 415, sentence: say('broken') };
  if (doubt) {
    running.log({ event: 'refused', method: 'POST', route: running.base, status: 403, error: doubt });
    return { status: 403, sentence: doubtInWords(setting, doubt) };
  }
  if (form.problem === 'too-large') return { status: 413, sentence: say('formTooLarge') };
  if (form.problem) return { status: 400, sentence: say('broken') };
  return undefined;
}

/** What went wrong, and what that does to a file that came along: nobody can choose it for the person. */
export function withFileAgain({ reader }: Setting, { files }: ReceivedForm, sentence: string): string[] {
  return files.size ? [sentence, speaker(reader)('chooseFileAgain')] : [sentence];
}

export function doubtInWords({ reader }: Setting, doubt: 'another-site' | 'no-proof'): string {
  return speaker(reader)(doubt === 'another-site' ? 'anotherSite' : 'noProof');
}
