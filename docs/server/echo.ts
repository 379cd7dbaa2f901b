import { html } from 'hono/html';
import type { Example } from '../examples.ts';
import { page } from './page.ts';

type Sent = [name: string, value: string | File];

/** What the form of an example would have sent. Nothing is kept. */
export function echo(example: Example, form: FormData) {
  const sent = [...form.entries()].filter(([, value]) => typeof value === 'string' || value.name) as Sent[];
  return page(
    'This is what would be sent',
    html`${
      sent.length
        ? html`<dl class="plaza-summary-list">${sent.map(([name, value]) => html`<div><dt>${name}</dt><dd>${wordsFor(value)}</dd></div>`)}</dl>`
        : html`<p class="plaza-text">Nothing: the form had no answers.</p>`
    }
      <p class="plaza-text">This is an example, so nothing was kept.</p>
      <p class="plaza-text"><a class="plaza-link" href="${example.path}">Back to “${example.title}”</a></p>`,
  );
}

function wordsFor(value: string | File): string {
  if (typeof value !== 'string') return `${value.name}, ${value.size.toLocaleString('en')} bytes`;
  return value.replace(/\r\n?/g, '\n') || '(no answer)';
}
