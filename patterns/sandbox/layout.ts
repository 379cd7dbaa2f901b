import { html } from 'hono/html';
import { languageNames, languages, words } from './words/words.ts';
import type { Language } from './words/words.ts';

/** HTML in which every value was escaped. */
export type Html = ReturnType<typeof html>;

export interface Page {
  language: Language;
  title: string;
  /** Path of the page, to which its language links lead. */
  path: string;
  main: Html;
}

/** An address that answers in one language, whatever the browser asks for. */
export function inLanguage(path: string, language: Language): string {
  return `${path}?language=${language}`;
}

/** A whole page of the sandbox. */
export function page({ language, title, path, main }: Page): Html {
  const say = words[language];
  return html`<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} – ${say.name}</title>
  <link rel="stylesheet" href="/plaza/plaza.layered.css">
</head>
<body class="plaza-page">
  <a class="plaza-skip-link" href="#main">${say.skip}</a>
  <header class="plaza-header">
    <div class="plaza-container">
      <a class="plaza-header-name" href="${inLanguage('/inbox/', language)}">${say.name}</a>
      <nav class="plaza-languages" aria-label="${say.languages}">
        <ul>${languages.map((each) => html`<li>${each === language ? html`<span lang="${each}" aria-current="true">${languageNames[each]}</span>` : html`<a href="${inLanguage(path, each)}" hreflang="${each}" lang="${each}">${languageNames[each]}</a>`}</li>`)}</ul>
      </nav>
    </div>
  </header>
  <div class="plaza-container">
    <main id="main" class="plaza-main" tabindex="-1">
      ${main}
    </main>
  </div>
</body>
</html>`;
}
