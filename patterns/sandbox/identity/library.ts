import { randomBytes } from 'node:crypto';
import type { Account, Configuration, KoaContextWithOIDC, Provider as OpenIdProvider } from 'oidc-provider';
import type { Accident } from './accidents.ts';
import { checkDigitOf, comesFor } from './citizens.ts';
import type { Citizen, Level } from './citizens.ts';
import type { Journey } from './journeys.ts';
import { publicPart } from './keys.ts';
import type { SigningKey } from './keys.ts';
import { errorPage, signedOutPage, signOutPage } from './library-pages.ts';
import { isOnThisMachine } from './loopback.ts';
import { misbehaviour } from './misbehaviour.ts';
import { coreIdentityKey } from './profiles/one-login.ts';
import { errors, interactionPolicy, Provider } from './quiet-library.ts';
import type { RunningProvider } from './running-provider.ts';
import { signOutAtOnce } from './sign-out.ts';

/** Signs the cookies of all providers of this process. */
const cookieKeys = [randomBytes(32).toString('hex')];
const hour = 3600;

/** The certified provider behind a profile. A new one is made when its keys change; what it remembers stays. */
export async function libraryOf(running: RunningProvider, keys: readonly SigningKey[]): Promise<OpenIdProvider> {
  const library = new Provider(running.issuer, configurationOf(running, keys));
  library.silent = true;
  const { prototype } = library.Client;
  const allows = (uri: string) => isOurVisitor(uri, running.settings.redirectUriMayHaveQuery);
  prototype.redirectUriAllowed = allows;
  prototype.postLogoutRedirectUriAllowed = allows;
  prototype.backchannelLogout = async (account: string, sid: string) =>
    void (await running.tellOfSignOut(running.citizen(account)?.subject ?? account, sid));
  library.use(misbehaviour(running) as never);
  library.use(signOutAtOnce(running, library) as never);
  if (running.profile === 'one-login') {
    const published = publicPart(await coreIdentityKey);
    library.use((async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
      await next();
      if (ctx.path !== running.settings.paths.keys) return;
      const { keys } = ctx.body as { keys: unknown[] }; // the library's own, which it gives the next time too
      ctx.body = { keys: [...keys, published] };
    }) as never);
  }
  return library;
}

/** Any address on this machine: whoever tries something out has it where they like. */
function isOurVisitor(uri: string, mayHaveQuery: boolean): boolean {
  if (!isOnThisMachine(uri) || uri.includes('#')) return false;
  const { search, username } = new URL(uri);
  return !username && (mayHaveQuery || !search);
}

function configurationOf(running: RunningProvider, keys: readonly SigningKey[]): Configuration {
  const { settings, profile } = running;
  const { paths } = settings;
  return {
    adapter: running.store.adapter,
    jwks: { keys: keys as never },
    acrValues: Object.values(settings.levels),
    claims: settings.claims,
    scopes: ['openid'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    responseTypes: ['code'],
    conformIdTokenClaims: true,
    cookies: {
      keys: cookieKeys,
      names: { session: `${profile}_session`, interaction: `${profile}_interaction`, resume: `${profile}_resume` },
    },
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256'] },
    extraParams: extraParamsOf(running),
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      dPoP: { enabled: profile !== 'claveunica' },
      pushedAuthorizationRequests: { enabled: Boolean(paths.pushedAuthorization) },
      requestObjects: { enabled: Boolean(settings.readsRequestObjects) },
      backchannelLogout: { enabled: profile !== 'claveunica' },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: signOutPage as never,
        postLogoutSuccessSource: signedOutPage as never,
      },
    },
    findAccount: (ctx, account, token) => accountOf(running, ctx, account, token as { acr?: string } | undefined),
    interactions: {
      policy: policyOf(running),
      url: (ctx, { uid }) => {
        running.journeys.remember(uid, ctx.state.journey as Journey);
        return `${running.issuer}/sign-in/${uid}`;
      },
    },
    ...(settings.asksConsent ? {} : { loadExistingGrant: grantAll }),
    pkce: { required: () => settings.requiresPkce },
    renderError: (ctx, out) => errorPage(ctx, out),
    routes: {
      authorization: paths.authorization,
      token: paths.token,
      userinfo: paths.userinfo,
      jwks: paths.keys,
      end_session: settings.confirmsSignOut ? paths.signOut : '/library-sign-out',
      ...(paths.pushedAuthorization && { pushed_authorization_request: paths.pushedAuthorization }),
    },
    ttl: {
      AccessToken: hour,
      AuthorizationCode: 60,
      Grant: 24 * hour,
      IdToken: hour,
      Interaction: hour,
      Session: 24 * hour,
    },
  } as Configuration;
}

const refusals: Partial<Record<Accident, { error: string; description?: string }>> = {
  'access-denied': { error: 'access_denied' },
  'temporarily-unavailable': { error: 'temporarily_unavailable' },
  'server-error': { error: 'server_error' },
  'unauthorized-client': { error: 'unauthorized_client' },
  'account-suspended': { error: 'access_denied', description: 'The account is suspended' },
  'account-blocked': { error: 'access_denied', description: 'The account is blocked for good' },
  'password-expired': { error: 'access_denied', description: 'The password has to be changed' },
  'identity-expired': { error: 'access_denied', description: 'The identity has to be proved again' },
  'identity-pending': { error: 'access_denied', description: 'The identity is still being checked' },
};

/** Looks at a request once the library found nothing wrong with it: its validators run for parameters that are not there too. */
function extraParamsOf({ settings }: RunningProvider): Record<string, (ctx: KoaContextWithOIDC) => void> {
  const check = (ctx: KoaContextWithOIDC) => {
    const objection = settings.objection?.({ ...ctx.oidc.params, ...ctx.query });
    if (objection) throw new errors.CustomOIDCProviderError(objection.error, objection.description);
    const accident = (ctx.state.journey as Journey | undefined)?.accident;
    const refusal = accident && refusals[accident];
    if (!refusal) return;
    const { error, description = 'The sandbox was asked to refuse' } = refusal;
    throw new errors.CustomOIDCProviderError(error, description);
  };
  return { ...Object.fromEntries((settings.parameters ?? []).map((name) => [name, () => {}])), plaza: check };
}

/** Asks again where a higher level is wanted than somebody signed in with. */
function policyOf(running: RunningProvider): ReturnType<typeof interactionPolicy.base> {
  const { settings } = running;
  const policy = interactionPolicy.base();
  const order: Level[] = ['low', 'substantial', 'high'];
  const stepsUp = (ctx: KoaContextWithOIDC) => {
    const { oidc } = ctx;
    const wanted = settings.requestedLevels(oidc.params!);
    const now = order.find((level) => settings.levels[level] === oidc.session?.acr);
    return Boolean(oidc.session?.accountId && !oidc.result?.login && wanted.length && !wanted.includes(now!));
  };
  const login = policy.get('login')!;
  // The library knows people by an id of ours, of which `sub` is made.
  for (const reason of ['essential_acr', 'essential_acrs', 'id_token_hint', 'claims_id_token_sub_value'])
    login.checks.remove(reason);
  const isAnother = ({ oidc }: KoaContextWithOIDC) => {
    const hint = (oidc.entities.IdTokenHint as { payload: { sub: string } } | undefined)?.payload.sub;
    return Boolean(hint && !oidc.result?.login && running.citizen(oidc.session?.accountId ?? '')?.subject !== hint);
  };
  login.checks.add(new interactionPolicy.Check('hint', 'another person was asked for', isAnother as never));
  const isForAnother = ({ oidc }: KoaContextWithOIDC) => {
    const citizen = running.citizen(oidc.session?.accountId ?? '');
    return Boolean(citizen && !oidc.result?.login && !comesFor(citizen, oidc.params?.acting_for));
  };
  login.checks.add(new interactionPolicy.Check('acting_for', 'they come for another', isForAnother as never));
  login.checks.add(new interactionPolicy.Check('level', 'a higher level was asked for', stepsUp as never));
  return policy;
}

/** Where a provider does not ask, whoever signs in has agreed. */
async function grantAll(ctx: KoaContextWithOIDC): Promise<unknown> {
  const { oidc } = ctx;
  const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId });
  grant.addOIDCScope([...oidc.requestParamScopes].join(' '));
  grant.addOIDCClaims([...oidc.requestParamClaims]);
  await grant.save();
  return grant;
}

function accountOf(
  running: RunningProvider,
  ctx: KoaContextWithOIDC,
  account: string,
  token: { acr?: string } | undefined,
): Account | undefined {
  const citizen = running.citizen(account);
  if (!citizen) return undefined;
  const known = {
    accountId: account,
    claims: async () => {
      const journey = journeyOf(running, ctx);
      const level = journey?.level ?? levelNamed(running, token?.acr) ?? 'low';
      const person = changed(running.asOfNow(citizen, journey), journey?.accident);
      known.accountId = person.subject; // the library takes `sub` from here after this, whatever the claims say
      const numberAsText = journey?.accident === 'number-as-text';
      const audience = running.client.clientId;
      const claims = await running.settings.claimsOf({ citizen: person, level, audience, numberAsText });
      return { ...claims, sub: person.subject };
    },
  };
  return known;
}

function journeyOf({ journeys }: RunningProvider, ctx: KoaContextWithOIDC): Journey | undefined {
  const body = (ctx.oidc as unknown as { body?: { code?: string } }).body;
  return (ctx.state.journey as Journey | undefined) ?? journeys.of(body?.code);
}

function levelNamed({ settings }: RunningProvider, name: string | undefined): Level | undefined {
  return (Object.entries(settings.levels) as [Level, string][]).find(([, each]) => each === name)?.[0];
}

/** Somebody as an accident changes them. */
function changed(citizen: Citizen, accident: Accident | undefined): Citizen {
  if (accident === 'changed-name') return { ...citizen, family: ['Cambiado', ...citizen.family.slice(1)] };
  if (accident === 'changed-subject') return { ...citizen, subject: `${citizen.subject}9` };
  if (accident !== 'changed-number') return citizen;
  const number = citizen.nationalNumber.number + 500_000;
  return { ...citizen, nationalNumber: { ...citizen.nationalNumber, number, checkDigit: checkDigitOf(number) } };
}
