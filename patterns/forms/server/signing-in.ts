import type { Context } from 'hono';
import { questionsOf } from '../answers/read-page.ts';
import type { Sent } from '../answers/read-page.ts';
import type { Definition } from '../definition/definition.ts';
import { say as textIn } from '../definition/words.ts';
import type { PathStep } from '../path/path.ts';
import { speaker } from './controls.ts';
import { takeFiles } from './files.ts';
import type { ActingFor, Level, Person } from './identity-port.ts';
import { withAll } from './page-answers.ts';
import type { Setting } from './pages.ts';
import { showMissing } from './problem-pages.ts';
import { isSignedAgain } from './re-authentication.ts';
import type { ReceivedForm } from './received-form.ts';
import type { RunningService } from './running-service.ts';
import type { DraftContent, KeptDraft, SentForm } from './store.ts';
import type { MessageKey } from '../words/catalogue.ts';
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
  const signedIn = await running.personFor(call, running.open(call, kept).service.definition);
  if (owner && !signedIn) return { barrier: 'nobody' };
  if (owner && signedIn && !isSame(owner, signedIn)) return { barrier: 'another' };
  const person = comesAsAsked(running.open(call, kept).service.definition, signedIn);
  const least = leastFor(running, call, kept);
  if (least && !person) return { barrier: 'nobody' };
  if (least && person && !isEnough(person.level, least)) return { barrier: 'level' };
  if (!person || (owner && isKnown(owner, person))) return { kept };
  // Where somebody saved in the same moment, it becomes theirs with the next request.
  return { kept: (await running.store.save(kept, { ...kept.content, owner: person })) ?? kept };
}

/** Whose a draft is that somebody begins. A service that has no use for it is not told who somebody is. */
export async function ownerOf(running: RunningService, call: Context): Promise<Pick<DraftContent, 'owner'>> {
  const { definition } = running.latest;
  const owner = asksWho(running, definition)
    ? comesAsAsked(definition, await running.personFor(call, definition))
    : undefined;
  return owner ? { owner } : {};
}

/** Whoever is signed in, if they come for one of those for whom they may here. */
function comesAsAsked({ identity }: Definition, person: Person | undefined): Person | undefined {
  const { actingFor = ['self'], mandateScope } = identity ?? {};
  const representing = person?.representing;
  if (!actingFor.includes(actingForOf(representing))) return undefined;
  const allows = !representing || mandateScope === undefined || representing.scope.includes(mandateScope);
  return allows ? person : undefined;
}

function actingForOf(representing: Person['representing']): ActingFor {
  if (!representing) return 'self';
  return representing.kind === 'company' ? 'company' : 'mandate';
}

/** Whether a draft knows all that is to be known of its person: how surely, and by which mandate. */
function isKnown(owner: Person, { level, representing }: Person): boolean {
  const { mandateId, validUntil } = owner.representing ?? {};
  const isSameMandate = mandateId === representing?.mandateId && validUntil === representing?.validUntil;
  return isEnough(owner.level, level) && isSameMandate;
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

/** Whether it is the same person, who comes for the same. */
export function isSame(one: Owner, other: Owner): boolean {
  const isOne = one.issuer === other.issuer && one.subject === other.subject;
  const [whom, whomElse] = [one.representing, other.representing];
  return isOne && whom?.kind === whomElse?.kind && whom?.id === whomElse?.id;
}

type Owner = Pick<Person, 'issuer' | 'subject' | 'representing'>;

function levelOf({ identity }: Definition): Level | undefined {
  return identity && identity.level !== 'none' ? identity.level : undefined;
}

/** Whether a page says that people can sign in: the service has use for it, and nobody is yet. */
export function offersSignIn(running: RunningService, definition: Definition, { owner }: DraftContent): boolean {
  return asksWho(running, definition) && !owner && !definition.identity?.required;
}

/** Sends somebody to sign in, and back: to a page of the draft, or to the one that they asked for. */
export function sendToSignIn(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  at?: string,
  { maxAgeSec, toSign }: { maxAgeSec?: number; toSign?: Level } = {},
): Promise<Response> {
  const { service, setting } = running.open(call, kept);
  const { definition } = service;
  const { language } = setting.reader;
  const level = toSign ?? levelOf(definition);
  const { owner } = kept.content;
  const { pathname, search } = new URL(call.req.url);
  running.tell('sign-in-asked', kept.content.draft.definition);
  return running.signIn(call, {
    ...wishOf(setting, owner, toSign ? 'signingPurpose' : 'signInPurpose'),
    returnTo: at === undefined ? `${pathname}${search}` : running.placeIn(kept, at),
    language,
    ...(level && (toSign || definition.identity?.required || !owner) && { level }),
    ...(maxAgeSec !== undefined && { maxAgeSec }),
  });
}

/** Why people are asked to sign in, for whom they may come, and whose it is. */
function wishOf({ service, reader }: Setting, owner: Owner | undefined, why: MessageKey = 'signInPurpose') {
  const { title, identity } = service.definition;
  const { actingFor = ['self'], mandateScope } = identity ?? {};
  return {
    purpose: speaker(reader)(why, { service: textIn(title, reader.language) }),
    actingFor,
    ...(isSignedAgain(service.definition) && { reauthenticates: true }),
    ...(mandateScope !== undefined && { mandateScope }),
    ...(owner && { owner: whoseIs(owner) }),
  };
}

function whoseIs({ issuer, subject, representing }: Owner): Owner {
  return { issuer, subject, ...(representing && { representing }) };
}

/** What stands between somebody and what was sent by a person: nothing, where nobody was signed in or it is theirs. */
export async function doorToSent(
  running: RunningService,
  call: Context,
  setting: Setting,
  { submission: { person: owner } }: SentForm,
): Promise<Response | undefined> {
  if (!owner) return undefined;
  const person = await running.personOf(call);
  if (person && isSame(owner, person)) return undefined;
  if (!running.signsIn) return showMissing(running, call);
  const { pathname, search } = new URL(call.req.url);
  const { language } = setting.reader;
  return running.signIn(call, { ...wishOf(setting, owner), returnTo: `${pathname}${search}`, language });
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
