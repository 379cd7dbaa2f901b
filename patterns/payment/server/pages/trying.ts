import { html } from 'hono/html';
import type { Html } from '@plaza-ds/forms/server';
import type { Attempt } from '../../state/attempt.ts';
import type { Page } from '../running-pages.ts';
import { formElements, goOnForm, linesOf } from './choices.ts';
import {
  addressOf,
  amountIn,
  dayIn,
  facts,
  heading,
  helpHtml,
  link,
  otherWaysHtml,
  paragraph,
  referenceHtml,
  strong,
  timeIn,
  warning,
} from './parts.ts';
import type { Place } from './parts.ts';

const minute = 60_000;

/** Often while somebody has just come back; afterwards less often, for pages that turn by themselves disturb who reads them. */
function pace(age: number): number {
  if (age < minute) return 2;
  return age < 10 * minute ? 10 : 60;
}

const ageOf = ({ running }: Place, time: string) => running.now().getTime() - Date.parse(time);
const providerOf = ({ running, language }: Place, { provider }: Attempt) => running.labelOf(provider, language);

/** The provider or a bank works on it. */
export function waitingPage(place: Place, attempt: Attempt): Page {
  const { words } = place;
  const title = words('waitingHeading', { provider: providerOf(place, attempt) });
  return stillPage(place, title, [words('waitingHelp')], pace(ageOf(place, attempt.statusAt)));
}

/** The provider is being asked for its page, by this tab or another. */
export function preparingPage(place: Place, attempt: Attempt): Page {
  const { words } = place;
  const provider = providerOf(place, attempt);
  return stillPage(place, words('goingHeading', { provider }), [words('preparingHelp', { provider })], 2);
}

/** The money is set aside, and not taken. It waits for somebody of the agency. */
export function setAsidePage(place: Place, attempt: Attempt): Page {
  const { words } = place;
  const title = words('setAsideHeading', { amount: amountIn(place, attempt.money) });
  return stillPage(place, title, [words('setAsideHelp')]);
}

/** Money may have moved, and nobody says whether. */
export function unknownPage(place: Place, attempt: Attempt): Page {
  const { running, words } = place;
  const certain = Math.max(
    Date.parse(attempt.startedAt) + running.certainAfter,
    attempt.expiresAt === undefined ? 0 : Date.parse(attempt.expiresAt),
  );
  const isOver = running.now().getTime() >= certain;
  const until = words('unknownUntil', { time: timeIn(place, new Date(certain)) });
  const said = [isOver ? words('unknownLong') : until];
  return stillPage(place, words('unknownHeading'), said, 60, warning(place, words('unknownHelp')));
}

/** A page on which nobody has anything to do but to wait; it can be left, and come back to. */
function stillPage(place: Place, title: string, said: readonly string[], refresh?: number, first?: Html): Page {
  const { words, handle } = place;
  return {
    title,
    refresh,
    main: html`${place.notice}
      ${heading(title)}
      ${first}
      ${said.map((sentence) => paragraph(sentence))}
      ${paragraph(link(addressOf(place, handle), words('check')))}
      ${facts(linesOf(place))}
      ${referenceHtml(place)}
      ${paragraph(words('keepAddress'))}
      ${helpHtml(place)}`,
  };
}

/** Begun, and not paid as far as the provider says: who went back goes on where they were. */
export function resumePage(place: Place, attempt: Attempt): Page {
  const { words, handle } = place;
  const provider = providerOf(place, attempt);
  const title = words('resumeHeading', { provider });
  const { expiresAt } = attempt;
  const until =
    expiresAt && ageOf(place, expiresAt) < 0 && words('resumeUntil', { time: timeIn(place, new Date(expiresAt)) });
  return {
    title,
    elements: formElements,
    main: html`${place.notice}
      ${heading(title)}
      ${paragraph(words('resumeHelp'))}
      ${paragraph(until || undefined)}
      ${goOnForm(place, attempt.provider, words('resume', { provider }))}
      ${paragraph(link(addressOf(place, handle), words('check')))}
      ${facts(linesOf(place))}
      ${referenceHtml(place)}
      ${helpHtml(place)}`,
  };
}

/** The provider is down. What is owed stays owed, and the page says until when that is no harm. */
export function downPage(place: Place, attempt: Attempt): Page {
  const { words } = place;
  const provider = providerOf(place, attempt);
  const title = words('downHeading', { provider });
  const { dueAt } = place.shown.owed;
  return {
    title,
    elements: formElements,
    main: html`${place.notice}
      ${heading(title)}
      ${paragraph(attempt.failure?.moneyTaken === 'no' && strong(words('noMoney')))}
      ${paragraph(words('downHelp'))}
      ${paragraph(dueAt && words('downUntil', { time: dayIn(place, new Date(dueAt)) }))}
      ${goOnForm(place, attempt.provider, words('tryAgain'))}
      ${facts(linesOf(place))}
      ${referenceHtml(place)}
      ${otherWaysHtml(place)}
      ${helpHtml(place)}`,
  };
}
