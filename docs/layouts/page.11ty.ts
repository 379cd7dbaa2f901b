import { escape } from '../site/escape.ts';
import { languageNames, words } from '../site/words.ts';
import type { Language } from '../site/words.ts';

export interface PageData {
  title: string;
  description?: string;
  lang?: Language;
  /** The same page in the other language. */
  translation?: string;
  /** The part of the docs it belongs to, which the navigation marks. */
  section?: string;
  /** The pages above it, without the home page. */
  crumbs?: { href: string; text: string }[];
  /** Elements of ours that the page shows. */
  elements?: string[];
  /** Stylesheets that only this page needs. */
  styles?: string[];
  page: { url: string };
  content: string;
}

/** The frame of every page: the header, the way here, the content, the footer. */
export function render(data: PageData): string {
  const language = data.lang ?? 'en';
  const { tagline, skip, footer, footerLinks } = words[language];
  const isHome = data.page.url === '/' || data.page.url === '/es/';
  return `<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${isHome ? `Plaza – ${tagline}` : `${escape(data.title)} – Plaza`}</title>
  ${data.description ? `<meta name="description" content="${escape(data.description)}">` : ''}
  <link rel="icon" href="/plaza.svg" type="image/svg+xml">
  ${data.translation ? `<link rel="alternate" hreflang="${other(language)}" href="${data.translation}">` : ''}
  <link rel="stylesheet" href="/plaza/plaza.layered.css">
  <link rel="stylesheet" href="/docs.css">
  ${(data.styles ?? []).map((href) => `<link rel="stylesheet" href="${href}">`).join('')}
  ${(data.elements ?? []).map((name) => `<script type="module" src="/plaza/cdn/${name}.js"></script>`).join('')}
</head>
<body class="plaza-page">
  <a class="plaza-skip-link" href="#main">${skip}</a>
  <header class="plaza-header">
    <div class="plaza-container">
      <a class="plaza-header-name" href="${language === 'es' ? '/es/' : '/'}">Plaza</a>
      ${data.translation ? languageLinks(language, data.translation) : ''}
    </div>
  </header>
  ${navigation(language, data.section, data.page.url)}
  <div class="plaza-container">
    ${isHome ? '' : breadcrumbs(language, data.crumbs ?? [])}
    <main class="plaza-main docs-prose" id="main" tabindex="-1">
${data.content}
    </main>
  </div>
  <footer class="plaza-footer">
    <div class="plaza-container">
      <ul>${footerLinks.map(link).join('')}</ul>
      <p>${footer}</p>
    </div>
  </footer>
</body>
</html>
`;
}

const other = (language: Language): Language => (language === 'en' ? 'es' : 'en');

const link = ({ href, text }: { href: string; text: string }) => `<li><a href="${href}">${escape(text)}</a></li>`;

function languageLinks(language: Language, translation: string): string {
  const there = other(language);
  const here = `<li><span lang="${language}" aria-current="true">${languageNames[language]}</span></li>`;
  const away = `<li><a href="${translation}" hreflang="${there}" lang="${there}">${languageNames[there]}</a></li>`;
  return `<nav class="plaza-languages" aria-label="${words[language].languages}"><ul>${language === 'en' ? here + away : away + here}</ul></nav>`;
}

function navigation(language: Language, section: string | undefined, url: string): string {
  const { navigation: name, menu, sections } = words[language];
  const items = sections.map(({ key, href, text }) => {
    const current = href === url ? ' aria-current="page"' : key === section ? ' aria-current="true"' : '';
    return `<li><a href="${href}"${current}>${escape(text)}</a></li>`;
  });
  return `<nav class="plaza-navigation" aria-label="${name}">
    <div class="plaza-container">
      <details><summary>${menu}</summary></details>
      <ul>${items.join('')}</ul>
    </div>
  </nav>`;
}

function breadcrumbs(language: Language, crumbs: { href: string; text: string }[]): string {
  const { here, home } = words[language];
  const all = [{ href: language === 'es' ? '/es/' : '/', text: home }, ...crumbs];
  return `<nav class="plaza-breadcrumbs" aria-label="${here}"><ol>${all.map(link).join('')}</ol></nav>`;
}
