import { html } from 'hono/html';
import { say } from '@plaza-ds/forms';
import type { Html } from '@plaza-ds/forms/server';
import { isEnough } from '../../loa.ts';
import type { Page } from '../running-identity.ts';
import type { KeptAsk, KeptSession } from '../store.ts';
import { isNews, problemNotice } from './problem.ts';
import { formHtml, heading, link, otherWay, paragraph } from './parts.ts';
import type { Proof, Setting } from './parts.ts';

export interface GateState {
  proof: Proof;
  /** What is said in place of what the ask says of its last try. */
  notice?: Html;
  /** Nothing was chosen. */
  isMissing?: boolean;
  /** Who is signed in already. */
  kept?: KeptSession | undefined;
}

/** Why sign-in is asked for, how sure it has to be, what comes of it, the ways in, and the way without it. */
export function gatePage(setting: Setting, { id, ask }: KeptAsk, state: GateState): Page {
  const { running, language, words } = setting;
  const { kept, isMissing } = state;
  const title = words(kept ? 'stepUpHeading' : 'gateHeading');
  const purpose = typeof ask.request.purpose === 'string' ? ask.request.purpose : say(ask.request.purpose, language);
  const providers = ask.providers.flatMap((name) => running.parties.get(name)?.provider ?? []);
  const isChoice = providers.length > 1 || !!isMissing;
  const main = html`${!isMissing && noticeHtml(setting, ask, state)}
      ${isChoice && summaryHtml(setting, isMissing ? ask.providers[0]! : undefined)}
      ${heading(title)}
      ${kept && paragraph(stepUpText(setting, ask.request.minLoa, kept))}
      ${purpose && html`<h2 class="plaza-heading-m">${words('whyHeading')}</h2>${paragraph(purpose)}`}
      <h2 class="plaza-heading-m">${words('levelHeading')}</h2>
      ${paragraph(words(`level.${ask.request.minLoa}`))}
      <h2 class="plaza-heading-m">${words('dataHeading')}</h2>
      ${dataHtml(setting, ask.request.claims)}
      ${formHtml(`${running.base}/sign-in/${id}`, state.proof, waysHtml(setting, providers, !!isMissing))}
      <h2 class="plaza-heading-m">${words('withoutHeading')}</h2>
      ${otherWay(setting)}
      ${paragraph(link(ask.request.returnTo, words('goBack')))}`;
  const hasErrors = !!isMissing || !!state.notice || (!!ask.problem && !isNews(ask.problem.code));
  return {
    title,
    main,
    hasErrors,
    form: 'page',
    elements: isChoice ? ['form', 'error-summary', 'choices'] : [],
  };
}

function noticeHtml(setting: Setting, { problem }: KeptAsk['ask'], { notice }: GateState): Html | undefined {
  return notice ?? (problem && problemNotice(setting, problem));
}

function stepUpText({ words }: Setting, minLoa: KeptAsk['ask']['request']['minLoa'], { session }: KeptSession): string {
  const { identity } = session;
  const values = { name: identity.name?.display ?? '' };
  return words(isEnough(identity.loa, minLoa) ? 'stepUpFresh' : 'stepUpLead', values);
}

function dataHtml({ words }: Setting, claims: KeptAsk['ask']['request']['claims']): Html | undefined {
  if (!claims.length) return paragraph(words('dataNone'));
  return html`<ul class="plaza-list">${claims.map((claim) => html`<li>${words(`claim.${claim}`)}</li>`)}</ul>`;
}

type Shown = NonNullable<ReturnType<Setting['running']['parties']['get']>>['provider'];

/** One button, or a radio for each way with who it is for. */
function waysHtml(setting: Setting, providers: readonly Shown[], isMissing: boolean): Html {
  const { running, language, words } = setting;
  const [only] = providers;
  if (only && providers.length === 1)
    return html`<button class="plaza-button" name="provider" value="${only.name}" data-provider="${only.name}">${words('signInWith', { provider: running.labelOf(only, language) })}</button>`;
  const error =
    isMissing &&
    html`<p slot="error" id="provider-error"><span class="plaza-visually-hidden">${words('errorPrefix')}</span> ${words('chooseMissing')}</p>`;
  return html`<plaza-choices error-value-missing="${words('chooseMissing')}">
            <fieldset${isMissing && html` aria-describedby="provider-error"`}>
              <legend>${words('chooseLegend')}</legend>
              ${error}
              ${providers.map(({ name, whoFor, ...provider }) => {
                const label = running.labelOf({ name, ...provider } as Shown, language);
                const hint = whoFor && html`<p slot="hint" id="provider-${name}-hint">${say(whoFor, language)}</p>`;
                return html`<div class="plaza-choice"><input type="radio" id="provider-${name}" name="provider" value="${name}" required${whoFor && html` aria-describedby="provider-${name}-hint"`}><label for="provider-${name}">${label}</label>${hint}</div>
              `;
              })}
            </fieldset>
          </plaza-choices>
          <button class="plaza-button">${words('continue')}</button>`;
}

/** Nothing was chosen, with a link to the first of the radios; or empty, for the script to fill. */
function summaryHtml({ words }: Setting, first: string | undefined): Html {
  if (first === undefined) return html`<plaza-error-summary></plaza-error-summary>`;
  return html`<plaza-error-summary tabindex="-1" autofocus><div role="alert">
        <h2>${words('thereIsAProblem')}</h2>
        <ul><li><a href="#provider-${first}">${words('chooseMissing')}</a></li></ul>
      </div></plaza-error-summary>`;
}
