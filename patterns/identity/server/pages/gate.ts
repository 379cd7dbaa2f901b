import { html } from 'hono/html';
import { say } from '@plaza-ds/forms';
import type { Html } from '@plaza-ds/forms/server';
import { isEnough } from '../../loa.ts';
import { problems } from '../../problems.ts';
import type { Page } from '../running-identity.ts';
import type { KeptAsk, KeptSession } from '../store.ts';
import { choicesHtml, summaryHtml } from './choices.ts';
import type { Choices } from './choices.ts';
import { isNews, problemNotice } from './problem.ts';
import { formHtml, heading, link, otherWay, paragraph } from './parts.ts';
import type { Proof, Setting } from './parts.ts';
import { actingForChoices, providerChoices, providersIn } from './ways.ts';
import type { GateErrors } from './ways.ts';

export interface GateState {
  proof: Proof;
  /** What is said in place of what the ask says of its last try. */
  notice?: Html;
  /** What was chosen that does not do, or was not. */
  errors?: GateErrors | undefined;
  /** Who is signed in already. */
  kept?: KeptSession | undefined;
}

/** Why sign-in is asked for, how sure it has to be, what comes of it, the ways in, and the way without it. */
export function gatePage(setting: Setting, { id, ask }: KeptAsk, state: GateState): Page {
  const { running, language, words } = setting;
  const { kept, errors = {} } = state;
  const title = words(ask.switchFrom ? 'switchHeading' : kept ? 'stepUpHeading' : 'gateHeading');
  const purpose = typeof ask.request.purpose === 'string' ? ask.request.purpose : say(ask.request.purpose, language);
  const choices = [
    actingForChoices(setting, ask, errors.actingFor),
    providerChoices(setting, ask, errors.provider),
  ].filter((each) => each !== undefined);
  const main = html`${noticeHtml(setting, ask, state)}
      ${choices.length > 0 && summaryHtml(setting, choices)}
      ${heading(title)}
      ${kept && paragraph(stepUpText(setting, ask.request.minLoa, kept))}
      ${actingText(setting, ask)}
      ${purpose && html`<h2 class="plaza-heading-m">${words('whyHeading')}</h2>${paragraph(purpose)}`}
      <h2 class="plaza-heading-m">${words('levelHeading')}</h2>
      ${paragraph(words(`level.${ask.request.minLoa}`))}
      <h2 class="plaza-heading-m">${words('dataHeading')}</h2>
      ${dataHtml(setting, ask)}
      ${formHtml(`${running.base}/sign-in/${id}`, state.proof, waysHtml(setting, ask, choices))}
      <h2 class="plaza-heading-m">${words('withoutHeading')}</h2>
      ${otherWay(setting)}
      ${paragraph(link(ask.request.returnTo, words('goBack')))}`;
  const hasErrors = !!state.errors || !!state.notice || (!!ask.problem && !isNews(ask.problem.code));
  return {
    title,
    main,
    hasErrors,
    form: 'page',
    elements: choices.length ? ['form', 'error-summary', 'choices'] : [],
  };
}

function noticeHtml(setting: Setting, { problem }: KeptAsk['ask'], { notice, errors }: GateState): Html | undefined {
  if (errors) return undefined;
  return notice ?? (problem && problemNotice(setting, problem));
}

function stepUpText({ words }: Setting, minLoa: KeptAsk['ask']['request']['minLoa'], { session }: KeptSession): string {
  const { identity } = session;
  const values = { name: identity.name?.display ?? '' };
  return words(isEnough(identity.loa, minLoa) ? 'stepUpFresh' : 'stepUpLead', values);
}

/** For whom somebody is signed in and is to come now, where that is another. */
function actingText({ words }: Setting, { switchFrom, ownerFor, actingFor }: KeptAsk['ask']): Html | undefined {
  const { name, other } = switchFrom ?? {};
  const now =
    name && (other === undefined ? words('signedInForSelf', { name }) : words('signedInFor', { name, other }));
  const [only, ...others] = actingFor ?? [];
  const next = ownerFor
    ? words('begunFor', { other: ownerFor.name ?? ownerFor.id })
    : only && !others.length && (switchFrom || only !== 'self')
      ? words(`comeFor.${only}`)
      : undefined;
  return html`${paragraph(now && `${now}.`)}${paragraph(next)}`;
}

function dataHtml({ words }: Setting, { request, actingFor = [] }: KeptAsk['ask']): Html | undefined {
  const all = [...request.claims, ...(actingFor.some((kind) => kind !== 'self') ? (['representing'] as const) : [])];
  if (!all.length) return paragraph(words('dataNone'));
  return html`<ul class="plaza-list">${all.map((claim) => html`<li>${words(`claim.${claim}`)}</li>`)}</ul>`;
}

/** One button, or radios for each way with who it is for; before them, for whom people come. */
function waysHtml(setting: Setting, ask: KeptAsk['ask'], choices: readonly Choices[]): Html {
  const { running, language, words } = setting;
  const [only, ...others] = providersIn(setting, ask);
  // What has to be put right elsewhere is not mended by trying again: nothing calls for it.
  const variant = ask.problem && !problems[ask.problem.code].retry && html` data-variant="secondary"`;
  const button =
    only && !others.length
      ? html`<button class="plaza-button"${variant} name="provider" value="${only.name}" data-provider="${only.name}">${words('signInWith', { provider: running.labelOf(only, language) })}</button>`
      : html`<button class="plaza-button"${variant}>${words('continue')}</button>`;
  return html`${choices.map((each) => choicesHtml(setting, each))}
          ${button}`;
}
