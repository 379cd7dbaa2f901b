import type { Enhancer } from './enhancer.js';

/**
 * Something that people need only once they act, as a list of the files they chose: it comes in a file of its own then, and
 * begins with what they did last. If it cannot come, the page's own HTML is enough, and the next act asks again, which
 * Firefox answers only on the next page.
 *
 * @param load Brings it, as a function that takes the event and listens from there on.
 * @returns What hears the first act. It is for one connection of the element to a page.
 */
export function whenNeeded(host: Enhancer, load: () => Promise<(event: Event) => void>): (event: Event) => void {
  const { signal } = host;
  let asked = false;
  let latest: Event; // a file may be dropped while it is on its way
  return (event) => {
    latest = event;
    if (asked) return;
    asked = true;
    load().then(
      (begin) => signal.aborted || begin(latest),
      () => (asked = false),
    );
  };
}
