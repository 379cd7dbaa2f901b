import { html } from 'hono/html';
import type { Html } from '@plaza-ds/forms/server';
import type { Setting } from './parts.ts';

/** One of a few, each with who it is for. */
export interface Choice {
  value: string;
  label: string;
  hint?: string | undefined;
}

/** A question with radios. */
export interface Choices {
  name: string;
  legend: string;
  choices: readonly Choice[];
  chosen: string | undefined;
  /** What is said where nothing is chosen. */
  missing: string;
  /** What is to be mended. */
  error: string | undefined;
}

export function choicesHtml({ words }: Setting, { name, legend, choices, chosen, missing, error }: Choices): Html {
  return html`<plaza-choices error-value-missing="${missing}">
            <fieldset${error && html` aria-describedby="${name}-error"`}>
              <legend>${legend}</legend>
              ${error && html`<p slot="error" id="${name}-error"><span class="plaza-visually-hidden">${words('errorPrefix')}</span> ${error}</p>`}
              ${choices.map((choice) => choiceHtml(name, choice, choice.value === chosen))}
            </fieldset>
          </plaza-choices>`;
}

function choiceHtml(name: string, { value, label, hint }: Choice, isChosen: boolean): Html {
  const id = idOf(name, value);
  return html`<div class="plaza-choice"><input type="radio" id="${id}" name="${name}" value="${value}" required${isChosen && html` checked`}${hint && html` aria-describedby="${id}-hint"`}><label for="${id}">${label}</label>${hint && html`<p slot="hint" id="${id}-hint">${hint}</p>`}</div>
              `;
}

/** What is to be mended, each line with a link to the first radio of its question. */
export function summaryHtml({ words }: Setting, questions: readonly Choices[]): Html | undefined {
  const wrong = questions.filter(({ error }) => error);
  if (!wrong.length) return undefined;
  return html`<plaza-error-summary tabindex="-1" autofocus><div role="alert">
        <h2>${words('thereIsAProblem')}</h2>
        <ul>${wrong.map(({ name, choices, error }) => html`<li><a href="#${idOf(name, choices[0]!.value)}">${error}</a></li>`)}</ul>
      </div></plaza-error-summary>`;
}

function idOf(name: string, value: string): string {
  return `${name}-${value}`;
}
