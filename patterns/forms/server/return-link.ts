import type { Context, Hono } from 'hono';
import { askedOf, errorOf } from '../answers/read-page.ts';
import { email } from '../questions/email.ts';
import { speaker } from './controls.ts';
import { mostLetters, reminderDays } from './letters.ts';
import type { Letters } from './letters.ts';
import { problemPage } from './pages.ts';
import type { Notice, Setting } from './pages.ts';
import { doubtInWords } from './problem-pages.ts';
import { receiveForm } from './received-form.ts';
import type { ReceivedForm } from './received-form.ts';
import { deleteAt } from './forgetting.ts';
import { emailName, emailQuestion, linkPage, mailedPage, saveByEmailPage } from './return-link-pages.ts';
import { keepingOf } from './keeping.ts';
import type { RunningService, Status } from './running-service.ts';
import { ensureVisitor } from './same-site.ts';
import type { KeptDraft } from './store.ts';
import { tooMany } from './too-many.ts';
import { stoodAt, turned } from './way.ts';

/** What the page on which people stop for today is shown with. */
export interface Stopping {
  setting: Setting;
  kept: KeptDraft;
  /** Where they go on. */
  goOn: string;
}

type Shown = { typed?: string; notice?: Notice | undefined; error?: Parameters<typeof errorOf>[2] | 'too-many' };

/** The way back by a link in an email: asking for it on the page on which people stop, and following it. */
export function returnLink(running: RunningService, letters: Letters) {
  const { base, site } = running;
  const settingFor = (call: Context) => running.settingOf(running.latest, running.languageOf(call));

  /** The ways to come back; or, once a link was asked for, that it is on its way. */
  async function showSave(
    call: Context,
    stopping: Stopping,
    { typed = '', notice, error }: Shown = {},
    status?: Status,
  ): Promise<Response> {
    const { setting, kept, goOn } = stopping;
    const question = questionFor(stopping);
    const errors = error ? [errorFor(stopping, error)] : [];
    const [action, proof, date] = [turned(call), running.proofFor(call, kept.id), dateOf(stopping)];
    const { revision } = kept;
    const deletion = running.placeIn(kept, deleteAt);
    const keeping = keepingOf(running, call, kept, 'save');
    const page = { date, question, typed, errors, notice, action, proof, revision, keeping, back: goOn, deletion };
    return running.show(call, setting, saveByEmailPage(setting, page), status);
  }

  async function showMailed(call: Context, stopping: Stopping): Promise<Response> {
    const { setting, kept, goOn } = stopping;
    const recipient = await letters.recipientOf(kept);
    if (!recipient) return showSave(call, stopping);
    const save = `${base}/draft/${kept.id}/save`;
    return running.show(call, setting, mailedPage(setting, { email: recipient, date: dateOf(stopping), save, goOn }));
  }

  async function ask(call: Context, stopping: Stopping, form: ReceivedForm): Promise<Response> {
    const { setting, kept } = stopping;
    const typed = typedIn(form);
    const { value, problems } = email.read({ '': [typed] }, askedOf(questionFor(stopping), setting.reader));
    if (problems) return showSave(call, stopping, { typed, error: problems[0]! }, 422);
    if (!value)
      return showSave(call, stopping, { typed, error: { code: 'value-missing', message: 'valueMissing' } }, 422);
    const { language } = setting.reader;
    const wait = tooMany(running, call, setting, 'letter');
    if (wait) return showSave(call, stopping, { typed, notice: { variant: 'error', sentences: wait } }, 429);
    if ((await letters.ask(kept, { email: value, language })) === 'too-many')
      return showSave(call, stopping, { typed, error: 'too-many' }, 422);
    running.tell('link-asked', kept.content.draft.definition);
    return call.redirect(`${base}/draft/${kept.id}/save?mailed=yes`, 303);
  }

  function questionFor({ setting, kept }: Stopping) {
    const left = kept.expiresAt.getTime() - running.now().getTime();
    return emailQuestion(setting, left > reminderDays * 24 * 60 * 60 * 1000 ? reminderDays : undefined);
  }

  function errorFor(stopping: Stopping, error: NonNullable<Shown['error']>) {
    const { reader } = stopping.setting;
    const isTooMany = error === 'too-many';
    const problem = isTooMany ? ({ code: 'bad-input', message: 'badInput' } as const) : error;
    const described = errorOf(questionFor(stopping), emailName, problem, reader);
    return isTooMany ? { ...described, message: speaker(reader)('emailTooMany', { most: mostLetters }) } : described;
  }

  function dateOf({ setting: { reader, service }, kept }: Stopping): string {
    const { timeZone } = service.definition;
    return kept.expiresAt.toLocaleDateString(reader.language, { dateStyle: 'long', timeZone });
  }

  function showWrong(call: Context, setting: Setting): Promise<Response> {
    const words = speaker(setting.reader);
    const link = { href: `${base}/return`, text: words('resume') };
    return running.show(call, setting, problemPage(words('linkWrong'), words('linkWrongHelp'), link), 404);
  }

  /** The pages that a link leads to, below the address of the service. */
  function addTo(app: Hono): void {
    app.use('/link/*', async (call, next) => {
      await next();
      // Its address opens a draft: no page is told where somebody came from, and nothing keeps it.
      call.header('Referrer-Policy', 'no-referrer');
      call.header('Cache-Control', 'no-store');
    });

    app.get('/link/:link', async (call) => {
      const setting = settingFor(call);
      const found = await letters.find(call.req.param('link'));
      if (found?.definition !== setting.service.definition.id) return showWrong(call, setting);
      return running.show(call, setting, linkPage(setting, { action: turned(call), proof: running.proofFor(call) }));
    });

    app.post('/link/:link', async (call) => {
      const form = await receiveForm(call.req.raw, []);
      const setting = settingFor(call);
      const doubt = running.doubtOf(call, form);
      const notice: Notice | undefined = doubt && { variant: 'error', sentences: [doubtInWords(setting, doubt)] };
      if (notice)
        return running.show(
          call,
          setting,
          linkPage(setting, { action: turned(call), proof: running.proofFor(call), notice }),
          403,
        );
      const link = call.req.param('link');
      const found = await letters.find(link);
      if (found?.definition !== setting.service.definition.id) return showWrong(call, setting);
      await letters.open(link, ensureVisitor(call, site));
      running.tell('returned', setting.service.definition);
      return call.redirect(`${base}/draft/${found.id}`, 303);
    });
  }

  return { addTo, showSave, showMailed, ask };
}

/** What is known where somebody stops for today. */
export function stopping(running: RunningService, call: Context, kept: KeptDraft): Stopping {
  const { setting, path } = running.open(call, kept);
  return { setting, kept, goOn: running.placeIn(kept, stoodAt(call, path)) };
}

/** What was typed as the address, no longer than an address can be and a little more. */
export function typedIn({ fields }: ReceivedForm): string {
  return fields.get(emailName)?.[0]?.slice(0, 500) ?? '';
}
