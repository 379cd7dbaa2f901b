import { randomBytes } from 'node:crypto';
import type { Repeat } from '../definition/definition.ts';
import { answerOf, withItem, withoutItem } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import { speaker } from './controls.ts';
import type { Setting } from './pages.ts';

/** An id for a new item of a list: short, and never given twice. */
export function newItem(): string {
  return randomBytes(4).toString('hex');
}

/** The draft after one item was taken out or put back; undefined where the form asks for neither. */
export function withItemBackOrGone(
  draft: Draft,
  list: string,
  action: string,
  hasRoom: boolean,
): { draft: Draft; removed?: string } | undefined {
  const [verb, id = ''] = action.split(':');
  const isThere = draft.order[list]?.includes(id) ?? false;
  if (verb === 'remove' && isThere) return { draft: withoutItem(draft, list, id), removed: id };
  const isKnown = answerOf(draft.answers, `${list}/${id}`) !== undefined;
  if (verb === 'undo' && !isThere) return { draft: isKnown && hasRoom ? withItem(draft, list, id) : draft };
  return undefined;
}

/** What is wrong with the answer to "is there another?", in words; undefined where nothing is. */
export function wrongAnother(
  { reader }: Setting,
  repeat: Repeat,
  ids: readonly string[],
  another: string | undefined,
): string | undefined {
  const { min = 0 } = repeat;
  if (another === 'no') return ids.length < min ? speaker(reader)('itemsTooFew', { count: min }) : undefined;
  return another === 'yes' && isFree(repeat, ids) ? undefined : speaker(reader)('anotherMissing');
}

/** Whether a list has room for one more. */
export function isFree(repeat: Repeat, ids: readonly string[]): boolean {
  return ids.length < (repeat.max ?? Infinity);
}
