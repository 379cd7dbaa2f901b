import { html } from 'hono/html';
import { locales } from '../municipality/languages.ts';
import type { Language } from '../municipality/languages.ts';
import type { Html } from '../municipality/layout.ts';
import { sizeInWords } from './proof.ts';
import { regions } from './regions.ts';
import type { Application } from './store.ts';
import type { Words } from './words/en.ts';

/** The zone of the municipality's clocks. */
export const timeZone = 'America/Santiago';

/** What somebody sent, in their own words. */
export function summaryList({ answers, proof, sentAt }: Application, words: Words, language: Language): Html {
  const birthDate = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(answers.birthDate),
  );
  const sent = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
    sentAt,
  );
  const rows: [label: string, answer: string | Html][] = [
    [words.name, answers.name],
    [words.email, answers.email],
    [words.birthDate, birthDate],
    [words.region, regions[answers.region]],
    [words.contact, words.contacts[answers.contact]],
    [words.needs, answers.needs.map((need) => words.needNames[need]).join('\n')],
    [words.about, answers.about || words.confirmation.noAnswer],
    [words.proof, html`<bdi>${proof.name}</bdi>, ${sizeInWords(proof.size, language)}`],
    [words.confirmation.sentOn, sent],
  ];
  return html`<dl class="plaza-summary-list">
        ${rows.map(
          ([label, answer]) => html`<div><dt>${label}</dt><dd dir="auto">${answer}</dd></div>
        `,
        )}
      </dl>`;
}
