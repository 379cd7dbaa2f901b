import { html } from 'hono/html';
import { inLanguage } from '../layout.ts';
import type { Html } from '../layout.ts';
import { words } from '../words/words.ts';
import type { Language } from '../words/words.ts';
import type { Desk } from './desk.ts';
import type { Moved } from './ledger.ts';
import { moneyText, row } from './pages.ts';
import type { PaymentPage } from './pages.ts';
import type { PaymentProfile, PlayedPayment } from './provider.ts';

const mostShown = 100;

/** What was really taken and given back, whatever anybody was told. */
export function ledgerPage(desks: Readonly<Record<PaymentProfile, Desk>>, language: Language): PaymentPage {
  const say = words[language];
  return {
    title: say.ledger,
    main: html`<a class="plaza-back-link" href="${inLanguage('/payment/', language)}">${say.back}</a>
      <h1 class="plaza-heading-l">${say.ledger}</h1>
      <p class="plaza-text">${say.ledgerLead}</p>
      ${Object.values(desks).map((desk) => deskHtml(desk, language))}
      <p class="plaza-text"><a class="plaza-link" href="${inLanguage('/payment/ledger', language)}">${say.lookAgain}</a></p>`,
  };
}

function deskHtml(desk: Desk, language: Language): Html {
  const say = words[language];
  const payments = [...desk.payments()].reverse().slice(0, mostShown);
  return html`<h2 class="plaza-heading-m">${say[`payment-${desk.profile}`]}</h2>
      ${!payments.length && html`<p class="plaza-text">${say.nothingPaid}</p>`}
      ${desk.sums().map(
        ({ currency, ...moved }) => html`<dl class="plaza-summary-list">
        ${movedHtml(moved, currency, language)}
      </dl>`,
      )}
      ${payments.length > 0 && html`<ul class="plaza-item-list" role="list">${payments.map((payment) => paymentHtml(desk, payment, language))}</ul>`}
      `;
}

function paymentHtml(desk: Desk, payment: PlayedPayment, language: Language): Html {
  const say = words[language];
  const { id, reference, amount, currency, status } = payment;
  return html`<li>
          <h3><bdi>${reference}</bdi></h3>
          <dl class="plaza-summary-list">
            ${row(say.amount, html`${moneyText(amount, currency, language)}`)}
            ${row(say.status, html`<code>${status}</code>`)}
            ${movedHtml(desk.movedOf(id), currency, language)}
          </dl>
          ${
            desk.left(payment) > 0 &&
            html`<form method="post" action="${inLanguage('/payment/control', language)}">
            <input type="hidden" name="provider" value="${desk.profile}"><input type="hidden" name="payment" value="${id}">
            <div class="plaza-button-group"><button class="plaza-button" data-variant="secondary" name="action" value="charge-back">${say.chargeBack} <span class="plaza-visually-hidden">(${reference})</span></button></div>
          </form>`
          }
        </li>
        `;
}

function movedHtml({ captured, refunded, chargedBack }: Moved, currency: string, language: Language): Html {
  const say = words[language];
  const money = (amount: number) => html`${moneyText(amount, currency, language)}`;
  return html`${row(say.captured, money(captured))}${row(say.refunded, money(refunded))}${chargedBack > 0 && row(say.chargedBack, money(chargedBack))}`;
}
