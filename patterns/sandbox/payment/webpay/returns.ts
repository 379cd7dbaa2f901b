import type { PaymentAccident } from '../accidents.ts';
import type { WayBack } from '../endings.ts';
import type { WebpayTransaction } from './transaction.ts';

/**
 * The four ways back to a service. With a card, whether it was taken or not: `token_ws`. After too long: the session and the order,
 * and no token. After giving up: `TBK_TOKEN`, the session and the order, by POST in Transbank’s test environment. From the page of
 * an error: both tokens, the session and the order.
 */
export function wayBackOf(transaction: WebpayTransaction, accident: PaymentAccident | undefined): WayBack {
  const { id, form, returnUrl } = transaction;
  const named = namesOf(transaction, accident);
  if (form === 'timed-out') return byGet(returnUrl, named);
  if (form === 'failed') return byGet(returnUrl, { token_ws: id, TBK_TOKEN: id, ...named });
  if (form !== 'aborted') return byGet(returnUrl, { token_ws: id });
  const fields = { TBK_TOKEN: id, ...named };
  return accident === 'abort-by-get' ? byGet(returnUrl, fields) : { kind: 'post', url: returnUrl, fields };
}

/** Webpay’s pages spell the session in two ways. */
function namesOf({ reference, sessionId }: WebpayTransaction, accident: PaymentAccident | undefined) {
  const session = accident === 'other-spelling' ? 'TBK_ID_SESSION' : 'TBK_ID_SESION';
  return { [session]: sessionId, TBK_ORDEN_COMPRA: reference };
}

function byGet(address: string, fields: Record<string, string>): WayBack {
  const url = new URL(address);
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  return { kind: 'return', url: url.href };
}
