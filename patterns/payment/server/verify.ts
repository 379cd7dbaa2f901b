import type { Context } from 'hono';
import { readReference } from '@plaza-ds/forms/server';
import { settingFor } from './pages/parts.ts';
import { verifyPage } from './pages/verify.ts';
import { showTooMany } from './payment-page.ts';
import { hasReceipt } from './receipt.ts';
import type { RunningPages } from './running-pages.ts';

/** Says of a reference whether it stands on a receipt of ours, for what total and when, and nothing of the person. */
export async function verify(running: RunningPages, call: Context): Promise<Response> {
  const setting = settingFor(running, running.languageOf(call));
  const code = call.req.query('code')?.trim();
  if (!code) return running.show(call, setting.language, verifyPage(setting, {}));
  const wait = running.waitFor(call, 'ask');
  if (wait) return showTooMany(running, call, wait.seconds);
  const reference = readReference(code);
  const found = reference === undefined ? undefined : await running.payments.find(reference);
  const shown = found && hasReceipt(found) ? found : undefined;
  return running.show(call, setting.language, verifyPage(setting, { code, isMisread: !reference, shown }));
}
