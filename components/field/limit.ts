import type { Field } from './field.js';

/** The most that a page wants in an answer, and how far the answer is over it; under it, negative. */
export function limitOf(field: Field): { unit: 'words' | 'characters'; max: number; over: number } | undefined {
  const unit = field.hasAttribute('max-words') ? 'words' : 'characters';
  const max = Number(field.getAttribute(`max-${unit}`));
  if (!max) return undefined;
  const text = field.control?.value.trim() ?? ''; // as the server counts: without spaces around it
  const length = unit === 'words' ? (text.match(/\S+/g)?.length ?? 0) : [...text].length;
  return { unit, max, over: length - max };
}
