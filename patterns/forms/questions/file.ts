import type { Asked, QuestionType } from './question-type.ts';

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

/**
 * A photo, scan or document. The server looks at what a file is before its reference is read here; no browser can name a file
 * of somebody else's. Settings: `maxSize` in bytes, `types` (media types).
 */
export const file: QuestionType<FileReference> = {
  name: 'file',
  schema: {
    type: 'object',
    properties: {
      file: { type: 'string' },
      name: { type: 'string' },
      size: { type: 'integer' },
      type: { type: 'string' },
    },
    required: ['file', 'name', 'size', 'type'],
  },
  kind: 'other',
  control(asked) {
    const { maxSize, types } = fileLimits(asked);
    const accept = types.flatMap((type) => (endings[type] ? [endings[type], type] : [type])).join(',');
    return { kind: 'file', element: { 'max-size': maxSize }, accept };
  },
  read(typed) {
    const text = typed['']?.[0];
    return { value: text ? (JSON.parse(text) as FileReference) : null };
  },
  write: (value) => ({ '': [JSON.stringify(value)] }),
  say: ({ name, size }, { language }) => `${name}, ${sizeInWords(size, language)}`,
  missing: 'fileMissing',
  examples: { right: [], wrong: [] },
};

/** A size as people read it, such as "1.2 MB". */
export function sizeInWords(bytes: number, language: string): string {
  const [unit, amount] = bytes < 1_000_000 ? ['kilobyte', Math.ceil(bytes / 1000)] : ['megabyte', bytes / 1_000_000];
  const format = { style: 'unit', unit: String(unit), unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return Number(amount).toLocaleString(language, format);
}
