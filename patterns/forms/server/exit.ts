import { html } from 'hono/html';
import { speaker } from './controls.ts';
import type { FormPage, Setting } from './pages.ts';

/** The way out of a page at once. */
export interface Exit {
  href: string;
  text: string;
}

/** The way out of the pages of a service whose people must not be seen on them. */
export function exitOf({ service, reader }: Setting): Exit | undefined {
  const { exitQuickly } = service.definition;
  return exitQuickly && { href: exitQuickly.to, text: speaker(reader)('exitQuickly') };
}

/** A page with the way out before all else, which stays in sight. A frame may have its link first on the page too. */
export function withExit(page: FormPage, exit: Exit | undefined): FormPage & { exit?: Exit } {
  if (!exit) return page;
  const main = html`<plaza-exit-this-page><a class="plaza-button" data-variant="danger" href="${exit.href}" rel="nofollow noreferrer">${exit.text}</a></plaza-exit-this-page>
      ${page.main}`;
  return { ...page, main, exit, elements: [...(page.elements ?? []), 'exit-this-page'] };
}
