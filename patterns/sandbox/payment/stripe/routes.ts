import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { atLeg } from '../legs.ts';
import type { Connection } from '../legs.ts';
import { amountIn, StripeProblem, stripeRequestIn } from './request.ts';
import { refundAnswer } from './session.ts';
import type { Session } from './session.ts';
import type { Stripe } from './stripe.ts';

const mostKeys = 20_000;

/** Stripe’s addresses, from the root on. */
export function stripeRoutes(stripe: Stripe): Hono<Connection> {
  const app = new Hono<Connection>({ strict: false });
  app.onError((error, call) => {
    if (error instanceof StripeProblem) return call.json(error.body, error.status);
    throw error;
  });
  app.use('/v1/*', async (call, next) => {
    const given = Buffer.from(call.req.header('authorization') ?? '');
    const expected = Buffer.from(`Bearer ${stripe.credentials.apiKey}`);
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw new StripeProblem('The API key is missing, or is another', 401);
    if (call.req.method === 'POST' && stripe.accident === 'too-many-requests')
      throw new StripeProblem('Too many requests', 429, 'rate_limit_error');
    await next();
  });
  sessionRoutes(app, stripe);
  refundRoutes(app, stripe);
  return app;
}

/** What was done under an idempotency key is not done again: the same is answered. */
function once({ answered }: Stripe, call: Context, sent: URLSearchParams, act: () => object): object {
  const key = call.req.header('idempotency-key');
  if (!key) return act();
  const asked = createHash('sha256').update(`${call.req.path} ${sent}`).digest('hex');
  const before = answered.get(key);
  if (before && before.asked !== asked)
    throw new StripeProblem('This key was used for another request', 400, 'idempotency_error');
  const answer = before?.answer ?? act();
  if (answered.size >= mostKeys) answered.delete(answered.keys().next().value!);
  answered.set(key, { asked, answer });
  return answer;
}

function sessionRoutes(app: Hono<Connection>, stripe: Stripe): void {
  app.post('/v1/checkout/sessions', async (call) => {
    const sent = new URLSearchParams(await call.req.text());
    const accident = stripe.takeNext();
    return atLeg(stripe, call, {
      leg: 'create',
      accident: accident ?? stripe.accident,
      down: () => failed(call),
      act: () =>
        call.json(once(stripe, call, sent, () => stripe.answerOf(stripe.create(stripeRequestIn(sent), accident)))),
    });
  });
  app.get('/v1/checkout/sessions/:id', (call) => {
    const session = sessionAt(stripe, call);
    return atLeg(stripe, call, {
      leg: 'status',
      accident: stripe.accidentOf(session),
      down: () => failed(call),
      act: () => call.json(stripe.answerOf(session)),
    });
  });
  app.post('/v1/checkout/sessions/:id/expire', (call) => {
    const session = sessionAt(stripe, call);
    stripe.end(session);
    return call.json(stripe.answerOf(session));
  });
}

function refundRoutes(app: Hono<Connection>, stripe: Stripe): void {
  app.post('/v1/refunds', async (call) => {
    const sent = new URLSearchParams(await call.req.text());
    const session = stripe.byIntent(sent.get('payment_intent') ?? '');
    if (!session) throw new StripeProblem('There is no such payment', 404);
    const amount = sent.has('amount') ? amountIn(sent.get('amount'), 'amount', 1) : undefined;
    return atLeg(stripe, call, {
      leg: 'refund',
      accident: stripe.accidentOf(session),
      down: () => failed(call),
      act: () => call.json(once(stripe, call, sent, () => refundAnswer(stripe.refund(session, amount), session))),
    });
  });
  app.get('/v1/refunds/:id', (call) => {
    const found = stripe
      .all()
      .flatMap((session) => session.refunds.map((refund) => ({ session, refund })))
      .find(({ refund }) => refund.id === call.req.param('id'));
    if (!found) throw new StripeProblem('There is no such refund', 404);
    return call.json(refundAnswer(found.refund, found.session));
  });
}

function sessionAt(stripe: Stripe, call: Context): Session {
  const session = stripe.find(call.req.param('id')!);
  if (!session) throw new StripeProblem('There is no such session', 404);
  return session;
}

function failed(call: Context): Response {
  return call.json({ error: { type: 'api_error', message: 'It fails, because you asked for it' } }, 500);
}
