/**
 * Writes drafts of a version of a definition down, for every later version of the software to open: when a version is published,
 *
 *     node patterns/forms/testing/record-drafts.ts examples/permiso-circulacion/definition.json
 *     npx prettier --write patterns/forms/testing/stored-drafts
 *
 * What is written once stays as it is: those are the drafts that people may have.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Definition } from '../definition/definition.ts';
import { emptyDraft, withAnswer } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import { prepare } from '../path/service.ts';
import { isBrokenOrEnded, steadyChooser, walk } from './somebody.ts';
import { placeAfter, storedFile } from './stored-drafts.ts';
import type { StoredDraft } from './stored-drafts.ts';

const [file] = process.argv.slice(2);
if (!file) throw new Error('Name the file of the definition.');
const definition = JSON.parse(readFileSync(file, 'utf8')) as Definition;
const target = storedFile(definition);
if (existsSync(target)) throw new Error(`${target} is there. What was published stays: raise the version first.`);
const service = prepare(definition);
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, `${JSON.stringify(draftsOf(), null, 2)}\n`);
process.stdout.write(`${target}\n`);

/** Drafts as people leave them: hardly begun, on the way, with everything answered, and after they thought again. */
function draftsOf(): StoredDraft[] {
  const walks = Array.from({ length: 50 }, (_, seed) => stagesOf(seed + 1));
  const stages = walks.reduce((longest, each) => (each.length > longest.length ? each : longest)); // lists in it, too
  const at = (share: number) => stages[Math.floor(share * (stages.length - 1))]!;
  const all: [what: string, draft: Draft][] = [
    ['nothing answered', emptyDraft(definition)],
    ['hardly begun', at(0.1)],
    ['a third answered', at(0.33)],
    ['two thirds answered', at(0.66)],
    ['everything answered', at(1)],
    ['answers that are not needed any more', thoughtAgain(at(1))],
  ];
  return all.map(([what, draft]) => ({ what, next: placeAfter(service, draft), draft }));
}

/** Every state of a draft on one way through, and none where the service ends before. */
function stagesOf(seed: number): Draft[] {
  const stages: Draft[] = [];
  const last = walk(service, steadyChooser(seed), { each: (draft) => stages.push(draft) });
  return isBrokenOrEnded(service, last) ? [] : stages;
}

/** The first choice is another: some pages are not asked any more, others are. */
function thoughtAgain(draft: Draft): Draft {
  const [name, { question }] = [...service.questions].find(([, { question }]) => (question.options?.length ?? 0) > 1)!;
  const [group, key] = name.split('/') as [string, string];
  const given = (draft.answers[group] as Record<string, unknown>)[key];
  return withAnswer(draft, name, question.options!.find(({ value }) => value !== given)!.value);
}
