/** Walks through a service by its pages, as browsers see them, with answers that numbers decide. */
import type { Person } from '../../../examples/testing/person.ts';
import { pdf } from '../../../examples/testing/visitor.ts';
import type { Given } from '../../../examples/testing/visitor.ts';
import { questionsOf } from '../answers/read-page.ts';
import { isRepeat } from '../definition/definition.ts';
import type { Definition } from '../definition/definition.ts';
import { nameIn } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import { pathOf } from '../path/path.ts';
import type { PathStep } from '../path/path.ts';
import type { Service } from '../path/service.ts';
import { asksForFiles } from '../questions/file.ts';
import { typedInto } from './somebody.ts';
import type { Choose } from './somebody.ts';

export interface Walk {
  service: Service;
  choose: Choose;
  today: string;
  /** What the server keeps of the draft now. */
  draft(): Promise<Draft>;
}

/** Answers every page that is not answered, from where somebody stands to where they can send or the service ends before. */
export async function walkOnServer(somebody: Person, walk: Walk): Promise<void> {
  const { service, choose, today, draft } = walk;
  for (let pages = 0; pages < 300; pages++) {
    if (somebody.place === 'check' || somebody.place.startsWith('end/')) return;
    const now = await draft();
    const step = pathOf(service, now, today).steps.find(({ at }) => at === somebody.place);
    if (!step) throw new Error(`${somebody.place} is not on the way.`);
    if (step.answered) {
      await somebody.open(`${somebody.start}/draft/${somebody.draftId}`); // to where the draft was left
      continue;
    }
    const page = await somebody.goOn(givenOn(service, step, now, choose));
    if (page.status !== 200 && page.status !== 422) throw new Error(`${step.at}: ${page.status} ${page.text}`);
  }
  throw new Error('There is no end.');
}

/** Declares everything and sends. */
export function sendOnServer(somebody: Person, { declarations = [] }: Definition) {
  const given = declarations.map(({ id, kind }) => [`declarations/${id}`, kind === 'tick' ? 'yes' : 'Ada Áñez']);
  return somebody.goOn(Object.fromEntries(given) as Given, 'send');
}

function givenOn(service: Service, step: PathStep, draft: Draft, choose: Choose): Given {
  if (isRepeat(step.step)) {
    const { min = 0, max = Infinity } = step.step;
    const list = nameIn(step.step.repeat, step.items);
    const { length } = draft.order[list] ?? [];
    return { another: length < min || (length < Math.min(max, 3) && choose(2) === 0) ? 'yes' : 'no' };
  }
  return rightOn(service, step, choose);
}

function rightOn(service: Service, step: PathStep, choose: Choose): Given {
  const given: Given = {};
  const sent = typedInto(service, step, choose);
  const files = new Set(
    questionsOf(service, step).flatMap(({ question, name }) => (asksForFiles(question) ? [name] : [])),
  );
  for (const [name, texts] of sent) given[name] = files.has(name) ? pdf() : [...texts];
  return given;
}

/** The page of a definition that somebody stands on, as far as its address tells. */
export function stepAt(service: Service, place: string): PathStep {
  const parts = place.split('/');
  const step = service.steps.get(parts.at(-1)!);
  if (!step) throw new Error(`${place} is no page of the definition.`);
  const items = parts.filter((_, index) => index % 2);
  const ask = 'ask' in step ? step.ask.map((name) => nameIn(name, items)) : [];
  return { at: place, step, items, ask, answered: false, section: undefined };
}

/** Right answers to the page that somebody stands on; of a list, two items at most. */
export function rightFor(service: Service, step: PathStep, { page }: Person, choose: Choose): Given {
  if (!isRepeat(step.step)) return rightOn(service, step, choose);
  const { min = 0, max = 2 } = step.step;
  const { length } = page.$('.plaza-item-list > li');
  return { another: length < min || (length < Math.min(max, 2) && choose(3) > 0) ? 'yes' : 'no' };
}
