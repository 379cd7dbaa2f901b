import { Hono } from 'hono';
import { languageDetector } from 'hono/language';
import { energyGrant } from '../energy-grant/app.ts';
import { StoreUnavailable } from '../energy-grant/store.ts';
import type { Store } from '../energy-grant/store.ts';
import { homePage } from './home-page.ts';
import { languages } from './languages.ts';
import type { Language } from './languages.ts';
import { municipalityWords } from './layout.ts';
import type { Surroundings } from './layout.ts';
import { describeError, logToConsole } from './log.ts';
import type { Log } from './log.ts';
import { problemPage } from './problem-page.ts';
import { securityHeaders } from './security-headers.ts';
import { siteAt } from './site.ts';

/** What every handler finds in its context. */
export interface Environment {
  Variables: { language: Language };
}

export interface MunicipalityOptions {
  store: Store;
  /** As a browser sees it, such as `https://www.example.org`. On plain http this machine alone. */
  origin: string;
  /** Path of the pages on that site. */
  base?: string;
  /** Where Plaza's files are. */
  plazaUrl?: string;
  /** The day it is, as an ISO date; the municipality's own calendar if nothing is said. */
  today?: () => string;
  log?: Log;
}

/**
 * The whole web site of the municipality, to be mounted in a server: it answers every request under `base`.
 *
 * @throws If the origin is plain http elsewhere than on this machine.
 */
export function municipality({
  store,
  origin,
  base = '/demo',
  plazaUrl = '/plaza',
  log = logToConsole,
  today,
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
  app.get('/', (context) => context.html(homePage(surroundings, context.get('language'))));
  app.route('/energy-grant', energyGrant({ ...surroundings, store, log, ...(today && { today }) }));

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
