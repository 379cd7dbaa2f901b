import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readExamples, simplestFirst } from '../examples.ts';
import type { Example } from '../examples.ts';
import { titleOfComponent } from './component-title.ts';
import { contractOf } from './contract.ts';
import { escape } from './escape.ts';
import { linesFor } from './frame-room.ts';
import { code, markdown } from './markdown.ts';

const components = fileURLToPath(new URL('../../components/', import.meta.url));

export interface ComponentPage {
  name: string;
  title: string;
  /** The first sentences of its page, as text. */
  summary: string;
  html: string;
}

/** One page for each component that has a docs file: what it is, its examples, when to use it, its contract. */
export function readComponentPages(): ComponentPage[] {
  const examples = readExamples();
  return readdirSync(components)
    .filter((name) => existsSync(`${components}${name}/${name}.md`))
    .map((name) => componentPage(name, readFileSync(`${components}${name}/${name}.md`, 'utf8'), examples))
    .sort((one, other) => one.title.localeCompare(other.title));
}

function componentPage(name: string, text: string, all: Example[]): ComponentPage {
  const title = titleOfComponent(name);
  const rest = text.slice(text.search(/^## |(?![\s\S])/m));
  const introduction = text.slice(0, text.length - rest.length);
  const examples = all.filter(({ component }) => component === name).sort(simplestFirst);
  const [simplest, ...others] = examples;
  const parts = [
    markdown.render(`# ${title}\n${introduction}`),
    simplest ? exampleOf(simplest, 'open') : '',
    markdown.render(rest),
    others.length
      ? `<h2 class="plaza-heading-m" id="examples">More examples</h2>\n${others.map((example) => exampleOf(example)).join('\n')}`
      : '',
    contractOf(name),
  ];
  const [summary = ''] = introduction.trim().split(/\n\s*\n/);
  return {
    name,
    title,
    summary: markdown.utils
      .unescapeAll(summary)
      .replace(/[`*]|\[|\]\([^)]*\)/g, '')
      .replace(/\s+/g, ' '),
    html: parts.join('\n'),
  };
}

/** The example as people see it, in a page of its own, and as one writes it. */
function exampleOf(example: Example, shown: 'open' | '' = ''): string {
  const { title, path, html, name } = example;
  const heading = shown ? 'h2' : 'h3';
  return `<section class="docs-example" aria-labelledby="example-${name}">
  <${heading} class="plaza-heading-s" id="example-${name}">${escape(title)}</${heading}>
  <iframe class="docs-frame" data-wide="${linesFor(html, 64)}" data-narrow="${linesFor(html, 26)}" src="${path}" title="${escape(title)}" loading="lazy"></iframe>
  <details class="docs-source"${shown && ' open'}>
    <summary>HTML of this example</summary>
    ${code(html, 'html')}
  </details>
  <p class="plaza-text"><a class="plaza-link" href="${path}">${escape(title)}, on a page of its own</a></p>
</section>`;
}
