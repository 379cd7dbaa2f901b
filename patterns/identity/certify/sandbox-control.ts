import { CannotRun } from './cannot-run.ts';

/** The ways of the providers that the sandbox plays. */
export const certifyProfiles = ['claveunica', 'standard', 'one-login', 'broker'] as const;
export type CertifyProfile = (typeof certifyProfiles)[number];

/** One request that the provider saw, without secrets. */
export interface Seen {
  leg: string;
  method: string;
  parameters: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  status: number;
  issued?: string;
}

/** What the sandbox tells of a provider. */
export interface Told {
  issuer: string;
  endpoints: Readonly<Record<'authorization' | 'token' | 'userinfo' | 'signOut', string>>;
  client: { clientId: string; tokenEndpointAuthMethod: string };
  levels: { low?: string };
  namesIssuer: boolean;
  citizens: readonly { id: string; number: number }[];
  accidents: readonly string[];
  accident: string | null;
  total: number;
  exchanges: readonly Seen[];
}

/** A provider of the running sandbox, told over HTTP what is to go wrong. */
export class SandboxControl {
  readonly origin: string;
  readonly profile: CertifyProfile;
  readonly told: Told;

  private constructor(origin: string, profile: CertifyProfile, told: Told) {
    this.origin = origin;
    this.profile = profile;
    this.told = told;
  }

  /** @throws CannotRun where nobody answers there, or somebody else. */
  static async open(address: string, profile: CertifyProfile): Promise<SandboxControl> {
    const { origin } = new URL(address);
    const told = await read(origin, profile, 0).catch(() => undefined);
    if (!told?.issuer) throw new CannotRun('noSandbox', { address: origin });
    return new SandboxControl(origin, profile, told);
  }

  /** A mark to look from. */
  async mark(): Promise<number> {
    return (await read(this.origin, this.profile, Number.MAX_SAFE_INTEGER)).total;
  }

  /** What was asked since a mark. */
  async since(mark: number): Promise<readonly Seen[]> {
    return (await read(this.origin, this.profile, mark)).exchanges;
  }

  knows(accident: string): boolean {
    return this.told.accidents.includes(accident);
  }

  /** Lets something go wrong as long as something is done; after it all is well, whatever happens. */
  async during<Result>(accident: string, act: () => Promise<Result>): Promise<Result> {
    await this.#set(accident);
    try {
      return await act();
    } finally {
      await this.#set('none');
    }
  }

  /** As it was when this began. */
  restore(): Promise<void> {
    return this.#set(this.told.accident ?? 'none');
  }

  /** As before any of it, where an accident was left on from somebody's trying out: nobody could sign in. */
  async calm(): Promise<void> {
    if (this.told.accident) await this.#set('none');
  }

  async #set(accident: string): Promise<void> {
    const body = new URLSearchParams({ provider: this.profile, accident, action: 'always' });
    const { origin } = this;
    const response = await fetch(`${origin}/identity/control`, {
      method: 'POST',
      body,
      headers: { origin },
      redirect: 'manual',
    });
    if (response.status !== 303) throw new CannotRun('noSandbox', { address: origin });
  }
}

async function read(origin: string, profile: CertifyProfile, since: number): Promise<Told> {
  const query = new URLSearchParams({ provider: profile, since: String(since) });
  const response = await fetch(`${origin}/identity/control.json?${query}`, { signal: AbortSignal.timeout(10_000) });
  return (await response.json()) as Told;
}
