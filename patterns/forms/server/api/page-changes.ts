import { askedOf, errorOf, missing, questionsOf } from '../../answers/read-page.ts';
import type { AnswerError } from '../../answers/read-page.ts';
import { readValue } from '../../answers/read-value.ts';
import { setAside } from '../../answers/submission.ts';
import { isRepeat } from '../../definition/definition.ts';
import { answerOf, nameIn, withFinished, withSeen } from '../../draft/draft.ts';
import type { Draft } from '../../draft/draft.ts';
import type { PathStep } from '../../path/path.ts';
import type { ServiceQuestion } from '../../path/service.ts';
import { asksForFiles } from '../../questions/file.ts';
import type { FileReference } from '../../questions/file.ts';
import type { Problem, Reading } from '../../questions/question-type.ts';
import { lookAt } from '../files.ts';
import { wrongAnother } from '../lists.ts';
import { brokenAt, withAll } from '../page-answers.ts';
import type { Setting } from '../pages.ts';
import type { RunningService } from '../running-service.ts';
import type { KeptDraft } from '../store.ts';
import { errorView } from './draft-view.ts';
import { Refused } from './request.ts';

/**
 * Takes answers for a page as data. What is not named keeps the answer it has; null leaves a question empty.
 *
 * @returns The draft with them, and what is not asked any more because of them.
 * @throws Refused with everything that is wrong at once.
 */
export async function changePage(
  running: RunningService,
  kept: KeptDraft,
  step: PathStep,
  answers: Readonly<Record<string, unknown>>,
  setting: Setting,
): Promise<{ draft: Draft; dropped: string[] }> {
  const { service } = setting;
  const before = kept.content.draft;
  if (isRepeat(step.step)) return { draft: finished(setting, step, before), dropped: [] };
  const foreign = Object.keys(answers).filter((name) => !step.ask.includes(name));
  if (foreign.length)
    throw new Refused(422, 'invalid', {
      detail: `This page asks ${step.ask.join(', ') || 'nothing'}, and not ${foreign.join(', ')}.`,
      errors: [],
    });
  const { values, errors } = await readAnswers(running, kept, step, answers, setting);
  if (errors.length) throw new Refused(422, 'invalid', { errors: errors.map(errorView) });
  const draft = step.ask.length ? withAll(before, values) : withSeen(before, step.at);
  const path = running.pathIn(service, draft);
  const broken = brokenAt(service, setting, path, step);
  if (broken.length) throw new Refused(422, 'invalid', { errors: broken.map(errorView) });
  const asideBefore = new Set(setAside(service, before, running.pathIn(service, before)));
  return { draft, dropped: setAside(service, draft, path).filter((name) => !asideBefore.has(name)) };
}

/** The answers of a page that two clients know differently. */
export function differencesIn(kept: KeptDraft, step: PathStep, answers: Readonly<Record<string, unknown>>) {
  return step.ask
    .filter((name) => name in answers)
    .map((name) => ({
      pointer: `#/${name}`,
      theirs: answerOf(kept.content.draft.answers, name) ?? null,
      yours: answers[name],
    }))
    .filter(({ theirs, yours }) => JSON.stringify(theirs) !== JSON.stringify(yours));
}

async function readAnswers(
  running: RunningService,
  kept: KeptDraft,
  step: PathStep,
  answers: Readonly<Record<string, unknown>>,
  setting: Setting,
) {
  const values: Record<string, unknown> = {};
  const errors: AnswerError[] = [];
  for (const { question, name } of questionsOf(setting.service, step)) {
    const given = name in answers ? answers[name] : (answerOf(kept.content.draft.answers, name) ?? null);
    const areNewFiles = asksForFiles(question) && name in answers && given !== null;
    const reading = areNewFiles
      ? await readFiles(running, kept, question, given, setting)
      : readValue(question, given, setting.reader);
    const problems = reading.problems ?? (reading.value === null && question.required ? [missing(question)] : []);
    errors.push(...problems.map((problem) => errorOf(question, name, problem, setting.reader)));
    if (!problems.length) values[name] = reading.value;
  }
  return { values, errors };
}

async function readFiles(
  running: RunningService,
  kept: KeptDraft,
  question: ServiceQuestion,
  given: unknown,
  setting: Setting,
): Promise<Reading<unknown>> {
  if (!Array.isArray(given)) return readFile(running, kept, question, given, setting);
  const readings = await Promise.all(given.map((each) => readFile(running, kept, question, each, setting)));
  const problems = readings.flatMap((reading) => reading.problems ?? []);
  return problems.length
    ? { problems }
    : readValue(
        question,
        readings.map(({ value }) => value),
        setting.reader,
      );
}

/** A file that was sent for this draft before. What the client says of it beside its id is not believed. */
async function readFile(
  { store }: RunningService,
  kept: KeptDraft,
  question: ServiceQuestion,
  given: unknown,
  { reader }: Setting,
): Promise<{ value: FileReference; problems?: never } | { problems: readonly Problem[]; value?: never }> {
  const id = (given as { file?: unknown } | null)?.file;
  const found = typeof id === 'string' ? await store.file(kept, id) : undefined;
  if (!found) return { problems: [{ code: 'bad-input', message: 'fileMissing' }] };
  const { name, type, bytes } = found;
  if ((await store.unsure(kept)).get(id as string) === 'infected')
    return { problems: [{ code: 'bad-input', message: 'fileVirus', values: { name } }] };
  const looked = await lookAt({ name, size: bytes.length, bytes: Buffer.from(bytes) }, askedOf(question, reader));
  if ('problem' in looked) return { problems: [looked.problem] };
  return { value: { file: id as string, name, size: bytes.length, type } };
}

/** A list to which nothing more is to be added. */
function finished(setting: Setting, { step, items }: PathStep, draft: Draft): Draft {
  if (!isRepeat(step)) return draft;
  const list = nameIn(step.repeat, items);
  const detail = wrongAnother(setting, step, draft.order[list] ?? [], 'no');
  if (detail !== undefined) throw new Refused(422, 'list-limits', { detail });
  return withFinished(draft, list);
}
