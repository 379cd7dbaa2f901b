import type { DeskPayment } from '../desk.ts';

/** Stripe’s words for where a session is. */
export type SessionStatus = 'open' | 'complete' | 'expired';

export interface StripeRefund {
  id: string;
  amount: number;
  status: 'succeeded' | 'pending' | 'failed';
  createdAt: Date;
}

/** A Checkout session at Stripe. The service’s own name for it is its `client_reference_id`. */
export interface Session extends DeskPayment {
  status: SessionStatus;
  paymentStatus: 'unpaid' | 'paid';
  paymentIntent: string;
  cancelUrl: string;
  expiresAt: Date;
  metadata: Readonly<Record<string, string>>;
  email: string | undefined;
  refunds: StripeRefund[];
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** As the API says it, and as an event carries it. */
export function sessionAnswer(session: Session, pageUrl: string): object {
  const { id, status, paymentStatus, amount, currency, reference, paymentIntent, createdAt, expiresAt } = session;
  return {
    id,
    object: 'checkout.session',
    livemode: false,
    mode: 'payment',
    status,
    payment_status: paymentStatus,
    payment_intent: status === 'complete' ? paymentIntent : null,
    amount_subtotal: amount,
    amount_total: amount,
    currency: currency.toLowerCase(),
    client_reference_id: reference || null,
    customer_email: session.email ?? null,
    metadata: session.metadata,
    success_url: session.returnUrl,
    cancel_url: session.cancelUrl,
    created: seconds(createdAt),
    expires_at: seconds(expiresAt),
    url: status === 'open' ? pageUrl : null,
  };
}

export function refundAnswer({ id, amount, status, createdAt }: StripeRefund, session: Session): object {
  const { paymentIntent, currency } = session;
  return {
    id,
    object: 'refund',
    amount,
    currency: currency.toLowerCase(),
    payment_intent: paymentIntent,
    status,
    created: seconds(createdAt),
    metadata: {},
  };
}
