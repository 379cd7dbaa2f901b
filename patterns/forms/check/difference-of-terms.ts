import type { Definition, Money } from '../definition/definition.ts';
import type { Change, ChangeKind } from './difference.ts';

/** On which terms the service is there: what it costs, what is declared, which papers it needs, who may use it and until when. */
export function termChanges(older: Definition, newer: Definition): Change[] {
  return [
    ...feeChanges(older, newer),
    ...partChanges('declarations', older, newer, 'has to be declared'),
    ...partChanges('evidence', older, newer, 'is needed'),
    ...signInChanges(older, newer),
    ...timeChanges(older, newer),
  ];
}

/** Whether two parts of documents are written alike. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function feeChanges({ fees: before = [] }: Definition, { fees = [] }: Definition): Change[] {
  const known = new Map(before.map((fee) => [fee.code, fee]));
  const codes = new Set(fees.map(({ code }) => code));
  return [
    ...fees.flatMap(({ code, money, when }, index): Change[] => {
      const was = known.get(code);
      const pointer = `/fees/${index}`;
      if (!was) return [more(pointer, `“${code}” is new and has to be paid.`)];
      if (!isSame(was.money, money)) return [dearer(pointer, code, was.money, money)];
      return isSame(was.when, when) ? [] : [more(`${pointer}/when`, `“${code}” has to be paid by others than before.`)];
    }),
    ...before
      .filter(({ code }) => !codes.has(code))
      .map(({ code }) => less('/fees', `“${code}” has not to be paid any more.`)),
  ];
}

function dearer(pointer: string, code: string, was: Money, is: Money): Change {
  const isLess = was.currency === is.currency && BigInt(is.amount) < BigInt(was.amount);
  const message = `“${code}” costs ${is.amount} ${is.currency} in place of ${was.amount} ${was.currency}.`;
  return isLess ? less(pointer, message) : more(pointer, message);
}

/** What is new, or holds for others. A declaration in other words is another declaration; a paper with another name is the same. */
function partChanges(key: 'declarations' | 'evidence', older: Definition, newer: Definition, needed: string): Change[] {
  type Part = { id: string; when?: unknown; kind?: unknown; level?: unknown; text?: unknown };
  const meaning = ({ when, kind, level, text }: Part) => [when, kind, level, text];
  const before: readonly Part[] = older[key] ?? [];
  const after: readonly Part[] = newer[key] ?? [];
  const known = new Map(before.map((each) => [each.id, each]));
  const ids = new Set(after.map(({ id }) => id));
  return [
    ...after
      .map((each, index) => ({ each, was: known.get(each.id), pointer: `/${key}/${index}` }))
      .filter(({ each, was }) => !was || !isSame(meaning(was), meaning(each)))
      .map(({ each, was, pointer }) =>
        more(pointer, was ? `“${each.id}” is another than before.` : `“${each.id}” is new and ${needed}.`),
      ),
    ...before.filter(({ id }) => !ids.has(id)).map(({ id }) => less(`/${key}`, `“${id}” is gone.`)),
  ];
}

const levels = ['none', 'low', 'substantial', 'high'];

function signInChanges({ identity: was }: Definition, { identity: is }: Definition): Change[] {
  if (isSame(was, is)) return [];
  const heightOf = (identity: Definition['identity']) => (identity?.required ? levels.indexOf(identity.level) : 0);
  const pointer = '/identity';
  if (heightOf(is) > heightOf(was))
    return [narrower(pointer, 'People have to sign in with a higher level than before.')];
  const kinds = is?.actingFor ?? ['self'];
  const lost = (was?.actingFor ?? ['self']).filter((kind) => !kinds.includes(kind));
  if (lost.length) return [narrower(pointer, `Nobody can come for these any more: ${lost.join(', ')}.`)];
  if (is?.mandateScope !== undefined && is.mandateScope !== was?.mandateScope)
    return [narrower(pointer, 'A mandate has to allow something else than before.')];
  return [less(pointer, 'Signing in asks for less, or offers more.')];
}

function timeChanges(older: Definition, newer: Definition): Change[] {
  const changes: Change[] = [];
  const [opened, opens] = [instant(older.opens, -Infinity), instant(newer.opens, -Infinity)];
  const [closed, closes] = [instant(older.closes, Infinity), instant(newer.closes, Infinity)];
  const [hadGrace, grace] = [older.grace ?? 0, newer.grace ?? 0];
  if (opens !== opened)
    changes.push(opens > opened ? narrower('/opens', 'It opens later.') : less('/opens', 'It opens earlier.'));
  if (closes !== closed)
    changes.push(closes < closed ? narrower('/closes', 'It closes earlier.') : less('/closes', 'It closes later.'));
  if (grace !== hadGrace)
    changes.push(
      grace < hadGrace
        ? narrower('/grace', 'There are fewer days to finish after it closes.')
        : less('/grace', 'There are more days to finish after it closes.'),
    );
  return changes;
}

function instant(text: string | undefined, without: number): number {
  return text === undefined ? without : Date.parse(text);
}

const change =
  (kind: ChangeKind) =>
  (pointer: string, message: string): Change => ({ pointer, kind, message });
const more = change('additive-required');
const less = change('additive');
const narrower = change('narrowing');
