import { make } from './make.js';

let region: HTMLElement | undefined;
let queue: string[] = [];

/**
 * Says something to people who hear the page, without moving them. One region speaks for the whole page,
 * so that two messages never talk over each other; the same message waiting twice is said once.
 * The region is made when there is first something to say: a page nobody has touched is not changed.
 */
export function announce(message: string): void {
  if (queue.includes(message)) return;
  if (queue.push(message) > 1) return;
  if (!region?.isConnected) {
    region = make('div', { className: 'plaza-visually-hidden' });
    region.setAttribute('aria-live', 'polite');
    document.body.append(region);
  }
  setTimeout(speak, 100); // a region that was just added, or still holds the last words, is not read
}

function speak(): void {
  region!.replaceChildren(make('p', {}, queue.join('. ')));
  queue = [];
}
