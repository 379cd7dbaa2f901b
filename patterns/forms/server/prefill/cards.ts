import { createHash } from 'node:crypto';
import { html } from 'hono/html';
import { askedOf, labelOf, questionsOf } from '../../answers/read-page.ts';
import type { Sent } from '../../answers/read-page.ts';
import { say } from '../../definition/words.ts';
import { answerOf } from '../../draft/draft.ts';
import type { PathStep } from '../../path/path.ts';
import { prefillEntries } from '../../prefill/entries.ts';
import type { ConsentDecision } from '../../prefill/ledger.ts';
import { answerHtml, speaker } from '../controls.ts';
import type { Html } from '../controls.ts';
import type { Setting } from '../pages.ts';
import type { DraftContent } from '../store.ts';
import { cardOf, prefillOf } from './state.ts';
import type { Card, Provenance } from './state.ts';

/** The answers of a page that came from elsewhere, by question. */
export type Cards = ReadonlyMap<string, Card>;

export function cardsOn({ service }: Setting, content: DraftContent, step: PathStep): Cards {
  return new Map(
    questionsOf(service, step).flatMap(({ name }) => {
      const card = cardOf(service, content, name);
      return card ? [[name, card] as const] : [];
    }),
  );
}

/** What a form says of a card, so that nobody accepts a value that they did not see. */
export function markOf({ value }: Card): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}

/** What was sent, with what stands on the cards: or, where a person writes it anew, what they would find written. */
export function withCards({ service, reader }: Setting, cards: Cards, sent: Sent, isWrong = false): Sent {
  const all = new Map(sent);
  for (const [name, { value, correction }] of cards) {
    const question = service.questions.get(name)!;
    const shown = isWrong && correction !== undefined ? correction : value;
    for (const [part, texts] of Object.entries(question.type.write(shown, askedOf(question, reader))))
      all.set(part ? `${name}/${part}` : name, texts);
  }
  return all;
}

/** Answers to look at, where each is from, and the way to say that one is wrong. */
export function cardsHtml(setting: Setting, cards: Cards, changeAt: string): Html | undefined {
  if (!cards.size) return undefined;
  const words = speaker(setting.reader);
  const origins = new Map(
    [...cards.values()].map((card) => [originOf(setting, officeOf(setting, card), card.asOf), card]),
  );
  const isAsked = [...cards.values()].some(({ entry }) => entry.consent === 'ask');
  return html`<dl class="plaza-summary-list">${[...cards].map(([name, card]) => rowHtml(setting, name, card))}</dl>
        ${[...cards].map(([name, card]) => html`<input type="hidden" name="card/${name}" value="${markOf(card)}">`)}
        ${[...origins.keys()].map((origin) => html`<p class="plaza-text">${origin}</p>`)}
        ${isAsked && html`<p class="plaza-text"><a class="plaza-link" href="${changeAt}">${words('consentChange')}</a></p>`}
        <p class="plaza-text"><button class="plaza-button" data-variant="secondary" name="action" value="wrong" formnovalidate>${words('prefillWrong')}</button></p>
        `;
}

function rowHtml(setting: Setting, name: string, card: Card): Html {
  const { service, reader } = setting;
  const question = service.questions.get(name)!;
  const inWords = (value: unknown) => question.type.say(value, askedOf(question, reader));
  const said =
    card.correction !== undefined &&
    html`<br>${speaker(reader)('correctionSaid', { value: inWords(card.correction) })}`;
  return html`<div><dt>${labelOf(question, reader)}</dt><dd>${answerHtml(inWords(card.value))}${said}</dd></div>`;
}

/** What becomes of what is written in place of a value that came, once for each source. */
export function wrongNotes(setting: Setting, cards: Cards): Html {
  const words = speaker(setting.reader);
  const entries = new Map([...cards.values()].map((card) => [card.entry.id, card]));
  return html`<input type="hidden" name="wrong" value="yes">${[...entries.values()].map((card) => {
    const { editable, correction } = card.entry;
    const office = officeOf(setting, card);
    if (editable === 'yes') return '';
    if (editable === 'this-form-only') return html`<p class="plaza-text">${words('prefillThisForm', { office })}</p>`;
    return html`<p class="plaza-text">${words('prefillCorrection', { office })}</p>
        ${correction && html`<p class="plaza-text">${say(correction, setting.reader.language)}</p>`}`;
  })}`;
}

function officeOf({ reader }: Setting, { entry }: Card): string {
  return say(entry.office, reader.language);
}

/** Where an answer is from, and of when it is. */
export function originOf(setting: Setting, office: string, asOf: string): string {
  return speaker(setting.reader)('prefillFrom', { office, date: dateInWords(setting, asOf) });
}

export function dateInWords({ service, reader }: Setting, asOf: string): string {
  const timeZone = asOf.includes('T') ? service.definition.timeZone : 'UTC';
  return new Date(asOf).toLocaleDateString(reader.language, { dateStyle: 'long', timeZone });
}

/** What to say of the answers of a page that were to come and did not. */
export function missingNotice(setting: Setting, content: DraftContent, { ask }: PathStep): string[] {
  const { asked } = prefillOf(content);
  return prefillEntries(setting.service.definition)
    .filter(({ id, questions }) => asked[id] && questions.some((name) => ask.includes(name)))
    .filter(({ questions }) =>
      questions.some(
        (name) =>
          ask.includes(name) &&
          answerOf(content.draft.answers, name) === undefined &&
          !cardOf(setting.service, content, name),
      ),
    )
    .map(({ office }) => speaker(setting.reader)('prefillMissing', { office: say(office, setting.reader.language) }));
}

/** What stands beside an answer where people look it through. */
export type Notes = (name: string) => string | undefined;

/** Where each answer is from, and what a person asked to have corrected. */
export function notesOf(
  setting: Setting,
  provenance: Readonly<
    Record<string, Pick<Provenance, 'office' | 'source' | 'asOf'> & { consent: { id: string } }>
  > = {},
  corrections: Readonly<Record<string, { value: unknown }>> = {},
): Notes {
  const { service, reader } = setting;
  return (name) => {
    const came = provenance[name];
    if (!came) return undefined;
    const entry = prefillEntries(service.definition).find(({ id }) => id === came.consent.id);
    const origin = originOf(setting, entry ? say(entry.office, reader.language) : came.office, came.asOf);
    const question = service.questions.get(name);
    if (!corrections[name] || !question) return origin;
    const value = question.type.say(corrections[name].value, askedOf(question, reader));
    return `${origin} ${speaker(reader)('correctionSaid', { value })}`;
  };
}

/** What a person decided, in words: of each thing the last decision, and with it when. */
export function decisionRows(
  { service, reader }: Setting,
  consents: readonly ConsentDecision[] = [],
): { label: string; answer: string; language: string }[] {
  const words = speaker(reader);
  const key = { yes: 'consentGiven', no: 'consentDeclined', informed: 'consentInformed' } as const;
  const { timeZone } = service.definition;
  return consents.map(({ office, purpose, decision, at, language }) => {
    const date = new Date(at).toLocaleString(reader.language, { dateStyle: 'long', timeStyle: 'short', timeZone });
    return { label: `${office}: ${purpose}`, answer: words(key[decision], { date }), language };
  });
}
