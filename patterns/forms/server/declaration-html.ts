import { html } from 'hono/html';
import type { AnswerError, Sent } from '../answers/read-page.ts';
import type { Declaration } from '../definition/definition.ts';
import { say } from '../definition/words.ts';
import type { MessageKey } from '../words/catalogue.ts';
import { idOf, speaker } from './controls.ts';
import type { Html } from './controls.ts';
import type { Level } from './identity-port.ts';
import { timeInWords } from './pages.ts';
import type { Setting } from './pages.ts';
import { isSignedAgain } from './re-authentication.ts';
import type { DeclaringWay } from './counter-record.ts';
import type { GivenDeclaration, SentForm } from './store.ts';

/** What a page of declarations shows besides their words. */
interface Shown {
  sent: Sent;
  errors: readonly AnswerError[];
}

/** What people declare before they send, each with what it is signed by. */
export function declarationsHtml(
  setting: Setting,
  declarations: readonly Declaration[],
  shown: Shown,
): Html | undefined {
  if (!declarations.length) return undefined;
  const words = speaker(setting.reader);
  return html`<h2 class="plaza-heading-m">${words('declarationHeading')}</h2>
        ${declarationControls(setting, declarations, shown)}
        ${isSignedAgain({ declarations }) && html`<div class="plaza-inset"><p>${words('signingLead')}</p></div>`}`;
}

/** The controls of what is declared. */
export function declarationControls(setting: Setting, declarations: readonly Declaration[], shown: Shown): Html {
  return html`${declarations.map((declaration) => declarationHtml(setting, declaration, shown))}`;
}

function declarationHtml({ reader }: Setting, declaration: Declaration, { sent, errors }: Shown): Html {
  const words = speaker(reader);
  const name = `declarations/${declaration.id}`;
  const id = idOf(name);
  const wrong = errors.find((error) => error.name === name);
  const text = say(declaration.text, reader.language);
  const typed = sent.get(name)?.[0] ?? '';
  const error =
    wrong &&
    html`<p slot="error" id="${id}-error"><span class="plaza-visually-hidden">${words('errorPrefix')}</span> ${wrong.message}</p>`;
  switch (declaration.kind) {
    case 're-authentication':
      return html`<p class="plaza-text">${text}</p>`;
    case 'typed-name':
      return html`<p class="plaza-text" id="${id}-text">${text}</p>
          <plaza-field error-value-missing="${words('nameMissing')}"><label for="${id}">${words('typedName')}</label>${error}<input id="${id}" name="${name}" autocomplete="name" spellcheck="false" required data-plaza-sensitive value="${typed}" aria-describedby="${wrong && `${id}-error `}${id}-text"${wrong && html` aria-invalid="true"`}></plaza-field>`;
    case 'tick':
      return html`<plaza-choices required error-value-missing="${words('declarationMissing')}"><fieldset${wrong && html` aria-describedby="${id}-error"`}>
            <legend><span class="plaza-visually-hidden">${words('declarationHeading')}</span></legend>${error}
            <div class="plaza-choice"><input type="checkbox" id="${id}" name="${name}" value="yes"${typed === 'yes' && html` checked`}><label for="${id}">${text}</label></div>
          </fieldset></plaza-choices>`;
  }
}

/** What was declared, and how it was signed. */
export function declaredHtml(setting: Setting, { declarations }: SentForm): Html | undefined {
  if (!declarations.length) return undefined;
  return html`<h2 class="plaza-heading-m">${speaker(setting.reader)('declared')}</h2>
      ${declarations.map((declaration) => {
        const how = howDeclared(setting, declaration);
        return html`<p class="plaza-text" lang="${declaration.language}">${declaration.text}</p>
      ${how.map((each) => html`<p class="plaza-text" dir="auto">${each}</p>`)}
      `;
      })}`;
}

const levelWords = {
  low: 'levelLow',
  substantial: 'levelSubstantial',
  high: 'levelHigh',
} as const satisfies Record<Level, MessageKey>;

/** How something was declared, in sentences: none where a box was ticked. */
export function howDeclared(setting: Setting, declaration: GivenDeclaration): string[] {
  const { recorded } = declaration;
  const signed = signedInWords(setting, declaration);
  const noted = recorded && speaker(setting.reader)(declaredWords[recorded.how]);
  return [signed, noted].filter((each) => each !== undefined);
}

/** How a declaration was signed, in a sentence; undefined where a box was ticked. */
function signedInWords(setting: Setting, { name, signature }: GivenDeclaration): string | undefined {
  const words = speaker(setting.reader);
  if (!signature) return name === undefined ? undefined : words('signed', { name });
  const { provider, at, level } = signature;
  return words('signedBySignIn', { provider, date: timeInWords(setting, at), level: words(levelWords[level]) });
}

/** How somebody declared what staff wrote down. */
export const declaredWords = {
  'signed-summary': 'declaredSummary',
  said: 'declaredSaid',
  'signed-form': 'declaredForm',
} as const satisfies Record<DeclaringWay, MessageKey>;
