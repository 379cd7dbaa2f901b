import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Leg } from './accidents.ts';
import type { Exchange } from './provider.ts';

const most = 500;
const telling = ['origin', 'cookie', 'sec-fetch-mode', 'sec-fetch-dest', 'user-agent', 'authorization'];
const secret = /^(code|code_verifier|client_secret|client_assertion|access_token|refresh_token|id_token_hint|request)$/;

/** What was asked of a provider, so that a test can look at how a service asks. */
export class Exchanges {
  #kept: Exchange[] = [];
  #total = 0;

  get all(): readonly Exchange[] {
    return [...this.#kept];
  }

  /** How many there were since the start, the forgotten ones too: a mark to look from. */
  get total(): number {
    return this.#total;
  }

  /** Those after a mark. */
  since(mark: number): readonly Exchange[] {
    const number = Math.max(0, this.#total - mark);
    return number ? this.#kept.slice(-number) : [];
  }

  /** @param token What was given out, of which a fingerprint is kept: a test finds it where it must not be. */
  add(leg: Leg, { method = 'GET', headers }: IncomingMessage, parameters: object, status: number, token = ''): void {
    const shown = Object.entries(parameters).map(([name, value]) => [name, shownOf(name, String(value))]);
    const told = telling.flatMap((name) => (headers[name] ? [[name, headerShown(name, String(headers[name]))]] : []));
    this.#kept.push({
      leg,
      method,
      parameters: Object.fromEntries(shown),
      headers: Object.fromEntries(told),
      status,
      ...(token && { issued: createHash('sha256').update(token).digest('base64url') }),
    });
    this.#kept = this.#kept.slice(-most);
    this.#total += 1;
  }

  clear(): void {
    this.#kept = [];
  }
}

function shownOf(name: string, value: string): string {
  return secret.test(name) ? `(${value.length})` : value;
}

/** Of what proves somebody, only in which way. */
function headerShown(name: string, value: string): string {
  if (name === 'cookie') return '(yes)';
  return name === 'authorization' ? value.split(' ')[0]! : value;
}
