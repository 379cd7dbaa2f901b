import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { atLeg } from '../legs.ts';
import type { Connection } from '../legs.ts';
import type { PaymentLeg } from '../provider.ts';
import { createdAnswer, eventsAnswer, paymentAnswer, refundAnswer, refundsAnswer } from './answers.ts';
import type { CardPayment } from './card-payment.ts';
import type { GovukPay } from './govuk-pay.ts';
import { PayProblem } from './problem.ts';
import { amountIn, cardRequestIn, missing } from './request.ts';
import { searchRoutes } from './search.ts';

/** GOV.UK Pay’s addresses, below its base URL. */
export function govukPayRoutes(pay: GovukPay): Hono<Connection> {
  const app = new Hono<Connection>({ strict: false });
  app.onError((error, call) => {
    if (error instanceof PayProblem) return call.json(error.body, error.status);
    throw error;
  });
  app.use('/v1/*', async (call, next) => {
    if (!isKey(call.req.header('authorization'), pay.credentials.apiKey))
      throw new PayProblem('P0920', 401, 'The API key is missing, or is another');
    if (call.req.method === 'POST' && pay.accident === 'too-many-requests')
      throw new PayProblem('P0900', 429, 'Too many requests');
    await next();
  });
  paymentRoutes(app, pay);
  refundRoutes(app, pay);
  searchRoutes(app, pay);
  app.post('/secure', async (call) => {
    const { chargeTokenId } = await call.req.parseBody();
    return call.redirect(`${pay.baseUrl}/secure/${String(chargeTokenId)}`, 303);
  });
  return app;
}

function paymentRoutes(app: Hono<Connection>, pay: GovukPay): void {
  app.post('/v1/payments', (call) => {
    const accident = pay.takeNext();
    return atLeg(pay, call, {
      leg: 'create',
      accident: accident ?? pay.accident,
      down: () => failed(call, 'P0198'),
      async act() {
        const payment = pay.create(cardRequestIn(await bodyOf(call, 'P0197')), keyIn(call), accident);
        return call.json(createdAnswer(pay.baseUrl, payment), 201);
      },
    });
  });
  app.get('/v1/payments/:id', (call) =>
    of(pay, call, 'status', 'P0200', 'P0298', (payment) => call.json(paymentAnswer(pay.baseUrl, payment))),
  );
  app.get('/v1/payments/:id/events', (call) =>
    of(pay, call, 'status', 'P0300', 'P0398', (payment) => call.json(eventsAnswer(pay.baseUrl, payment))),
  );
  app.post('/v1/payments/:id/cancel', (call) =>
    of(pay, call, 'commit', 'P0500', 'P0598', (payment) => {
      pay.cancel(payment);
      return call.body(null, 204);
    }),
  );
  app.post('/v1/payments/:id/capture', (call) =>
    of(pay, call, 'commit', 'P1000', 'P1098', (payment) => {
      pay.capture(payment);
      return call.body(null, 204);
    }),
  );
}

function refundRoutes(app: Hono<Connection>, pay: GovukPay): void {
  app.post('/v1/payments/:id/refunds', (call) =>
    of(pay, call, 'refund', 'P0600', 'P0698', async (payment) => {
      const body = await bodyOf(call, 'P0697');
      if (body.amount === undefined) throw missing('amount', 'P0601');
      const thought = body.refund_amount_available;
      const available = thought === undefined ? thought : amountIn(body, 'P0602', 1, 'refund_amount_available');
      const refund = pay.refund(payment, amountIn(body, 'P0602', 1), available);
      const answer = call.json(refundAnswer(pay.baseUrl, payment, refund), 202);
      pay.afterRefund(payment, refund);
      return answer;
    }),
  );
  app.get('/v1/payments/:id/refunds', (call) =>
    of(pay, call, 'status', 'P0800', 'P0898', (payment) => call.json(refundsAnswer(pay.baseUrl, payment))),
  );
  app.get('/v1/payments/:id/refunds/:refund', (call) =>
    of(pay, call, 'status', 'P0700', 'P0798', (payment) => {
      const refund = payment.refunds.find(({ id }) => id === call.req.param('refund'));
      if (!refund) throw notFound('P0700');
      return call.json(refundAnswer(pay.baseUrl, payment, refund));
    }),
  );
}

/** Answers about the payment that an address names. */
function of(
  pay: GovukPay,
  call: Context,
  leg: PaymentLeg,
  unknown: string,
  fails: string,
  act: (payment: CardPayment) => Response | Promise<Response>,
): Promise<Response> {
  const payment = pay.find(call.req.param('id')!);
  if (!payment) throw notFound(unknown);
  return atLeg(pay, call, {
    leg,
    accident: pay.accidentOf(payment),
    down: () => failed(call, fails),
    act: () => act(payment),
  });
}

function notFound(code: string): PayProblem {
  return new PayProblem(code, 404, 'There is nothing of that name');
}

function failed(call: Context, code: string): Response {
  return call.json({ code, description: 'It fails, because you asked for it' }, 500);
}

async function bodyOf(call: Context, code: string): Promise<Record<string, unknown>> {
  const body: unknown = await call.req.json().catch(() => undefined);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new PayProblem(code, 400, 'The body is no JSON object');
}

/** @throws PayProblem P0102 for a key that is none. */
function keyIn(call: Context): string | undefined {
  const key = call.req.header('idempotency-key');
  if (key !== undefined && !/^[a-zA-Z0-9-]{0,255}$/.test(key))
    throw new PayProblem('P0102', 422, 'Letters, digits and hyphens only', { header: 'Idempotency-Key' });
  return key || undefined;
}

function isKey(header: string | undefined, key: string): boolean {
  const given = Buffer.from(header ?? '');
  const expected = Buffer.from(`Bearer ${key}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
