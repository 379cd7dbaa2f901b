import { readFileSync } from 'node:fs';
import { escape } from './escape.ts';

interface Token {
  name: string;
  property: string;
  type: string;
  description: string;
  value: string;
  themes?: Record<string, string>;
  densities?: Record<string, string>;
}

interface Tokens {
  themes: string[];
  densities: string[];
  tokens: Token[];
}

const readTokens = () =>
  JSON.parse(readFileSync(new URL('../../tokens/dist/tokens.json', import.meta.url), 'utf8')) as Tokens;

const groups: [title: string, names: RegExp][] = [
  ['Space', /^space-/],
  ['Type', /^font-/],
  ['Size', /^(?:size|breakpoint)-/],
  ['Edge and shadow', /^(?:border|radius|shadow)-/],
  ['Focus', /^focus-/],
  ['Movement', /^motion-/],
  ['Layer', /^layer-/],
];

/** The colours in every theme, then the other tokens by what they are about. */
export function tokenTables(): string {
  const { themes, tokens } = readTokens();
  const colours = tokens.filter(({ type }) => type === 'color');
  const others = groups.map(
    ([title, names]) => [title, tokens.filter(({ name, type }) => type !== 'color' && names.test(name))] as const,
  );
  return `${colourTable(colours, themes)}\n${others.map(([title, rows]) => valueTable(title, rows)).join('\n')}`;
}

/** Each swatch shows the property itself, under the theme that its element names: what is seen is what a page gets. */
export function swatchesCss(): string {
  const colours = readTokens().tokens.filter(({ type }) => type === 'color');
  const rules = colours.map(
    ({ name, property }) => `.docs-swatch[data-token='${name}'] { background: var(${property}); }`,
  );
  return `@layer docs {\n${rules.join('\n')}\n}\n`;
}

function colourTable(colours: Token[], themes: string[]): string {
  const rows = colours.map(
    ({ name, property, description, themes: values = {} }) =>
      `<tr>${named(property, description)}${themes
        .map(
          (theme) =>
            `<td><span class="docs-swatch" data-token="${name}" data-plaza-theme="${theme}"></span><code>${values[theme]}</code></td>`,
        )
        .join('')}</tr>`,
  );
  return table('Colour', ['Property', ...themes.map(inWords)], rows);
}

function valueTable(title: string, tokens: Token[]): string {
  const rows = tokens.map(
    ({ property, description, value, densities }) =>
      `<tr>${named(property, description)}<td>${valueOf(value, densities)}</td></tr>`,
  );
  return table(title, ['Property', 'Value'], rows);
}

const named = (property: string, description: string) =>
  `<th scope="row"><code>${property}</code><span class="docs-purpose">${escape(description)}</span></th>`;

function valueOf(value: string, densities: Record<string, string> = {}): string {
  const others = Object.entries(densities).filter(([, other]) => other !== value);
  const notes = others.map(([density, other]) => `<br>${density}: <code>${escape(other)}</code>`);
  return `<code>${escape(value)}</code>${notes.join('')}`;
}

function table(title: string, heads: string[], rows: string[]): string {
  const id = title.toLowerCase().replaceAll(' ', '-');
  return `<h2 class="plaza-heading-m" id="${id}">${title}</h2>
<div class="docs-scroll" role="group" aria-labelledby="${id}" tabindex="0">
<table class="docs-table"><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

const inWords = (theme: string) => theme.charAt(0).toUpperCase() + theme.slice(1).replaceAll('-', ' ');
