import type { DataSchema } from '../definition/definition.ts';
import type { Asked, Control, QuestionType, Reading } from './question-type.ts';

/** A file that came with an answer. Its bytes are kept beside the draft. */
export interface FileReference {
  /** What the server calls it. */
  file: string;
  name: string;
  /** Bytes. */
  size: number;
  /** What its first bytes say it is: a media type, RFC 2046. */
  type: string;
}

/** A little over 5 MB, for some count a megabyte as 1024 × 1024 bytes. */
const usualSize = 5 * 1024 * 1024;

/** Media types that are accepted where a definition names none: what a phone or a scanner makes of a paper. */
const usualTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'];

/** Endings that some browsers know where they do not know the media type. */
const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/heic': '.heic',
  'image/heif': '.heif',
};

/** What a file may be: its largest size in bytes, and its media types. */
export function fileLimits({ settings }: Pick<Asked, 'settings'>): { maxSize: number; types: readonly string[] } {
  const { maxSize = usualSize, types = usualTypes } = settings as { maxSize?: number; types?: string[] };
  return { maxSize, types };
}

const schema = {
  type: 'object',
  properties: {
    file: { type: 'string' },
    name: { type: 'string' },
    size: { type: 'integer' },
    type: { type: 'string' },
  },
  required: ['file', 'name', 'size', 'type'],
} satisfies DataSchema;

/** Whether the answers to a question are files. */
export function asksForFiles({ type: { name } }: { type: { name: string } }): boolean {
  return name === 'file' || name === 'files';
}

/** The files of an answer, of a question that takes one or of one that takes several. */
export function filesIn(answer: unknown): readonly FileReference[] {
  const all = Array.isArray(answer) ? answer : [answer];
  return all.filter((each): each is FileReference => !!each && typeof each === 'object' && 'file' in each);
}

/**
 * A photo, scan or document. The server looks at what a file is before its reference is read here; no browser can name a file
 * of somebody else's. Settings: `maxSize` in bytes, `types` (media types).
 */
export const file: QuestionType<FileReference> = {
  name: 'file',
  schema,
  kind: 'other',
  control: (asked) => control(asked, false),
  read(typed) {
    const text = typed['']?.[0];
    return { value: text ? (JSON.parse(text) as FileReference) : null };
  },
  write: (value) => ({ '': [JSON.stringify(value)] }),
  say: inWords,
  missing: 'fileMissing',
  examples: { right: [], wrong: [] },
};

/** How many files one answer has, where a definition does not say it (`maxItems`). */
const usualMost = 10;

/** How many files one answer may have. */
export function mostFiles({ schema }: Pick<Asked, 'schema'>): number {
  return schema.maxItems ?? usualMost;
}

/**
 * Several photos, scans or documents, one after another or at once. Settings: those of a file, each for one of them. How many
 * there may be: `minItems`, `maxItems`; ten at most, without it.
 */
export const files: QuestionType<readonly FileReference[]> = {
  name: 'files',
  schema: { type: 'array', items: schema },
  kind: 'other',
  control: (asked) => control(asked, true),
  read(typed, asked): Reading<readonly FileReference[]> {
    const value = (typed[''] ?? []).filter(Boolean).map((text) => JSON.parse(text) as FileReference);
    if (!value.length) return { value: null };
    const { minItems: min = 0 } = asked.schema;
    const max = mostFiles(asked);
    if (value.length < min)
      return { problems: [{ code: 'range-underflow', message: 'filesAtLeast', values: { count: min } }] };
    if (value.length > max)
      return { problems: [{ code: 'range-overflow', message: 'filesAtMost', values: { count: max } }] };
    return { value };
  },
  write: (value) => ({ '': value.map((each) => JSON.stringify(each)) }),
  say: (value, asked) => value.map((each) => inWords(each, asked)).join('\n'),
  missing: 'fileMissing',
  examples: {
    right: [
      [
        { '': [example('a', 'page 1.jpg'), example('b', 'page 2.jpg')] },
        [exampleOf('a', 'page 1.jpg'), exampleOf('b', 'page 2.jpg')],
      ],
    ],
    wrong: [
      [
        { '': Array.from({ length: usualMost + 1 }, (_, index) => example(String(index), 'page.jpg')) },
        'range-overflow',
      ],
    ],
  },
};

function control(asked: Asked, several: boolean): Control {
  const { maxSize, types } = fileLimits(asked);
  const accept = types.flatMap((type) => (endings[type] ? [endings[type], type] : [type])).join(',');
  return { kind: 'file', element: { 'max-size': maxSize }, accept, several };
}

function inWords({ name, size }: FileReference, { language }: Pick<Asked, 'language'>): string {
  return `${name}, ${sizeInWords(size, language)}`;
}

function exampleOf(file: string, name: string): FileReference {
  return { file, name, size: 1, type: 'image/jpeg' };
}

function example(file: string, name: string): string {
  return JSON.stringify(exampleOf(file, name));
}

/** A size as people read it, such as "1.2 MB". */
export function sizeInWords(bytes: number, language: string): string {
  const [unit, amount] = bytes < 1_000_000 ? ['kilobyte', Math.ceil(bytes / 1000)] : ['megabyte', bytes / 1_000_000];
  const format = { style: 'unit', unit: String(unit), unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return Number(amount).toLocaleString(language, format);
}
