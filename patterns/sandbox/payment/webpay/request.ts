import { isOnThisMachine } from '../../identity/loopback.ts';
import { WebpayProblem } from './problem.ts';

/** What a service asks to be paid, once it was looked at. */
export interface WebpayRequest {
  buyOrder: string;
  sessionId: string;
  amount: number;
  returnUrl: string;
}

/**
 * Reads what a service sent. Pesos have no decimals: what is no whole number is refused, whatever the real one does.
 *
 * @throws WebpayProblem
 */
export function webpayRequestIn(body: Record<string, unknown>): WebpayRequest {
  const returnUrl = textIn(body, 'return_url', 255);
  if (!isOnThisMachine(returnUrl)) throw wrong('return_url');
  return {
    buyOrder: textIn(body, 'buy_order', 26),
    sessionId: textIn(body, 'session_id', 61),
    amount: amountIn(body),
    returnUrl,
  };
}

/** @throws WebpayProblem for what is not a number of whole pesos above nothing. */
export function amountIn({ amount }: Record<string, unknown>): number {
  if (Number.isInteger(amount) && (amount as number) > 0) return amount as number;
  throw wrong('amount');
}

function textIn(body: Record<string, unknown>, name: string, most: number): string {
  const text = body[name];
  if (typeof text === 'string' && text.trim() && text.length <= most) return text;
  throw wrong(name);
}

export function wrong(name: string): WebpayProblem {
  return new WebpayProblem(`Invalid value for parameter: ${name}`);
}
