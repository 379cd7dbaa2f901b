import type { Context } from 'hono';
import { withHistory } from '../../answers/given.ts';
import { emptyDraft } from '../../draft/draft.ts';
import type { Service } from '../../path/service.ts';
import { speaker } from '../controls.ts';
import type { CounterRecord, IdentityCheck } from '../counter-record.ts';
import { doorToBegin, doorToSend } from '../door.ts';
import type { Person } from '../identity-port.ts';
import { refusal, showClosed, showMissing } from '../problem-pages.ts';
import { receiveForm } from '../received-form.ts';
import type { ReceivedForm } from '../received-form.ts';
import { day } from '../running-service.ts';
import type { RunningService, Status } from '../running-service.ts';
import type { DraftContent } from '../store.ts';
import { tooMany } from '../too-many.ts';
import { turned } from '../way.ts';
import { askingPage, readOwn } from './asking.ts';
import { intakePage, questionsFor, readPaper } from './intake.ts';
import type { Intake } from './intake.ts';
import { counterAt, counterOf, holderOf, recordOf, staffActor } from './open-case.ts';

const attempts = 5;

/** How a case comes to the counter: begun there, taken over by a code, or from paper. */
export class TakeIn {
  readonly #running: RunningService;

  constructor(running: RunningService) {
    this.#running = running;
  }

  /** The page that asks what has to be known first. */
  show(
    call: Context,
    intake: Intake,
    shown: Partial<Parameters<typeof intakePage>[2]> = {},
    status: Status = 200,
  ): Promise<Response> | Response {
    const running = this.#running;
    const { latest } = running;
    const hasPaper = !!latest.definition.channels?.paper;
    if (intake === 'paper' && !hasPaper) return showMissing(running, call, 'notFound');
    const setting = running.settingOf(latest, running.languageOf(call));
    const about = { sent: new Map(), errors: [], action: turned(call), proof: running.proofFor(call), hasPaper };
    const page = askingPage(setting, intakePage(intake, setting, { ...about, ...shown }));
    return running.show(call, setting, page, status);
  }

  /** Opens a case anew, by a code, or from paper. */
  async take(call: Context, person: Person, intake: Intake): Promise<Response> {
    const running = this.#running;
    const setting = running.settingOf(running.latest, running.languageOf(call));
    const form = await receiveForm(call.req.raw, []);
    const sent = form.fields;
    const fail = (sentences: readonly string[], status: Status) =>
      this.show(call, intake, { sent, notice: { variant: 'error', sentences } }, status);
    const refused = refusal(running, call, setting, form);
    if (refused) return fail([refused.sentence], refused.status);
    if (sent.get('action')?.[0] === 'language') return this.show(call, intake, { sent });
    if (intake === 'paper') return this.#takePaper(call, person, form);
    const { values, errors } = readOwn(questionsFor(intake, setting), sent, setting.reader);
    if (errors.length) return this.show(call, intake, { sent, errors }, 422);
    const wait = tooMany(running, call, setting, intake === 'code' ? 'code' : 'begin');
    if (wait) return fail(wait, 429);
    const by = staffActor(running.store, person, false);
    const check = { document: values.document as IdentityCheck['document'], at: running.now().toISOString(), by };
    if (intake === 'begin') {
      const door = doorToBegin(running.latest.definition, running.now(), running.operation());
      if (door !== 'open') return showClosed(running, call, setting, door);
      return this.#begin(call, person, running.latest, { identityChecks: [check], originals: [] });
    }
    const id = await this.#takeOver(person, values.code!, check);
    if (id === undefined) return fail([speaker(setting.reader)('counterCodeWrong')], 422);
    running.rates.giveBack('code', { client: running.clientOf(call) });
    return call.redirect(`${running.base}/${counterAt}/${id}`, 303);
  }

  /** Opens what came on paper, in the version that it was printed from. The day on which it came decides whether it is in time. */
  async #takePaper(call: Context, person: Person, { fields: sent }: ReceivedForm): Promise<Response> {
    const running = this.#running;
    const setting = running.settingOf(running.latest, running.languageOf(call));
    if (!running.latest.definition.channels?.paper) return showMissing(running, call, 'notFound');
    const { read, errors } = readPaper(setting, running.services, sent);
    if (!read) return this.show(call, 'paper', { sent, errors }, 422);
    const { paper, service, language } = read;
    const { definition } = service;
    const operation = running.operation();
    // What is on paper was begun before, as a draft on the web: the days of grace count for it.
    const door = operation?.state ?? doorToSend(definition, paper.received, undefined);
    if (door !== 'open') return showClosed(running, call, setting, door);
    const wait = tooMany(running, call, setting, 'begin');
    if (wait) return this.show(call, 'paper', { sent, notice: { variant: 'error', sentences: wait } }, 429);
    return this.#begin(call, person, service, { identityChecks: [], originals: [], paper }, language);
  }

  async #begin(
    call: Context,
    person: Person,
    { definition }: Service,
    counter: CounterRecord,
    language?: string,
  ): Promise<Response> {
    const running = this.#running;
    const isPaper = !!counter.paper;
    const by = staffActor(running.store, person, isPaper);
    const channel = isPaper ? 'paper' : 'agent';
    const content: DraftContent = {
      draft: emptyDraft(definition),
      language: running.languageOf(call, language),
      saved: {},
      given: {},
      languages: [],
      history: [{ at: running.now().toISOString(), by, channel, what: 'begun' }],
      counter,
    };
    const expiresAt = new Date(running.now().getTime() + running.keepDays * day);
    const kept = await running.store.create(content, holderOf(running.store, person), expiresAt);
    running.tell('begun', definition);
    const [first] = counterOf(running.services.get(definition.version)!).sections;
    return call.redirect(`${running.base}/${counterAt}/${kept.id}/${first!.id}`, 303);
  }

  /** Takes over what a code was given for, and writes down who was looked at. Undefined where nothing of this service has the code. */
  async #takeOver(person: Person, code: string, check: IdentityCheck): Promise<string | undefined> {
    const running = this.#running;
    const found = await running.store.findHandOver(code);
    const holder = holderOf(running.store, person);
    if (found?.definition !== running.latest.definition.id) return undefined;
    if (!running.services.has(found.content.draft.definition.version)) return undefined;
    if (!(await running.store.takeOver(code, holder))) return undefined;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const kept = await running.store.find(found.id, holder);
      if (!kept || kept.sent) return undefined; // nobody looks at what was sent without that being written down
      const { content } = kept;
      const entry = { at: check.at, by: check.by, channel: 'agent', what: 'handed-over' } as const;
      const record = recordOf(content);
      const counter = { ...record, identityChecks: [...record.identityChecks, check] };
      const next = { ...content, counter, history: withHistory(content.history ?? [], entry) };
      if (!(await running.store.save(kept, next))) continue;
      running.tell('returned', found.content.draft.definition);
      return found.id;
    }
    throw new Error('The case was changed each time it was to be taken over.'); // nobody is told where it is
  }
}
