import { html } from 'hono/html';
import { inLanguage } from '../layout.ts';
import type { Html } from '../layout.ts';
import { words } from '../words/words.ts';
import type { Language, SandboxWords } from '../words/words.ts';
import { accidentGroups } from './accidents.ts';
import type { Accident } from './accidents.ts';
import { comesFor, numberText } from './citizens.ts';
import type { Citizen } from './citizens.ts';
import type { IdentityProfile, IdentityProvider } from './provider.ts';

/** What stands in the main part of a page, and its title. */
export interface IdentityPage {
  title: string;
  main: Html;
}

export type Providers = Readonly<Record<IdentityProfile, IdentityProvider>>;

/** Every provider, how a service reaches it, and who can sign in. */
export function identityPage(providers: Providers, language: Language): IdentityPage {
  const say = words[language];
  const all = Object.values(providers);
  return {
    title: say.identity,
    main: html`<h1 class="plaza-heading-l">${say.identity}</h1>
      <p class="plaza-text">${say.identityLead}</p>
      <p class="plaza-text"><a class="plaza-link" href="${inLanguage('/identity/control', language)}">${say.identityControl}</a></p>
      ${all.map((provider) => providerHtml(provider, say))}
      <h2 class="plaza-heading-m">${say.citizens}</h2>
      <p class="plaza-text">${say.citizensLead}</p>
      <ul class="plaza-item-list" role="list">${providers.broker.citizens.map((citizen) => citizenHtml(citizen, language))}</ul>`,
  };
}

function providerHtml({ profile, issuer, client }: IdentityProvider, say: SandboxWords): Html {
  return html`<h2 class="plaza-heading-m">${say[`profile-${profile}`]}</h2>
      <dl class="plaza-summary-list">
        ${row(say.issuer, html`<code>${issuer}</code>`)}
        ${row(say.clientId, html`<code>${client.clientId}</code>`)}
        ${client.clientSecret && row(say.clientSecret, html`<code>${client.clientSecret}</code>`)}
        ${client.privateKey && row(say.privateKey, html`<details class="plaza-text"><summary>${say.showKey}</summary><p><code>${JSON.stringify(client.privateKey)}</code></p></details>`)}
        ${row(say.authMethod, html`<code>${client.tokenEndpointAuthMethod}</code>`)}
      </dl>
      `;
}

function citizenHtml(citizen: Citizen, language: Language): Html {
  const say = words[language];
  return html`<li>
          <h3><bdi>${nameOf(citizen, say)}</bdi></h3>
          <dl class="plaza-summary-list">
            ${row(say.nationalNumber, html`${numberText(citizen.nationalNumber)}`)}
            ${row(say.level, html`${say[`level-${citizen.level}`]}`)}
            ${citizen.status && row(say.status, html`${say[`status-${citizen.status}`]}`)}
          </dl>
        </li>
        `;
}

function row(term: string, value: Html): Html {
  return html`<div><dt>${term}</dt><dd dir="auto">${value}</dd></div>
        `;
}

export function nameOf({ given, family, representing }: Citizen, say: SandboxWords): string {
  const name = [...given, ...family].join(' ');
  return representing ? `${name} ${say.actingFor} ${representing.name}` : name;
}

/** Choose who you are: it takes one choice and one button, and says that none of it is real. */
export function signInPage(
  provider: IdentityProvider,
  action: string,
  language: Language,
  { isMissing, actingFor }: { isMissing: boolean; actingFor: string | undefined },
): IdentityPage {
  const say = words[language];
  const title = `${say.signInTitle} ${say[`profile-${provider.profile}`]}`;
  const citizens = provider.citizens.filter((citizen) => comesFor(citizen, actingFor));
  return {
    title: isMissing ? `${say.error} ${title}` : title,
    main: html`${isMissing && html`<plaza-error-summary tabindex="-1" autofocus><div role="alert"><h2>${say.problem}</h2><ul><li><a href="#${citizens[0]!.id}">${say.chooseSomebody}</a></li></ul></div></plaza-error-summary>`}
      <h1 class="plaza-heading-l">${title}</h1>
      <p class="plaza-text">${say.notReal}</p>
      <form method="post" action="${action}" novalidate>
        <plaza-choices><fieldset${isMissing && html` aria-describedby="citizen-error"`}>
          <legend>${say.whoAreYou}</legend>
          ${isMissing && html`<p slot="error" id="citizen-error"><span class="plaza-visually-hidden">${say.error}</span> ${say.chooseSomebody}</p>`}
          ${citizens.map((citizen) => choiceHtml(citizen, say))}
        </fieldset></plaza-choices>
        <div class="plaza-button-group">
          <button class="plaza-button">${say.signIn}</button>
          <button class="plaza-button" data-variant="secondary" name="action" value="cancel">${say.cancel}</button>
        </div>
      </form>`,
  };
}

function choiceHtml(citizen: Citizen, say: SandboxWords): Html {
  const { id, status, level, nationalNumber } = citizen;
  const hint = `${numberText(nationalNumber)} · ${say[`level-${level}`]}${status ? ` · ${say[`status-${status}`]}` : ''}`;
  return html`<div class="plaza-choice"><input type="radio" id="${id}" name="citizen" value="${id}" aria-describedby="${id}-hint"><label for="${id}">${nameOf(citizen, say)}</label><p slot="hint" id="${id}-hint">${hint}</p></div>
          `;
}

/** What the service gets to know, to be agreed to. */
export function consentPage(action: string, asked: readonly string[], language: Language): IdentityPage {
  const say = words[language];
  return {
    title: say.consentTitle,
    main: html`<h1 class="plaza-heading-l">${say.consentTitle}</h1>
      <p class="plaza-text">${say.notReal}</p>
      <ul class="plaza-list">${asked.map((name) => html`<li><code>${name}</code></li>`)}</ul>
      <plaza-form><form method="post" action="${action}">
        <div class="plaza-button-group">
          <button class="plaza-button" name="action" value="agree">${say.agree}</button>
          <button class="plaza-button" data-variant="secondary" name="action" value="cancel">${say.cancel}</button>
        </div>
      </form></plaza-form>`,
  };
}

/** This account is closed for now: nobody gets past here, and the service is told. */
export function suspendedPage(action: string, language: Language): IdentityPage {
  const say = words[language];
  return {
    title: say.suspended,
    main: html`<h1 class="plaza-heading-l">${say.suspended}</h1>
      <p class="plaza-text">${say.suspendedHelp}</p>
      <form method="post" action="${action}"><button class="plaza-button" name="action" value="suspended">${say.backToService}</button></form>`,
  };
}

/** What goes wrong with one provider, to be changed. */
export function identityControlPage(
  providers: Providers,
  chosen: IdentityProvider,
  language: Language,
  isSaved: boolean,
): IdentityPage {
  const say = words[language];
  const action = inLanguage('/identity/control', language);
  return {
    title: say.identityControl,
    main: html`<a class="plaza-back-link" href="${inLanguage('/identity/', language)}">${say.back}</a>
      ${isSaved && html`<div class="plaza-notification" data-variant="success" role="status"><p>${say.saved}</p></div>`}
      <h1 class="plaza-heading-l">${say.identityControl}</h1>
      <p class="plaza-text">${say.identityControlLead}</p>
      <ul class="plaza-list">${Object.values(providers).map(({ profile }) => html`<li>${profile === chosen.profile ? html`<strong aria-current="true">${say[`profile-${profile}`]}</strong>` : html`<a class="plaza-link" href="${action}&amp;provider=${profile}">${say[`profile-${profile}`]}</a>`}</li>`)}</ul>
      <form method="post" action="${action}">
        <input type="hidden" name="provider" value="${chosen.profile}">
        ${[['right', ['none']] as const, ...Object.entries(accidentGroups)].map(([group, names]) => groupHtml(group as GroupName, names as readonly (Accident | 'none')[], chosen.accident ?? 'none', say))}
        <div class="plaza-button-group">
          <button class="plaza-button" name="action" value="always">${say.save}</button>
          <button class="plaza-button" data-variant="secondary" name="action" value="next">${say.nextOnly}</button>
          <button class="plaza-button" data-variant="secondary" name="action" value="rotate">${say.rotate}</button>
          <button class="plaza-button" data-variant="secondary" name="action" value="reset">${say.reset}</button>
        </div>
      </form>`,
  };
}

type GroupName = keyof typeof accidentGroups | 'right';

function groupHtml(group: GroupName, names: readonly (Accident | 'none')[], now: string, say: SandboxWords): Html {
  return html`<plaza-choices><fieldset>
          <legend>${say[`group-${group}`]}</legend>
          ${names.map(
            (
              name,
            ) => html`<div class="plaza-choice"><input type="radio" id="${name}" name="accident" value="${name}"${name === now && html` checked`}><label for="${name}">${say[`accident-${name}`]}</label></div>
          `,
          )}
        </fieldset></plaza-choices>
        `;
}

/** The sign-in was begun elsewhere, or too long ago. */
export function lostPage(language: Language): IdentityPage {
  const say = words[language];
  return {
    title: say.lost,
    main: html`<h1 class="plaza-heading-l">${say.lost}</h1>
      <p class="plaza-text">${say.lostHelp}</p>`,
  };
}
