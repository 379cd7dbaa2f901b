import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  payload: AdapterPayload;
  expires: number;
}

/** There is an end to what is kept in memory: the oldest go first. */
const mostEntries = 5000;

/** What a provider remembers, in memory: it outlives a change of its keys, and ends with the sandbox. */
export class IdentityStore {
  readonly #entries = new Map<string, Entry>();
  readonly #client: (id: string) => AdapterPayload | undefined;

  /** @param client What the provider knows of the service, read anew each time. */
  constructor(client: (id: string) => AdapterPayload | undefined) {
    this.#client = client;
  }

  clear(): void {
    this.#entries.clear();
  }

  adapter = (model: string): Adapter => {
    const key = (id: string) => `${model} ${id}`;
    return {
      find: async (id) => (model === 'Client' ? this.#client(id) : this.#get(key(id))),
      findByUid: async (uid) => this.#find(model, (payload) => payload.uid === uid),
      findByUserCode: async () => undefined,
      upsert: async (id, payload, expiresIn) => this.#set(key(id), payload, expiresIn),
      consume: async (id) => {
        const payload = this.#get(key(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => void this.#entries.delete(key(id)),
      revokeByGrantId: async (grantId) => this.#deleteWhere(({ payload }) => payload.grantId === grantId),
    };
  };

  /** Every session of a person. */
  sessionsOf(accountId: string): { id: string; payload: AdapterPayload }[] {
    return [...this.#entries]
      .filter(([key, { payload }]) => key.startsWith('Session ') && payload.accountId === accountId)
      .map(([key, { payload }]) => ({ id: key, payload }));
  }

  delete(id: string): void {
    this.#entries.delete(id);
  }

  #get(key: string): AdapterPayload | undefined {
    const entry = this.#entries.get(key);
    if (entry && entry.expires > Date.now()) return entry.payload;
    this.#entries.delete(key);
    return undefined;
  }

  #find(model: string, fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    return [...this.#entries].find(([key, { payload }]) => key.startsWith(`${model} `) && fits(payload))?.[1].payload;
  }

  #set(key: string, payload: AdapterPayload, expiresIn: number | undefined): void {
    this.#entries.set(key, { payload, expires: expiresIn ? Date.now() + expiresIn * 1000 : Infinity });
    const oldest = this.#entries.size > mostEntries && this.#entries.keys().next();
    if (oldest && !oldest.done) this.#entries.delete(oldest.value);
  }

  #deleteWhere(fits: (entry: Entry) => boolean): void {
    for (const [key, entry] of this.#entries) if (fits(entry)) this.#entries.delete(key);
  }
}
