import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AdapterPayload, Provider as OpenIdProvider } from 'oidc-provider';
import type { Accident, Leg } from './accidents.ts';
import { citizensOf } from './citizens.ts';
import type { Citizen, Level } from './citizens.ts';
import { Exchanges } from './exchanges.ts';
import { Journeys } from './journeys.ts';
import type { Journey } from './journeys.ts';
import { newKey } from './keys.ts';
import type { SigningKey } from './keys.ts';
import { libraryOf } from './library.ts';
import { sendLogout } from './logout.ts';
import type { Profile } from './profiles/profile.ts';
import { profiles } from './profiles/profiles.ts';
import type { IdentityEndpoints, IdentityProfile, IdentityProvider, SignOutResult } from './provider.ts';
import { IdentityStore } from './store.ts';

/** A provider as it runs: what others may see of it, and what its own parts need. */
export class RunningProvider implements IdentityProvider {
  readonly profile: IdentityProfile;
  readonly slowness: number;
  readonly issuer: string;
  readonly endpoints: IdentityEndpoints;
  readonly settings: Profile;
  readonly citizens: readonly Citizen[];
  readonly journeys = new Journeys();
  readonly log = new Exchanges();
  backchannelLogoutUri: string | undefined;
  readonly store = new IdentityStore((id) => this.#clientMetadata(id));
  readonly #proved = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #withdrawn = new Set<string>();
  #keys: Promise<SigningKey[]> | undefined;
  #library: Promise<OpenIdProvider> | undefined;

  constructor(profile: IdentityProfile, origin: string, slowness: number) {
    this.profile = profile;
    this.slowness = slowness;
    this.settings = profiles[profile];
    this.citizens = citizensOf(profile);
    this.issuer = `${origin}/identity/${profile}`;
    const addresses = Object.entries(this.settings.paths).map(([name, path]) => [name, this.issuer + path]);
    this.endpoints = Object.fromEntries(addresses) as unknown as IdentityEndpoints;
  }

  get client() {
    return this.settings.client;
  }

  get levels() {
    return this.settings.levels;
  }

  get accident(): Accident | undefined {
    return this.journeys.standing;
  }

  behave(accident: Accident | undefined, { next = false }: { next?: boolean } = {}): void {
    this.journeys.behave(accident, next);
  }

  exchanges() {
    return this.log.all;
  }

  reset(): void {
    for (const kept of [this.store, this.journeys, this.log, this.#proved, this.#seen, this.#withdrawn]) kept.clear();
  }

  /** Made at the first request: keys of RSA take their time. */
  library(): Promise<OpenIdProvider> {
    return (this.#library ??= this.keys().then((keys) => libraryOf(this, keys)));
  }

  keys(): Promise<SigningKey[]> {
    return (this.#keys ??= newKey(this.settings.algorithm).then((key) => [key]));
  }

  async signingKey(): Promise<SigningKey> {
    return (await this.keys())[0]!;
  }

  async rotateKeys(): Promise<void> {
    const keys = [await newKey(this.settings.algorithm), ...(await this.keys())];
    this.#keys = Promise.resolve(keys);
    this.#library = undefined;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const library = await this.library();
    const { pathname } = new URL(this.issuer);
    Object.assign(request, { originalUrl: request.url, url: request.url!.slice(pathname.length) || '/' });
    await library.callback()(request, response);
  }

  /** Which of its addresses a path is, below the issuer. */
  legAt(path: string): Leg | undefined {
    const { authorization, token, userinfo, keys, pushedAuthorization } = this.settings.paths;
    if (path === token) return 'token';
    if (path === userinfo) return 'userinfo';
    if (path === keys) return 'keys';
    if (path.startsWith('/.well-known/')) return 'discovery';
    return path.startsWith(authorization) || path === pushedAuthorization ? 'authorize' : undefined;
  }

  citizen(account: string): Citizen | undefined {
    return this.citizens.find(({ id, subject }) => id === account || subject === account);
  }

  /** The level at which somebody signs in: the highest of those asked for that they reach, else what they do reach. */
  levelFor({ id, level, status }: Citizen, wanted: readonly Level[]): Level {
    const order: readonly Level[] = ['low', 'substantial', 'high'];
    const most = status === 'proofing-pending' && !this.#proved.has(id) ? 'low' : level;
    if (!wanted.length) return 'low';
    return order.filter((each) => wanted.includes(each) && order.indexOf(each) <= order.indexOf(most)).at(-1) ?? most;
  }

  /** Somebody as they are now: names change, and papers are looked at. */
  asOfNow(citizen: Citizen, journey: Journey | undefined): Citizen {
    const isLater = journey?.isLater ?? this.#seen.has(citizen.id);
    const status = this.#proved.has(citizen.id) ? undefined : citizen.status;
    const { status: _, representing, ...others } = citizen;
    const holds = representing && !this.#withdrawn.has(representing.mandateId);
    const family = (isLater && citizen.laterFamily) || citizen.family;
    return { ...others, ...(holds && { representing }), family, ...(status && { status }) };
  }

  /** Somebody signs in. @returns Whether they did so before. */
  sees({ id }: Citizen): boolean {
    const isLater = this.#seen.has(id);
    this.#seen.add(id);
    return isLater;
  }

  finishProofing(citizen: string): void {
    this.#proved.add(citizen);
  }

  withdrawMandate(mandate: string): void {
    this.#withdrawn.add(mandate);
  }

  async useUp(code: string): Promise<void> {
    await (await (await this.library()).AuthorizationCode.find(code))?.consume();
  }

  async expire(code: string): Promise<void> {
    await (await (await this.library()).AuthorizationCode.find(code))?.destroy();
  }

  async signOutEverywhere(citizen: string, accident?: Accident): Promise<SignOutResult> {
    const found = this.citizen(citizen);
    if (!found) throw Object.assign(new Error(`There is no citizen "${citizen}".`), { code: 'unknown-citizen' });
    const sessions = this.store.sessionsOf(found.id);
    const sids = sessions.map(({ payload }) => payload.authorizations?.[this.client.clientId]?.sid);
    for (const { id } of sessions) this.store.delete(id);
    const statuses: number[] = [];
    for (const sid of sids.length ? sids : [undefined])
      statuses.push(...(await this.tellOfSignOut(found.subject, sid, accident)));
    return { statuses };
  }

  async tellOfSignOut(subject: string, sid: string | undefined, accident = this.accident): Promise<number[]> {
    const { issuer, backchannelLogoutUri: to, client } = this;
    if (!to) return [];
    return sendLogout({ issuer, audience: client.clientId, subject, sid, to, accident }, await this.signingKey());
  }

  #clientMetadata(id: string): AdapterPayload | undefined {
    const { clientId, clientSecret, privateKey, tokenEndpointAuthMethod } = this.client;
    if (id !== clientId) return undefined;
    const { d: _, ...publicKey } = privateKey ?? {};
    return {
      client_id: clientId,
      client_secret: clientSecret,
      token_endpoint_auth_method: tokenEndpointAuthMethod,
      redirect_uris: ['http://localhost/'],
      id_token_signed_response_alg: this.settings.algorithm,
      ...(privateKey && { jwks: { keys: [publicKey] }, token_endpoint_auth_signing_alg: privateKey.alg }),
      ...(this.backchannelLogoutUri && { backchannel_logout_uri: this.backchannelLogoutUri }),
    } as AdapterPayload;
  }
}
