import { html } from 'hono/html';
import type { Context } from 'hono';
import { labelOf } from '../answers/read-page.ts';
import type { Draft } from '../draft/draft.ts';
import { answerHtml, speaker } from './controls.ts';
import type { Html } from './controls.ts';
import { newQuestions } from './new-version.ts';
import type { News } from './new-version.ts';
import { patternOf } from './page-answers.ts';
import { answerInWords, formHtml, formId } from './pages.ts';
import type { FormPage, Setting } from './pages.ts';
import type { RunningService } from './running-service.ts';
import type { KeptDraft } from './store.ts';
import { turned } from './way.ts';

/** The address of the page below a draft's. */
export const changedAt = 'changed';

/** An answer that did not come along: its question, and what it was. */
interface Row {
  label: string;
  answer: string;
}

/** What changed since somebody started: what to answer again, what is new, and what is not needed any more. */
export function showChanged(running: RunningService, call: Context, kept: KeptDraft, news: News): Promise<Response> {
  const { service, setting, path } = running.open(call, kept);
  const { before, report } = news;
  const older = running.services.get(before.definition.version);
  const was = older && { ...setting, service: older };
  const again = report.reasked.map((name) => rowOf(setting, name, kept.content.draft, was, before));
  const gone = was ? report.dropped.map((name) => rowOf(was, name, before, was, before)) : [];
  const added = (older ? newQuestions(path, older) : []).map((name) =>
    labelOf(service.questions.get(patternOf(service, kept.content.draft, name))!, setting.reader),
  );
  const words = speaker(setting.reader);
  const title = words('changedHeading');
  const isNothing = !again.length && !added.length && !report.dropped.length;
  const page: FormPage = {
    title,
    form: formId,
    main: html`<h1 class="plaza-heading-l">${title}</h1>
      <p class="plaza-text">${words(isNothing ? 'changedNothing' : 'changedLead')}</p>
      ${rowsHtml(words('changedAgain'), again)}
      ${added.length > 0 && html`<h2 class="plaza-heading-m">${words('changedNew')}</h2><ul class="plaza-list">${added.map((label) => html`<li>${label}</li>`)}</ul>`}
      ${rowsHtml(words('changedGone'), gone)}
      ${!was && report.dropped.length > 0 && html`<p class="plaza-text">${words('changedGoneSome', { count: report.dropped.length })}</p>`}
      ${formHtml(
        { action: turned(call), proof: running.proofFor(call, kept.id), revision: kept.revision },
        html`<button class="plaza-button" name="action" value="continue">${words('continue')}</button>`,
      )}`,
  };
  return running.show(call, setting, page);
}

/** The draft once the page was read. */
export async function closeNews(running: RunningService, kept: KeptDraft): Promise<KeptDraft | undefined> {
  const { news, ...content } = kept.content;
  return news ? running.store.save(kept, content) : kept;
}

function rowOf(asking: Setting, name: string, draft: Draft, was: Setting | undefined, before: Draft): Row {
  const question = asking.service.questions.get(patternOf(asking.service, draft, name))!;
  const label = labelOf(question, asking.reader);
  if (!was) return { label, answer: '' };
  const earlier = patternOf(was.service, before, name);
  return { label, answer: was.service.questions.has(earlier) ? answerInWords(was, before, name, earlier) : '' };
}

function rowsHtml(heading: string, rows: readonly Row[]): Html | undefined {
  if (!rows.length) return undefined;
  return html`<h2 class="plaza-heading-m">${heading}</h2>
      <dl class="plaza-summary-list">${rows.map(({ label, answer }) => html`<div><dt>${label}</dt><dd>${answerHtml(answer)}</dd></div>`)}</dl>`;
}
