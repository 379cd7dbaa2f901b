import type { Words } from '@plaza-ds/forms';
import { Options, WebpayPlus } from 'transbank-sdk';
import type { Money } from '../../money/money.ts';
import type { Attempt } from '../../state/attempt.ts';
import { ProviderProblem } from '../provider.ts';
import type { MadePayment, NewPayment, Observation, PaymentProvider, RefundObservation } from '../provider.ts';

export interface WebpayOptions {
  /** In addresses and in what is stored; `webpay` without it. */
  name?: string;
  label?: Words;
  /** Of the municipality at Transbank. */
  commerceCode: string;
  /** A secret. */
  apiKey: string;
  /** Where its API is; Transbank’s own without it. */
  baseUrl?: string;
  now?: () => Date;
}

/** A transaction, as far as we read it. */
interface Transaction {
  status: string;
  amount: number;
  vci?: string;
  response_code?: number;
  authorization_code?: string;
  transaction_date?: string;
  card_detail?: { card_number?: string };
}

/** How somebody came back: with a card, whether it was taken or not; after giving up; too late; from the page of an error. */
type Return = 'with-card' | 'aborted' | 'timed-out' | 'failed' | 'unknown';

const patience = 10_000;
const mostPesos = 999_999_999n;
/** A token can be used for 5 minutes by one of Transbank’s pages, and for 10 by another. */
const tokenLife = 10 * 60_000;
/** Until then a person may still be on the way back, whom a commit has to wait for. */
const wayBack = 5 * 60_000;

/**
 * Webpay Plus of Transbank, by its REST API 1.2 and Transbank’s own client. Nobody tells us when somebody has paid: money is taken
 * only when we commit, as the person comes back. Whoever does not come back pays nothing.
 *
 * @see https://www.transbankdevelopers.cl/referencia/webpay
 */
export function webpay(options: WebpayOptions): PaymentProvider {
  const { name = 'webpay', label = { es: 'Webpay', en: 'Webpay' }, commerceCode, apiKey } = options;
  const { now = () => new Date() } = options;
  const baseUrl = (options.baseUrl ?? 'https://webpay3g.transbank.cl').replace(/\/$/, '');
  const transactions = new WebpayPlus.Transaction(new Options(commerceCode, apiKey, baseUrl, patience));
  const statusOf = async (token: string) => asked(transactions.status(token) as Promise<Transaction>);

  return {
    name,
    label,
    takes: ({ currency, amount }: Money) => currency === 'CLP' && BigInt(amount) > 0n && BigInt(amount) <= mostPesos,

    /** It knows no keys: asked twice it makes two, and nobody is ever sent to the second. */
    async create({ reference, idempotencyKey, money, returnUrl }: NewPayment): Promise<MadePayment> {
      const made = transactions.create(reference, idempotencyKey, Number(money.amount), returnUrl);
      const { token, url } = await asked(made as Promise<{ token: string; url: string }>);
      return {
        providerRef: token,
        nextAction: { method: 'POST', url, fields: { token_ws: token } },
        expiresAt: new Date(now().getTime() + tokenLife).toISOString(),
      };
    },

    async read({ providerRef, startedAt }): Promise<Observation> {
      const transaction = await statusOf(providerRef);
      const isOver = now().getTime() - Date.parse(startedAt) > tokenLife + wayBack;
      return observationOf(transaction, isOver ? 'timed-out' : 'unknown');
    },

    async comeBack({ providerRef }: Attempt & { providerRef: string }, came: URLSearchParams): Promise<Observation> {
      const how = returnOf(came, providerRef);
      if (how !== 'with-card') return observationOf(await statusOf(providerRef), how);
      const committed =
        (await asked(transactions.commit(providerRef) as Promise<Transaction>).catch(
          () => undefined, // it may be committed already, or say no and have taken it: the status knows
        )) ?? (await statusOf(providerRef));
      return observationOf(committed, how);
    },

    refunds: {
      async give({ money }, { providerRef }): Promise<RefundObservation> {
        const given = transactions.refund(providerRef, Number(money.amount));
        const { type, response_code: code = 0 } = await asked(
          given as Promise<{ type: string; response_code?: number }>,
        );
        if (type === 'REVERSED' || code === 0) return { status: 'done' };
        throw new ProviderProblem('refused', String(code));
      },

      /** It keeps no list of what it gave back: only that it gave back everything, or nothing, is certain. */
      async read(_refund, { providerRef }): Promise<RefundObservation | undefined> {
        const { status } = await statusOf(providerRef);
        if (status === 'REVERSED' || status === 'NULLIFIED') return { status: 'done' };
        if (status === 'AUTHORIZED') return undefined;
        throw new ProviderProblem('silent', 'part-given-back');
      },
    },
  };
}

/** Transbank spells the session in two ways, so the tokens alone decide. A token of another payment decides nothing. */
function returnOf(came: URLSearchParams, token: string): Return {
  const [withCard, withoutCard] = [came.get('token_ws'), came.get('TBK_TOKEN')];
  if ([withCard, withoutCard].some((each) => each !== null && each !== token)) return 'unknown';
  if (withCard !== null) return withoutCard === null ? 'with-card' : 'failed';
  if (withoutCard !== null) return 'aborted';
  return came.has('TBK_ORDEN_COMPRA') ? 'timed-out' : 'unknown';
}

/** What became of one that was never committed: no money was taken, and none will be. */
const uncommitted = {
  aborted: 'cancelled_by_payer',
  'timed-out': 'expired',
  failed: 'error_no_money',
} as const;

function observationOf(transaction: Transaction, how: Return): Observation {
  const { status, amount, authorization_code: authorisationCode, response_code: code, card_detail: card } = transaction;
  switch (status) {
    case 'AUTHORIZED':
    case 'REVERSED':
    case 'NULLIFIED':
    case 'PARTIALLY_NULLIFIED':
      return {
        status: 'paid',
        money: { amount: String(amount), currency: 'CLP' },
        ...(authorisationCode && { authorisationCode }),
        method: { kind: 'card', ...(card?.card_number && { last4: card.card_number.slice(-4) }) },
      };
    case 'FAILED':
      return { status: 'declined', failure: { code: String(code ?? 'FAILED'), retryable: true, moneyTaken: 'no' } };
    case 'INITIALIZED': {
      if (how === 'with-card')
        return { status: 'unknown', failure: { code: 'not-committed', retryable: true, moneyTaken: 'unknown' } };
      if (how === 'unknown') return { status: 'redirected' };
      return { status: uncommitted[how], failure: { code: how, retryable: true, moneyTaken: 'no' } };
    }
    default:
      return { status: 'unknown', failure: { code: status, retryable: true, moneyTaken: 'unknown' } };
  }
}

/** Transbank’s client says the status of an answer in its message alone. */
async function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const { message } = error as Error;
    const [, status = ''] = /status code (\d{3})/.exec(message) ?? [];
    if (/^4(?!29)/.test(status)) throw new ProviderProblem('refused', `status-${status}`, error);
    throw new ProviderProblem('silent', status ? `status-${status}` : 'unreachable', error);
  }
}
