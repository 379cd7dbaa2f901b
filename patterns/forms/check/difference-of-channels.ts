import type { Channel, Definition } from '../definition/definition.ts';
import type { Change } from './difference.ts';

/** How else it can be done, and what is not asked there. */
export function channelChanges({ channels: before = {} }: Definition, { channels = {} }: Definition): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(channels)])] as Channel[];
  return names.flatMap((name): Change[] => {
    const pointer = `/channels/${name}`;
    const [was, is] = [before[name], channels[name]];
    if (!is) return [{ pointer, kind: 'narrowing', message: `It cannot be done by “${name}” any more.` }];
    if (!was) return [{ pointer, kind: 'additive', message: `It can be done by “${name}” too.` }];
    const [left, leaves] = [was.exclude ?? [], is.exclude ?? []];
    const gone = leaves.filter((question) => !left.includes(question));
    const back = left.filter((question) => !leaves.includes(question));
    return [
      ...gone.map((question): Change => ({
        pointer,
        kind: 'narrowing',
        message: `“${question}” is not asked by “${name}” any more.`,
      })),
      ...back.map((question): Change => ({
        pointer,
        kind: 'additive',
        message: `“${question}” is asked by “${name}” too.`,
      })),
    ];
  });
}
