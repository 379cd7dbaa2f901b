import { html } from 'hono/html';
import type { ActorKind, AnswerChannel, HistoryEntry } from '../../answers/given.ts';
import type { AnswerError, Sent } from '../../answers/read-page.ts';
import { nextSection, sectionOf, stepsIn } from '../../channels/counter.ts';
import type { CounterSection } from '../../channels/counter.ts';
import { say } from '../../definition/words.ts';
import type { Path } from '../../path/path.ts';
import type { ServiceQuestion } from '../../path/service.ts';
import type { MessageKey } from '../../words/catalogue.ts';
import type { DeclaringWay } from '../counter-record.ts';
import { answerHtml, questionHtml, speaker } from '../controls.ts';
import type { Html } from '../controls.ts';
import { declarationControls, declaredWords } from '../declaration-html.ts';
import { declarationsFor } from '../declarations.ts';
import { feesHtml } from '../fees.ts';
import {
  backLink,
  elementsFor,
  formHtml,
  formId,
  inLanguage,
  noticeHtml,
  summary,
  summaryGroups,
  timeInWords,
} from '../pages.ts';
import type { FormPage, Notice, Proof, Setting } from '../pages.ts';
import { personHtml } from '../person-rows.ts';
import { notesOf } from '../prefill/cards.ts';
import { ownQuestion } from './asking.ts';
import { documentInWords } from './intake.ts';
import { counterAt, isComplete, outcomeOf, placeOf, recordOf } from './open-case.ts';
import type { OpenCase } from './open-case.ts';

/** The field that says how somebody declared. */
export const howName = 'how';
/** Where the summary to sign is, below the address of a case. */
export const summaryAt = 'summary.pdf';

/** What a case shows that is not kept. */
export interface CaseShown {
  sent: Sent;
  errors: readonly AnswerError[];
  notice?: Notice | undefined;
  action: string;
  proof: Proof;
}

/** How the person declared: asked of the staff, for it is not they who declare. */
export function howQuestion({ setting: { reader }, isPaper }: OpenCase): ServiceQuestion {
  const ways: readonly DeclaringWay[] = isPaper ? ['signed-form'] : ['signed-summary', 'said'];
  return ownQuestion(reader, howName, {
    type: 'choice',
    label: 'counterHow',
    missing: 'counterHowMissing',
    options: ways.map((each) => [each, declaredWords[each]] as const),
  });
}

/** A case as a whole: where it comes from, what is answered, what is still open, and the way to send it. */
export function casePage(setting: Setting, opened: OpenCase, page: CaseShown): FormPage {
  const { reader, base } = setting;
  const words = speaker(reader);
  const { counter, path, draft, kept } = opened;
  const { definition } = counter.service;
  const title = say(definition.title, reader.language);
  const declarations = declarationsFor(definition, path);
  const change = (step: Path['steps'][number]) => placeOf(opened, sectionOf(counter, step));
  const note = notesOf(setting, kept.content.prefill?.provenance, kept.content.prefill?.corrections);
  const asks = isComplete(opened) && declarations.length ? [{ question: howQuestion(opened) }] : [];
  return {
    title,
    form: formId,
    hasErrors: page.errors.length > 0 || page.notice?.variant === 'error',
    elements: [...new Set([...elementsFor(setting, asks), 'field', 'choices'])],
    main: html`${backLink(setting, inLanguage(setting, `${base}/${counterAt}`))}
      ${noticeHtml(setting, page.notice)}
      ${summary(setting, page.errors)}
      <h1 class="plaza-heading-l">${title}</h1>
      ${outcomeHtml(setting, opened)}
      ${sectionsHtml(setting, opened)}
      ${!definition.sections?.length && path.steps.some(({ answered, ask }) => answered && ask.length) && html`<h2 class="plaza-heading-m">${words('counterAnswers')}</h2>`}
      ${personHtml(setting, kept.content.owner)}
      ${summaryGroups(setting, draft, { ...path, steps: path.steps.filter(({ answered }) => answered) }, change, note)}
      ${feesHtml(setting, path)}
      ${historyHtml(setting, opened)}
      ${formHtml({ ...page, revision: kept.revision }, html`${isComplete(opened) && sendingHtml(setting, opened, page)}${!opened.isPaper && handOverHtml(setting)}`)}`,
  };
}

/** An end before the end, with what else the person can do. */
function outcomeHtml({ reader }: Setting, opened: OpenCase): Html | undefined {
  const outcome = outcomeOf(opened);
  if (!outcome) return undefined;
  return html`<div class="plaza-notification" data-variant="information" role="status"><h2>${say(outcome.title, reader.language)}</h2>
        ${outcome.text.map((text) => html`<p>${say(text, reader.language)}</p>`)}
        <p>${speaker(reader)('appeal')}: ${say(outcome.appeal, reader.language)}</p></div>`;
}

/** Every section, with what is still open in it. */
function sectionsHtml(setting: Setting, opened: OpenCase): Html {
  const words = speaker(setting.reader);
  const { counter, path } = opened;
  const next = nextSection(counter, path);
  const sections = counter.sections.filter((section) => stepsIn(section, path).length);
  return html`<ul class="plaza-task-list" role="list" aria-label="${words('counterSections')}">
        ${sections.map((section) => sectionRow(setting, opened, section))}
      </ul>
      ${next && !outcomeOf(opened) && html`<p class="plaza-text"><a class="plaza-button" href="${placeOf(opened, next)}">${words('counterGoOn')}</a></p>`}`;
}

function sectionRow(setting: Setting, opened: OpenCase, section: CounterSection): Html {
  const { reader } = setting;
  const { counter, path } = opened;
  const steps = stepsIn(section, path);
  const isBroken = path.broken.some(({ step }) => steps.some(({ at }) => at === step.at));
  const isDone = steps.every(({ answered }) => answered);
  const isBegun = steps.some(({ answered }) => answered);
  const state: MessageKey = isBroken
    ? 'thereIsAProblem'
    : isDone
      ? 'taskCompleted'
      : isBegun
        ? 'taskInProgress'
        : 'taskNotStarted';
  const look = isBroken ? 'error' : 'information';
  const said = speaker(reader)(state);
  const id = `section-${section.id}`;
  return html`<li>
          <div><a href="${placeOf(opened, section)}" aria-describedby="${id}">${say(section.title ?? counter.service.definition.title, reader.language)}</a></div>
          <p id="${id}">${isDone && !isBroken ? said : html`<strong class="plaza-tag" data-variant="${look}">${said}</strong>`}</p>
        </li>
        `;
}

const whereWords: Readonly<Record<AnswerChannel, MessageKey>> = {
  web: 'whereWeb',
  kiosk: 'whereKiosk',
  agent: 'whereAgent',
  phone: 'wherePhone',
  paper: 'wherePaper',
  api: 'whereApi',
};
const whoWords: Readonly<Record<ActorKind, MessageKey>> = {
  subject: 'whoSubject',
  agent: 'whoAgent',
  delegate: 'whoDelegate',
  prefill: 'whoPrefill',
  'paper-entry': 'whoPaperEntry',
};
const whatWords: Readonly<Record<HistoryEntry['what'], MessageKey>> = {
  begun: 'historyBegun',
  'went-on': 'historyWentOn',
  'handed-over': 'historyHandedOver',
};

/** By which channels the case came, who was checked and when, and what of the paper is known. */
function historyHtml(setting: Setting, { kept }: OpenCase): Html {
  const { reader } = setting;
  const words = speaker(reader);
  const { identityChecks, paper } = recordOf(kept.content);
  const paperDate =
    paper && new Date(paper.received).toLocaleDateString(reader.language, { dateStyle: 'long', timeZone: 'UTC' });
  const rows = [
    ...(paper ? [[words('counterReceivedOn'), paperDate!]] : []),
    ...(paper?.code ? [[words('counterPaperCode'), paper.code]] : []),
    ...(kept.content.history ?? []).map(({ what, at, by, channel }) => [
      words(whatWords[what]),
      `${timeInWords(setting, at)}: ${words(whereWords[channel])}, ${words(whoWords[by.kind])}`,
    ]),
    ...identityChecks.map(({ document, at }) => [
      words('counterChecked'),
      `${timeInWords(setting, at)}: ${documentInWords(document, reader)}`,
    ]),
  ];
  return html`<h2 class="plaza-heading-m">${words('counterHistory')}</h2>
      <dl class="plaza-summary-list">${rows.map(
        ([term, value]) => html`<div><dt>${term}</dt><dd>${answerHtml(value!)}</dd></div>
      `,
      )}</dl>`;
}

/** What the person declares, how they did, and the button that sends. */
function sendingHtml(setting: Setting, opened: OpenCase, page: CaseShown): Html {
  const { reader } = setting;
  const words = speaker(reader);
  const declarations = declarationsFor(opened.counter.service.definition, opened.path);
  const how = howQuestion(opened);
  const summaryLink = inLanguage(setting, `${opened.place}/${summaryAt}`);
  return html`${
    declarations.length > 0 &&
    html`<h2 class="plaza-heading-m">${words('counterDeclaration')}</h2>
          <p class="plaza-text">${words(opened.isPaper ? 'counterWhosePaper' : 'counterWhose')}</p>
          ${!opened.isPaper && html`<p class="plaza-text"><a class="plaza-link" href="${summaryLink}">${words('counterSummary')}</a></p>`}
          ${declarationControls(setting, declarations, page)}
          ${questionHtml({ question: how, name: howName, typed: { '': page.sent.get(howName) ?? [] }, errors: page.errors.filter(({ name }) => name === howName), reader, isHeading: false })}`
  }
          <div class="plaza-button-group"><button class="plaza-button" name="action" value="send" data-plaza-forget>${words('counterSend')}</button></div>
          `;
}

/** The way for the person to go on without the office. */
function handOverHtml({ reader }: Setting): Html {
  const words = speaker(reader);
  return html`<h2 class="plaza-heading-m">${words('counterHandOver')}</h2>
          <p class="plaza-text">${words('counterHandOverLead')}</p>
          <button class="plaza-button" data-variant="secondary" name="action" value="hand-over" formnovalidate>${words('handOverGet')}</button>`;
}
