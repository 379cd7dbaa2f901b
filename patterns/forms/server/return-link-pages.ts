import { html } from 'hono/html';
import type { AnswerError } from '../answers/read-page.ts';
import type { ServiceQuestion } from '../path/service.ts';
import { email } from '../questions/email.ts';
import { questionHtml, speaker } from './controls.ts';
import { handOverPart } from './hand-over-pages.ts';
import type { Keeping } from './keeping.ts';
import { withOffline } from './offline-answers.ts';
import { always, backLink, formHtml, formId, linkHtml, noticeHtml, summary } from './pages.ts';
import type { FormPage, Notice, Proof, Setting } from './pages.ts';

export const emailName = 'email';

/** The question for an address, as any other: in the words of the service, and read by the same rules. */
export function emailQuestion({ reader }: Setting, reminderDays: number | undefined): ServiceQuestion {
  const words = speaker(reader);
  const inWords = (text: string) => ({ [reader.language]: text });
  const hints = [words('emailHint'), reminderDays && words('emailReminderHint', { days: reminderDays })];
  return {
    name: emailName,
    question: { label: inWords(words('emailLabel')), hint: inWords(hints.filter(Boolean).join(' ')) },
    schema: email.schema,
    type: email,
    required: true,
  };
}

export interface SavePage {
  /** The last day on which the draft can be opened, in words. */
  date: string;
  question: ServiceQuestion;
  /** What was typed as the address. */
  typed: string;
  errors: readonly AnswerError[];
  notice?: Notice | undefined;
  action: string;
  proof: Proof;
  revision: number;
  keeping?: Keeping | undefined;
  back: string;
  /** Where everything can be deleted. */
  deletion: string;
}

/** The ways to come back later: a link by email, or a code. */
export function saveByEmailPage(setting: Setting, page: SavePage): FormPage {
  const { reader } = setting;
  const words = speaker(reader);
  const { question, typed, errors } = page;
  const shown = { question, name: emailName, typed: { '': [typed] }, errors, reader, isHeading: false };
  return {
    title: words('saveHeading'),
    form: formId,
    elements: withOffline(page.keeping?.offline, [...always, 'field']),
    hasErrors: errors.length > 0 || page.notice?.variant === 'error',
    main: html`${backLink(setting, page.back)}
      ${noticeHtml(setting, page.notice)}
      ${summary(setting, errors)}
      <h1 class="plaza-heading-l">${words('saveHeading')}</h1>
      <p class="plaza-text">${words('saved', { date: page.date })}</p>
      ${formHtml(
        page,
        html`<h2 class="plaza-heading-m">${words('emailHeading')}</h2>
          ${questionHtml(shown)}
          <button class="plaza-button" name="action" value="email" data-plaza-forget>${words('emailSend')}</button>
          <h2 class="plaza-heading-m">${words('codeHeading')}</h2>
          <p class="plaza-text">${words('codeLead')}</p>
          <button class="plaza-button" data-variant="secondary" name="action" value="save" formnovalidate data-plaza-forget>${words('saveNew')}</button>
          ${handOverPart(setting)}`,
      )}
      ${linkHtml({ href: page.deletion, text: words('deleteLink') })}`,
  };
}

/** Says that a link is on its way. It says so too where it cannot be sent yet, and tells what to do if nothing comes. */
export function mailedPage(
  setting: Setting,
  page: { email: string; date: string; save: string; goOn: string },
): FormPage {
  const words = speaker(setting.reader);
  const title = words('mailedHeading');
  return {
    title,
    main: html`${backLink(setting, page.save)}
      <h1 class="plaza-heading-l">${title}</h1>
      <p class="plaza-text" dir="auto">${words('mailedLead', { email: page.email })}</p>
      <p class="plaza-text">${words('linkUntil', { date: page.date })}</p>
      <p class="plaza-text">${words('mailedHelp')}</p>
      <p class="plaza-text"><a class="plaza-link" href="${page.goOn}">${words('saveGoOn')}</a></p>`,
  };
}

/** Where a link leads: to one button, for programs that look through mail follow links too, and must open nothing. */
export function linkPage(
  setting: Setting,
  page: { action: string; proof: Proof; notice?: Notice | undefined },
): FormPage {
  const words = speaker(setting.reader);
  const title = words('linkHeading');
  return {
    title,
    hasErrors: page.notice?.variant === 'error',
    main: html`${noticeHtml(setting, page.notice)}
      <h1 class="plaza-heading-l">${title}</h1>
      <p class="plaza-text">${words('linkLead')}</p>
      ${formHtml(
        { ...page, revision: 0 },
        html`<button class="plaza-button" name="action" value="open">${words('linkOpen')}</button>`,
      )}`,
  };
}
