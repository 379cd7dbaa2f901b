import type { Context } from 'hono';
import { askToSave } from './draft-pages.ts';
import type { Notice } from './pages.ts';
import { stopping } from './return-link.ts';
import type { RunningService, Status } from './running-service.ts';
import type { KeptDraft } from './store.ts';

/** The ways to stop and to go on later or elsewhere. */
export function showSavePage(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  notice?: Notice,
  status?: Status,
): Promise<Response> {
  if (running.byEmail) return running.byEmail.showSave(call, stopping(running, call, kept), { notice }, status);
  const { setting, path } = running.open(call, kept);
  return running.show(call, setting, askToSave(running, call, setting, kept, path, notice), status);
}
