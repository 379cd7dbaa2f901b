import type { Context, Hono } from 'hono';
import { withHistory } from '../../answers/given.ts';
import { stepsIn } from '../../channels/counter.ts';
import { pathOf } from '../../path/path.ts';
import { emptyDraft } from '../../draft/draft.ts';
import type { Service } from '../../path/service.ts';
import { questionsOf } from '../../answers/read-page.ts';
import { asksForFiles } from '../../questions/file.ts';
import { speaker } from '../controls.ts';
import { answerPdf, copyOf } from '../copy.ts';
import type { CounterRecord, IdentityCheck } from '../counter-record.ts';
import { doorToBegin, doorToSend } from '../door.ts';
import type { When } from '../door.ts';
import type { IdentityPort, Person } from '../identity-port.ts';
import { problemPage, sentPage } from '../pages.ts';
import type { Notice } from '../pages.ts';
import { refusal, showClosed, showMissing } from '../problem-pages.ts';
import { receiveForm, usualLimits } from '../received-form.ts';
import type { ReceivedForm } from '../received-form.ts';
import { day } from '../running-service.ts';
import type { RunningService } from '../running-service.ts';
import { staffDoor } from '../staff.ts';
import type { Staff } from '../staff.ts';
import type { DraftContent, KeptDraft } from '../store.ts';
import { tooMany } from '../too-many.ts';
import { turned } from '../way.ts';
import { askingPage, readOwn } from './asking.ts';
import { summaryAt } from './case-page.ts';
import { intakePage, intakes, questionsFor, readPaper } from './intake.ts';
import type { Intake } from './intake.ts';
import { counterAt, counterOf, holderOf, isComplete, openCase, recordOf, staffActor } from './open-case.ts';
import type { OpenCase } from './open-case.ts';
import { giveCaseBack, sendCase, showCase } from './send-case.ts';
import { saveSection } from './save-section.ts';
import { showSection } from './show-section.ts';
import { summaryToSign } from './summary-to-sign.ts';

/** A screen may have all pages of a section. */
const limits = { ...usualLimits, parts: 2000 };
const attempts = 5;

type Act = (call: Context, person: Person) => Promise<Response> | Response;
type OnCase = (call: Context, opened: OpenCase, person: Person) => Promise<Response> | Response;

/** The counter of a service: where staff write down what somebody tells them, or what came on paper. */
export class Counter {
  readonly #running: RunningService;
  readonly #enter: ReturnType<typeof staffDoor>;

  /** @throws Error with the code `no-sign-in` where nobody can sign in. */
  constructor(running: RunningService, identity: IdentityPort | undefined, staff: Staff) {
    this.#running = running;
    this.#enter = staffDoor(identity, staff);
  }

  addTo(app: Hono): void {
    const at = `/${counterAt}`;
    app.get(
      at,
      this.#forStaff((call) => this.#showIntake(call, 'begin')),
    );
    app.post(
      at,
      this.#forStaff((call, person) => this.#takeIn(call, person, 'begin')),
    );
    for (const intake of intakes.filter((each) => each !== 'begin')) {
      app.get(
        `${at}/${intake}`,
        this.#forStaff((call) => this.#showIntake(call, intake)),
      );
      app.post(
        `${at}/${intake}`,
        this.#forStaff((call, person) => this.#takeIn(call, person, intake)),
      );
    }
    app.get(
      `${at}/:id`,
      this.#onCase((call, opened) => showCase(this.#running, call, opened)),
    );
    app.post(
      `${at}/:id`,
      this.#onCase((call, opened, person) => this.#actOnCase(call, opened, person)),
    );
    app.get(
      `${at}/:id/sent`,
      this.#onSent((call, opened) => this.#showSent(call, opened)),
    );
    app.get(
      `${at}/:id/copy.pdf`,
      this.#onSent((call, opened) => this.#showCopy(call, opened)),
    );
    app.get(
      `${at}/:id/${summaryAt}`,
      this.#onCase((call, opened) => this.#showSummary(call, opened)),
    );
    app.get(
      `${at}/:id/:section`,
      this.#onCase((call, opened) => this.#showSection(call, opened)),
    );
    app.post(
      `${at}/:id/:section`,
      this.#forStaff((call, person) => this.#save(call, person)),
    );
  }

  /** Lets in the staff, and nobody where there is no counter. */
  #forStaff(act: Act) {
    return async (call: Context): Promise<Response> => {
      const running = this.#running;
      const { latest } = running;
      if (!latest.definition.channels?.agent) return showMissing(running, call, 'notFound');
      const setting = running.settingOf(latest, running.languageOf(call));
      const words = speaker(setting.reader);
      const { language } = setting.reader;
      if (call.req.method === 'POST' && !(await running.personOf(call)))
        return running.show(call, setting, problemPage(words('counterSignedOut'), words('counterSignedOutHelp')), 403);
      const { pathname } = new URL(call.req.url);
      const { refused, person } = await this.#enter(call, {
        words,
        purpose: 'counterPurpose',
        returnTo: call.req.method === 'GET' ? pathname : `${running.base}/${counterAt}`,
        language,
        log: (entry) => running.log({ ...entry, route: `${running.base}/${counterAt}` }),
        show: (page) => running.show(call, setting, page, 403),
      });
      return refused ?? act(call, person);
    };
  }

  async #find(call: Context, person: Person): Promise<KeptDraft | undefined> {
    const running = this.#running;
    return running.heldBy(holderOf(running.store, person), call.req.param('id'));
  }

  /** Opens a case to whoever of the staff has it. */
  #onCase(act: OnCase) {
    return this.#forStaff(async (call, person) => {
      const kept = await this.#find(call, person);
      if (!kept) return this.#showNotHere(call);
      const opened = openCase(this.#running, call, kept, person);
      return kept.sent ? call.redirect(`${opened.place}/sent`, 303) : act(call, opened, person);
    });
  }

  #onSent(act: OnCase) {
    return this.#forStaff(async (call, person) => {
      const kept = await this.#find(call, person);
      return kept?.sent ? act(call, openCase(this.#running, call, kept, person), person) : this.#showNotHere(call);
    });
  }

  #showNotHere(call: Context): Promise<Response> {
    const running = this.#running;
    const setting = running.settingOf(running.latest, running.languageOf(call));
    const words = speaker(setting.reader);
    const link = { href: `${running.base}/${counterAt}`, text: words('counterToStart') };
    return running.show(call, setting, problemPage(words('counterNotHere'), words('counterNotHereHelp'), link), 404);
  }

  #showIntake(
    call: Context,
    intake: Intake,
    shown: Partial<Parameters<typeof intakePage>[2]> = {},
    status: Parameters<RunningService['show']>[3] = 200,
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
  async #takeIn(call: Context, person: Person, intake: Intake): Promise<Response> {
    const running = this.#running;
    const setting = running.settingOf(running.latest, running.languageOf(call));
    const form = await receiveForm(call.req.raw, []);
    const sent = form.fields;
    const fail = (sentences: readonly string[], status: 403 | 422 | 429 | 400 | 413 | 415) =>
      this.#showIntake(call, intake, { sent, notice: { variant: 'error', sentences } }, status);
    const refused = refusal(running, call, setting, form);
    if (refused) return fail([refused.sentence], refused.status as 403);
    if (sent.get('action')?.[0] === 'language') return this.#showIntake(call, intake, { sent });
    if (intake === 'paper') return this.#takePaper(call, person, form);
    const { values, errors } = readOwn(questionsFor(intake, setting), sent, setting.reader);
    if (errors.length) return this.#showIntake(call, intake, { sent, errors }, 422);
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
    if (!read) return this.#showIntake(call, 'paper', { sent, errors }, 422);
    const { paper, service, language } = read;
    const when: When = paper.received;
    const door = running.operation()
      ? doorToBegin(service.definition, when, running.operation())
      : doorToSend(service.definition, when, undefined);
    if (door !== 'open') return showClosed(running, call, setting, door);
    const wait = tooMany(running, call, setting, 'begin');
    if (wait) return this.#showIntake(call, 'paper', { sent, notice: { variant: 'error', sentences: wait } }, 429);
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
    if (!(await running.store.takeOver(code, holder))) return undefined;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const kept = await running.store.find(found.id, holder);
      if (!kept || kept.sent) break;
      const { content } = kept;
      const entry = { at: check.at, by: check.by, channel: 'agent', what: 'handed-over' } as const;
      const record = recordOf(content);
      const counter = { ...record, identityChecks: [...record.identityChecks, check] };
      const next = { ...content, counter, history: withHistory(content.history ?? [], entry) };
      if (await running.store.save(kept, next)) break;
    }
    running.tell('returned', found.content.draft.definition);
    return found.id;
  }

  #showSection(call: Context, opened: OpenCase): Promise<Response> | Response {
    const section = opened.counter.sections.find(({ id }) => id === call.req.param('section'));
    if (!section || !stepsIn(section, opened.path).length) return call.redirect(opened.place, 303);
    return showSection(this.#running, call, opened, section);
  }

  /** Saves a screen; where the case is saved at the same moment by somebody else, again. */
  async #save(call: Context, person: Person): Promise<Response> {
    const running = this.#running;
    let form: ReceivedForm | undefined;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const kept = await this.#find(call, person);
      if (!kept) return this.#showNotHere(call);
      const opened = openCase(running, call, kept, person);
      const section = opened.counter.sections.find(({ id }) => id === call.req.param('section'));
      if (kept.sent || !section) return call.redirect(kept.sent ? `${opened.place}/sent` : opened.place, 303);
      form ??= await receiveForm(call.req.raw, fileNamesIn(opened), limits);
      const refused = refusal(running, call, opened.setting, form);
      if (refused) {
        const notice: Notice = { variant: 'error', sentences: [refused.sentence] };
        const shown = new Set(stepsIn(section, opened.path).map(({ at }) => at));
        return showSection(running, call, opened, section, { sent: form.fields, shown, notice }, refused.status);
      }
      const answer = await saveSection(running, call, opened, { section, form, person });
      if (answer) return answer;
    }
    throw new Error('The case was changed each time it was to be saved.');
  }

  async #actOnCase(call: Context, opened: OpenCase, person: Person): Promise<Response> {
    const running = this.#running;
    const form = await receiveForm(call.req.raw, [], limits);
    const refused = refusal(running, call, opened.setting, form);
    if (refused) {
      const notice: Notice = { variant: 'error', sentences: [refused.sentence] };
      return showCase(running, call, opened, { sent: form.fields, notice }, refused.status);
    }
    const action = form.fields.get('action')?.[0];
    if (action === 'language') return showCase(running, call, opened, { sent: form.fields });
    if (action === 'hand-over' && !opened.isPaper) return giveCaseBack(running, call, opened, person);
    return sendCase(running, call, opened, form);
  }

  /** The receipt for the person: the same page as on the web, to print, and the copy. */
  async #showSent(call: Context, { kept, counter, place }: OpenCase): Promise<Response> {
    const running = this.#running;
    const { handle } = kept.sent!;
    const sent = await running.store.sent(handle);
    if (!sent) return this.#showNotHere(call);
    const setting = running.settingOf(counter.service, running.languageOf(call, sent.language), sent);
    const [states, reports] = await Promise.all([running.store.states(handle), running.store.reports(handle)]);
    const words = speaker(setting.reader);
    call.header('Cache-Control', 'no-store');
    const page = sentPage(setting, sent, pathOf(counter.service, sent.draft, running.dayOfSending(sent)), {
      isPassedOn: states.every((state) => state === 'done'),
      reports,
      notice: { variant: 'information', sentences: [words('counterReceipt')] },
      elsewhere: {
        copy: `${place}/copy.pdf`,
        goOn: { href: `${running.base}/${counterAt}`, text: words('counterToStart') },
      },
    });
    return running.show(call, setting, page);
  }

  async #showCopy(call: Context, { kept, counter }: OpenCase): Promise<Response> {
    const running = this.#running;
    const sent = await running.store.sent(kept.sent!.handle);
    if (!sent) return this.#showNotHere(call);
    const setting = running.settingOf(counter.service, running.languageOf(call, sent.language), sent);
    const path = pathOf(counter.service, sent.draft, running.dayOfSending(sent));
    return answerPdf(call, await copyOf(setting, sent, path), sent.reference);
  }

  async #showSummary(call: Context, opened: OpenCase): Promise<Response> {
    if (!isComplete(opened)) return call.redirect(opened.place, 303);
    const { id, version } = opened.counter.service.definition;
    return answerPdf(call, await summaryToSign(opened, this.#running.now()), `${id}-${version}`);
  }
}

/** The questions that files come for. */
function fileNamesIn({ counter, path }: OpenCase): string[] {
  return path.steps
    .flatMap((step) => questionsOf(counter.service, step))
    .filter(({ question }) => asksForFiles(question))
    .map(({ name }) => name);
}
