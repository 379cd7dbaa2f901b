import type { Context } from 'hono';
import { page } from '../layout.ts';
import type { Language } from '../words/words.ts';
import type { Desk } from './desk.ts';
import type { Flow } from './flow/flow.ts';
import type { GovukPay } from './govuk-pay/govuk-pay.ts';
import type { Khipu } from './khipu/khipu.ts';
import type { Connection } from './legs.ts';
import type { PaymentPage } from './pages.ts';
import type { PaymentProfile } from './provider.ts';
import type { Stripe } from './stripe/stripe.ts';
import type { Webpay } from './webpay/webpay.ts';

export interface Environment extends Connection {
  Variables: { language: Language; formsTo: string | undefined };
}

export interface Desks extends Readonly<Record<PaymentProfile, Desk>> {
  'govuk-pay': GovukPay;
  webpay: Webpay;
  flow: Flow;
  khipu: Khipu;
  stripe: Stripe;
}

export function show(
  call: Context<Environment>,
  { title, main }: PaymentPage,
  status: 200 | 400 | 403 | 404 = 200,
): Response | Promise<Response> {
  return call.html(page({ language: call.get('language'), title, path: call.req.path, main }), status);
}

export function isProfile(desks: Desks, name: unknown): name is PaymentProfile {
  return typeof name === 'string' && Object.hasOwn(desks, name);
}
