import type { DeskPayment } from '../desk.ts';

/** Webpay’s words for where a transaction is. */
export type WebpayStatus = 'INITIALIZED' | 'AUTHORIZED' | 'FAILED' | 'REVERSED' | 'NULLIFIED' | 'PARTIALLY_NULLIFIED';

/** What happened on Webpay’s form. The status does not tell of it. */
export type FormState = 'waiting' | 'paid' | 'declined' | 'aborted' | 'timed-out' | 'failed';

/** A transaction at Webpay Plus. Its token is its id, the order its reference. */
export interface WebpayTransaction extends DeskPayment {
  status: WebpayStatus;
  sessionId: string;
  form: FormState;
  /** How Webpay says the bank knew the person: TSY yes, TSN no, ABO given up. */
  vci?: string;
  responseCode?: number;
  authorizationCode?: string;
  committedAt?: Date;
}

const minute = 60_000;

/** How long a token can be used. Webpay’s own pages say 5 minutes in one place, 10 in another. */
export const tokenLife = 10 * minute;
/** How long the whole amount is reversed, and nullified afterwards. Not confirmed. */
export const reversalWindow = 3 * 60 * minute;
/** How long Webpay tells the status. */
export const statusLife = 7 * 24 * 60 * minute;

/** What commit and status answer: only what is known of it. */
export function transactionAnswer(transaction: WebpayTransaction): object {
  const { amount, status, reference, sessionId, createdAt, vci, responseCode, authorizationCode, committedAt } =
    transaction;
  const at = (committedAt ?? createdAt).toISOString();
  return {
    ...(vci && { vci }),
    amount,
    status,
    buy_order: reference,
    session_id: sessionId,
    ...(committedAt && { card_detail: { card_number: '6623' } }),
    accounting_date: at.slice(5, 10).replace('-', ''),
    transaction_date: at,
    ...(authorizationCode && { authorization_code: authorizationCode }),
    ...(committedAt && { payment_type_code: 'VN' }),
    ...(responseCode !== undefined && { response_code: responseCode }),
    installments_number: 0,
  };
}
