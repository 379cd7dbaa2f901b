import { make } from './make.js';

const regions: Record<string, HTMLElement> = {};
const queues: Record<string, string[]> = {};

/**
 * Says something to people who hear the page, without moving them. One region speaks for the whole page,
 * so that two messages never talk over each other; the same message waiting twice is said once.
 * A region is made when there is first something to say: a page nobody has touched is not changed.
 *
 * What may not be true a moment later is `assertive`: said from a region of its own, over all else, and only the newest.
 */
export function announce(message: string, live: 'polite' | 'assertive' = 'polite'): void {
  const queue = (queues[live] ??= []);
  if (live === 'assertive' && queue[0]) queue[0] = message;
  if (queue.includes(message) || queue.push(message) > 1) return;
  const region = (regions[live] ??= make('div', { className: 'plaza-visually-hidden' }));
  region.setAttribute('aria-live', live);
  if (!region.isConnected) document.body.append(region);
  // A region that was just added, or still holds the last words, is not read.
  setTimeout(() => region.replaceChildren(make('p', {}, queue.splice(0).join('. '))), 100);
}
