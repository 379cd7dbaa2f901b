import { html } from 'hono/html';
import type { Html } from '@plaza-ds/forms/server';
import type { Shown } from '../payments.ts';
import type { Page } from '../running-pages.ts';
import { amountIn, dayIn, facts, heading, paragraph } from './parts.ts';
import type { Setting } from './parts.ts';

/** What became of a check. */
interface Checked {
  code?: string;
  /** The letters cannot be those of a reference: one was misread. */
  isMisread?: boolean;
  shown?: Shown | undefined;
}

/** Where anybody checks a receipt: whether it is ours, its total and its day. */
export function verifyPage(setting: Setting, checked: Checked): Page {
  const { words } = setting;
  const { code, isMisread, shown } = checked;
  const title = words(code === undefined ? 'verifyHeading' : shown ? 'validHeading' : 'invalidHeading');
  return {
    title,
    elements: ['form', 'field', 'button'],
    main: html`${heading(title)}
      ${
        shown &&
        html`${validHtml(setting, shown)}
      <h2 class="plaza-heading-m">${words('verifyAnother')}</h2>`
      }
      ${!shown && paragraph(words(code === undefined ? 'verifyLead' : isMisread ? 'misreadHelp' : 'invalidHelp'))}
      ${formHtml(setting, shown ? '' : (code ?? ''))}`,
  };
}

function validHtml(setting: Setting, { reference, owed, state }: Shown): Html {
  const { words } = setting;
  const paidOn = state.attempts
    .filter((attempt) => attempt.captured)
    .map(({ capturedAt }) => dayIn(setting, new Date(capturedAt!)));
  const isBack = state.refunded.amount !== '0';
  return html`${paragraph(words('validHelp'))}
      ${facts([
        [words('reference'), reference],
        [words('total'), amountIn(setting, owed.total)],
        ...[...new Set(paidOn)].map((day) => [words('paidOn'), day] as const),
        [words('givenBack'), isBack ? amountIn(setting, state.refunded) : undefined],
      ])}`;
}

/** It only asks, so that its address can be kept and sent. */
function formHtml({ running, language, words }: Setting, code: string): Html {
  return html`<form method="get" action="${running.base}/verify">
        <input type="hidden" name="language" value="${language}">
        <plaza-field><label for="code">${words('verifyLabel')}</label><p slot="hint" id="code-hint">${words('verifyHint')}</p><input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="100" dir="ltr" value="${code}" aria-describedby="code-hint"></plaza-field>
        <button class="plaza-button">${words('verify')}</button>
      </form>`;
}
