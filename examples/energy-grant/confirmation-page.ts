import { html } from 'hono/html';
import { inLanguage } from '../municipality/languages.ts';
import type { Language } from '../municipality/languages.ts';
import { municipalityWords, page } from '../municipality/layout.ts';
import type { Html, Surroundings } from '../municipality/layout.ts';
import type { Application } from './store.ts';
import { summaryList } from './summary-list.ts';
import type { Words } from './words/en.ts';

/** Says that an application was sent, how to ask about it, what happens next, and what was in it. */
export function confirmationPage(
  surroundings: Surroundings,
  application: Application,
  words: Words,
  language: Language,
): Html {
  const { base } = surroundings.site;
  const { confirmation } = words;
  return page(surroundings, {
    language,
    title: confirmation.title,
    path: `${base}/energy-grant/sent/${application.handle}`,
    crumbs: [{ path: base, text: municipalityWords[language].home }],
    main: html`${referencePanel(application.reference, confirmation.title, words)}
      <p class="plaza-text">${confirmation.keep}</p>
      <h2 class="plaza-heading-m">${confirmation.next}</h2>
      <ol class="plaza-list">
        ${confirmation.steps.map(
          (step) => html`<li>${step}</li>
        `,
        )}
      </ol>
      <p class="plaza-text">${confirmation.how[application.answers.contact]}</p>
      <h2 class="plaza-heading-m">${confirmation.sent}</h2>
      ${summaryList(application, words, language)}
      <p class="plaza-text"><a class="plaza-link" href="${inLanguage(`${base}/energy-grant`, language)}">${confirmation.another}</a></p>`,
  });
}

/** The reference, large enough to be read out. */
export function referencePanel(reference: string, title: string, words: Words): Html {
  return html`<div class="plaza-panel">
        <h1>${title}</h1>
        <p>${words.confirmation.reference}<br><strong>${reference}</strong></p>
      </div>`;
}
