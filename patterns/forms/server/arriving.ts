import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { askedOf } from '../answers/read-page.ts';
import type { Answering } from './answering.ts';
import { answerOf, withAnswer } from '../draft/draft.ts';
import { files as severalFiles, fileLimits, filesIn, mostFiles, sizeInWords } from '../questions/file.ts';
import type { FileReference } from '../questions/file.ts';
import type { Asked, Problem } from '../questions/question-type.ts';
import type { ServiceQuestion } from '../path/service.ts';
import { keepLooked, lookAt, sameAmong } from './files.ts';
import type { Looked } from './files.ts';
import type { ReceivedFile } from './received-form.ts';
import type { Setting } from './pages.ts';
import { patternOf } from './page-answers.ts';
import type { RunningService } from './running-service.ts';
import type { KeptDraft } from './store.ts';
import type { Upload, UploadHead } from './uploads.ts';

/** What became of a file of which the last piece is here. `gone`: nobody waits for it any more, or its pieces are of several files. */
export type Arrived =
  { state: 'taken'; kept: KeptDraft; file: string } | { state: 'wrong'; problem: Problem } | { state: 'gone' };

/**
 * Types that the first bytes of a file tell for good. Where a question takes no others, a file of another known type is refused
 * by its first piece: nobody sends the rest in vain.
 */
const toldAtOnce = [
  'application/pdf',
  'image/gif',
  'image/heic',
  'image/heif',
  'image/jpeg',
  'image/png',
  'image/webp',
];

const attempts = 5;

/** The draft as it is now; undefined where it is there no more. */
export type Again = () => Promise<KeptDraft | undefined>;

/** Who answers with the file. */
export type AnsweringOf = (kept: KeptDraft) => Answering;

/** What is wrong with a file before its first byte: it is too large, or empty. */
export function tooLarge({ name, size }: Pick<UploadHead, 'name' | 'size'>, asked: Asked): Problem | undefined {
  const { maxSize } = fileLimits(asked);
  const values = { name, size: sizeInWords(size, asked.language), max: sizeInWords(maxSize, asked.language) };
  if (size > maxSize) return { code: 'too-long', message: 'fileTooLarge', values };
  return size ? undefined : { code: 'bad-input', message: 'fileEmpty', values };
}

/** The same of one that is one too many. */
export function tooMuch(
  { question: answer, name }: Pick<UploadHead, 'question' | 'name'>,
  question: ServiceQuestion,
  { content }: KeptDraft,
  asked: Asked,
): Problem | undefined {
  const count = mostFiles(asked);
  const isFull = question.type === severalFiles && filesIn(answerOf(content.draft.answers, answer)).length >= count;
  return isFull ? { code: 'range-overflow', message: 'fileNotAdded', values: { name, count } } : undefined;
}

/** Whether the first piece of a file shows that it is of a type that is not taken. */
export async function isOtherType(first: Buffer, asked: Asked): Promise<boolean> {
  const { types } = fileLimits(asked);
  if (!types.every((type) => toldAtOnce.includes(type))) return false;
  const type = await fileTypeFromBuffer(first).catch(() => undefined);
  return !!type && type.mime !== 'application/x-cfb' && !types.includes(type.mime);
}

/** Looks at a file that is whole now, keeps it where it is right, and makes it the answer, or one more of its files. */
export async function arrive(
  running: RunningService,
  again: Again,
  upload: Upload,
  bytes: Buffer,
  { setting, answering }: { setting: Setting; answering: AnsweringOf },
): Promise<Arrived> {
  const { store } = running;
  const first = await again();
  const question = first && questionFor(first, upload, setting);
  if (!first || !question) return { state: 'gone' };
  if (upload.digest && upload.digest !== createHash('sha256').update(bytes).digest('hex')) {
    await store.forgetUpload(first, upload);
    return { state: 'gone' };
  }
  const asked = askedOf(question, setting.reader);
  const file = { name: upload.name, size: bytes.length, bytes };
  const looked = await lookAt(file, asked, running);
  if ('problem' in looked) return refused(running, first, upload, looked.problem);
  return added(running, again, { upload, question, setting, answering }, file, looked);
}

/** Makes a file that is right the answer, or one more of its files, once, whoever else changes the draft meanwhile. */
async function added(
  running: RunningService,
  again: Again,
  {
    upload,
    question,
    setting,
    answering,
  }: { upload: Upload; question: ServiceQuestion; setting: Setting; answering: AnsweringOf },
  file: ReceivedFile,
  looked: Looked,
): Promise<Arrived> {
  const { store } = running;
  const asked = askedOf(question, setting.reader);
  let reference: FileReference | undefined;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const kept = await again();
    if (!kept || kept.sent) return { state: 'gone' };
    const before = filesIn(answerOf(kept.content.draft.answers, upload.question));
    const same = await sameAmong(store, kept, before, file);
    const problem = same ? undefined : tooMuch(upload, question, kept, asked);
    if (problem) return refused(running, kept, upload, problem);
    reference ??= same ?? (await keepLooked(store, kept, file, looked));
    const value = question.type === severalFiles ? [...before, reference] : reference;
    const saved = same
      ? kept
      : await running.keep(kept, withAnswer(kept.content.draft, upload.question, value), undefined, answering(kept));
    if (!saved) continue;
    const { file: id } = same ?? reference;
    await store.finishUpload(saved, upload, id);
    return { state: 'taken', kept: saved, file: id };
  }
  throw new Error('The draft was changed each time a file was to be added.');
}

function questionFor({ content }: KeptDraft, { question }: Upload, { service }: Setting): ServiceQuestion | undefined {
  return service.questions.get(patternOf(service, content.draft, question));
}

/** What cannot be looked at now may be sent to its end again in a few minutes; what is wrong is forgotten. */
async function refused({ store }: RunningService, kept: KeptDraft, upload: Upload, problem: Problem): Promise<Arrived> {
  if (problem.message !== 'fileUnchecked') await store.forgetUpload(kept, upload);
  return { state: 'wrong', problem };
}

/** The draft without a file that its person takes back; undefined where it is gone. */
export async function takeBack(
  running: RunningService,
  again: Again,
  { name, file, answering }: { name: string; file: string; answering: AnsweringOf },
): Promise<KeptDraft | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const kept = await again();
    if (!kept || kept.sent) return undefined;
    const before = filesIn(answerOf(kept.content.draft.answers, name));
    const rest = before.filter((each) => each.file !== file);
    if (rest.length === before.length) return kept;
    const saved = await running.keep(
      kept,
      withAnswer(kept.content.draft, name, rest.length ? rest : null),
      undefined,
      answering(kept),
    );
    if (saved) return saved;
  }
  throw new Error('The draft was changed each time a file was to be taken out.');
}
