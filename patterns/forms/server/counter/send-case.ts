import type { Context } from 'hono';
import { speaker } from '../controls.ts';
import { newHandOver } from '../hand-over.ts';
import { handOverPage } from '../hand-over-pages.ts';
import { checkIn } from '../identity-check.ts';
import type { Person } from '../identity-port.ts';
import type { Notice } from '../pages.ts';
import { showClosed } from '../problem-pages.ts';
import type { ReceivedForm } from '../received-form.ts';
import type { RunningService, Status } from '../running-service.ts';
import { sendDraft } from '../sending.ts';
import type { GivenDeclaration } from '../store.ts';
import { tooMany } from '../too-many.ts';
import { turned, whereNext } from '../way.ts';
import { readOwn } from './asking.ts';
import { casePage, howName, howQuestion } from './case-page.ts';
import type { CaseShown } from './case-page.ts';
import { declarationsFor } from '../declarations.ts';
import { holderOf } from './open-case.ts';
import type { OpenCase } from './open-case.ts';

export function showCase(
  running: RunningService,
  call: Context,
  opened: OpenCase,
  shown: Partial<Pick<CaseShown, 'sent' | 'errors' | 'notice'>> = {},
  status: Status = 200,
): Promise<Response> {
  call.header('Cache-Control', 'no-store'); // all answers, where others sit down next
  const about = { sent: new Map(), errors: [], action: turned(call), proof: running.proofFor(call) };
  return running.show(call, opened.setting, casePage(opened.setting, opened, { ...about, ...shown }), status);
}

/** Sends a case, once the person declared what there is to declare. Undefined where it can be tried again. */
export async function sendCase(
  running: RunningService,
  call: Context,
  opened: OpenCase,
  { fields: sent }: ReceivedForm,
): Promise<Response> {
  const { setting, kept, path, counter } = opened;
  const wait = tooMany(running, call, setting, 'send', kept);
  if (wait) return showCase(running, call, opened, { sent, notice: { variant: 'error', sentences: wait } }, 429);
  const isAsked = declarationsFor(counter.service.definition, path).length > 0;
  const how = isAsked ? readOwn([howQuestion(opened)], sent, setting.reader) : undefined;
  const recorded = how && {
    by: opened.by,
    how: how.values[howName] as NonNullable<GivenDeclaration['recorded']>['how'],
  };
  const isSaid = !how?.errors.length;
  const revision = Number(sent.get('revision')?.[0]);
  // Without it nothing is sent; what else is to be mended is told in the same breath.
  const sending = await sendDraft(running, kept, revision, sent, setting, recorded, isSaid ? [] : how!.errors);
  switch (sending.state) {
    case 'sent':
      return call.redirect(`${opened.place}/sent`, 303);
    case 'incomplete':
    case 'infected':
      return call.redirect(opened.place, 303);
    case 'refused':
      return showCase(running, call, opened, { sent, errors: sending.errors }, 422);
    case 'to-sign': // here they sign before the office
    case 'changed': {
      const notice: Notice = { variant: 'error', sentences: [speaker(setting.reader)('counterChanged')] };
      return showCase(running, call, opened, { sent, notice }, 409);
    }
    case 'closed':
    case 'not-open':
    case 'paused':
    case 'replaced':
      return showClosed(running, call, setting, sending.state);
  }
}

/** Gives a code with which the person goes on without the office, which has the case no more once they do. */
export async function giveCaseBack(
  running: RunningService,
  call: Context,
  opened: OpenCase,
  person: Person,
): Promise<Response> {
  const { kept, setting, counter, path } = opened;
  const wait = tooMany(running, call, setting, 'hand-over', kept);
  if (wait) return showCase(running, call, opened, { notice: { variant: 'error', sentences: wait } }, 429);
  const { code, until } = await newHandOver(running, kept, whereNext(path), holderOf(running.store, person));
  call.header('Cache-Control', 'no-store');
  const page = {
    code,
    until,
    address: `${running.site.origin}${running.base}/return`,
    check: checkIn(counter.service, kept.content, path),
    isOwned: !!kept.content.owner,
    goOn: opened.place,
  };
  return running.show(call, setting, handOverPage(setting, page));
}
