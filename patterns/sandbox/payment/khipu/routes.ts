import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { atLeg } from '../legs.ts';
import type { Connection } from '../legs.ts';
import type { PaymentLeg } from '../provider.ts';
import type { Khipu } from './khipu.ts';
import { amountIn, KhipuProblem, khipuRequestIn } from './request.ts';
import type { Transfer } from './transfer.ts';

/** Khipu’s addresses, below its base URL. */
export function khipuRoutes(khipu: Khipu): Hono<Connection> {
  const app = new Hono<Connection>({ strict: false });
  app.onError((error, call) => {
    if (error instanceof KhipuProblem) return call.json(error.body, error.status);
    throw error;
  });
  app.use('/v3/*', async (call, next) => {
    const [given, key] = [Buffer.from(call.req.header('x-api-key') ?? ''), Buffer.from(khipu.credentials.apiKey)];
    if (given.length !== key.length || !timingSafeEqual(given, key))
      throw new KhipuProblem('The API key is missing, or is another', 403);
    await next();
  });
  app.post('/v3/payments', (call) => {
    const accident = khipu.takeNext();
    return atLeg(khipu, call, {
      leg: 'create',
      accident: accident ?? khipu.accident,
      down: () => failed(call),
      async act() {
        const transfer = khipu.create(khipuRequestIn(await bodyOf(call)), accident);
        const { payment_id, payment_url, simplified_transfer_url, transfer_url, app_url, ready_for_terminal } =
          khipu.answerOf(transfer) as Record<string, unknown>;
        const links = { payment_url, simplified_transfer_url, transfer_url, app_url };
        return call.json({ payment_id, ...links, ready_for_terminal });
      },
    });
  });
  app.get('/v3/payments/:id', (call) => of(khipu, call, 'status', (transfer) => call.json(khipu.answerOf(transfer))));
  app.delete('/v3/payments/:id', (call) =>
    of(khipu, call, 'status', (transfer) => {
      khipu.remove(transfer);
      return call.json({ message: 'deleted' });
    }),
  );
  app.post('/v3/payments/:id/refunds', (call) =>
    of(khipu, call, 'refund', async (transfer) => {
      const text = await call.req.text();
      const body = text ? await bodyOf(call, text) : {};
      khipu.refund(transfer, body.amount === undefined ? undefined : amountIn(body));
      return call.json({ message: 'accepted' });
    }),
  );
  return app;
}

/** Answers about the payment that an address names. */
function of(
  khipu: Khipu,
  call: Context,
  leg: PaymentLeg,
  act: (transfer: Transfer) => Response | Promise<Response>,
): Promise<Response> {
  const transfer = khipu.find(call.req.param('id')!);
  if (!transfer) throw new KhipuProblem('There is no such payment', 404);
  return atLeg(khipu, call, {
    leg,
    accident: khipu.accidentOf(transfer),
    down: () => failed(call),
    act: () => act(transfer),
  });
}

function failed(call: Context): Response {
  return call.json({ status: 500, message: 'It fails, because you asked for it' }, 500);
}

async function bodyOf(call: Context, text?: string): Promise<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(text ?? (await call.req.text()));
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch {
    // said below
  }
  throw new KhipuProblem('The body is no JSON object');
}
