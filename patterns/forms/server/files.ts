import type { Context } from 'hono';
import { fileTypeFromBuffer } from 'file-type';
import { askedOf, errorOf, questionsOf } from '../answers/read-page.ts';
import type { AnswerError, Reader, Sent } from '../answers/read-page.ts';
import { answerOf, withAnswer } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import type { PathStep } from '../path/path.ts';
import type { Service } from '../path/service.ts';
import { asksForFiles, fileLimits, filesIn, files as severalFiles, mostFiles, sizeInWords } from '../questions/file.ts';
import type { FileReference } from '../questions/file.ts';
import type { Asked, Problem } from '../questions/question-type.ts';
import { speaker } from './controls.ts';
import { isLocked, takesOffice } from './locked-file.ts';
import type { Setting } from './pages.ts';
import type { ReceivedFile, ReceivedForm } from './received-form.ts';
import type { RunningService } from './running-service.ts';
import type { FormStore, KeptDraft, UnsureState } from './store.ts';
import { tooMany } from './too-many.ts';

/** What was sent, with references for the files: those that came now, and those that came before and stay. */
export interface TakenFiles {
  sent: Sent;
  errors: AnswerError[];
  /** The answers of questions for which files came now. */
  values: Record<string, FileReference | readonly FileReference[]>;
  /** What to tell where a file could not be kept because very many came. */
  wait?: readonly string[];
}

/** What a file is that is right. */
export interface Looked {
  type: string;
  /** Whether nobody could look for viruses in it. */
  isUnchecked: boolean;
}

/** Looks at the files of a page and keeps those that are right, whatever else is wrong on the page: nobody chooses a file twice. */
export async function takeFiles(
  running: RunningService,
  call: Context,
  setting: Setting,
  step: PathStep,
  kept: KeptDraft,
  form: ReceivedForm,
): Promise<TakenFiles> {
  const { service, reader } = setting;
  let wait: readonly string[] | undefined;
  const mayKeep = () => tooMany(running, call, setting, 'file', kept);
  const sent = new Map<string, readonly string[]>(form.fields);
  const errors: AnswerError[] = [];
  const values: TakenFiles['values'] = {};
  for (const { question, name } of questionsOf(service, step)) {
    if (!asksForFiles(question)) continue;
    sent.delete(name); // what a browser writes here is nobody's reference
    const isOne = question.type !== severalFiles;
    const before = filesIn(answerOf(kept.content.draft.answers, name));
    const came = form.files.get(name) ?? [];
    const { taken, problems, full } = isOne
      ? await takeEach(running, kept, [], came.slice(0, 1), askedOf(question, reader), mayKeep)
      : await takeEach(running, kept, before, came, askedOf(question, reader), mayKeep);
    errors.push(...problems.map((problem) => errorOf(question, name, problem, reader)));
    if (full) {
      wait = [...full, speaker(reader)('chooseFileAgain')];
      errors.push({ ...errorOf(question, name, toWait, reader), message: wait.join(' ') });
    }
    const all = isOne && taken.length ? taken : [...before, ...taken];
    if (taken.length) values[name] = isOne ? taken[0]! : all;
    if (all.length)
      sent.set(
        name,
        all.map((each) => JSON.stringify(each)),
      );
  }
  return { sent, errors, values, ...(wait && { wait }) };
}

const toWait: Problem = { code: 'bad-input', message: 'badInput' };

/** Keeps those of the files that came that are right, may be kept now, and are not among those before. */
async function takeEach(
  running: RunningService,
  kept: KeptDraft,
  before: readonly FileReference[],
  came: readonly ReceivedFile[],
  asked: Asked,
  mayKeep: () => readonly string[] | undefined,
): Promise<{ taken: FileReference[]; problems: Problem[]; full?: readonly string[] }> {
  const { store } = running;
  const taken: FileReference[] = [];
  const problems: Problem[] = [];
  for (const file of came) {
    const looked = await lookAt(file, asked, running);
    if ('problem' in looked) {
      problems.push(looked.problem);
      continue;
    }
    if (await isAmong(store, kept, [...before, ...taken], file)) continue;
    const most = mostFiles(asked);
    if (before.length + taken.length < most) {
      const full = mayKeep();
      if (full) return { taken, problems, full };
      taken.push(await keepLooked(store, kept, file, looked));
    } else problems.push({ code: 'range-overflow', message: 'fileNotAdded', values: { name: file.name, count: most } });
  }
  return { taken, problems };
}

/** Whether a file came before: one that is sent again, because the network failed, is one. */
async function isAmong(...all: Parameters<typeof sameAmong>): Promise<boolean> {
  return !!(await sameAmong(...all));
}

/** The file that is the same as one that comes now, by its name and every byte. */
export async function sameAmong(
  store: FormStore,
  kept: KeptDraft,
  before: readonly FileReference[],
  { name, size, bytes }: ReceivedFile,
): Promise<FileReference | undefined> {
  for (const each of before) {
    if (each.size !== size || each.name !== name) continue;
    const found = await store.file(kept, each.file);
    if (found && Buffer.from(found.bytes).equals(bytes!)) return each;
  }
  return undefined;
}

/** The draft without a file that its person takes back, and that file's name; undefined where the form does not ask for it. */
export function withoutFile(
  service: Service,
  step: PathStep,
  draft: Draft,
  action: string,
): { draft: Draft; name: string } | undefined {
  for (const { question, name } of questionsOf(service, step)) {
    if (!asksForFiles(question)) continue;
    const kept = filesIn(answerOf(draft.answers, name));
    const gone = kept.find(({ file }) => action === `remove-file:${name}/${file}`);
    const rest = kept.filter((each) => each !== gone);
    if (gone) return { draft: withAnswer(draft, name, rest.length ? rest : null), name: gone.name };
  }
  return undefined;
}

/**
 * What a file is, by its first bytes and not by its name.
 *
 * @param looks Looks for viruses, where the service has somebody who does, and may keep a file that nobody could look at.
 */
export async function lookAt(
  file: ReceivedFile,
  asked: Asked,
  looks?: Pick<RunningService, 'scan' | 'store'>,
): Promise<Looked | { problem: Problem }> {
  const { maxSize, types } = fileLimits(asked);
  const values = {
    name: file.name,
    size: sizeInWords(file.size, asked.language),
    max: sizeInWords(maxSize, asked.language),
  };
  if (!file.bytes || file.size > maxSize) return { problem: { code: 'too-long', message: 'fileTooLarge', values } };
  if (file.size === 0) return { problem: { code: 'bad-input', message: 'fileEmpty', values } };
  const type = await fileTypeFromBuffer(file.bytes).catch(() => undefined); // bytes it cannot read are of no type we take
  const isAccepted = !!type && types.includes(type.mime);
  const mayBeLocked = isAccepted || (type?.mime === 'application/x-cfb' && takesOffice(types));
  if (mayBeLocked && (await isLocked(file.bytes, type.mime)))
    return { problem: { code: 'bad-input', message: 'fileLocked', values } };
  if (!isAccepted) return { problem: { code: 'type-mismatch', message: 'fileType', values } };
  const found = await looks?.scan?.({ bytes: file.bytes }).catch(() => 'unknown' as const);
  if (found === 'infected') return { problem: { code: 'bad-input', message: 'fileVirus', values } };
  const isUnchecked = found === 'unknown';
  if (isUnchecked && !looks?.store.keepUnchecked)
    return { problem: { code: 'bad-input', message: 'fileUnchecked', values } };
  return { type: type.mime, isUnchecked };
}

/** Keeps a file that is right. */
export async function keepLooked(
  store: FormStore,
  kept: KeptDraft,
  { name: sentName, bytes, size }: ReceivedFile,
  { type, isUnchecked }: Looked,
): Promise<FileReference> {
  const name = sentName || 'file';
  const content = { name, type, bytes: bytes! };
  const keep = isUnchecked ? store.keepUnchecked! : store.keepFile;
  return { name, type, file: await keep(kept, content), size };
}

/** What is wrong with files that were kept and found to have a virus since. */
export function virusErrors(
  service: Service,
  step: PathStep,
  draft: Draft,
  unsure: ReadonlyMap<string, UnsureState>,
  reader: Reader,
): AnswerError[] {
  return questionsOf(service, step)
    .filter(({ question }) => asksForFiles(question))
    .flatMap(({ question, name }) =>
      filesIn(answerOf(draft.answers, name))
        .filter(({ file }) => unsure.get(file) === 'infected')
        .map((file) =>
          errorOf(question, name, { code: 'bad-input', message: 'fileVirus', values: { name: file.name } }, reader),
        ),
    );
}
