import { html } from 'hono/html';
import { labelOf, questionsOf, typedIn } from '../../answers/read-page.ts';
import type { AnswerError, Sent } from '../../answers/read-page.ts';
import type { AtCounter, CounterSection } from '../../channels/counter.ts';
import { stepsIn } from '../../channels/counter.ts';
import { evaluate } from '../../conditions/evaluate.ts';
import { isRepeat } from '../../definition/definition.ts';
import type { Evidence, Page, Repeat } from '../../definition/definition.ts';
import { say } from '../../definition/words.ts';
import { answerOf, nameIn } from '../../draft/draft.ts';
import type { Path, PathStep } from '../../path/path.ts';
import { asksForFiles, filesIn } from '../../questions/file.ts';
import { idOf, questionHtml, speaker } from '../controls.ts';
import type { Html } from '../controls.ts';
import { isFree } from '../lists.ts';
import type { Keeping } from '../keeping.ts';
import { backLink, defaultButton, elementsFor, formHtml, formId, groupTitles, noticeHtml, summary } from '../pages.ts';
import type { FormPage, Notice, Proof, Setting } from '../pages.ts';
import type { UnsureState } from '../store.ts';
import { whyAtOnce } from '../why.ts';
import { recordOf } from './open-case.ts';
import type { OpenCase } from './open-case.ts';

/** The field that says which pages stood on a screen: nothing is taken for an answer that was not asked. */
export const shownName = 'shown';

/** Everything of a section on one screen. */
export interface SectionPage {
  section: CounterSection;
  sent: Sent;
  errors: readonly AnswerError[];
  notice?: Notice | undefined;
  action: string;
  proof: Proof;
  keeping?: Keeping | undefined;
  unsure?: ReadonlyMap<string, UnsureState> | undefined;
  /** The item that was just taken out of its list. */
  removed?: string | undefined;
  /** Whether the first control is reached by the address: then nothing else takes the focus. */
  isLedIn?: boolean;
}

export function sectionPage(setting: Setting, opened: OpenCase, page: SectionPage): FormPage {
  const { reader } = setting;
  const { section, errors } = page;
  const { counter, path, kept } = opened;
  const words = speaker(reader);
  const steps = stepsIn(section, path);
  const questions = steps.flatMap((step) => questionsOf(counter.service, step));
  const title = say(section.title ?? counter.service.definition.title, reader.language);
  const hasErrors = errors.length > 0 || page.notice?.variant === 'error';
  const shown = steps.map(({ at }) => at).join(' ');
  const content = html`${defaultButton}<input type="hidden" name="${shownName}" value="${shown}">
          ${page.removed && removedHtml(setting, page.removed)}
          ${steps.map((step, index) => stepHtml(setting, opened, page, step, steps[index - 1]))}
          ${leftOutHtml(setting, counter, section)}
          ${originalsHtml(setting, opened, section)}
          <div class="plaza-button-group">
            <button class="plaza-button" name="action" value="continue">${words('counterSave')}</button>
            <a class="plaza-link" href="${opened.place}">${words('counterToCase')}</a>
          </div>`;
  return {
    title,
    hasErrors,
    form: formId,
    elements: elementsFor(setting, questions),
    main: html`${backLink(setting, opened.place)}
      ${noticeHtml(setting, page.notice)}
      ${summary(setting, errors)}
      <h1 class="plaza-heading-l"${!hasErrors && !page.isLedIn && html` tabindex="-1" autofocus`}>${title}</h1>
      <div data-plaza-density="compact">
      ${formHtml(
        { ...page, revision: kept.revision },
        content,
        questions.some(({ question }) => asksForFiles(question)),
      )}
      </div>`,
  };
}

/** Says that an item was taken out, and lets it be put back. */
function removedHtml({ reader }: Setting, removed: string): Html {
  const words = speaker(reader);
  return html`<div class="plaza-notification" data-variant="success" role="status">
            <p>${words('removed')}</p>
            <p><button class="plaza-button" data-variant="secondary" name="action" value="undo:${removed}" formnovalidate>${words('undo')}</button></p>
          </div>`;
}

function stepHtml(
  setting: Setting,
  opened: OpenCase,
  page: SectionPage,
  here: PathStep,
  before: PathStep | undefined,
): Html {
  const isNewItem = here.items.length > 0 && here.items.join('/') !== before?.items.join('/');
  return html`${isNewItem && !isRepeat(here.step) && itemHtml(setting, opened, here)}${
    isRepeat(here.step)
      ? listHtml(setting, opened, page, here, here.step)
      : pageHtml(setting, opened, page, here, here.step)
  }`;
}

function listHeading({ reader }: Setting, { heading }: Repeat): Html {
  return html`<h2 class="plaza-heading-m">${say(heading, reader.language)}</h2>
          `;
}

/** Where the questions about an item of a list begin, and the way to take it out; with the first, the heading of the list. */
function itemHtml(setting: Setting, { draft, counter }: OpenCase, step: PathStep): Html {
  const words = speaker(setting.reader);
  const name = groupTitles(setting, draft)(step);
  const repeat = counter.service.around.get(step.step.id)!.at(-1)!;
  const list = nameIn(repeat.repeat, step.items);
  const isFirst = draft.order[list]?.[0] === step.items.at(-1);
  return html`${isFirst && listHeading(setting, repeat)}<h3 class="plaza-heading-s">${name}</h3>
          <p class="plaza-text"><button class="plaza-button" data-variant="secondary" name="action" value="remove:${list}/${step.items.at(-1)}" formnovalidate>${words('itemRemove')}<span class="plaza-visually-hidden"> ${name}</span></button></p>
          `;
}

function listHtml(setting: Setting, { draft }: OpenCase, page: SectionPage, step: PathStep, repeat: Repeat): Html {
  const { reader } = setting;
  const words = speaker(reader);
  const list = nameIn(repeat.repeat, step.items);
  const ids = draft.order[list] ?? [];
  const error = page.errors.find(({ name }) => name === list);
  const id = idOf(addName(list));
  const heading = say(repeat.heading, reader.language);
  return html`${!ids.length && listHeading(setting, repeat)}${error && html`<p class="plaza-text" id="${id}-error"><strong><span class="plaza-visually-hidden">${words('errorPrefix')}</span> ${error.message}</strong></p>`}
          <p class="plaza-text">${heading}: ${words('counterCount', { count: ids.length })}</p>
          ${isFree(repeat, ids) && html`<p class="plaza-text"><button class="plaza-button" data-variant="secondary" id="${id}" name="action" value="add:${list}" formnovalidate${error && html` aria-describedby="${id}-error"`}>${words('counterAdd')}<span class="plaza-visually-hidden"> ${heading}</span></button></p>`}
          `;
}

/** The name of the button that adds to a list: an error leads there. */
export function addName(list: string): string {
  return `add/${list}`;
}

function pageHtml(setting: Setting, { counter, draft }: OpenCase, page: SectionPage, step: PathStep, own: Page): Html {
  const { reader } = setting;
  const all = questionsOf(counter.service, step);
  const why = (index: number) =>
    whyAtOnce(setting, all[index]!.question.question.why, all.length === 1 ? step.step : undefined);
  return html`${own.heading && pageHeading(say(own.heading, reader.language), step)}
          ${own.text?.map(
            (text) => html`<p class="plaza-text">${say(text, reader.language)}</p>
          `,
          )}
          ${all.map(
            ({ question, name }, index) => html`${questionHtml({
              question,
              name,
              typed: typedIn(page.sent, name),
              errors: page.errors.filter((error) => error.name === name),
              reader,
              isHeading: false,
              keptFiles: filesIn(answerOf(draft.answers, name)),
              ...(page.unsure && { unsure: page.unsure }),
            })}
          ${why(index)}`,
          )}${all.length > 1 && whyAtOnce(setting, undefined, step.step)}`;
}

function pageHeading(text: string, { items }: PathStep): Html {
  return items.length ? html`<h4 class="plaza-heading-s">${text}</h4>` : html`<h2 class="plaza-heading-m">${text}</h2>`;
}

/** What is not asked at the counter, and what people do about it. */
function leftOutHtml(setting: Setting, { service, excluded }: AtCounter, section: CounterSection): Html | undefined {
  const { reader } = setting;
  const stepsHere = (name: string) =>
    [...service.steps.values()].some(
      (step) =>
        !isRepeat(step) && step.ask.includes(name) && section.steps.has(service.around.get(step.id)![0]?.id ?? step.id),
    );
  const names = [...excluded].filter(stepsHere);
  if (!names.length) return undefined;
  const labels = names.map((name) => labelOf({ ...service.questions.get(name)!, required: true }, reader));
  const { instead } = service.definition.channels!.agent!;
  const list = new Intl.ListFormat(reader.language).format(labels);
  return html`<div class="plaza-inset"><p>${speaker(reader)('counterLeftOut', { questions: list })}</p>${instead && html`<p>${say(instead, reader.language)}</p>`}</div>`;
}

/** The papers that the person has to show here: those of the questions of a section; with the last, those of no question. */
export function evidenceIn({ counter }: Pick<OpenCase, 'counter'>, path: Path, section: CounterSection): Evidence[] {
  const { definition } = counter.service;
  const here = new Set(stepsIn(section, path).flatMap(({ step }) => ('ask' in step ? step.ask : [])));
  const isLast = counter.sections.at(-1) === section;
  return (definition.evidence ?? []).filter(
    ({ question, when }) =>
      (question === undefined ? isLast : here.has(question)) && (!when || evaluate(when, path.facts()) === true),
  );
}

export function seenName(id: string): string {
  return `seen/${id}`;
}

function originalsHtml(setting: Setting, opened: OpenCase, section: CounterSection): Html | undefined {
  const { reader } = setting;
  const { path, kept, isPaper } = opened;
  const evidence = isPaper ? [] : evidenceIn(opened, path, section);
  if (!evidence.length) return undefined;
  const words = speaker(reader);
  const seen = new Set(recordOf(kept.content).originals.map((each) => each.evidence));
  return html`<plaza-choices><fieldset>
            <legend>${words('counterOriginals')}</legend>
            ${evidence.map(({ id, title, hint }) => {
              const control = idOf(seenName(id));
              return html`<div class="plaza-choice"><input type="checkbox" id="${control}" name="${seenName(id)}" value="yes"${seen.has(id) && html` checked`}${hint && html` aria-describedby="${control}-hint"`}><label for="${control}">${words('counterOriginal', { title: say(title, reader.language) })}</label>${hint && html`<p slot="hint" id="${control}-hint">${say(hint, reader.language)}</p>`}</div>
            `;
            })}
          </fieldset></plaza-choices>`;
}
