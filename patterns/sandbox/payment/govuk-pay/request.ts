import { isOnThisMachine } from '../../identity/loopback.ts';
import { PayProblem } from './problem.ts';

/** What a service asks to be paid, once it was looked at. */
export interface CardRequest {
  amount: number;
  reference: string;
  description: string;
  returnUrl: string;
  language: 'en' | 'cy';
  delayedCapture: boolean;
  moto: boolean;
  metadata: Readonly<Record<string, string | number | boolean>> | undefined;
  email: string | undefined;
}

const mostPence = 10_000_000;
const notPlayed = ['agreement_id', 'set_up_agreement', 'agreement_payment_type'];

/**
 * Reads what a service sent.
 *
 * @throws PayProblem P0101 for what is missing, P0102 for what is wrong, P0196 for what this sandbox does not play.
 */
export function cardRequestIn(body: Record<string, unknown>): CardRequest {
  for (const field of ['amount', 'reference', 'description', 'return_url'])
    if (body[field] === undefined || body[field] === null || body[field] === '') throw missing(field);
  const other = notPlayed.find((field) => body[field] !== undefined);
  if (other || (body.authorisation_mode ?? 'web') !== 'web')
    throw new PayProblem('P0196', 422, 'The sandbox plays payments by card on the web, and no others', {
      field: other ?? 'authorisation_mode',
    });
  const language = body.language ?? 'en';
  if (language !== 'en' && language !== 'cy') throw wrong('language', 'en or cy');
  return {
    amount: amountIn(body, 'P0102', 0),
    reference: textIn(body, 'reference', 255),
    description: textIn(body, 'description', 255),
    returnUrl: addressIn(body),
    language,
    delayedCapture: flagIn(body, 'delayed_capture'),
    moto: flagIn(body, 'moto'),
    metadata: metadataIn(body),
    email: body.email === undefined ? undefined : textIn(body, 'email', 254),
  };
}

/** @throws PayProblem with the code that is given. */
export function amountIn(body: Record<string, unknown>, code: string, least: number, field = 'amount'): number {
  const amount = body[field];
  if (!Number.isInteger(amount)) throw wrong(field, 'a whole number of pence', 400, code);
  if ((amount as number) < least || (amount as number) > mostPence)
    throw wrong(field, `from ${least} to ${mostPence}`, 422, code);
  return amount as number;
}

export function missing(field: string, code = 'P0101'): PayProblem {
  return new PayProblem(code, 400, `Missing: ${field}`, { field });
}

function wrong(field: string, expected: string, status: 400 | 422 = 422, code = 'P0102'): PayProblem {
  return new PayProblem(code, status, `Not accepted: ${field}. Expected: ${expected}`, { field });
}

function textIn(body: Record<string, unknown>, field: string, most: number): string {
  const text = body[field];
  if (typeof text !== 'string') throw wrong(field, 'text', 400);
  if (text.length > most) throw wrong(field, `no more than ${most} characters`);
  return text;
}

function flagIn(body: Record<string, unknown>, field: string): boolean {
  const flag = body[field] ?? false;
  if (typeof flag !== 'boolean') throw wrong(field, 'true or false', 400);
  return flag;
}

function addressIn(body: Record<string, unknown>): string {
  const address = textIn(body, 'return_url', 2000);
  if (!isOnThisMachine(address)) throw wrong('return_url', 'an address of this machine, for this is a sandbox');
  return address;
}

function metadataIn({ metadata }: Record<string, unknown>): CardRequest['metadata'] {
  if (metadata === undefined) return undefined;
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata))
    throw wrong('metadata', 'an object');
  if (Object.values(metadata).some((value) => !['string', 'number', 'boolean'].includes(typeof value)))
    throw wrong('metadata', 'text, numbers, true and false');
  return metadata as CardRequest['metadata'];
}
