import type { Context } from 'hono';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { ensureVisitor, isToken, randomToken, receiveForm, visitorOf } from '@plaza-ds/forms/server';
import { isEnough } from '../loa.ts';
import { ask } from './ask.ts';
import { chosenIn, readChoice } from './choice.ts';
import { gatePage } from './pages/gate.ts';
import type { GateState } from './pages/gate.ts';
import { notice, refusal, settingFor } from './pages/parts.ts';
import type { Setting } from './pages/parts.ts';
import { plainPage } from './pages/problem.ts';
import { leavingPage } from './pages/way.ts';
import { failAsk, problemAt } from './problem-places.ts';
import type { RunningIdentity, Status } from './running-identity.ts';
import { sessionOf } from './sessions.ts';
import { SignInProblem } from './sign-in-problem.ts';
import type { KeptAsk } from './store.ts';

export const formLimits = { fileSize: 0, total: 20_000, fieldSize: 10_000, parts: 20 };

/** Where the page was that a link was on, if sign-in may lead back to it. */
export function cameFrom(running: RunningIdentity, call: Context): string {
  const referrer = call.req.header('Referer') ?? '';
  const url = URL.canParse(referrer) ? new URL(referrer) : undefined;
  const path = url && running.site.isOurs(url.origin) ? running.allowed(url.pathname + url.search) : undefined;
  return path ?? running.home;
}

/** The link in the header of the site. */
export async function showSignIn(running: RunningIdentity, call: Context): Promise<Response> {
  const visitor = ensureVisitor(call, running.site);
  const wait = running.waitFor(call, visitor);
  if (wait) return showTooMany(running, call, wait.seconds);
  const { actingFor } = running;
  const wanted = {
    returnTo: cameFrom(running, call),
    language: running.languageOf(call),
    ...(actingFor && { actingFor, switches: call.req.query('for') === 'another' }),
  };
  return call.redirect(await ask(running, call.req.raw, visitor, wanted), 303);
}

export async function showGate(running: RunningIdentity, call: Context): Promise<Response> {
  const kept = await running.askOf(call);
  if (!kept) return showMissing(running, call);
  return showGateWith(running, call, kept, {});
}

async function showGateWith(
  running: RunningIdentity,
  call: Context,
  found: KeptAsk,
  state: Omit<GateState, 'proof'>,
  status: Status = 200,
): Promise<Response> {
  const setting = settingFor(running, running.languageOf(call, found.ask.language));
  const session = found.ask.signedInAs ? await sessionOf(running, call.req.raw) : undefined;
  const kept = session?.subject === found.ask.signedInAs ? session : undefined;
  return running.show(
    call,
    setting.language,
    gatePage(setting, found, { ...state, kept, proof: running.proofFor(call) }),
    status,
  );
}

/** The button: makes everything that has to be unguessable, keeps it, and sends the browser on its way. */
export async function start(running: RunningIdentity, call: Context): Promise<Response> {
  const form = await receiveForm(call.req.raw, [], formLimits);
  const visitor = visitorOf(call, running.site);
  if (!visitor) return problemAt(running, call, 'noCookies', undefined);
  const found = await running.askOf(call);
  if (!found) return showMissing(running, call);
  const setting = settingFor(running, running.languageOf(call, found.ask.language));
  const doubt = running.doubtOf(call, form);
  if (doubt) {
    running.log({ event: 'refused', status: 403, error: doubt });
    const said = refusal(setting, setting.words(doubt === 'another-site' ? 'anotherSite' : 'noProof'));
    return showGateWith(running, call, found, { notice: said }, 403);
  }
  const chosen = chosenIn(form, found.ask);
  await running.store.saveAsk({ id: found.id, ask: { ...found.ask, chosen } });
  const kept = { ...found, ask: { ...found.ask, chosen } };
  if (form.fields.get('action')?.[0] === 'language') return showGateWith(running, call, kept, {});
  const choice = readChoice(setting, kept.ask);
  if ('errors' in choice) return showGateWith(running, call, kept, { errors: choice.errors }, 422);
  const { party, actingFor } = choice;
  const wait = running.waitFor(call, visitor);
  if (wait) {
    if (wait.isFirst) running.log({ event: 'refused', status: 429, error: 'too-many' });
    call.header('Retry-After', String(wait.seconds));
    const said = notice(setting.words('problem.tooMany'), [tooManyHelp(setting, wait.seconds)]);
    return showGateWith(running, call, kept, { notice: said }, 429);
  }
  const { purpose: _purpose, ...request } = found.ask.request;
  const isAgain = request.maxAgeSec !== undefined || isForAnother(found) || (await needsFresh(running, call, found));
  const wanted = {
    ...request,
    purpose: '',
    provider: party.provider.name,
    uiLocales: [setting.language],
    ...(actingFor && { actingFor }),
    ...(isAgain && { prompt: 'login' as const }),
  };
  const around = {
    id: randomToken(),
    state: randomState(),
    nonce: randomNonce(),
    codeVerifier: randomPKCECodeVerifier(),
    redirectUri: running.redirectUriOf(party.provider.name),
    ...(actingFor && { actingFor }),
  };
  try {
    const pending = await party.begin(around, wanted, { idToken: await idTokenOf(running, call, party.provider.name) });
    await running.store.createAttempt(visitor, found.id, party.provider.name, pending, running.attemptUntil);
  } catch (error) {
    if (!(error instanceof SignInProblem)) throw error;
    return failAsk(running, call, kept, party.provider.name, error);
  }
  running.log({ event: 'sign-in-started', provider: party.provider.name, level: request.minLoa });
  return call.redirect(`${running.base}/leaving/${around.id}`, 303);
}

/** With which the provider knows who is to sign in again; undefined where nobody is signed in by it. */
async function idTokenOf(running: RunningIdentity, call: Context, provider: string): Promise<string | undefined> {
  const kept = await sessionOf(running, call.req.raw);
  return kept?.session.provider === provider ? kept.session.idToken : undefined;
}

/** Whom a provider remembers comes for another than they are to come for now: it has to ask them. */
function isForAnother({ ask }: KeptAsk): boolean {
  return !!ask.switchFrom || ask.problem?.code === 'otherFor' || ask.problem?.code === 'noMandate';
}

/** Somebody who is signed in at the level already is asked again because their sign-in is too old. */
async function needsFresh(running: RunningIdentity, call: Context, { ask }: KeptAsk): Promise<boolean> {
  const kept = ask.signedInAs === undefined ? undefined : await sessionOf(running, call.req.raw);
  return !!kept && isEnough(kept.session.identity.loa, ask.request.minLoa);
}

/** The page that leads to the provider; once the person has come back, or is late, it leads to the gate. */
export async function showLeaving(running: RunningIdentity, call: Context): Promise<Response> {
  const id = call.req.param('attempt');
  const visitor = visitorOf(call, running.site);
  const attempt = visitor && isToken(id) ? await running.store.attemptById(id) : undefined;
  if (!attempt || attempt.holder !== running.store.holderOf(visitor!)) return showMissing(running, call);
  if (attempt.isUsed || attempt.isLate) return call.redirect(`${running.base}/sign-in/${attempt.askId}`, 303);
  const found = await running.askOf(call, attempt.askId);
  const setting = settingFor(running, running.languageOf(call, found?.ask.language));
  call.header('Refresh', `0; url=${attempt.pending.address}`);
  call.header('Referrer-Policy', 'no-referrer');
  const provider = running.labelOfName(attempt.provider, setting.language);
  return running.show(call, setting.language, leavingPage(setting, provider, attempt.pending.address));
}

export function showMissing(running: RunningIdentity, call: Context): Promise<Response> {
  const setting = settingFor(running, running.languageOf(call));
  const { words } = setting;
  return running.show(call, setting.language, plainPage(setting, words('notFoundHeading'), words('notFoundHelp')), 404);
}

function showTooMany(running: RunningIdentity, call: Context, seconds: number): Promise<Response> {
  const setting = settingFor(running, running.languageOf(call));
  const { words } = setting;
  call.header('Retry-After', String(seconds));
  const help = tooManyHelp(setting, seconds);
  return running.show(call, setting.language, plainPage(setting, words('problem.tooMany'), help), 429);
}

function tooManyHelp({ language, words }: Setting, seconds: number): string {
  const minutes = new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'long' });
  return `${words('help.tooMany')} ${words('retryAfter', { time: minutes.format(Math.ceil(seconds / 60)) })}`;
}
