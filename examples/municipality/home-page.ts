import { html } from 'hono/html';
import type { Language } from './languages.ts';
import { inLanguage } from './languages.ts';
import { municipalityWords, page } from './layout.ts';
import type { Html, Surroundings } from './layout.ts';
import type { Account } from './sign-in.ts';

/** The municipality's first page: what can be done here. */
export function homePage(surroundings: Surroundings, language: Language, account?: Account): Html {
  const words = municipalityWords[language];
  const { base } = surroundings.site;
  return page(surroundings, {
    language,
    title: words.services,
    path: base,
    account,
    main: html`<h1 class="plaza-heading-xl">${words.services}</h1>
      <p class="plaza-text">${words.welcome}</p>
      <h2 class="plaza-heading-m"><a class="plaza-link" href="${inLanguage(`${base}/energy-grant`, language)}">${words.energyGrant}</a></h2>
      <p class="plaza-text">${words.energyGrantSummary}</p>
      <h2 class="plaza-heading-m"><a class="plaza-link" href="${inLanguage(`${base}/permiso-circulacion`, language)}">${words.permit}</a></h2>
      <p class="plaza-text">${words.permitSummary}</p>`,
  });
}
