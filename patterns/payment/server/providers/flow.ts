import type { Words } from '@plaza-ds/forms';
import type { Money } from '../../money/money.ts';
import { ProviderProblem } from '../provider.ts';
import type { MadePayment, NewPayment, Observation, PaymentProvider } from '../provider.ts';
import { callProvider } from './call-provider.ts';
import type { ProviderAnswer } from './call-provider.ts';
import { signatureOf } from './signatures.ts';

export interface FlowOptions {
  /** In addresses and in what is stored; `flow` without it. */
  name?: string;
  label?: Words;
  apiKey: string;
  /** A secret. */
  secretKey: string;
  /** Where Flow tells us that something happened. */
  notifyUrl: string;
  /** The office’s, for Flow sends a mail for each order: the person has a receipt of ours. */
  email: string;
  /** Where its API is; Flow’s own without it. */
  baseUrl?: string;
  now?: () => Date;
}

/** An order, as far as we read it. */
interface Order {
  status: number;
  commerceOrder: string;
  currency: string;
  amount: number | string;
  paymentData?: { date?: string | null; media?: string | null } | null;
}

/** Without an end of its own an order could be paid for ever. */
const hour = 3600;

/**
 * Flow, by its API with signed parameters. Money is given back by a person: Flow asks the payer by mail for their account, and we
 * do not give it that address.
 *
 * @see https://developers.flow.cl/api
 */
export function flow(options: FlowOptions): PaymentProvider {
  const { name = 'flow', label = { es: 'Flow', en: 'Flow' }, apiKey, secretKey, notifyUrl, email } = options;
  const { now = () => new Date() } = options;
  const baseUrl = (options.baseUrl ?? 'https://www.flow.cl/api').replace(/\/$/, '');
  const signed = (parameters: Readonly<Record<string, string>>) => {
    const all: Record<string, string> = { ...parameters, apiKey };
    const text = Object.keys(all)
      .sort()
      .map((key) => key + all[key]!)
      .join('');
    return new URLSearchParams({ ...all, s: signatureOf(text, secretKey) });
  };

  return {
    name,
    label,
    takes: ({ currency, amount }: Money) => currency === 'CLP' && BigInt(amount) > 0n,

    async create({ reference, description, money, returnUrl }: NewPayment): Promise<MadePayment> {
      const body = signed({
        commerceOrder: reference,
        subject: description,
        currency: money.currency,
        amount: money.amount,
        email,
        urlReturn: returnUrl,
        urlConfirmation: notifyUrl,
        timeout: String(hour),
      });
      const made = expected<{ url: string; token: string }>(
        await callProvider(`${baseUrl}/payment/create`, { method: 'POST', body }),
      );
      const url = new URL(made.url);
      url.searchParams.set('token', made.token);
      return {
        providerRef: made.token,
        nextAction: { method: 'GET', url: url.href },
        expiresAt: new Date(now().getTime() + hour * 1000).toISOString(),
      };
    },

    async read({ providerRef, startedAt }): Promise<Observation> {
      const answer = await callProvider(`${baseUrl}/payment/getStatus?${signed({ token: providerRef })}`);
      return observationOf(expected<Order>(answer), now().getTime() - Date.parse(startedAt));
    },

    /** Flow sends a token and no proof: whoever sends one makes us ask, and nothing more. */
    hear({ body }) {
      return new URLSearchParams(Buffer.from(body).toString('utf8')).get('token') ?? undefined;
    },
  };
}

/** @throws {ProviderProblem} `refused` with Flow’s own code. */
function expected<Body>({ status, body }: ProviderAnswer): Body {
  if (status === 200) return body as Body;
  const { code } = body;
  throw new ProviderProblem(
    'refused',
    typeof code === 'number' || typeof code === 'string' ? String(code) : `status-${status}`,
  );
}

/** 1 waits, 2 paid, 3 refused, 4 annulled: by the person, or by the time that ran out. */
function observationOf(order: Order, age: number): Observation {
  switch (order.status) {
    case 1:
      return { status: 'redirected' };
    case 2:
      return {
        status: 'paid',
        money: { amount: wholeOf(order), currency: order.currency },
        method: { kind: order.paymentData?.media?.toLowerCase() === 'webpay' ? 'card' : 'other' },
      };
    case 3:
      return { status: 'declined', failure: { code: '3', retryable: true, moneyTaken: 'no' } };
    case 4: {
      const isOver = age >= hour * 1000;
      return {
        status: isOver ? 'expired' : 'cancelled_by_payer',
        failure: { code: '4', retryable: true, moneyTaken: 'no' },
      };
    }
    default:
      return { status: 'unknown', failure: { code: String(order.status), retryable: true, moneyTaken: 'unknown' } };
  }
}

/** Flow writes pesos with decimals in some places, which are nothing. */
function wholeOf({ amount }: Order): string {
  return String(amount).replace(/\.0+$/, '');
}
