import type { Context } from 'hono';
import { ensureVisitor, forgetDeviceCopy, isToken, randomToken, receiveForm, visitorOf } from '@plaza-ds/forms/server';
import { sessionTokenIn, takeSession } from './cookies.ts';
import { emptyBrowser } from './kiosk.ts';
import { settingFor } from './pages/parts.ts';
import { signedOutPage, signOutPage } from './pages/session.ts';
import { leavingPage } from './pages/way.ts';
import type { RunningIdentity } from './running-identity.ts';
import { sessionOf } from './sessions.ts';
import { formLimits, showMissing } from './start.ts';
import type { KeptSession } from './store.ts';

/** Whether somebody at a kiosk who is not signed in ends their visit. */
async function finishes(running: RunningIdentity, call: Context): Promise<boolean> {
  return running.isKiosk(call.req.raw) && !(await sessionOf(running, call.req.raw));
}

export async function showSignOut(running: RunningIdentity, call: Context): Promise<Response> {
  const setting = settingFor(running, running.languageOf(call));
  return running.show(
    call,
    setting.language,
    signOutPage(setting, running.proofFor(call), await finishes(running, call)),
  );
}

export async function signOut(running: RunningIdentity, call: Context): Promise<Response> {
  const form = await receiveForm(call.req.raw, [], formLimits);
  const setting = settingFor(running, running.languageOf(call));
  const doubt = running.doubtOf(call, form);
  if (doubt) {
    running.log({ event: 'refused', status: 403, error: doubt });
    const notice = setting.words(doubt === 'another-site' ? 'anotherSite' : 'noProof');
    return running.show(
      call,
      setting.language,
      signOutPage(setting, running.proofFor(call), await finishes(running, call), notice),
      403,
    );
  }
  return signOutNow(running, call);
}

/** Ends the session here, first; then the browser itself goes to the provider, for nobody else can end what is kept there. */
export async function signOutNow(running: RunningIdentity, call: Context): Promise<Response> {
  const token = sessionTokenIn(call.req.raw, running.site);
  const kept = token ? await running.store.session(token) : undefined;
  if (token) await running.store.endSession(token);
  takeSession(call, running.site);
  // The cookies go on the last page: until then they say who comes back from the provider.
  if (running.isKiosk(call.req.raw)) call.header('Clear-Site-Data', '"cache", "storage"');
  else forgetDeviceCopy(call, running.site);
  if (!kept) return call.redirect(`${running.base}/signed-out`, 303);
  const { provider, identity } = kept.session;
  running.log({ event: 'signed-out', provider, person: kept.subject, level: identity.loa });
  const out = await leaveProvider(running, call, kept);
  return call.redirect(out ? `${running.base}/signing-out/${out}` : `${running.base}/signed-out/${provider}`, 303);
}

async function leaveProvider(
  running: RunningIdentity,
  call: Context,
  { session }: KeptSession,
): Promise<string | undefined> {
  const party = running.parties.get(session.provider);
  const state = randomToken();
  const returnTo = `${running.site.origin}${running.base}/signed-out/${session.provider}`;
  const { idToken } = session;
  const address = await party?.signOutAddress({ ...(idToken !== undefined && { idToken }), state, returnTo });
  if (address === undefined) return undefined;
  const visitor = ensureVisitor(call, running.site);
  const out = { address, language: running.languageOf(call) };
  return running.store.createSignOut(visitor, session.provider, state, out, running.attemptUntil);
}

/** The page that leads to the provider. */
export async function showSigningOut(running: RunningIdentity, call: Context): Promise<Response> {
  const id = call.req.param('id');
  const visitor = visitorOf(call, running.site);
  const out = visitor && isToken(id) ? await running.store.signOut(id, visitor) : undefined;
  if (!out) return showMissing(running, call);
  const setting = settingFor(running, running.languageOf(call, out.language));
  call.header('Refresh', `0; url=${out.address}`);
  call.header('Referrer-Policy', 'no-referrer');
  const provider = running.labelOfName(out.provider, setting.language);
  return running.show(call, setting.language, leavingPage(setting, provider, out.address));
}

/** Back from the provider, or never there. Only who comes back with what was sent along is told that it is over there too. */
export async function showSignedOut(running: RunningIdentity, call: Context): Promise<Response> {
  const party = running.parties.get(call.req.param('provider') ?? '');
  const setting = settingFor(running, running.languageOf(call));
  call.header('Referrer-Policy', 'no-referrer');
  const isKiosk = running.isKiosk(call.req.raw);
  if (!party) {
    if (isKiosk) emptyBrowser(running, call);
    return running.show(call, setting.language, signedOutPage(setting, '', { isKiosk }));
  }
  const { name, signOutHasState, confirmsSignOut } = party.provider;
  const visitor = visitorOf(call, running.site);
  const state = call.req.query('state');
  const mayBe = visitor && (!signOutHasState || state !== undefined);
  const isBack = mayBe ? await running.store.takeSignOut(visitor, name, signOutHasState ? state : undefined) : false;
  if (isBack) running.log({ event: 'signed-out-at-provider', provider: name });
  const label = running.labelOfName(name, setting.language);
  if (isKiosk) emptyBrowser(running, call);
  const isEverywhere = isBack && !!confirmsSignOut;
  return running.show(call, setting.language, signedOutPage(setting, label, { isEverywhere, isKiosk }));
}
