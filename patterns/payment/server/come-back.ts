import type { Context } from 'hono';
import { receiveForm } from '@plaza-ds/forms/server';
import { formLimits } from './pay.ts';
import { showMissing, showTooMany } from './payment-page.ts';
import type { RunningPages } from './running-pages.ts';

/**
 * A browser comes back from a provider: by an address, or by a form of another site, which brings no cookie of ours. The handle is
 * all that counts. It makes us ask, and leads to our own page.
 */
export async function comeBack(running: RunningPages, call: Context): Promise<Response> {
  const wait = running.waitFor(call, 'ask');
  if (wait) return showTooMany(running, call, wait.seconds);
  const handle = await running.payments.comeBack(call.req.param('handle') ?? '', await cameWith(call));
  if (handle === undefined) return showMissing(running, call);
  running.log({ event: 'came-back' });
  return call.redirect(`${running.base}/${handle}`, 303);
}

/** What came along; nothing where it is more than any provider sends. */
async function cameWith(call: Context): Promise<URLSearchParams> {
  const { searchParams } = new URL(call.req.url);
  if (call.req.method !== 'POST') return searchParams;
  const { fields } = await receiveForm(call.req.raw, [], formLimits);
  for (const [name, values] of fields) for (const value of values) searchParams.append(name, value);
  return searchParams;
}
