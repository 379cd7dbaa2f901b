import { languageOf } from '../shared/words.js';

/** A size as people say it, in the language of an element: 5 MB, 5,2 MB. */
export function sized(bytes: number, element: Element): string {
  const isSmall = bytes < 1_000_000;
  const format = { style: 'unit', unit: isSmall ? 'kilobyte' : 'megabyte', maximumFractionDigits: 1 } as const;
  return (isSmall ? Math.ceil(bytes / 1000) : bytes / 1_000_000).toLocaleString(languageOf(element), format);
}
