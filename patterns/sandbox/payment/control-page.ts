import { html } from 'hono/html';
import { inLanguage } from '../layout.ts';
import type { Html } from '../layout.ts';
import { words } from '../words/words.ts';
import type { Language, SandboxWords } from '../words/words.ts';
import { accidentGroupsOf } from './accidents.ts';
import type { PaymentAccident, PaymentAccidentGroup } from './accidents.ts';
import type { Desk } from './desk.ts';
import type { PaymentPage } from './pages.ts';
import { paymentProfiles } from './provider.ts';

export interface Control {
  desk: Desk;
  language: Language;
  isSaved: boolean;
  /** What was typed for the webhooks, and was not taken. */
  refused?: { webhookUrl: string; accident: string };
}

/** What goes wrong with one provider, to be changed. */
export function paymentControlPage({ desk, language, isSaved, refused }: Control): PaymentPage {
  const say = words[language];
  const action = inLanguage('/payment/control', language);
  const now = refused?.accident ?? desk.accident ?? 'none';
  return {
    title: refused ? `${say.error} ${say.paymentControl}` : say.paymentControl,
    main: html`<a class="plaza-back-link" href="${inLanguage('/payment/', language)}">${say.back}</a>
      ${isSaved && html`<div class="plaza-notification" data-variant="success" role="status"><p>${say.saved}</p></div>`}
      ${refused && html`<plaza-error-summary><h2>${say.problem}</h2><ul><li><a href="#webhookUrl">${say.webhookElsewhere}</a></li></ul></plaza-error-summary>`}
      <h1 class="plaza-heading-l">${say.paymentControl}</h1>
      <p class="plaza-text">${say.paymentControlLead}</p>
      <ul class="plaza-list">${paymentProfiles.map((profile) => html`<li>${profile === desk.profile ? html`<strong aria-current="true">${say[`payment-${profile}`]}</strong>` : html`<a class="plaza-link" href="${action}&amp;provider=${profile}">${say[`payment-${profile}`]}</a>`}</li>`)}</ul>
      <form method="post" action="${action}" novalidate>
        <input type="hidden" name="provider" value="${desk.profile}">
        ${desk.webhooks === 'one-address' && webhookHtml(refused?.webhookUrl ?? desk.webhookUrl ?? '', !!refused, say)}
        ${groupHtml('right', ['none'], now, say)}
        ${accidentGroupsOf(desk.profile).map(([group, names]) => groupHtml(group, names, now, say))}
        <div class="plaza-button-group">
          <button class="plaza-button" name="action" value="always">${say.save}</button>
          <button class="plaza-button" data-variant="secondary" name="action" value="next">${say.nextPaymentOnly}</button>
          <button class="plaza-button" data-variant="secondary" name="action" value="release">${say.release} (${desk.held})</button>
          <button class="plaza-button" data-variant="secondary" name="action" value="reset">${say.reset}</button>
        </div>
      </form>`,
  };
}

function webhookHtml(url: string, isRefused: boolean, say: SandboxWords): Html {
  return html`<plaza-field>
          <label for="webhookUrl">${say.webhookUrl}</label>
          <p slot="hint" id="webhookUrl-hint">${say.webhookUrlHint}</p>
          ${isRefused && html`<p slot="error" id="webhookUrl-error"><span class="plaza-visually-hidden">${say.error}</span> ${say.webhookElsewhere}</p>`}
          <input id="webhookUrl" name="webhookUrl" type="url" dir="ltr" autocomplete="off" value="${url}" aria-describedby="webhookUrl-hint${isRefused && ' webhookUrl-error'}"${isRefused && html` aria-invalid="true"`}>
        </plaza-field>
        `;
}

function groupHtml(
  group: PaymentAccidentGroup | 'right',
  names: readonly (PaymentAccident | 'none')[],
  now: string,
  say: SandboxWords,
): Html {
  return html`<plaza-choices><fieldset>
          <legend>${say[`payment-group-${group}`]}</legend>
          ${names.map(
            (
              name,
            ) => html`<div class="plaza-choice"><input type="radio" id="${name}" name="accident" value="${name}"${name === now && html` checked`}><label for="${name}">${say[`payment-accident-${name}`]}</label></div>
          `,
          )}
        </fieldset></plaza-choices>
        `;
}
