import { isMandateGood } from './acting-for.ts';
import type { Exchanged, RelyingParty } from './relying-party.ts';
import type { RunningIdentity } from './running-identity.ts';
import { SignInProblem } from './sign-in-problem.ts';
import { sessionOf } from './sessions.ts';
import type { Access } from './store.ts';

/**
 * Whether somebody may still act for whom they come: the mandate holds, or it is over or was taken back; they have to sign in again
 * before it can be known; or the provider does not answer.
 */
export type MandateState = 'holds' | 'gone' | 'again' | 'unknown';

/** Asks the provider once more. Who comes for themself needs no mandate. */
export async function mandateNow(
  running: RunningIdentity,
  request: Request,
  scope: string | undefined,
): Promise<MandateState> {
  const kept = await sessionOf(running, request);
  if (!kept) return 'again';
  const { provider: name, access, identity } = kept.session;
  const { representing } = identity;
  const around = { ...running.today, scope };
  if (!representing) return 'holds';
  if (!isMandateGood(representing, around)) return 'gone';
  const party = running.parties.get(name);
  // Who says it with the sign-in alone has to have said it now.
  if (!party || !access) return isOfNow(running, identity.authTime) ? 'holds' : 'again';
  try {
    const userInfo = await party.userInfoNow(access, identity.sub);
    const { representing: now } = await representingIn(party, userInfo);
    if (!now || now.mandateId !== representing.mandateId) return 'gone';
    return isMandateGood(now, around) ? 'holds' : 'gone';
  } catch (error) {
    const problem = error instanceof SignInProblem ? error : new SignInProblem('notTrusted', 'mandate', error);
    running.logError({ event: 'sign-in-problem', provider: name, problem: problem.problem }, problem);
    return problem.problem === 'notFresh' ? 'again' : 'unknown';
  }
}

/** How many seconds a sign-in before the form is sent may be old, where it alone says that a mandate holds. */
export const mandateFreshFor = 300;

function isOfNow(running: RunningIdentity, authTime: string): boolean {
  return running.now().getTime() - Date.parse(authTime) <= mandateFreshFor * 1000;
}

/** What the provider can be asked with later; undefined where it says for whom somebody comes in the sign-in alone. */
export async function accessTo(party: RelyingParty, { access, userInfo }: Exchanged): Promise<Access | undefined> {
  const { representing } = await representingIn(party, userInfo);
  return representing && access;
}

async function representingIn(party: RelyingParty, userInfo: Readonly<Record<string, unknown>>) {
  const verify = (jwt: string, keys: Parameters<RelyingParty['verifyBy']>[1]) => party.verifyBy(jwt, keys);
  return party.provider.read({ claims: {}, userInfo, verify });
}
