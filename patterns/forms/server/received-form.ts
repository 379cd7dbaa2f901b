import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import type { BusboyHeaders } from '@fastify/busboy';

/** A file as it arrived, before anybody looked at what it is. */
export interface ReceivedFile {
  /** Its name, made safe to show; the empty string where it has none. */
  name: string;
  size: number;
  /** Its bytes; undefined where there were more than `fileSize`. */
  bytes?: Buffer;
}

/** What a browser sent, or as much of it as could be read. */
export interface ReceivedForm {
  /** Texts by the name of their control, in the order they came, with LF for every line break. */
  fields: Map<string, string[]>;
  /** Names of the texts that were longer than `fieldSize`, of which only the beginning is here. */
  cut: Set<string>;
  /** The files of each control that has some, by the control's name. */
  files: Map<string, ReceivedFile[]>;
  /** Why the rest is not here. */
  problem?: 'broken' | 'too-large' | 'other-kind';
}

export interface FormLimits {
  /** Bytes of a file that are kept. A larger one is read to its end, for the sake of the answers that follow it. */
  fileSize: number;
  /** Bytes of the whole form; beyond them nobody reads on. */
  total: number;
  /** Bytes of one text. */
  fieldSize: number;
  /** Parts that a form may have, each a text or a file. */
  parts: number;
}

export const usualLimits: FormLimits = {
  fileSize: 5 * 1024 * 1024,
  total: 51 * 1024 * 1024,
  fieldSize: 100_000,
  parts: 100,
};

const tooLarge = Symbol('more than a form may have');

/**
 * Reads a form out of a request, whole or not. What was typed is here even where the rest is broken.
 *
 * @param fileNames Names of the controls whose files are kept. Other files are passed over.
 */
export async function receiveForm(
  request: Request,
  fileNames: readonly string[],
  limits = usualLimits,
): Promise<ReceivedForm> {
  const form: ReceivedForm = { fields: new Map(), cut: new Set(), files: new Map() };
  const kind = request.headers.get('content-type') ?? '';
  if (!/^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(kind))
    return { ...form, problem: 'other-kind' };
  try {
    const parser = parserFor(kind, form, fileNames, limits);
    const body = request.body
      ? Readable.fromWeb(request.body as import('node:stream/web').ReadableStream)
      : Readable.from([]);
    await pipeline(body, (source: AsyncIterable<Buffer>) => atMost(limits.total, source), parser);
  } catch (error) {
    form.problem = error === tooLarge ? 'too-large' : 'broken';
    form.files.clear(); // one may be half a file
  }
  return form;
}

function parserFor(
  kind: string,
  form: ReceivedForm,
  fileNames: readonly string[],
  limits: FormLimits,
): InstanceType<typeof Busboy> {
  const { fieldSize, parts } = limits;
  const headers: BusboyHeaders = { 'content-type': kind };
  const parser = new Busboy({
    headers,
    limits: { fieldSize, parts, fields: parts, headerPairs: 20, headerSize: 8192 },
  });
  parser.on('field', (name, value, _nameCut, valueCut) => {
    if (name === undefined) return;
    const text = valueCut ? value.replace(/\uFFFD+$/, '') : value; // the last character may be cut in two
    form.fields.set(name, [...(form.fields.get(name) ?? []), tidied(text)]);
    if (valueCut) form.cut.add(name);
  });
  parser.on('file', (name, stream, sentName) => {
    const file: ReceivedFile = { name: safeName(sentName), size: 0 };
    const chunks: Buffer[] = [];
    stream.on('error', () => {}); // the parser says it too
    stream.on('data', (chunk: Buffer) => {
      file.size += chunk.length;
      if (file.size <= limits.fileSize) chunks.push(chunk);
      else chunks.length = 0;
    });
    stream.on('end', () => {
      if (file.size <= limits.fileSize) file.bytes = Buffer.concat(chunks);
      // A browser sends an empty file without a name where none was chosen.
      if (fileNames.includes(name!) && (file.name || file.size > 0))
        form.files.set(name!, [...(form.files.get(name!) ?? []), file]);
    });
  });
  parser.on('partsLimit', () => void (form.problem = 'broken'));
  parser.on('fieldsLimit', () => void (form.problem = 'broken'));
  return parser;
}

async function* atMost(total: number, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of source) {
    yield Buffer.from(chunk);
    size += chunk.length;
    if (size > total) throw tooLarge;
  }
}

/** One kind of line break, and only characters that UTF-8 can write. */
function tidied(text: string): string {
  return Buffer.from(text.replace(/\r\n?/g, '\n')).toString();
}

/** The last part of a path, without the characters that cannot be seen or that turn the text around them. */
export function safeName(name: string | undefined): string {
  const shown = tidied(name ?? '')
    .replace(/%22/g, '"')
    .replace(/%0[AD]/gi, ' ')
    .split(/[/\\]/)
    .at(-1)!;
  return [...shown.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim()].slice(0, 200).join('');
}
