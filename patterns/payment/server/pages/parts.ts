import { html } from 'hono/html';
import { say } from '@plaza-ds/forms';
import type { Html } from '@plaza-ds/forms/server';
import { exponentOf } from '../../money/exponent.ts';
import { decimalOf } from '../../money/money.ts';
import type { Money } from '../../money/money.ts';
import type { Shown } from '../payments.ts';
import type { RunningPages, Speak } from '../running-pages.ts';

export interface Proof {
  token: string;
  visit: string;
}

/** What every page is made with. */
export interface Setting {
  running: RunningPages;
  language: string;
  words: Speak;
}

/** One payment on its page. */
export interface Place extends Setting {
  shown: Shown;
  handle: string;
  proof: Proof;
  /** What happened to the page as a whole. */
  notice?: Html | undefined;
  /** What is to be mended in the choice of a provider. */
  error?: string | undefined;
}

export function settingFor(running: RunningPages, language: string): Setting {
  return { running, language, words: running.speaker(language) };
}

/** An address of ours that keeps the language of the page. */
export function addressOf({ running, language }: Setting, path: string): string {
  return `${running.base}/${path}?language=${language}`;
}

export function heading(text: string): Html {
  return html`<h1 class="plaza-heading-xl">${text}</h1>`;
}

export function paragraph(text: string | Html | false | undefined): Html | undefined {
  return text ? html`<p class="plaza-text">${text}</p>` : undefined;
}

/** What somebody most wants to know, and says aloud to others. */
export function strong(text: string): Html {
  return html`<strong>${text}</strong>`;
}

/** What may happen if somebody goes on; the sign before it comes from the styles. */
export function warning({ words }: Setting, text: string): Html {
  return html`<p class="plaza-warning-text"><span><span class="plaza-visually-hidden">${words('warningPrefix')}</span> ${text}</span></p>`;
}

/** A heading with sentences; nothing without one. */
export function section(title: string, sentences: readonly (string | false | undefined)[]): Html | undefined {
  const said = sentences.filter(Boolean);
  return said.length
    ? html`<h2 class="plaza-heading-m">${title}</h2>
      ${said.map((sentence) => html`<p class="plaza-text">${sentence}</p>`)}`
    : undefined;
}

export function link(href: string, text: string): Html {
  return html`<a class="plaza-link" href="${href}">${text}</a>`;
}

/** What happened, on top of a page that somebody comes to by a form of theirs. */
export function notice(
  title: string,
  sentences: readonly (string | undefined)[],
  variant: 'error' | 'information' = 'error',
): Html {
  return html`<div class="plaza-notification" data-variant="${variant}" role="alert" tabindex="-1" autofocus>
        <h2>${title}</h2>
        ${sentences.filter(Boolean).map((sentence) => html`<p>${sentence}</p>`)}
      </div>`;
}

/** A list of a few facts. */
export function facts(rows: readonly (readonly [string, string | undefined])[]): Html {
  return html`<dl class="plaza-summary-list">${rows
    .filter(([, value]) => value)
    .map(([term, value]) => html`<div><dt>${term}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>`;
}

/** An amount as people of the language read it, with the decimals that ISO 4217 gives it. */
export function amountIn({ language }: Pick<Setting, 'language'>, money: Money): string {
  const { currency } = money;
  const digits = exponentOf(currency);
  const style = { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(language, style).format(decimalOf(money) as `${number}`);
}

/** A currency by its name and its code: its sign alone is that of several. */
export function currencyIn({ language }: Pick<Setting, 'language'>, { currency }: Money): string {
  return `${new Intl.DisplayNames(language, { type: 'currency' }).of(currency)} (${currency})`;
}

export function dayIn({ running, language }: Setting, time: Date): string {
  return time.toLocaleDateString(language, { dateStyle: 'long', timeZone: running.timeZone });
}

export function timeIn({ running, language }: Setting, time: Date): string {
  return time.toLocaleString(language, { dateStyle: 'long', timeStyle: 'short', timeZone: running.timeZone });
}

export function minutesIn(language: string, seconds: number): string {
  const minutes = new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'long' });
  return minutes.format(Math.ceil(seconds / 60));
}

/** What people say when they ask, on every page of a payment. */
export function referenceHtml({ shown, words }: Place): Html {
  return html`<p class="plaza-text">${words('reference')}: <strong><bdi dir="ltr">${shown.reference}</bdi></strong>. ${words('keepReference')}</p>`;
}

/** Whom people ask; the sentence is the site's. */
export function helpHtml({ running, language, words }: Setting): Html | undefined {
  const { channel } = running.options;
  return channel && paragraph(words('help', { channel: say(channel, language) }));
}

export function homeHtml({ running, words }: Setting): Html | undefined {
  return paragraph(link(running.home, words('home')));
}

export function otherWaysHtml({ running, language, words }: Setting): Html | undefined {
  const { otherWays = [] } = running.options;
  const ways = otherWays.map((way) => say(way, language));
  return section(words('otherWaysHeading'), ways);
}
