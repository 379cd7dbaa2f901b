import type { Context } from 'hono';
import type { Html } from '@plaza-ds/forms/server';
import { isCaptured } from '../state/attempt-status.ts';
import type { NextAction } from '../state/events.ts';
import { goingPage } from './pages/going.ts';
import { addressOf, notice, settingFor } from './pages/parts.ts';
import type { Setting } from './pages/parts.ts';
import { plainPage } from './pages/plain.ts';
import { statePage } from './pages/state-page.ts';
import { canBegin } from './payments.ts';
import type { Shown } from './payments.ts';
import type { RunningPages, Status } from './running-pages.ts';

/** What a page of a payment is answered with beside what it is. */
export interface About {
  notice?: Html | undefined;
  error?: string | undefined;
  status?: Status;
}

/** The payment whose handle is in the address, with its amount as it holds today. */
export async function shownAt(running: RunningPages, call: Context): Promise<Shown | undefined> {
  const handle = call.req.param('handle') ?? '';
  const shown = await running.payments.look(handle);
  const { priceAgain } = running.options;
  const isOutdated = shown && running.now().getTime() > Date.parse(shown.owed.validUntil);
  if (!isOutdated || !priceAgain || !canBegin.has(shown.state.status)) return shown;
  await running.payments.reprice(await priceAgain(shown.owed));
  return running.payments.look(handle);
}

/** In the language of who asked, else of who began to pay. */
export function settingAt(running: RunningPages, call: Context, { state }: Shown): Setting {
  return settingFor(running, running.languageOf(call, state.attempts.at(-1)?.language));
}

export async function showPayment(running: RunningPages, call: Context): Promise<Response> {
  const shown = await shownAt(running, call);
  return shown ? showState(running, call, shown) : showMissing(running, call);
}

/** The page of a payment as it stands. */
export function showState(
  running: RunningPages,
  call: Context,
  shown: Shown,
  { notice, error, status }: About = {},
): Promise<Response> {
  const setting = settingAt(running, call, shown);
  const place = { ...setting, shown, handle: call.req.param('handle')!, proof: running.proofFor(call), notice, error };
  return running.show(call, setting.language, statePage(place), status);
}

/** Somebody pressed the button of a page that is older than the payment. */
export async function showAlready(running: RunningPages, call: Context): Promise<Response> {
  const shown = await shownAt(running, call);
  if (!shown) return showMissing(running, call);
  const setting = settingAt(running, call, shown);
  if (!shown.state.attempts.some(({ status }) => isCaptured(status)) || canBegin.has(shown.state.status))
    return call.redirect(addressOf(setting, call.req.param('handle')!), 303);
  const { words } = setting;
  const said = notice(words('alreadyHeading'), [words('alreadyHelp')], 'information');
  return showState(running, call, shown, { notice: said });
}

/** On the way to the provider. Who comes here later is taken to where things stand. */
export async function showGoing(running: RunningPages, call: Context): Promise<Response> {
  const shown = await running.payments.look(call.req.param('handle') ?? '');
  if (!shown) return showMissing(running, call);
  const setting = settingAt(running, call, shown);
  const { live } = shown.state;
  if (live?.status === 'created') return showState(running, call, shown);
  if (live?.status !== 'redirected' || !live.nextAction)
    return call.redirect(addressOf(setting, call.req.param('handle')!), 303);
  allow(call, live.nextAction);
  return running.show(call, setting.language, goingPage(setting, live, live.nextAction));
}

/** The provider learns no address of ours from the browser, and the page may lead to this provider alone. */
function allow(call: Context, { method, url }: NextAction): void {
  call.header('Referrer-Policy', 'no-referrer');
  if (method === 'GET') call.header('Refresh', `0; url=${url}`);
  else call.header('Content-Security-Policy', `form-action 'self' ${new URL(url).origin}`);
}

export function showMissing(running: RunningPages, call: Context, status: Status = 404): Promise<Response> {
  const setting = settingFor(running, running.languageOf(call));
  const { words } = setting;
  return running.show(
    call,
    setting.language,
    plainPage(setting, words('notFoundHeading'), words('notFoundHelp')),
    status,
  );
}

export function showTooMany(running: RunningPages, call: Context, seconds: number): Promise<Response> {
  const setting = settingFor(running, running.languageOf(call));
  return running.show(call, setting.language, plainPage(setting, ...tooMany(setting, seconds)), 429);
}

/** Why somebody has to wait, and how long. */
export function tooMany({ language, words }: Setting, seconds: number): [heading: string, help: string] {
  const minutes = new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'long' });
  return [words('tooManyHeading'), words('tooManyHelp', { time: minutes.format(Math.ceil(seconds / 60)) })];
}
