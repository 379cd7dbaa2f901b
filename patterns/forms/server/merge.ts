import { askedOf, labelOf, questionsOf } from '../answers/read-page.ts';
import { answerOf } from '../draft/draft.ts';
import type { PathStep } from '../path/path.ts';
import { files } from '../questions/file.ts';
import { answerInWords } from './pages.ts';
import type { Setting } from './pages.ts';
import type { ReceivedForm } from './received-form.ts';
import type { KeptDraft } from './store.ts';

/** An answer that was saved meanwhile and is another than the one sent now. */
export interface Difference {
  name: string;
  label: string;
  saved: string;
  yours: string;
}

/** Whether a page was saved somewhere else meanwhile, and what its answers are once a person has chosen. */
export function mergeOf(
  setting: Setting,
  kept: KeptDraft,
  step: PathStep,
  { fields }: ReceivedForm,
  sent: Readonly<Record<string, unknown>>,
) {
  const { draft, saved } = kept.content;
  const isMerging = fields.has('merging');
  const isStale = (saved[step.at] ?? 0) > (Number(fields.get('revision')?.[0]) || 0);
  const differing = isStale || isMerging ? differencesOf(setting, kept, step, sent) : [];
  const choiceOf = (name: string) => fields.get(`keep/${name}`)?.[0];
  const unchosen = isMerging && !isStale ? differing.filter(({ name }) => !choiceOf(name)) : [];
  const keptThere = differing.filter(({ name }) => choiceOf(name) === 'saved');
  const values = { ...sent, ...Object.fromEntries(keptThere.map(({ name }) => [name, answerOf(draft.answers, name)])) };
  return { differing, unchosen, values, isDecided: !differing.length || (!isStale && !unchosen.length) };
}

function differencesOf(
  setting: Setting,
  kept: KeptDraft,
  step: PathStep,
  values: Readonly<Record<string, unknown>>,
): Difference[] {
  const { draft } = kept.content;
  return questionsOf(setting.service, step)
    .filter(({ question }) => question.type !== files) // what is sent has those that were added elsewhere, too
    .filter(({ name }) => name in values && !isSame(values[name], answerOf(draft.answers, name)))
    .map(({ question, name }) => ({
      name,
      label: labelOf(question, setting.reader),
      saved: answerInWords(setting, draft, name, question.name),
      yours: values[name] === null ? '' : question.type.say(values[name], askedOf(question, setting.reader)),
    }));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
