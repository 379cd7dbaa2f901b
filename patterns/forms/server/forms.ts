import { Hono } from 'hono';
import type { Context } from 'hono';
import { questionsOf } from '../answers/read-page.ts';
import { pathOf } from '../path/path.ts';
import { asksForFiles } from '../questions/file.ts';
import { speaker } from './controls.ts';
import { Counter } from './counter/counter.ts';
import { showCopy } from './copy.ts';
import { problemPage, returnPage, sentPage, startPage, timeAtEnd, trapName } from './pages.ts';
import type { Notice, Setting } from './pages.ts';
import { describeError } from './log.ts';
import { receiveForm } from './received-form.ts';
import { ensureVisitor, isToken } from './same-site.ts';
import { StoreUnavailable } from './outage.ts';
import { day, RunningService } from './running-service.ts';
import type { FormsOptions, Status } from './running-service.ts';
import { closedPage, doubtInWords, showMissing, showOutage } from './problem-pages.ts';
import { api } from './api/api.ts';
import { paperAt } from './paper/paper-at.ts';
import { PaperPages } from './paper/paper-page.ts';
import { act } from './draft-actions.ts';
import { tooMany } from './too-many.ts';
import { whereNext } from './way.ts';
import { showDeleted } from './forgetting.ts';
import { showDraft } from './draft-places.ts';
import { comeByHandOver } from './hand-over.ts';
import { checkingName } from './hand-over-pages.ts';
import { giveOfflineKey, offlineKeyAt } from './offline-answers.ts';
import { doorToSent, ownerOf } from './signing-in.ts';

/** Answers every request under the address of the service. */
export interface FormsService {
  /** @param environment What the server knows beside the request: `client` is asked with it. */
  fetch(request: Request, environment?: unknown): Response | Promise<Response>;
}

/**
 * A procedure as a service of many pages, for any server that hands it a `Request` and sends its `Response`.
 *
 * @throws TypeError where a definition does not hold together: `checkDefinition` says where; Error with the code `no-sign-in` where it
 * asks people to sign in and the server was given no way to, `no-re-authentication` where they are to sign by signing in again and no
 * provider says when they did, `no-acting-for` where it is for people who come for others and nobody lets
 * them.
 */
export function forms(options: FormsOptions): FormsService {
  const running = new RunningService(options);
  const { base, latest, store } = running;
  const app = new Hono({ strict: false }).basePath(base);

  app.use(async (call, next) => {
    await next();
    // "no-store" only where others sit down next: with it, Back asks the server and loses what was typed since.
    const cache = running.isShared(call.req.raw) ? 'no-store' : 'private, no-cache';
    if (!call.res.headers.has('Cache-Control')) call.header('Cache-Control', cache);
  });

  app.get('/', (call) => showStart(running, call));

  // Where the language links of a page lead that answered the form.
  app.get('/start', (call) => call.redirect(`${base}${new URL(call.req.url).search}`, 303));

  app.post('/start', async (call) => {
    const form = await receiveForm(call.req.raw, []);
    const closed = closedPage(running, call, latest);
    if (closed) return closed;
    const doubt = running.doubtOf(call, form);
    const language = running.languageOf(call);
    const setting = running.settingOf(latest, language);
    if (doubt) return showStart(running, call, 403, { variant: 'error', sentences: [doubtInWords(setting, doubt)] });
    if (form.fields.get(trapName)?.some(Boolean)) return showTrapped(running, call, setting);
    const wait = tooMany(running, call, setting, 'begin');
    if (wait) return showStart(running, call, 429, { variant: 'error', sentences: wait });
    const content = running.begun(language, await ownerOf(running, call));
    const expiresAt = new Date(running.now().getTime() + running.keepDays * day);
    const kept = await store.create(content, ensureVisitor(call, running.site), expiresAt);
    running.tell('begun', content.draft.definition);
    return call.redirect(running.placeIn(kept, whereNext(running.pathIn(latest, content.draft))), 303);
  });

  app.get('/return', (call) => {
    const setting = running.settingOf(latest, running.languageOf(call));
    return running.show(call, setting, returnPage(setting, running.proofFor(call), '', undefined));
  });

  app.post('/return', async (call) => {
    const form = await receiveForm(call.req.raw, []);
    const setting = running.settingOf(latest, running.languageOf(call));
    const doubt = running.doubtOf(call, form);
    const code = form.fields.get('code')?.[0]?.slice(0, 50) ?? '';
    if (doubt)
      return running.show(
        call,
        setting,
        returnPage(setting, running.proofFor(call), code, doubtInWords(setting, doubt)),
        403,
      );
    const say = speaker(setting.reader);
    if (form.fields.get('action')?.[0] === 'language' && !form.fields.has(checkingName))
      return running.show(call, setting, returnPage(setting, running.proofFor(call), code, undefined));
    if (!code.trim()) {
      const message = say('valueMissing', { label: say('returnLabel') });
      return running.show(call, setting, returnPage(setting, running.proofFor(call), code, message), 422);
    }
    const wait = tooMany(running, call, setting, 'code');
    if (wait)
      return running.show(call, setting, returnPage(setting, running.proofFor(call), code, wait.join(' ')), 429);
    const found = await store.comeBack(code, ensureVisitor(call, running.site));
    const handedOver = found ? undefined : await comeByHandOver(running, call, setting, form, code);
    if (handedOver) return handedOver;
    if (found?.definition !== latest.definition.id)
      return running.show(call, setting, returnPage(setting, running.proofFor(call), code, say('returnWrong')), 422);
    running.rates.giveBack('code', { client: running.clientOf(call) });
    running.tell('returned', latest.definition);
    return call.redirect(`${base}/draft/${found.id}`, 303);
  });

  const paper = new PaperPages(running);
  app.get(`/${paperAt.page}`, (call) => paper.showPage(call));
  app.get(`/${paperAt.pdf}`, (call) => paper.showPdf(call));
  app.get(`/${paperAt.css}`, (call) => paper.showCss(call));

  if (options.staff) new Counter(running, options.identity, options.staff).addTo(app);

  running.byEmail?.addTo(app);

  app.get('/deleted', (call) => showDeleted(running, call));

  app.get('/sent/:handle', async (call) => {
    const handle = call.req.param('handle');
    const sent = isToken(handle) ? await store.sent(handle) : undefined;
    const service = sent && running.services.get(sent.draft.definition.version);
    if (!service) return showMissing(running, call);
    const setting = running.settingOf(service, running.languageOf(call, sent.language));
    const barrier = await doorToSent(running, call, setting, sent);
    if (barrier) return barrier;
    const states = await store.states(handle);
    const isPassedOn = states.every((state) => state === 'done');
    const reports = await store.reports(handle);
    const late: Notice = { variant: 'error', sentences: [speaker(setting.reader)('lateAnswers')] };
    const notice = call.req.query('late') === undefined ? undefined : late;
    const path = pathOf(service, sent.draft, running.dayOfSending(sent));
    call.header('Cache-Control', 'no-store');
    return running.show(call, setting, sentPage(setting, sent, path, { isPassedOn, reports, notice }));
  });

  app.get('/sent/:handle/copy.pdf', (call) => showCopy(running, call));

  app.post(`/${offlineKeyAt}/:id`, (call) => giveOfflineKey(running, call));

  app.get('/draft/:id/:at{.+}?', (call) => showDraft(running, call));

  app.post('/draft/:id/:at{.+}', async (call) => {
    const kept = await running.draftOf(call);
    if (!kept) return showMissing(running, call);
    const { service, path } = running.open(call, kept);
    const step = path.steps.find(({ at }) => at === call.req.param('at'));
    const fileNames = step
      ? questionsOf(service, step)
          .filter(({ question }) => asksForFiles(question))
          .map(({ name }) => name)
      : [];
    const form = await receiveForm(call.req.raw, fileNames);
    try {
      for (let attempt = 1; ; attempt++) {
        const fresh = attempt === 1 ? kept : await running.draftOf(call);
        const answer = fresh ? await act(running, call, fresh, form) : showMissing(running, call);
        if (answer) return answer;
        if (attempt === 5) throw new Error('The draft was changed each time it was to be saved.');
      }
    } catch (error) {
      return showOutage(running, call, kept, step, form, error);
    }
  });

  app.route('/api', api(running));

  app.notFound((call) => showMissing(running, call, 'notFound'));
  app.onError((error, call) => {
    const outage = error instanceof StoreUnavailable;
    const status = outage ? 503 : 500;
    running.log({
      event: outage ? 'unavailable' : 'failed',
      method: call.req.method,
      route: base,
      status,
      ...describeError(error),
    });
    if (outage) call.header('Retry-After', '60');
    const setting = running.settingOf(latest, running.languageOf(call));
    const say = speaker(setting.reader);
    const help = say(call.req.method === 'POST' ? 'unavailableHelp' : 'unavailableToRead');
    return running.show(call, setting, problemPage(say('unavailable'), help), status);
  });
  return { fetch: (request, environment) => app.fetch(request, environment as object | undefined) };
}

function showStart(
  running: RunningService,
  call: Context,
  status: Status = 200,
  notice?: Notice,
  { withTrap = true } = {},
): Response | Promise<Response> {
  const closed = closedPage(running, call, running.latest);
  if (closed) return closed;
  const setting = running.settingOf(running.latest, running.languageOf(call));
  const { closes } = running.latest.definition;
  const closing = closes && speaker(setting.reader)('closing', { date: timeAtEnd(setting, closes) });
  const said: Notice | undefined = closing ? { variant: 'information', sentences: [closing] } : undefined;
  return running.show(
    call,
    setting,
    startPage(setting, running.proofFor(call), notice ?? said, `${running.base}/return`, withTrap),
    status,
  );
}

/** Says what was filled in that nobody sees, and lets people begin from a page without it. */
function showTrapped(running: RunningService, call: Context, setting: Setting): Response | Promise<Response> {
  running.log({ event: 'refused', method: 'POST', route: running.base, status: 422, error: 'hidden-field' });
  const notice: Notice = { variant: 'error', sentences: [speaker(setting.reader)('trapFilled')] };
  return showStart(running, call, 422, notice, { withTrap: false });
}
