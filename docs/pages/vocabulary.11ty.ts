import schema from '@plaza-ds/forms/definition.schema.js';
import { questionTypes } from '@plaza-ds/forms';
import { escape } from '../site/escape.ts';

export const data = {
  title: 'Vocabulary of a definition',
  description: 'Every word that a definition can have, and what it is for.',
  layout: 'page.11ty.ts',
  section: 'guides',
  permalink: '/services/vocabulary/',
  crumbs: [
    { href: '/guides/', text: 'Guides' },
    { href: '/services/', text: 'A service from one definition' },
  ],
};

interface Part {
  description?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  $ref?: string;
  anyOf?: Part[];
  items?: Part;
  properties?: Record<string, Part>;
  required?: string[];
}

const parts = schema.$defs as Record<string, Part>;

/** The vocabulary, from the schema that is made of the types: what is written there is written once. */
export function render(): string {
  const named = Object.entries(parts).filter(([, part]) => part.properties);
  return `<h1 class="plaza-heading-xl">Vocabulary of a definition</h1>
<p class="plaza-text" data-variant="lead">Every word that a definition can have. <code>forms check</code> refuses any other.</p>
<p class="plaza-text">The same as JSON Schema 2020-12 is in the package: <code>@plaza-ds/forms/definition.schema.json</code>.</p>
${named.map(([name, part]) => section(name, part)).join('\n')}
<h2 class="plaza-heading-m" id="standard-questions">Standard questions</h2>
<p class="plaza-text">Write <code>"$ref": "std:…"</code> in <code>data</code>.</p>
<ul class="plaza-list">${[...questionTypes.keys()].map((name) => `<li><code>std:${escape(name)}</code></li>`).join('\n')}</ul>`;
}

function section(name: string, { description = '', properties = {}, required = [] }: Part): string {
  const rows = Object.entries(properties).map(
    ([word, part]) =>
      `<tr><td><code>${escape(word)}</code></td><td>${escape(kindOf(part))}</td><td>${required.includes(word) ? 'yes' : ''}</td><td>${escape(part.description ?? '')}</td></tr>`,
  );
  return `<h2 class="plaza-heading-m" id="${name.toLowerCase()}">${escape(name)}</h2>
<p class="plaza-text">${escape(description)}</p>
<div class="docs-scroll" role="group" aria-label="${escape(name)}" tabindex="0"><table class="docs-table"><thead><tr><th scope="col">Word</th><th scope="col">What stands there</th><th scope="col">Needed</th><th scope="col">What it is for</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

function kindOf({ $ref, type, enum: several, const: only, anyOf, items }: Part): string {
  if ($ref) return decodeURIComponent($ref.split('/').at(-1)!).replace(/^Partial<.*/, 'object');
  if (several) return several.map((each) => JSON.stringify(each)).join(', ');
  if (only !== undefined) return JSON.stringify(only);
  if (anyOf) return anyOf.map(kindOf).join(' or ');
  if (type === 'array') return items ? `list of ${kindOf(items)}` : 'list';
  return type ?? 'anything';
}
