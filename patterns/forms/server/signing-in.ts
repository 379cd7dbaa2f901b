import type { Context } from 'hono';
import { questionsOf } from '../answers/read-page.ts';
import type { Sent } from '../answers/read-page.ts';
import type { Definition } from '../definition/definition.ts';
import { say as textIn } from '../definition/words.ts';
import type { PathStep } from '../path/path.ts';
import { speaker } from './controls.ts';
import { takeFiles } from './files.ts';
import type { Level, Person } from './identity-port.ts';
import { withAll } from './page-answers.ts';
import type { ReceivedForm } from './received-form.ts';
import type { RunningService } from './running-service.ts';
import type { DraftContent, KeptDraft } from './store.ts';
import { isAtTasks } from './way.ts';

/** What stands between somebody and a draft: that nobody is signed in, or not surely enough, or that it is another person's. */
export type Barrier = 'nobody' | 'level' | 'another';

/** The draft, which is theirs from now on where somebody is signed in; or why they may not see it. */
export type Entry = { kept: KeptDraft; barrier?: undefined } | { kept?: undefined; barrier: Barrier };

const levels: readonly Level[] = ['low', 'substantial', 'high'];
/** Whether somebody is known as surely as it is asked for. */
export const isEnough = (level: Level, least: Level) => levels.indexOf(level) >= levels.indexOf(least);

/**
 * Lets people in to a draft. Where the service has a use for sign-in, what somebody opens signed in becomes theirs, and nobody else
 * sees it afterwards, on the same computer either. Where it asks for sign-in, people come up to its tasks without it, for first they
 * find out whether it is for them.
 */
export async function enter(running: RunningService, call: Context, kept: KeptDraft): Promise<Entry> {
  const { owner } = kept.content;
  if (!owner && !asksWho(running, running.open(call, kept).service.definition)) return { kept };
  const person = await running.personOf(call);
  if (owner && !person) return { barrier: 'nobody' };
  if (owner && person && !isSame(owner, person)) return { barrier: 'another' };
  const least = leastFor(running, call, kept);
  if (least && !person) return { barrier: 'nobody' };
  if (least && person && !isEnough(person.level, least)) return { barrier: 'level' };
  if (!person || (owner && isEnough(owner.level, person.level))) return { kept };
  // Where somebody saved in the same moment, it becomes theirs with the next request.
  return { kept: (await running.store.save(kept, { ...kept.content, owner: person })) ?? kept };
}

/** Whose a draft is that somebody begins. A service that has no use for it is not told who somebody is. */
export async function ownerOf(running: RunningService, call: Context): Promise<Pick<DraftContent, 'owner'>> {
  const owner = asksWho(running, running.latest.definition) ? await running.personOf(call) : undefined;
  return owner ? { owner } : {};
}

function asksWho(running: RunningService, definition: Definition): boolean {
  return running.signsIn && levelOf(definition) !== undefined;
}

/** How surely the service has to know who somebody is, where their way has come. */
function leastFor(running: RunningService, call: Context, kept: KeptDraft): Level | undefined {
  const { service, path } = running.open(call, kept);
  const least = levelOf(service.definition);
  const isBefore = path.tasks && !isAtTasks(path);
  return running.signsIn && service.definition.identity?.required && !isBefore ? least : undefined;
}

function isSame(one: Person, other: Person): boolean {
  return one.issuer === other.issuer && one.subject === other.subject;
}

function levelOf({ identity }: Definition): Level | undefined {
  return identity && identity.level !== 'none' ? identity.level : undefined;
}

/** Whether a page says that people can sign in: the service has use for it, and nobody is yet. */
export function offersSignIn(running: RunningService, definition: Definition, { owner }: DraftContent): boolean {
  return asksWho(running, definition) && !owner && !definition.identity?.required;
}

/** Sends somebody to sign in, and back: to a page of the draft, or to the one that they asked for. */
export function sendToSignIn(running: RunningService, call: Context, kept: KeptDraft, at?: string): Promise<Response> {
  const { service, setting } = running.open(call, kept);
  const { definition } = service;
  const { language } = setting.reader;
  const level = levelOf(definition);
  const { owner } = kept.content;
  const { pathname, search } = new URL(call.req.url);
  running.tell('sign-in-asked', kept.content.draft.definition);
  return running.signIn(call, {
    purpose: speaker(setting.reader)('signInPurpose', { service: textIn(definition.title, language) }),
    returnTo: at === undefined ? `${pathname}${search}` : running.placeIn(kept, at),
    language,
    ...(level && (definition.identity?.required || !owner) && { level }),
    ...(owner && { owner: { issuer: owner.issuer, subject: owner.subject } }),
  });
}

/** Keeps all that was typed on a page, right or wrong, and sends the person to sign in. */
export async function signInFrom(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  step: PathStep,
  form: ReceivedForm,
): Promise<Response | undefined> {
  const { service, setting } = running.open(call, kept);
  const { sent, values } = await takeFiles(running, call, setting, step, kept, form);
  const names = questionsOf(service, step).map(({ name }) => name);
  const isAnswer = (field: string) => names.some((name) => field === name || field.startsWith(`${name}/`));
  const typed = { at: step.at, fields: [...sent].filter(([field]) => isAnswer(field)) };
  const content = { ...kept.content, draft: withAll(kept.content.draft, values), typed };
  const saved = await running.store.save(kept, running.noted(kept, content, running.answering(call, kept)));
  return saved && sendToSignIn(running, call, saved, step.at);
}

/** What was typed on a page and not answered yet. */
export function typedBefore({ typed }: DraftContent, step: PathStep): Sent | undefined {
  return typed?.at === step.at ? new Map(typed.fields) : undefined;
}
