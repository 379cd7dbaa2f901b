import { html } from 'hono/html';
import type { Language } from './languages.ts';
import { inLanguage } from './languages.ts';
import { municipalityWords, page } from './layout.ts';
import type { Html, Surroundings } from './layout.ts';

export interface ProblemPage {
  language: Language;
  path: string;
  title: string;
  help: string;
  /** Where to go from here; the home page if nothing is said. */
  link?: { path: string; text: string };
}

/** A page that cannot show what was asked for, and says what to do. */
export function problemPage(surroundings: Surroundings, { language, path, title, help, link }: ProblemPage): Html {
  const { path: target, text } = link ?? { path: surroundings.site.base, text: municipalityWords[language].backHome };
  return page(surroundings, {
    language,
    title,
    path,
    main: html`<h1 class="plaza-heading-xl">${title}</h1>
      <p class="plaza-text">${help}</p>
      <p class="plaza-text"><a class="plaza-link" href="${inLanguage(target, language)}">${text}</a></p>`,
  });
}
