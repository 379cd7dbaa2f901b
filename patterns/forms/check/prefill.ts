import { isRepeat } from '../definition/definition.ts';
import type { Definition, Step } from '../definition/definition.ts';
import { schemaAt } from '../path/service.ts';
import { prefillEntries } from '../prefill/entries.ts';
import type { PrefillEntry } from '../prefill/entries.ts';
import { typeOf } from '../questions/types.ts';
import type { Fault, FaultCode } from './fault.ts';

/** Files are nobody's to fetch, and equality questions are for the person alone. */
const never = ['file', 'files', 'equality'];

/** What is wrong with the answers that are to be fetched. */
export function prefillFaults(definition: Definition): Fault[] {
  const faults: Fault[] = [];
  const fault = (pointer: string, code: FaultCode, message: string) => void faults.push({ pointer, code, message });
  const pageOf = pagesByQuestion(definition.pages);
  const ids = new Set<string>();
  const filled = new Set<string>();
  /** Whether a question is asked, and not once for each item of a list. */
  const isAsked = (name: string, pointer: string): boolean => {
    if (name.includes('*'))
      fault(pointer, 'outside-list', `“${name}” is asked again for each item of a list, and cannot be used here.`);
    else if (!pageOf.has(name)) fault(pointer, 'unknown-question', `No page asks “${name}”. Check the name.`);
    return pageOf.has(name) && !name.includes('*');
  };
  for (const [index, { id, questions, from, ...entry }] of prefillEntries(definition).entries()) {
    const here = `/prefill/${index}`;
    const isList = Array.isArray(definition.prefill![index]!.question);
    if (!/^[a-z][a-z0-9-]*$/.test(id))
      fault(`${here}/id`, 'shape', 'Write small letters, digits and hyphens for “id” and “source”.');
    if (ids.has(id)) fault(here, 'id-taken', `Another is called “${id}”. Give each its own “id”.`);
    ids.add(id);
    if (!questions.length) fault(`${here}/question`, 'shape', 'Name the question that it answers.');
    if (lacksCorrection(entry)) fault(here, 'no-correction', 'Say in “correction” how a wrong value is corrected.');
    const first = Math.min(...questions.map((name) => pageOf.get(name) ?? Infinity));
    for (const [position, name] of questions.entries()) {
      const place = `${here}/question${isList ? `/${position}` : ''}`;
      if (!isAsked(name, place)) continue;
      const type = typeOf(schemaAt(definition.data, name)?.schema ?? {})?.name ?? '';
      if (never.includes(type)) fault(place, 'prefill-type', `“${name}” takes std:${type}, which is never fetched.`);
      if (filled.has(name)) fault(place, 'prefill-twice', `“${name}” is fetched already. Fetch it from one source.`);
      filled.add(name);
    }
    for (const [position, name] of from.entries())
      if (isAsked(name, `${here}/from/${position}`) && pageOf.get(name)! >= first)
        fault(
          `${here}/from/${position}`,
          'asks-later',
          `“${name}” is answered with what it is to fetch, or later. Ask it on a page before.`,
        );
  }
  return faults;
}

function lacksCorrection({ editable, correction }: Pick<PrefillEntry, 'editable' | 'correction'>): boolean {
  return editable === 'request-correction' && !correction;
}

/** The number of the page that asks each question, in the order in which people see them. */
function pagesByQuestion(pages: readonly Step[]): Map<string, number> {
  const flat = (steps: readonly Step[]): (readonly string[])[] =>
    steps.flatMap((step) => (isRepeat(step) ? flat(step.pages) : [step.ask]));
  return new Map(flat(pages).flatMap((ask, index) => ask.map((name) => [name, index] as const)));
}
