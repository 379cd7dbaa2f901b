import { createLocalJWKSet, errors } from 'jose';
import type { FlattenedJWSInput, JSONWebKeySet, JWSHeaderParameters } from 'jose';

const longestKept = 10 * 60_000;
/** So many times in a minute somebody's unknown key makes us ask the provider again. */
const mostRefreshes = 5;

/**
 * The keys that a provider signs with. They are asked for when they are ten minutes old, and when something is signed with one that
 * is not known: a provider that changes its keys locks nobody out, and whoever makes up keys does not have us flood the provider.
 */
export class ProviderKeys {
  #load: () => Promise<JSONWebKeySet>;
  #now: () => Date;
  #known: { find: ReturnType<typeof createLocalJWKSet>; at: number } | undefined;
  #refreshes: number[] = [];

  constructor(load: () => Promise<JSONWebKeySet>, now: () => Date) {
    this.#load = load;
    this.#now = now;
  }

  /** The key that something was signed with, for `jwtVerify`. */
  find = async (header: JWSHeaderParameters, token: FlattenedJWSInput) => {
    const time = this.#now().getTime();
    const isOld = !this.#known || time - this.#known.at > longestKept;
    if (isOld) await this.#refresh(time);
    try {
      return await this.#known!.find(header, token);
    } catch (error) {
      if (isOld || !(error instanceof errors.JWKSNoMatchingKey) || !this.#mayRefresh(time)) throw error;
      await this.#refresh(time);
      return this.#known!.find(header, token);
    }
  };

  #mayRefresh(time: number): boolean {
    this.#refreshes = this.#refreshes.filter((at) => time - at < 60_000);
    if (this.#refreshes.length >= mostRefreshes) return false;
    this.#refreshes.push(time);
    return true;
  }

  /** While the provider is down, the keys that are known still hold. */
  async #refresh(time: number): Promise<void> {
    try {
      this.#known = { find: createLocalJWKSet(await this.#load()), at: time };
    } catch (error) {
      if (!this.#known) throw error;
    }
  }
}
