import { html, raw } from 'hono/html';
import { elementsIn } from '../examples.ts';
import type { Example } from '../examples.ts';

/** How an example is looked at: in which theme and direction, with or without scripts, in which of the two builds of the styles. */
export interface View {
  theme?: string | undefined;
  dir?: string | undefined;
  script?: string | undefined;
  css?: string | undefined;
}

const themes = ['light', 'dark', 'high-contrast', 'high-contrast-dark'];

/** A page that holds one example and nothing else, written as the docs tell a user to write theirs. */
export function bareExample(example: Example, view: View) {
  const stylesheet = view.css === 'hostile' ? 'plaza.css' : 'plaza.layered.css';
  const elements = view.script === 'off' ? [] : elementsIn(example.html);
  const dir = view.dir === 'rtl' || view.dir === 'ltr' ? view.dir : example.dir;
  const theme = themes.includes(view.theme ?? '') && html` data-plaza-theme="${view.theme}"`;
  return html`<!doctype html>
<html lang="${example.lang}" dir="${dir}"${theme || ''}>
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${example.title} – Plaza</title>
  <link rel="stylesheet" href="/plaza/${stylesheet}">
  ${elements.map(
    (name) => html`<script type="module" src="/plaza/cdn/${name}.js"></script>
  `,
  )}
</head>
<body class="plaza-page">
${
  hasLandmarks(example.html)
    ? raw(example.html)
    : html`<main class="plaza-container plaza-main">
${raw(example.html)}
</main>`
}
</body>
</html>`;
}

/** Headers and footers stand at the top of a page, not in its main part. */
export function hasLandmarks(html: string): boolean {
  return /<(?:main|header|footer)\b|plaza-skip-link|plaza-navigation/.test(html);
}
