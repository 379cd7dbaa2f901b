import { isOnThisMachine } from '../../identity/loopback.ts';

/** What Khipu does not accept. */
export class KhipuProblem extends Error {
  readonly status: 400 | 403 | 404;
  readonly field: string | undefined;

  constructor(message: string, status: KhipuProblem['status'] = 400, field?: string) {
    super(message);
    this.status = status;
    this.field = field;
  }

  get body(): object {
    const { status, message, field } = this;
    return { status, message, ...(field && { errors: [{ field, message }] }) };
  }
}

/** What a service asks to be paid, once it was looked at. */
export interface KhipuRequest {
  amount: number;
  currency: string;
  description: string;
  reference: string;
  returnUrl: string;
  cancelUrl: string;
  notifyUrl: string | undefined;
  expiresAt: Date | undefined;
}

/** @throws KhipuProblem for what is missing or wrong. Only pesos, which have no decimals. */
export function khipuRequestIn(body: Record<string, unknown>): KhipuRequest {
  if (body.currency !== 'CLP') throw wrong('currency');
  const expires = body.expires_date === undefined ? undefined : new Date(String(body.expires_date));
  if (expires && Number.isNaN(expires.getTime())) throw wrong('expires_date');
  if (body.notify_url !== undefined && body.notify_api_version !== '3.0') throw wrong('notify_api_version');
  return {
    amount: amountIn(body),
    currency: body.currency,
    description: textIn(body, 'subject'),
    reference: body.transaction_id === undefined ? '' : textIn(body, 'transaction_id'),
    returnUrl: addressIn(body, 'return_url'),
    cancelUrl: addressIn(body, body.cancel_url === undefined ? 'return_url' : 'cancel_url'),
    notifyUrl: body.notify_url === undefined ? undefined : addressIn(body, 'notify_url'),
    expiresAt: expires,
  };
}

export function amountIn({ amount }: Record<string, unknown>): number {
  if (Number.isInteger(amount) && (amount as number) > 0) return amount as number;
  throw wrong('amount');
}

function textIn(body: Record<string, unknown>, name: string): string {
  const text = body[name];
  if (typeof text === 'string' && text.trim() && text.length <= 255) return text;
  throw wrong(name);
}

function addressIn(body: Record<string, unknown>, name: string): string {
  const address = textIn(body, name);
  if (!isOnThisMachine(address)) throw wrong(name);
  return address;
}

function wrong(name: string): KhipuProblem {
  return new KhipuProblem(`Missing or wrong: ${name}`, 400, name);
}
