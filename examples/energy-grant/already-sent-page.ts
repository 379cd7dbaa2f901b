import { html } from 'hono/html';
import { inLanguage } from '../municipality/languages.ts';
import type { Language } from '../municipality/languages.ts';
import { municipalityWords, page } from '../municipality/layout.ts';
import type { Html, Surroundings } from '../municipality/layout.ts';
import { entriesOf } from './answers.ts';
import type { Typed } from './answers.ts';
import { referencePanel } from './confirmation-page.ts';
import type { Application } from './store.ts';
import { summaryList } from './summary-list.ts';
import type { Words } from './words/en.ts';

export interface AlreadySent {
  application: Application;
  /** What was typed this time; a new application can begin with it. */
  typed: Typed;
  /** For the form page of that new application. */
  token: string;
  proofOfVisitor: string;
}

/** Says that this form was sent before with other answers, shows those, and offers a new application. */
export function alreadySentPage(surroundings: Surroundings, sent: AlreadySent, words: Words, language: Language): Html {
  const { base } = surroundings.site;
  const path = inLanguage(`${base}/energy-grant`, language);
  const { alreadySent, confirmation } = words;
  const hidden = (
    name: string,
    value: string,
  ) => html`<input type="hidden" name="${name}" value="${value.replaceAll('\0', '')}">
        `;
  return page(surroundings, {
    language,
    title: alreadySent.title,
    path: `${base}/energy-grant`,
    crumbs: [{ path: base, text: municipalityWords[language].home }],
    main: html`${referencePanel(sent.application.reference, alreadySent.title, words)}
      <p class="plaza-text">${alreadySent.explain}</p>
      <p class="plaza-text">${alreadySent.change}</p>
      <form method="post" action="${path}">
        ${hidden('token', sent.token)}${hidden('visit', sent.proofOfVisitor)}${entriesOf(sent.typed).map(([name, text]) => hidden(name, text))}
        <p class="plaza-text"><button class="plaza-button" name="action" value="show">${alreadySent.startWithAnswers}</button></p>
      </form>
      <p class="plaza-text"><a class="plaza-link" href="${path}">${alreadySent.startEmpty}</a></p>
      <h2 class="plaza-heading-m">${confirmation.sent}</h2>
      ${summaryList(sent.application, words, language)}`,
  });
}
