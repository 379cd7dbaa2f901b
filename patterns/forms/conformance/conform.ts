import { checks } from './checks.ts';
import { Client } from './client.ts';

/** What one check found. */
export interface CheckResult {
  name: string;
  /** What is otherwise than the contract says; undefined where nothing is. */
  problem: string | undefined;
}

/**
 * Runs the conformance suite against a server that serves the definition `@plaza-ds/forms/conformance.json`.
 *
 * @param url Where the contract's paths begin, `https://example.org/conformance/api`.
 * @param fetch How it is asked; over the network, without it.
 */
export async function conform(
  url: string,
  fetch?: (request: Request) => Response | Promise<Response>,
): Promise<CheckResult[]> {
  const client = new Client(url, fetch);
  const results: CheckResult[] = [];
  for (const { name, run } of checks) {
    const problem = await run(client).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    results.push({ name, problem });
  }
  return results;
}
