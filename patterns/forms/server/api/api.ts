import { Hono } from 'hono';
import type { Context } from 'hono';
import { askedOf, errorOf } from '../../answers/read-page.ts';
import { isRepeat } from '../../definition/definition.ts';
import { nameIn, withItem } from '../../draft/draft.ts';
import { submissionSchema } from '../../export/submission-schema.ts';
import { isReached } from '../../path/path.ts';
import type { PathStep } from '../../path/path.ts';
import { asksForFiles } from '../../questions/file.ts';
import { closeNews } from '../changed-page.ts';
import { doorToBegin } from '../door.ts';
import type { Door } from '../door.ts';
import { keepLooked, lookAt } from '../files.ts';
import { isFree, newItem, withItemBackOrGone } from '../lists.ts';
import { describeError } from '../log.ts';
import { StoreUnavailable } from '../outage.ts';
import { patternOf } from '../page-answers.ts';
import type { Setting } from '../pages.ts';
import { accepted } from '../prefill/accepting.ts';
import { cardsOn } from '../prefill/cards.ts';
import { toDecide, withDecisions } from '../prefill/consent-page.ts';
import { fetchDue } from '../prefill/fetching.ts';
import { mandateProblem } from '../mandate.ts';
import type { Limited } from '../rate-limits.ts';
import { receiveForm } from '../received-form.ts';
import { day } from '../running-service.ts';
import type { RunningService } from '../running-service.ts';
import { isToken, randomToken } from '../same-site.ts';
import { sendDraft } from '../sending.ts';
import type { KeptDraft } from '../store.ts';
import { tooMany } from '../too-many.ts';
import { claimedIn } from './claims.ts';
import { contract } from './contract.ts';
import { draftView, errorView, ownView, sentView, whereView } from './draft-view.ts';
import { changePage, differencesIn } from './page-changes.ts';
import { addHandOver } from './hand-over.ts';
import { bodyOf, draftOf, holderOf, Refused, refusedAs, revisionOf } from './request.ts';
import { doorToSent, ownerOf } from '../signing-in.ts';
import { addUploads } from './uploads.ts';

/** What a request about a draft is answered with. */
interface Given {
  call: Context;
  kept: KeptDraft;
  setting: Setting;
}

/**
 * The service for programs: the same answers, errors and rules as its pages, as JSON. Its contract is OpenAPI 3.1, at
 * `openapi.json`; problems are told as RFC 9457 says.
 */
export function api(running: RunningService): Hono {
  const { store, base, latest } = running;
  const app = new Hono();

  app.use(async (call, next) => {
    await next();
    if (!call.res.headers.has('Cache-Control')) call.header('Cache-Control', 'no-store');
  });

  app.get('/openapi.json', (call) => call.json({ ...contract, servers: [{ url: `${base}/api` }] }));

  app.get('/definitions/:version{[0-9]+}', (call) => {
    const service = running.services.get(Number(call.req.param('version')));
    if (!service) throw new Refused(404, 'not-found');
    call.header('Cache-Control', 'public, max-age=31536000, immutable');
    return call.json(service.definition);
  });

  app.get('/definitions/:version{[0-9]+}/schema', (call) => {
    const service = running.services.get(Number(call.req.param('version')));
    if (!service) throw new Refused(404, 'not-found');
    call.header('Cache-Control', 'public, max-age=86400'); // the definition stays; what is made from it may become more exact
    return call.json(submissionSchema(service.definition).schema, 200, { 'Content-Type': 'application/schema+json' });
  });

  app.post('/drafts', async (call) => {
    const door = doorToBegin(latest.definition, running.now(), running.operation());
    if (door !== 'open') throw new Refused(doorStatus[door], door);
    const holder = holderOf(call, running);
    const key = holder ?? randomToken();
    const language = running.languageOf(call);
    count(call, 'begin');
    const content = running.begun(language, await ownerOf(running, call), 'api');
    const kept = await store.create(content, key, new Date(running.now().getTime() + running.keepDays * day));
    running.tell('begun', latest.definition);
    const view = draftView(running, kept, running.settingOf(latest, language));
    call.header('Location', `${base}/api/drafts/${kept.id}`);
    call.header('ETag', `"${kept.revision}"`);
    return call.json(holder ? view : { ...view, key }, 201);
  });

  addHandOver(app, running, count);

  app.get('/sent/:handle', async (call) => {
    const handle = call.req.param('handle');
    const sent = isToken(handle) ? await store.sent(handle) : undefined;
    if (sent?.draft.definition.id !== latest.definition.id) throw new Refused(404, 'not-found');
    const barrier = await doorToSent(running, call, running.settingOf(latest, running.languageOf(call)), sent);
    if (barrier) throw new Refused(401, 'sign-in');
    const states = await store.states(handle);
    const state = states.every((each) => each === 'done') ? 'done' : 'pending';
    const reports = (await store.reports(handle)).map((report) => ({ ...report, at: report.at.toISOString() }));
    return call.json({ reference: sent.reference, sentAt: sent.sentAt.toISOString(), state, reports });
  });

  app.get('/drafts', async (call) => {
    const { owner } = await ownerOf(running, call);
    if (!owner) throw new Refused(401, 'sign-in');
    const drafts = await store.draftsOf(owner);
    const own = drafts.filter(({ definition }) => definition.id === latest.definition.id);
    return call.json({ drafts: own.map((draft) => ownView(running, draft)) });
  });

  app.get('/drafts/:id', (call) => about(call, (given) => shown(given)));

  app.delete('/drafts/:id', (call) =>
    about(call, async ({ kept }) => {
      await store.forget(unsent(kept));
      running.tell('deleted', kept.content.draft.definition);
      return call.body(null, 204);
    }),
  );

  app.post('/drafts/:id/code', (call) =>
    about(call, async ({ kept }) => {
      const code = await store.newCode(unsent(kept));
      running.tell('code-given', kept.content.draft.definition);
      return call.json({ code, expiresAt: kept.expiresAt.toISOString() });
    }),
  );

  app.delete('/drafts/:id/changes', (call) =>
    about(call, async (given) => saved(given, await closeNews(running, given.kept))),
  );

  app.patch('/drafts/:id/pages/:at{.+}', (call) =>
    about(call, async (given) => {
      const { kept, setting } = given;
      const step = stepAt(given);
      const body = await bodyOf(call);
      const { answers = {} } = body;
      if (typeof answers !== 'object' || answers === null || Array.isArray(answers))
        throw new Refused(400, 'unreadable', { detail: 'Send the answers as an object of their names.' });
      const values = answers as Record<string, unknown>;
      if (revisionOf(call) !== kept.revision)
        throw new Refused(412, 'changed', { ...revision(kept), differences: differencesIn(kept, step, values) });
      const { definition } = kept.content.draft;
      const { draft, dropped } = await changePage(running, kept, step, values, setting).catch((error: unknown) => {
        if (error instanceof Refused)
          running.tell('page-refused', definition, { page: step.step.id, errors: error.codes });
        throw error;
      });
      const cards = new Map([...cardsOn(setting, kept.content, step)].filter(([name]) => Object.hasOwn(values, name)));
      const answering = claimedIn(running, call, kept, body, Object.keys(values));
      const all = accepted(setting, kept.content, draft, cards, values, answering.given);
      const next = await running.keep(kept, all.draft, step.at, answering, all.prefill);
      if (next) running.tell('page-answered', definition, { page: step.step.id });
      return saved(given, next && (await fetchDue(running, call, next, setting)), {
        dropped: dropped.map((name) => `#/${name}`),
      });
    }),
  );

  app.put('/drafts/:id/consents', (call) =>
    about(call, async (given) => {
      const { kept, setting } = same(given);
      const { decisions } = await bodyOf(call);
      const entries = toDecide(running, kept);
      const made = new Map(Object.entries((decisions ?? {}) as Record<string, unknown>));
      const isKnown = (id: string) => entries.some(({ entry }) => entry.id === id && entry.consent === 'ask');
      if ([...made].some(([id, isYes]) => !isKnown(id) || typeof isYes !== 'boolean'))
        throw new Refused(422, 'invalid', { detail: 'Send true or false by the ids of “consents”.', errors: [] });
      const content = withDecisions(running, setting, kept, entries, made as Map<string, boolean>);
      const next = await store.save(kept, running.noted(kept, content, claimedIn(running, call, kept)));
      return saved(given, next && (await fetchDue(running, call, next, setting)));
    }),
  );

  app.post('/drafts/:id/lists/:at{.+}', (call) =>
    about(call, async (given) => {
      const { kept } = same(given);
      const { repeat, list, step } = listAt(given);
      const { draft } = kept.content;
      if (!isFree(repeat, draft.order[list] ?? [])) throw new Refused(422, 'list-limits', { most: repeat.max });
      const item = newItem();
      return saved(
        given,
        await running.keep(kept, withItem(draft, list, item), step.at, claimedIn(running, call, kept)),
        { item },
        201,
      );
    }),
  );

  /** Takes an item out of its list, and puts one back that was taken out. */
  const changeItem = (verb: 'remove' | 'undo') => (call: Context) =>
    about(call, async (given) => {
      const { kept } = same(given);
      const { repeat, list, step } = listAt(given);
      const { draft } = kept.content;
      const action = `${verb}:${call.req.param('item')}`;
      const changed = withItemBackOrGone(draft, list, action, isFree(repeat, draft.order[list] ?? []));
      if (!changed || changed.draft === draft) throw new Refused(404, 'not-found');
      return saved(given, await running.keep(kept, changed.draft, step.at, claimedIn(running, call, kept)));
    });
  app.delete('/drafts/:id/items/:item/:at{.+}', changeItem('remove'));
  app.put('/drafts/:id/items/:item/:at{.+}', changeItem('undo'));

  app.post('/drafts/:id/files/:name{.+}', (call) =>
    about(call, async ({ kept, setting }) => {
      const name = call.req.param('name');
      const question = setting.service.questions.get(patternOf(setting.service, unsent(kept).content.draft, name));
      if (!question || !asksForFiles(question)) throw new Refused(404, 'not-found');
      const form = await receiveForm(call.req.raw, ['file']);
      const [file] = form.files.get('file') ?? [];
      if (form.problem === 'other-kind' || !file)
        throw new Refused(415, 'other-kind', { detail: 'Send multipart/form-data with a part “file”.' });
      if (form.problem) throw new Refused(form.problem === 'too-large' ? 413 : 400, 'unreadable');
      const looked = await lookAt(file, askedOf(question, setting.reader), running);
      if ('problem' in looked)
        throw new Refused(422, 'invalid', {
          errors: [errorView(errorOf(question, name, looked.problem, setting.reader))],
        });
      count(call, 'file', kept);
      const reference = await keepLooked(store, kept, file, looked);
      return call.json({ ...reference, state: looked.isUnchecked ? 'scanning' : 'accepted' }, 201);
    }),
  );

  app.get('/drafts/:id/files/:file', (call) =>
    about(call, async ({ kept }) => {
      const file = await fileView(kept, call.req.param('file'));
      if (!file) throw new Refused(404, 'not-found');
      return call.json(file);
    }),
  );

  addUploads(app, running, { count, unsent, fileView });

  app.post('/drafts/:id/submission', (call) =>
    about(call, async (given) => {
      const { kept, setting } = given;
      const { declarations = {} } = await bodyOf(call);
      if (!kept.sent) count(call, 'send', kept);
      await checkMandate(running, call, kept);
      const known = kept.sent ? kept.revision : revisionOf(call);
      const sending = await sendDraft(running, kept, known, declared(declarations), setting);
      switch (sending.state) {
        case 'sent':
          return call.json(sentView(running, sending.way), 202);
        case 'to-sign':
          throw new Refused(403, 're-authentication', { page: running.site.origin + running.placeIn(kept, 'check') });
        case 'infected':
        case 'refused':
          throw new Refused(422, 'invalid', { errors: sending.errors.map(errorView) });
        case 'incomplete':
          throw new Refused(409, 'incomplete', whereView(setting, running.open(call, kept).path));
        case 'changed':
          throw new Refused(412, 'changed', revision(kept));
        case 'closed':
        case 'not-open':
        case 'paused':
        case 'replaced':
          throw new Refused(doorStatus[sending.state], sending.state);
      }
    }),
  );

  app.all('*', () => {
    throw new Refused(404, 'not-found');
  });

  app.onError((error, call) => {
    const setting = running.settingOf(latest, running.languageOf(call));
    if (error instanceof Refused) return refusedAs(call, error, setting);
    const isAway = error instanceof StoreUnavailable;
    const event = isAway ? 'unavailable' : 'failed';
    const status = isAway ? 503 : 500;
    running.log({ event, method: call.req.method, route: `${base}/api`, status, ...describeError(error) });
    if (isAway) call.header('Retry-After', '60');
    return refusedAs(call, new Refused(status, event), setting);
  });
  return app;

  async function fileView(kept: KeptDraft, file: string) {
    const found = isToken(file) ? await store.file(kept, file) : undefined;
    if (!found) return undefined;
    const state = stateWords[(await store.unsure(kept)).get(file) ?? 'clean'];
    return { file, name: found.name, type: found.type, size: found.bytes.length, state };
  }

  async function about(call: Context, answer: (given: Given) => Response | Promise<Response>): Promise<Response> {
    const kept = await draftOf(call, running);
    return answer({ call, kept, setting: running.open(call, kept).setting });
  }

  /** Counts one more. @throws Refused where it has to wait */
  function count(call: Context, what: Limited, kept?: KeptDraft): void {
    const setting = running.settingOf(latest, running.languageOf(call, kept?.content.language));
    const wait = tooMany(running, call, setting, what, kept);
    if (wait) throw new Refused(429, 'too-many', { detail: wait.join(' ') });
  }

  function shown({ call, kept, setting }: Given): Response {
    call.header('ETag', `"${kept.revision}"`);
    return call.json(draftView(running, kept, setting));
  }

  /** What a client is told once its change is saved. */
  function saved(
    { call, setting }: Given,
    kept: KeptDraft | undefined,
    more: Readonly<Record<string, unknown>> = {},
    status: 200 | 201 = 200,
  ): Response {
    if (!kept) throw new Refused(412, 'changed'); // somebody saved in the same moment
    call.header('ETag', `"${kept.revision}"`);
    const path = running.pathIn(setting.service, kept.content.draft);
    return call.json({ ...revision(kept), ...whereView(setting, path), ...more }, status);
  }

  /** The same, where the client knows the draft as it is. */
  function same(given: Given): Given {
    if (revisionOf(given.call) !== unsent(given.kept).revision) throw new Refused(412, 'changed', revision(given.kept));
    return given;
  }

  function unsent(kept: KeptDraft): KeptDraft {
    if (kept.sent) throw new Refused(409, 'sent', { sent: sentView(running, kept.sent) });
    return kept;
  }

  /** The page of the address, if the way has come to it. */
  function stepAt({ call, kept, setting }: Given): PathStep {
    const path = running.pathIn(setting.service, unsent(kept).content.draft);
    const step = path.steps.find(({ at }) => at === call.req.param('at'));
    if (!step || !isReached(path, step)) throw new Refused(409, 'not-reached', whereView(setting, path));
    return step;
  }

  function listAt(given: Given) {
    const step = stepAt(given);
    if (!isRepeat(step.step)) throw new Refused(404, 'not-found');
    return { step, repeat: step.step, list: nameIn(step.step.repeat, step.items) };
  }
}

/** @throws Refused where whoever sends may not act for whom it is any more, or nobody can say */
async function checkMandate(running: RunningService, call: Context, kept: KeptDraft): Promise<void> {
  const problem = await mandateProblem(running, call, kept);
  if (problem === 'again') throw new Refused(401, 'sign-in');
  if (problem === 'gone') throw new Refused(403, 'mandate-gone');
  if (problem === 'unknown') throw new Refused(503, 'mandate-unknown');
}

const doorStatus = { closed: 410, 'not-open': 404, paused: 503, replaced: 410 } as const satisfies Record<
  Exclude<Door, 'open'>,
  number
>;
/** How a file stands, as the contract calls it. */
const stateWords = { clean: 'accepted', waiting: 'scanning', infected: 'refused' } as const;

function revision({ revision }: KeptDraft) {
  return { revision };
}

/** What was declared, as a form would send it. */
function declared(declarations: unknown): Map<string, readonly string[]> {
  if (typeof declarations !== 'object' || declarations === null) return new Map();
  return new Map(
    Object.entries(declarations as Record<string, unknown>).map(([id, given]) => [
      `declarations/${id}`,
      [given === true ? 'yes' : typeof given === 'string' ? given : ''],
    ]),
  );
}
