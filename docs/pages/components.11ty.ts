import { readComponentPages } from '../site/component-pages.ts';
import { escape } from '../site/escape.ts';

export const data = {
  title: 'Components',
  description: 'Everything a page of a public service is built from.',
  layout: 'page.11ty.ts',
  section: 'components',
  permalink: '/components/',
};

export function render(): string {
  const cards = readComponentPages().map(
    ({ name, title, summary }) =>
      `<li><h2 class="plaza-heading-s"><a class="plaza-link" href="/components/${name}/">${escape(title)}</a></h2><p class="plaza-text">${escape(summary)}</p></li>`,
  );
  return `<h1 class="plaza-heading-xl">Components</h1>
<p class="plaza-text" data-variant="lead">Every one is your own HTML first. Styles give it its look, and where there is something to add that HTML cannot do, an element adds it.</p>
<p class="plaza-text">See them side by side, in every theme, in <a class="plaza-link" href="/storybook/">Storybook</a>; or each example <a class="plaza-link" href="/examples/">on a page of its own</a>.</p>
<ul class="docs-cards">${cards.join('\n')}</ul>`;
}
