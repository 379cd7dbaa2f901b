import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { problemOf } from '../problems.ts';
import type { Provider } from './provider.ts';
import { SignInProblem } from './sign-in-problem.ts';

/** What did not come, or came from something that is not the provider: a proxy's error page. */
const outages = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR'];

/**
 * What an error on the way to or from a provider means for the person.
 *
 * @param leg Which part of the way it was, for the log.
 */
export function problemFrom(error: unknown, leg: string, provider: Provider): SignInProblem {
  if (error instanceof SignInProblem) return error;
  if (error instanceof AuthorizationResponseError) return said(error.error, error.error_description, leg, provider);
  if (error instanceof ResponseBodyError) {
    if (error.status >= 500) return new SignInProblem('outage', leg, error);
    if (error.error === 'invalid_grant') return new SignInProblem('linkUsed', 'invalid_grant', error);
    if (error.error === 'invalid_client') return new SignInProblem('notAvailable', 'invalid_client', error);
    return said(error.error, error.error_description, leg, provider);
  }
  if (isOutage(error)) return new SignInProblem('outage', leg, error);
  return new SignInProblem('notTrusted', leg, error);
}

function said(error: string, description = '', leg: string, provider: Provider): SignInProblem {
  const own = provider.problemOf?.(error, description);
  return new SignInProblem(own ?? problemOf(error), `${leg} ${/^\w{1,40}$/.test(error) ? error : 'error'}`);
}

function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return true;
  const { code, cause } = error as { code?: string; cause?: unknown };
  if (error instanceof ClientError && code && outages.includes(code)) return true;
  if (code === 'OAUTH_RESPONSE_IS_NOT_CONFORM') return statusOf(cause) >= 500;
  // What `fetch` throws where nobody answers, and JSON.parse where it is not JSON.
  return (error instanceof TypeError && code === undefined) || error instanceof SyntaxError
    ? true
    : cause instanceof Error && !(error instanceof SignInProblem) && code === undefined && isOutage(cause);
}

/** Not by its class: a server may have put one of its own in the place of `Response`, and what `fetch` gives is none of that. */
function statusOf(response: unknown): number {
  const { status } = (response ?? {}) as { status?: unknown };
  return typeof status === 'number' ? status : 0;
}
