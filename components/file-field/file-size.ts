import { languageOf } from '../shared/words.js';

/** A size as people say it, in the language of an element: 5 MB, 5,2 MB. */
export function sized(bytes: number, element: Element): string {
  const [unit, value] = bytes < 1_000_000 ? ['kilobyte', Math.ceil(bytes / 1000)] : ['megabyte', bytes / 1_000_000];
  const format = { style: 'unit', unit: String(unit), maximumFractionDigits: 1 } as const;
  return Number(value).toLocaleString(languageOf(element), format);
}
