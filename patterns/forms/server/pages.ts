import { html } from 'hono/html';
import { askedOf, questionsOf, typedIn } from '../answers/read-page.ts';
import type { AnswerError, Reader, Sent } from '../answers/read-page.ts';
import type { Submission } from '../answers/submission.ts';
import { evaluate } from '../conditions/evaluate.ts';
import type { Outcome, Repeat } from '../definition/definition.ts';
import { say } from '../definition/words.ts';
import type { Words } from '../definition/words.ts';
import { answerOf, nameIn } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import type { Path, PathStep } from '../path/path.ts';
import type { Service, ServiceQuestion } from '../path/service.ts';
import type { Control } from '../questions/question-type.ts';
import { asksForFiles, filesIn } from '../questions/file.ts';
import type { FileReference } from '../questions/file.ts';
import { answerHtml, idOf, questionHtml, speaker } from './controls.ts';
import { declarationsFor } from './declarations.ts';
import { declarationsHtml, declaredHtml } from './declaration-html.ts';
import type { Html } from './controls.ts';
import { costHtml, feesHtml } from './fees.ts';
import { cardsHtml, decisionRows, notesOf, wrongNotes } from './prefill/cards.ts';
import type { Cards, Notes } from './prefill/cards.ts';
import type { PrefillState } from './prefill/state.ts';
import type { Keeping } from './keeping.ts';
import { personHtml } from './person-rows.ts';
import { isSignedAgain } from './re-authentication.ts';
import type { Report, ReportState } from './reports.ts';
import type { SentForm, UnsureState } from './store.ts';
import { withOffline } from './offline-answers.ts';
import { paperAt } from './paper/paper-at.ts';
import { legalBasisHtml, whyHtml } from './why.ts';
import type { Upload } from './uploads.ts';
import type { MessageKey } from '../words/catalogue.ts';

/** What a page is made for: the service, the reader, and where its pages are. */
export interface Setting {
  service: Service;
  reader: Reader;
  /** Address of the service, `/demo/permit`. */
  base: string;
}

/** What every form carries to show that it comes from our own page. */
export interface Proof {
  token: string;
  visit: string;
}

/** What is put into the frame of the site. */
export interface FormPage {
  title: string;
  main: Html;
  hasErrors?: boolean;
  /** Id of the form whose answers a change of language must not lose. */
  form?: string;
  /** The elements on it that a script helps, by name: `field`, `national-number`. Without them it needs none. */
  elements?: readonly string[];
}

/** Sentences that tell what happened to the page as a whole. */
export interface Notice {
  variant: 'information' | 'success' | 'error';
  sentences: readonly string[];
}

export interface QuestionPage {
  step: PathStep;
  /** Where the form goes. Never the address it is shown at. */
  action: string;
  /** The page before; undefined on the first. */
  back: string | undefined;
  proof: Proof;
  revision: number;
  /** Whether and how the tab keeps what is typed. */
  keeping?: Keeping | undefined;
  sent: Sent;
  errors: readonly AnswerError[];
  notice?: Notice | undefined;
  /** The way to stop for today. */
  saveLink: string;
  /** Whether people can sign in from here. */
  offersSignIn?: boolean;
  draft: Draft;
  /** The files of the draft that are not known to be clean. */
  unsure?: ReadonlyMap<string, UnsureState> | undefined;
  /** The files of the draft that have begun to come. */
  unfinished?: readonly Upload[] | undefined;
  /** Id of the item that was just taken out of the list. */
  removed?: string | undefined;
  /** What came from elsewhere, to look at instead of to type. */
  cards?: Cards;
  /** Whether it is written over: the person said that it is wrong. */
  isWrong?: boolean;
  /** Where people decide what may come. */
  consentLink?: string;
}

export const formId = 'page';

/** A question page: what is asked, with everything typed and what to mend in it. */
export function questionPage(setting: Setting, page: QuestionPage): FormPage {
  const { service, reader } = setting;
  const { step, sent, errors } = page;
  const words = speaker(reader);
  const all = questionsOf(service, step);
  const { cards = new Map(), isWrong = false } = page;
  const questions = isWrong ? all : all.filter(({ name }) => !cards.has(name));
  const own = 'ask' in step.step ? step.step : undefined;
  if (own?.kind === 'interruption' && own.heading && !all.length)
    return interruptionPage(setting, page, own.heading, own.text ?? []);
  const isHeading = all.length === 1 && questions.length === 1 && !own?.heading;
  const heading = headingOf(setting, page.step);
  const main = html`${backLink(setting, page.back)}
      ${noticeHtml(setting, page.notice)}
      ${summary(setting, errors)}
      ${!isHeading && html`<h1 class="plaza-heading-l">${heading}</h1>`}
      ${own?.text?.map(
        (text) => html`<p class="plaza-text">${say(text, reader.language)}</p>
      `,
      )}
      ${formHtml(
        page,
        html`${beforeQuestions(setting, page)}${questions.map(
          ({ question, name }) => html`${questionHtml({
            question,
            name,
            typed: typedIn(sent, name),
            errors: errors.filter((error) => error.name === name),
            reader,
            isHeading,
            keptFiles: keptFiles(page, name),
            uploadsTo: `${setting.base}/api/drafts/${page.proof.token}/uploads`,
            unfinished: (page.unfinished ?? []).filter((upload) => upload.question === name),
            ...(page.unsure && { unsure: page.unsure }),
          })}
          ${whyHtml(setting, question.question.why, all.length === 1 ? step.step : undefined)}
          `,
        )}${all.length > 1 && whyHtml(setting, undefined, step.step)}${buttons(setting, words('continue'), 'continue', page)}`,
        questions.some(({ question }) => asksForFiles(question)),
      )}`;
  return {
    title: heading,
    main,
    hasErrors: hasErrors(page),
    form: formId,
    ...elementsOn(setting, page, questions),
  };
}

function elementsOn(
  setting: Setting,
  { keeping }: QuestionPage,
  questions: readonly { question: ServiceQuestion }[],
): Pick<FormPage, 'elements'> {
  if (!questions.length && !keeping?.offline) return {};
  return { elements: withOffline(keeping?.offline, elementsFor(setting, questions)) };
}

/** What stands above the questions: the button that Enter presses, and what came from elsewhere. */
function beforeQuestions(setting: Setting, page: QuestionPage): Html {
  const { cards = new Map(), isWrong = false, consentLink = '' } = page;
  const hasFiles = questionsOf(setting.service, page.step).some(({ name }) => keptFiles(page, name).length);
  const came = isWrong ? wrongNotes(setting, cards) : cardsHtml(setting, cards, consentLink);
  return html`${(cards.size > 0 || hasFiles) && defaultButton}${came}`;
}

function headingOf(setting: Setting, step: PathStep): string {
  const words =
    ('ask' in step.step && step.step.heading) || questionsOf(setting.service, step)[0]?.question.question.label;
  return words ? say(words, setting.reader.language) : '';
}

/** A page that stops people for something they must know before they go on. */
function interruptionPage(setting: Setting, page: QuestionPage, heading: Words, text: readonly Words[]): FormPage {
  const { reader } = setting;
  const words = speaker(reader);
  const title = say(heading, reader.language);
  const content = html`<div class="plaza-interruption">
            <h1 tabindex="-1"${!hasErrors(page) && html` autofocus`}>${title}</h1>
            ${text.map((each) => html`<p>${say(each, reader.language)}</p>`)}
            <div class="plaza-button-group">
              <button class="plaza-button" name="action" value="continue">${words('continue')}</button>
              <a href="${page.saveLink}">${words('saveLink')}</a>
            </div>
          </div>`;
  const main = html`${backLink(setting, page.back)}
      ${noticeHtml(setting, page.notice)}
      ${formHtml(page, content)}`;
  const { offline } = page.keeping ?? {};
  return {
    title,
    main,
    hasErrors: hasErrors(page),
    form: formId,
    ...(offline && { elements: withOffline(offline, always) }),
  };
}

const elementsOf = {
  field: ['field'],
  textarea: ['field'],
  select: ['field'],
  fields: ['field'],
  radios: ['choices'],
  checkboxes: ['choices'],
  date: ['date-field'],
  file: ['file-field'],
} as const satisfies Record<Control['kind'], readonly string[]>;

export const always = ['form', 'error-summary'];
const withChoices = [...always, 'choices'];

/** The elements that questions need, each once. */
export function elementsFor({ reader }: Setting, questions: readonly { question: ServiceQuestion }[]): string[] {
  const names = questions.flatMap(({ question }) => {
    const control = question.type.control(askedOf(question, reader));
    const parts = control.kind === 'fields' ? control.parts : control.kind === 'field' ? [control] : [];
    const around = parts.flatMap(({ around }) => (around ? [around.tag.replace('plaza-', '')] : []));
    return [...elementsOf[control.kind], ...around];
  });
  return [...new Set([...always, ...names])];
}

/** The list at the end of a repeat: its items, and whether there are more. */
export function listPage(setting: Setting, page: QuestionPage, path: Path, error: string | undefined): FormPage {
  const { reader } = setting;
  const words = speaker(reader);
  const repeat = page.step.step as Repeat;
  const heading = say(repeat.heading, reader.language);
  const ids = page.draft.order[nameIn(repeat.repeat, page.step.items)] ?? [];
  const firstPages = firstPageOfEach(page.step, path);
  const isFull = ids.length >= (repeat.max ?? Infinity);
  const errorId = 'another-error';
  const question = ids.length ? say(repeat.another, reader.language) : words('addFirst');
  const main = html`${backLink(setting, page.back)}
      ${noticeHtml(setting, page.notice)}
      ${error ? summaryHtml(setting, [{ href: '#another', message: error }]) : emptySummary}
      <h1 class="plaza-heading-l"${!error && html` tabindex="-1" autofocus`}>${heading}</h1>
      ${
        ids.length > 0 &&
        html`<ul class="plaza-item-list" role="list">
        ${ids.map((id, index) => itemHtml(setting, page, firstPages.get(id)!, index))}
      </ul>`
      }
      ${formHtml(
        page,
        html`${
          page.removed &&
          html`<div class="plaza-notification" data-variant="success" role="status">
            <p>${words('removed')}</p>
            <p><button class="plaza-button" data-variant="secondary" name="action" value="undo:${page.removed}" formnovalidate>${words('undo')}</button></p>
          </div>`
        }
          ${
            isFull
              ? html`<p class="plaza-text">${words('itemsTooMany', { count: repeat.max! })}</p>
          <input type="hidden" name="another" value="no">`
              : html`<plaza-choices error-value-missing="${words('anotherMissing')}">
            <fieldset${error && html` aria-describedby="${errorId}"`}>
              <legend>${question}</legend>
              ${error && html`<p slot="error" id="${errorId}"><span class="plaza-visually-hidden">${words('errorPrefix')}</span> ${error}</p>`}
              <div class="plaza-choice"><input type="radio" id="another" name="another" value="yes" required><label for="another">${words('yes')}</label></div>
              <div class="plaza-choice"><input type="radio" id="another-no" name="another" value="no" required><label for="another-no">${words('no')}</label></div>
            </fieldset>
          </plaza-choices>`
          }
          ${buttons(setting, words('continue'), 'continue', page)}`,
      )}`;
  return {
    title: heading,
    main,
    hasErrors: !!error || hasErrors(page),
    form: formId,
    elements: withOffline(page.keeping?.offline, withChoices),
  };
}

/** Where the questions about each item of a list begin, by the item's id. */
function firstPageOfEach({ items }: PathStep, { steps }: Path): Map<string, PathStep> {
  const first = new Map<string, PathStep>();
  for (const step of steps) {
    const id = step.items[items.length];
    const isInside = id !== undefined && items.every((each, depth) => step.items[depth] === each);
    if (isInside && !first.has(id)) first.set(id, step);
  }
  return first;
}

/** One thing that was added: what tells it from the others, and the ways to change and to remove it. */
function itemHtml(setting: Setting, page: QuestionPage, first: PathStep, index: number): Html {
  const { service, reader, base } = setting;
  const words = speaker(reader);
  const repeat = page.step.step as Repeat;
  const item = itemName(setting, repeat, index);
  const items = first.items.slice(0, page.step.items.length + 1);
  const rows = (repeat.summary ?? []).map((name) => ({
    label: say(service.questions.get(name)!.question.label, reader.language),
    answer: answerInWords(setting, page.draft, nameIn(name, items), name),
  }));
  const address = `${base}/draft/${page.proof.token}`;
  const hidden = html`<span class="plaza-visually-hidden"> ${item}</span>`;
  return html`<li>
          <h2>${item}</h2>
          <dl class="plaza-summary-list">${rows.map(({ label, answer }) => html`<div><dt>${label}</dt><dd>${answerHtml(answer || words('noAnswer'))}</dd></div>`)}</dl>
          <div class="plaza-button-group">
            <a class="plaza-link" href="${address}/${first.at}">${words('change')}${hidden}</a>
            <a class="plaza-link" href="${address}/${page.step.at}?remove=${items.at(-1)}">${words('itemRemove')}${hidden}</a>
          </div>
        </li>
        `;
}

export function itemName({ reader }: Setting, repeat: Repeat, index: number): string {
  return say(repeat.item, reader.language, { number: index + 1 });
}

/** Everything that was answered, to look through before it is sent. */
export function checkPage(
  setting: Setting,
  page: Omit<QuestionPage, 'step' | 'sent'> & {
    sent: Sent;
    prefill?: PrefillState | undefined;
    /** Whether the form has the field that nobody sees. */
    withTrap?: boolean;
    /** Who sends it. */
    person?: Submission['person'];
  },
  path: Path,
  aside: readonly { label: string; answer: string }[],
): FormPage {
  const { service, reader, base } = setting;
  const words = speaker(reader);
  const heading = words('checkHeading');
  const declarations = declarationsFor(service.definition, path);
  const isSigned = isSignedAgain({ declarations });
  const main = html`${backLink(setting, page.back)}
      ${noticeHtml(setting, page.notice)}
      ${summary(setting, page.errors)}
      <h1 class="plaza-heading-l">${heading}</h1>
      <p class="plaza-text">${words('checkLead')}</p>
      ${personHtml(setting, page.person)}
      ${summaryGroups(setting, page.draft, path, (step) => `${base}/draft/${page.proof.token}/${step.at}?return=check`, notesOf(setting, page.prefill?.provenance, page.prefill?.corrections))}
      ${page.consentLink && html`<p class="plaza-text"><a class="plaza-link" href="${page.consentLink}">${words('consentChange')}</a></p>`}
      ${
        aside.length > 0 &&
        html`<div class="plaza-inset"><p>${words('dropped')}</p>
        <dl class="plaza-summary-list">${aside.map(({ label, answer }) => html`<div><dt>${label}</dt><dd>${answerHtml(answer)}</dd></div>`)}</dl></div>`
      }
      ${feesHtml(setting, path)}
      ${formHtml(
        page,
        html`${page.withTrap && trapHtml(words('trapLabel'))}${declarationsHtml(setting, declarations, page)}
        ${buttons(setting, words(isSigned ? 'signAndSend' : 'send'), 'send', page)}`,
      )}`;
  return {
    title: heading,
    main,
    hasErrors: hasErrors(page),
    form: formId,
    elements: withOffline(page.keeping?.offline, [...withChoices, 'field']),
  };
}

/** Answers that stand together, as people read them. */
export interface AnswerGroup {
  /** Empty where the pages belong to no section. */
  title: string;
  rows: readonly { label: string; answer: string; name: string; step: PathStep }[];
}

/** The answers by section, those of pages that are asked and no others. */
export function answerGroups(setting: Setting, draft: Draft, path: Path): AnswerGroup[] {
  const { service, reader } = setting;
  const groups = new Map<string, { title: string; rows: AnswerGroup['rows'][number][] }>();
  const titleOf = groupTitles(setting, draft);
  for (const step of path.steps) {
    // By its place: two people may each have a first income.
    const key = step.items.length ? step.at.slice(0, step.at.lastIndexOf('/')) : (step.step.section ?? '');
    const group = groups.get(key) ?? { title: titleOf(step), rows: [] };
    groups.set(key, group);
    for (const { question, name } of questionsOf(service, step)) {
      const answer = answerInWords(setting, draft, name, question.name) || speaker(reader)('noAnswer');
      group.rows.push({ label: say(question.question.label, reader.language), answer, name, step });
    }
  }
  return [...groups.values()].filter(({ rows }) => rows.length);
}

/** The answers by section, each with the way to change it where there is one. */
export function summaryGroups(
  setting: Setting,
  draft: Draft,
  path: Path,
  change?: (step: PathStep) => string,
  note?: Notes,
): Html {
  const words = speaker(setting.reader);
  return html`${answerGroups(setting, draft, path).map(
    ({ title, rows }) => html`${title && html`<h2 class="plaza-heading-m">${title}</h2>`}
      <dl class="plaza-summary-list">
        ${rows.map(
          ({ label, answer, name, step }) =>
            html`<div><dt>${label}</dt><dd>${answerHtml(answer)}${noteHtml(note?.(name))}</dd>${change && html`<dd><a href="${change(step)}">${words('change')}<span class="plaza-visually-hidden"> ${label}</span></a></dd>`}</div>
        `,
        )}
      </dl>
      `,
  )}`;
}

function noteHtml(note: string | undefined): Html | undefined {
  return note === undefined ? undefined : html`<br>${note}`;
}

/** Gives a section's title, or the names of the items that a page asks about, from the outside in: "Person 2 – Income 1". */
export function groupTitles(setting: Setting, draft: Draft): (step: PathStep) => string {
  const { service, reader } = setting;
  const places = new Map<string, number>(
    Object.entries(draft.order).flatMap(([list, ids]) => ids.map((id, index) => [`${list}/${id}`, index] as const)),
  );
  return ({ step, items }) => {
    const around = service.around.get(step.id)!;
    const names = items.map((_, depth) => {
      const repeat = around[depth]!;
      return itemName(setting, repeat, places.get(nameIn(`${repeat.repeat}/*`, items.slice(0, depth + 1)))!);
    });
    if (names.length) return names.join(' – ');
    const section = service.definition.sections?.find(({ id }) => id === step.section);
    return section ? say(section.title, reader.language) : '';
  };
}

/** An answer as people read it; the empty string where there is none. */
export function answerInWords(setting: Setting, draft: Draft, name: string, pattern: string): string {
  const question = setting.service.questions.get(pattern)!;
  const value = answerOf(draft.answers, name);
  if (value === null || value === undefined) return '';
  return question.type.say(value, askedOf(question, setting.reader));
}

/** An end before the end, with what else to do. */
export function outcomePage(setting: Setting, outcome: Outcome, back: string | undefined): FormPage {
  const { reader } = setting;
  const title = say(outcome.title, reader.language);
  return {
    title,
    main: html`${backLink(setting, back)}
      <h1 class="plaza-heading-l">${title}</h1>
      ${outcome.text.map(
        (text) => html`<p class="plaza-text">${say(text, reader.language)}</p>
      `,
      )}
      <h2 class="plaza-heading-m">${speaker(reader)('appeal')}</h2>
      <p class="plaza-text">${say(outcome.appeal, reader.language)}</p>`,
  };
}

/** Says that it was sent, how to ask about it, what happens next, and what was in it. */
export function sentPage(
  setting: Setting,
  sent: SentForm,
  path: Path,
  {
    isPassedOn,
    reports,
    notice,
    elsewhere,
  }: {
    isPassedOn: boolean;
    reports: readonly Report[];
    notice?: Notice | undefined;
    /** Where the copy is and where to go on, for whoever sent it for somebody. */
    elsewhere?: { copy: string; goOn: { href: string; text: string } };
  },
): FormPage {
  const { reader, base } = setting;
  const words = speaker(reader);
  const title = words('sentHeading');
  const copy = inLanguage(setting, elsewhere?.copy ?? `${base}/sent/${sent.handle}/copy.pdf`);
  const goOn = elsewhere?.goOn ?? { href: base, text: words('toStart') };
  return {
    title,
    main: html`${noticeHtml(setting, notice)}
      <div class="plaza-panel">
        <h1>${title}</h1>
        <p>${words('reference')}<br><strong><bdi dir="ltr">${sent.reference}</bdi></strong></p>
      </div>
      <p class="plaza-text">${words('keepReference')}</p>
      <div class="plaza-button-group"><a class="plaza-button" data-variant="secondary" href="${copy}">${words('downloadCopy')}</a></div>
      <h2 class="plaza-heading-m">${words('statusHeading')}</h2>
      ${
        reports.length
          ? reportList(setting, reports)
          : html`<p class="plaza-text">${words(isPassedOn ? 'passedOn' : 'waiting')}</p>`
      }
      ${nextSteps(setting, path)}
      <h2 class="plaza-heading-m">${words('whatYouSent')}</h2>
      <p class="plaza-text">${words('sentOn')} ${timeInWords(setting, sent.sentAt)}</p>
      ${personHtml(setting, sent.submission.person)}
      ${summaryGroups(setting, sent.draft, path, undefined, notesOf(setting, sent.submission.provenance, sent.submission.corrections))}
      ${consentsHtml(setting, sent)}
      ${feesHtml(setting, path)}
      ${declaredHtml(setting, sent)}
      <div class="plaza-button-group"><a class="plaza-link" href="${inLanguage(setting, goOn.href)}">${goOn.text}</a></div>`,
  };
}

/** Everything that the person decided about their data. */
function consentsHtml(setting: Setting, { submission }: SentForm): Html | undefined {
  const rows = decisionRows(setting, submission.consents);
  if (!rows.length) return undefined;
  return html`<h2 class="plaza-heading-m">${speaker(setting.reader)('consentsHeading')}</h2>
      <dl class="plaza-summary-list">${rows.map(({ label, answer, language }) => html`<div><dt lang="${language}">${label}</dt><dd>${answer}</dd></div>`)}</dl>`;
}

const reportWords = {
  received: 'reportReceived',
  'in-progress': 'reportInProgress',
  waiting: 'reportWaiting',
  decided: 'reportDecided',
} as const satisfies Record<ReportState, MessageKey>;

/** What the office told, the newest first. */
function reportList(setting: Setting, reports: readonly Report[]): Html {
  const { reader } = setting;
  return html`<ul class="plaza-list">
        ${reports.map(
          ({
            state,
            text,
            at,
          }) => html`<li><strong>${speaker(reader)(reportWords[state])}</strong>, ${timeInWords(setting, at)}${text && html`<br>${say(text, reader.language)}`}</li>
        `,
        )}
      </ul>`;
}

/** What happens next, to whom it happens. */
function nextSteps({ service, reader }: Setting, path: Path): Html | undefined {
  const steps = (service.definition.next ?? []).filter(({ when }) => !when || evaluate(when, path.facts()) === true);
  if (!steps.length) return undefined;
  return html`<ol class="plaza-list">
        ${steps.map(
          ({ text }) => html`<li>${say(text, reader.language)}</li>
        `,
        )}
      </ol>`;
}

/** A moment as people read it, by the clocks of the service. */
export function timeInWords({ service, reader }: Setting, time: Date | string): string {
  const { timeZone } = service.definition;
  return new Date(time).toLocaleString(reader.language, { dateStyle: 'long', timeStyle: 'short', timeZone });
}

/** The same at the end of a sentence: Spanish writes “5:00 p. m.”, and one full stop is enough. */
export function timeAtEnd(setting: Setting, time: Date | string): string {
  return timeInWords(setting, time).replace(/\.$/, '');
}

/** The field of the first and of the last form that nobody sees, and that only a program fills in. */
export const trapName = 'website';

/**
 * What the service gives, and what a person needs at hand.
 *
 * @param withTrap Whether the form has the field that nobody sees.
 */
export function startPage(
  setting: Setting,
  proof: Proof,
  notice: Notice | undefined,
  resumeAt: string,
  withTrap: boolean,
): FormPage {
  const { service, reader, base } = setting;
  const { definition } = service;
  const words = speaker(reader);
  const title = say(definition.title, reader.language);
  const evidence = definition.evidence ?? [];
  return {
    title,
    main: html`${noticeHtml(setting, notice)}
      <h1 class="plaza-heading-xl">${title}</h1>
      ${definition.summary && html`<p class="plaza-text" data-variant="lead">${say(definition.summary, reader.language)}</p>`}
      ${
        evidence.length > 0 &&
        html`<h2 class="plaza-heading-m">${words('needed')}</h2>
      <ul class="plaza-list">
        ${evidence.map(
          ({
            title,
            hint,
          }) => html`<li>${say(title, reader.language)}${hint && html`<br>${say(hint, reader.language)}`}</li>
        `,
        )}
      </ul>`
      }
      ${costHtml(setting)}
      <form id="${formId}" method="post" action="${inLanguage(setting, `${base}/start`)}">
        ${proofHtml(proof)}
        ${withTrap && trapHtml(words('trapLabel'))}
        <div class="plaza-button-group">
          <button class="plaza-button" name="action" value="start">${words('start')}</button>
          <a class="plaza-link" href="${inLanguage(setting, resumeAt)}">${words('resume')}</a>
        </div>
      </form>
      ${otherWaysHtml(setting)}
      ${legalBasisHtml(setting)}`,
  };
}

/** The ways to do it without this service. */
function otherWaysHtml(setting: Setting): Html | undefined {
  const { service, reader, base } = setting;
  if (!service.definition.channels?.paper) return undefined;
  const words = speaker(reader);
  const link = (at: string, text: string) =>
    html`<li><a class="plaza-link" href="${inLanguage(setting, `${base}/${at}`)}">${text}</a></li>`;
  return html`<h2 class="plaza-heading-m">${words('otherWays')}</h2>
      <p class="plaza-text">${words('paperLead')}</p>
      <ul class="plaza-list">${link(paperAt.page, words('paperPage'))}${link(paperAt.pdf, words('paperPdf'))}</ul>`;
}

/** The code to come back with. */
export function savedPage(setting: Setting, code: string, expiresAt: Date, goOn: string): FormPage {
  const { service, reader } = setting;
  const words = speaker(reader);
  const date = expiresAt.toLocaleDateString(reader.language, {
    dateStyle: 'long',
    timeZone: service.definition.timeZone,
  });
  const title = words('saveHeading');
  return {
    title,
    main: html`<h1 class="plaza-heading-l">${title}</h1>
      <p class="plaza-text">${words('saveLead')}</p>
      <div class="plaza-inset"><p><strong><bdi dir="ltr">${code}</bdi></strong></p></div>
      <p class="plaza-text">${words('saveUntil', { date })} ${words('saveNewHint')}</p>
      <p class="plaza-text"><a class="plaza-link" href="${goOn}">${words('saveGoOn')}</a></p>`,
  };
}

/** A page with one button that makes something happen, since a link may not. */
export function confirmPage(
  setting: Setting,
  page: {
    heading: string;
    lead: string;
    action: string;
    button: string;
    value: string;
    proof: Proof;
    revision: number;
    back: string;
    notice?: Notice | undefined;
    /** What else the form has, below the button. */
    more?: Html;
    /** What else somebody may want here. */
    link?: { href: string; text: string };
    keeping?: Keeping | undefined;
    /** Whether something is gone with it. */
    destroys?: boolean;
    /** Whether what tabs have kept is let go of with it. */
    forgets?: boolean;
  },
): FormPage {
  return {
    title: page.heading,
    hasErrors: page.notice?.variant === 'error',
    form: formId,
    ...(page.keeping && { elements: withOffline(page.keeping.offline, always) }),
    main: html`${backLink(setting, page.back)}
      ${noticeHtml(setting, page.notice)}
      <h1 class="plaza-heading-l">${page.heading}</h1>
      <p class="plaza-text">${page.lead}</p>
      ${formHtml(page, html`<button class="plaza-button"${page.destroys && html` data-variant="danger"`} name="action" value="${page.value}"${page.forgets && html` data-plaza-forget`}>${page.button}</button>${page.more}`)}
      ${linkHtml(page.link)}`,
  };
}

/** Asks for the code of what somebody began before. */
export function returnPage(setting: Setting, proof: Proof, typed: string, error: string | undefined): FormPage {
  const { reader, base } = setting;
  const words = speaker(reader);
  const title = words('returnHeading');
  return {
    title,
    hasErrors: !!error,
    elements: [...always, 'field'],
    form: formId,
    main: html`${backLink(setting, base)}
      ${error ? summaryHtml(setting, [{ href: '#code', message: error }]) : emptySummary}
      <h1 class="plaza-heading-l">${title}</h1>
      <plaza-form>
        <form id="${formId}" method="post" action="${inLanguage(setting, `${base}/return?turn=1`)}" novalidate>
          ${proofHtml(proof)}
          <plaza-field>
            <label for="code">${words('returnLabel')}</label>
            <p slot="hint" id="code-hint">${words('returnHint')}</p>
            ${error && html`<p slot="error" id="code-error"><span class="plaza-visually-hidden">${words('errorPrefix')}</span> ${error}</p>`}
            <input id="code" name="code" dir="ltr" autocomplete="off" autocapitalize="characters" spellcheck="false" size="14" required value="${typed}" aria-describedby="code-hint${error && ' code-error'}"${error && html` aria-invalid="true"`}>
          </plaza-field>
          <button class="plaza-button" name="action" value="return">${words('continue')}</button>
        </form>
      </plaza-form>`,
  };
}

/** The page was saved somewhere else meanwhile: for each answer that differs, which to keep. */
export function mergePage(
  setting: Setting,
  page: QuestionPage,
  differing: readonly { name: string; label: string; saved: string; yours: string }[],
): FormPage {
  const words = speaker(setting.reader);
  const title = words('conflictHeading');
  return {
    title,
    form: formId,
    elements: withOffline(page.keeping?.offline, withChoices),
    hasErrors: page.errors.length > 0,
    main: html`${summary(setting, page.errors)}
      <h1 class="plaza-heading-l">${title}</h1>
      <p class="plaza-text">${words('conflictLead')}</p>
      ${formHtml(
        page,
        html`<input type="hidden" name="merging" value="yes">
        ${[...page.sent].flatMap(([name, texts]) => texts.map((text) => html`<input type="hidden" name="${name}" value="${text}">`))}
        ${differing.map(({ name, label, saved, yours }) => {
          const id = idOf(`keep/${name}`);
          return html`<plaza-choices error-value-missing="${words('conflictChoose', { label })}"><fieldset>
            <legend>${label}</legend>
            <div class="plaza-choice"><input type="radio" id="${id}" name="keep/${name}" value="yours" required aria-describedby="${id}-hint"><label for="${id}">${words('conflictYours')}</label><p slot="hint" id="${id}-hint" dir="auto">${yours || words('noAnswer')}</p></div>
            <div class="plaza-choice"><input type="radio" id="${id}-saved" name="keep/${name}" value="saved" required aria-describedby="${id}-saved-hint"><label for="${id}-saved">${words('conflictSaved')}</label><p slot="hint" id="${id}-saved-hint" dir="auto">${saved || words('noAnswer')}</p></div>
          </fieldset></plaza-choices>
          `;
        })}<button class="plaza-button" name="action" value="continue">${words('continue')}</button>`,
      )}`,
  };
}

/** A page that cannot show what was asked for, and says what to do. */
export function problemPage(title: string, help: string, link?: { href: string; text: string }): FormPage {
  return {
    title,
    main: html`<h1 class="plaza-heading-xl">${title}</h1>
      <p class="plaza-text">${help}</p>
      ${linkHtml(link)}`,
  };
}

/** A link on a line of its own; nothing where there is none. */
export function linkHtml(link: { href: string; text: string } | undefined): Html | undefined {
  return link && html`<p class="plaza-text"><a class="plaza-link" href="${link.href}">${link.text}</a></p>`;
}

export const emptySummary = html`<plaza-error-summary></plaza-error-summary>`;

export function summary(setting: Setting, errors: readonly AnswerError[]): Html {
  if (!errors.length) return emptySummary;
  return summaryHtml(
    setting,
    errors.map(({ controls, message }) => ({ href: `#${idOf(controls[0]!)}`, message })),
  );
}

function summaryHtml({ reader }: Setting, lines: readonly { href: string; message: string }[]): Html {
  return html`<plaza-error-summary tabindex="-1" autofocus><div role="alert"><h2>${speaker(reader)('thereIsAProblem')}</h2><ul>
        ${lines.map(
          ({ href, message }) => html`<li><a href="${href}">${message}</a></li>
        `,
        )}
      </ul></div></plaza-error-summary>`;
}

export function noticeHtml({ reader }: Pick<Setting, 'reader'>, notice: Notice | undefined): Html | undefined {
  if (!notice) return undefined;
  const { variant, sentences } = notice;
  const begin =
    variant === 'error'
      ? html`<div class="plaza-notification" data-variant="error" role="alert" tabindex="-1" autofocus>
        <h2>${speaker(reader)('thereIsAProblem')}</h2>`
      : html`<div class="plaza-notification" data-variant="${variant}" role="status">`;
  return html`${begin}
        ${sentences.map(
          (sentence) => html`<p>${sentence}</p>
        `,
        )}
      </div>`;
}

export function formHtml(
  page: { action: string; proof: Proof; revision: number; keeping?: Keeping | undefined },
  content: Html,
  hasFile = false,
): Html {
  const { keeping } = page;
  return html`<plaza-form${keeping?.attributes}>
        ${keeping?.notices}<form id="${formId}" method="post" action="${page.action}"${hasFile && html` enctype="multipart/form-data"`} novalidate>
          ${proofHtml(page.proof)}
          <input type="hidden" name="revision" value="${page.revision}">
          ${content}
        </form>${
          keeping?.offline &&
          html`
        ${keeping.offline}`
        }
      </plaza-form>`;
}

/** The button that goes on, and beside it the ways to sign in and to stop for today. */
function buttons(
  { reader }: Setting,
  text: string,
  action: string,
  { saveLink, offersSignIn }: Pick<QuestionPage, 'saveLink' | 'offersSignIn'>,
): Html {
  const words = speaker(reader);
  return html`<div class="plaza-button-group">
            <button class="plaza-button" name="action" value="${action}"${action === 'send' && html` data-plaza-forget`}>${text}</button>
            ${offersSignIn && html`<button class="plaza-button" data-variant="secondary" name="action" value="sign-in" formnovalidate>${words('signIn')}</button>`}
            <a class="plaza-link" href="${saveLink}">${words('saveLink')}</a>
          </div>`;
}

export function proofHtml({ token, visit }: Proof): Html {
  return html`<input type="hidden" name="token" value="${token}">
          <input type="hidden" name="visit" value="${visit}">`;
}

/** Hidden, also where the styles of a site undo `hidden`. A browser without styles shows it, and its label says what to do. */
function trapHtml(label: string): Html {
  return html`<label class="plaza-visually-hidden" hidden aria-hidden="true">${label} <input name="${trapName}" tabindex="-1" autocomplete="off"></label>`;
}

export function backLink(setting: Setting, href: string | undefined): Html | undefined {
  if (href === undefined) return undefined;
  const address = href === setting.base ? inLanguage(setting, href) : href;
  return html`<a class="plaza-back-link" href="${address}">${speaker(setting.reader)('back')}</a>`;
}

/** An address outside of a draft, which does not know its reader's language: a browser may be set to another. */
export function inLanguage({ reader }: Setting, address: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}language=${reader.language}`;
}

function keptFiles({ draft }: QuestionPage, name: string): readonly FileReference[] {
  return filesIn(answerOf(draft.answers, name));
}

/** The first button of a form is the one that Enter presses: before one that removes something, there is one for it. */
export const defaultButton = html`<button class="plaza-visually-hidden" tabindex="-1" aria-hidden="true" name="action" value="continue"></button>
          `;

function hasErrors({ errors, notice }: { errors: readonly AnswerError[]; notice?: Notice | undefined }): boolean {
  return errors.length > 0 || notice?.variant === 'error';
}
