import type { Context } from 'hono';
import { randomToken } from '@plaza-ds/forms/server';
import type { ProblemCode } from '../problems.ts';
import type { RunningIdentity } from './running-identity.ts';
import type { SignInProblem } from './sign-in-problem.ts';
import type { KeptAsk } from './store.ts';

/** Says what happened on the page where the person began, with all that they can do there. */
export async function failAsk(
  running: RunningIdentity,
  call: Context,
  { id, ask }: KeptAsk,
  provider: string,
  problem: SignInProblem,
): Promise<Response> {
  const correlation = randomToken();
  running.logError({ event: 'sign-in-problem', provider, problem: problem.problem, correlation }, problem);
  await running.store.saveAsk({ id, ask: { ...ask, problem: { code: problem.problem, correlation, provider } } });
  return call.redirect(`${running.base}/sign-in/${id}`, 303);
}

/** Says it on a page of its own, where nobody knows from where the person came. Its address has nothing of theirs. */
export function problemAt(
  running: RunningIdentity,
  call: Context,
  problem: ProblemCode,
  provider: string | undefined,
): Response {
  const correlation = randomToken();
  running.log({ event: 'sign-in-problem', ...(provider !== undefined && { provider }), problem, correlation });
  return call.redirect(`${running.base}/problem/${problem}/${correlation}`, 303);
}
