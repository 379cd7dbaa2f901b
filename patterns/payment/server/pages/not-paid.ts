import { html } from 'hono/html';
import type { Attempt } from '../../state/attempt.ts';
import type { AttemptStatus } from '../../state/attempt-status.ts';
import type { PaymentWord } from '../../words/catalogue.ts';
import type { Page } from '../running-pages.ts';
import { formElements, payForm, summaryHtml } from './choices.ts';
import { heading, paragraph, strong, warning } from './parts.ts';
import type { Place } from './parts.ts';
import { aroundHtml, owedHtml } from './quote.ts';

type Ended = Extract<
  AttemptStatus,
  'declined' | 'cancelled_by_payer' | 'cancelled_by_service' | 'expired' | 'error_no_money'
>;

const said: Readonly<Record<Ended, readonly [heading: PaymentWord, help: PaymentWord]>> = {
  declined: ['declinedHeading', 'declinedHelp'],
  cancelled_by_payer: ['cancelledHeading', 'cancelledHelp'],
  cancelled_by_service: ['stoppedHeading', 'stoppedHelp'],
  expired: ['expiredHeading', 'expiredHelp'],
  error_no_money: ['refusedHeading', 'refusedHelp'],
};

/** An attempt that ended without a payment. That no money was taken is said where the provider said it, and nowhere else. */
export function notPaidPage(place: Place, attempt: Attempt): Page {
  const { running, language, words, error } = place;
  const provider = running.labelOf(attempt.provider, language);
  const [about, help] = said[attempt.status as Ended];
  const title = words(about, { provider });
  return {
    title,
    elements: formElements,
    hasErrors: error !== undefined,
    main: html`${summaryHtml(place)}${place.notice}
      ${heading(title)}
      ${attempt.failure?.moneyTaken === 'no' ? paragraph(strong(words('noMoney'))) : warning(place, words('perhapsMoney'))}
      ${paragraph(words(help, { provider }))}
      ${owedHtml(place)}
      ${payForm(place)}
      ${aroundHtml(place)}`,
  };
}
