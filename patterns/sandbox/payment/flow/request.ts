import { createHmac, timingSafeEqual } from 'node:crypto';
import { isOnThisMachine } from '../../identity/loopback.ts';

/** What Flow does not accept. Its own numbers are not known to us but for 1605. */
export class FlowProblem extends Error {
  readonly code: number;
  readonly status: 400 | 401 | 500;

  constructor(message: string, status: FlowProblem['status'] = 400, code: number = status) {
    super(message);
    this.status = status;
    this.code = code;
  }

  get body(): object {
    return { code: this.code, message: this.message };
  }
}

export type Parameters = Readonly<Record<string, string>>;

/** What a service asks to be paid, once it was looked at. */
export interface FlowRequest {
  commerceOrder: string;
  subject: string;
  currency: string;
  amount: number;
  email: string;
  returnUrl: string;
  confirmationUrl: string;
  optional: string | undefined;
  timeout: number | undefined;
}

/** HMAC-SHA256 in hex, over every name and value in the order of the names. */
function signatureOf(parameters: Parameters, secretKey: string): string {
  const names = Object.keys(parameters)
    .filter((name) => name !== 's')
    .sort();
  const text = names.map((name) => name + parameters[name]!).join('');
  return createHmac('sha256', secretKey).update(text).digest('hex');
}

/** @throws FlowProblem where another sent it, or it was changed on the way. */
export function checkSigned(parameters: Parameters, apiKey: string, secretKey: string): void {
  if (parameters.apiKey !== apiKey) throw new FlowProblem('apiKey not found', 401);
  const given = Buffer.from(parameters.s ?? '');
  const expected = Buffer.from(signatureOf(parameters, secretKey));
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new FlowProblem('The signature s is missing, or is another', 401);
}

/** @throws FlowProblem for what is missing or wrong. Only pesos, which have no decimals. */
export function flowRequestIn(parameters: Parameters): FlowRequest {
  const currency = parameters.currency || 'CLP';
  if (currency !== 'CLP') throw wrong('currency');
  const { timeout } = parameters;
  if (timeout && !/^[1-9]\d*$/.test(timeout)) throw wrong('timeout');
  return {
    commerceOrder: textIn(parameters, 'commerceOrder'),
    subject: textIn(parameters, 'subject'),
    currency,
    amount: amountIn(parameters),
    email: textIn(parameters, 'email'),
    returnUrl: addressIn(parameters, 'urlReturn'),
    confirmationUrl: addressIn(parameters, 'urlConfirmation'),
    optional: parameters.optional || undefined,
    timeout: timeout ? Number(timeout) : undefined,
  };
}

export function amountIn({ amount = '' }: Parameters): number {
  if (!/^[1-9]\d{0,11}$/.test(amount)) throw wrong('amount');
  return Number(amount);
}

export function textIn(parameters: Parameters, name: string): string {
  const text = parameters[name]?.trim();
  if (!text) throw wrong(name);
  return text;
}

export function addressIn(parameters: Parameters, name: string): string {
  const address = textIn(parameters, name);
  if (!isOnThisMachine(address)) throw wrong(name);
  return address;
}

function wrong(name: string): FlowProblem {
  return new FlowProblem(`Missing or wrong: ${name}`);
}
