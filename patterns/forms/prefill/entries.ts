import type { Definition, Prefill } from '../definition/definition.ts';

/** One purpose for which answers are fetched, as a definition has it, with nothing left out. */
export interface PrefillEntry extends Omit<Prefill, 'question'> {
  id: string;
  questions: readonly string[];
  from: readonly string[];
  editable: NonNullable<Prefill['editable']>;
}

/** What a definition has fetched, in its order. */
export function prefillEntries({ prefill = [] }: Definition): PrefillEntry[] {
  return prefill.map(({ question, ...rest }) => ({
    ...rest,
    id: rest.id ?? rest.source,
    questions: typeof question === 'string' ? [question] : question,
    from: rest.from ?? [],
    editable: rest.editable ?? 'yes',
  }));
}
