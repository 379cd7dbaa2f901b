import type { IncomingMessage, ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { PaymentAccident } from './accidents.ts';
import type { Desk } from './desk.ts';
import type { PaymentLeg } from './provider.ts';

/** What a request came by, where it came over a connection. */
export interface Connection {
  Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse };
}

export interface LegOptions {
  leg: PaymentLeg;
  /** What goes wrong with the payment that is meant. */
  accident: PaymentAccident | undefined;
  /** Does what was asked. */
  act(): Promise<Response> | Response;
  /** What the provider answers where it fails. */
  down(): Response;
}

/** Answers a service at one of a provider’s addresses: or fails before anything was done, or is cut off after it was. */
export async function atLeg(
  desk: Pick<Desk, 'count' | 'pause'>,
  call: Context,
  { leg, accident, act, down }: LegOptions,
): Promise<Response> {
  desk.count(leg);
  if (accident === 'slow') await desk.pause();
  if (accident === `${leg}-down`) return down();
  const answer = await act();
  return accident === `${leg}-cut` ? cutOff(call, down) : answer;
}

/** Cuts the connection: whoever asked hears nothing more. */
export function cutOff(call: Context, otherwise: () => Response): Response {
  const { incoming } = (call.env ?? {}) as Connection['Bindings'];
  if (!incoming) return otherwise();
  incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
