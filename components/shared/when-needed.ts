import type { Enhancer } from './enhancer.js';

/** What comes later for an element. */
export interface Help<Host> {
  /** @param event What the person did before this could hear it. */
  helpWith(host: Host, event: Event): void;
}

/**
 * Something that people need only once they act, as a list of the files they chose: it comes in a file of its own then, and
 * begins with what they did last. If it cannot come, the page's own HTML is enough, and the next act asks again, which
 * Firefox answers only on the next page. It is for one connection of the element to a page.
 *
 * @param types What people do first, as events of the element's content.
 * @param load Brings it: its `helpWith` takes the event and listens from there on.
 * @param isGivenBack Whether the page came with what somebody did before: it is needed at once then.
 */
export function whenNeeded<Host extends Enhancer>(
  host: Host,
  types: (keyof HTMLElementEventMap)[],
  load: () => Promise<Help<Host>>,
  isGivenBack: () => unknown,
): void {
  const { signal } = host;
  let asked = false;
  let latest: Event; // a file may be dropped while it is on its way
  const hear = (event: Event) => {
    latest = event;
    if (asked) return;
    asked = true;
    load().then(
      ({ helpWith }) => signal.aborted || helpWith(host, latest),
      () => (asked = false),
    );
  };
  for (const type of types) host.listen(type, hear);
  host.listen('pageshow', (event) => setTimeout(() => isGivenBack() && hear(event)), window); // browsers give back late
}
