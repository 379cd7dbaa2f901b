import type { Context, Hono } from 'hono';
import { stepsIn } from '../../channels/counter.ts';
import { questionsOf } from '../../answers/read-page.ts';
import { asksForFiles } from '../../questions/file.ts';
import { speaker } from '../controls.ts';
import { answerPdf } from '../copy.ts';
import type { IdentityPort, Person } from '../identity-port.ts';
import { problemPage } from '../pages.ts';
import type { Notice } from '../pages.ts';
import { refusal, showMissing } from '../problem-pages.ts';
import { receiveForm, usualLimits } from '../received-form.ts';
import type { ReceivedForm } from '../received-form.ts';
import type { RunningService } from '../running-service.ts';
import { staffDoor } from '../staff.ts';
import type { Staff } from '../staff.ts';
import type { KeptDraft } from '../store.ts';
import { summaryAt } from './case-page.ts';
import { intakes } from './intake.ts';
import { counterAt, holderOf, isComplete, openCase } from './open-case.ts';
import type { OpenCase } from './open-case.ts';
import { showReceipt, showReceiptCopy } from './receipt.ts';
import { giveCaseBack, sendCase, showCase } from './send-case.ts';
import { saveSection } from './save-section.ts';
import { showSection } from './show-section.ts';
import { summaryToSign } from './summary-to-sign.ts';
import { TakeIn } from './take-in.ts';

/** A screen may have all pages of a section. */
const limits = { ...usualLimits, parts: 2000 };
const attempts = 5;

type Act = (call: Context, person: Person) => Promise<Response> | Response;
type OnCase = (call: Context, opened: OpenCase, person: Person) => Promise<Response> | Response;

/** The counter of a service: where staff write down what somebody tells them, or what came on paper. */
export class Counter {
  readonly #running: RunningService;
  readonly #takeIn: TakeIn;
  readonly #enter: ReturnType<typeof staffDoor>;

  /** @throws Error with the code `no-sign-in` where nobody can sign in. */
  constructor(running: RunningService, identity: IdentityPort | undefined, staff: Staff) {
    this.#running = running;
    this.#takeIn = new TakeIn(running);
    this.#enter = staffDoor(identity, staff);
  }

  addTo(app: Hono): void {
    const at = `/${counterAt}`;
    app.get(
      at,
      this.#forStaff((call) => this.#takeIn.show(call, 'begin')),
    );
    app.post(
      at,
      this.#forStaff((call, person) => this.#takeIn.take(call, person, 'begin')),
    );
    for (const intake of intakes.filter((each) => each !== 'begin')) {
      app.get(
        `${at}/${intake}`,
        this.#forStaff((call) => this.#takeIn.show(call, intake)),
      );
      app.post(
        `${at}/${intake}`,
        this.#forStaff((call, person) => this.#takeIn.take(call, person, intake)),
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
    app.get(`${at}/:id/sent`, this.#onSent(showReceipt));
    app.get(`${at}/:id/copy.pdf`, this.#onSent(showReceiptCopy));
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

  /** Opens what was sent to whoever of the staff sent it. */
  #onSent(show: typeof showReceipt) {
    return this.#forStaff(async (call, person) => {
      const running = this.#running;
      const kept = await this.#find(call, person);
      const answer = kept?.sent && (await show(running, call, openCase(running, call, kept, person)));
      return answer ?? this.#showNotHere(call);
    });
  }

  #showNotHere(call: Context): Promise<Response> {
    const running = this.#running;
    const setting = running.settingOf(running.latest, running.languageOf(call));
    const words = speaker(setting.reader);
    const link = { href: `${running.base}/${counterAt}`, text: words('counterToStart') };
    return running.show(call, setting, problemPage(words('counterNotHere'), words('counterNotHereHelp'), link), 404);
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
