import type { Context } from 'hono';
import type { Actor } from '../../answers/given.ts';
import { atCounter, firstOpen, shownAt, withLeftOut } from '../../channels/counter.ts';
import type { AtCounter, CounterSection } from '../../channels/counter.ts';
import type { Draft } from '../../draft/draft.ts';
import type { Path } from '../../path/path.ts';
import type { Service } from '../../path/service.ts';
import type { Answering } from '../answering.ts';
import type { Person } from '../identity-port.ts';
import type { Setting } from '../pages.ts';
import type { RunningService } from '../running-service.ts';
import type { DraftContent, FormStore, KeptDraft } from '../store.ts';

/** Where the counter stands below the address of the service. */
export const counterAt = 'counter';

/** A draft that a member of the staff has open. */
export interface OpenCase {
  /** As it is kept, but that what is not asked at the counter is left empty. */
  kept: KeptDraft;
  counter: AtCounter;
  setting: Setting;
  /** The way, without what is not asked there. */
  path: Path;
  draft: Draft;
  /** Its address. */
  place: string;
  isPaper: boolean;
  by: Actor;
}

const made = new WeakMap<Service, AtCounter>();

/** A version of the service as it is gone through at the counter: made once. */
export function counterOf(service: Service): AtCounter {
  const counter = made.get(service) ?? atCounter(service);
  made.set(service, counter);
  return counter;
}

export function openCase(running: RunningService, call: Context, found: KeptDraft, person: Person): OpenCase {
  const { content } = found;
  const counter = counterOf(running.services.get(content.draft.definition.version)!);
  const draft = withLeftOut(counter, content.draft, running.todayOf(content));
  const isPaper = !!content.counter?.paper;
  return {
    kept: draft === content.draft ? found : { ...found, content: { ...content, draft } },
    counter,
    setting: running.settingOf(counter.service, running.languageOf(call, content.language), content),
    path: shownAt(counter, draft, running.pathIn(counter.service, draft, content)),
    draft,
    place: `${running.base}/${counterAt}/${found.id}`,
    isPaper,
    by: staffActor(running.store, person, isPaper),
  };
}

/** Who of the staff does something, by their mark: at the counter, or as whoever types in a form that came on paper. */
export function staffActor(store: Pick<FormStore, 'markOf'>, person: Person, isPaper: boolean): Actor {
  return { kind: isPaper ? 'paper-entry' : 'agent', id: store.markOf(person) };
}

/** What holds the drafts that somebody of the staff has open: they themself, at whichever computer they signed in. No browser’s cookie looks so. */
export function holderOf(store: Pick<FormStore, 'markOf'>, person: Person): string {
  return `counter ${store.markOf(person)}`;
}

export function answeringAt(running: RunningService, { by, isPaper, setting }: OpenCase): Answering {
  const given = { at: running.now().toISOString(), by, channel: isPaper ? 'paper' : 'agent' } as const;
  return { given, language: setting.reader.language };
}

/** The end that the answers lead to, once all is answered that would have been asked before it. */
export function outcomeOf({ path }: OpenCase): Path['outcome'] {
  return firstOpen(path) ? undefined : path.outcome;
}

/** Whether it can be sent. */
export function isComplete({ path }: OpenCase): boolean {
  return path.complete;
}

export function placeOf({ place }: OpenCase, section: CounterSection): string {
  return `${place}/${section.id}`;
}

/** What staff noted so far. */
export function recordOf({ counter = { identityChecks: [], originals: [] } }: DraftContent) {
  return counter;
}
