import { html } from 'hono/html';
import { inLanguage } from '../layout.ts';
import type { Html } from '../layout.ts';
import { words } from '../words/words.ts';
import type { Language } from '../words/words.ts';
import { behaviours } from './behaviours.ts';
import type { Inbox } from './inbox.ts';
import { withLinks } from './message.ts';
import type { ReceivedMessage } from './message.ts';

/** What stands in the main part of a page, and its title. */
export interface InboxPage {
  title: string;
  main: Html;
}

/** Everything that arrived, the newest first. */
export function listPage(inbox: Inbox, language: Language): InboxPage {
  const say = words[language];
  const messages = [...inbox.messages()].reverse();
  return {
    title: say.inbox,
    main: html`<h1 class="plaza-heading-l">${say.inbox}</h1>
      ${inbox.behaviour !== 'accept' && html`<div class="plaza-notification" data-variant="warning" role="status"><p>${say.now}</p></div>`}
      <p class="plaza-text">${say.inboxLead}</p>
      <p class="plaza-text">${say.server} <code>${inbox.url}</code></p>
      ${!messages.length && html`<p class="plaza-text">${say.none}</p>`}
      ${
        messages.length > 0 &&
        html`<ul class="plaza-item-list" role="list">
        ${messages.map((message) => itemHtml(message, language))}
      </ul>`
      }
      <p class="plaza-text"><a class="plaza-link" href="${inLanguage('/inbox/', language)}">${say.lookAgain}</a></p>
      <p class="plaza-text"><a class="plaza-link" href="${inLanguage('/inbox/control', language)}">${say.control}</a></p>
      <h2 class="plaza-heading-m">${say.alsoHere}</h2>
      <ul class="plaza-list">
        <li><a class="plaza-link" href="${inLanguage('/identity/', language)}">${say.identity}</a></li>
        <li><a class="plaza-link" href="${inLanguage('/payment/', language)}">${say.payment}</a></li>
      </ul>`,
  };
}

function itemHtml(message: ReceivedMessage, language: Language): Html {
  const say = words[language];
  return html`<li>
          <h2><a class="plaza-link" href="${inLanguage(`/inbox/${message.id}`, language)}"><bdi>${message.subject || say.noSubject}</bdi></a></h2>
          <dl class="plaza-summary-list">
            ${row(say.to, message.to.join(', '))}
            ${row(say.received, timeOf(message, language))}
          </dl>
        </li>
        `;
}

/** One message: its words with links that can be followed. Its HTML is shown as text, for it may be anybody's. */
export function messagePage(message: ReceivedMessage, language: Language): InboxPage {
  const say = words[language];
  const title = message.subject || say.noSubject;
  const { text, html: source, attachments } = message;
  return {
    title,
    main: html`<a class="plaza-back-link" href="${inLanguage('/inbox/', language)}">${say.back}</a>
      <h1 class="plaza-heading-l"><bdi>${title}</bdi></h1>
      <dl class="plaza-summary-list">
        ${row(say.from, message.from)}
        ${row(say.to, message.to.join(', '))}
        ${row(say.received, timeOf(message, language))}
        ${attachments.length > 0 && row(say.attachments, attachments.map(({ name, type, size }) => `${name} (${type}, ${size.toLocaleString(language)} B)`).join(', '))}
      </dl>
      ${text ? paragraphs(text) : html`<p class="plaza-text">${say.noText}</p>`}
      ${source !== undefined && disclosure(say.html, source)}
      ${disclosure(say.headers, message.headers.map(({ name, value }) => `${name}: ${value}`).join('\n'))}`,
  };
}

/** How the mail server behaves, to be changed. */
export function controlPage(inbox: Inbox, language: Language, isSaved: boolean): InboxPage {
  const say = words[language];
  const action = inLanguage('/inbox/control', language);
  return {
    title: say.control,
    main: html`<a class="plaza-back-link" href="${inLanguage('/inbox/', language)}">${say.back}</a>
      ${isSaved && html`<div class="plaza-notification" data-variant="success" role="status"><p>${say.saved}</p></div>`}
      <h1 class="plaza-heading-l">${say.control}</h1>
      <p class="plaza-text">${say.controlLead}</p>
      <form method="post" action="${action}">
        <plaza-choices><fieldset>
          <legend>${say.behaviour}</legend>
          ${behaviours.map((each) => {
            const hint = each === 'accept' ? undefined : say[`${each}Hint`];
            const checked = each === inbox.behaviour;
            return html`<div class="plaza-choice"><input type="radio" id="${each}" name="behaviour" value="${each}"${checked && html` checked`}${hint && html` aria-describedby="${each}-hint"`}><label for="${each}">${say[each]}</label>${hint && html`<p slot="hint" id="${each}-hint">${hint}</p>`}</div>
          `;
          })}
        </fieldset></plaza-choices>
        <div class="plaza-button-group">
          <button class="plaza-button">${say.save}</button>
          <button class="plaza-button" data-variant="secondary" formaction="${inLanguage('/inbox/clear', language)}">${say.clear}</button>
        </div>
      </form>`,
  };
}

/** Says that there is nothing, or that something was not accepted. */
export function problemPage(key: 'notFound' | 'refused', language: Language): InboxPage {
  const say = words[language];
  const title = say[key];
  return {
    title,
    main: html`<h1 class="plaza-heading-l">${title}</h1>
      <p class="plaza-text">${say[`${key}Help`]}</p>
      <p class="plaza-text"><a class="plaza-link" href="${inLanguage('/inbox/', language)}">${say.inbox}</a></p>`,
  };
}

function row(term: string, value: string): Html {
  return html`<div><dt>${term}</dt><dd dir="auto">${value}</dd></div>
        `;
}

function paragraphs(text: string): Html {
  return html`${text.split(/\n{2,}/).map(
    (paragraph) => html`<p class="plaza-text" dir="auto">${lines(paragraph)}</p>
      `,
  )}`;
}

function lines(paragraph: string): Html {
  return html`${paragraph.split('\n').map((line, index) => html`${index > 0 && html`<br>`}${withLinks(line).map(({ text, isLink }) => (isLink ? html`<a class="plaza-link" href="${text}">${text}</a>` : html`${text}`))}`)}`;
}

function disclosure(summary: string, text: string): Html {
  return html`<details class="plaza-text"><summary>${summary}</summary>${text.split('\n').map((line) => html`<p><code>${line}</code></p>`)}</details>
      `;
}

function timeOf({ receivedAt }: ReceivedMessage, language: Language): string {
  return receivedAt.toLocaleString(language, { dateStyle: 'long', timeStyle: 'medium' });
}
