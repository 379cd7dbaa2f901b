import { createHmac } from 'node:crypto';
import type { Words } from '@plaza-ds/forms';
import type { Money } from '../../money/money.ts';
import type { Attempt } from '../../state/attempt.ts';
import { decimalOf, moneyOf } from '../../money/money.ts';
import { ProviderProblem } from '../provider.ts';
import type { MadePayment, NewPayment, Observation, PaymentProvider, RefundObservation } from '../provider.ts';
import { callProvider } from './call-provider.ts';
import type { ProviderAnswer, ProviderCall } from './call-provider.ts';
import { isSame } from './signatures.ts';

export interface KhipuOptions {
  /** In addresses and in what is stored; `khipu` without it. */
  name?: string;
  label?: Words;
  /** A secret. */
  apiKey: string;
  /** With what its notifications are signed. A secret. */
  secret: string;
  /** Where Khipu tells us that something happened. */
  notifyUrl: string;
  /** Where its API is; Khipu’s own without it. */
  baseUrl?: string;
  now?: () => Date;
}

/** A payment, as far as we read it. */
interface Transfer {
  payment_id: string;
  payment_url: string;
  status: string;
  status_detail?: string;
  amount: number | string;
  currency: string;
  expires_date?: string;
}

const lifetime = 60 * 60_000;
/** A notification that is older, or comes from a clock so far ahead, is somebody’s who kept it. */
const freshFor = 24 * 60 * 60_000;

/**
 * Khipu’s payments by bank transfer, by its API 3. The bank may look at a transfer for minutes: `verifying`.
 *
 * @see https://docs.khipu.com
 */
export function khipu(options: KhipuOptions): PaymentProvider {
  const { name = 'khipu', apiKey, secret, notifyUrl, now = () => new Date() } = options;
  const label = options.label ?? { es: 'Khipu, transferencia bancaria', en: 'Khipu, bank transfer' };
  const baseUrl = (options.baseUrl ?? 'https://payment-api.khipu.com').replace(/\/$/, '');
  const ask = (path: string, call: ProviderCall = {}) =>
    callProvider(`${baseUrl}/v3/payments${path}`, { ...call, headers: { 'x-api-key': apiKey } });
  const at = (id: string) => `/${encodeURIComponent(id)}`;
  const read = async (id: string) => expected<Transfer>(await ask(at(id)));

  return {
    name,
    label,
    takes: ({ currency, amount }: Money) => currency === 'CLP' && BigInt(amount) > 0n && BigInt(amount) <= 5_000_000n,

    async create({ reference, description, money, returnUrl }: NewPayment): Promise<MadePayment> {
      const expiresAt = new Date(now().getTime() + lifetime).toISOString();
      const cancel = new URL(returnUrl);
      cancel.searchParams.set('cancelled', 'yes');
      const body = {
        amount: Number(decimalOf(money)),
        currency: money.currency,
        subject: description.slice(0, 255),
        transaction_id: reference,
        return_url: returnUrl,
        cancel_url: cancel.href,
        notify_url: notifyUrl,
        notify_api_version: '3.0',
        expires_date: expiresAt,
      };
      const made = expected<Transfer>(await ask('', { method: 'POST', body }));
      return { providerRef: made.payment_id, nextAction: { method: 'GET', url: made.payment_url }, expiresAt };
    },

    read: async ({ providerRef }) => observationOf(await read(providerRef), now()),

    /** Who gives up can pay by the same address again: it is taken away, so that nobody pays what they gave up. */
    async comeBack({ providerRef }: Attempt & { providerRef: string }, came: URLSearchParams): Promise<Observation> {
      const observation = observationOf(await read(providerRef), now());
      if (!came.has('cancelled') || observation.status !== 'redirected') return observation;
      const { status } = await ask(at(providerRef), { method: 'DELETE' });
      if (status !== 200 && status !== 204) return observationOf(await read(providerRef), now());
      return { status: 'cancelled_by_payer', failure: { code: 'cancelled', retryable: true, moneyTaken: 'no' } };
    },

    hear({ body, headers }) {
      if (!isSigned(body, headers.get('x-khipu-signature') ?? '', secret, now())) return undefined;
      return paymentIn(body);
    },

    /** Khipu says that it will, and keeps no list: that all of it is back is all that it tells. The rest a person looks up. */
    refunds: {
      async give({ money }, { providerRef }): Promise<RefundObservation> {
        const body = { amount: Number(decimalOf(money)) };
        expected(await ask(`${at(providerRef)}/refunds`, { method: 'POST', body }));
        return { status: 'pending' };
      },
      async read(_refund, { providerRef }): Promise<RefundObservation> {
        const { status_detail: detail } = await read(providerRef);
        return { status: detail === 'reversed' ? 'done' : 'pending' };
      },
    },
  };
}

/** @throws {ProviderProblem} `refused` with the status of the answer. */
function expected<Body>({ status, body }: ProviderAnswer): Body {
  if (status === 200 || status === 201) return body as Body;
  throw new ProviderProblem('refused', `status-${status}`);
}

function observationOf({ payment_id: providerRef, ...transfer }: Transfer, now: Date): Observation {
  switch (transfer.status) {
    case 'pending': {
      const isOver = transfer.expires_date !== undefined && Date.parse(transfer.expires_date) < now.getTime();
      return isOver
        ? { providerRef, status: 'expired', failure: { code: 'expired', retryable: true, moneyTaken: 'no' } }
        : { providerRef, status: 'redirected' };
    }
    case 'verifying':
      return { providerRef, status: 'processing' };
    case 'done': {
      const money = moneyOf(String(transfer.amount), transfer.currency);
      return { providerRef, status: 'paid', money, method: { kind: 'bank-transfer' } };
    }
    default:
      return {
        providerRef,
        status: 'unknown',
        failure: { code: transfer.status, retryable: true, moneyTaken: 'unknown' },
      };
  }
}

/** `t=` milliseconds, `s=` base64 of HMAC-SHA256 over the time, a full stop and the body. */
function isSigned(body: Uint8Array, header: string, secret: string, now: Date): boolean {
  const [, time, given] = /^t=(\d{1,16}),s=(.+)$/.exec(header) ?? [];
  if (!time || !given || Math.abs(now.getTime() - Number(time)) > freshFor) return false;
  const expectedSignature = createHmac('sha256', secret).update(`${time}.`).update(body).digest('base64');
  return isSame(given, expectedSignature);
}

function paymentIn(body: Uint8Array): string | undefined {
  try {
    const { payment_id: id } = JSON.parse(Buffer.from(body).toString('utf8')) as { payment_id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
