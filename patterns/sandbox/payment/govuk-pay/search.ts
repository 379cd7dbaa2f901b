import type { Hono } from 'hono';
import type { Connection } from '../legs.ts';
import { disputeAnswer, foundAnswer, refundAnswer } from './answers.ts';
import type { GovukPay } from './govuk-pay.ts';
import { PayProblem } from './problem.ts';

const mostShown = 500;

/** Looking for payments, refunds and disputes. Pay’s own search lags; ours does so where that is asked for. */
export function searchRoutes(app: Hono<Connection>, pay: GovukPay): void {
  app.get('/v1/payments', (call) => {
    const asked = call.req.query();
    const found = pay
      .found()
      .filter(({ reference }) => !asked.reference || reference === asked.reference)
      .filter(({ email }) => !asked.email || email === asked.email)
      .filter(({ status }) => !asked.state || status === asked.state)
      .filter(({ createdAt }) => isBetween(createdAt, asked))
      .map((payment) => foundAnswer(pay.baseUrl, payment));
    return call.json(pageOf(`${pay.baseUrl}/v1/payments`, found, asked, 'P0402'));
  });
  app.get('/v1/refunds', (call) => {
    const asked = call.req.query();
    const found = pay
      .found()
      .flatMap((payment) => payment.refunds.map((refund) => ({ payment, refund })))
      .filter(({ refund }) => isBetween(refund.createdAt, asked))
      .map(({ payment, refund }) => refundAnswer(pay.baseUrl, payment, refund));
    return call.json(pageOf(`${pay.baseUrl}/v1/refunds`, found, asked, 'P1100'));
  });
  app.get('/v1/disputes', (call) => {
    const asked = call.req.query();
    const found = pay
      .found()
      .flatMap((payment) => payment.disputes.map((dispute) => ({ payment, dispute })))
      .filter(({ dispute }) => isBetween(dispute.createdAt, asked))
      .map(({ payment, dispute }) => disputeAnswer(pay.baseUrl, payment, dispute));
    const { _links: links, ...others } = pageOf(`${pay.baseUrl}/v1/disputes`, found, asked, 'P0402');
    return call.json({ ...others, links }); // so the contract has it, here alone
  });
}

function isBetween(at: Date, { from_date: from, to_date: to }: Record<string, string>): boolean {
  return (!from || at.getTime() >= Date.parse(from)) && (!to || at.getTime() < Date.parse(to));
}

/** One page of what was found, with the ways to the others. */
function pageOf(address: string, found: readonly object[], asked: Record<string, string>, unknown: string) {
  const size = Math.min(Math.max(Number(asked.display_size) || mostShown, 1), mostShown);
  const last = Math.max(Math.ceil(found.length / size), 1);
  const page = Number(asked.page ?? 1);
  if (!Number.isInteger(page) || page < 1 || page > last)
    throw new PayProblem(unknown, 404, 'There is no such page of results');
  const to = (number: number) => ({
    href: `${address}?${new URLSearchParams({ ...asked, page: String(number), display_size: String(size) })}`,
    method: 'GET',
  });
  const results = found.slice((page - 1) * size, page * size);
  return {
    total: found.length,
    count: results.length,
    page,
    results,
    _links: {
      self: to(page),
      first_page: to(1),
      last_page: to(last),
      ...(page > 1 && { prev_page: to(page - 1) }),
      ...(page < last && { next_page: to(page + 1) }),
    },
  };
}
