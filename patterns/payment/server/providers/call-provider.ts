import { ProviderProblem } from '../provider.ts';

/** How a provider is asked over HTTP. */
export interface ProviderCall {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON, parameters as a form. */
  body?: object | URLSearchParams;
  /** In milliseconds; without it, ten seconds. */
  patience?: number;
}

export interface ProviderAnswer {
  status: number;
  body: Readonly<Record<string, unknown>>;
}

/**
 * Asks a provider, and waits no longer than a person would. What it answered with an error of its own, or not in time, nobody
 * knows the outcome of; what it refused (4xx) is given back.
 *
 * @throws {ProviderProblem} `silent`
 */
export async function callProvider(
  url: string,
  { method = 'GET', headers = {}, body, patience = 10_000 }: ProviderCall = {},
): Promise<ProviderAnswer> {
  const isForm = body instanceof URLSearchParams;
  try {
    const response = await fetch(url, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body && !isForm && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    const answer = { status: response.status, body: objectIn(await response.text()) };
    if (response.status >= 500 || response.status === 429)
      throw new ProviderProblem('silent', `status-${response.status}`);
    return answer;
  } catch (error) {
    if (error instanceof ProviderProblem) throw error;
    throw new ProviderProblem('silent', error instanceof DOMException ? 'timeout' : 'unreachable', error);
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  if (!text) return {};
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
