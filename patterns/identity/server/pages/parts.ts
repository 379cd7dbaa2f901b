import { html } from 'hono/html';
import { say } from '@plaza-ds/forms';
import type { Html } from '@plaza-ds/forms/server';
import type { RunningIdentity, Speak } from '../running-identity.ts';

export interface Proof {
  token: string;
  visit: string;
}

/** What every page is made with. */
export interface Setting {
  running: RunningIdentity;
  language: string;
  words: Speak;
}

export function settingFor(running: RunningIdentity, language: string): Setting {
  return { running, language, words: running.speaker(language) };
}

/** A form of ours: nothing that it sends is believed without its proof. */
export function formHtml(action: string, proof: Proof, content: Html, id = 'page'): Html {
  return html`<plaza-form>
        <form id="${id}" method="post" action="${action}" novalidate>
          <input type="hidden" name="token" value="${proof.token}">
          <input type="hidden" name="visit" value="${proof.visit}">
          ${content}
        </form>
      </plaza-form>`;
}

export function heading(text: string): Html {
  return html`<h1 class="plaza-heading-xl">${text}</h1>`;
}

export function paragraph(text: string | Html | undefined): Html | undefined {
  return text ? html`<p class="plaza-text">${text}</p>` : undefined;
}

export function link(href: string, text: string): Html {
  return html`<a class="plaza-link" href="${href}">${text}</a>`;
}

/** What happened, on top of the page on which people try again: an error, or news, for whoever cancels did nothing wrong. */
export function notice(
  title: string,
  sentences: readonly (string | Html | undefined)[],
  variant: 'error' | 'information' = 'error',
): Html {
  return html`<div class="plaza-notification" data-variant="${variant}" role="alert" tabindex="-1" autofocus>
        <h2>${title}</h2>
        ${sentences.filter(Boolean).map((sentence) => html`<p>${sentence}</p>`)}
      </div>`;
}

/** Why nothing was done with a form. */
export function refusal({ words }: Setting, sentence: string): Html {
  return notice(words('thereIsAProblem'), [sentence]);
}

/** How people get it done without signing in; the sentence is the site's. */
export function otherWay({ running, language, words }: Setting): Html | undefined {
  return running.channel && paragraph(words('otherWay', { channel: say(running.channel, language) }));
}

/** The number to say to whoever helps, kept in one piece in every script. */
export function correlationText({ words }: Setting, correlation: string): string {
  return words('correlation', { number: `\u2068${correlation}\u2069` });
}

/** A list of a few facts. */
export function facts(rows: readonly (readonly [string, string | undefined])[]): Html {
  return html`<dl class="plaza-summary-list">${rows
    .filter(([, value]) => value)
    .map(([term, value]) => html`<div><dt>${term}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>`;
}

/** A time of day where the site is. */
export function timeOfDay({ running, language }: Setting, time: Date): string {
  return time.toLocaleTimeString(language, { timeStyle: 'short', timeZone: running.timeZone });
}
