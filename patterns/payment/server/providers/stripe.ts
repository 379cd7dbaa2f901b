import type { Words } from '@plaza-ds/forms';
import Stripe from 'stripe';
import { exponentOf } from '../../money/exponent.ts';
import type { Money } from '../../money/money.ts';
import type { Attempt } from '../../state/attempt.ts';
import { ProviderProblem } from '../provider.ts';
import type { MadePayment, NewPayment, Observation, PaymentProvider, RefundObservation } from '../provider.ts';

export interface StripeOptions {
  /** In addresses and in what is stored; `stripe` without it. */
  name?: string;
  label?: Words;
  /** A secret. */
  apiKey: string;
  /** With what its webhooks are signed; without it none is heard. A secret. */
  signingSecret?: string;
  /** ISO 4217: those that the account takes. */
  currencies: readonly string[];
  /** Where its API is; Stripe’s own without it. */
  baseUrl?: string;
}

type Session = Stripe.Checkout.Session;

const patience = 10_000;
/** Stripe counts these otherwise than ISO 4217 does. */
const countedOtherwise: ReadonlySet<string> = new Set(['ISK', 'UGX']);

/**
 * Stripe Checkout, by Stripe’s own client: a page of Stripe’s, so that no card is ever typed on ours.
 *
 * @see https://docs.stripe.com/api/checkout/sessions
 */
export function stripe(options: StripeOptions): PaymentProvider {
  const { name = 'stripe', label = { en: 'Stripe' }, apiKey, signingSecret, currencies } = options;
  const client = new Stripe(apiKey, {
    maxNetworkRetries: 0, // `Payments` asks again
    timeout: patience,
    telemetry: false,
    ...(options.baseUrl && addressOf(options.baseUrl)),
  });
  const sessions = client.checkout.sessions;

  return {
    name,
    label,
    takes: ({ currency, amount }: Money) =>
      currencies.includes(currency) &&
      !countedOtherwise.has(currency) &&
      exponentOf(currency) < 3 &&
      BigInt(amount) > 0n &&
      BigInt(amount) <= 99_999_999n,

    async create({ reference, description, money, returnUrl, idempotencyKey }: NewPayment): Promise<MadePayment> {
      const cancel = new URL(returnUrl);
      cancel.searchParams.set('cancelled', 'yes');
      const price = { currency: money.currency.toLowerCase(), unit_amount: Number(money.amount) };
      const session = await asked(
        sessions.create(
          {
            mode: 'payment',
            line_items: [{ quantity: 1, price_data: { ...price, product_data: { name: description } } }],
            client_reference_id: reference,
            success_url: returnUrl,
            cancel_url: cancel.href,
          },
          { idempotencyKey },
        ),
      );
      if (!session.url) throw new ProviderProblem('refused', 'no-page');
      const expiresAt = new Date(session.expires_at * 1000).toISOString();
      return { providerRef: session.id, nextAction: { method: 'GET', url: session.url }, expiresAt };
    },

    read: async ({ providerRef }) => observationOf(await asked(sessions.retrieve(providerRef))),

    /** Who gives up could still pay on the same page, open elsewhere, for a day: it is closed. */
    async comeBack({ providerRef }: Attempt & { providerRef: string }, came: URLSearchParams): Promise<Observation> {
      const session = await asked(sessions.retrieve(providerRef));
      if (!came.has('cancelled') || session.status !== 'open') return observationOf(session);
      const ended = await asked(sessions.expire(providerRef)).catch(() => asked(sessions.retrieve(providerRef)));
      return observationOf(ended, 'cancelled_by_payer');
    },

    /** Signed with a time over the body’s bytes; Stripe’s client looks at both. */
    hear({ body, headers }) {
      if (signingSecret === undefined) return undefined;
      try {
        const signature = headers.get('stripe-signature') ?? '';
        const { data, id } = client.webhooks.constructEvent(Buffer.from(body), signature, signingSecret);
        const { object, id: about } = data.object as { object?: string; id?: string };
        return (object === 'checkout.session' ? about : undefined) ?? id;
      } catch {
        return undefined;
      }
    },

    refunds: {
      async give({ money, idempotencyKey }, { providerRef }): Promise<RefundObservation> {
        const { payment_intent: intent } = await asked(sessions.retrieve(providerRef));
        if (!intent) throw new ProviderProblem('refused', 'not-paid');
        const payment_intent = typeof intent === 'string' ? intent : intent.id;
        return refundOf(
          await asked(client.refunds.create({ payment_intent, amount: Number(money.amount) }, { idempotencyKey })),
        );
      },
      /** One without a name of Stripe’s is asked for again: by its key, that makes no second one. */
      read: async ({ providerRef }) =>
        providerRef === undefined ? undefined : refundOf(await asked(client.refunds.retrieve(providerRef))),
    },
  };
}

function observationOf(session: Session, whenExpired: 'expired' | 'cancelled_by_payer' = 'expired'): Observation {
  const { status, payment_status: paid, amount_total: total, currency } = session;
  if (status === 'open') return { status: 'redirected' };
  if (status === 'expired')
    return { status: whenExpired, failure: { code: 'expired', retryable: true, moneyTaken: 'no' } };
  if (paid !== 'paid') return { status: 'processing' };
  return {
    status: 'paid',
    method: { kind: 'card' },
    ...(total !== null && currency && { money: { amount: String(total), currency: currency.toUpperCase() } }),
  };
}

function refundOf({ id: providerRef, status }: Stripe.Refund): RefundObservation {
  if (status === 'succeeded') return { providerRef, status: 'done' };
  return { providerRef, status: status === 'failed' || status === 'canceled' ? 'failed' : 'pending' };
}

function addressOf(baseUrl: string) {
  const { hostname: host, port, protocol } = new URL(baseUrl);
  return { host, protocol: protocol === 'http:' ? ('http' as const) : ('https' as const), ...(port && { port }) };
}

/** @throws {ProviderProblem} `refused` where Stripe said no, `silent` where nobody knows. */
async function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const { statusCode = 0, code, type } = error as Stripe.errors.StripeError;
    const isRefused = statusCode >= 400 && statusCode < 500 && statusCode !== 429 && statusCode !== 409;
    throw new ProviderProblem(isRefused ? 'refused' : 'silent', code ?? type ?? 'unreachable', error);
  }
}
