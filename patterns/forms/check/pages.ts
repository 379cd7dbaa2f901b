import type { Expression } from '../conditions/expression.ts';
import { isRepeat } from '../definition/definition.ts';
import type { Definition, Page, Repeat, Step } from '../definition/definition.ts';
import { schemaAt } from '../path/service.ts';
import { conditionFaults } from './conditions.ts';
import { part } from './fault.ts';
import type { Fault, FaultCode } from './fault.ts';

/** Addresses that the service has for itself. */
const taken = ['check', 'save', 'end', 'changed', 'tasks', 'consent', 'newer'];

/** What is wrong with pages and lists, and with all that asks about the answers to them. */
export function pageFaults(definition: Definition): Fault[] {
  const reading = new Reading(definition);
  reading.steps(definition.pages, '/pages', 0);
  reading.others();
  return reading.faults;
}

/** Goes through the pages in the order in which people see them, and remembers what is known by then. */
class Reading {
  readonly faults: Fault[] = [];
  #definition: Definition;
  #known = new Set<string>();
  #ids = new Set<string>();
  #isInSections = false;

  constructor(definition: Definition) {
    this.#definition = definition;
  }

  steps(steps: readonly Step[], pointer: string, depth: number): void {
    for (const [index, step] of steps.entries()) {
      const here = `${pointer}/${index}`;
      this.#head(step, here, depth);
      if (step.when) this.#condition(step.when, `${here}/when`, depth, this.#known);
      if (isRepeat(step)) this.#repeat(step, here, depth);
      else this.#page(step, here, depth);
    }
  }

  /** What stands beside the pages: rules, ends, fees, papers, conditions with a name. */
  others(): void {
    const { questions, rules = [], evidence = [], conditions = {} } = this.#definition;
    for (const name of Object.keys(questions))
      if (!this.#known.has(name))
        this.#fault(
          `/questions/${part(name)}`,
          'question-never-asked',
          'No page asks it. Add it to a page, or take it out.',
        );
    for (const key of ['rules', 'outcomes', 'fees', 'evidence', 'declarations', 'next'] as const)
      for (const [index, each] of (this.#definition[key] ?? []).entries()) {
        const { when, at = '' } = each as { when?: Expression; at?: string };
        if (when) this.#condition(when, `/${key}/${index}/when`, depthOf(at));
      }
    for (const [name, { when }] of Object.entries(conditions))
      this.#condition(when, `/conditions/${part(name)}/when`, Infinity);
    for (const [index, { at }] of rules.entries()) this.#isAsked(at, `/rules/${index}/at`);
    for (const [index, { question }] of evidence.entries())
      if (question !== undefined) this.#isAsked(question, `/evidence/${index}/question`);
  }

  #head({ id, section }: Step, here: string, depth: number): void {
    if (!/^[a-z0-9][a-z0-9-]*$/.test(id) || taken.includes(id))
      this.#fault(`${here}/id`, 'shape', `Write small letters, digits and hyphens; “${taken.join('”, “')}” are taken.`);
    if (this.#ids.has(id))
      this.#fault(`${here}/id`, 'id-taken', `Another page is called “${id}”. Give each its own name.`);
    this.#ids.add(id);
    if (section !== undefined && !this.#definition.sections?.some((each) => each.id === section))
      this.#fault(`${here}/section`, 'unknown-section', `There is no section “${section}”.`);
    if (section !== undefined) this.#isInSections = true;
    else if (depth === 0 && this.#isInSections && this.#definition.journey === 'task-list')
      this.#fault(here, 'unknown-section', 'After the first section each page needs one, for the list of tasks.');
  }

  #repeat({ repeat, min = 0, max = Infinity, pages }: Repeat, here: string, depth: number): void {
    if (min > max || max < 1) this.#fault(here, 'list-limits', `A list of ${min} to ${max} items cannot be filled.`);
    if (!schemaAt(this.#definition.data, `${repeat}/*`))
      this.#fault(`${here}/repeat`, 'question-without-data', `“data” has no list “${repeat}”.`);
    this.steps(pages, `${here}/pages`, depth + 1);
    this.#known.add(repeat);
  }

  #page({ ask, heading }: Page, here: string, depth: number): void {
    if (!ask.length && !heading) this.#fault(here, 'shape', 'A page that asks nothing needs a heading.');
    for (const [position, name] of ask.entries()) {
      const place = `${here}/ask/${position}`;
      if (!Object.hasOwn(this.#definition.questions, name))
        this.#fault(place, 'unknown-question', `There is no question “${name}”.`);
      if (this.#known.has(name))
        this.#fault(
          place,
          'question-asked-twice',
          `“${name}” is asked already. Ask it once, and name it in conditions.`,
        );
      if (depthOf(name) !== depth)
        this.#fault(place, 'outside-list', `“${name}” does not belong to the list around this page.`);
      this.#known.add(name);
    }
  }

  #condition(when: Expression, pointer: string, depth: number, known?: ReadonlySet<string>): void {
    this.faults.push(...conditionFaults(this.#definition, when, { pointer, depth, known }));
  }

  #isAsked(name: string, pointer: string): void {
    if (!this.#known.has(name)) this.#fault(pointer, 'unknown-question', `No page asks “${name}”.`);
  }

  #fault(pointer: string, code: FaultCode, message: string): void {
    this.faults.push({ pointer, code, message });
  }
}

/** In how many lists a name is. */
function depthOf(name: string): number {
  return name.split('*').length - 1;
}
