import { html } from 'hono/html';
import { everybody } from '../../../../examples/testing/everybody.ts';
import { forms } from '../../server/forms.ts';
import type { FormsService } from '../../server/forms.ts';
import type { FormsOptions } from '../../server/running-service.ts';
import { siteAt } from '../../server/site.ts';
import type { FormStore } from '../../server/store.ts';
import { catalogues } from '../../words/catalogue.ts';
import { pseudoCatalogue, pseudoLocale } from '../pseudo-locale.ts';
import { householdToLookAt, today } from './household.ts';

/** The sentences of the service in the languages of the definition and in the pseudo-locale. */
export const words = { ...catalogues, [pseudoLocale]: pseudoCatalogue(catalogues.en!) };

/** What the clock says where the household's papers are still valid. */
export const now = () => new Date(`${today}T15:00:00Z`);

/** The support for a household as a service at `/support`, in the plainest frame. */
export function householdService(store: FormStore, options: Partial<FormsOptions> = {}): FormsService {
  return forms({
    definitions: [householdToLookAt],
    store,
    site: siteAt('http://localhost', ''),
    base: '/support',
    frame: ({ title, main, language, direction }) =>
      html`<!doctype html>
        <html lang="${language}" dir="${direction}">
          <title>${title}</title>
          <main>${main}</main>
        </html>`,
    identity: everybody, // the vehicle permit asks for somebody; the support for a household does not
    log: () => {},
    now,
    words,
    ...options,
  });
}
