import { html } from 'hono/html';
import type { Page } from '../running-identity.ts';
import { heading, paragraph } from './parts.ts';
import type { Setting } from './parts.ts';

/**
 * The page between a form and another site. The browser goes on by itself (`Refresh`): sent there straight from a form it would stop,
 * for the policy of our pages lets forms lead to this site alone.
 */
export function leavingPage({ words }: Setting, provider: string, address: string): Page {
  const title = words('leavingHeading', { provider });
  return {
    title,
    main: html`${heading(title)}
      ${paragraph(words('leavingLead'))}
      <p><a class="plaza-button" href="${address}" rel="noreferrer">${words('leavingLink', { provider })}</a></p>`,
  };
}
