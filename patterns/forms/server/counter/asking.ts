import { html } from 'hono/html';
import { askedOf, errorOf, missing, typedIn } from '../../answers/read-page.ts';
import type { AnswerError, Reader, Sent } from '../../answers/read-page.ts';
import type { DataSchema, Option } from '../../definition/definition.ts';
import type { ServiceQuestion } from '../../path/service.ts';
import { typeOf } from '../../questions/types.ts';
import type { MessageKey } from '../../words/catalogue.ts';
import { questionHtml, speaker } from '../controls.ts';
import type { Html } from '../controls.ts';
import { backLink, elementsFor, formHtml, formId, noticeHtml, summary } from '../pages.ts';
import type { FormPage, Notice, Proof, Setting } from '../pages.ts';

/** A question that is asked of the staff, and stands in no definition. */
export function ownQuestion(
  reader: Reader,
  name: string,
  own: {
    type: 'choice' | 'date' | 'text';
    label: MessageKey;
    hint?: string;
    /** What is said where nothing was given. */
    missing?: MessageKey;
    options?: readonly (readonly [value: string, label: MessageKey])[];
    settings?: DataSchema['settings'];
    required?: boolean;
  },
): ServiceQuestion {
  const words = speaker(reader);
  const inWords = (text: string) => ({ [reader.language]: text });
  const schema: DataSchema = { $ref: `std:${own.type}`, ...(own.settings && { settings: own.settings }) };
  const options = own.options?.map(([value, label]): Option => ({ value, label: inWords(words(label)) }));
  return {
    name,
    schema,
    type: typeOf(schema)!,
    required: own.required ?? true,
    question: {
      label: inWords(words(own.label)),
      ...(own.hint !== undefined && { hint: inWords(own.hint) }),
      ...(own.missing && { errors: { 'value-missing': inWords(words(own.missing)) } }),
      ...(options && { options }),
    },
  };
}

/** What the staff gave, by the names of the questions. */
export function readOwn(questions: readonly ServiceQuestion[], sent: Sent, reader: Reader) {
  const values: Record<string, string | null> = {};
  const errors: AnswerError[] = [];
  for (const question of questions) {
    const { name, required } = question;
    const reading = question.type.read(typedIn(sent, name), askedOf(question, reader));
    const problems = reading.problems ?? (reading.value === null && required ? [missing(question)] : []);
    errors.push(...problems.map((problem) => errorOf(question, name, problem, reader)));
    values[name] = (reading.value as string | null | undefined) ?? null;
  }
  return { values, errors };
}

/** A page with questions for the staff and one button. */
export interface AskingPage {
  title: string;
  lead: string;
  questions: readonly ServiceQuestion[];
  button: string;
  sent: Sent;
  errors: readonly AnswerError[];
  notice?: Notice | undefined;
  action: string;
  proof: Proof;
  back: string | undefined;
  /** What stands below the form. */
  more?: Html | undefined;
}

export function askingPage(setting: Setting, page: AskingPage): FormPage {
  const { reader } = setting;
  const { questions, sent, errors, notice } = page;
  return {
    title: page.title,
    form: formId,
    hasErrors: errors.length > 0 || notice?.variant === 'error',
    elements: elementsFor(
      setting,
      questions.map((question) => ({ question })),
    ),
    main: html`${backLink(setting, page.back)}
      ${noticeHtml(setting, notice)}
      ${summary(setting, errors)}
      <h1 class="plaza-heading-l">${page.title}</h1>
      <p class="plaza-text">${page.lead}</p>
      ${formHtml(
        { action: page.action, proof: page.proof, revision: 0 },
        html`${questions.map((question) =>
          questionHtml({
            question,
            name: question.name,
            typed: typedIn(sent, question.name),
            errors: errors.filter(({ name }) => name === question.name),
            reader,
            isHeading: false,
          }),
        )}
          <button class="plaza-button" name="action" value="continue">${page.button}</button>`,
      )}
      ${page.more}`,
  };
}
