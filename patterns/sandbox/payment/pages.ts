import { html } from 'hono/html';
import { inLanguage } from '../layout.ts';
import type { Html } from '../layout.ts';
import { words } from '../words/words.ts';
import type { Language, SandboxWords } from '../words/words.ts';
import type { Desk, DeskPayment } from './desk.ts';
import type { WayBack } from './endings.ts';
import { choices } from './provider.ts';
import type { Choice, PaymentProfile } from './provider.ts';

/** What stands in the main part of a page, and its title. */
export interface PaymentPage {
  title: string;
  main: Html;
}

/** Every provider, and how a service reaches it. */
export function paymentsPage(desks: Readonly<Record<PaymentProfile, Desk>>, language: Language): PaymentPage {
  const say = words[language];
  return {
    title: say.payment,
    main: html`<h1 class="plaza-heading-l">${say.payment}</h1>
      <p class="plaza-text">${say.paymentLead}</p>
      <ul class="plaza-list">
        <li><a class="plaza-link" href="${inLanguage('/payment/control', language)}">${say.paymentControl}</a></li>
        <li><a class="plaza-link" href="${inLanguage('/payment/ledger', language)}">${say.ledger}</a></li>
      </ul>
      ${Object.values(desks).map((desk) => providerHtml(desk, say))}`,
  };
}

function providerHtml({ profile, baseUrl, credentials, webhooks, webhookUrl }: Desk, say: SandboxWords): Html {
  return html`<h2 class="plaza-heading-m">${say[`payment-${profile}`]}</h2>
      <dl class="plaza-summary-list">
        ${row(say.baseUrl, html`<code>${baseUrl}</code>`)}
        ${Object.entries(credentials).map(([name, value]) => row(html`${say.notSecret} <code>${name}</code>`, html`<code>${value}</code>`))}
        ${row(say.webhooks, html`${webhookUrl ?? say[`webhooks-${webhooks}`]}`)}
      </dl>
      `;
}

/** Choose what happens: it takes one choice and one button, and says that none of it is real. */
export function choicePage(
  { profile }: Desk,
  payment: DeskPayment,
  action: string,
  language: Language,
  isMissing: boolean,
): PaymentPage {
  const say = words[language];
  const title = `${say.payTitle} ${say[`payment-${profile}`]}`;
  return {
    title: isMissing ? `${say.error} ${title}` : title,
    main: html`${isMissing && html`<plaza-error-summary><h2>${say.problem}</h2><ul><li><a href="#pay">${say.chooseWhatHappens}</a></li></ul></plaza-error-summary>`}
      <h1 class="plaza-heading-l">${title}</h1>
      <p class="plaza-text">${say.noMoney}</p>
      <dl class="plaza-summary-list">
        ${row(say.amount, html`${moneyText(payment.amount, payment.currency, language)}`)}
        ${row(say.paidFor, html`<bdi>${payment.description}</bdi>`)}
        ${row(say.reference, html`<bdi>${payment.reference}</bdi>`)}
      </dl>
      <form method="post" action="${action}" novalidate>
        <plaza-choices><fieldset${isMissing && html` aria-describedby="choice-error"`}>
          <legend>${say.whatHappens}</legend>
          ${isMissing && html`<p slot="error" id="choice-error"><span class="plaza-visually-hidden">${say.error}</span> ${say.chooseWhatHappens}</p>`}
          ${choices.map((choice) => choiceHtml(choice, profile, say))}
        </fieldset></plaza-choices>
        <button class="plaza-button">${say.goOn}</button>
      </form>`,
  };
}

function choiceHtml(choice: Choice, profile: PaymentProfile, say: SandboxWords): Html {
  const hint = say[`choice-${choice}-${profile}`];
  return html`<div class="plaza-choice"><input type="radio" id="${choice}" name="choice" value="${choice}" aria-describedby="${choice}-hint"><label for="${choice}">${say[`choice-${choice}`]}</label><p slot="hint" id="${choice}-hint">${hint}</p></div>
          `;
}

/** It is over here: the way back to the service. By a form where the provider comes back so, which a script sends at once. */
export function overPage(back: WayBack, isGoing: boolean, language: Language): PaymentPage {
  const say = words[language];
  const title = isGoing ? say.goOnTitle : say.payOver;
  const way =
    back.kind === 'return'
      ? html`<p class="plaza-text"><a class="plaza-link" href="${back.url}">${say.backToService}</a></p>`
      : html`<form method="post" action="${back.url}"${isGoing && html` data-send-at-once`}>
        ${Object.entries(back.fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        <button class="plaza-button">${say.goOn}</button>
      </form>
      ${isGoing && html`<script src="/payment/send-at-once.js"></script>`}`;
  return {
    title,
    main: html`<h1 class="plaza-heading-l">${title}</h1>
      ${!isGoing && html`<p class="plaza-text">${say.payOverHelp}</p>`}
      ${way}`,
  };
}

/** A page without more: what it says, and no way from it. */
export function sayingPage(key: 'closeWindow' | 'payLost', language: Language): PaymentPage {
  const say = words[language];
  return {
    title: say[key],
    main: html`<h1 class="plaza-heading-l">${say[key]}</h1>
      <p class="plaza-text">${say[`${key}Help`]}</p>`,
  };
}

export function row(term: string | Html, value: Html): Html {
  return html`<div><dt>${term}</dt><dd dir="auto">${value}</dd></div>
        `;
}

/** An amount in minor units, as people write it. */
export function moneyText(amount: number, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(language === 'es' ? 'es-CL' : 'en-GB', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
}
