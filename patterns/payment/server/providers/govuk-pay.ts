import type { Words } from '@plaza-ds/forms';
import type { Money } from '../../money/money.ts';
import type { Refund } from '../../state/refunds.ts';
import { ProviderProblem } from '../provider.ts';
import type { MadePayment, NewPayment, Observation, PaymentProvider, RefundObservation } from '../provider.ts';
import { callProvider } from './call-provider.ts';
import type { ProviderAnswer, ProviderCall } from './call-provider.ts';
import { isSame, signatureOf } from './signatures.ts';

export interface GovukPayOptions {
  /** In addresses and in what is stored; `govuk-pay` without it. */
  name?: string;
  label?: Words;
  /** Of the service’s account at GOV.UK Pay. A secret. */
  apiKey: string;
  /** With what its webhooks are signed; without it none is heard. A secret. */
  signingSecret?: string;
  /** Where its API is; that of GOV.UK Pay without it. */
  baseUrl?: string;
  now?: () => Date;
}

/** A payment, as far as we read it. */
interface PayPayment {
  payment_id: string;
  amount: number;
  total_amount?: number;
  reference: string;
  state: { status: string; code?: string };
  card_details?: { card_brand?: string; last_digits_card_number?: string };
  settlement_summary?: { settled_date?: string };
  _links: { next_url?: { href: string } };
}

interface PayRefund {
  refund_id: string;
  amount: number;
  status: string;
  created_date: string;
}

const mostPence = 10_000_000n;
const ninetyMinutes = 90 * 60_000;
/** Two clocks may differ by so much. */
const skew = 60_000;

/**
 * Payments by card at GOV.UK Pay, by its public API.
 *
 * @see https://docs.payments.service.gov.uk/api_reference/
 */
export function govukPay(options: GovukPayOptions): PaymentProvider {
  const { name = 'govuk-pay', label = { en: 'GOV.UK Pay' }, apiKey, signingSecret } = options;
  const { now = () => new Date() } = options;
  const baseUrl = (options.baseUrl ?? 'https://publicapi.payments.service.gov.uk').replace(/\/$/, '');
  const ask = (path: string, call: ProviderCall = {}) =>
    callProvider(`${baseUrl}/v1${path}`, { ...call, headers: { Authorization: `Bearer ${apiKey}`, ...call.headers } });
  const paymentAt = async (id: string) => expected<PayPayment>(await ask(`/payments/${encodeURIComponent(id)}`), 200);

  return {
    name,
    label,
    takes: ({ currency, amount }: Money) => currency === 'GBP' && BigInt(amount) > 0n && BigInt(amount) <= mostPence,

    async create(payment: NewPayment): Promise<MadePayment> {
      const answer = await ask('/payments', {
        method: 'POST',
        headers: { 'Idempotency-Key': payment.idempotencyKey },
        body: {
          amount: Number(payment.money.amount),
          reference: payment.reference,
          description: payment.description.slice(0, 255),
          return_url: payment.returnUrl,
          language: /^cy\b/.test(payment.language) ? 'cy' : 'en',
        },
      });
      // The key was used: the payment is there, and we did not hear of it.
      const made = answer.status === 409 ? await madeBefore(payment) : expected<PayPayment>(answer, 201, 200);
      const url = made._links.next_url?.href;
      if (!url) throw new ProviderProblem('refused', 'no-page');
      const expiresAt = new Date(now().getTime() + ninetyMinutes).toISOString();
      return { providerRef: made.payment_id, nextAction: { method: 'GET', url }, expiresAt };
    },

    read: async ({ providerRef }) => observationOf(await paymentAt(providerRef)),

    /** Signed over the body’s bytes, in `Pay-Signature`. */
    hear({ body, headers }) {
      const given = headers.get('pay-signature') ?? '';
      if (signingSecret === undefined || !isSame(given, signatureOf(body, signingSecret))) return undefined;
      return paymentIn(body);
    },

    refunds: {
      async give({ money }: Refund, { providerRef }, left: Money): Promise<RefundObservation> {
        const body = { amount: Number(money.amount), refund_amount_available: Number(left.amount) };
        const path = `/payments/${encodeURIComponent(providerRef)}/refunds`;
        return refundOf(expected<PayRefund>(await ask(path, { method: 'POST', body }), 202, 200));
      },
      async read(refund: Refund, { providerRef }): Promise<RefundObservation | undefined> {
        const answer = await ask(`/payments/${encodeURIComponent(providerRef)}/refunds`);
        const { _embedded } = expected<{ _embedded: { refunds: readonly PayRefund[] } }>(answer, 200);
        const found = _embedded.refunds.find((each) => isTheSame(refund, each));
        return found && refundOf(found);
      },
    },
  };

  async function madeBefore({ reference }: NewPayment): Promise<PayPayment> {
    const answer = await ask(`/payments?reference=${encodeURIComponent(reference)}`);
    const [found] = expected<{ results: readonly PayPayment[] }>(answer, 200).results;
    if (!found) throw new ProviderProblem('silent', 'search-behind'); // a search knows it a little later
    return paymentAt(found.payment_id);
  }
}

/** @throws {ProviderProblem} `refused` with Pay’s own code. */
function expected<Body>({ status, body }: ProviderAnswer, ...statuses: readonly number[]): Body {
  if (statuses.includes(status)) return body as Body;
  throw new ProviderProblem('refused', typeof body.code === 'string' ? body.code : `status-${status}`);
}

const live = {
  created: 'redirected',
  started: 'redirected',
  submitted: 'processing',
  capturable: 'authorised',
} as const;

const failures: Readonly<Record<string, Observation['status']>> = {
  P0010: 'declined',
  P0020: 'expired',
  P0030: 'cancelled_by_payer',
  P0040: 'cancelled_by_service',
  P0050: 'error_no_money',
};

function observationOf(payment: PayPayment): Observation {
  const { state, card_details: card, payment_id: providerRef } = payment;
  const { status, code = '' } = state;
  if (Object.hasOwn(live, status)) {
    const now = live[status as keyof typeof live];
    return { providerRef, status: now, ...(now === 'authorised' && { money: takenOf(payment) }) };
  }
  if (status === 'success')
    return {
      providerRef,
      status: payment.settlement_summary?.settled_date ? 'settled' : 'paid',
      money: takenOf(payment),
      method: {
        kind: 'card',
        ...(card?.card_brand && { brand: card.card_brand }),
        ...(card?.last_digits_card_number && { last4: card.last_digits_card_number }),
      },
    };
  const ended = failures[code] ?? (status === 'cancelled' ? 'cancelled_by_service' : undefined);
  if (ended) return { providerRef, status: ended, failure: { code, retryable: true, moneyTaken: 'no' } };
  return { providerRef, status: 'unknown', failure: { code: code || status, retryable: true, moneyTaken: 'unknown' } };
}

function takenOf({ amount, total_amount: total }: PayPayment): Money {
  return { amount: String(total ?? amount), currency: 'GBP' };
}

const refundStatuses = { submitted: 'pending', success: 'done', error: 'failed' } as const;

function refundOf({ refund_id: providerRef, status }: PayRefund): RefundObservation {
  return { providerRef, status: refundStatuses[status as keyof typeof refundStatuses] ?? 'pending' };
}

/** Pay keeps no name of ours for a refund: one that it does not name is known by what and when. */
function isTheSame({ providerRef, money, requestedAt }: Refund, refund: PayRefund): boolean {
  if (providerRef) return refund.refund_id === providerRef;
  const isSince = Date.parse(refund.created_date) >= Date.parse(requestedAt) - skew;
  return isSince && String(refund.amount) === money.amount;
}

/** The payment that a message is about: of a refund or a dispute, that of which it is one. */
function paymentIn(body: Uint8Array): string | undefined {
  try {
    const { resource_id: id, resource } = JSON.parse(Buffer.from(body).toString('utf8')) as {
      resource_id?: unknown;
      resource?: { payment_id?: unknown };
    };
    const found = resource?.payment_id ?? id;
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}
