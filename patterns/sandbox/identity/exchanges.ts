import type { IncomingMessage } from 'node:http';
import type { Leg } from './accidents.ts';
import type { Exchange } from './provider.ts';

const most = 500;
const telling = ['origin', 'cookie', 'sec-fetch-mode', 'sec-fetch-dest', 'user-agent'];
const secret = /^(code|code_verifier|client_secret|client_assertion|access_token|refresh_token|id_token_hint|request)$/;

/** What was asked of a provider, so that a test can look at how a service asks. */
export class Exchanges {
  #kept: Exchange[] = [];

  get all(): readonly Exchange[] {
    return [...this.#kept];
  }

  add(leg: Leg, { method = 'GET', headers }: IncomingMessage, parameters: object, status: number): void {
    const shown = Object.entries(parameters).map(([name, value]) => [name, shownOf(name, String(value))]);
    const told = telling.flatMap((name) =>
      headers[name] ? [[name, name === 'cookie' ? '(yes)' : String(headers[name])]] : [],
    );
    this.#kept.push({ leg, method, parameters: Object.fromEntries(shown), headers: Object.fromEntries(told), status });
    this.#kept = this.#kept.slice(-most);
  }

  clear(): void {
    this.#kept = [];
  }
}

function shownOf(name: string, value: string): string {
  return secret.test(name) ? `(${value.length})` : value;
}
