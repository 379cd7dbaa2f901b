import type { Context, Hono } from 'hono';
import { errorOf, askedOf } from '../../answers/read-page.ts';
import { isReached } from '../../path/path.ts';
import type { ServiceQuestion } from '../../path/service.ts';
import { asksForFiles } from '../../questions/file.ts';
import type { Problem } from '../../questions/question-type.ts';
import { arrive, isOtherType, takeBack, tooLarge, tooMuch } from '../arriving.ts';
import type { Setting } from '../pages.ts';
import { patternOf } from '../page-answers.ts';
import type { RunningService } from '../running-service.ts';
import { isToken } from '../same-site.ts';
import type { KeptDraft } from '../store.ts';
import type { Upload } from '../uploads.ts';
import { errorView } from './draft-view.ts';
import { draftOf, hasKey, holderOf, Refused } from './request.ts';
import { claimedIn } from './claims.ts';
import { announcedIn, blocksOf, checkVersion, offsetIn, tusExtensions, tusVersion } from './tus.ts';
import type { Announced } from './tus.ts';

/** What the service lends to its addresses for files that come in pieces. */
export interface Lent {
  /** Counts one more. @throws Refused where it has to wait */
  count(call: Context, what: 'file' | 'piece', kept: KeptDraft): void;
  /** @throws Refused where the draft was sent. */
  unsent(kept: KeptDraft): KeptDraft;
  fileView(kept: KeptDraft, file: string): Promise<Record<string, unknown> | undefined>;
}

/** A draft for which a file is on its way. */
interface There {
  kept: KeptDraft;
  setting: Setting;
}

/**
 * Files in pieces, each of which stays when the network fails: the core of tus 1.0.0, with creation, termination and expiration.
 * Whole and right, a file is an answer as if the page had sent it.
 */
export function addUploads(app: Hono, running: RunningService, { count, unsent, fileView }: Lent): void {
  const { store, base } = running;
  const all = '/drafts/:id/uploads';
  const one = `${all}/:upload`;

  for (const path of [all, one])
    app.use(path, async (call, next) => {
      call.header('Tus-Resumable', tusVersion);
      const { method } = call.req;
      if (method !== 'OPTIONS' && method !== 'GET') checkVersion(call);
      await next();
    });

  for (const path of [all, one])
    app.options(path, (call) => {
      call.header('Tus-Version', tusVersion);
      call.header('Tus-Extension', tusExtensions.join());
      return call.body(null, 204);
    });

  app.post(all, async (call) => {
    const { kept, setting } = await there(call);
    const announced = announcedIn(call);
    const question = reachedQuestion(call, unsent(kept), setting, announced.question);
    const upload = (await sameIn(kept, announced)) ?? (await begun(call, { kept, setting }, question, announced));
    call.header('Location', `${base}/api/drafts/${kept.id}/uploads/${upload.id}`);
    tell(call, upload);
    return call.body(null, 201);
  });

  app.get(one, async (call) => {
    const { kept } = await there(call);
    const upload = await uploadOf(call, kept);
    tell(call, upload);
    call.header('Upload-Length', String(upload.size));
    const { id, question, name, size, received: offset } = upload;
    const file = upload.file && (await fileView(kept, upload.file));
    return call.json({ upload: id, question, name, size, offset, ...(file && { file }) });
  });

  app.patch(one, add);
  app.delete(one, terminate);
  app.post(one, (call) => {
    const method = call.req.header('X-HTTP-Method-Override');
    if (method === 'PATCH') return add(call);
    if (method === 'DELETE') return terminate(call);
    throw new Refused(404, 'not-found');
  });

  async function add(call: Context): Promise<Response> {
    const given = await there(call);
    let upload = await uploadOf(call, unsent(given.kept));
    const offset = offsetIn(call);
    count(call, 'piece', given.kept);
    if (offset !== upload.received) throw elsewhere(call, upload);
    for await (const bytes of blocksOf(call.req.raw)) upload = await added(call, given, upload, bytes);
    tell(call, upload);
    return call.body(null, 204);
  }

  /** The upload with so many bytes more; with the last, the file is looked at and is an answer. */
  async function added(call: Context, given: There, upload: Upload, bytes: Buffer): Promise<Upload> {
    const { kept } = given;
    const rest = upload.size - upload.received - bytes.length;
    if (rest < 0) throw new Refused(413, 'too-large', { detail: 'More came than “Upload-Length” said.' });
    if (!rest) return whole(call, given, upload, bytes);
    const question = questionOf(kept, given.setting, upload.question);
    if (!upload.received && question && (await isOtherType(bytes, asked(question, given.setting)))) {
      await store.forgetUpload(kept, upload);
      throw invalid(given.setting, question, upload.question, typeProblem(upload));
    }
    const next = await store.addPiece(kept, upload, bytes);
    if (!next) throw elsewhere(call, (await store.upload(kept, upload.id)) ?? upload);
    return next;
  }

  async function whole(call: Context, given: There, upload: Upload, bytes: Buffer): Promise<Upload> {
    const { kept, setting } = given;
    const question = questionOf(kept, setting, upload.question);
    if (!question) throw new Refused(404, 'not-found');
    const all = Buffer.concat([await store.uploadedBytes(kept, upload), bytes]);
    const arrived = await arrive(running, again(call), upload, all, { setting, answering: answering(call) });
    if (arrived.state === 'gone') throw new Refused(404, 'not-found');
    if (arrived.state === 'wrong') throw invalid(setting, question, upload.question, arrived.problem);
    call.header('ETag', `"${arrived.kept.revision}"`);
    return { ...upload, received: upload.size, file: arrived.file };
  }

  async function terminate(call: Context): Promise<Response> {
    const { kept } = await there(call);
    const upload = await uploadOf(call, unsent(kept));
    await store.forgetUpload(kept, upload);
    const saved = upload.file
      ? await takeBack(running, again(call), { name: upload.question, file: upload.file, answering: answering(call) })
      : kept;
    if (saved) call.header('ETag', `"${saved.revision}"`);
    return call.body(null, 204);
  }

  /** The draft, found again after somebody else changed it. */
  const again = (call: Context) => () => running.draftOf(call, holderOf(call, running));

  /** A page that sends a file in pieces is the web; a program with its key is what it always is. */
  const answering = (call: Context) => (kept: KeptDraft) =>
    hasKey(call) ? claimedIn(running, call, kept) : running.answering(call, kept);

  async function there(call: Context): Promise<There> {
    const kept = await draftOf(call, running);
    return { kept, setting: running.open(call, kept).setting };
  }

  async function uploadOf(call: Context, kept: KeptDraft): Promise<Upload> {
    const id = call.req.param('upload');
    const upload = isToken(id) ? await store.upload(kept, id) : undefined;
    if (!upload) throw new Refused(404, 'not-found');
    return upload;
  }

  /** The same file on its way to the same question: sent again, it goes on where it stopped. What was taken back begins anew. */
  async function sameIn(kept: KeptDraft, { question, name, size, digest }: Announced): Promise<Upload | undefined> {
    if (!digest) return undefined;
    const all = await store.uploads(kept);
    return all.find(
      (each) =>
        each.digest === digest &&
        each.question === question &&
        each.name === name &&
        each.size === size &&
        (!each.file || JSON.stringify(kept.content.draft.answers).includes(JSON.stringify(each.file))),
    );
  }

  async function begun(call: Context, { kept, setting }: There, question: ServiceQuestion, announced: Announced) {
    const problem =
      tooLarge(announced, asked(question, setting)) ?? tooMuch(announced, question, kept, asked(question, setting));
    if (problem) throw invalid(setting, question, announced.question, problem, problem.code === 'too-long' ? 413 : 422);
    count(call, 'file', kept);
    await makeRoom(kept, announced.size);
    return store.beginUpload(kept, announced);
  }

  /** @throws Refused where too much of the draft is on its way already. What was left longest gives way. */
  async function makeRoom(kept: KeptDraft, size: number): Promise<void> {
    const open = (await store.uploads(kept)).filter(({ file }) => !file);
    let taken = open.reduce((sum, each) => sum + each.size, 0);
    for (const each of open) {
      if (taken + size <= running.uploadRoom) return;
      await store.forgetUpload(kept, each);
      taken -= each.size;
    }
  }

  function reachedQuestion(call: Context, kept: KeptDraft, setting: Setting, name: string): ServiceQuestion {
    const { path } = running.open(call, kept);
    const question = questionOf(kept, setting, name);
    if (!question) throw new Refused(404, 'not-found');
    if (!path.steps.some((step) => step.ask.includes(name) && isReached(path, step)))
      throw new Refused(409, 'not-reached');
    return question;
  }
}

function questionOf(kept: KeptDraft, { service }: Setting, name: string): ServiceQuestion | undefined {
  const question = service.questions.get(patternOf(service, kept.content.draft, name));
  return question && asksForFiles(question) ? question : undefined;
}

/** What every answer about an upload says: how far it is, and how long it is kept as it is. */
function tell(call: Context, { received, expiresAt }: Upload): void {
  call.header('Upload-Offset', String(received));
  call.header('Upload-Expires', expiresAt.toUTCString());
}

function elsewhere(call: Context, upload: Upload): Refused {
  tell(call, upload);
  return new Refused(409, 'other-offset', { detail: 'More, or less, of it is here. Ask how much with HEAD.' });
}

const asked = (question: ServiceQuestion, { reader }: Setting) => askedOf(question, reader);

function typeProblem({ name }: Upload): Problem {
  return { code: 'type-mismatch', message: 'fileType', values: { name } };
}

function invalid(
  { reader }: Setting,
  question: ServiceQuestion,
  name: string,
  problem: Problem,
  status: 413 | 422 = 422,
): Refused {
  const error = errorOf(question, name, problem, reader);
  return new Refused(status, status === 413 ? 'too-large' : 'invalid', {
    detail: error.message,
    errors: [errorView(error)],
  });
}
