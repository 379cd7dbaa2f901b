import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Citizen } from './citizens.ts';
import type { RunningProvider } from './running-provider.ts';

export interface Visit {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

/** A sign-in that waits for a person: what is asked, and where the answer goes. */
export interface Waiting {
  prompt: string;
  asked: readonly string[];
  /** For whom they are asked to come, where a broker was told. */
  actingFor: string | undefined;
  /** Where the browser comes to in the end. */
  returnsTo: string;
}

interface Asked {
  scope?: string;
  redirect_uri: string;
  acting_for?: string;
}

/** What this browser is asked; undefined where it is asked nothing, or something else. */
export async function waitingFor(
  running: RunningProvider,
  uid: string,
  { incoming, outgoing }: Visit,
): Promise<Waiting | undefined> {
  const library = await running.library();
  const found = await library.interactionDetails(incoming, outgoing).catch(() => undefined);
  if (found?.uid !== uid) return undefined;
  const { scope = '', redirect_uri: returnsTo, acting_for: actingFor } = found.params as unknown as Asked;
  return { prompt: found.prompt.name, asked: scope.split(' '), actingFor, returnsTo };
}

/** Goes back with an error in place of a login. @returns Where the browser goes. */
export async function refuse(
  running: RunningProvider,
  { incoming, outgoing }: Visit,
  description: string,
): Promise<string> {
  const library = await running.library();
  return library.interactionResult(incoming, outgoing, { error: 'access_denied', error_description: description });
}

/** Signs somebody in at the level that was asked for, as far as they reach it. @returns Where the browser goes. */
export async function signIn(
  running: RunningProvider,
  { incoming, outgoing }: Visit,
  citizen: Citizen,
): Promise<string> {
  const library = await running.library();
  const { uid, params, session } = await library.interactionDetails(incoming, outgoing);
  const level = running.levelFor(citizen, running.settings.requestedLevels(params));
  const journey = running.journeys.of(uid);
  if (journey) Object.assign(journey, { level, isLater: running.sees(citizen) });
  const acr = running.levels[level];
  const amr = level === 'low' ? ['pwd'] : ['pwd', 'otp', 'mfa'];
  const login = { accountId: citizen.id, amr, ...(acr && { acr }) };
  const next = await library.interactionResult(incoming, outgoing, { login });
  if (session?.uid && session.accountId !== citizen.id) await forget(running, session.uid);
  return next;
}

/** Another person sat here before: their session ends, so that nothing of theirs is taken over. */
async function forget(running: RunningProvider, uid: string): Promise<void> {
  const session = await (await running.library()).Session.findByUid(uid);
  if (!session) return;
  Object.assign(session, {
    accountId: undefined,
    loginTs: undefined,
    acr: undefined,
    amr: undefined,
    authorizations: undefined,
  });
  await session.persist();
}

/** Agrees to all that was asked. @returns Where the browser goes. */
export async function agree(running: RunningProvider, { incoming, outgoing }: Visit): Promise<string> {
  const library = await running.library();
  const { params, session, grantId, prompt } = await library.interactionDetails(incoming, outgoing);
  const known = grantId ? await library.Grant.find(grantId) : undefined;
  const grant = known ?? new library.Grant({ accountId: session!.accountId, clientId: params.client_id as string });
  const { missingOIDCScope = [], missingOIDCClaims = [] } = prompt.details as Record<string, string[]>;
  if (missingOIDCScope.length) grant.addOIDCScope(missingOIDCScope.join(' '));
  if (missingOIDCClaims.length) grant.addOIDCClaims(missingOIDCClaims);
  const consent = { grantId: await grant.save() };
  return library.interactionResult(incoming, outgoing, { consent }, { mergeWithLastSubmission: true });
}
