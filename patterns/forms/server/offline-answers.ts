import { html } from 'hono/html';
import type { Context } from 'hono';
import { isRepeat } from '../definition/definition.ts';
import type { Definition, Step } from '../definition/definition.ts';
import { attributes, speaker } from './controls.ts';
import type { Html } from './controls.ts';
import type { FormPage } from './pages.ts';
import { receiveForm } from './received-form.ts';
import type { RunningService, Status } from './running-service.ts';
import { noteDeviceCopy } from './same-site.ts';
import { enter } from './signing-in.ts';
import type { DraftContent, KeptDraft } from './store.ts';

/** The address of the keys with which devices keep answers, below the service's; no page of a definition has it. */
export const offlineKeyAt = 'offline-key';

const element = 'offline-answers';
const keysEnd = ['check', 'save', 'delete'];

/**
 * What a page of a draft has for answers that are kept on the device: where the definition says so, it keeps them; where people end
 * what they began, and after a page that was just saved, it lets go of them. Nothing else has it, and nothing on a device that others
 * use too.
 *
 * @param at The page.
 */
export function offlineAnswers(running: RunningService, call: Context, kept: KeptDraft, at: string): Html | undefined {
  const { service, setting } = running.open(call, kept);
  const pages = pagesKept(service.definition);
  if (!pages.size || running.isShared(call.req.raw)) return undefined;
  const keeps = pages.has(idOf(at));
  const isDue = keeps || keysEnd.includes(at) || pages.has(idOf(lastSaved(kept.content) ?? ''));
  if (!isDue) return undefined;
  const saved = Object.entries(kept.content.saved).filter(([place]) => pages.has(idOf(place)));
  const about = {
    draft: kept.id,
    'key-from': keeps ? `${running.base}/${offlineKeyAt}/${kept.id}` : undefined,
    until: kept.expiresAt.toISOString(),
    saved: saved.map(([place, revision]) => `${place}:${revision}`).join(' ') || undefined,
  };
  const words = speaker(setting.reader);
  const [before, after] = words('offlineSaved', { time: '\n' }).split('\n');
  const said = html`<div class="plaza-notification" hidden>
            <p slot="saved" hidden>${before}<time slot="saved-at"></time>${after}</p>
            <p slot="offline" hidden>${words('offlineAway')}</p>
            <p slot="online" hidden>${words('offlineBack')}</p>
          </div>`;
  return html`<plaza-offline-answers ${attributes(about)}>${keeps && said}</plaza-offline-answers>`;
}

/** A page that keeps nothing itself, with what lets go of the answers to the page before. */
export function lettingGo(running: RunningService, call: Context, kept: KeptDraft, page: FormPage): FormPage {
  const offline = offlineAnswers(running, call, kept, '');
  if (!offline) return page;
  return { ...page, main: html`${page.main}${offline}`, elements: [...(page.elements ?? []), element] };
}

/** The elements of a page, and the one that keeps answers on the device where it has it. */
export function withOffline(offline: Html | undefined, names: readonly string[]): readonly string[] {
  return offline ? [...names, element] : names;
}

/** Gives the key of a draft to a page of it: to nobody but who may open it, and for as long as it is not sent. */
export async function giveOfflineKey(running: RunningService, call: Context): Promise<Response> {
  call.header('Cache-Control', 'no-store');
  const answer = (status: Status) => call.body(null, status);
  const form = await receiveForm(call.req.raw, []);
  if (running.doubtOf(call, form)) return answer(403);
  const held = await running.draftOf(call);
  if (!held) return answer(404);
  const { kept } = await enter(running, call, held);
  if (!kept) return answer(403);
  if (kept.sent) return answer(410);
  const { service } = running.open(call, kept);
  if (!pagesKept(service.definition).size || running.isShared(call.req.raw)) return answer(404);
  noteDeviceCopy(call, running.site, kept.expiresAt);
  const key = await running.store.deviceKey(kept);
  return call.body(new Uint8Array(key), 200, { 'Content-Type': 'application/octet-stream' });
}

/** The ids of the pages whose answers are kept on the device. */
function pagesKept({ pages }: Definition): ReadonlySet<string> {
  const kept = (step: Step): string[] => {
    if (isRepeat(step)) return step.pages.flatMap(kept);
    return step.keepsOffline ? [step.id] : [];
  };
  return new Set(pages.flatMap(kept));
}

/** The id of the page at a place, which for a page of a list begins with the list and its item. */
const idOf = (at: string) => at.split('/').at(-1)!;

/** The page that was saved last: where people come from when they go on. */
function lastSaved({ saved }: DraftContent): string | undefined {
  return Object.keys(saved).sort((one, other) => saved[other]! - saved[one]!)[0];
}
