import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Reader } from '../answers/read-page.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { catalogues } from '../words/catalogue.ts';
import { directionOf } from '../words/direction.ts';
import { speaker } from './controls.ts';
import type { Html } from './controls.ts';
import { languageAsked } from './language.ts';
import { describeError } from './log.ts';
import type { Log } from './log.ts';
import { StoreUnavailable } from './outage.ts';
import { problemPage } from './pages.ts';
import type { FormPage } from './pages.ts';
import type { FramedPage, Status } from './running-service.ts';

/** What pages need that belong to a site and to no single service. */
export interface SitePages {
  /** Their address on the site, `/demo/mine`. */
  base: string;
  /** BCP 47 tags; the first is the site's own. */
  languages: readonly string[];
  /** Puts a page into the frame of the site. */
  frame(page: FramedPage): Html | Promise<Html>;
  log: Log;
  /** The sentences of the pages in each language. */
  words?: Readonly<Record<string, Catalogue>>;
}

/** A handler for such pages: what fails is told in plain words, and logged without what anybody wrote. Nothing of them is cached. */
export function sitePages({ base, languages, frame, log, words = catalogues }: SitePages) {
  const app = new Hono({ strict: false }).basePath(base);
  const languageOf = (call: Context) => languageAsked(languages, call);
  const readerFor = (call: Context): Reader => ({ language: languageOf(call), today: '', words });
  const wordsFor = (call: Context) => speaker(readerFor(call));

  async function show(call: Context, page: FormPage, status: Status = 200): Promise<Response> {
    const language = languageOf(call);
    const about = { language, direction: directionOf(language), languages, request: call.req.raw };
    return call.html(await frame({ ...page, ...about, path: new URL(call.req.url).pathname }), status);
  }

  app.use(async (call, next) => {
    await next();
    call.header('Cache-Control', 'no-store');
  });
  app.notFound((call) => show(call, problemPage(wordsFor(call)('notFound'), wordsFor(call)('notFoundHelp')), 404));
  app.onError((error, call) => {
    const isAway = error instanceof StoreUnavailable;
    const [event, status] = isAway ? (['unavailable', 503] as const) : (['failed', 500] as const);
    log({ event, method: call.req.method, route: base, status, ...describeError(error) });
    if (isAway) call.header('Retry-After', '60');
    return show(call, problemPage(wordsFor(call)('unavailable'), wordsFor(call)('unavailableToRead')), status);
  });
  return { app, languageOf, readerFor, wordsFor, show };
}
