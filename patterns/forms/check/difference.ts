import { isRepeat } from '../definition/definition.ts';
import type { DataSchema, Definition, Question, Repeat, Step } from '../definition/definition.ts';
import { schemaAt } from '../path/service.ts';
import { isSame, termChanges } from './difference-of-terms.ts';
import { channelChanges } from './difference-of-channels.ts';
import { prefillChanges } from './difference-of-prefill.ts';
import { part } from './fault.ts';

/**
 * What a change does to people in the middle and to those who get the answers, from the mildest:
 *
 * - `wording`: the same questions in other words
 * - `additive`: more may be answered, nothing has to be
 * - `additive-required`: something more has to be answered
 * - `narrowing`: an answer that was right may not be any more
 * - `breaking`: an answer means something else, or has no place any more
 */
export const changeKinds = ['wording', 'additive', 'additive-required', 'narrowing', 'breaking'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface Change {
  /** Where, in the newer document; in the older one for what is gone. */
  pointer: string;
  kind: ChangeKind;
  /** What changed, for the author, in English. */
  message: string;
}

/** What is different between two versions of a definition, each change with what it does. */
export function differenceBetween(older: Definition, newer: Definition): Change[] {
  const changes: Change[] = [];
  const names = new Set([...Object.keys(older.questions), ...Object.keys(newer.questions)]);
  for (const name of names) changes.push(...questionChanges(name, older, newer));
  changes.push(
    ...flowChanges(older, newer),
    ...termChanges(older, newer),
    ...prefillChanges(older, newer),
    ...channelChanges(older, newer),
  );
  if (!changes.length && wordsOf(older) !== wordsOf(newer))
    changes.push({ pointer: '', kind: 'wording', message: 'Words of the service or its pages changed.' });
  return changes;
}

/** The gravest of several changes; undefined where there are none. */
export function gravest(changes: readonly Change[]): ChangeKind | undefined {
  return changeKinds.findLast((kind) => changes.some((change) => change.kind === kind));
}

function questionChanges(name: string, older: Definition, newer: Definition): Change[] {
  const pointer = `/questions/${part(name)}`;
  const [before, after] = [older.questions[name], newer.questions[name]];
  const [was, is] = [schemaAt(older.data, name), schemaAt(newer.data, name)];
  if (!after)
    return [{ pointer, kind: 'breaking', message: `“${name}” is not asked any more: what was answered has no place.` }];
  if (!before)
    return [
      is?.required
        ? { pointer, kind: 'additive-required', message: `“${name}” is new and has to be answered.` }
        : { pointer, kind: 'additive', message: `“${name}” is new and may be left out.` },
    ];
  if (!was || !is) return [];
  const changes: Change[] = [];
  const [meant, means] = [meaningOf(was.schema), meaningOf(is.schema)];
  if (meant !== means)
    changes.push({
      pointer,
      kind: 'breaking',
      message: `“${name}” takes ${means} in place of ${meant}. Give the new question a name of its own.`,
    });
  if (!was.required && is.required)
    changes.push({ pointer, kind: 'narrowing', message: `“${name}” has to be answered now.` });
  if (was.required && !is.required)
    changes.push({ pointer, kind: 'additive', message: `“${name}” may be left out now.` });
  changes.push(...limitChanges(pointer, name, was.schema, is.schema), ...optionChanges(pointer, name, before, after));
  if (!changes.length && JSON.stringify(before) !== JSON.stringify(after))
    changes.push({ pointer, kind: 'wording', message: `The words of “${name}” changed.` });
  return changes;
}

/** What an answer is, in words: 12 EUR is not 12 CLP, and an account in Chile is no IBAN. */
function meaningOf({ $ref, type, settings = {} }: DataSchema): string {
  return [$ref ?? type, settings.currency, settings.scheme].filter((each) => each !== undefined).join(' ');
}

const lowest = ['minLength', 'minimum', 'minItems'] as const;
const highest = ['maxLength', 'maximum', 'maxItems'] as const;

function limitChanges(pointer: string, name: string, was: DataSchema, is: DataSchema): Change[] {
  const tighter = [
    ...lowest.filter((limit) => (is[limit] ?? -Infinity) > (was[limit] ?? -Infinity)),
    ...highest.filter((limit) => (is[limit] ?? Infinity) < (was[limit] ?? Infinity)),
    ...(['pattern', 'multipleOf'] as const).filter((limit) => is[limit] !== was[limit] && is[limit] !== undefined),
  ];
  const looser = [...lowest, ...highest, 'pattern' as const, 'multipleOf' as const].filter(
    (limit) => is[limit] !== was[limit] && !(tighter as string[]).includes(limit),
  );
  const settings = JSON.stringify(was.settings) !== JSON.stringify(is.settings) ? ['settings'] : [];
  return [
    ...[...tighter, ...settings].map((limit): Change => ({
      pointer,
      kind: 'narrowing',
      message: `The ${limit} of “${name}” is another: older answers may not fit.`,
    })),
    ...looser.map((limit): Change => ({
      pointer,
      kind: 'additive',
      message: `The ${limit} of “${name}” lets more through.`,
    })),
  ];
}

function optionChanges(pointer: string, name: string, before: Question, after: Question): Change[] {
  const [was, is] = [before.options ?? [], after.options ?? []].map((options) => options.map(({ value }) => value));
  const gone = was!.filter((value) => !is!.includes(value));
  const added = is!.filter((value) => !was!.includes(value));
  return [
    ...gone.map((value): Change => ({
      pointer: `${pointer}/options`,
      kind: 'narrowing',
      message: `“${name}” has no option “${value}” any more.`,
    })),
    ...added.map((value): Change => ({
      pointer: `${pointer}/options`,
      kind: 'additive',
      message: `“${name}” has a new option “${value}”.`,
    })),
  ];
}

/** Pages, conditions, rules and ends: who answered may have to answer more, or may not fit any more. */
function flowChanges(older: Definition, newer: Definition): Change[] {
  const before = new Map(stepsOf(older.pages).map(([step]) => [step.id, step]));
  const holds = (name: string, pointer: string): Change => ({
    pointer,
    kind: 'additive-required',
    message: `“${name}” holds for others than before.`,
  });
  return [
    ...stepsOf(newer.pages).flatMap(([step, pointer]) => stepChanges(before.get(step.id), step, pointer)),
    ...ruleChanges('rules', older, newer),
    ...ruleChanges('outcomes', older, newer),
    ...Object.entries(newer.conditions ?? {})
      .filter(([name, { when }]) => older.conditions?.[name] && !isSame(older.conditions[name].when, when))
      .map(([name]) => holds(name, `/conditions/${part(name)}`)),
  ];
}

function stepChanges(was: Step | undefined, step: Step, pointer: string): Change[] {
  if (!was) return isRepeat(step) && step.min ? [newList(step, pointer)] : [];
  const changes: Change[] = [];
  if (!isSame(was.when, step.when))
    changes.push({
      pointer: `${pointer}/when`,
      kind: 'additive-required',
      message: `“${step.id}” is shown to others than before.`,
    });
  if (isRepeat(was) && isRepeat(step) && isNarrower(was, step))
    changes.push({ pointer, kind: 'narrowing', message: `“${step.id}” takes fewer numbers of items than before.` });
  return changes;
}

function newList({ id, min }: Repeat, pointer: string): Change {
  return { pointer, kind: 'additive-required', message: `“${id}” is new and needs ${String(min)} or more.` };
}

function isNarrower(was: Repeat, is: Repeat): boolean {
  return (is.min ?? 0) > (was.min ?? 0) || (is.max ?? Infinity) < (was.max ?? Infinity);
}

function ruleChanges(key: 'rules' | 'outcomes', older: Definition, newer: Definition): Change[] {
  const known = new Map((older[key] ?? []).map(({ id, when }) => [id, when]));
  const kept = new Set((newer[key] ?? []).map(({ id }) => id));
  const held = (newer[key] ?? [])
    .map(({ id, when }, index) => ({ id, when, pointer: `/${key}/${index}` }))
    .filter(({ id, when }) => !isSame(known.get(id), when))
    .map(({ id, pointer }): Change => ({
      pointer,
      kind: 'narrowing',
      message: `“${id}” is new, or holds for others than before.`,
    }));
  const gone = [...known.keys()]
    .filter((id) => !kept.has(id))
    .map((id): Change => ({ pointer: `/${key}`, kind: 'additive', message: `“${id}” is gone: more goes through.` }));
  return [...held, ...gone];
}

function stepsOf(steps: readonly Step[], pointer = '/pages'): [Step, string][] {
  return steps.flatMap((step, index): [Step, string][] => {
    const here = `${pointer}/${index}`;
    return [[step, here], ...(isRepeat(step) ? stepsOf(step.pages, `${here}/pages`) : [])];
  });
}

function wordsOf({ version: _version, replaces: _replaces, ...rest }: Definition): string {
  return JSON.stringify(rest);
}
