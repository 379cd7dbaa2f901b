import { html } from 'hono/html';
import type { Reader } from '../answers/read-page.ts';
import { say } from '../definition/words.ts';
import { speaker } from './controls.ts';
import type { Html } from './controls.ts';
import { mostFailing } from './failing.ts';
import type { Failing } from './failing.ts';
import type { ListedService } from './my-forms.ts';
import { formId, noticeHtml, proofHtml } from './pages.ts';
import type { FormPage, Notice, Proof } from './pages.ts';

type Words = ReturnType<typeof speaker>;

/** What failed, and the buttons that have it tried again. */
export function deskPage(
  all: readonly Failing[],
  page: {
    services: readonly ListedService[];
    /** For whom it is said. */
    reader: Reader;
    proof: Proof;
    action: string;
    notice: Notice | undefined;
  },
): FormPage {
  const { language } = page.reader;
  const words = speaker(page.reader);
  const title = words('deskHeading');
  const list = html`<p class="plaza-text">${words('deskLead')}</p>
      ${all.length === mostFailing && html`<p class="plaza-text">${words('deskMore', { count: mostFailing })}</p>`}
      <form id="${formId}" method="post" action="${page.action}?language=${language}">
        ${proofHtml(page.proof)}
        <ul class="plaza-item-list" role="list">
          ${all.map((each) => itemHtml(words, language, page.services, each))}
        </ul>
        ${all.length > 1 && html`<button class="plaza-button" data-variant="secondary" name="again" value="everything">${words('deskAgainAll')}</button>`}
      </form>`;
  return {
    title,
    hasErrors: page.notice?.variant === 'error',
    main: html`${noticeHtml({ reader: page.reader }, page.notice)}
      <h1 class="plaza-heading-xl">${title}</h1>
      ${all.length ? list : html`<p class="plaza-text">${words('deskNone')}</p>`}`,
  };
}

function itemHtml(words: Words, language: string, services: readonly ListedService[], each: Failing): Html {
  const { reference, destination, tries, problem, nextAt } = each;
  const definition = services.find(({ definition }) => definition.id === each.definition)?.definition;
  const { timeZone = 'UTC' } = definition ?? {};
  const isGivenUp = each.state === 'failed';
  const next = nextAt.toLocaleString(language, { dateStyle: 'long', timeStyle: 'long', timeZone });
  const state = html`<strong class="plaza-tag" data-variant="${isGivenUp ? 'error' : 'warning'}">${words(isGivenUp ? 'deskGivenUp' : 'deskFailing')}</strong>`;
  const rows = [
    [words('listState'), state],
    [words('deskProcedure'), definition ? say(definition.title, language) : each.definition],
    [words('deskDestination'), html`<bdi dir="ltr">${destination}</bdi>`],
    [words('deskTries'), tries.toLocaleString(language)],
    [words('deskProblem'), html`<bdi dir="ltr">${problem}</bdi>`],
    [words('deskNext'), isGivenUp ? words('deskNever') : next],
  ];
  return html`<li>
            <h2><bdi dir="ltr">${reference}</bdi></h2>
            <dl class="plaza-summary-list">${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
            <div class="plaza-button-group">
              <button class="plaza-button" name="again" value="${reference} ${destination}">${words('deskAgain')}<span class="plaza-visually-hidden"> ${reference}, ${destination}</span></button>
            </div>
          </li>
          `;
}
