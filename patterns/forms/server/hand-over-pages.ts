import { html } from 'hono/html';
import type { AnswerError } from '../answers/read-page.ts';
import { labelOf, typedIn } from '../answers/read-page.ts';
import type { Sent } from '../answers/read-page.ts';
import type { ServiceQuestion } from '../path/service.ts';
import { questionHtml, speaker } from './controls.ts';
import type { Html } from './controls.ts';
import { always, backLink, elementsFor, formHtml, formId, summary, timeAtEnd } from './pages.ts';
import type { FormPage, Proof, Setting } from './pages.ts';

/** The field that says that somebody was asked to show who they are. */
export const checkingName = 'checking';

/** The way to go on elsewhere at once, on the page where people stop. */
export function handOverPart({ reader }: Setting): Html {
  const words = speaker(reader);
  return html`<h2 class="plaza-heading-m">${words('handOverHeading')}</h2>
          <p class="plaza-text">${words('handOverLead')}</p>
          <button class="plaza-button" data-variant="secondary" name="action" value="hand-over" formnovalidate data-plaza-forget>${words('handOverGet')}</button>`;
}

/**
 * The code to go on with on another device, large enough to be read from there.
 *
 * @param page.address Where the code is typed, as a browser's address line takes it.
 * @param page.check What is asked there, to show that it is the same person; undefined where they sign in, or nothing can be asked.
 */
export function handOverPage(
  setting: Setting,
  page: {
    code: string;
    until: Date;
    address: string;
    check: ServiceQuestion | undefined;
    isOwned: boolean;
    goOn: string;
  },
): FormPage {
  const words = speaker(setting.reader);
  const title = words('handOverHeading');
  const { check } = page;
  const shows = check
    ? words('handOverAsks', { label: labelOf(check, setting.reader) })
    : words(page.isOwned ? 'handOverSignsIn' : 'handOverSecret');
  return {
    title,
    main: html`<h1 class="plaza-heading-l">${title}</h1>
      <p class="plaza-text">${words('handOverOpen')}<br><bdi dir="ltr">${page.address}</bdi></p>
      <p class="plaza-text">${words('handOverType')}</p>
      <p class="plaza-heading-xl"><bdi dir="ltr">${page.code}</bdi></p>
      <p class="plaza-text">${shows}</p>
      <p class="plaza-text">${words('handOverUntil', { date: timeAtEnd(setting, page.until) })}</p>
      <p class="plaza-text"><a class="plaza-link" href="${page.goOn}">${words('handOverStay')}</a></p>`,
  };
}

/** Asks who has the code for something that they wrote before. */
export function checkIdentityPage(
  setting: Setting,
  page: {
    code: string;
    question: ServiceQuestion;
    sent: Sent;
    errors: readonly AnswerError[];
    action: string;
    proof: Proof;
  },
): FormPage {
  const { reader, base } = setting;
  const words = speaker(reader);
  const { question, errors } = page;
  const title = words('checkIdentityHeading');
  const typed = typedIn(page.sent, question.name);
  return {
    title,
    form: formId,
    hasErrors: errors.length > 0,
    elements: [...new Set([...always, ...elementsFor(setting, [{ question }])])],
    main: html`${backLink(setting, `${base}/return`)}
      ${summary(setting, errors)}
      <h1 class="plaza-heading-l">${title}</h1>
      <p class="plaza-text">${words('checkIdentityLead')}</p>
      ${formHtml(
        { action: page.action, proof: page.proof, revision: 0 },
        html`<input type="hidden" name="code" value="${page.code}">
          <input type="hidden" name="${checkingName}" value="yes">
          ${questionHtml({ question, name: question.name, typed, errors, reader, isHeading: false })}
          <button class="plaza-button" name="action" value="return">${words('continue')}</button>`,
      )}`,
  };
}
