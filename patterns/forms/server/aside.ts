import type { Context } from 'hono';
import { readPage } from '../answers/read-page.ts';
import { isRepeat } from '../definition/definition.ts';
import { speaker } from './controls.ts';
import type { Notice, Setting } from './pages.ts';
import { withAll } from './page-answers.ts';
import type { ReceivedForm } from './received-form.ts';
import type { RunningService } from './running-service.ts';
import type { KeptDraft } from './store.ts';
import { whereNext } from './way.ts';

/**
 * Keeps what somebody wrote on a page that is not asked any more, for an answer was changed in another tab meanwhile. It counts
 * again when the page is asked, and is never sent before.
 */
export async function keepAside(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  form: ReceivedForm,
): Promise<Response | undefined> {
  const { service, setting, path } = running.open(call, kept);
  const at = call.req.param('at')!;
  const step = service.steps.get(at);
  const next = running.placeIn(kept, whereNext(path));
  if (!step || isRepeat(step) || service.around.get(at)!.length) return call.redirect(next, 303);
  const page = { at, step, items: [], ask: step.ask, answered: false, section: step.section };
  const { values } = readPage(service, page, form.fields, setting.reader);
  const written = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  if (!Object.keys(written).length) return call.redirect(next, 303);
  const saved = await running.keep(
    kept,
    withAll(kept.content.draft, written),
    undefined,
    running.answering(call, kept),
  );
  return saved && call.redirect(`${next}?aside`, 303);
}

/** Says that something was kept aside, on the page after it. */
export function asideNotice(call: Context, { reader }: Setting): Notice | undefined {
  if (call.req.query('aside') === undefined) return undefined;
  return { variant: 'information', sentences: [speaker(reader)('keptAside')] };
}
