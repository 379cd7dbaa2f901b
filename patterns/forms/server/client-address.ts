import ipaddr from 'ipaddr.js';

/**
 * Says from which address a request comes; undefined where that is not known.
 *
 * @param environment What the server handed to `fetch` beside the request.
 */
export type ClientOf = (request: Request, environment: unknown) => string | undefined;

/** The other end of the connection, where people reach a server of `@hono/node-server` directly. Behind a proxy it is the proxy. */
export const clientAtSocket: ClientOf = (_request, environment) =>
  (environment as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress;

/**
 * What the outermost of your own proxies saw, each of which adds to `X-Forwarded-For`. What stands before that was written by
 * somebody else, who may have made it up.
 *
 * @param proxies How many of them there are, 1 or more.
 * @throws TypeError where it is no such number, for the wrong end of the list is anybody’s.
 */
export function clientBehind(proxies: number): ClientOf {
  if (!Number.isInteger(proxies) || proxies < 1)
    throw new TypeError(`clientBehind(${proxies}): say how many proxies of your own there are, 1 or more.`);
  return ({ headers }) => {
    const seen = headers.get('x-forwarded-for')?.split(',');
    return seen?.at(-proxies)?.trim() || undefined;
  };
}

/** What one connection has: an IPv4 address, or all the IPv6 addresses with the same first 64 bits. Anything else is left as it is. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const bytes = ipaddr.process(address).toByteArray();
  return bytes.length === 4 ? bytes.join('.') : Buffer.from(bytes.slice(0, 8)).toString('hex');
}
