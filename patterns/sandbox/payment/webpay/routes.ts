import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { atLeg } from '../legs.ts';
import type { Connection } from '../legs.ts';
import type { PaymentLeg } from '../provider.ts';
import { WebpayProblem } from './problem.ts';
import { amountIn, webpayRequestIn, wrong } from './request.ts';
import { statusLife, transactionAnswer } from './transaction.ts';
import type { WebpayTransaction } from './transaction.ts';
import type { Webpay } from './webpay.ts';

const api = '/rswebpaytransaction/api/webpay/v1.2/transactions';
const entrance = '/webpayserver/initTransaction';

/** Webpay’s addresses, below its base URL. */
export function webpayRoutes(webpay: Webpay): Hono<Connection> {
  const app = new Hono<Connection>({ strict: false });
  app.onError((error, call) => {
    if (error instanceof WebpayProblem) return call.json(error.body, error.status);
    throw error;
  });
  app.use('/rswebpaytransaction/*', async (call, next) => {
    const { commerceCode, apiKey } = webpay.credentials;
    const isKnown =
      isSame(call.req.header('tbk-api-key-id'), commerceCode) && isSame(call.req.header('tbk-api-key-secret'), apiKey);
    if (!isKnown) throw new WebpayProblem('Not Authorized', 401);
    await next();
  });
  transactionRoutes(app, webpay);
  app.on(['GET', 'POST'], entrance, async (call) => {
    const token = call.req.method === 'POST' ? (await call.req.parseBody()).token_ws : call.req.query('token_ws');
    const transaction = typeof token === 'string' ? webpay.find(token) : undefined;
    return call.redirect(`${webpay.baseUrl}/secure/${transaction?.pageKey ?? 'nothing'}`, 303);
  });
  return app;
}

function transactionRoutes(app: Hono<Connection>, webpay: Webpay): void {
  app.post(api, (call) => {
    const accident = webpay.takeNext();
    return atLeg(webpay, call, {
      leg: 'create',
      accident: accident ?? webpay.accident,
      down: () => failed(call),
      async act() {
        const { id } = webpay.create(webpayRequestIn(await bodyOf(call)), accident);
        return call.json({ token: id, url: webpay.baseUrl + entrance });
      },
    });
  });
  app.put(`${api}/:token`, (call) =>
    of(webpay, call, 'commit', (transaction) => call.json(transactionAnswer(webpay.commit(transaction)))),
  );
  app.get(`${api}/:token`, (call) =>
    of(webpay, call, 'status', (transaction) => {
      if (webpay.clock().getTime() - transaction.createdAt.getTime() > statusLife)
        throw new WebpayProblem('The transaction is more than 7 days old');
      return call.json(transactionAnswer(transaction));
    }),
  );
  app.post(`${api}/:token/refunds`, (call) =>
    of(webpay, call, 'refund', async (transaction) =>
      call.json(webpay.refund(transaction, amountIn(await bodyOf(call)))),
    ),
  );
}

/** Answers about the transaction that an address names. */
function of(
  webpay: Webpay,
  call: Context,
  leg: PaymentLeg,
  act: (transaction: WebpayTransaction) => Response | Promise<Response>,
): Promise<Response> {
  const transaction = webpay.find(call.req.param('token')!);
  if (!transaction) throw wrong('token');
  return atLeg(webpay, call, {
    leg,
    accident: webpay.accidentOf(transaction),
    down: () => failed(call),
    act: () => act(transaction),
  });
}

function failed(call: Context): Response {
  return call.json({ error_message: 'It fails, because you asked for it' }, 500);
}

async function bodyOf(call: Context): Promise<Record<string, unknown>> {
  const body: unknown = await call.req.json().catch(() => undefined);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new WebpayProblem('The body is no JSON object');
}

function isSame(given: string | undefined, expected: string): boolean {
  const [left, right] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
