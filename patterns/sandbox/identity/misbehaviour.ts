import { setTimeout as pause } from 'node:timers/promises';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { answerOf, give } from './answers.ts';
import type { Answer } from './answers.ts';
import type { Accident, Leg } from './accidents.ts';
import type { RunningProvider } from './running-provider.ts';
import type { Journey } from './journeys.ts';
import { tampered } from './tokens.ts';

const downs: Partial<Record<Leg, Accident>> = {
  authorize: 'authorize-down',
  token: 'token-down',
  userinfo: 'userinfo-down',
  keys: 'keys-down',
  discovery: 'discovery-down',
};

type Next = () => Promise<void>;

/** Stands around the library: makes go wrong before it and after it what was asked for, and mends what a profile does otherwise. */
export function misbehaviour(running: RunningProvider): (ctx: KoaContextWithOIDC, next: Next) => Promise<void> {
  return async (ctx, next) => {
    const leg = running.legAt(ctx.path);
    if (!leg) return next();
    const { journeys } = running;
    const early = leg === 'keys' || leg === 'discovery';
    const journey = early ? undefined : journeyBefore(running, ctx, leg);
    const down = early ? journeys.takes(downs[leg]!) : journey?.accident === downs[leg];
    if (down) {
      ctx.status = 503;
      ctx.set('retry-after', '60');
      ctx.body = 'Service Unavailable';
    } else {
      if ((journey?.accident ?? journeys.standing) === 'slow') await pause(running.slowness);
      if (leg === 'userinfo' && running.settings.userinfoByPost && ctx.method !== 'POST') {
        ctx.status = 405;
        ctx.set('allow', 'POST');
      } else await next();
      const answer = answerOf(ctx);
      await after(running, ctx, leg, answer);
    }
    const asked = { ...ctx.query, ...((ctx.oidc as { body?: object } | undefined)?.body ?? {}) };
    const token = leg === 'token' ? (ctx.body as { access_token?: string } | undefined)?.access_token : undefined;
    running.log.add(leg, ctx.req, asked, ctx.status, token);
  };
}

/** The login that a request belongs to, where that is known before it is read. */
function journeyBefore({ journeys }: RunningProvider, ctx: KoaContextWithOIDC, leg: Leg): Journey | undefined {
  if (leg === 'userinfo') return (ctx.state.journey = journeys.of(ctx.get('authorization').split(' ')[1]));
  if (leg !== 'authorize' || ctx.method === 'POST') return undefined;
  const uid = ctx.path.split('/').at(-1);
  return (ctx.state.journey = journeys.of(uid) ?? journeys.begin());
}

async function after(
  running: RunningProvider,
  ctx: KoaContextWithOIDC,
  leg: Leg,
  answer: Answer | undefined,
): Promise<void> {
  if (leg === 'authorize') return answer && afterAuthorize(running, ctx, answer);
  if (leg === 'token') return afterToken(running, ctx);
  if (leg === 'userinfo') return afterUserinfo(ctx);
  if (leg === 'discovery') afterDiscovery(running, ctx);
}

async function afterAuthorize(running: RunningProvider, ctx: KoaContextWithOIDC, answer: Answer): Promise<void> {
  const journey = ctx.state.journey as Journey | undefined;
  const { fields } = answer;
  if (!fields.has('code') && !fields.has('error')) return answer.isForm ? give(ctx, answer) : undefined;
  const accident = journey?.accident;
  const code = fields.get('code');
  if (code && journey) running.journeys.remember(code, journey);
  if (accident === 'no-issuer' || !running.settings.namesIssuer) fields.delete('iss');
  if (accident === 'wrong-issuer') fields.set('iss', 'http://127.0.0.1/another-issuer');
  if (accident === 'wrong-state') fields.set('state', `${fields.get('state') ?? ''}x`);
  if (code) await spoil(running, code, accident);
  await give(ctx, { ...answer, isForm: answer.isForm || accident === 'form-post' });
}

/** What happens to a code before the service comes with it. */
async function spoil(running: RunningProvider, code: string, accident: Accident | undefined): Promise<void> {
  if (accident === 'replayed-code') await running.useUp(code);
  if (accident === 'expired-code') await running.expire(code);
  if (accident === 'keys-rotated') await running.rotateKeys();
}

async function afterToken(running: RunningProvider, ctx: KoaContextWithOIDC): Promise<void> {
  const asked = (ctx.oidc as { body?: { code?: string } } | undefined)?.body;
  const journey = running.journeys.of(asked?.code);
  const body = ctx.body as { id_token?: string; access_token?: string; error?: string };
  if (journey?.accident === 'token-down') {
    ctx.status = 503;
    ctx.body = 'Service Unavailable';
    return;
  }
  if (journey?.accident === 'slow') await pause(running.slowness);
  if (!body?.access_token) return;
  if (journey) running.journeys.remember(body.access_token, journey);
  if (!body.id_token) return;
  if (journey?.accident === 'no-id-token') delete body.id_token;
  else {
    const { clientSecret } = running.settings.client;
    const key = await running.signingKey();
    body.id_token = await tampered(body.id_token, journey?.accident, key, clientSecret, running.settings.levels.low);
  }
}

function afterUserinfo(ctx: KoaContextWithOIDC): void {
  const journey = ctx.state.journey as Journey | undefined;
  const body = ctx.body as { sub?: string } | undefined;
  if (journey?.accident === 'other-person-in-userinfo' && body?.sub) body.sub = `${body.sub}-other`;
}

function afterDiscovery({ settings, endpoints }: RunningProvider, ctx: KoaContextWithOIDC): void {
  const body = ctx.body as Record<string, unknown>;
  if (!settings.namesIssuer) delete body.authorization_response_iss_parameter_supported;
  if (settings.paths.signOut.startsWith('/api')) delete body.end_session_endpoint;
  else body.end_session_endpoint = endpoints.signOut;
  if (settings.userinfoByPost) body.backchannel_logout_supported = false;
}
