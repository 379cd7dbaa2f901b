import { decodeJwt } from 'jose';
import type { KoaContextWithOIDC, Provider as OpenIdProvider } from 'oidc-provider';
import { signedOutPage } from './library-pages.ts';
import { isOnThisMachine } from './loopback.ts';
import type { RunningProvider } from './running-provider.ts';

/** Signing out where the provider does not ask first: ClaveÚnica by an address of its own, One Login by OpenID Connect's. */
export function signOutAtOnce(running: RunningProvider, library: OpenIdProvider) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    const { confirmsSignOut, paths } = running.settings;
    if (confirmsSignOut || ctx.path !== paths.signOut || ctx.method !== 'GET') return next();
    await endSession(running, library, ctx);
    running.log.add('logout', ctx.req, ctx.query, 200);
    const back = backAfter(running, ctx.query as Record<string, string | undefined>);
    if (!back) return signedOutPage(ctx);
    ctx.status = 303;
    ctx.set('location', back.href);
  };
}

async function endSession(running: RunningProvider, library: OpenIdProvider, ctx: KoaContextWithOIDC): Promise<void> {
  const name = library.cookieName('session');
  const id = ctx.cookies.get(name, { signed: true });
  const session = id ? await library.Session.find(id) : undefined;
  if (!session) return;
  const sid = session.sidFor(running.client.clientId);
  const subject = running.citizen(session.accountId ?? '')?.subject;
  await session.destroy();
  ctx.cookies.set(name, null, { signed: true });
  if (subject && running.profile !== 'claveunica') await running.tellOfSignOut(subject, sid);
}

/** Where the browser goes on to; nowhere else than to this machine, and from One Login not without a hint who it was. */
function backAfter({ profile, issuer }: RunningProvider, query: Record<string, string | undefined>): URL | undefined {
  const wanted = profile === 'claveunica' ? query.redirect : query.post_logout_redirect_uri;
  if (!wanted || !isOnThisMachine(wanted)) return undefined;
  if (profile === 'one-login' && issuerIn(query.id_token_hint) !== issuer) return undefined;
  const back = new URL(wanted);
  if (query.state && profile !== 'claveunica') back.searchParams.set('state', query.state);
  return back;
}

function issuerIn(hint: string | undefined): string | undefined {
  try {
    return decodeJwt(hint ?? '').iss;
  } catch {
    return undefined;
  }
}
