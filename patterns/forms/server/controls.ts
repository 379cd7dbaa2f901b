import { dateParts } from '@plaza-ds/components/read/calendar-date';
import type { DatePart } from '@plaza-ds/components/read/calendar-date';
import { html, raw } from 'hono/html';
import { dateHint } from '../answers/date-hint.ts';
import { askedOf, errorOf, labelOf } from '../answers/read-page.ts';
import type { AnswerError, Reader } from '../answers/read-page.ts';
import { say } from '../definition/words.ts';
import { isSensitive } from '../path/service.ts';
import type { ServiceQuestion } from '../path/service.ts';
import { sizeInWords } from '../questions/file.ts';
import type { FileReference } from '../questions/file.ts';
import type { Around, Attributes, Control, LabelledPart, Typed } from '../questions/question-type.ts';
import { catalogues, message } from '../words/catalogue.ts';
import type { MessageKey } from '../words/catalogue.ts';
import type { UnsureState } from './store.ts';
import type { Upload } from './uploads.ts';

/** HTML in which every value was escaped. */
export type Html = ReturnType<typeof html>;

/** A question as it is to stand on a page. */
export interface ShownQuestion {
  question: ServiceQuestion;
  /** Its name in the draft, which its control has too. */
  name: string;
  typed: Typed;
  errors: readonly AnswerError[];
  reader: Reader;
  /** Whether its label is the heading of the page. */
  isHeading: boolean;
  /** The files that were sent before. */
  keptFiles?: readonly FileReference[];
  /** Those of them that are not known to be clean. */
  unsure?: ReadonlyMap<string, UnsureState>;
  /** Where a file is sent to in pieces, as soon as it is chosen. */
  uploadsTo?: string;
  /** The files for it that have begun to come. */
  unfinished?: readonly Upload[];
}

/** The id of the control with this name. */
export function idOf(name: string): string {
  return name.replaceAll('/', '-');
}

/** Every sentence of the service for a reader. */
export function speaker({ language, words = catalogues }: Reader) {
  return (key: MessageKey, values?: Record<string, string | number>) => message(words, language, key, values);
}

/** One question in the documented markup of its element: whole without a script. */
export function questionHtml(shown: ShownQuestion): Html {
  const control = shown.question.type.control(askedOf(shown.question, shown.reader));
  switch (control.kind) {
    case 'field':
      return single(shown, { ...unfitAttribute(shown, control), ...control.element }, field(shown, control));
    case 'textarea':
      return single(shown, control.element, textarea(shown, control.rows), limit(shown, control.element));
    case 'select':
      return single(shown, undefined, select(shown, control.attributes));
    case 'radios':
    case 'checkboxes':
      return choices(shown, control.kind);
    case 'date':
      return date(shown, control);
    case 'fields':
      return fields(shown, control.parts);
    case 'file':
      return file(shown, control);
  }
}

function single(shown: ShownQuestion, element: Attributes = {}, control: Html, after?: Html): Html {
  return html`<plaza-field ${attributes({ ...errorAttributes(shown), ...element })}>
            ${label(shown)}
            ${hint(shown)}
            ${errorHtml(shown)}
            ${control}
            ${after}
          </plaza-field>`;
}

function field(shown: ShownQuestion, control: Control & { kind: 'field' }): Html {
  const { prefix, suffix } = control;
  const input = html`<input ${controlAttributes(shown, control.attributes)} value="${first(shown)}">`;
  const unit = (text: string | undefined) => text && html`<span aria-hidden="true">${text}</span>`;
  const whole =
    prefix || suffix ? html`<span class="plaza-affixes">${unit(prefix)}${input}${unit(suffix)}</span>` : input;
  return readBy(control.around, whole, errorAttributes(shown));
}

function readBy(around: Around | undefined, control: Html, errors: Attributes): Html {
  if (!around) return control;
  return html`${raw(`<${around.tag} `)}${attributes({ ...around.attributes, ...readingErrors(around.tag, errors) })}>${control}${raw(`</${around.tag}>`)}`;
}

/** What the elements that read an answer call the errors that they say themselves, by the codes that definitions word them with. */
const readingCodes: Readonly<Record<Around['tag'], Readonly<Record<string, readonly string[]>>>> = {
  'plaza-national-number': { 'pattern-mismatch': ['malformed'], 'bad-input': ['check-digit'] },
  'plaza-phone': { 'pattern-mismatch': ['unreadable', 'country', 'length'] },
  'plaza-money': {
    'bad-input': ['unreadable', 'ambiguous', 'decimals'],
    'range-underflow': ['range-underflow'],
    'range-overflow': ['range-overflow'],
  },
};

/** What reads an answer says what is wrong with it itself: in the words of the definition, if it has any. */
function readingErrors(tag: Around['tag'], errors: Attributes): Attributes {
  const own = Object.entries(readingCodes[tag]).flatMap(([code, names]) =>
    names.map((name) => [`error-${name}`, errors[`error-${code}`]] as const),
  );
  return Object.fromEntries(own.filter(([, words]) => words !== undefined));
}

/** The very sentence that the server has for what does not fit the pattern. */
function unfitAttribute({ question, name, reader }: ShownQuestion, { unfit }: Control & { kind: 'field' }): Attributes {
  return unfit ? { 'error-pattern-mismatch': errorOf(question, name, unfit, reader).message } : {};
}

function textarea(shown: ShownQuestion, rows: number): Html {
  // HTML drops the first line break of a textarea, so one is written for it to drop.
  return html`<textarea ${controlAttributes(shown, { rows })}>
${first(shown)}</textarea>`;
}

function limit(shown: ShownQuestion, element: Attributes = {}): Html | undefined {
  const most = element['max-characters'];
  if (!most) return undefined;
  return html`<p slot="limit" id="${idOf(shown.name)}-limit">${speaker(shown.reader)('textLimit', { most: Number(most) })}</p>`;
}

function select(shown: ShownQuestion, own: Attributes = {}): Html {
  const { question, reader } = shown;
  const options = question.question.options ?? [];
  const inWords = options.map(({ value, label }) => ({ value, label: say(label, reader.language) }));
  return selectFrom(inWords, first(shown), controlAttributes(shown, own), reader);
}

function selectFrom(options: NonNullable<LabelledPart['options']>, chosen: string, own: Html, reader: Reader): Html {
  return html`<select ${own}>
              <option value="">${speaker(reader)('chooseOption')}</option>
              ${options.map(
                ({
                  value,
                  label,
                }) => html`<option value="${value}"${chosen === value && html` selected`}>${label}</option>
              `,
              )}
            </select>`;
}

function choices(shown: ShownQuestion, kind: 'radios' | 'checkboxes'): Html {
  const { question, name, typed, reader } = shown;
  const chosen = typed[''] ?? [];
  const many = kind === 'checkboxes';
  const words = speaker(reader);
  const option = ({ value, label, hint, exclusive }: ShownOption, index: number): Html => {
    const id = index ? `${idOf(name)}-${value}` : idOf(name); // the first has the question's id: the error summary leads to it
    return html`${(exclusive || value === 'not-said') && index > 0 && html`<p class="plaza-choices-divider">${words('or')}</p>`}<div class="plaza-choice"><input ${attributes(
      {
        type: many ? 'checkbox' : 'radio',
        id,
        name,
        value,
        required: (!many && question.required) || undefined,
        'data-plaza-sensitive': isSensitive(question) || undefined,
        'data-exclusive': (many && exclusive) || undefined,
        'aria-describedby': hint && `${id}-hint`,
        checked: chosen.includes(value) || undefined,
      },
    )}><label for="${id}">${label}</label>${hint && html`<p slot="hint" id="${id}-hint">${hint}</p>`}</div>
              `;
  };
  return html`<plaza-choices ${attributes({ ...errorAttributes(shown), required: (many && question.required) || undefined })}>
            <fieldset ${attributes({ 'aria-describedby': describedBy(shown) })}>
              ${legend(shown)}
              ${hint(shown)}
              ${errorHtml(shown)}
              ${optionsOf(shown).map(option)}
            </fieldset>
          </plaza-choices>`;
}

interface ShownOption {
  value: string;
  label: string;
  hint?: string | undefined;
  exclusive?: boolean | undefined;
}

function optionsOf({ question, reader }: ShownQuestion): ShownOption[] {
  const words = speaker(reader);
  const { name } = question.type;
  if (name === 'yes-no') return (['yes', 'no'] as const).map((value) => ({ value, label: words(value) }));
  const own = (question.question.options ?? []).map(({ value, label, hint, exclusive }) => ({
    value,
    label: say(label, reader.language),
    hint: hint && say(hint, reader.language),
    exclusive,
  }));
  return name === 'equality' ? [...own, { value: 'not-said', label: words('notSaid') }] : own;
}

function date(shown: ShownQuestion, { element, autocomplete, precision }: Control & { kind: 'date' }): Html {
  const { question, name, typed, errors, reader } = shown;
  const words = speaker(reader);
  const enough = dateParts.indexOf(precision ?? 'day');
  const part = (end: DatePart, label: MessageKey, size: number, inputmode?: string): Html => {
    const control = `${name}/${end}`;
    return html`<div>
                  <label for="${idOf(control)}">${words(label)}</label>
                  <input ${attributes({
                    id: idOf(control),
                    name: control,
                    autocomplete: autocomplete && `${autocomplete}-${end}`,
                    size,
                    inputmode,
                    required: (question.required && dateParts.indexOf(end) >= enough) || undefined,
                    'data-plaza-sensitive': isSensitive(question) || undefined,
                    'aria-invalid': errors.some(({ controls }) => controls.includes(control)) ? 'true' : undefined,
                  })} value="${typed[end]?.[0]?.replaceAll('\0', '') ?? ''}">
                </div>`;
  };
  return html`<plaza-date-field ${attributes({ ...errorAttributes(shown), ...element })}>
            <fieldset ${attributes({ role: 'group', 'aria-describedby': describedBy(shown) })}>
              ${legend(shown)}
              ${hint(shown)}
              ${errorHtml(shown)}
              <div class="plaza-date-parts">
                ${part('day', 'dayLabel', 2, 'numeric')}
                ${part('month', 'monthLabel', 10)}
                ${part('year', 'yearLabel', 4, 'numeric')}
              </div>
            </fieldset>
          </plaza-date-field>`;
}

/** Several fields of one question. Each is a field of its own, with its own error. */
function fields(shown: ShownQuestion, parts: readonly LabelledPart[]): Html {
  const described = hintOf(shown) && `${idOf(shown.name)}-hint`;
  return html`<fieldset class="plaza-fieldset" ${attributes({ 'aria-describedby': described })}>
            ${legend(shown)}
            ${hint(shown)}
            ${parts.map((part) => partField(shown, part))}
          </fieldset>`;
}

function partField(shown: ShownQuestion, part: LabelledPart): Html {
  const { question, name, typed, errors, reader } = shown;
  const words = speaker(reader);
  const control = `${name}/${part.name}`;
  const id = idOf(control);
  const wrong = errors.find(({ controls }) => controls.includes(control));
  const described = [part.hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ');
  const ownErrors = errorAttributes(shown, words(part.label));
  const text = typed[part.name]?.[0]?.replaceAll('\0', '') ?? '';
  const own = attributes({
    id,
    name: control,
    ...part.attributes,
    'data-plaza-sensitive': isSensitive(question) || undefined,
    required: (question.required && !part.optional) || undefined,
    'aria-describedby': described || undefined,
    'aria-invalid': wrong ? 'true' : undefined,
  });
  const native = part.options ? selectFrom(part.options, text, own, reader) : html`<input ${own} value="${text}">`;
  return html`<plaza-field ${attributes({ ...ownErrors, ...part.element })}>
              <label for="${id}">${words(part.label)}</label>
              ${part.hint && html`<p slot="hint" id="${id}-hint">${words(part.hint)}</p>`}
              ${wrong && errorText(id, wrong, reader)}
              ${readBy(part.around, native, ownErrors)}
            </plaza-field>
            `;
}

function file(shown: ShownQuestion, { element, accept, several }: Control & { kind: 'file' }): Html {
  const { question, keptFiles = [], name, reader } = shown;
  const words = speaker(reader);
  const kept = keptFiles.length ? `${idOf(name)}-kept` : undefined;
  const own = {
    type: 'file',
    accept,
    multiple: several || undefined,
    required: (question.required && !kept) || undefined,
  };
  const described = [describedBy(shown), kept].filter(Boolean).join(' ') || undefined;
  return html`<plaza-file-upload ${attributes({ to: shown.uploadsTo })}><plaza-file-field ${attributes({ ...errorAttributes(shown), ...element })}>
            ${label(shown)}
            ${hint(shown)}
            ${errorHtml(shown)}
            <input ${controlAttributes(shown, own)} ${attributes({ 'aria-describedby': described })}>
          </plaza-file-field>
          ${unfinishedHtml(shown)}
          ${several && html`<p class="plaza-text" slot="add"><button class="plaza-button" data-variant="secondary" name="action" value="add-files" formnovalidate>${words('addFiles')}</button></p>`}
          ${several ? keptList(shown) : keptFiles[0] && keptOne(shown, keptFiles[0])}
          </plaza-file-upload>`;
}

/** What came of files before the network failed, or the page was left. */
function unfinishedHtml({ unfinished = [], reader }: ShownQuestion): Html {
  const { language } = reader;
  return html`${unfinished.map(({ name, size, received }) => {
    const share = Math.floor((received / size) * 100) / 100;
    const percent = share.toLocaleString(language, { style: 'percent' });
    const words = speaker(reader)('fileUnfinished', { name, percent });
    return html`<p class="plaza-text" slot="unfinished" data-name="${name}">${words}</p>
          `;
  })}`;
}

function keptOne({ name, reader, unsure }: ShownQuestion, { file, ...kept }: FileReference): Html {
  const words = speaker(reader);
  return html`<div class="plaza-inset" slot="kept">
            <p id="${idOf(name)}-kept"><bdi>${kept.name}</bdi>, ${sizeInWords(kept.size, reader.language)}, ${words('fileKept')}</p>
            ${stateOf(file, unsure) && html`<p>${words(stateOf(file, unsure)!)}</p>`}
            <p><button class="plaza-button" data-variant="secondary" name="action" value="remove-file:${name}/${file}" formnovalidate>${words('fileRemove', { name: kept.name })}</button></p>
          </div>`;
}

/** The files of an answer that has several, each with a way to take it back. */
function keptList({ keptFiles = [], name, reader, unsure }: ShownQuestion): Html | undefined {
  if (!keptFiles.length) return undefined;
  const words = speaker(reader);
  const id = `${idOf(name)}-kept`;
  return html`<p class="plaza-text" id="${id}"><strong>${words('filesKept', { count: keptFiles.length })}</strong></p>
          <ul class="plaza-file-list" role="list" aria-labelledby="${id}">
            ${keptFiles.map(
              (kept) => html`<li${unsure?.get(kept.file) === 'infected' && html` data-variant="error"`}>
              <div><bdi>${kept.name}</bdi>, ${sizeInWords(kept.size, reader.language)}${stateOf(kept.file, unsure) && html`<p>${words(stateOf(kept.file, unsure)!)}</p>`}</div>
              <button class="plaza-button" data-variant="quiet" name="action" value="remove-file:${name}/${kept.file}" formnovalidate>${words('itemRemove')}<span class="plaza-visually-hidden"> <bdi>${kept.name}</bdi></span></button>
            </li>
            `,
            )}
          </ul>`;
}

/** What to say of a file that is not known to be clean. */
function stateOf(file: string, unsure: ShownQuestion['unsure']): 'fileWaiting' | 'fileInfected' | undefined {
  const state = unsure?.get(file);
  return state && ({ waiting: 'fileWaiting', infected: 'fileInfected' } as const)[state];
}

/** An answer, each line of it in the direction that it is written in. */
export function answerHtml(answer: string): Html {
  return html`${answer.split('\n').map((line, index) => html`${index > 0 && '\n'}<bdi>${line}</bdi>`)}`;
}

/** Attributes as HTML writes them; undefined leaves one out. */
export function attributes(all: Attributes): Html {
  return html`${Object.entries(all)
    .filter(([, value]) => value !== undefined)
    .map(([name, value], index) => html`${index > 0 && ' '}${name}${value !== true && html`="${value}"`}`)}`;
}

function controlAttributes(shown: ShownQuestion, own: Attributes = {}): Html {
  const { question, name } = shown;
  return attributes({
    id: idOf(name),
    name,
    required: question.required || undefined,
    'data-plaza-sensitive': isSensitive(question) || undefined,
    ...own,
    ...(own.type !== 'file' && { 'aria-describedby': describedBy(shown) }),
    'aria-invalid': shown.errors.length ? 'true' : undefined,
  });
}

/** The definition's own words for errors, for the element to say them too. */
function errorAttributes({ question, reader }: ShownQuestion, label = labelOf(question, reader)): Attributes {
  const own = Object.entries(question.question.errors ?? {});
  const { minimum: min, maximum: max, multipleOf: step } = question.schema;
  const said = question.type.limitsSaid?.(askedOf(question, reader));
  const values = Object.fromEntries(
    Object.entries({ label, min, max, step, ...said }).filter(
      (entry): entry is [string, string | number] => entry[1] !== undefined,
    ),
  );
  return Object.fromEntries(own.map(([code, words]) => [`error-${code}`, say(words, reader.language, values)]));
}

function label(shown: ShownQuestion): Html {
  const text = html`<label for="${idOf(shown.name)}">${labelOf(shown.question, shown.reader)}</label>`;
  return shown.isHeading ? html`<h1 class="plaza-heading-l">${text}</h1>` : text;
}

function legend(shown: ShownQuestion): Html {
  const text = labelOf(shown.question, shown.reader);
  return shown.isHeading
    ? html`<legend><h1 class="plaza-heading-l">${text}</h1></legend>`
    : html`<legend>${text}</legend>`;
}

function hintOf({ question, reader }: ShownQuestion): string | undefined {
  const { hint } = question.question;
  const own = hint && say(hint, reader.language);
  const usual = dateHint(question, reader);
  if (!own) return usual?.text;
  return usual?.isNeeded ? `${own.replace(/(?<![.!?؟])$/, '.')} ${usual.text}` : own;
}

function hint(shown: ShownQuestion): Html | undefined {
  const text = hintOf(shown);
  return text ? html`<p slot="hint" id="${idOf(shown.name)}-hint">${text}</p>` : undefined;
}

function errorHtml({ errors, name, reader }: ShownQuestion): Html | undefined {
  if (!errors[0]) return undefined;
  const message = errors.map((error) => error.message).join('. '); // of several files each has its own
  return errorText(idOf(name), { ...errors[0], message }, reader);
}

function errorText(id: string, error: AnswerError, reader: Reader): Html {
  return html`<p slot="error" id="${id}-error"><span class="plaza-visually-hidden">${speaker(reader)('errorPrefix')}</span> ${error.message}</p>`;
}

function describedBy(shown: ShownQuestion): string | undefined {
  const { name, errors, question, reader } = shown;
  const id = idOf(name);
  const control = question.type.control(askedOf(question, reader));
  const hasLimit = control.kind === 'textarea' && control.element?.['max-characters'];
  const ids = [hintOf(shown) && `${id}-hint`, errors.length && `${id}-error`, hasLimit && `${id}-limit`];
  return ids.filter(Boolean).join(' ') || undefined;
}

/** HTML has no way to write NUL; the error beside the answer says that it is there. */
function first({ typed }: ShownQuestion): string {
  return (typed['']?.[0] ?? '').replaceAll('\0', '');
}
