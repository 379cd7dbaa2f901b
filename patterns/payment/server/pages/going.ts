import { html } from 'hono/html';
import type { Attempt } from '../../state/attempt.ts';
import type { NextAction } from '../../state/events.ts';
import type { Page } from '../running-pages.ts';
import { amountIn, heading, paragraph } from './parts.ts';
import type { Setting } from './parts.ts';

/**
 * The page between ours and the provider's. By an address the browser goes on by itself (`Refresh`): sent there straight from a form
 * it would stop, for the policy of our pages lets forms lead to this site alone. By a form somebody presses its button.
 */
export function goingPage(setting: Setting, attempt: Attempt, next: NextAction): Page {
  const { running, language, words } = setting;
  const provider = running.labelOf(attempt.provider, language);
  const title = words('goingHeading', { provider });
  const amount = amountIn(setting, attempt.money);
  if (next.method === 'GET')
    return {
      title,
      main: html`${heading(title)}
      ${paragraph(words('goingLead'))}
      <p><a class="plaza-button" href="${next.url}" rel="noreferrer">${words('goingLink', { provider })}</a></p>`,
    };
  return {
    title,
    main: html`${heading(title)}
      ${paragraph(words('goingPostLead', { amount }))}
      <form method="post" action="${next.url}">
        ${Object.entries(next.fields ?? {}).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        <button class="plaza-button">${words('goingLink', { provider })}</button>
      </form>`,
  };
}
