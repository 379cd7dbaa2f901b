import { html } from 'hono/html';
import type { PhonePart, PhoneScript } from '../../channels/phone.ts';
import type { PhoneQuestion } from '../../channels/phone-questions.ts';
import type { Reader } from '../../answers/read-page.ts';
import { speaker } from '../controls.ts';
import type { Html } from '../controls.ts';

/** A script for the phone as a page to read from top to bottom: what is said stands out, what is done stands aside. */
export function phoneHtml({ title, lead, parts, alphabet }: PhoneScript, reader: Reader): Html {
  const words = speaker(reader);
  return html`<h1 class="plaza-heading-xl">${title}</h1>
      <p class="plaza-text" data-variant="lead">${lead}</p>
      ${parts.map((part) => partHtml(part, reader))}
      <h2 class="plaza-heading-m" id="alphabet">${words('phoneAlphabet')}</h2>
      <ul class="plaza-list">${alphabet.map((letter) => html`<li><bdi>${letter}</bdi></li>`)}</ul>`;
}

function partHtml(part: PhonePart, reader: Reader): Html {
  const words = speaker(reader);
  switch (part.kind) {
    case 'heading':
      return part.level === 2
        ? html`<h2 class="plaza-heading-m">${part.text}</h2>
      `
        : html`<h3 class="plaza-heading-s">${part.text}</h3>
      `;
    case 'branch':
      return html`<div class="plaza-inset"><p>${part.text}</p></div>
      `;
    case 'say':
      return html`${part.lead && html`<div class="plaza-inset"><p>${part.lead}</p></div>`}<dl class="plaza-summary-list"><div><dt>${words('phoneSay')}</dt><dd>${part.sentences.map((sentence, index) => html`${index > 0 && html`<br>`}<strong>${sentence}</strong>`)}</dd></div></dl>
      `;
    case 'list':
      return html`<ul class="plaza-list">${part.items.map((item) => html`<li>${item}</li>`)}</ul>
      `;
    case 'question':
      return questionHtml(part, reader);
  }
}

function questionHtml({ number, say, hint, expect, options, confirm, wrong }: PhoneQuestion, reader: Reader): Html {
  const words = speaker(reader);
  const row = (label: string, content: Html) => html`<div><dt>${label}</dt><dd>${content}</dd></div>
        `;
  return html`<h3 class="plaza-heading-s" id="question-${number}">${number}. ${say}</h3>
      <dl class="plaza-summary-list">
        ${hint && row(words('phoneSay'), html`${hint}`)}
        ${row(
          words('phoneExpect'),
          html`${expect}${options.length > 0 && html`<ul>${options.map(({ label, hint }) => html`<li>${label}${hint && html` – ${hint}`}</li>`)}</ul>`}`,
        )}
        ${row(words('phoneConfirm'), html`${confirm}`)}
        ${wrong.length > 0 && row(words('phoneWrong'), html`<ul>${wrong.map((each) => html`<li>${each}</li>`)}</ul>`)}
      </dl>
      `;
}
