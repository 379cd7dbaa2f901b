import { html } from 'hono/html';
import type { Html } from '@plaza-ds/forms/server';
import { say } from '@plaza-ds/forms';
import type { Page, RunningIdentity } from '../running-identity.ts';
import type { Representing } from '../../identity.ts';
import type { KeptAsk, KeptSession, KnownPerson } from '../store.ts';
import { resetAfter } from '../kiosk.ts';
import { facts, formHtml, heading, link, otherWay, paragraph, refusal, timeOfDay } from './parts.ts';
import type { Proof, Setting } from './parts.ts';

/** Who is signed in, how surely, with what, for whom, until when, and the way out. */
export function accountPage(setting: Setting, kept: KeptSession | undefined, proof: Proof): Page {
  const { running, language, words } = setting;
  const title = words('accountHeading');
  if (!kept)
    return {
      title,
      main: html`${heading(title)}
      ${paragraph(words('accountNone'))}
      <p><a class="plaza-button" href="${running.base}/sign-in">${words('signIn')}</a></p>`,
    };
  const { identity, provider } = kept.session;
  const rows = [
    [words('signedInAs', { name: '' }).trim(), identity.name?.display],
    [words('accountProvider'), running.labelOfName(provider, language)],
    [words('accountLevel'), words(`levelName.${identity.loa}`)],
    [words('accountFor'), identity.representing && representedText(identity.representing)],
    [words('accountUntil'), timeOfDay(setting, kept.expiresAt)],
  ] as const;
  return {
    title,
    main: html`${heading(title)}
      ${facts(rows)}
      ${
        (running.actingFor?.length ?? 0) > 1 &&
        running.actsFor.length > 1 &&
        paragraph(link(`${running.base}/sign-in?for=another`, words('comeForAnother')))
      }
      <div class="plaza-button-group">${stayForm(setting, proof)}${signOutForm(setting, proof)}</div>`,
  };
}

/** Without a script, this is how somebody stays signed in who reads one page for long. */
function stayForm({ running, words }: Setting, proof: Proof): Html {
  return formHtml(
    `${running.base}/session/extend`,
    proof,
    html`<button class="plaza-button" data-variant="secondary">${words('warningStay')}</button>`,
    'stay',
  );
}

/** Such as `La Espiga SpA (51000001-4)`. */
function representedText({ name, id }: Representing): string {
  return name === undefined ? id : `${name} (${id})`;
}

function signOutForm({ running, words }: Setting, proof: Proof): Html {
  return formHtml(
    `${running.base}/sign-out`,
    proof,
    html`<button class="plaza-button" data-variant="secondary">${words('signOut')}</button>`,
  );
}

/** @param finishes Whether nobody is signed in, and the visit to a kiosk ends. */
export function signOutPage(setting: Setting, proof: Proof, finishes: boolean, notice?: string): Page {
  const { running, words } = setting;
  const title = words(finishes ? 'finishHeading' : 'signOutHeading');
  const button = words(finishes ? 'finish' : 'signOut');
  return {
    title,
    hasErrors: !!notice,
    main: html`${notice && refusal(setting, notice)}
      ${heading(title)}
      ${paragraph(words(finishes ? 'finishLead' : 'signOutLead'))}
      ${formHtml(`${running.base}/sign-out`, proof, html`<button class="plaza-button">${button}</button>`)}
      ${paragraph(link(running.home, words('home')))}`,
  };
}

/** Signed out: everywhere, or here, where the provider may still know the person. */
export function signedOutPage(
  setting: Setting,
  provider: string,
  { isEverywhere = false, isKiosk = false }: { isEverywhere?: boolean; isKiosk?: boolean },
): Page {
  const { running, words } = setting;
  const title = words(
    isEverywhere ? 'signedOutHeading' : provider || !isKiosk ? 'signedOutHereHeading' : 'finishedHeading',
  );
  const here = provider ? 'signedOutHere' : 'signedOutNoProvider';
  const hereAtKiosk = provider ? 'signedOutKiosk' : 'finishedLead';
  const lead = isEverywhere ? 'signedOutEverywhere' : isKiosk ? hereAtKiosk : here;
  return {
    title,
    main: html`${heading(title)}
      ${paragraph(words(lead, { provider }))}
      ${
        isKiosk
          ? startAgainHtml(setting)
          : html`<div class="plaza-button-group">
        ${link(`${running.base}/sign-in`, words('signIn'))}
        ${link(running.home, words('home'))}
      </div>`
      }`,
  };
}

/** Where one person follows the other: nothing leads back, and the screen starts again by itself. */
function startAgainHtml({ running, words }: Setting): Html {
  return html`${paragraph(words('startsAgain', { count: resetAfter }))}
      <p><a class="plaza-button" href="${running.home}">${words('startAgain')}</a></p>`;
}

/** Where somebody at a kiosk was signed out because nothing happened. */
export function clearedPage(setting: Setting): Page {
  const title = setting.words('clearedHeading');
  return {
    title,
    main: html`${heading(title)}
      ${paragraph(setting.words('clearedLead'))}
      ${startAgainHtml(setting)}`,
  };
}

export function expiredPage({ words }: Setting, signIn: string): Page {
  const title = words('expiredHeading');
  return {
    title,
    main: html`${heading(title)}
      ${paragraph(words('expiredLead'))}
      <p><a class="plaza-button" href="${signIn}">${words('signIn')}</a></p>`,
  };
}

export function extendedPage(setting: Setting, kept: KeptSession): Page {
  const { running, words } = setting;
  const title = words('extendedHeading');
  return {
    title,
    main: html`${heading(title)}
      ${paragraph(words('extendedLead', { time: timeOfDay(setting, kept.expiresAt) }))}
      ${paragraph(link(running.home, words('home')))}`,
  };
}

/** Somebody else's application was opened. Nothing of it is shown. */
export function otherPersonPage(setting: Setting, kept: KeptSession, proof: Proof): Page {
  const { running, words } = setting;
  const title = words('otherPersonHeading');
  const name = kept.session.identity.name?.display ?? '';
  return {
    title,
    main: html`${heading(title)}
      ${paragraph(words('otherPersonLead', { name }))}
      ${paragraph(words('otherPersonHelp'))}
      ${signOutForm(setting, proof)}
      ${otherWay(setting)}
      ${paragraph(link(running.home, words('home')))}`,
  };
}

/** Somebody opened what they began for another than they come for now. Nothing of it is shown. */
export function otherForPage(setting: Setting, { id, ask }: KeptAsk, kept: KeptSession): Page {
  const { running, words } = setting;
  const title = words('otherForHeading');
  const now = signedInText(setting, kept);
  const { ownerFor } = ask;
  const begun = ownerFor ? words('begunFor', { other: ownerFor.name ?? ownerFor.id }) : words('begunForSelf');
  return {
    title,
    main: html`${heading(title)}
      ${paragraph(now && `${now}.`)}
      ${paragraph(begun)}
      <p><a class="plaza-button" href="${running.base}/sign-in/${id}">${words('comeForOther')}</a></p>
      ${otherWay(setting)}
      ${paragraph(link(running.home, words('home')))}`,
  };
}

/** Who is signed in, and for whom they come; undefined where nobody knows a name. */
function signedInText({ words }: Setting, { session }: KeptSession): string | undefined {
  const { name, representing } = session.identity;
  if (!name) return undefined;
  if (!representing) return words('signedInAs', { name: name.display });
  return words('signedInFor', { name: name.display, other: representing.name ?? representing.id });
}

export interface NameChange {
  action: string;
  provider: string;
  before: KnownPerson;
  kept: KeptSession;
  proof: Proof;
  notice?: string | undefined;
}

/** What the provider says of somebody is not what it said before: they say whether it is them. */
export function nameChangedPage(setting: Setting, { action, provider, before, kept, proof, notice }: NameChange): Page {
  const { running, language, words } = setting;
  const title = words('nameHeading');
  const { name, nationalId } = kept.session.identity;
  const isOtherNumber = before.nationalId?.value !== nationalId?.value;
  return {
    title,
    hasErrors: !!notice,
    main: html`${notice && refusal(setting, notice)}
      ${heading(title)}
      ${paragraph(words('nameLead', { provider }))}
      ${facts([
        [words('nameBefore'), before.name?.display],
        [words('nameNow'), name?.display],
      ])}
      ${isOtherNumber && paragraph(words('nameNumberChanged'))}
      ${formHtml(
        action,
        proof,
        html`<div class="plaza-button-group">
            <button class="plaza-button" name="action" value="yes">${words('nameYes')}</button>
            <button class="plaza-button" data-variant="secondary" name="action" value="no">${words('nameNo')}</button>
          </div>`,
      )}
      ${running.channel && paragraph(words('nameHelp', { channel: say(running.channel, language) }))}`,
  };
}

/** A link of the site's own for who is signed in. */
export interface AccountLink {
  href: string;
  text: string;
}

/** For the site's header: who is signed in, what the site has for them, and the way out, or the way in; without a script, until when. */
export function indicatorHtml(
  setting: Setting,
  kept: KeptSession | undefined,
  { links: own = [], isKiosk = false }: { links?: readonly AccountLink[] | undefined; isKiosk?: boolean } = {},
): Html {
  const { running, words } = setting;
  const link = (place: string, text: string): AccountLink => ({ href: `${running.base}/${place}`, text });
  const links = kept
    ? [link('account', signedInText(setting, kept) ?? words('account')), ...own, link('sign-out', words('signOut'))]
    : [link('sign-in', words('signIn')), ...(isKiosk ? [link('sign-out', words('finish'))] : [])];
  const until = kept && words('limit', { time: timeOfDay(setting, kept.expiresAt) });
  return html`<nav class="plaza-account" aria-label="${words('account')}">
        <ul>${links.map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>`)}</ul>
        ${until && html`<noscript><p>${until}</p></noscript>`}
      </nav>`;
}

/**
 * The dialog that warns before a session ends; it opens by script, and stands outside of all forms.
 *
 * @param kept Undefined where nobody is signed in at a kiosk, whose screen starts again.
 */
export function warningHtml(setting: Setting, kept: KeptSession | undefined, seconds: number, proof: Proof): Html {
  const { running, words } = setting;
  return html`<plaza-timeout-warning seconds="${seconds}" ended="${running.base}/expired">
        <dialog aria-labelledby="session-warning">
          <h2 id="session-warning" tabindex="-1" autofocus>${words('warningHeading')}</h2>
          <p aria-hidden="true">${words(kept ? 'warningLead' : 'clearingLead')} <span slot="time-left"></span>.</p>
          <p slot="error" role="alert" hidden>${words('warningError')}</p>
          <div class="plaza-button-group">
            <form slot="stay" method="post" action="${running.base}/session/extend">
              <input type="hidden" name="token" value="${proof.token}">
              <input type="hidden" name="visit" value="${proof.visit}">
              <button class="plaza-button">${words(kept ? 'warningStay' : 'goOn')}</button>
            </form>
            <a class="plaza-link" slot="leave" href="${running.base}/sign-out">${words(kept ? 'signOut' : 'finish')}</a>
          </div>
        </dialog>
      </plaza-timeout-warning>`;
}

/** Without a script nobody can be asked whether they are still there: the screen starts again, as it does for whoever left it. */
export function restartHtml({ base, idleIn }: RunningIdentity, request: Request): Html {
  return html`<noscript><meta http-equiv="refresh" content="${idleIn(request) / 1000}; url=${base}/expired"></noscript>`;
}
