import { html } from 'hono/html';
import type { Page } from '../running-pages.ts';
import { heading, helpHtml, homeHtml, paragraph } from './parts.ts';
import type { Setting } from './parts.ts';

/** A page with a heading and a sentence. */
export function plainPage(setting: Setting, title: string, help: string): Page {
  return {
    title,
    main: html`${heading(title)}
      ${paragraph(help)}
      ${helpHtml(setting)}
      ${homeHtml(setting)}`,
  };
}
