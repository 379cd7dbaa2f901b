import { createHmac } from 'node:crypto';
import type { WebhookMessage } from '../deliveries.ts';
import { newName } from '../names.ts';
import { paymentFields } from './answers.ts';
import type { CardPayment } from './card-payment.ts';

export type PayEvent =
  | 'card_payment_succeeded'
  | 'card_payment_captured'
  | 'card_payment_failed'
  | 'card_payment_expired'
  | 'card_payment_refunded';

/** A message that tells of a payment: its own name stays when it is sent again, for a service has to know it by that. */
export function webhookOf(
  event: PayEvent,
  payment: CardPayment,
  at: Date,
  secret: string,
  refund?: { refund_id: string },
): WebhookMessage {
  const body = JSON.stringify({
    webhook_message_id: newName(26),
    api_version: 1,
    created_date: at.toISOString(),
    resource_id: refund?.refund_id ?? payment.id,
    resource_type: refund ? 'refund' : 'payment',
    event_type: event,
    resource: refund ?? paymentFields(payment),
  });
  return { event, body, headers: { 'Content-Type': 'application/json', 'Pay-Signature': signatureOf(body, secret) } };
}

/** Lower-case hex of HMAC-SHA256 over the body’s bytes. */
function signatureOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body, 'utf8').digest('hex');
}
