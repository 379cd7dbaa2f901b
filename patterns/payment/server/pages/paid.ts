import { html } from 'hono/html';
import { say } from '@plaza-ds/forms';
import type { Html } from '@plaza-ds/forms/server';
import { sumOf } from '../../money/money.ts';
import type { Money } from '../../money/money.ts';
import type { Attempt } from '../../state/attempt.ts';
import type { RefundStatus } from '../../state/events.ts';
import type { PaymentState, PaymentStatus } from '../../state/payment-state.ts';
import type { PaymentWord } from '../../words/catalogue.ts';
import type { Page } from '../running-pages.ts';
import { linesOf } from './choices.ts';
import { addressOf, amountIn, facts, heading, helpHtml, homeHtml, link, paragraph, section, timeIn } from './parts.ts';
import type { Place, Setting } from './parts.ts';

/** What is said of money that goes back, or does not. */
const back: Partial<Record<PaymentStatus, readonly [heading: PaymentWord, help: PaymentWord]>> = {
  overpaid: ['overpaidHeading', 'overpaidHelp'],
  refund_pending: ['refundPendingHeading', 'refundPendingHelp'],
  refunded: ['refundedHeading', 'refundedHelp'],
  part_refunded: ['partRefundedHeading', 'refundedHelp'],
  refund_failed: ['refundFailedHeading', 'refundFailedHelp'],
  disputed: ['disputedHeading', 'disputedHelp'],
};

/** Paid: the reference to keep, what was paid and how, the receipt, and what comes next; first of all what goes back. */
export function paidPage(place: Place): Page {
  const { running, language, words, shown, handle } = place;
  const { next } = running.options;
  const about = back[shown.state.status];
  const title = words(about ? about[0] : 'paidHeading');
  const amount = amountIn(place, amountBack(shown.state));
  return {
    title,
    main: html`${place.notice}
      ${
        about
          ? html`${heading(title)}
      ${paragraph(words(about[1], { amount }))}`
          : panel(place, title)
      }
      ${paragraph(words('keepReference'))}
      ${facts([...linesOf(place), ...paidRows(place, shown.state), ...(about ? [referenceRow(place)] : [])])}
      ${paragraph(link(addressOf(place, `${handle}/receipt`), words('receiptLink')))}
      ${section(words('nextHeading'), [!about && next && say(next, language)])}
      ${helpHtml(place)}
      ${homeHtml(place)}`,
  };
}

function panel({ words, shown }: Place, title: string): Html {
  return html`<div class="plaza-panel">
        <h1>${title}</h1>
        <p>${words('reference')}<br><strong><bdi dir="ltr">${shown.reference}</bdi></strong></p>
      </div>`;
}

function referenceRow({ words, shown }: Place): [string, string] {
  return [words('reference'), shown.reference];
}

/** What was too much, or what a refund is about. */
function amountBack({ tooMuch, refunds, status }: PaymentState): Money {
  const of = (...wanted: readonly RefundStatus[]) => refunds.filter((refund) => wanted.includes(refund.status));
  if (status === 'overpaid') return tooMuch;
  const about =
    status === 'refund_pending'
      ? of('requested', 'pending')
      : status === 'refund_failed'
        ? of('failed').slice(-1)
        : of('done');
  return sumOf(
    about.map(({ money }) => money),
    tooMuch.currency,
  );
}

/** When, how much and by what, of each attempt that was paid; and what went back. */
export function paidRows(setting: Setting, { attempts, refunds }: PaymentState): [string, string][] {
  const { words } = setting;
  const paid = attempts.filter((attempt) => attempt.captured);
  return [
    ...paid.flatMap((attempt): [string, string][] => [
      [words('paidOn'), timeIn(setting, new Date(attempt.capturedAt!))],
      ...(paid.length > 1 ? [[words('paidAmount'), amountIn(setting, attempt.captured!)] as [string, string]] : []),
      [words('paidWith'), methodIn(setting, attempt)],
    ]),
    ...refunds
      .filter(({ status }) => status !== 'failed')
      .map(({ status, money }): [string, string] => [
        words(status === 'done' ? 'givenBack' : 'comingBack'),
        amountIn(setting, money),
      ]),
  ];
}

/** Such as `Visa ending in 4242, Webpay`. */
function methodIn({ running, language, words }: Setting, { method, provider }: Attempt): string {
  const kind = method && (method.brand ?? words(`method.${method.kind}`));
  const card = method?.last4 && words('cardEnding', { brand: kind!, digits: method.last4 });
  return [card || kind, running.labelOf(provider, language)].filter(Boolean).join(', ');
}

/** Nothing is owed: it is free, or somebody decided that this person pays nothing. */
export function nothingPage(place: Place): Page {
  const { language, words, shown } = place;
  const { waiver } = shown.owed;
  const title = words('nothingHeading');
  return {
    title,
    main: html`${heading(title)}
      ${paragraph(waiver ? say(waiver.reason, language) : words('nothingFree'))}
      ${helpHtml(place)}
      ${homeHtml(place)}`,
  };
}

/** Another amount was taken than was asked for: a person looks at it before anything goes on. */
export function heldPage(place: Place): Page {
  const { words } = place;
  const title = words('heldHeading');
  return {
    title,
    main: html`${heading(title)}
      ${paragraph(words('heldHelp'))}
      ${facts([...linesOf(place), referenceRow(place)])}
      ${paragraph(words('keepReference'))}
      ${helpHtml(place)}`,
  };
}
