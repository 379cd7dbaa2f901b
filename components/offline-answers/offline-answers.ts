import { Enhancer } from '../shared/enhancer.js';
import { warn } from '../shared/warn.js';

/**
 * Keeps what is typed on a page on the device, encrypted, until the server has it: for people whose network goes, whose battery is
 * empty, who close the tab.
 *
 * It stands in a `<plaza-form keep="…">` and keeps what that keeps in the tab, so never what is sensitive, a password or a file. The
 * key is the server's: it comes only to who may open the draft, is never written down here and cannot be read by a script. When
 * the page is opened again, what was kept is given back as the form does it, and written over nothing that is newer. Who presses
 * “Continue” without a network is told so on the page, and stays there.
 *
 * ```html
 * <plaza-form keep="7f3a/home" keep-revision="3">
 *   <form method="post" action="/home?turn=1" novalidate>…</form>
 *   <plaza-offline-answers draft="7f3a" key-from="/offline-key/7f3a" until="2026-12-31T00:00:00Z">
 *     <div class="plaza-notification" hidden>
 *       <p slot="saved" hidden>Your answers are saved on this device only, at <time slot="saved-at"></time>.</p>
 *       <p slot="offline" hidden>You are not connected. Press “Continue” again once you are.</p>
 *       <p slot="online" hidden>You are connected again. Press “Continue”.</p>
 *     </div>
 *   </plaza-offline-answers>
 * </plaza-form>
 * ```
 *
 * Never write it for a device that others use too. Load it only on pages that have it: the drop-in file does not contain it.
 *
 * @summary Answers that stay on the device, encrypted, until the server has them.
 * @tagname plaza-offline-answers
 *
 * @slot - One hidden box with what it says.
 * @slot saved - Hidden words that the answers are saved on this device only.
 * @slot saved-at - An empty `<time>` in them, into which it is written.
 * @slot offline - Hidden words that there is no network, and what to do.
 * @slot online - Hidden words that there is one again.
 *
 * @attr {string} draft - What the answers of all pages of one person are called: the `keep` of each form begins with it and a slash.
 * @attr {string} key-from - The address that gives the draft's key, 32 bytes, to a POST with the hidden inputs of the form. Without it
 *   nothing is kept on this page: it only lets go of what is not needed any more.
 * @attr {string} until - When the draft ends, as RFC 3339: what is kept of it ends then too.
 * @attr {string} saved - The pages that the server has, and how often each was saved, as `home:4 car:2`: what was sent from them goes.
 */
export class OfflineAnswers extends Enhancer {
  /** Where a browser cannot encrypt or keep, the page is as it is without a script. */
  protected override connect(): void {
    if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return;
    import('./begin.js').then(
      ({ begin }) => begin(this),
      () => {}, // the next page asks again
    );
  }

  protected override update(): void {
    const keeps = this.hasAttribute('key-from');
    if (!this.getAttribute('draft') || (keeps && !this.closest('plaza-form'))) warn('offline-answers-incomplete', this);
  }
}
