import { html } from 'hono/html';
import type { Html } from '@plaza-ds/forms/server';
import type { ProblemCode } from '../../problems.ts';
import { problems } from '../../problems.ts';
import type { Page } from '../running-identity.ts';
import { correlationText, heading, link, otherWay, paragraph } from './parts.ts';
import type { Setting } from './parts.ts';

/** What happened and what to do, in sentences. */
export function problemSentences(setting: Setting, code: ProblemCode, provider: string): (string | Html)[] {
  const { running, language, words } = setting;
  const values = { provider: running.labelOfName(provider, language) };
  const raise = code === 'levelTooLow' && running.parties.get(provider)?.provider.raiseLevelAt;
  return [
    html`<strong>${words(`problem.${code}`, values)}</strong>`,
    words(`help.${code}`, values),
    ...(raise ? [link(raise, words('getHigherLevel', values))] : []),
  ];
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
