import { html } from 'hono/html';
import type { Html } from '@plaza-ds/forms/server';
import type { ProblemCode } from '../../problems.ts';
import { problems } from '../../problems.ts';
import type { Page } from '../running-identity.ts';
import type { Ask } from '../store.ts';
import { correlationText, heading, link, notice, otherWay, paragraph } from './parts.ts';
import type { Setting } from './parts.ts';

/** What happened and what to do, on top of the page on which sign-in began. */
export function problemNotice(setting: Setting, { code, correlation, provider }: NonNullable<Ask['problem']>): Html {
  const { running, language, words } = setting;
  const values = { provider: running.labelOfName(provider, language) };
  const raise = code === 'levelTooLow' && running.parties.get(provider)?.provider.raiseLevelAt;
  const sentences = [
    words(`help.${code}`, values),
    raise ? link(raise, words('getHigherLevel', values)) : undefined,
    correlationText(setting, correlation),
  ];
  return notice(words(`problem.${code}`, values), sentences, isNews(code) ? 'information' : 'error');
}

/** What a provider does or a person chose, and nobody has to mend. */
export function isNews(code: ProblemCode): boolean {
  return code === 'cancelled' || code === 'proofingPending';
}

/** A sign-in that cannot be told where it came from: said on a page of its own. */
export function problemPage(setting: Setting, code: ProblemCode, correlation: string): Page {
  const { running, words } = setting;
  const title = words(`problem.${code}`, { provider: '' });
  return {
    title,
    hasErrors: true,
    main: html`${heading(title)}
      ${paragraph(words(`help.${code}`, { provider: '' }))}
      ${(code === 'otherBrowser' || code === 'noCookies') && paragraph(words('openInBrowser'))}
      ${otherWay(setting)}
      ${paragraph(correlationText(setting, correlation))}
      <div class="plaza-button-group">
        ${problems[code].retry && html`<a class="plaza-button" href="${running.base}/sign-in">${words('continue')}</a>`}
        ${link(running.home, words('home'))}
      </div>`,
  };
}

/** A page with a heading and a sentence. */
export function plainPage(setting: Setting, title: string, help: string, correlation?: string): Page {
  const { running, words } = setting;
  return {
    title,
    main: html`${heading(title)}
      ${paragraph(help)}
      ${correlation !== undefined && paragraph(correlationText(setting, correlation))}
      ${otherWay(setting)}
      ${paragraph(link(running.home, words('home')))}`,
  };
}
