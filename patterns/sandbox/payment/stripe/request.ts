import { isOnThisMachine } from '../../identity/loopback.ts';

/** What Stripe does not accept, by its own type of error. */
export class StripeProblem extends Error {
  readonly status: 400 | 401 | 404 | 429 | 500;
  readonly type: string;
  readonly param: string | undefined;

  constructor(message: string, status: StripeProblem['status'] = 400, type = 'invalid_request_error', param?: string) {
    super(message);
    this.status = status;
    this.type = type;
    this.param = param;
  }

  get body(): object {
    const { type, message, param } = this;
    return { error: { type, message, ...(param && { param }) } };
  }
}

/** What a service asks to be paid, once it was looked at. */
export interface StripeRequest {
  amount: number;
  currency: string;
  description: string;
  reference: string;
  returnUrl: string;
  cancelUrl: string;
  email: string | undefined;
  expiresAt: Date | undefined;
  metadata: Readonly<Record<string, string>>;
}

const line = /^line_items\[(\d+)\]\[(.+)$/;

/** @throws StripeProblem for what is missing or wrong, and for what this sandbox does not play. */
export function stripeRequestIn(sent: URLSearchParams): StripeRequest {
  if (sent.get('mode') !== 'payment') throw wrong('mode');
  const lines = linesIn(sent);
  const currencies = new Set(lines.map(({ currency }) => currency));
  if (currencies.size !== 1) throw wrong('line_items');
  const expires = sent.get('expires_at');
  return {
    amount: lines.reduce((total, { amount }) => total + amount, 0),
    currency: lines[0]!.currency.toUpperCase(),
    description: lines.map(({ name }) => name).join(', '),
    reference: sent.get('client_reference_id') ?? '',
    returnUrl: addressIn(sent, 'success_url'),
    cancelUrl: addressIn(sent, 'cancel_url'),
    email: sent.get('customer_email') ?? undefined,
    expiresAt: expires ? new Date(Number(expires) * 1000) : undefined,
    metadata: metadataIn(sent),
  };
}

export function amountIn(text: string | null, param: string, least = 0): number {
  if (!/^\d{1,8}$/.test(text ?? '') || Number(text) < least) throw wrong(param);
  return Number(text);
}

function linesIn(sent: URLSearchParams): { amount: number; currency: string; name: string }[] {
  const numbers = new Set([...sent.keys()].flatMap((key) => line.exec(key)?.[1] ?? []));
  if (!numbers.size) throw wrong('line_items');
  return [...numbers].map((number) => {
    const at = (path: string) => `line_items[${number}]${path}`;
    const currency = sent.get(at('[price_data][currency]')) ?? '';
    if (!/^[a-z]{3}$/i.test(currency)) throw wrong(at('[price_data][currency]'));
    const unit = amountIn(sent.get(at('[price_data][unit_amount]')), at('[price_data][unit_amount]'));
    const quantity = amountIn(sent.get(at('[quantity]')) ?? '1', at('[quantity]'), 1);
    return { amount: unit * quantity, currency, name: sent.get(at('[price_data][product_data][name]')) ?? '' };
  });
}

function metadataIn(sent: URLSearchParams): Record<string, string> {
  const found = [...sent].flatMap(([key, value]) => {
    const name = /^metadata\[([^\]]+)\]$/.exec(key)?.[1];
    return name ? [[name, value] as const] : [];
  });
  return Object.fromEntries(found);
}

function addressIn(sent: URLSearchParams, name: string): string {
  const address = sent.get(name) ?? '';
  if (!isOnThisMachine(address)) throw wrong(name);
  return address;
}

function wrong(param: string): StripeProblem {
  return new StripeProblem(`Missing or wrong: ${param}`, 400, 'invalid_request_error', param);
}
