import { html } from 'hono/html';
import { say } from '@plaza-ds/forms';
import type { Html } from '@plaza-ds/forms/server';
import { isEnough } from '../../loa.ts';
import type { Page } from '../running-identity.ts';
import type { KeptAsk, KeptSession } from '../store.ts';
import { problemSentences } from './problem.ts';
import { correlationText, formHtml, heading, link, otherWay, paragraph, problemNotice } from './parts.ts';
import type { Proof, Setting } from './parts.ts';

export interface GateState {
  proof: Proof;
  /** Sentences in place of what the ask says of its last try. */
  notice?: readonly string[];
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
  const main = html`${noticeHtml(setting, ask, state)}
      ${isMissing && missingSummary(setting, ask.providers[0]!)}
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
  const hasErrors = !!isMissing || !!ask.problem || !!state.notice;
  return {
    title,
    main,
    hasErrors,
    form: 'page',
    elements: isMissing || providers.length > 1 ? ['form', 'error-summary', 'choices'] : [],
  };
}

function noticeHtml(setting: Setting, ask: KeptAsk['ask'], { notice, isMissing }: GateState): Html | undefined {
  if (isMissing) return undefined;
  if (notice) return problemNotice(setting, notice);
  if (!ask.problem) return undefined;
  const { code, correlation, provider } = ask.problem;
  return problemNotice(setting, [...problemSentences(setting, code, provider), correlationText(setting, correlation)]);
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

function missingSummary({ words }: Setting, first: string): Html {
  return html`<plaza-error-summary>
        <h2>${words('thereIsAProblem')}</h2>
        <ul><li><a href="#provider-${first}">${words('chooseMissing')}</a></li></ul>
      </plaza-error-summary>`;
}
