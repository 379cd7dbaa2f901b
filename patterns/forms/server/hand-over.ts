import type { Context } from 'hono';
import { errorOf } from '../answers/read-page.ts';
import { withHistory } from '../answers/given.ts';
import { actorOf } from './answering.ts';
import { speaker } from './controls.ts';
import { checkIdentityPage, checkingName, handOverPage } from './hand-over-pages.ts';
import { handOverDays } from './hand-over-store.ts';
import type { HandOver } from './hand-over-store.ts';
import { checkIn, isTyped } from './identity-check.ts';
import { returnPage } from './pages.ts';
import type { Setting } from './pages.ts';
import type { ReceivedForm } from './received-form.ts';
import { day } from './running-service.ts';
import type { RunningService } from './running-service.ts';
import { ensureVisitor, visitorOf } from './same-site.ts';
import type { KeptDraft } from './store.ts';
import { tooMany } from './too-many.ts';
import { showSavePage } from './save-page.ts';
import { stoodAt, turned } from './way.ts';

/** Gives a new code to go on with elsewhere, and says until when it works. */
export async function newHandOver(
  running: RunningService,
  kept: KeptDraft,
  at: string,
  leaving?: string,
): Promise<{ code: string; until: Date }> {
  const until = new Date(Math.min(running.now().getTime() + handOverDays * day, kept.expiresAt.getTime()));
  const code = await running.store.newHandOver(kept, { at, leaving, until });
  running.tell('hand-over-given', kept.content.draft.definition);
  return { code, until };
}

/** Shows the code. A device that others use loses the draft once somebody has it elsewhere. */
export async function giveHandOver(running: RunningService, call: Context, kept: KeptDraft): Promise<Response> {
  const { service, setting, path } = running.open(call, kept);
  const wait = tooMany(running, call, setting, 'hand-over', kept);
  if (wait) return showSavePage(running, call, kept, { variant: 'error', sentences: wait }, 429);
  const at = stoodAt(call, path);
  const leaving = running.isShared(call.req.raw) ? visitorOf(call, running.site) : undefined;
  const { code, until } = await newHandOver(running, kept, at, leaving);
  call.header('Cache-Control', 'no-store');
  const page = {
    code,
    until,
    address: `${running.site.origin}${running.base}/return`,
    check: checkIn(service, kept.content, path),
    isOwned: !!kept.content.owner,
    goOn: running.placeIn(kept, at),
  };
  return running.show(call, setting, handOverPage(setting, page));
}

/**
 * Opens what a code was given for, on the page where it was given. Undefined where nothing has that code: it was used, is too old, or
 * never was one.
 */
export async function comeByHandOver(
  running: RunningService,
  call: Context,
  setting: Setting,
  form: ReceivedForm,
  code: string,
): Promise<Response | undefined> {
  const found = await running.store.findHandOver(code);
  const check = found && checkOf(running, found);
  if (!found || !check) return undefined;
  const { question } = check;
  if (question) {
    const asked = { code, question, sent: form.fields, action: turned(call), proof: running.proofFor(call) };
    const isAsked = form.fields.has(checkingName) && form.fields.get('action')?.[0] !== 'language';
    if (!isAsked) {
      running.rates.giveBack('code', { client: running.clientOf(call) }); // the code is right
      return running.show(call, setting, checkIdentityPage(setting, { ...asked, errors: [] }));
    }
    if (!(await running.store.tryHandOver(code))) return undefined;
    if (!isTyped(question, found.content, form.fields, setting.reader)) {
      if (!(await running.store.findHandOver(code))) return showOver(running, call, setting);
      const problem = { code: 'bad-input', message: 'checkIdentityWrong' } as const;
      const errors = [errorOf(question, question.name, problem, setting.reader)];
      return running.show(call, setting, checkIdentityPage(setting, { ...asked, errors }), 422);
    }
  }
  const visitor = ensureVisitor(call, running.site);
  if (!(await running.store.takeOver(code, visitor))) return undefined;
  await noteHandOver(running, found.id, visitor, 'web');
  running.rates.giveBack('code', { client: running.clientOf(call) });
  running.tell('returned', found.content.draft.definition);
  return call.redirect(`${running.base}/draft/${found.id}/${found.at}`, 303);
}

/** Says that a code was given up, for whoever had it was wrong too often about who they are. */
function showOver(running: RunningService, call: Context, setting: Setting): Promise<Response> {
  const over = speaker(setting.reader)('handOverOver');
  return running.show(call, setting, returnPage(setting, running.proofFor(call), '', over), 422);
}

/** What is asked of whoever has the code; undefined where the draft is none of this service. */
export function checkOf(running: RunningService, { definition, content }: HandOver) {
  const service = running.services.get(content.draft.definition.version);
  if (definition !== running.latest.definition.id || !service) return undefined;
  return { service, question: checkIn(service, content, running.pathIn(service, content.draft)) };
}

/** Writes down that the draft goes on elsewhere. */
export async function noteHandOver(
  running: RunningService,
  id: string,
  holder: string,
  channel: 'web' | 'api',
): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const kept = await running.store.find(id, holder);
    if (!kept || kept.sent) return;
    const by = actorOf(running.store, kept.content.owner);
    const entry = { at: running.now().toISOString(), by, channel, what: 'handed-over' } as const;
    const history = withHistory(kept.content.history ?? [], entry);
    if (await running.store.save(kept, { ...kept.content, history })) return;
  }
}
