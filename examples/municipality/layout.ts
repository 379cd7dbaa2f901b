import { html } from 'hono/html';
import { inLanguage, languageNames, languages } from './languages.ts';
import type { Language } from './languages.ts';
import type { Plaza } from './plaza.ts';
import type { Account } from './sign-in.ts';
import { scriptsFor, stylesheetOf } from './plaza.ts';
import type { Site } from '@plaza-ds/forms/server';
import english from './words/en.ts';
import spanish from './words/es.ts';
import type { MunicipalityWords } from './words/en.ts';

/** HTML in which every value was escaped. */
export type Html = ReturnType<typeof html>;

export const municipalityWords: Record<Language, MunicipalityWords> = { en: english, es: spanish };

/** What every page is made with, wherever it is mounted. */
export interface Surroundings {
  site: Site;
  plaza: Plaza;
}

export interface Page {
  language: Language;
  /** BCP 47 tag of the language, where the page knows it more closely: dates are written as its country writes them. */
  tag?: string;
  /** What the page is about; the name of the municipality follows it. */
  title: string;
  /** Path of the page, to which its language links lead. */
  path: string;
  main: Html;
  /** Says in the title that something must be mended, for those who hear the title first. */
  hasErrors?: boolean;
  /** The pages above this one. */
  crumbs?: { path: string; text: string }[];
  /** The elements on it that a script helps, by name; without them the page loads none. */
  elements?: readonly string[];
  /** Id of the form whose answers a change of language must not lose. */
  form?: string;
  /** The way out at once, for people who must not be seen here. */
  exit?: { href: string; text: string };
  /** Who is signed in. */
  account?: Account | undefined;
}

/** A whole page of the municipality. */
export function page({ site, plaza }: Surroundings, page: Page): Html {
  const words = municipalityWords[page.language];
  const { account, exit } = page;
  const elements = [...(page.elements ?? []), ...(account?.warning ? ['timeout-warning'] : [])];
  return html`<!doctype html>
<html lang="${page.tag ?? page.language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${page.hasErrors && `${words.errorPrefix} `}${page.title} – ${words.municipality}</title>
  ${account?.restart}
  <link rel="stylesheet" href="${stylesheetOf(plaza)}">
  ${scriptsFor(plaza, elements).map((url) => html`<script type="module" src="${url}"></script>`)}
</head>
<body class="plaza-page">
  ${exit && html`<a class="plaza-skip-link" data-plaza-exit href="${exit.href}" rel="nofollow noreferrer">${exit.text}</a>`}
  <a class="plaza-skip-link" href="#main">${words.skip}</a>
  <header class="plaza-header">
    <div class="plaza-container">
      <a class="plaza-header-name" href="${inLanguage(site.base, page.language)}">${words.municipality}</a>
      ${account?.indicator}
      ${languageLinks(page, words)}
    </div>
  </header>
  <div class="plaza-container">
    ${page.crumbs && breadcrumbs(page.crumbs, page.language, words)}
    <main id="main" class="plaza-main" tabindex="-1">
      ${page.main}
    </main>
  </div>
  <footer class="plaza-footer">
    <div class="plaza-container">
      <p>${words.footer}</p>
    </div>
  </footer>
  ${account?.warning}
</body>
</html>`;
}

/**
 * The same page in the other language.
 *
 * Beside a form the links are buttons that send it along, so that no answer is lost. The first button of a form is the
 * one that Enter presses, so one that sends stands before them, for nobody to see or reach.
 */
function languageLinks({ language, path, form }: Page, words: MunicipalityWords): Html {
  const link = (other: Language) =>
    form
      ? html`<button form="${form}" formaction="${inLanguage(path, other)}" formnovalidate name="action" value="language" lang="${other}">${languageNames[other]}</button>`
      : html`<a href="${inLanguage(path, other)}" hreflang="${other}" lang="${other}">${languageNames[other]}</a>`;
  return html`${
    form &&
    html`<button form="${form}" class="plaza-visually-hidden" tabindex="-1" aria-hidden="true" name="action" value="send"></button>
      `
  }<nav class="plaza-languages" aria-label="${words.languages}">
        <ul>
          ${languages.map(
            (
              each,
            ) => html`<li>${each === language ? html`<span lang="${each}" aria-current="true">${languageNames[each]}</span>` : link(each)}</li>
          `,
          )}
        </ul>
      </nav>`;
}

function breadcrumbs(crumbs: NonNullable<Page['crumbs']>, language: Language, words: MunicipalityWords): Html {
  return html`<nav class="plaza-breadcrumbs" aria-label="${words.breadcrumbs}">
      <ol>
        ${crumbs.map(
          ({ path, text }) => html`<li><a href="${inLanguage(path, language)}">${text}</a></li>
        `,
        )}
      </ol>
    </nav>`;
}
