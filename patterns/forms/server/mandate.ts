import type { Context } from 'hono';
import { speaker } from './controls.ts';
import type { Representing } from './identity-port.ts';
import { problemPage, timeAtEnd } from './pages.ts';
import type { RunningService } from './running-service.ts';
import { sendToSignIn } from './signing-in.ts';
import type { KeptDraft } from './store.ts';

/** Why something cannot be sent for somebody else now. */
export type MandateProblem = 'gone' | 'again' | 'unknown';

/** How many seconds a sign-in may be old by which a mandate is known. */
const freshFor = 300;

/** Looks again, before a form is sent, whether its person may still act for whom it is. Undefined where they may. */
export async function mandateProblem(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
): Promise<MandateProblem | undefined> {
  const representing = kept.content.owner?.representing;
  if (!representing || kept.sent) return undefined;
  const { identity } = running.open(call, kept).service.definition;
  if (isOver(running, representing)) return 'gone';
  const state = await running.mandateOf(call, identity?.mandateScope);
  return state === 'holds' ? undefined : state;
}

/** Its last day is a whole day where the service is. */
function isOver(running: RunningService, { validUntil }: Representing): boolean {
  if (validUntil === undefined) return false;
  if (/^\d{4}-\d\d-\d\d$/.test(validUntil)) return running.dayOf(running.now()) > validUntil;
  return !(running.now().getTime() < Date.parse(validUntil)); // what is no time is over
}

/** Says why nothing was sent, and what to do. Everything is still there. */
export function showMandate(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  problem: MandateProblem,
): Promise<Response> {
  if (problem === 'again') return sendToSignIn(running, call, kept, 'check', { maxAgeSec: freshFor });
  const { setting } = running.open(call, kept);
  const words = speaker(setting.reader);
  const { name, id } = kept.content.owner!.representing!;
  const whom = name ?? id;
  const link = { href: running.placeIn(kept, 'check'), text: words('backToCheck') };
  if (problem === 'gone') {
    const help = words('mandateGoneHelp', { whom, date: timeAtEnd(setting, kept.expiresAt) });
    return running.show(call, setting, problemPage(words('mandateGone', { whom }), help, link), 403);
  }
  call.header('Retry-After', '60');
  const page = problemPage(words('mandateUnknown'), words('mandateUnknownHelp', { whom }), link);
  return running.show(call, setting, page, 503);
}
