import { html } from 'hono/html';
import { say } from '@plaza-ds/forms';
import type { Shown } from '../payments.ts';
import type { Page } from '../running-pages.ts';
import { linesOf } from './choices.ts';
import { paidRows } from './paid.ts';
import { addressOf, currencyIn, facts, heading, link, paragraph } from './parts.ts';
import type { Setting } from './parts.ts';

/** What a receipt says, in the order of the paper and of the page: nothing of the person. */
export function receiptRows(setting: Setting, shown: Shown): [string, string][] {
  const { running, language, words } = setting;
  const { agency, taxId } = running.options;
  return [
    [words('reference'), shown.reference],
    [words('receiptFrom'), say(agency, language)],
    ...(taxId === undefined ? [] : [[words('taxId'), taxId] as [string, string]]),
    ...linesOf({ ...setting, shown }),
    [words('currency'), currencyIn(setting, shown.owed.total)],
    ...paidRows(setting, shown.state),
  ];
}

/** Where anybody looks whether a receipt is one of ours. */
export function verifyAddress({ running }: Setting, { reference }: Shown): string {
  return `${running.site.origin}${running.base}/verify?code=${reference}`;
}

/** The receipt on a page: printed, its links and the frame of the site stay behind. */
export function receiptHtml(setting: Setting, shown: Shown, handle: string): Page {
  const { words } = setting;
  const title = words('receiptHeading');
  const pdf = addressOf(setting, `${handle}/receipt.pdf`);
  return {
    title,
    main: html`${heading(title)}
      ${facts(receiptRows(setting, shown))}
      ${paragraph(html`<bdi>${words('verifyAt', { address: verifyAddress(setting, shown) })}</bdi>`)}
      ${paragraph(words('print'))}
      <div class="plaza-button-group"><a class="plaza-button" data-variant="secondary" href="${pdf}">${words('download')}</a>
        ${link(addressOf(setting, handle), words('backToPayment'))}</div>`,
  };
}
