import { readFileSync, readdirSync } from 'node:fs';
import { escape } from '../site/escape.ts';

const folder = new URL('../decisions/', import.meta.url);

export const data = {
  title: 'Decisions',
  description: 'What we chose and why, one page for each decision.',
  layout: 'page.11ty.ts',
  section: 'guides',
  crumbs: [{ href: '/guides/', text: 'Guides' }],
  permalink: '/decisions/',
};

export function render(): string {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort();
  const items = files.map((file) => {
    const [, title = file] = readFileSync(new URL(file, folder), 'utf8').match(/^# (.+)$/m) ?? [];
    return `<li><a class="plaza-link" href="/decisions/${file.replace(/\.md$/, '')}/">${escape(title)}</a></li>`;
  });
  return `<h1 class="plaza-heading-xl">Decisions</h1>
<p class="plaza-text" data-variant="lead">What we chose, why, and what would make us choose again.</p>
<ul class="plaza-list">${items.join('\n')}</ul>`;
}
