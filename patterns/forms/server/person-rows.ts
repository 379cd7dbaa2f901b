import { html } from 'hono/html';
import type { Submission } from '../answers/submission.ts';
import { speaker } from './controls.ts';
import type { Html } from './controls.ts';
import type { Setting } from './pages.ts';

/** Who sends something, and for whom, where it is for somebody else: they see it before they send, and have it on their copy. */
export function personRows({ reader }: Setting, person: Submission['person']): { label: string; answer: string }[] {
  const { name, representing } = person ?? {};
  if (!representing) return [];
  const words = speaker(reader);
  const whom = representing.name === undefined ? representing.id : `${representing.name} (${representing.id})`;
  return [
    ...(name === undefined ? [] : [{ label: words('sentBy'), answer: name }]),
    { label: words(representing.kind === 'company' ? 'sentForCompany' : 'sentForPerson'), answer: whom },
  ];
}

export function personHtml(setting: Setting, person: Submission['person']): Html | undefined {
  const rows = personRows(setting, person);
  if (!rows.length) return undefined;
  return html`<dl class="plaza-summary-list">${rows.map(({ label, answer }) => html`<div><dt>${label}</dt><dd><bdi>${answer}</bdi></dd></div>`)}</dl>`;
}
