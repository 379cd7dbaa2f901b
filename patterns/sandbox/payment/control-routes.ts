import type { Context, Hono } from 'hono';
import { inLanguage } from '../layout.ts';
import { paymentAccidentsOf } from './accidents.ts';
import type { PaymentAccident } from './accidents.ts';
import { obey, toldOf } from './commands.ts';
import type { PaymentCommand } from './commands.ts';
import { paymentControlPage } from './control-page.ts';
import type { Desk } from './desk.ts';
import { isProfile, show } from './environment.ts';
import type { Desks, Environment } from './environment.ts';

/** How it goes wrong: a page for people, and the same for programs. */
export function controlRoutes(pages: Hono<Environment>, desks: Desks): void {
  const chosen = (name: unknown): Desk => desks[isProfile(desks, name) ? name : 'govuk-pay'];
  pages.get('/control', (call) => {
    const { provider, saved } = call.req.query();
    const language = call.get('language');
    return show(call, paymentControlPage({ desk: chosen(provider), language, isSaved: saved === 'yes' }));
  });
  pages.post('/control', async (call) => {
    const sent = await call.req.parseBody();
    return byHand(call, chosen(sent.provider), sent);
  });
  pages.get('/control.json', (call) => {
    const { provider } = call.req.query();
    if (provider === undefined) return call.json({ providers: Object.values(desks).map(toldOf) });
    return isProfile(desks, provider)
      ? call.json(toldOf(desks[provider]))
      : call.json({ error: 'unknown-provider' }, 404);
  });
  pages.post('/control.json', (call) => byProgram(call, desks));
}

async function byHand(call: Context<Environment>, desk: Desk, sent: Record<string, unknown>) {
  const language = call.get('language');
  const { action, accident = 'none', webhookUrl, payment } = sent as Record<string, string>;
  try {
    await obey(desk, {
      ...(action === 'always' || action === 'next'
        ? { webhookUrl: webhookUrl?.trim(), accident: accidentAt(desk, accident), next: action === 'next' }
        : { action: action as PaymentCommand['action'], payment }),
    });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'not-on-this-machine') {
      const refused = { webhookUrl: webhookUrl!, accident };
      return show(call, paymentControlPage({ desk, language, isSaved: false, refused }), 400);
    }
    if (code !== 'nothing-captured') throw error;
  }
  const back = action === 'charge-back' ? '/payment/ledger' : '/payment/control';
  return call.redirect(`${inLanguage(back, language)}&provider=${desk.profile}&saved=yes`, 303);
}

function accidentAt(desk: Desk, name: string): PaymentAccident | null {
  return paymentAccidentsOf(desk.profile).find((accident) => accident === name) ?? null;
}

/** JSON alone, which no page of another site can send here. */
async function byProgram(call: Context<Environment>, desks: Desks) {
  if (!call.req.header('content-type')?.startsWith('application/json')) return call.json({ error: 'not-json' }, 415);
  const sent = (await call.req.json().catch(() => undefined)) as (PaymentCommand & { provider?: unknown }) | undefined;
  if (!sent || !isProfile(desks, sent.provider)) return call.json({ error: 'unknown-provider' }, 404);
  const desk: Desk = desks[sent.provider];
  try {
    await obey(desk, sent);
    return call.json(toldOf(desk));
  } catch (error) {
    const { code } = error as { code?: string };
    if (!code) throw error;
    return call.json({ error: code }, 422);
  }
}
