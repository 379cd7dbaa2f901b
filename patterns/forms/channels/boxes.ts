import type { Box, CellGroup } from '@plaza-ds/pdf';
import { askedOf } from '../answers/read-page.ts';
import type { Reader } from '../answers/read-page.ts';
import type { DataSchema, Option } from '../definition/definition.ts';
import { say } from '../definition/words.ts';
import type { ServiceQuestion } from '../path/service.ts';
import type { Asked, Control, LabelledPart } from '../questions/question-type.ts';
import { mostInText } from '../questions/text.ts';
import { catalogues, message } from '../words/catalogue.ts';
import type { MessageKey } from '../words/catalogue.ts';

/** Options that are not more than these have a box each; of more, the one that is right is written. */
export const mostTicks = 40;
/** Texts that are not longer have a box for each character: codes, plates, numbers. */
const mostCells = 12;
/** What is asked on one line has one on paper too, unless it may be longer than most names. */
const longName = 200;
/** Characters that a hand writes on a line. */
const perLine = 55;
const mostLines = 15;

/** How the numbers of a state are written: groups, and what stands between them. A scheme that is not here is written on a line. */
export const nationalGroups: Readonly<Record<string, readonly CellGroup[]>> = {
  'ar-cuit': [{ cells: 2, then: '-' }, { cells: 8, then: '-' }, { cells: 1 }],
  'br-cpf': [{ cells: 3, then: '.' }, { cells: 3, then: '.' }, { cells: 3, then: '-' }, { cells: 2 }],
  'cl-rut': [{ cells: 2, then: '.' }, { cells: 3, then: '.' }, { cells: 3, then: '-' }, { cells: 1 }],
  'ec-ci': [{ cells: 9, then: '-' }, { cells: 1 }],
  'es-dni': [{ cells: 8, then: '-' }, { cells: 1 }],
  'es-nie': [{ cells: 1, then: '-' }, { cells: 7, then: '-' }, { cells: 1 }],
  'nl-bsn': [{ cells: 9 }],
  'uy-ci': [{ cells: 1, then: '.' }, { cells: 3, then: '.' }, { cells: 3, then: '-' }, { cells: 1 }],
};

/** Where the answer to a question is written by hand. */
export function boxOf(question: ServiceQuestion, reader: Reader): Box {
  const asked = askedOf(question, reader);
  const control = question.type.control(asked);
  const words = (key: MessageKey) => message(reader.words ?? catalogues, reader.language, key);
  switch (control.kind) {
    case 'radios':
    case 'select':
    case 'checkboxes':
      return ticks(optionsOf(question, reader), control.kind === 'checkboxes');
    case 'date':
      return {
        kind: 'cells',
        isLeftToRight: false,
        groups: [
          { label: words('dayLabel'), cells: 2 },
          { label: words('monthLabel'), cells: 2 },
          { label: words('yearLabel'), cells: 4 },
        ],
      };
    case 'textarea':
      return { kind: 'lines', lines: linesFor(question.schema.maxLength ?? mostInText, control.rows) };
    case 'file':
      return { kind: 'ticks', isSeveral: false, options: [{ label: words('paperAttached') }] };
    case 'fields':
      return {
        kind: 'parts',
        parts: control.parts.map((part) => ({
          label: words(part.label),
          ...(part.hint && { hint: words(part.hint) }),
          box: boxOfPart(part),
        })),
      };
    case 'field':
      return boxOfField(question, asked, control);
  }
}

/**
 * What a person can choose: the options of the definition, and what the question type adds.
 *
 * @param alone The sentence for an option that goes with no other.
 */
export function optionsOf(
  { question, type }: ServiceQuestion,
  { language, words = catalogues }: Reader,
  alone: 'paperAlone' | 'phoneAlone' = 'paperAlone',
): TickOption[] {
  if (type.name === 'yes-no')
    return (['yes', 'no'] as const).map((value) => ({ value, label: message(words, language, value) }));
  const own = (question.options ?? []).map(({ value, label, hint, exclusive }: Option) => {
    const text = say(label, language);
    const shown = exclusive ? message(words, language, alone, { label: text }) : text;
    return { value, label: shown, ...(hint && { hint: say(hint, language) }) };
  });
  return type.name === 'equality' ? [...own, { value: 'not-said', label: message(words, language, 'notSaid') }] : own;
}

export interface TickOption {
  value: string;
  label: string;
  hint?: string;
}

function ticks(options: readonly TickOption[], isSeveral: boolean): Box {
  if (options.length > mostTicks) return { kind: 'lines', lines: 1 };
  return { kind: 'ticks', isSeveral, options: options.map(({ value: _value, ...shown }) => shown) };
}

function boxOfPart({ options, around }: LabelledPart): Box {
  if (options && options.length <= mostTicks)
    return { kind: 'ticks', isSeveral: false, options: options.map(({ label }) => ({ label })) };
  const scheme = around?.attributes.scheme;
  return (scheme !== undefined && nationalBox(String(scheme))) || { kind: 'lines', lines: 1 };
}

function boxOfField({ schema, type }: ServiceQuestion, asked: Asked, control: Control & { kind: 'field' }): Box {
  const { prefix, suffix } = control;
  const beside = { ...(prefix && { before: prefix }), ...(suffix && { after: suffix }) };
  switch (type.name) {
    case 'national-number':
      return nationalBox(String(asked.settings.scheme)) ?? { kind: 'lines', lines: 1 };
    case 'integer':
      return integerBox(schema, suffix) ?? { kind: 'lines', lines: 1, isShort: true, ...beside };
    case 'decimal':
    case 'money':
      return { kind: 'lines', lines: 1, isShort: true, ...beside };
    case 'phone':
      return { kind: 'lines', lines: 1, isShort: true };
    case 'text': {
      const { maxLength = mostInText } = schema;
      const isCode = maxLength <= mostCells;
      if (isCode)
        return { kind: 'cells', isLeftToRight: asked.settings.inputmode === 'numeric', groups: [{ cells: maxLength }] };
      return { kind: 'lines', lines: maxLength > longName ? 2 : 1 };
    }
    default:
      return { kind: 'lines', lines: 1 };
  }
}

function nationalBox(scheme: string): Box | undefined {
  const groups = nationalGroups[scheme];
  return groups && { kind: 'cells', isLeftToRight: true, groups };
}

/** A box for each digit of the largest number there may be; where none says how large, or it may be negative, a line. */
function integerBox({ minimum = 0, maximum }: DataSchema, after: string | undefined): Box | undefined {
  if (maximum === undefined || minimum < 0) return undefined;
  const cells = String(maximum).length;
  if (cells > mostCells) return undefined;
  return { kind: 'cells', isLeftToRight: true, groups: [{ cells }], ...(after && { after }) };
}

function linesFor(characters: number, fewest: number): number {
  return Math.min(mostLines, Math.max(fewest, Math.ceil(characters / perLine)));
}
