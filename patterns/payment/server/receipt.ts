import type { Context } from 'hono';
import { receiptHtml } from './pages/receipt.ts';
import { receiptPdf } from './receipt-pdf.ts';
import { addressOf } from './pages/parts.ts';
import { settingAt, showMissing } from './payment-page.ts';
import type { Shown } from './payments.ts';
import type { RunningPages } from './running-pages.ts';

/** Whether there is a receipt of it: money was taken, and it is what was asked for. */
export function hasReceipt({ state }: Shown): boolean {
  return state.paid !== undefined && state.status !== 'held';
}

export async function showReceipt(running: RunningPages, call: Context): Promise<Response> {
  const handle = call.req.param('handle') ?? '';
  const shown = await running.payments.look(handle);
  if (!shown) return showMissing(running, call);
  const setting = settingAt(running, call, shown);
  if (!hasReceipt(shown)) return call.redirect(addressOf(setting, handle), 303);
  return running.show(call, setting.language, receiptHtml(setting, shown, handle));
}

/** The receipt to keep, as a file whose name tells nothing of the person. */
export async function showReceiptPdf(running: RunningPages, call: Context): Promise<Response> {
  const handle = call.req.param('handle') ?? '';
  const shown = await running.payments.look(handle);
  if (!shown) return showMissing(running, call);
  const setting = settingAt(running, call, shown);
  if (!hasReceipt(shown)) return call.redirect(addressOf(setting, handle), 303);
  const pdf = await receiptPdf(setting, shown);
  return call.body(new Uint8Array(pdf).buffer, 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${shown.reference}.pdf"`,
  });
}
