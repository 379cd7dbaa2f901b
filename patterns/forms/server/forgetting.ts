import type { Context } from 'hono';
import type { Kysely } from 'kysely';
import { speaker } from './controls.ts';
import { confirmPage, problemPage } from './pages.ts';
import { keepingOf } from './keeping.ts';
import { offlineAnswers } from './offline-answers.ts';
import { turned, whereNext } from './way.ts';
import type { RunningService } from './running-service.ts';
import type { KeptDraft } from './store.ts';
import type { FormTables } from './tables.ts';

/** The address of the question whether all is to be deleted, below a draft's. */
export const deleteAt = 'delete';

/**
 * Forgets files that did not come whole in time, with the pieces that are here. Forgets drafts that nobody sent in time, and what was sent long ago, with their keys, files and links. What has not reached its
 * destination is never forgotten: the person was told that it would.
 */
export async function forgetExpired(database: Kysely<FormTables>, now: Date): Promise<void> {
  await database.deleteFrom('forms_upload').where('expires_at', '<', now).execute();
  await database
    .deleteFrom('forms_draft')
    .where('expires_at', '<', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('forms_delivery')
            .select('destination')
            .whereRef('draft_id', '=', 'forms_draft.id')
            .where('state', '<>', 'done'),
        ),
      ),
    )
    .execute();
}

/** Asks before everything is deleted that somebody wrote: a link alone may change nothing. */
export function askToDelete(running: RunningService, call: Context, kept: KeptDraft): Promise<Response> {
  const { setting, path } = running.open(call, kept);
  const say = speaker(setting.reader);
  const page = confirmPage(setting, {
    heading: say('deleteHeading'),
    lead: say('deleteLead'),
    button: say('deleteAll'),
    value: 'delete',
    destroys: true,
    forgets: true,
    action: turned(call),
    proof: running.proofFor(call, kept.id),
    revision: kept.revision,
    keeping: offlineAnswers(running, call, kept, deleteAt) && keepingOf(running, call, kept, deleteAt),
    back: running.placeIn(kept, whereNext(path)),
  });
  return running.show(call, setting, page);
}

/** Deletes a draft for good; where it was sent in the same moment, the way leads to its confirmation. */
export async function deleteDraft(running: RunningService, call: Context, kept: KeptDraft): Promise<Response> {
  await running.store.forget(kept);
  running.tell('deleted', kept.content.draft.definition);
  return call.redirect(`${running.base}/deleted`, 303);
}

/** Says that nothing is left. It asks for nothing to be found, so it may be opened again and again. */
export function showDeleted(running: RunningService, call: Context): Promise<Response> {
  const setting = running.settingOf(running.latest, running.languageOf(call));
  const say = speaker(setting.reader);
  const link = { href: running.base, text: say('toStart') };
  return running.show(call, setting, problemPage(say('deleted'), say('deletedHelp'), link));
}
