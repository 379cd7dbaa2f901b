import type { Context } from 'hono';
import { isReached } from '../path/path.ts';
import type { Path, PathStep } from '../path/path.ts';
import type { Service } from '../path/service.ts';
import type { KeptDraft } from './store.ts';
import type { RunningService } from './running-service.ts';

/** Where a person goes on after a page: to what is new, back to what they came from, else to the page that follows. */
export function after(running: RunningService, call: Context, kept: KeptDraft, path: Path, step: PathStep): string {
  const cameFromCheck = call.req.query('return') === 'check';
  if (path.outcome) return running.placeIn(kept, whereNext(path));
  if (cameFromCheck) {
    const where = firstOpen(path);
    return running.placeIn(kept, where === 'check' ? where : `${where}?return=check`);
  }
  const index = path.steps.findIndex(({ at }) => at === step.at);
  const following = path.steps[index + 1];
  const isSameItem = following?.items[step.items.length - 1] === step.items.at(-1);
  const list = step.items.length && !isSameItem ? listAround(running.open(call, kept).service, path, step) : undefined;
  const target = list ?? following;
  const isNext = target && isReached(path, target) && (!path.tasks || target.section === step.section);
  return running.placeIn(kept, isNext ? target.at : whereNext(path));
}

/** The place where a person has to go on. */
export function whereNext(path: Path): string {
  if (path.outcome) return `end/${path.outcome.id}`;
  return isAtTasks(path) && !path.complete ? tasksAt : firstOpen(path);
}

/** The page of something sent that is to be mended first, with the way back to what is looked through. */
export function placeToMend({ steps }: Path, [error]: readonly { name: string }[]): string {
  return `${steps.find(({ ask }) => ask.includes(error!.name))!.at}?return=check`;
}

/** The page that somebody stood at when they stopped, while it is asked; else where they go on. */
export function stoodAt(call: Context, path: Path): string {
  const step = path.steps.find(({ at }) => at === call.req.query('from'));
  return step ? step.at : whereNext(path);
}

/** The address of the list of tasks below a draft's. */
export const tasksAt = 'tasks';

/** Whether the way has come to the list of tasks: everything is answered that comes before it. */
export function isAtTasks({ tasks, outcome, steps }: Path): boolean {
  return !!tasks && !outcome && steps.every(({ section, answered }) => section !== undefined || answered);
}

/** The first page that is to be answered or mended. */
function firstOpen(path: Path): string {
  return path.next?.at ?? path.broken[0]?.step.at ?? 'check';
}

/** The list that the item of a page belongs to. */
function listAround(service: Service, path: Path, { step, items }: PathStep): PathStep | undefined {
  const repeat = service.around.get(step.id)!.at(-1);
  const outside = items.slice(0, -1).join('/');
  return path.steps.find((each) => each.step === repeat && each.items.join('/') === outside);
}

/**
 * The address of a page, counted: a form is never sent to the address that its page is shown at. With the same address,
 * a browser would put the page that says "no network" in the place of the form, and Back would find no answers.
 */
export function turned(call: Context): string {
  const url = new URL(call.req.url);
  const turn = url.searchParams.get('turn') ?? '0';
  url.searchParams.set('turn', /^\d{1,4}$/.test(turn) ? String(Number(turn) + 1) : '1');
  url.searchParams.delete('aside');
  url.searchParams.delete('signing');
  url.searchParams.delete('removed');
  url.searchParams.delete('remove');
  return url.pathname + url.search;
}
