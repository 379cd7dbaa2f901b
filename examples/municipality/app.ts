import { Hono } from 'hono';
import { languageDetector } from 'hono/language';
import energyGrant from '../energy-grant/definition.json' with { type: 'json' };
import firstPermit from '../permiso-circulacion/definition-1.json' with { type: 'json' };
import permit from '../permiso-circulacion/definition.json' with { type: 'json' };
import { homePage } from './home-page.ts';
import { languages } from './languages.ts';
import type { Language } from './languages.ts';
import { municipalityWords } from './layout.ts';
import type { Surroundings } from './layout.ts';
import { describeError, logToConsole, securityHeaders, siteAt, StoreUnavailable } from '@plaza-ds/forms/server';
import type { FileScan, FormStore, IdentityPort, Letters, Log, PrefillSource } from '@plaza-ds/forms/server';
import { problemPage } from './problem-page.ts';
import { formsList, service } from './service.ts';
import { accountIn, signInPages } from './sign-in.ts';
import type { SignInOptions } from './sign-in.ts';

/** What every handler finds in its context. */
export interface Environment {
  Variables: { language: Language };
}

export interface MunicipalityOptions {
  /** Keeps the drafts of the services, and what was sent. */
  store: FormStore;
  /** The names of what gets each form that is sent. */
  destinations?: readonly string[];
  /** Sends people a link to come back to what they began. */
  letters?: Letters | undefined;
  /** Looks for viruses in each file. */
  scan?: FileScan | undefined;
  /** Who has answers already; without them everything is asked. */
  prefill?: Readonly<Record<string, PrefillSource>> | undefined;
  /** How people sign in. Without it a service that asks them to says that it is not there. */
  signIn?: SignInOptions | undefined;
  /** Who knows otherwise who is signed in, where nobody signs in on this site itself. */
  identity?: IdentityPort | undefined;
  /** As a browser sees it, such as `https://www.example.org`. On plain http this machine alone. */
  origin: string;
  /** Path of the pages on that site. */
  base?: string;
  /** Where Plaza's files are. */
  plazaUrl?: string;
  /** What the clock says. */
  now?: (() => Date) | undefined;
  log?: Log;
}

/** Each service with its versions, the newest first. */
const services = [[energyGrant], [permit, firstPermit]] as const;

/**
 * The whole web site of the municipality, to be mounted in a server: it answers every request under `base`.
 *
 * @throws If the origin is plain http elsewhere than on this machine.
 */
export function municipality({
  store,
  destinations = [],
  letters,
  scan,
  prefill,
  signIn,
  identity,
  origin,
  base = '/demo',
  plazaUrl = '/plaza',
  log = logToConsole,
  now,
}: MunicipalityOptions) {
  const surroundings: Surroundings = { site: siteAt(origin, base), plaza: { url: plazaUrl } };
  const app = new Hono<Environment>({ strict: false }).basePath(base);

  app.use(securityHeaders(surroundings.site, plazaUrl));
  app.use(
    languageDetector({
      order: ['querystring', 'header'],
      lookupQueryString: 'language',
      supportedLanguages: [...languages],
      fallbackLanguage: 'es',
      caches: false,
    }),
  );
  app.use(async (context, next) => {
    await next();
    context.header('Vary', 'Accept-Language', { append: true });
    if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-cache');
  });
  const pages = signIn && signInPages(signIn, surroundings);
  if (pages) app.all('/identity/*', ({ req, env }) => pages.fetch(req.raw, env));
  const common = { ...surroundings, store, destinations, letters, scan, prefill, log, now };
  app.get('/', async (context) => {
    const language = context.get('language');
    return context.html(
      homePage(surroundings, language, await accountIn(pages, context.req.raw, language, surroundings)),
    );
  });
  const signsIn = pages ?? (identity?.signIn && identity);
  if (signsIn) {
    const mine = formsList(services, { ...common, signIn: pages, identity: signsIn });
    app.all('/mine', ({ req, env }) => mine.fetch(req.raw, env));
  }
  for (const versions of services) {
    const [definition] = versions;
    const isAway = definition.identity.required && !pages && !identity;
    if (isAway) {
      for (const path of [`/${definition.id}`, `/${definition.id}/*`])
        app.all(path, (context) => {
          const language = context.get('language');
          const { signInAway: title, signInAwayHelp: help } = municipalityWords[language];
          return context.html(problemPage(surroundings, { language, path: context.req.path, title, help }), 503);
        });
      continue;
    }
    const own = service(versions, { ...common, signIn: pages, identity: pages ?? identity });
    for (const path of [`/${definition.id}`, `/${definition.id}/*`])
      app.all(path, ({ req, env }) => own.fetch(req.raw, env));
  }

  app.notFound((context) => {
    const language = context.get('language') ?? 'es';
    const { notFound: title, notFoundHelp: help } = municipalityWords[language];
    return context.html(problemPage(surroundings, { language, path: context.req.path, title, help }), 404);
  });
  app.onError((error, context) => {
    const language = context.get('language') ?? 'es';
    const words = municipalityWords[language];
    const outage = error instanceof StoreUnavailable;
    const status = outage ? 503 : 500;
    log({
      event: outage ? 'unavailable' : 'failed',
      method: context.req.method,
      route: base,
      status,
      ...describeError(error),
    });
    if (outage) context.header('Retry-After', '60');
    const title = outage ? words.unavailable : words.failed;
    const help = outage ? words.unavailableHelp : words.failedHelp;
    const link = { path: context.req.path, text: words.tryAgain };
    return context.html(problemPage(surroundings, { language, path: context.req.path, title, help, link }), status);
  });
  return app;
}
