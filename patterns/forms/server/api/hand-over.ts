import type { Context, Hono } from 'hono';
import { labelOf } from '../../answers/read-page.ts';
import type { ServiceQuestion } from '../../path/service.ts';
import { isReached } from '../../path/path.ts';
import { checkOf, newHandOver, noteHandOver } from '../hand-over.ts';
import { checkIn, isGiven } from '../identity-check.ts';
import type { Setting } from '../pages.ts';
import type { RunningService } from '../running-service.ts';
import { isToken, randomToken } from '../same-site.ts';
import type { KeptDraft } from '../store.ts';
import { whereNext } from '../way.ts';
import { bodyOf, draftOf, holderOf, Refused } from './request.ts';

/** Counts one more. @throws Refused where it has to wait */
type Count = (call: Context, what: 'code' | 'hand-over', kept?: KeptDraft) => void;

/** Going on elsewhere, for programs: a code that works once, and coming with a code of either kind. */
export function addHandOver(app: Hono, running: RunningService, count: Count): void {
  const { store, latest } = running;

  app.post('/handover', async (call) => {
    const { draft, at } = await bodyOf(call);
    if (typeof draft !== 'string' || !isToken(draft)) throw new Refused(404, 'not-yours');
    const kept = await draftOf(call, running, draft);
    if (kept.sent) throw new Refused(409, 'sent');
    count(call, 'hand-over', kept);
    const { service, setting, path } = running.open(call, kept);
    const step = path.steps.find((each) => each.at === at);
    const place = step && isReached(path, step) ? step.at : whereNext(path);
    const { code, until } = await newHandOver(running, kept, place);
    const check = checkView(checkIn(service, kept.content, path), setting);
    return call.json({ code, expiresAt: until.toISOString(), at: place, check }, 201);
  });

  app.post('/return', async (call) => {
    const { code, answer } = await bodyOf(call);
    const holder = holderOf(call, running);
    const key = holder ?? randomToken();
    count(call, 'code');
    const typed = typeof code === 'string' ? code.slice(0, 50) : '';
    const found = (await store.comeBack(typed, key)) ?? (await takeOver(call, typed, answer, key));
    if (found?.definition !== latest.definition.id) throw new Refused(404, 'not-yours');
    running.rates.giveBack('code', { client: running.clientOf(call) });
    running.tell('returned', latest.definition);
    const { id, at } = { at: undefined, ...found };
    return call.json({ id, ...(at !== undefined && { at }), ...(!holder && { key }) });
  });

  /** @throws Refused where it has to be shown first who comes */
  async function takeOver(call: Context, code: string, answer: unknown, key: string) {
    const found = await store.findHandOver(code);
    const check = found && checkOf(running, found);
    if (!found || !check) return undefined;
    const { service, question } = check;
    if (question) {
      const setting = running.settingOf(service, running.languageOf(call));
      const asking = new Refused(422, 'identity-check', { check: checkView(question, setting) });
      if (answer === undefined) throw asking;
      if (!(await store.tryHandOver(code))) return undefined;
      if (!isGiven(question, found.content, answer, setting.reader)) throw asking;
    }
    if (!(await store.takeOver(code, key))) return undefined;
    await noteHandOver(running, found.id, key, 'api');
    return found;
  }
}

function checkView(question: ServiceQuestion | undefined, { reader }: Setting) {
  return question ? { pointer: `#/${question.name}`, label: labelOf(question, reader) } : null;
}
