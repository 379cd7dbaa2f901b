import { html } from 'hono/html';
import { page } from './page.ts';

type Sent = [name: string, value: string | File];

/** What a form would have sent. Nothing is kept. */
export function echo(form: FormData, way: { path: string; title: string }) {
  const sent = [...form.entries()].filter(([, value]) => typeof value === 'string' || value.name) as Sent[];
  return page(
    'This is what would be sent',
    html`${
      sent.length
        ? html`<dl class="plaza-summary-list">${sent.map(([name, value]) => html`<div><dt>${name}</dt><dd>${wordsFor(value)}</dd></div>`)}</dl>`
        : html`<p class="plaza-text">Nothing: the form had no answers.</p>`
    }
      <p class="plaza-text">This is an example, so nothing was kept.</p>
      ${back(way)}`,
  );
}

/** Where a link of an example would have led, on a site that has such a page. */
export function followed(address: string, way: { path: string; title: string }) {
  return page(
    'This link leads to your own page',
    html`<p class="plaza-text">The example names <code>${address}</code>. On your site it leads to what you have there.</p>
      ${back(way)}`,
  );
}

const back = ({ path, title }: { path: string; title: string }) =>
  html`<p class="plaza-text"><a class="plaza-link" href="${path}">Back to “${title}”</a></p>`;

function wordsFor(value: string | File): string {
  if (typeof value !== 'string') return `${value.name}, ${value.size.toLocaleString('en')} bytes`;
  return value.replace(/\r\n?/g, '\n') || '(no answer)';
}
