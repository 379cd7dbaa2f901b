import { html } from 'hono/html';
import { forms, siteAt } from '@plaza-ds/forms/server';
import type { FormsOptions, FormsService, FormStore } from '@plaza-ds/forms/server';
import { household, today } from '../../patterns/forms/testing/household/household.ts';

/** What the clock says where the papers of the answers are still valid. */
export const now = () => new Date(`${today}T15:00:00Z`);

/** The support for a household at `/support`, from the package as everyone gets it, in the plainest frame. */
export function householdSite(store: FormStore, options: Partial<FormsOptions> = {}): FormsService {
  return forms({
    definitions: [household],
    store,
    site: siteAt('http://localhost', ''),
    base: '/support',
    frame: ({ title, main, language, direction }) =>
      html`<!doctype html><html lang="${language}" dir="${direction}"><title>${title}</title><main>${main}</main></html>`,
    log: () => {},
    now,
    ...options,
  });
}
