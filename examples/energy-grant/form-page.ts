import { html } from 'hono/html';
import type { Language } from '../municipality/languages.ts';
import { municipalityWords, page } from '../municipality/layout.ts';
import type { Html, Surroundings } from '../municipality/layout.ts';
import { formElements } from '../municipality/plaza.ts';
import { contacts, mostInAbout, names, needs } from './answers.ts';
import type { AnswerError, Question, Typed } from './answers.ts';
import type { DatePart } from './date-of-birth.ts';
import { acceptedByBrowser, mostInProof, sizeInWords } from './proof.ts';
import type { ProofSummary } from './proof.ts';
import { regions } from './regions.ts';
import type { Words } from './words/en.ts';

/** Everything the form shows. */
export interface FormState {
  words: Words;
  language: Language;
  /** Where the form is sent. Never the address that it is shown at. */
  action: string;
  /** Names this page of the form: sent twice, it is one application. */
  token: string;
  /** Shows that the page was given to this visitor. */
  proofOfVisitor: string;
  typed: Typed;
  errors: AnswerError[];
  /** A file that was sent before and is kept. */
  kept: ProofSummary | undefined;
  /** Sentences that tell what happened to the form as a whole. */
  notices?: { variant: 'information' | 'error'; sentences: string[] } | undefined;
}

const formId = 'application';

/** The page with the form: empty, or with everything typed and what to mend in it. */
export function formPage(surroundings: Surroundings, state: FormState): Html {
  const { words, language, errors, notices } = state;
  const path = `${surroundings.site.base}/energy-grant`;
  return page(surroundings, {
    language,
    title: words.title,
    path,
    hasErrors: errors.length > 0 || notices?.variant === 'error',
    crumbs: [{ path: surroundings.site.base, text: municipalityWords[language].home }],
    elements: formElements,
    form: formId,
    main: html`${notice(state)}
      ${errorSummary(state)}
      <h1 class="plaza-heading-xl">${words.title}</h1>
      <p class="plaza-text">${words.lead}</p>
      <p class="plaza-text">${words.needed}</p>
      <plaza-form>
        <form id="${formId}" method="post" action="${state.action}" enctype="multipart/form-data" novalidate>
          <input type="hidden" name="token" value="${state.token}">
          <input type="hidden" name="visit" value="${state.proofOfVisitor}">
          ${nameField(state)}
          ${emailField(state)}
          ${birthDateField(state)}
          ${regionField(state)}
          ${contactChoices(state)}
          ${needsChoices(state)}
          ${aboutField(state)}
          ${proofField(state)}
          <button class="plaza-button" name="action" value="send">${words.send}</button>
        </form>
      </plaza-form>`,
  });
}

function notice({ notices, words }: FormState): Html | undefined {
  if (!notices) return undefined;
  const { variant, sentences } = notices;
  const begin =
    variant === 'error'
      ? html`<div class="plaza-notification" data-variant="error" role="alert" tabindex="-1" autofocus>
        <h2>${words.thereIsAProblem}</h2>`
      : html`<div class="plaza-notification" data-variant="information" role="status">`;
  return html`${begin}
        ${sentences.map(
          (sentence) => html`<p>${sentence}</p>
        `,
        )}
      </div>`;
}

function errorSummary({ words, errors }: FormState): Html {
  if (errors.length === 0) return html`<plaza-error-summary></plaza-error-summary>`;
  return html`<plaza-error-summary tabindex="-1" autofocus><div role="alert"><h2>${words.thereIsAProblem}</h2><ul>
        ${errors.map(
          ({ control, message }) => html`<li><a href="#${control}">${message}</a></li>
        `,
        )}
      </ul></div></plaza-error-summary>`;
}

function nameField(state: FormState): Html {
  const { words, typed } = state;
  return html`<plaza-field error-value-missing="${words.errors.nameMissing}">
            <label for="name">${words.name}</label>
            <p slot="hint" id="name-hint">${words.nameHint}</p>
            ${error(state, 'name', 'name-error')}
            <input id="name" name="${names.name}" autocomplete="name" spellcheck="false" required value="${shown(typed.name)}" ${described(state, 'name', 'name-hint', 'name-error')}>
          </plaza-field>`;
}

function emailField(state: FormState): Html {
  const { words, typed } = state;
  return html`<plaza-field error-value-missing="${words.errors.emailMissing}" error-type-mismatch="${words.errors.emailWrong}">
            <label for="email">${words.email}</label>
            <p slot="hint" id="email-hint">${words.emailHint}</p>
            ${error(state, 'email', 'email-error')}
            <input id="email" name="${names.email}" type="email" autocomplete="email" spellcheck="false" required value="${shown(typed.email)}" ${described(state, 'email', 'email-hint', 'email-error')}>
          </plaza-field>`;
}

function birthDateField(state: FormState): Html {
  const { words, typed, errors } = state;
  const wrong = errors.find(({ question }) => question === 'birthDate');
  const ids = ['birth-hint', ...(wrong ? ['birth-error'] : [])].join(' ');
  const part = (part: DatePart, label: string, size: number, kind?: Html) => html`<div>
                  <label for="birth-${part}">${label}</label>
                  <input id="birth-${part}" name="${names.birthDate[part]}" autocomplete="bday-${part}" size="${size}" ${kind} required value="${shown(typed.birthDate[part])}" ${wrong && (wrong.parts ?? ['day']).includes(part) && html`aria-invalid="true"`}>
                </div>`;
  const number = html`inputmode="numeric"`;
  return html`<plaza-date-field required min="1900-01-01" max="today" error-value-missing="${words.errors.dateMissing}" error-range-underflow="${words.errors.dateTooEarly}" error-range-overflow="${words.errors.dateFuture}">
            <fieldset role="group" aria-describedby="${ids}">
              <legend>${words.birthDate}</legend>
              <p slot="hint" id="birth-hint">${words.birthDateHint}</p>
              ${error(state, 'birthDate', 'birth-error')}
              <div class="plaza-date-parts">
                ${part('day', words.day, 2, number)}
                ${part('month', words.month, 10)}
                ${part('year', words.year, 4, number)}
              </div>
            </fieldset>
          </plaza-date-field>`;
}

function regionField(state: FormState): Html {
  const { words, typed } = state;
  return html`<plaza-field error-value-missing="${words.errors.regionMissing}">
            <label for="region">${words.region}</label>
            ${error(state, 'region', 'region-error')}
            <select id="region" name="${names.region}" autocomplete="address-level1" required ${described(state, 'region', undefined, 'region-error')}>
              <option value="">${words.regionChoose}</option>
              ${Object.entries(regions).map(
                ([
                  code,
                  name,
                ]) => html`<option value="${code}"${typed.region === code && html` selected`}>${name}</option>
              `,
              )}
            </select>
          </plaza-field>`;
}

function contactChoices(state: FormState): Html {
  const { words, typed } = state;
  return html`<plaza-choices error-value-missing="${words.errors.contactMissing}">
            <fieldset ${described(state, 'contact', 'contact-hint', 'contact-error', 'group')}>
              <legend>${words.contact}</legend>
              <p slot="hint" id="contact-hint">${words.contactHint}</p>
              ${error(state, 'contact', 'contact-error')}
              ${contacts.map(
                (
                  value,
                ) => html`<div class="plaza-choice"><input type="radio" id="contact-${value}" name="${names.contact}" value="${value}" required aria-describedby="contact-${value}-hint"${typed.contact === value && html` checked`}><label for="contact-${value}">${words.contacts[value]}</label><p slot="hint" id="contact-${value}-hint">${words.contactHints[value]}</p></div>
              `,
              )}
            </fieldset>
          </plaza-choices>`;
}

function needsChoices(state: FormState): Html {
  const { words, typed } = state;
  return html`<plaza-choices required error-value-missing="${words.errors.needsMissing}">
            <fieldset ${described(state, 'needs', 'needs-hint', 'needs-error', 'group')}>
              <legend>${words.needs}</legend>
              <p slot="hint" id="needs-hint">${words.needsHint}</p>
              ${error(state, 'needs', 'needs-error')}
              ${needs.map(
                (value) => html`${
                  value === 'none' &&
                  html`<p class="plaza-choices-divider">${words.or}</p>
              `
                }<div class="plaza-choice"><input type="checkbox" id="needs-${value}" name="${names.needs}" value="${value}"${value === 'none' && html` data-exclusive`}${typed.needs.includes(value) && html` checked`}><label for="needs-${value}">${words.needNames[value]}</label></div>
              `,
              )}
            </fieldset>
          </plaza-choices>`;
}

function aboutField(state: FormState): Html {
  const { words, language, typed } = state;
  const limit = new Intl.NumberFormat(language).format(mostInAbout);
  // HTML drops the first line break of a textarea, so one is written for it to drop.
  return html`<plaza-field max-characters="${mostInAbout}">
            <label for="about">${words.about}</label>
            <p slot="hint" id="about-hint">${words.aboutHint}</p>
            ${error(state, 'about', 'about-error')}
            <textarea id="about" name="${names.about}" rows="6" ${described(state, 'about', 'about-hint', 'about-error', 'control', 'about-limit')}>
${shown(typed.about)}</textarea>
            <p slot="limit" id="about-limit">${words.aboutLimit(limit)}</p>
          </plaza-field>`;
}

function proofField(state: FormState): Html {
  const { words, language, kept } = state;
  return html`<plaza-file-field max-size="${mostInProof}" error-value-missing="${words.errors.proofMissing}" error-too-long="${words.errors.proofTooLarge}" error-type-mismatch="${words.errors.proofType}" error-bad-input="${words.errors.proofEmpty}">
            <label for="proof">${words.proof}</label>
            <p slot="hint" id="proof-hint">${words.proofHint}</p>
            ${error(state, 'proof', 'proof-error')}
            <input type="file" id="proof" name="${names.proof}" accept="${acceptedByBrowser}"${!kept && html` required`} ${described(state, 'proof', 'proof-hint', 'proof-error', 'control', kept && 'proof-kept')}>
          </plaza-file-field>
          ${
            kept &&
            html`<div class="plaza-inset">
            <p id="proof-kept"><bdi>${kept.name}</bdi>, ${sizeInWords(kept.size, language)}, ${words.proofKept}</p>
            <p><button class="plaza-button" data-variant="secondary" name="action" value="remove-proof" formnovalidate>${words.proofRemove(kept.name)}</button></p>
          </div>`
          }`;
}

function error({ words, errors }: FormState, question: Question, id: string): Html | undefined {
  const found = errors.find((each) => each.question === question);
  return (
    found &&
    html`<p slot="error" id="${id}"><span class="plaza-visually-hidden">${words.error}</span> ${found.message}</p>`
  );
}

/** Ties a control, or a group of them, to its hint, its error and what else describes it. */
function described(
  { errors }: FormState,
  question: Question,
  hintId: string | undefined,
  errorId: string,
  kind: 'control' | 'group' = 'control',
  moreId?: string,
): Html {
  const wrong = errors.some((each) => each.question === question);
  const ids = [hintId, wrong && errorId, moreId].filter(Boolean).join(' ');
  return html`${ids && html`aria-describedby="${ids}"`}${wrong && kind === 'control' && html` aria-invalid="true"`}`;
}

/** HTML has no way to write NUL; the error beside the answer says that it was taken out. */
function shown(text: string): string {
  return text.replaceAll('\0', '');
}
