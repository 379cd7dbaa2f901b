import type { Definition } from '../definition/definition.ts';
import { whatIn } from '../draft/migrate.ts';
import type { Fault } from './fault.ts';
import { namesOf } from './questions.ts';

/** What is wrong with the way in which drafts of the version before come along. */
export function versionFaults({ replaces, version, data }: Definition): Fault[] {
  if (!replaces) return [];
  const faults: Fault[] = [];
  if (replaces.version >= version)
    faults.push({
      pointer: '/replaces/version',
      code: 'migration',
      message: `It is not older than this one, which is ${version}.`,
    });
  const names = new Set(namesOf(data));
  const isAsked = (name: string) => names.has(name);
  for (const [index, step] of replaces.migrate.entries()) {
    const [verb, name] = whatIn(step);
    const pointer = `/replaces/migrate/${index}/${verb}`;
    const gone = verb === 'drop' || verb === 'rename';
    if (gone && isAsked(name))
      faults.push({
        pointer,
        code: 'migration',
        message: `“${name}” is asked in this version: an answer to it is not to be taken away. Write “reask” to ask again.`,
      });
    if (!gone && !isAsked(name))
      faults.push({
        pointer,
        code: 'migration',
        message: `This version does not ask “${name}”. To take answers away, write “drop”.`,
      });
    if ('rename' in step && !isAsked(step.to))
      faults.push({
        pointer: `/replaces/migrate/${index}/to`,
        code: 'migration',
        message: `This version does not ask “${step.to}”: the answers would be lost.`,
      });
  }
  return faults;
}
