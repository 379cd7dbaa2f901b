import { html } from 'hono/html';
import type { Context } from 'hono';
import { labelOf } from '../../answers/read-page.ts';
import type { AnswerError, Sent } from '../../answers/read-page.ts';
import { say } from '../../definition/words.ts';
import { answerOf } from '../../draft/draft.ts';
import { isReached } from '../../path/path.ts';
import type { PathStep } from '../../path/path.ts';
import type { PrefillEntry } from '../../prefill/entries.ts';
import type { ConsentDecision } from '../../prefill/ledger.ts';
import { idOf, speaker } from '../controls.ts';
import type { Html } from '../controls.ts';
import { lettingGo } from '../offline-answers.ts';
import { always, backLink, formHtml, formId, noticeHtml, summary } from '../pages.ts';
import type { FormPage, Notice, Setting } from '../pages.ts';
import type { RunningService, Status } from '../running-service.ts';
import type { KeptDraft } from '../store.ts';
import { turned, whereNext } from '../way.ts';
import { openEntries, untyped } from './fetching.ts';
import type { OpenEntry } from './fetching.ts';
import { prefillOf, withoutWhatCame, wordingOf } from './state.ts';

/** The address of the page below a draft's. */
export const consentAt = 'consent';

/** Whether a page asks what could be fetched, and nobody decided about it yet. */
export function isConsentDue(running: RunningService, { content }: KeptDraft, { ask }: PathStep): boolean {
  return openEntries(running, content).some(
    ({ entry, decision }) =>
      !decision &&
      entry.questions.some((name) => ask.includes(name) && answerOf(content.draft.answers, name) === undefined),
  );
}

/** What there is to decide about, or was decided and can be decided anew. */
export function toDecide(running: RunningService, { content }: KeptDraft): OpenEntry[] {
  return openEntries(running, content).filter(({ entry, decision }) => decision ?? untyped(content, entry).length > 0);
}

/** The page to decide on; undefined where there is nothing to decide. */
export function showConsent(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  { sent = new Map(), errors = [], notice }: { sent?: Sent; errors?: readonly AnswerError[]; notice?: Notice } = {},
  status: Status = 200,
): Promise<Response> | undefined {
  const { setting } = running.open(call, kept);
  const entries = toDecide(running, kept);
  if (!entries.length) return undefined;
  const words = speaker(setting.reader);
  const title = words('consentHeading');
  const isDecided = entries.some(({ decision }) => decision?.decision === 'yes');
  const before = call.req.query('return') === 'check' ? 'check' : undefined;
  const page: FormPage = {
    title,
    form: formId,
    hasErrors: errors.length > 0 || notice?.variant === 'error',
    elements: [...always, 'choices'],
    main: html`${backLink(setting, before ? running.placeIn(kept, before) : backFrom(running, call, kept))}
      ${noticeHtml(setting, notice)}
      ${summary(setting, errors)}
      <h1 class="plaza-heading-l">${title}</h1>
      <p class="plaza-text">${words('consentLead')}</p>
      ${isDecided && html`<p class="plaza-text">${words('consentTakenOut')}</p>`}
      ${formHtml(
        { action: turned(call), proof: running.proofFor(call, kept.id), revision: kept.revision },
        html`${entries.map((each) => entryHtml(setting, each, sent, errors))}
          <div class="plaza-button-group">
            <button class="plaza-button" name="action" value="continue">${words('continue')}</button>
            <a class="plaza-link" href="${running.placeIn(kept, 'save')}">${words('saveLink')}</a>
          </div>`,
      )}`,
  };
  return running.show(call, setting, lettingGo(running, call, kept, page), status);
}

/** The page before the one that asks for what could be fetched. */
function backFrom(running: RunningService, call: Context, kept: KeptDraft): string {
  const { path } = running.open(call, kept);
  const to = call.req.query('to') ?? path.next?.at;
  const index = path.steps.findIndex(({ at }) => at === to);
  const before = path.steps[(index < 0 ? path.steps.length : index) - 1];
  return before ? running.placeIn(kept, before.at) : running.base;
}

/** Which data, from whom, for what; and, unless a law decides, whether they may come. */
function entryHtml(setting: Setting, { entry, decision }: OpenEntry, sent: Sent, errors: readonly AnswerError[]): Html {
  const { reader } = setting;
  const words = speaker(reader);
  const office = say(entry.office, reader.language);
  const name = nameOf(entry);
  const id = idOf(name);
  const wrong = errors.find((error) => error.name === name);
  const chosen = sent.get(name)?.[0] ?? (sent.size ? undefined : decision?.decision);
  const question = html`<plaza-choices error-value-missing="${missingOf(setting, entry)}"><fieldset aria-describedby="${wrong && `${id}-error `}${id}-what">
            <legend>${words('consentQuestion', { office })}</legend>
            ${wrong && html`<p slot="error" id="${id}-error"><span class="plaza-visually-hidden">${words('errorPrefix')}</span> ${wrong.message}</p>`}
            <div class="plaza-choice"><input type="radio" id="${id}" name="${name}" value="yes" required${chosen === 'yes' && html` checked`}><label for="${id}">${words('consentYes')}</label></div>
            <div class="plaza-choice"><input type="radio" id="${id}-no" name="${name}" value="no" required${chosen === 'no' && html` checked`}><label for="${id}-no">${words('consentNo')}</label></div>
          </fieldset></plaza-choices>`;
  return html`<h2 class="plaza-heading-m">${words('consentOffice', { office })}</h2>
          <p class="plaza-text" id="${id}-what">${say(entry.purpose, reader.language)}</p>
          <ul class="plaza-list">${labelsOf(setting, entry).map((label) => html`<li>${label}</li>`)}</ul>
          ${entry.consent === 'law' ? html`<p class="plaza-text">${words('consentLaw')}</p>` : question}
          `;
}

/**
 * Keeps what a person decided. Who takes back their word has what came taken out again.
 *
 * @param decided What was decided, by the id of the definition's `prefill`. What a law decides is noted as told.
 */
export function withDecisions(
  running: RunningService,
  setting: Setting,
  { content }: KeptDraft,
  entries: readonly OpenEntry[],
  decided: ReadonlyMap<string, boolean>,
): KeptDraft['content'] {
  const at = running.now().toISOString();
  let next = content;
  for (const { entry, decision: before } of entries) {
    const isYes = decided.get(entry.id);
    const decision = entry.consent === 'law' ? 'informed' : isYes === undefined ? undefined : isYes ? 'yes' : 'no';
    if (!decision) continue;
    if (decision === 'no') next = withoutWhatCame(next, entry.id);
    const state = prefillOf(next);
    const { [entry.id]: asked, ...others } = state.asked;
    const again = asked?.failed ? others : state.asked; // who decides once more has it tried once more
    const made = before?.decision === decision ? [] : [decisionMade(setting, entry, decision, at)];
    next = { ...next, prefill: { ...state, asked: again, consents: [...state.consents, ...made] } };
  }
  return next;
}

function decisionMade(
  setting: Setting,
  entry: PrefillEntry,
  decision: ConsentDecision['decision'],
  at: string,
): ConsentDecision {
  const { service, reader } = setting;
  return {
    id: entry.id,
    source: entry.source,
    decision,
    at,
    language: reader.language,
    office: say(entry.office, reader.language),
    purpose: say(entry.purpose, reader.language),
    data: labelsOf(setting, entry),
    wording: wordingOf(service.definition, entry),
  };
}

/** What the form on the page does. Undefined where somebody else saved meanwhile. */
export async function decide(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  sent: Sent,
): Promise<Response | undefined> {
  const { setting } = running.open(call, kept);
  const entries = toDecide(running, kept);
  const asked = entries.filter(({ entry }) => entry.consent === 'ask');
  const given = ({ entry }: OpenEntry) => sent.get(nameOf(entry))?.[0] ?? '';
  const errors = asked
    .filter((each) => !['yes', 'no'].includes(given(each)))
    .map(({ entry }): AnswerError => ({
      name: nameOf(entry),
      pointer: `/${nameOf(entry)}`,
      code: 'value-missing',
      message: missingOf(setting, entry),
      controls: [nameOf(entry)],
    }));
  if (errors.length) return showConsent(running, call, kept, { sent, errors }, 422);
  const decided = new Map(asked.map((each) => [each.entry.id, given(each) === 'yes']));
  const content = withDecisions(running, setting, kept, entries, decided);
  const saved = await running.store.save(kept, running.noted(kept, content, running.answering(call, kept)));
  if (!saved) return undefined;
  const path = running.pathIn(setting.service, saved.content.draft);
  const step = path.steps.find(({ at }) => at === call.req.query('to'));
  const to = step && isReached(path, step) ? step.at : whereNext(path);
  const isBack = call.req.query('return') === 'check' && to !== 'check';
  return call.redirect(running.placeIn(saved, `${to}${isBack ? '?return=check' : ''}`), 303);
}

const nameOf = ({ id }: PrefillEntry) => `consent/${id}`;

function missingOf({ reader }: Setting, { office }: PrefillEntry): string {
  return speaker(reader)('consentMissing', { office: say(office, reader.language) });
}

function labelsOf({ service, reader }: Setting, { questions }: PrefillEntry): string[] {
  return questions.map((name) => labelOf({ ...service.questions.get(name)!, required: true }, reader));
}
