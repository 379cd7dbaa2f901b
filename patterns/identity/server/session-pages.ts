import type { Context } from 'hono';
import { ensureVisitor, receiveForm } from '@plaza-ds/forms/server';
import { signedOutView } from '../identity.ts';
import { isProblem } from '../problems.ts';
import { ask } from './ask.ts';
import { isTheirs, knownOf, placeFor } from './callback.ts';
import { sessionTokenIn } from './cookies.ts';
import { emptyBrowser } from './kiosk.ts';
import { settingFor } from './pages/parts.ts';
import { problemPage } from './pages/problem.ts';
import {
  accountPage,
  clearedPage,
  expiredPage,
  extendedPage,
  nameChangedPage,
  otherForPage,
  otherPersonPage,
} from './pages/session.ts';
import type { RunningIdentity, Status } from './running-identity.ts';
import { goOn, sessionOf, viewOf } from './sessions.ts';
import { signOutNow } from './sign-out.ts';
import { cameFrom, formLimits, showMissing } from './start.ts';
import type { KeptAsk, KeptSession } from './store.ts';

/** All that a browser may know. To ask does not make a session last longer. */
export async function tellSession(running: RunningIdentity, call: Context): Promise<Response> {
  return call.json(viewOf(await sessionOf(running, call.req.raw), running.now()));
}

/** The person wants to stay. Programs are told by the status, people by a page. */
export async function extend(running: RunningIdentity, call: Context): Promise<Response> {
  const form = await receiveForm(call.req.raw, [], formLimits);
  const wantsJson = /\bapplication\/json\b/.test(call.req.header('Accept') ?? '');
  const isNavigation = /\btext\/html\b/.test(call.req.header('Accept') ?? '');
  if (running.doubtOf(call, form)) {
    running.log({ event: 'refused', status: 403, error: 'extend' });
    return isNavigation ? call.redirect(`${running.base}/account`, 303) : call.json(signedOutView, 403);
  }
  const kept = await sessionOf(running, call.req.raw);
  // Nothing is kept on the server of somebody who is not signed in: what goes on is the time of their screen.
  if (!kept && running.isKiosk(call.req.raw) && !isNavigation && !sessionTokenIn(call.req.raw, running.site))
    return call.body(null, 204);
  if (!kept) return isNavigation ? call.redirect(`${running.base}/expired`, 303) : call.json(signedOutView, 401);
  const longer = await goOn(running, call.req.raw, kept, 1);
  running.log({ event: 'session-extended', provider: kept.session.provider, person: kept.subject });
  if (isNavigation) return call.redirect(`${running.base}/session/extended`, 303);
  return wantsJson ? call.json(viewOf(longer, running.now())) : call.body(null, 204);
}

export async function showExtended(running: RunningIdentity, call: Context): Promise<Response> {
  const kept = await sessionOf(running, call.req.raw);
  if (!kept) return call.redirect(`${running.base}/expired`, 303);
  const setting = settingFor(running, running.languageOf(call));
  return running.show(call, setting.language, extendedPage(setting, kept));
}

export async function showAccount(running: RunningIdentity, call: Context): Promise<Response> {
  const setting = settingFor(running, running.languageOf(call));
  const kept = await sessionOf(running, call.req.raw);
  return running.show(call, setting.language, accountPage(setting, kept, running.proofFor(call)));
}

/** Where the warning leads when nobody answered it. Whoever signs in again is back on the page that they were on. */
export async function showExpired(running: RunningIdentity, call: Context): Promise<Response> {
  const language = running.languageOf(call);
  if (running.isKiosk(call.req.raw)) {
    emptyBrowser(running, call);
    return running.show(call, language, clearedPage(settingFor(running, language)));
  }
  const visitor = ensureVisitor(call, running.site);
  const place = running.waitFor(call, visitor)
    ? `${running.base}/sign-in`
    : await ask(running, call.req.raw, visitor, {
        returnTo: cameFrom(running, call),
        language,
        ...(running.actingFor && { actingFor: running.actingFor }),
      });
  const setting = settingFor(running, language);
  return running.show(call, language, expiredPage(setting, place));
}

export async function showOtherPerson(running: RunningIdentity, call: Context): Promise<Response> {
  const found = await running.askOf(call);
  const kept = found && (await sessionOf(running, call.req.raw));
  if (!found || !kept) return showMissing(running, call);
  if (isTheirs(found.ask, kept)) return call.redirect(found.ask.request.returnTo, 303);
  const setting = settingFor(running, running.languageOf(call, found.ask.language));
  const isSamePerson = found.ask.owner === kept.subject;
  const page = isSamePerson
    ? otherForPage(setting, found, kept)
    : otherPersonPage(setting, kept, running.proofFor(call));
  return running.show(call, setting.language, page);
}

/** A session that waits for its person's word, and what it was asked for. */
async function heldSession(
  running: RunningIdentity,
  call: Context,
): Promise<{ found: KeptAsk; kept: KeptSession; token: string } | undefined> {
  const found = await running.askOf(call);
  const token = sessionTokenIn(call.req.raw, running.site);
  const kept = found && token ? await running.store.session(token) : undefined;
  return kept?.isHeld ? { found: found!, kept, token: token! } : undefined;
}

export async function showNameChanged(
  running: RunningIdentity,
  call: Context,
  notice?: string,
  status: Status = 200,
): Promise<Response> {
  const held = await heldSession(running, call);
  if (!held) return showMissing(running, call);
  const { found, kept } = held;
  const setting = settingFor(running, running.languageOf(call, found.ask.language));
  const page = {
    action: `${running.base}/name-changed/${found.id}`,
    provider: running.labelOfName(kept.session.provider, setting.language),
    before: (await running.store.person(kept.subject)) ?? {},
    kept,
    proof: running.proofFor(call),
    notice,
  };
  return running.show(call, setting.language, nameChangedPage(setting, page), status);
}

export async function confirmName(running: RunningIdentity, call: Context): Promise<Response> {
  const form = await receiveForm(call.req.raw, [], formLimits);
  const doubt = running.doubtOf(call, form);
  if (doubt) {
    running.log({ event: 'refused', status: 403, error: doubt });
    const words = running.speaker(running.languageOf(call));
    return showNameChanged(running, call, words(doubt === 'another-site' ? 'anotherSite' : 'noProof'), 403);
  }
  const held = await heldSession(running, call);
  if (!held) return showMissing(running, call);
  if (form.fields.get('action')?.[0] !== 'yes') return signOutNow(running, call);
  const { found, kept, token } = held;
  await running.store.savePerson(kept.subject, knownOf(kept.session.identity));
  await running.store.releaseSession(token);
  running.log({ event: 'name-confirmed', provider: kept.session.provider, person: kept.subject });
  return call.redirect(placeFor(running, found, kept), 303);
}

export function showProblem(running: RunningIdentity, call: Context): Promise<Response> {
  const code = call.req.param('code') ?? '';
  const correlation = call.req.param('correlation') ?? '';
  if (!isProblem(code) || !/^[\w-]{22}$/.test(correlation)) return showMissing(running, call);
  const setting = settingFor(running, running.languageOf(call));
  call.header('Referrer-Policy', 'no-referrer');
  return running.show(call, setting.language, problemPage(setting, code, correlation));
}
