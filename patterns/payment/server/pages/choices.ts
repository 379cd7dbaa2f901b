import { html } from 'hono/html';
import { say } from '@plaza-ds/forms';
import type { Html } from '@plaza-ds/forms/server';
import { addressOf, amountIn, paragraph } from './parts.ts';
import type { Place } from './parts.ts';

/** The elements that help with the form. */
export const formElements = ['form', 'choices', 'error-summary', 'button'];

/**
 * The button to pay, and by whom where several take the amount. It carries what was shown, which is compared with what is owed and
 * never asked for.
 *
 * @param pay What one button says.
 */
export function payForm(place: Place, pay?: string): Html | undefined {
  const { running, language, words, shown } = place;
  const { due } = shown.state;
  const providers = running.providersFor(due);
  const [first, ...others] = providers;
  if (!first) return paragraph(words('noProvider'));
  const label = say(first.label, language);
  if (!others.length)
    return html`${paragraph(words('beforeGoing', { provider: label }))}
      ${formWith(place, first.name, pay ?? words('payWith', { provider: label }))}`;
  return html`${paragraph(words('beforeGoingOne'))}
      ${formWith(place, undefined, pay ?? words('pay'))}`;
}

/** The button that goes on with what was begun: by its provider alone. */
export function goOnForm(place: Place, provider: string, text: string): Html {
  return formWith(place, provider, text);
}

function formWith(place: Place, provider: string | undefined, button: string): Html {
  const { handle, proof, shown } = place;
  const { amount, currency } = shown.state.due;
  return html`<plaza-form>
        <form id="page" method="post" action="${addressOf(place, handle)}" novalidate>
          <input type="hidden" name="token" value="${proof.token}">
          <input type="hidden" name="visit" value="${proof.visit}">
          <input type="hidden" name="amount" value="${amount}">
          <input type="hidden" name="currency" value="${currency}">
          ${provider === undefined ? choicesHtml(place) : html`<input type="hidden" name="provider" value="${provider}">`}
          <button class="plaza-button">${button}</button>
        </form>
      </plaza-form>`;
}

function choicesHtml({ running, language, words, shown, error }: Place): Html {
  const providers = running.providersFor(shown.state.due);
  return html`<plaza-choices error-value-missing="${words('chooseMissing')}">
            <fieldset${error && html` aria-describedby="provider-error"`}>
              <legend>${words('chooseLegend')}</legend>
              ${error && html`<p slot="error" id="provider-error"><span class="plaza-visually-hidden">${words('errorPrefix')}</span> ${error}</p>`}
              ${providers.map(({ name, label }) => choiceHtml(name, say(label, language)))}
            </fieldset>
          </plaza-choices>`;
}

function choiceHtml(name: string, label: string): Html {
  const id = `provider-${name}`;
  return html`<div class="plaza-choice"><input type="radio" id="${id}" name="provider" value="${name}" required><label for="${id}">${label}</label></div>
              `;
}

/** What is to be mended, with a link to the first radio; or empty, for the script to fill. */
export function summaryHtml({ running, words, shown, error }: Place): Html | undefined {
  const providers = running.providersFor(shown.state.due);
  if (providers.length < 2) return undefined;
  if (!error) return html`<plaza-error-summary></plaza-error-summary>`;
  return html`<plaza-error-summary tabindex="-1" autofocus><div role="alert">
        <h2>${words('thereIsAProblem')}</h2>
        <ul><li><a href="#provider-${providers[0]!.name}">${error}</a></li></ul>
      </div></plaza-error-summary>`;
}

/** Each thing that has to be paid for, and the sum. */
export function linesOf(place: Pick<Place, 'language' | 'words' | 'shown'>): [string, string][] {
  const { language, words, shown } = place;
  const { owed, state } = shown;
  const lines = owed.lines.map((line): [string, string] => [say(line.label, language), amountIn(place, line.money)]);
  const isPartPaid = state.captured.amount !== '0' && state.due.amount !== '0';
  return [
    ...lines,
    [words('total'), amountIn(place, owed.total)],
    ...(isPartPaid
      ? ([
          [words('alreadyPaid'), amountIn(place, state.captured)],
          [words('toPay'), amountIn(place, state.due)],
        ] as [string, string][])
      : []),
  ];
}
