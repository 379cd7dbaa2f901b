import type { DeskPayment } from '../desk.ts';

/** Khipu’s words for where a payment is. */
export type TransferStatus = 'pending' | 'verifying' | 'done';

/** A payment by transfer at Khipu. */
export interface Transfer extends DeskPayment {
  status: TransferStatus;
  statusDetail: 'pending' | 'normal' | 'reversed';
  /** Where the person goes who gives up. */
  cancelUrl: string;
  /** Where the service is told of it; undefined for nowhere. */
  notifyUrl: string | undefined;
  expiresAt: Date | undefined;
  /** The time ran out. */
  isExpired: boolean;
  paidAt?: Date;
}

/** As `GET /v3/payments/{id}` says it, and as a notification carries it. */
export function transferAnswer(transfer: Transfer, pageUrl: string): object {
  const { id, reference, description, amount, currency, status, statusDetail, expiresAt, paidAt } = transfer;
  return {
    payment_id: id,
    payment_url: pageUrl,
    simplified_transfer_url: pageUrl,
    transfer_url: pageUrl,
    app_url: pageUrl,
    ready_for_terminal: false,
    receiver_id: 500_000,
    subject: description,
    amount,
    currency,
    status,
    status_detail: statusDetail,
    transaction_id: reference,
    return_url: transfer.returnUrl,
    cancel_url: transfer.cancelUrl,
    ...(transfer.notifyUrl && { notify_url: transfer.notifyUrl, notify_api_version: '3.0' }),
    ...(expiresAt && { expires_date: expiresAt.toISOString() }),
    ...(paidAt && { conciliation_date: paidAt.toISOString() }),
  };
}
