import { Hono } from 'hono';
import type { Context } from 'hono';
import { cookieIn, ensureVisitor, proofOf, randomToken, StoreUnavailable } from '@plaza-ds/forms/server';
import type { Html } from '@plaza-ds/forms/server';
import type { ActingFor } from '../identity.ts';
import { ask, tellsAuthTime } from './ask.ts';
import type { SignInRequest } from './ask.ts';
import { endByProvider } from './back-channel.ts';
import { comeBackByAddress, comeBackByForm, comeForAnswer } from './callback.ts';
import { settingFor } from './pages/parts.ts';
import { plainPage } from './pages/problem.ts';
import { indicatorHtml, restartHtml, warningHtml } from './pages/session.ts';
import type { AccountLink } from './pages/session.ts';
import { mandateNow } from './mandate.ts';
import type { MandateState } from './mandate.ts';
import { RunningIdentity } from './running-identity.ts';
import type { IdentityOptions } from './running-identity.ts';
import {
  confirmName,
  extend,
  showAccount,
  showExpired,
  showExtended,
  showNameChanged,
  showOtherPerson,
  showProblem,
  tellSession,
} from './session-pages.ts';
import { authenticationIn, personIn, secondsUntil, sessionOf } from './sessions.ts';
import type { Authentication, SignedInPerson } from './sessions.ts';
import { showSignedOut, showSigningOut, showSignOut, signOut } from './sign-out.ts';
import { showGate, showLeaving, showMissing, showSignIn, start } from './start.ts';

/** Sign-in for a site: the pages under its address, and what the rest of the server asks of it. */
export interface IdentityService {
  /** Answers every request under the address of sign-in. */
  fetch(request: Request, environment?: unknown): Response | Promise<Response>;
  /** Who is signed in. To ask keeps the session going: somebody is doing something. */
  person(request: Request): Promise<SignedInPerson | undefined>;
  /**
   * Who is signed in, and when and where they last showed who they are: before something that counts by that is done. Undefined where
   * nobody is signed in, or their provider does not say when.
   *
   * @param language BCP 47 tag in which the provider is named.
   */
  authentication(request: Request, language?: string): Promise<Authentication | undefined>;
  /** Whether there is a provider that can have people sign in again, and says when they did. */
  readonly reauthenticates: boolean;
  /**
   * Sends a browser to sign in, and back to `returnTo`; straight back if the person is signed in as is asked. Save what they typed first.
   *
   * @throws TypeError where `returnTo` is none of the paths that sign-in may lead back to, or a provider is not known.
   */
  signIn(request: Request, wanted: SignInRequest): Promise<Response>;
  /** For whom people can come by one of the providers. */
  readonly actsFor: readonly ActingFor[];
  /**
   * Asks the provider whether somebody may still act for whom they come: before what they send counts.
   *
   * @param scope What the mandate has to allow.
   */
  mandate(request: Request, scope?: string): Promise<MandateState>;
  /** For the head of every page: at a kiosk it starts again by itself where no script does it. Undefined elsewhere. */
  restart(request: Request): Html | undefined;
  /**
   * For the header of every page: who is signed in with the way out, or the way in.
   *
   * @param links What the site has for who is signed in: a list of their forms.
   */
  indicator(request: Request, language?: string, links?: readonly AccountLink[]): Promise<Html>;
  /** Whether a request comes from a device that one person uses after the other: then nothing that is typed stays in a tab. */
  isShared(request: Request): boolean;
  /**
   * For the end of every page with a session: the dialog before it ends, and at a kiosk before the screen starts again. Undefined where
   * nobody is signed in.
   */
  warning(request: Request, language?: string): Promise<Html | undefined>;
}

/**
 * Sign-in as a service, for any server that hands it a `Request` and sends its `Response`.
 *
 * @throws TypeError where providers have no names of their own; an Error with the code `insecure-provider` where one is not on https.
 */
export function identity(options: IdentityOptions): IdentityService {
  const running = new RunningIdentity(options);
  const app = new Hono({ strict: false }).basePath(running.base);

  app.use(async (call, next) => {
    await next();
    if (!call.res.headers.has('Cache-Control')) call.header('Cache-Control', 'no-store');
    if (/\/(?:callback|returning)\//.test(call.req.path)) call.header('Referrer-Policy', 'no-referrer');
  });

  const routes: [
    method: 'GET' | 'POST',
    path: string,
    (running: RunningIdentity, call: Context) => Response | Promise<Response>,
  ][] = [
    ['GET', '/sign-in', showSignIn],
    ['GET', '/sign-in/:ask', showGate],
    ['POST', '/sign-in/:ask', start],
    ['GET', '/leaving/:attempt', showLeaving],
    ['GET', '/callback/:provider', comeBackByAddress],
    ['POST', '/callback/:provider', comeBackByForm],
    ['GET', '/returning/:handle', comeForAnswer],
    ['GET', '/problem/:code/:correlation', showProblem],
    ['GET', '/other-person/:ask', showOtherPerson],
    ['GET', '/name-changed/:ask', (running, call) => showNameChanged(running, call)],
    ['POST', '/name-changed/:ask', confirmName],
    ['GET', '/account', showAccount],
    ['GET', '/session', tellSession],
    ['POST', '/session/extend', extend],
    ['GET', '/session/extended', showExtended],
    ['GET', '/expired', showExpired],
    ['GET', '/sign-out', showSignOut],
    ['POST', '/sign-out', signOut],
    ['GET', '/signing-out/:id', showSigningOut],
    ['GET', '/signed-out/:provider?', showSignedOut],
    ['POST', '/back-channel/:provider', endByProvider],
  ];
  for (const [method, path, answer] of routes) app.on(method, path, (call) => answer(running, call));

  app.notFound((call) => showMissing(running, call));
  app.onError((error, call) => showFailure(running, call, error));

  return {
    fetch: (request, environment) => app.fetch(request, environment as object | undefined),
    person: (request) => personIn(running, request),
    authentication: (request, language) => authenticationIn(running, request, language),
    reauthenticates: [...running.parties.keys()].some((name) => tellsAuthTime(running, name)),
    signIn: (request, wanted) => sendToSignIn(running, request, wanted),
    actsFor: running.actsFor,
    mandate: (request, scope) => mandateNow(running, request, scope),
    isShared: (request) => running.isKiosk(request),
    restart: (request) => (running.isKiosk(request) ? restartHtml(running, request) : undefined),
    async indicator(request, language, links) {
      const setting = settingFor(running, running.languageIn(request, language));
      return indicatorHtml(setting, await sessionOf(running, request), { links, isKiosk: running.isKiosk(request) });
    },
    async warning(request, language) {
      const kept = await sessionOf(running, request);
      const visitor = cookieIn(request, running.site, 'plaza-visitor');
      if (!visitor || (!kept && !running.isKiosk(request))) return undefined;
      const token = randomToken();
      const setting = settingFor(running, running.languageIn(request, language));
      const seconds = kept ? secondsUntil(kept.expiresAt, running.now()) : running.idleIn(request) / 1000;
      return warningHtml(setting, kept, seconds, { token, visit: proofOf(visitor, token) });
    },
  };
}

/** Of the request that a page sends somebody to sign in for, only the head is looked at: its form is read already. */
async function sendToSignIn(
  running: RunningIdentity,
  { url, headers }: Request,
  wanted: SignInRequest,
): Promise<Response> {
  const app = new Hono();
  app.onError((error) => {
    throw error;
  });
  app.get('*', async (call) =>
    call.redirect(await ask(running, call.req.raw, ensureVisitor(call, running.site), wanted), 303),
  );
  return app.fetch(new Request(url, { headers }));
}

function showFailure(running: RunningIdentity, call: Context, error: Error): Promise<Response> {
  const isOutage = error instanceof StoreUnavailable;
  const status = isOutage ? 503 : 500;
  const correlation = randomToken();
  running.logError({ event: isOutage ? 'unavailable' : 'failed', status, correlation }, error);
  if (isOutage) call.header('Retry-After', '60');
  const setting = settingFor(running, running.languageOf(call));
  const { words } = setting;
  const page = isOutage
    ? plainPage(setting, words('unavailableHeading'), words('unavailableHelp'), correlation)
    : plainPage(setting, words('problem.failed'), words('help.failed'), correlation);
  return running.show(call, setting.language, page, status);
}
