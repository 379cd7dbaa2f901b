import { html } from 'hono/html';
import { say } from '@plaza-ds/forms';
import type { Html } from '@plaza-ds/forms/server';
import type { Page } from '../running-pages.ts';
import { formElements, linesOf, payForm, summaryHtml } from './choices.ts';
import {
  amountIn,
  currencyIn,
  dayIn,
  facts,
  heading,
  helpHtml,
  notice,
  otherWaysHtml,
  paragraph,
  referenceHtml,
  section,
  timeIn,
} from './parts.ts';
import type { Place } from './parts.ts';

/** What somebody is about to pay, for what, until when and by whom, before they decide. */
export function quotePage(place: Place): Page {
  const { words, shown, error } = place;
  const amount = amountIn(place, shown.state.due);
  const title = words(shown.state.status === 'part_paid' ? 'partPaidHeading' : 'quoteHeading', { amount });
  const isOutdated = place.running.now().getTime() > Date.parse(shown.owed.validUntil);
  return {
    title,
    elements: formElements,
    hasErrors: error !== undefined,
    main: html`${summaryHtml(place)}${place.notice}
      ${heading(title)}
      ${owedHtml(place)}
      ${isOutdated ? outdatedHtml(place) : payForm(place)}
      ${aroundHtml(place)}`,
  };
}

/** Each line of what is owed, its currency and its last day. */
export function owedHtml(place: Place): Html {
  const { words, shown } = place;
  const { total, dueAt } = shown.owed;
  return facts([
    ...linesOf(place),
    [words('currency'), currencyIn(place, total)],
    [words('payBy'), dueAt && dayIn(place, new Date(dueAt))],
  ]);
}

/** What is on every page on which somebody can pay, below the button. */
export function aroundHtml(place: Place): Html {
  const { running, language, words } = place;
  const { refundRules } = running.options;
  return html`${referenceHtml(place)}
      ${section(words('refundHeading'), [refundRules && say(refundRules, language)])}
      ${otherWaysHtml(place)}
      ${paragraph(words('someoneElse'))}
      ${helpHtml(place)}`;
}

/** The amount held until a day that is over. Nobody pays it, and nobody else is to be blamed. */
function outdatedHtml(place: Place): Html {
  const { words, shown } = place;
  const time = timeIn(place, new Date(shown.owed.validUntil));
  return notice(words('outdatedHeading'), [words('outdatedHelp', { time })], 'information');
}
