import type { OfflineAnswers } from './offline-answers.js';
import { forgetWhere } from './records.js';
import { placeOf } from './sealing.js';

/** What stands for the draft of a page in its records. */
export const draftOf = (host: OfflineAnswers) => placeOf(host.getAttribute('draft') ?? '');

/** Lets go of what is over, of whatever draft, and of what the server has. */
export async function letGo(host: OfflineAnswers): Promise<void> {
  const saved = new Map<string, number>();
  for (const each of host.getAttribute('saved')?.match(/\S+/g) ?? []) {
    const [page, revision] = each.split(':');
    saved.set(await placeOf(`${host.getAttribute('draft')}/${page}`), Number(revision));
  }
  const isTaken = (place: string, revision: number) => (saved.get(place) ?? 0) > revision;
  await forgetWhere(({ until, sent, revision }, place) => until <= Date.now() || (sent && isTaken(place, revision)));
}

/** Lets go of all that is kept of a draft. */
export async function forgetDraft(host: OfflineAnswers): Promise<void> {
  const gone = await draftOf(host);
  await forgetWhere(({ draft }) => draft === gone);
}
