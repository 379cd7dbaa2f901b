import { refundable, refunded } from './card-payment.ts';
import type { CardDispute, CardPayment, CardRefund } from './card-payment.ts';

/** Disputes cost a service this much at Pay’s provider. */
const disputeFee = 1500;
const week = 7 * 24 * 3_600_000;

const link = (href: string) => ({ href, method: 'GET' });
const postLink = (href: string) => ({ href, method: 'POST' });

/** A payment that was just created, as the contract’s `CreatePaymentResult` has it. */
export function createdAnswer(baseUrl: string, payment: CardPayment): object {
  return { ...paymentFields(payment), _links: linksOf(baseUrl, payment) };
}

/** A payment, as the contract’s `PaymentWithAllLinks` has it. */
export function paymentAnswer(baseUrl: string, payment: CardPayment): object {
  return { ...createdAnswer(baseUrl, payment), authorisation_mode: 'web' };
}

/** A payment as a search finds it, the contract’s `PaymentDetailForSearch`: without the way to its page. */
export function foundAnswer(baseUrl: string, payment: CardPayment): object {
  const { next_url: _, next_url_post: __, ...links } = linksOf(baseUrl, payment);
  return { ...paymentAnswer(baseUrl, payment), _links: links };
}

/** A payment without its links, as a webhook carries it. */
export function paymentFields(payment: CardPayment): object {
  const { id, state, amount, metadata, email, submittedAt, capturedAt } = payment;
  return {
    payment_id: id,
    amount,
    reference: payment.reference,
    description: payment.description,
    language: payment.language,
    state: { ...state },
    created_date: payment.createdAt.toISOString(),
    payment_provider: 'sandbox',
    return_url: payment.returnUrl,
    delayed_capture: payment.delayedCapture,
    moto: payment.moto,
    ...(metadata && { metadata: { ...metadata } }),
    ...(email && { email }),
    ...(submittedAt && { provider_id: `provider-${id}`, card_details: card }),
    refund_summary: refundSummary(payment),
    settlement_summary: capturedAt
      ? { capture_submit_time: capturedAt.toISOString(), captured_date: capturedAt.toISOString().slice(0, 10) }
      : {},
  };
}

/** The card of nobody, by which everybody pays here. */
const card = {
  card_brand: 'Visa',
  card_type: 'debit',
  last_digits_card_number: '4242',
  first_digits_card_number: '424242',
  expiry_date: '12/39',
  cardholder_name: 'Nobody',
};

function refundSummary(payment: CardPayment) {
  const available = refundable(payment);
  const ended = payment.status === 'success' ? (available ? 'available' : 'full') : 'unavailable';
  return {
    status: payment.state.finished ? ended : 'pending',
    amount_available: payment.state.finished ? available : payment.amount,
    amount_submitted: refunded(payment.refunds),
  };
}

function linksOf(baseUrl: string, { id, pageKey, state }: CardPayment): Record<string, object> {
  const self = `${baseUrl}/v1/payments/${id}`;
  const params = { chargeTokenId: pageKey };
  const type = 'application/x-www-form-urlencoded';
  const page = `${baseUrl}/secure`;
  return {
    self: link(self),
    events: link(`${self}/events`),
    refunds: link(`${self}/refunds`),
    ...(!state.finished && { cancel: postLink(`${self}/cancel`) }),
    ...(state.status === 'capturable' && { capture: postLink(`${self}/capture`) }),
    ...((state.status === 'created' || state.status === 'started') && {
      next_url: link(`${page}/${pageKey}`),
      next_url_post: { ...postLink(page), type, params },
    }),
  };
}

/** Where a payment was, as the contract’s `PaymentEvents` has it. */
export function eventsAnswer(baseUrl: string, { id, history }: CardPayment): object {
  const self = `${baseUrl}/v1/payments/${id}`;
  return {
    payment_id: id,
    events: history.map(({ state, at }) => ({
      payment_id: id,
      state: { ...state },
      updated: at.toISOString(),
      _links: { payment_url: link(self) },
    })),
    _links: { self: link(`${self}/events`) },
  };
}

/** A refund, as the contract’s `Refund` has it. */
export function refundAnswer(baseUrl: string, payment: CardPayment, { id, amount, status, createdAt }: CardRefund) {
  const of = `${baseUrl}/v1/payments/${payment.id}`;
  return {
    refund_id: id,
    payment_id: payment.id,
    amount,
    status,
    created_date: createdAt.toISOString(),
    settlement_summary: {},
    _links: { self: link(`${of}/refunds/${id}`), payment: link(of) },
  };
}

/** All refunds of a payment, as the contract’s `RefundForSearchResult` has it. */
export function refundsAnswer(baseUrl: string, payment: CardPayment): object {
  const of = `${baseUrl}/v1/payments/${payment.id}`;
  return {
    payment_id: payment.id,
    _embedded: { refunds: payment.refunds.map((refund) => refundAnswer(baseUrl, payment, refund)) },
    _links: { self: link(`${of}/refunds`), payment: link(of) },
  };
}

export function disputeAnswer(baseUrl: string, { id: payment }: CardPayment, dispute: CardDispute): object {
  const { id, amount, createdAt } = dispute;
  return {
    dispute_id: id,
    payment_id: payment,
    amount,
    fee: disputeFee,
    net_amount: -(amount + disputeFee),
    reason: 'fraudulent',
    status: 'needs_response',
    created_date: createdAt.toISOString(),
    evidence_due_date: new Date(createdAt.getTime() + week).toISOString(),
    settlement_summary: {},
    _links: { payment: link(`${baseUrl}/v1/payments/${payment}`) },
  };
}
