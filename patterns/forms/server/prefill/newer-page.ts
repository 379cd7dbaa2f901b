import { html } from 'hono/html';
import type { Context } from 'hono';
import { askedOf, labelOf } from '../../answers/read-page.ts';
import type { AnswerError, Sent } from '../../answers/read-page.ts';
import { say } from '../../definition/words.ts';
import { withAnswer } from '../../draft/draft.ts';
import { prefillEntries } from '../../prefill/entries.ts';
import { idOf, speaker } from '../controls.ts';
import type { Html } from '../controls.ts';
import { lettingGo } from '../offline-answers.ts';
import { always, formHtml, formId, noticeHtml, summary } from '../pages.ts';
import type { FormPage, Notice, Setting } from '../pages.ts';
import type { RunningService, Status } from '../running-service.ts';
import type { DraftContent, KeptDraft } from '../store.ts';
import { turned, whereNext } from '../way.ts';
import { dateInWords } from './cards.ts';
import { only, prefillOf, settled } from './state.ts';
import type { Provenance } from './state.ts';

/** The address of the page below a draft's. */
export const newerAt = 'newer';

/** The questions of which a source says something else now than what the person saw, and they did not choose yet. */
export function newerIn(content: DraftContent): string[] {
  return Object.entries(prefillOf(content).newer)
    .filter(([, { isKept }]) => !isKept)
    .map(([name]) => name);
}

/** For each answer that changed where it is from, which to send; undefined where nothing changed. */
export function showNewer(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  { sent = new Map(), errors = [], notice }: { sent?: Sent; errors?: readonly AnswerError[]; notice?: Notice } = {},
  status: Status = 200,
): Promise<Response> | undefined {
  const { setting } = running.open(call, kept);
  const names = newerIn(kept.content);
  if (!names.length) return undefined;
  const words = speaker(setting.reader);
  const title = words('newerHeading');
  const page: FormPage = {
    title,
    form: formId,
    hasErrors: errors.length > 0 || notice?.variant === 'error',
    elements: [...always, 'choices'],
    main: html`${noticeHtml(setting, notice)}
      ${summary(setting, errors)}
      <h1 class="plaza-heading-l">${title}</h1>
      <p class="plaza-text">${words('newerLead')}</p>
      ${formHtml(
        { action: turned(call), proof: running.proofFor(call, kept.id), revision: kept.revision },
        html`${names.map((name) => choiceHtml(setting, kept.content, name, sent, errors))}
          <button class="plaza-button" name="action" value="continue">${words('continue')}</button>`,
      )}`,
  };
  return running.show(call, setting, lettingGo(running, call, kept, page), status);
}

function choiceHtml(
  setting: Setting,
  content: DraftContent,
  name: string,
  sent: Sent,
  errors: readonly AnswerError[],
): Html {
  const { service, reader } = setting;
  const words = speaker(reader);
  const { provenance, newer } = prefillOf(content);
  const question = service.questions.get(name)!;
  const label = labelOf(question, reader);
  const control = `keep/${name}`;
  const id = idOf(control);
  const wrong = errors.find((error) => error.name === name);
  const office = officeOf(setting, provenance[name]!);
  const choice = (value: 'seen' | 'newer', of: { value: unknown; asOf: string }) => {
    const own = value === 'seen' ? id : `${id}-newer`;
    const text = words(value === 'seen' ? 'newerSeen' : 'newerNow', { office, date: dateInWords(setting, of.asOf) });
    return html`<div class="plaza-choice"><input type="radio" id="${own}" name="${control}" value="${value}" required aria-describedby="${own}-hint"${sent.get(control)?.[0] === value && html` checked`}><label for="${own}" dir="auto">${question.type.say(of.value, askedOf(question, reader))}</label><p slot="hint" id="${own}-hint">${text}</p></div>`;
  };
  return html`<plaza-choices error-value-missing="${words('conflictChoose', { label })}"><fieldset${wrong && html` aria-describedby="${id}-error"`}>
            <legend>${label}</legend>
            ${wrong && html`<p slot="error" id="${id}-error"><span class="plaza-visually-hidden">${words('errorPrefix')}</span> ${wrong.message}</p>`}
            ${choice('newer', newer[name]!)}
            ${choice('seen', provenance[name]!)}
          </fieldset></plaza-choices>
          `;
}

/** What the form on the page does. Undefined where somebody else saved meanwhile. */
export async function choose(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  sent: Sent,
): Promise<Response | undefined> {
  const { setting } = running.open(call, kept);
  const { service, reader } = setting;
  const names = newerIn(kept.content);
  const errors = names
    .filter((name) => !['seen', 'newer'].includes(sent.get(`keep/${name}`)?.[0] ?? ''))
    .map((name): AnswerError => ({
      name,
      pointer: `/${name}`,
      code: 'value-missing',
      message: speaker(reader)('conflictChoose', { label: labelOf(service.questions.get(name)!, reader) }),
      controls: [`keep/${name}`],
    }));
  if (errors.length) return showNewer(running, call, kept, { sent, errors }, 422);
  const content = names.reduce(
    (all, name) => withChoice(all, name, sent.get(`keep/${name}`)![0] === 'newer', running.now().toISOString()),
    kept.content,
  );
  const chosen = settled(service, content, (draft) => running.pathIn(service, draft));
  const saved = await running.store.save(kept, running.noted(kept, chosen, running.answering(call, kept)));
  if (!saved) return undefined;
  const to = whereNext(running.pathIn(service, saved.content.draft));
  return call.redirect(running.placeIn(saved, to === 'check' ? to : `${to}?return=check`), 303);
}

function withChoice(content: DraftContent, name: string, isNewer: boolean, at: string): DraftContent {
  const state = prefillOf(content);
  const { value, asOf } = state.newer[name]!;
  const before = state.provenance[name]!;
  if (!isNewer) {
    const provenance = { ...state.provenance, [name]: { ...before, changedSince: asOf } };
    const newer = { ...state.newer, [name]: { value, asOf, isKept: true } };
    return { ...content, prefill: { ...state, provenance, newer } };
  }
  const { changedSince: _changed, ...rest } = before;
  return {
    ...content,
    draft: withAnswer(content.draft, name, value),
    prefill: {
      ...state,
      provenance: { ...state.provenance, [name]: { ...rest, value, asOf, at } },
      corrections: only(state.corrections, (each) => each !== name),
      newer: only(state.newer, (each) => each !== name),
    },
  };
}

function officeOf({ service, reader }: Setting, { consent, office }: Provenance): string {
  const entry = prefillEntries(service.definition).find(({ id }) => id === consent.id);
  return entry ? say(entry.office, reader.language) : office;
}
