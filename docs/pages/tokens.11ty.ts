import { tokenTables } from '../site/tokens.ts';

export const data = {
  title: 'Tokens',
  description: 'Every colour, size and movement of Plaza, what it is for, and its value in each theme.',
  layout: 'page.11ty.ts',
  section: 'tokens',
  permalink: '/tokens/',
  styles: ['/tokens.css'],
};

export function render(): string {
  return `<h1 class="plaza-heading-xl">Tokens</h1>
<p class="plaza-text" data-variant="lead">A token says what a value is for. Components read these names and no others, so a theme that gives a name another value changes everything that uses it.</p>
<p class="plaza-text">Set them on <code>:root</code> or on any part of a page, as <a class="plaza-link" href="/theming/">Theming</a> shows. Contrast is a promise written on the token: the build stops where a theme breaks it. The same values come as CSS, SCSS, a JavaScript module with types, JSON, DTCG files for design tools, Android resources and Swift.</p>
${tokenTables()}`;
}
