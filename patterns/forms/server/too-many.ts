import type { Context } from 'hono';
import type { MessageKey } from '../words/catalogue.ts';
import { speaker } from './controls.ts';
import type { Setting } from './pages.ts';
import type { Limited } from './rate-limits.ts';
import type { RunningService } from './running-service.ts';
import type { KeptDraft } from './store.ts';

const words: Readonly<Record<Limited, MessageKey>> = {
  begin: 'tooManyBegun',
  code: 'tooManyCodes',
  'hand-over': 'tooManyHandOvers',
  letter: 'tooManyLetters',
  file: 'tooManyFiles',
  piece: 'tooManyFiles',
  send: 'tooManySent',
};

/**
 * Counts that something is to be done. Where it has to wait: what to tell, in sentences; the answer says when to come back, and the
 * log that it happened. Undefined where it may be done.
 */
export function tooMany(
  running: RunningService,
  call: Context,
  { reader }: Setting,
  what: Limited,
  kept?: KeptDraft,
): string[] | undefined {
  const wait = running.rates.take(what, { client: running.clientOf(call), draft: kept?.id });
  if (!wait) return undefined;
  if (wait.isFirst) {
    const { method } = call.req;
    running.log({ event: 'refused', method, route: running.base, status: 429, error: `too-many ${what}` });
  }
  call.header('Retry-After', String(wait.seconds));
  const say = speaker(reader);
  return [say(words[what]), say('tooManyWait', { count: Math.ceil(wait.seconds / 60) })];
}
