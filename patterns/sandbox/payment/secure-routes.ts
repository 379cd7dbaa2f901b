import type { Context, Hono } from 'hono';
import { inLanguage } from '../layout.ts';
import type { Desk, DeskPayment } from './desk.ts';
import type { Ending } from './endings.ts';
import { cutOff } from './legs.ts';
import { choicePage, overPage, sayingPage } from './pages.ts';
import { choices } from './provider.ts';
import type { Choice } from './provider.ts';
import { isProfile, show } from './environment.ts';
import type { Desks, Environment } from './environment.ts';

/** The page of a payment, on which a person decides what happens. It needs no session: its address cannot be guessed. */
export function secureRoutes(pages: Hono<Environment>, desks: Desks): void {
  pages.on(['GET', 'POST'], '/:profile/secure/:key', async (call) => {
    const { profile, key } = call.req.param();
    const desk: Desk | undefined = isProfile(desks, profile) ? desks[profile] : undefined;
    const payment = desk?.findPage(key);
    if (!desk || !payment) return show(call, sayingPage('payLost', call.get('language')), 404);
    call.set('formsTo', new URL(payment.returnUrl).origin);
    return call.req.method === 'POST' ? answer(call, desk, payment) : ask(call, desk, payment);
  });
}

async function ask(call: Context<Environment>, desk: Desk, payment: DeskPayment, isMissing = false) {
  const language = call.get('language');
  const { left, back } = call.req.query();
  if (left) return show(call, sayingPage('closeWindow', language));
  if (!desk.isOpen(payment)) return show(call, overPage(desk.wayBack(payment), !!back, language));
  if (!isMissing) await desk.visit(payment);
  const action = inLanguage(call.req.path, language);
  return show(call, choicePage(desk, payment, action, language, isMissing), isMissing ? 400 : 200);
}

async function answer(call: Context<Environment>, desk: Desk, payment: DeskPayment) {
  const here = inLanguage(call.req.path, call.get('language'));
  if (!desk.isOpen(payment)) return call.redirect(here, 303);
  const { choice } = await call.req.parseBody();
  if (!isChoice(choice)) return ask(call, desk, payment, true);
  return go(call, here, await desk.choose(payment, choice));
}

function go(call: Context<Environment>, here: string, ending: Ending): Response {
  switch (ending.kind) {
    case 'return':
      return call.redirect(ending.url, 303);
    case 'post':
      return call.redirect(`${here}&back=yes`, 303);
    case 'stay':
      return call.redirect(`${here}&left=yes`, 303);
    case 'cut':
      return cutOff(call, () => call.redirect(`${here}&left=yes`, 303));
  }
}

function isChoice(text: unknown): text is Choice {
  return choices.includes(text as Choice);
}
