import { fileTypeFromBuffer } from 'file-type';
import { askedOf, errorOf, questionsOf } from '../answers/read-page.ts';
import type { AnswerError, Sent } from '../answers/read-page.ts';
import { answerOf, withAnswer } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import type { PathStep } from '../path/path.ts';
import type { Service } from '../path/service.ts';
import { fileLimits, sizeInWords } from '../questions/file.ts';
import type { FileReference } from '../questions/file.ts';
import type { Asked, Problem } from '../questions/question-type.ts';
import { speaker } from './controls.ts';
import type { Setting } from './pages.ts';
import type { ReceivedFile, ReceivedForm } from './received-form.ts';
import type { FormStore, KeptDraft } from './store.ts';

/** What was sent, with a reference for each file: one that came now, or that came before and stays. */
export interface TakenFiles {
  sent: Sent;
  errors: AnswerError[];
  /** The references of files that came now. */
  values: Record<string, FileReference>;
  /** What to tell where a file could not be kept because very many came. */
  wait?: readonly string[];
}

/**
 * Looks at the files of a page and keeps those that are right, whatever else is wrong on the page: nobody chooses a file twice.
 *
 * @param mayKeep Counts one more file; where it has to wait, what to tell.
 */
export async function takeFiles(
  service: Service,
  { reader }: Setting,
  step: PathStep,
  kept: KeptDraft,
  form: ReceivedForm,
  store: FormStore,
  mayKeep: () => readonly string[] | undefined,
): Promise<TakenFiles> {
  let wait: readonly string[] | undefined;
  const sent = new Map<string, readonly string[]>(form.fields);
  const errors: AnswerError[] = [];
  const values: Record<string, FileReference> = {};
  for (const { question, name } of questionsOf(service, step)) {
    if (question.type.name !== 'file') continue;
    sent.delete(name); // what a browser writes here is nobody's reference
    const before = answerOf(kept.content.draft.answers, name) as FileReference | undefined;
    const file = form.files.get(name);
    const asked = askedOf(question, reader);
    const looked = file && (await lookAt(file, asked));
    if (looked && 'problem' in looked) {
      errors.push(errorOf(question, name, looked.problem, reader));
      continue;
    }
    const full = looked && mayKeep();
    if (full) {
      wait = [...full, speaker(reader)('chooseFileAgain')];
      const problem: Problem = { code: 'bad-input', message: 'badInput' };
      errors.push({ ...errorOf(question, name, problem, reader), message: wait.join(' ') });
    } else if (file?.bytes && looked) {
      const own = { name: file.name || 'file', type: looked.type };
      values[name] = { ...own, file: await store.keepFile(kept, { ...own, bytes: file.bytes }), size: file.size };
    }
    const reference = values[name] ?? before;
    if (reference) sent.set(name, [JSON.stringify(reference)]);
  }
  return { sent, errors, values, ...(wait && { wait }) };
}

/** The draft without a file that its person takes back, and that file's name; undefined where the form does not ask for it. */
export function withoutFile(
  service: Service,
  step: PathStep,
  draft: Draft,
  action: string,
): { draft: Draft; name: string } | undefined {
  const asked = questionsOf(service, step).find(
    ({ question, name }) => question.type.name === 'file' && action === `remove-file:${name}`,
  );
  const file = asked && (answerOf(draft.answers, asked.name) as FileReference | null | undefined);
  return file ? { draft: withAnswer(draft, asked.name, null), name: file.name } : undefined;
}

/** What a file is, by its first bytes and not by its name. */
export async function lookAt(file: ReceivedFile, asked: Asked): Promise<{ type: string } | { problem: Problem }> {
  const { maxSize, types } = fileLimits(asked);
  const values = {
    name: file.name,
    size: sizeInWords(file.size, asked.language),
    max: sizeInWords(maxSize, asked.language),
  };
  if (!file.bytes || file.size > maxSize) return { problem: { code: 'too-long', message: 'fileTooLarge', values } };
  if (file.size === 0) return { problem: { code: 'bad-input', message: 'fileEmpty', values } };
  const type = await fileTypeFromBuffer(file.bytes).catch(() => undefined); // bytes it cannot read are of no type we take
  if (!type || !types.includes(type.mime)) return { problem: { code: 'type-mismatch', message: 'fileType', values } };
  return { type: type.mime };
}
