import { Hono } from 'hono';
import type { Context } from 'hono';
import { atLeg } from '../legs.ts';
import type { Connection } from '../legs.ts';
import type { Flow } from './flow.ts';
import { orderAnswer, refundAnswer } from './order.ts';
import type { FlowOrder } from './order.ts';
import { addressIn, amountIn, checkSigned, flowRequestIn, FlowProblem, textIn } from './request.ts';
import type { Parameters } from './request.ts';

/** Flow’s addresses: its API, and where people are sent. */
export function flowRoutes(flow: Flow): Hono<Connection> {
  const app = new Hono<Connection>({ strict: false });
  app.onError((error, call) => {
    if (error instanceof FlowProblem) return call.json(error.body, error.status);
    throw error;
  });
  app.get('/pay', (call) => {
    const order = flow.find(call.req.query('token') ?? '');
    return call.redirect(`${flow.entrance.slice(0, -'pay'.length)}secure/${order?.pageKey ?? 'nothing'}`, 303);
  });
  orderRoutes(app, flow);
  refundRoutes(app, flow);
  return app;
}

function orderRoutes(app: Hono<Connection>, flow: Flow): void {
  app.post('/api/payment/create', async (call) => {
    const sent = await signedBody(flow, call);
    const accident = flow.takeNext();
    return atLeg(flow, call, {
      leg: 'create',
      accident: accident ?? flow.accident,
      down: () => failed(call),
      act() {
        const { id: token, number } = flow.create(flowRequestIn(sent), accident);
        return call.json({ url: flow.entrance, token, flowOrder: number });
      },
    });
  });
  statusRoute(app, flow, 'getStatus', ({ token = '' }) => flow.find(token));
  statusRoute(app, flow, 'getStatusByCommerceId', ({ commerceId = '' }) => flow.byReference(commerceId));
  statusRoute(app, flow, 'getStatusByFlowOrder', ({ flowOrder }) =>
    flow.all().find(({ number }) => String(number) === flowOrder),
  );
}

function statusRoute(
  app: Hono<Connection>,
  flow: Flow,
  name: string,
  find: (asked: Parameters) => FlowOrder | undefined,
): void {
  app.get(`/api/payment/${name}`, (call) => {
    const order = find(signedQuery(flow, call));
    if (!order) throw new FlowProblem('There is no such order');
    const accident = flow.accidentOf(order);
    return atLeg(flow, call, {
      leg: 'status',
      accident,
      down: () => failed(call),
      act: () => call.json(orderAnswer(order)),
    });
  });
}

function refundRoutes(app: Hono<Connection>, flow: Flow): void {
  app.post('/api/refund/create', async (call) => {
    const sent = await signedBody(flow, call);
    const order = flow
      .all()
      .find(
        ({ reference, number, status }) =>
          status === '2' && (reference === sent.commerceTrxId || String(number) === sent.flowTrxId),
      );
    if (!order) throw new FlowProblem('There is no such order that was paid');
    return atLeg(flow, call, {
      leg: 'refund',
      accident: flow.accidentOf(order),
      down: () => failed(call),
      act() {
        for (const name of ['refundCommerceOrder', 'receiverEmail']) textIn(sent, name);
        const refund = flow.refund(order, amountIn(sent), addressIn(sent, 'urlCallBack'));
        const answer = call.json(refundAnswer(refund));
        void flow.afterRefund(order, refund);
        return answer;
      },
    });
  });
  app.get('/api/refund/getStatus', (call) => {
    const { token } = signedQuery(flow, call);
    const refund = flow
      .all()
      .flatMap(({ refunds }) => refunds)
      .find(({ id }) => id === token);
    if (!refund) throw new FlowProblem('There is no such refund');
    return call.json(refundAnswer(refund));
  });
}

async function signedBody(flow: Flow, call: Context): Promise<Parameters> {
  const sent = Object.fromEntries(new URLSearchParams(await call.req.text()));
  checkSigned(sent, flow.credentials.apiKey, flow.credentials.secretKey);
  return sent;
}

function signedQuery(flow: Flow, call: Context): Parameters {
  const asked = call.req.query();
  checkSigned(asked, flow.credentials.apiKey, flow.credentials.secretKey);
  return asked;
}

function failed(call: Context): Response {
  return call.json({ code: 500, message: 'It fails, because you asked for it' }, 500);
}
