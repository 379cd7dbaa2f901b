import { Hono } from 'hono';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { StoreUnavailable } from '@plaza-ds/forms/server';
import { comeBack } from './come-back.ts';
import { hear } from './message.ts';
import type { PaymentPagesOptions } from './page-options.ts';
import { settingFor } from './pages/parts.ts';
import { plainPage } from './pages/plain.ts';
import { pay } from './pay.ts';
import { showAlready, showGoing, showMissing, showPayment } from './payment-page.ts';
import { showReceipt, showReceiptPdf } from './receipt.ts';
import { RunningPages } from './running-pages.ts';
import { verify } from './verify.ts';

/** The pages of payments under their address, for any server that hands it a `Request` and sends its `Response`. */
export interface PaymentPages {
  /** Answers every request under the address of the pages. */
  fetch(request: Request, environment?: unknown): Response | Promise<Response>;
  /** Ends when all messages that were answered are also acted on: before a server stops. */
  settled(): Promise<void>;
}

/** As much as any provider sends. */
const longestMessage = 1_000_000;

/**
 * What people and providers meet of a payment: its permanent page, whose content is how things stand; the way to the provider and
 * back; messages of providers; the receipt, and where anybody checks one.
 */
export function paymentPages(options: PaymentPagesOptions): PaymentPages {
  const running = new RunningPages(options);
  const app = new Hono({ strict: false }).basePath(running.base);

  app.use(async (call, next) => {
    await next();
    call.header('Cache-Control', 'no-store');
    if (call.req.path.includes('/return/')) call.header('Referrer-Policy', 'no-referrer');
  });
  app.use('/webhook/*', bodyLimit({ maxSize: longestMessage, onError: (call) => call.body(null, 413) }));

  const routes: [
    method: 'GET' | 'POST',
    path: string,
    (running: RunningPages, call: Context) => Response | Promise<Response>,
  ][] = [
    ['GET', '/verify', verify],
    ['GET', '/return/:handle', comeBack],
    ['POST', '/return/:handle', comeBack],
    ['POST', '/webhook/:provider', hear],
    ['GET', '/:handle', showPayment],
    ['POST', '/:handle', pay],
    ['GET', '/:handle/going', showGoing],
    ['GET', '/:handle/already', showAlready],
    ['GET', '/:handle/receipt', showReceipt],
    ['GET', '/:handle/receipt.pdf', showReceiptPdf],
  ];
  for (const [method, path, answer] of routes) app.on(method, path, (call) => answer(running, call));
  app.notFound((call) => showMissing(running, call));
  app.onError((error, call) => showFailure(running, call, error));

  return {
    fetch: (request, environment) => app.fetch(request, environment as object | undefined),
    settled: () => running.settled(),
  };
}

function showFailure(running: RunningPages, call: Context, error: Error): Promise<Response> {
  const isOutage = error instanceof StoreUnavailable;
  const status = isOutage ? 503 : 500;
  running.logError({ event: isOutage ? 'unavailable' : 'failed', status }, error);
  if (isOutage) call.header('Retry-After', '60');
  const setting = settingFor(running, running.languageOf(call));
  const { words } = setting;
  const [title, help] = isOutage
    ? (['unavailableHeading', 'unavailableHelp'] as const)
    : (['failedHeading', 'failedHelp'] as const);
  return running.show(call, setting.language, plainPage(setting, words(title), words(help)), status);
}
