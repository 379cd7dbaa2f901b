import { CheckedSubmit } from './checked-submit.js';
import type { DeviceCopy } from './device-copy.js';
import { keepOn } from './device-copy.js';
import { forgetDraft, letGo } from './letting-go.js';
import type { OfflineAnswers } from './offline-answers.js';

/** Lets go of what is over and, where the page has a key, keeps what is typed from now on and gives back what was. */
export async function begin(host: OfflineAnswers): Promise<void> {
  const around = host.closest<HTMLElement>('plaza-form');
  const form = around?.querySelector('form');
  let copy: DeviceCopy | undefined;
  if (!host.isConnected) return;
  if (form)
    new CheckedSubmit(host, form).connect({
      forget: () => copy?.forget() ?? forgetDraft(host),
      canReach: () => !!copy?.canReach,
      reach: () => copy!.reach(),
    });
  try {
    await letGo(host);
    if (!around || !form || !host.hasAttribute('key-from')) return;
    copy = await keepOn(host, around);
    if (host.isConnected) await copy.connect();
  } catch {
    // Storage is forbidden or broken, or a file did not come: the page is as it is without a script.
  }
}
