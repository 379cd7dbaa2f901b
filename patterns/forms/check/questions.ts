import type { DataSchema, Definition } from '../definition/definition.ts';
import { schemaAt } from '../path/service.ts';
import { questionTypes, typeOf } from '../questions/types.ts';
import { part } from './fault.ts';
import type { Fault } from './fault.ts';

/** What is wrong with the questions and with the data that they fill. */
export function questionFaults(definition: Definition): Fault[] {
  const faults: Fault[] = [];
  for (const [name, question] of Object.entries(definition.questions)) {
    const pointer = `/questions/${part(name)}`;
    const found = schemaAt(definition.data, name);
    if (!found) {
      faults.push({
        pointer,
        code: 'question-without-data',
        message: `“data” has no place for “${name}”. Add it there, with its type.`,
      });
      continue;
    }
    const type = typeOf(found.schema);
    if (!type) {
      faults.push({
        pointer,
        code: 'question-without-type',
        message: `In “data” it takes no standard question. Write { "$ref": "std:…" } with one of ${[...questionTypes.keys()].join(', ')}.`,
      });
      continue;
    }
    const takesOptions = ['choice', 'choices', 'equality'].includes(type.name);
    const options = question.options ?? [];
    if (takesOptions !== options.length > 0)
      faults.push({
        pointer: `${pointer}/options`,
        code: 'options',
        message: takesOptions ? 'A choice needs options.' : `A question of ${type.name} has no options of its own.`,
      });
    if (new Set(options.map(({ value }) => value)).size < options.length)
      faults.push({ pointer: `${pointer}/options`, code: 'options', message: 'Two options have the same value.' });
    for (const [setting, values] of Object.entries(type.needs ?? {}))
      if (!values.includes(found.schema.settings?.[setting] as string))
        faults.push({
          pointer: `${pointerOf(name)}/settings/${part(setting)}`,
          code: 'setting',
          message: `A question of ${type.name} needs the setting “${setting}”. Write one of ${values.join(', ')}.`,
        });
    if (found.schema.pattern !== undefined && !isPattern(found.schema.pattern))
      faults.push({
        pointer: pointerOf(name),
        code: 'pattern',
        message: 'It is no regular expression that JavaScript reads with the “u” flag.',
      });
  }
  for (const name of namesOf(definition.data))
    if (!Object.hasOwn(definition.questions, name))
      faults.push({
        pointer: pointerOf(name),
        code: 'data-without-question',
        message: `Nobody asks for it. Add “${name}” to “questions”, or take it out.`,
      });
  return faults;
}

function isPattern(pattern: string): boolean {
  try {
    return !!new RegExp(pattern, 'u');
  } catch {
    return false;
  }
}

/** The names of all values in the data. */
export function namesOf(schema: DataSchema, name = ''): string[] {
  const below = (each: string) => (name ? `${name}/${each}` : each);
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([each, inner]) => namesOf(inner, below(each)));
  if (schema.items && !schema.$ref) return namesOf(schema.items, below('*'));
  return [name];
}

function pointerOf(name: string): string {
  return `/data${name
    .split('/')
    .map((each) => (each === '*' ? '/items' : `/properties/${part(each)}`))
    .join('')}`;
}
