import { securityHeaders, siteAt } from '@plaza-ds/forms/server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { csrf } from 'hono/csrf';
import { languageDetector } from 'hono/language';
import { inLanguage, page } from '../layout.ts';
import { problemPage } from '../inbox/pages.ts';
import { languages } from '../words/words.ts';
import type { Language } from '../words/words.ts';
import { accidents, isAccident } from './accidents.ts';
import { consentPage, identityControlPage, identityPage, lostPage, signInPage, suspendedPage } from './pages.ts';
import type { IdentityPage } from './pages.ts';
import { withFormsTo } from './policy.ts';
import type { IdentityProfile } from './provider.ts';
import type { RunningProvider } from './running-provider.ts';
import { agree, refuse, signIn, waitingFor } from './sign-in.ts';
import type { Visit, Waiting } from './sign-in.ts';

interface Environment {
  Bindings: Visit;
  Variables: { language: Language; formsTo: string | undefined };
}

export type RunningProviders = Readonly<Record<IdentityProfile, RunningProvider>>;

const sendAtOnce = "document.querySelector('form[data-send-at-once]')?.submit();\n";

/** Everything below `/identity/`: pages of ours, and else the provider's own addresses. */
export function identityRoutes(origin: string, providers: RunningProviders): Hono<Environment> {
  const app = new Hono<Environment>({ strict: false }).basePath('/identity');
  const pages = new Hono<Environment>({ strict: false });
  pages.use(async (call, next) => {
    await next();
    const policy = call.res.headers.get('Content-Security-Policy');
    if (policy) call.header('Content-Security-Policy', withFormsTo(policy, call.get('formsTo')));
  });
  pages.use(securityHeaders(siteAt(origin, ''), '/plaza'));
  pages.use(
    languageDetector({
      order: ['querystring', 'header'],
      lookupQueryString: 'language',
      supportedLanguages: [...languages],
      fallbackLanguage: 'en',
      caches: false,
    }),
  );
  pages.use(async (call, next) => {
    await next();
    call.header('Cache-Control', 'no-store');
    call.header('Vary', 'Accept-Language');
  });
  pages.use(csrf());
  pages.onError((error, call) => {
    if (!('status' in error && error.status === 403)) throw error;
    return show(call, problemPage('refused', call.get('language')), 403);
  });

  pages.get('/', (call) => show(call, identityPage(providers, call.get('language'))));
  controlRoutes(pages, providers);
  signInRoutes(pages, providers);
  pages.all('*', (call) => show(call, problemPage('notFound', call.get('language')), 404));

  app.get('/send-at-once.js', (call) => call.body(sendAtOnce, 200, { 'Content-Type': 'text/javascript' }));
  app.all('/:profile/*', async (call, next) => {
    const { profile } = call.req.param();
    if (!isProfile(providers, profile) || call.req.path.includes('/sign-in/')) return next();
    await providers[profile].handle(call.env.incoming, call.env.outgoing);
    return RESPONSE_ALREADY_SENT;
  });
  app.route('/', pages);
  return app;
}

function show(call: Context<Environment>, { title, main }: IdentityPage, status: 200 | 400 | 403 | 404 = 200) {
  return call.html(page({ language: call.get('language'), title, path: call.req.path, main }), status);
}

function isProfile(providers: RunningProviders, name: unknown): name is IdentityProfile {
  return typeof name === 'string' && Object.hasOwn(providers, name);
}

function controlRoutes(pages: Hono<Environment>, providers: RunningProviders): void {
  const chosen = (name: unknown) => providers[isProfile(providers, name) ? name : 'standard'];
  pages.get('/control', (call) => {
    const { provider, saved } = call.req.query();
    return show(call, identityControlPage(providers, chosen(provider), call.get('language'), saved === 'yes'));
  });
  pages.get('/control.json', (call) => {
    const { provider, since } = call.req.query();
    return isProfile(providers, provider)
      ? call.json(toldOf(providers[provider], Number(since ?? 0)))
      : call.json({ error: 'unknown-provider' }, 404);
  });
  pages.post('/control', async (call) => {
    const { provider, accident, action } = await call.req.parseBody();
    const running = chosen(provider);
    const wanted = isAccident(accident) ? accident : undefined;
    if (action === 'rotate') await running.rotateKeys();
    else if (action === 'reset') running.reset();
    else running.behave(wanted, { next: action === 'next' });
    const back = inLanguage('/identity/control', call.get('language'));
    return call.redirect(`${back}&provider=${running.profile}&saved=yes`, 303);
  });
}

/** What a program learns that tries a service: no secret and no key. */
function toldOf(running: RunningProvider, since: number) {
  const { profile, issuer, endpoints, client, levels, citizens, accident, log, settings } = running;
  return {
    profile,
    issuer,
    endpoints,
    client: { clientId: client.clientId, tokenEndpointAuthMethod: client.tokenEndpointAuthMethod },
    levels,
    namesIssuer: settings.namesIssuer,
    citizens: citizens.map(({ id, nationalNumber }) => ({ id, number: nationalNumber.number })),
    accidents,
    accident: accident ?? null,
    total: log.total,
    exchanges: log.since(since),
  };
}

function signInRoutes(pages: Hono<Environment>, providers: RunningProviders): void {
  pages.all('/:profile/sign-in/:uid', async (call) => {
    const { profile, uid } = call.req.param();
    const running = isProfile(providers, profile) ? providers[profile] : undefined;
    const waiting = running && (await waitingFor(running, uid, call.env));
    if (!waiting) return show(call, lostPage(call.get('language')), 400);
    call.set('formsTo', new URL(waiting.returnsTo).origin);
    return call.req.method === 'POST' ? answer(call, running, waiting) : ask(call, running, waiting);
  });
}

function ask(
  call: Context<Environment>,
  running: RunningProvider,
  { prompt, asked, actingFor }: Waiting,
  isMissing = false,
) {
  const language = call.get('language');
  const action = inLanguage(call.req.path, language);
  const shown =
    prompt === 'consent'
      ? consentPage(action, asked, language)
      : signInPage(running, action, language, { isMissing, actingFor });
  return show(call, shown, isMissing ? 400 : 200);
}

async function answer(call: Context<Environment>, running: RunningProvider, waiting: Waiting) {
  const { action, citizen } = await call.req.parseBody();
  const go = async (to: Promise<string>) => call.redirect(await to, 303);
  if (action === 'cancel') return go(refuse(running, call.env, 'The person cancelled'));
  if (action === 'suspended') return go(refuse(running, call.env, 'The account is suspended'));
  if (waiting.prompt === 'consent') return go(agree(running, call.env));
  const found = typeof citizen === 'string' ? running.citizens.find(({ id }) => id === citizen) : undefined;
  if (!found) return ask(call, running, waiting, true);
  if (found.status !== 'suspended') return go(signIn(running, call.env, found));
  return show(call, suspendedPage(inLanguage(call.req.path, call.get('language')), call.get('language')));
}
