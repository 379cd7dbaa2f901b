import type { Box } from '@plaza-ds/pdf';
import type { Reader } from '../answers/read-page.ts';
import { askedOf } from '../answers/read-page.ts';
import type { ServiceQuestion } from '../path/service.ts';
import type { Control, Typed } from '../questions/question-type.ts';
import { boxOf, optionsOf } from './boxes.ts';

/** What stands in a box, by the part of the answer: which options are ticked, what is written, or the sheets that are attached. */
export type Written = Readonly<Record<string, Mark>>;
type Mark = { ticked: readonly string[] } | { text: string } | { sheets: readonly string[] };

/**
 * Writes an answer by hand into the box of its question, as a person would who answers the same as on the web; undefined where it
 * cannot be written there: the box is too small, or it has nothing to tick for it.
 */
export function writeDown(question: ServiceQuestion, typed: Typed, reader: Reader): Written | undefined {
  const asked = askedOf(question, reader);
  const { value } = question.type.read(typed, asked);
  const own = value === null || value === undefined ? typed : question.type.write(value, asked);
  return writeInto(boxOf(question, reader), question.type.control(asked), own, labelsOf(question, reader));
}

/** What whoever has the paper types for it at a screen. */
export function typeFrom(question: ServiceQuestion, written: Written, reader: Reader): Typed {
  const labels = labelsOf(question, reader);
  const valueOf = (part: string, label: string) => labels[part]?.find((option) => option.label === label)?.value ?? '';
  return Object.fromEntries(
    Object.entries(written).map(([part, mark]) => [
      part,
      'ticked' in mark ? mark.ticked.map((label) => valueOf(part, label)) : 'text' in mark ? [mark.text] : mark.sheets,
    ]),
  );
}

type Labels = Readonly<Record<string, readonly { value: string; label: string }[]>>;

/** What can be ticked, by the part of the answer. */
function labelsOf(question: ServiceQuestion, reader: Reader): Labels {
  const control = question.type.control(askedOf(question, reader));
  if (control.kind !== 'fields') return { '': optionsOf(question, reader) };
  return Object.fromEntries(control.parts.map(({ name, options = [] }) => [name, options]));
}

function writeInto(box: Box, control: Control, typed: Typed, labels: Labels): Written | undefined {
  const named: [part: string, box: Box][] =
    control.kind === 'fields' && box.kind === 'parts'
      ? control.parts.map(({ name }, index) => [name, box.parts[index]!.box])
      : [['', box]];
  if (control.kind === 'date' && box.kind === 'cells') return inCells(box, ['day', 'month', 'year'], typed);
  const written: Record<string, Mark> = {};
  for (const [part, place] of named) {
    const mark = markOf(place, typed[part] ?? [], labels[part] ?? []);
    if (!mark) return undefined;
    written[part] = mark;
  }
  return written;
}

function inCells(
  { groups }: Extract<Box, { kind: 'cells' }>,
  parts: readonly string[],
  typed: Typed,
): Written | undefined {
  const written: Record<string, Mark> = {};
  for (const [index, part] of parts.entries()) {
    const text = typed[part]?.[0] ?? '';
    if ([...text].length > groups[index]!.cells) return undefined;
    written[part] = { text };
  }
  return written;
}

function markOf(box: Box, texts: readonly string[], options: Labels['']): Mark | undefined {
  if (box.kind === 'ticks') {
    if (!options.length) return { sheets: texts }; // attached, each with the number of the question
    const ticked = texts.filter(Boolean).map((text) => options.find(({ value }) => value === text)?.label);
    return ticked.includes(undefined) ? undefined : { ticked: ticked as string[] };
  }
  const text = texts[0] ?? '';
  if (options.length && box.kind === 'lines') return { text }; // so many options that the right one is written
  if (box.kind !== 'cells') return { text };
  const room = box.groups.reduce((sum, { cells }) => sum + cells, 0);
  const between = new Set(box.groups.flatMap(({ then }) => (then ? [then] : [])));
  const bare = [...text].filter((character) => !between.has(character)).join('');
  return [...bare].length > room ? undefined : { text: bare };
}
