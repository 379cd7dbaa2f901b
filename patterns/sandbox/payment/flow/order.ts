import type { DeskPayment } from '../desk.ts';

/** Flow’s numbers for where an order is: 1 not paid yet, 2 paid, 3 refused, 4 annulled. */
export type OrderStatus = '1' | '2' | '3' | '4';

export interface FlowRefund {
  /** Its token. */
  id: string;
  number: number;
  amount: number;
  status: 'created' | 'refunded' | 'rejected';
  createdAt: Date;
  /** Where the service is told of it. */
  callbackUrl: string;
}

/** An order at Flow. Its token is its id, the commerce’s order its reference. */
export interface FlowOrder extends DeskPayment {
  status: OrderStatus;
  /** Flow’s own number for it. */
  number: number;
  email: string;
  optional: string | undefined;
  /** Where the service is told of it. */
  confirmationUrl: string;
  /** Seconds after which it cannot be paid any more; undefined where it can for ever. */
  timeout: number | undefined;
  refunds: FlowRefund[];
  paidAt?: Date;
}

/** As `payment/getStatus` says it. */
export function orderAnswer(order: FlowOrder): object {
  const { number, reference, createdAt, status, description, currency, amount, email, optional, paidAt } = order;
  return {
    flowOrder: number,
    commerceOrder: reference,
    requestDate: dateText(createdAt),
    status: Number(status),
    subject: description,
    currency,
    amount,
    payer: email,
    optional: optional ?? null,
    pending_info: { media: null, date: null },
    paymentData: {
      date: paidAt ? dateText(paidAt) : null,
      media: paidAt ? 'webpay' : null,
      amount: paidAt ? amount : null,
      currency: paidAt ? currency : null,
      fee: paidAt ? 0 : null,
      balance: paidAt ? amount : null,
      transferDate: null,
      conversionDate: null,
      conversionRate: null,
    },
    merchantId: null,
  };
}

/** As `refund/create` and `refund/getStatus` say it: amounts are text there. */
export function refundAnswer({ id, number, createdAt, status, amount }: FlowRefund): object {
  const date = dateText(createdAt);
  return { token: id, flowRefundOrder: String(number), date, status, amount: amount.toFixed(2), fee: '0.00' };
}

function dateText(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}
