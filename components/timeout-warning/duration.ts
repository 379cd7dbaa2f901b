import { languageOf } from '../shared/words.js';

/** Seconds as people say them, in the language of an element: 1 minute 5 seconds. The browser has the words. */
export function duration(seconds: number, element: Element): string {
  const parts = [
    ['minute', Math.floor(seconds / 60)],
    ['second', seconds % 60],
  ] as const;
  return parts
    .filter(([, count]) => count)
    .map(([unit, count]) => count.toLocaleString(languageOf(element), { style: 'unit', unit, unitDisplay: 'long' }))
    .join(' ');
}
