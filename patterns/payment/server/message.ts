import type { Context } from 'hono';
import type { RunningPages } from './running-pages.ts';

/**
 * A provider says that something happened. It is answered as soon as it is known to be the provider's own, and asked about
 * afterwards: providers wait for some seconds and send again. What is lost here is found by `askDue`.
 */
export async function hear(running: RunningPages, call: Context): Promise<Response> {
  if (running.waitFor(call, 'message')) return call.body(null, 429);
  const name = call.req.param('provider') ?? '';
  const isKnown = running.payments.providers.some((provider) => provider.name === name);
  const about = isKnown ? { provider: name } : {};
  const body = new Uint8Array(await call.req.arrayBuffer());
  const heard = await running.payments.receive(name, { body, headers: call.req.raw.headers });
  if (!heard) {
    running.log({ event: 'message-refused', ...about, status: 400 });
    return call.body(null, 400);
  }
  running.log({ event: 'message-heard', ...about });
  running.goOnWith(heard.asked, { event: 'failed', ...about });
  return call.body(null, 204);
}
