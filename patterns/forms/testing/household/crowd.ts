import { emptyDraft } from '../../draft/draft.ts';
import type { Answers, Draft } from '../../draft/draft.ts';
import { pathOf } from '../../path/path.ts';
import type { Service } from '../../path/service.ts';
import { stepOn } from '../somebody.ts';
import { household, today } from './household.ts';

/** Small children, who have no income: everything is asked of them that a child is asked. */
const member = (number: number): Answers => ({
  name: { given: `Hija ${number}`, family: 'Rojas' },
  birth: '2024-05-05',
  relation: 'child',
  run: null,
  disability: false,
});

/** A draft of a household with this many children, answered up to the list or to the end. */
export function crowd(service: Service, size: number, { isFinished = false } = {}): Draft {
  const ids = Array.from({ length: size }, (_, number) => `c${number}`);
  let draft = emptyDraft(household);
  const isAtList = ({ next }: ReturnType<typeof pathOf>) => next?.at.startsWith('members');
  for (let path = pathOf(service, draft, today); path.next && !isAtList(path); path = pathOf(service, draft, today))
    draft = stepOn(service, draft, path.next, path.next.at === 'alone' ? () => 1 : () => 0);
  const members = Object.fromEntries(ids.map((id, index) => [id, member(index + 1)]));
  draft = { ...draft, answers: { ...draft.answers, members }, order: { members: ids } };
  if (!isFinished) return draft;
  draft = { ...draft, finished: ['members'] };
  for (let path = pathOf(service, draft, today); path.next; path = pathOf(service, draft, today))
    draft = stepOn(service, draft, path.next, () => 0);
  return draft;
}
