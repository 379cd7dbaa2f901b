import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import css from 'highlight.js/lib/languages/css';
import http from 'highlight.js/lib/languages/http';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import xml from 'highlight.js/lib/languages/xml';
import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';

for (const [name, language] of Object.entries({
  css,
  http,
  json,
  html: xml,
  js: javascript,
  jsx: javascript,
  sh: bash,
}))
  hljs.registerLanguage(name, language);

/** Plaza's own classes for what Markdown makes, so that the docs are built with what they describe. */
const classes: Record<string, string> = {
  h1: 'plaza-heading-xl',
  h2: 'plaza-heading-m',
  h3: 'plaza-heading-s',
  h4: 'plaza-heading-s',
  p: 'plaza-text',
  ul: 'plaza-list',
  ol: 'plaza-list',
  a: 'plaza-link',
  table: 'docs-table',
  blockquote: 'plaza-inset',
};

export const markdown = new MarkdownIt({ html: true, typographer: false });

markdown.core.ruler.push('plaza', ({ tokens }) => {
  dress(tokens);
  nameHeadings(tokens);
});

// A table or a block of code may be wider than a phone: it scrolls by itself, also with the arrow keys.
markdown.renderer.rules.table_open = (tokens, index, options, _, renderer) =>
  `<div class="docs-scroll" role="group" aria-label="Table" tabindex="0">${renderer.renderToken(tokens, index, options)}`;
markdown.renderer.rules.table_close = () => '</table></div>\n';
markdown.renderer.rules.fence = (tokens, index) => code(tokens[index]!.content, tokens[index]!.info.trim());

/** A block of code that can be reached and scrolled with the keyboard, coloured when the site is built. */
export function code(text: string, language = ''): string {
  const words = language ? `Code, ${language.toUpperCase()}` : 'Code';
  const shown = hljs.getLanguage(language)
    ? hljs.highlight(text.trimEnd(), { language }).value
    : markdown.utils.escapeHtml(text.trimEnd());
  return `<pre class="docs-code" role="group" aria-label="${words}" tabindex="0"><code>${shown}</code></pre>\n`;
}

/** The address of a heading, made from its words. */
export function slug(words: string): string {
  const plain = words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

function dress(tokens: Token[]): void {
  for (const token of tokens) {
    const className = token.nesting === 1 && classes[token.tag];
    if (className && !token.attrGet('class')) token.attrSet('class', className);
    dress(token.children ?? []);
  }
}

function nameHeadings(tokens: Token[]): void {
  const taken = new Map<string, number>();
  tokens.forEach((token, index) => {
    if (token.type !== 'heading_open') return;
    const words = slug(tokens[index + 1]!.content.replace(/<[^>]+>/g, ''));
    const times = taken.get(words) ?? 0;
    taken.set(words, times + 1);
    token.attrSet('id', times ? `${words}-${times + 1}` : words);
  });
}
