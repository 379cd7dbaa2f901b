import type { Context } from 'hono';
import type { Sent } from '../answers/read-page.ts';
import type { Path } from '../path/path.ts';
import { speaker } from './controls.ts';
import type { Level } from './identity-port.ts';
import { mandateProblem, showMandate } from './mandate.ts';
import type { Notice, Setting } from './pages.ts';
import { showClosed } from './problem-pages.ts';
import type { RunningService } from './running-service.ts';
import { randomToken } from './same-site.ts';
import { readyToSend, sendReady, toSendOf } from './sending.ts';
import type { Ready } from './sending.ts';
import { isEnough, isSame, sendToSignIn } from './signing-in.ts';
import type { DraftContent, KeptDraft, Signature } from './store.ts';
import { placeToMend, whereNext } from './way.ts';

/** What somebody is about to sign by signing in again, as it was when they pressed the button. */
export interface Signing {
  /** The end of the address that they come back to. Nobody can guess it. */
  handle: string;
  /** The revision that they looked through, and the one in which this is kept. */
  revisions: { lookedThrough: number; keptIn: number };
  /** Says what is sent and declared. */
  mark: string;
  /** When they pressed the button, as RFC 3339. */
  askedAt: string;
  /** When they had signed in before that. */
  before?: string | undefined;
  /** BCP 47 tag of the page on which they read it. */
  language: string;
  /** What they ticked and typed there, as its form sent it. */
  fields: readonly (readonly [name: string, texts: readonly string[]])[];
}

/** The address below a draft’s to which people come back who signed. */
const signAt = 'sign/';
const minute = 60_000;
/** How far the clocks of a provider and of the service may be apart. */
const tolerance = minute;
/** How old a sign-in may be that signs something. */
const freshFor = 10 * minute;
/** How long after the button was pressed something can be signed by it. */
const holdsFor = 60 * minute;

/** Whether a revision is the one that there is, but for what is kept of the wish to sign it: two presses are one wish. */
export function isLookedThrough({ revision, content: { signing } }: KeptDraft, looked: number): boolean {
  const { lookedThrough, keptIn } = signing?.revisions ?? {};
  return looked === revision || (looked === lookedThrough && keptIn === revision);
}

/** Keeps what is to be signed with all that was ticked and typed, and sends the person to sign in again. */
export async function askToSign(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  { level, mark }: { level: Level; mark: string },
  sent: Sent,
): Promise<Response | undefined> {
  const { language } = running.open(call, kept).setting.reader;
  const { signing: known } = kept.content;
  const before = (await running.authenticationOf(call, language))?.at;
  const isKnown = known?.mark === mark && known.before === before && ageOf(known, running.now()) < freshFor;
  const signing: Signing = isKnown
    ? known
    : {
        handle: randomToken(),
        revisions: { lookedThrough: kept.revision, keptIn: kept.revision + 1 },
        mark,
        askedAt: running.now().toISOString(),
        before,
        language,
        fields: [...sent].filter(([name]) => name.startsWith('declarations/')),
      };
  const saved = isKnown ? kept : await running.store.save(kept, { ...kept.content, signing });
  return saved && sendToSignIn(running, call, saved, `${signAt}${signing.handle}`, { maxAgeSec: 0, toSign: level });
}

/** The handle in the address of somebody who comes back from signing in; undefined at any other. */
export function handleIn(at: string): string | undefined {
  return at.startsWith(signAt) ? at.slice(signAt.length) : undefined;
}

/**
 * Sends what somebody signed by signing in again, if it is still what they looked through. Whoever comes here without having signed in
 * reads that nothing was sent, with everything there.
 */
export async function comeToSign(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  handle: string,
): Promise<Response> {
  const { signing } = kept.content;
  const { service, path } = running.open(call, kept);
  if (signing?.handle !== handle || !path.complete) return goBack(running, call, kept, path, 'again');
  const setting = running.settingOf(service, signing.language);
  const ready = await readyToSend(running, kept, true, new Map(signing.fields), setting);
  switch (ready.state) {
    case 'ready':
      return ready.mark === signing.mark
        ? sendSigned(running, call, kept, signing, ready)
        : goBack(running, call, kept, path, 'changed');
    case 'infected':
      return call.redirect(running.placeIn(kept, placeToMend(path, ready.errors)), 303);
    case 'incomplete':
    case 'changed':
    case 'refused':
      return goBack(running, call, kept, path, 'changed');
    case 'closed':
    case 'not-open':
    case 'paused':
    case 'replaced':
      return showClosed(running, call, setting, ready.state);
  }
}

async function sendSigned(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  signing: Signing,
  { form, toSign }: Ready,
): Promise<Response> {
  const signature = await signatureOf(running, call, kept, signing, toSign!);
  if (!signature) return goBack(running, call, kept, running.open(call, kept).path, 'again');
  const problem = await mandateProblem(running, call, kept);
  if (problem) return showMandate(running, call, kept, problem);
  const declarations = form.declarations.map((each) =>
    each.kind === 're-authentication' ? { ...each, signature } : each,
  );
  const { handle } = await sendReady(running, kept, { ...form, declarations });
  return call.redirect(`${running.base}/sent/${handle}`, 303);
}

/** The sign-in that signs it: of the person whose it is, surely enough, and after they pressed the button. */
async function signatureOf(
  running: RunningService,
  call: Context,
  { content: { owner } }: KeptDraft,
  signing: Signing,
  level: Level,
): Promise<Signature | undefined> {
  const authentication = await running.authenticationOf(call, signing.language);
  if (!owner || !authentication) return undefined;
  const { person, at, provider } = authentication;
  const isTheirs = isSame(owner, person) && isEnough(person.level, level);
  if (!isTheirs || !isFresh(signing, at, running.now())) return undefined;
  return { level: person.level, at: new Date(at).toISOString(), issuer: person.issuer, provider };
}

/** A sign-in that was there before does not count, however short a time before. */
function isFresh(signing: Signing, at: string, now: Date): boolean {
  const time = Date.parse(at);
  const age = now.getTime() - time;
  const isAfter = at !== signing.before && time >= Date.parse(signing.askedAt) - tolerance;
  return isAfter && age >= -tolerance && age <= freshFor + tolerance && ageOf(signing, now) <= holdsFor;
}

function ageOf({ askedAt }: Signing, now: Date): number {
  return now.getTime() - Date.parse(askedAt);
}

type Why = 'again' | 'changed';
const whyWords = { again: 'signingAgain', changed: 'signingChanged' } as const;

/** Back to the answers, where it says why nothing was sent. */
function goBack(running: RunningService, call: Context, kept: KeptDraft, path: Path, why: Why): Response {
  running.tell('send-refused', kept.content.draft.definition);
  const place = path.complete ? `check?signing=${why}` : whereNext(path);
  return call.redirect(running.placeIn(kept, place), 303);
}

/** Why nothing was sent, on the page where it is signed. */
export function signingNotice(call: Context, { reader }: Setting): Notice | undefined {
  const why = call.req.query('signing');
  if (why !== 'again' && why !== 'changed') return undefined;
  return { variant: why === 'changed' ? 'error' : 'information', sentences: [speaker(reader)(whyWords[why])] };
}

/** What was ticked and typed before somebody went to sign in, while it is about the same answers: nobody declares others by the way. */
export function declaredBefore(running: RunningService, call: Context, kept: KeptDraft): Sent {
  const { signing }: DraftContent = kept.content;
  if (!signing) return new Map();
  const { service, path } = running.open(call, kept);
  const fields = new Map(signing.fields);
  const { mark } = toSendOf(running, kept, path, fields, running.settingOf(service, signing.language));
  return mark === signing.mark ? fields : new Map();
}
