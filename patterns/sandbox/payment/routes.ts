import { securityHeaders, siteAt } from '@plaza-ds/forms/server';
import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { languageDetector } from 'hono/language';
import { withFormsTo } from '../identity/policy.ts';
import { problemPage } from '../inbox/pages.ts';
import { languages } from '../words/words.ts';
import { controlRoutes } from './control-routes.ts';
import { show } from './environment.ts';
import type { Desks, Environment } from './environment.ts';
import { flowRoutes } from './flow/routes.ts';
import { govukPayRoutes } from './govuk-pay/routes.ts';
import { khipuRoutes } from './khipu/routes.ts';
import { ledgerPage } from './ledger-page.ts';
import { paymentsPage } from './pages.ts';
import { secureRoutes } from './secure-routes.ts';
import { stripeRoutes } from './stripe/routes.ts';
import { webpayRoutes } from './webpay/routes.ts';

const sendAtOnce = "document.querySelector('form[data-send-at-once]')?.submit();\n";

/** Puts all of it onto a server: below `/payment`, and Stripe’s API below `/v1`, for its client takes no path. */
export function mountPayments(app: Hono, origin: string, desks: Desks): void {
  const routes = paymentRoutes(origin, desks);
  for (const path of ['/payment', '/payment/*']) app.all(path, (call) => routes.fetch(call.req.raw, call.env as never));
  const stripe = stripeRoutes(desks.stripe);
  app.all('/v1/*', (call) => stripe.fetch(call.req.raw, call.env as never));
}

/** Everything below `/payment/`: what services ask, what people see, and how it goes wrong. */
function paymentRoutes(origin: string, desks: Desks): Hono<Environment> {
  const app = new Hono<Environment>({ strict: false }).basePath('/payment');
  app.route('/govuk-pay', govukPayRoutes(desks['govuk-pay']));
  app.route('/webpay', webpayRoutes(desks.webpay));
  app.route('/flow', flowRoutes(desks.flow));
  app.route('/khipu', khipuRoutes(desks.khipu));
  app.get('/send-at-once.js', (call) => call.body(sendAtOnce, 200, { 'Content-Type': 'text/javascript' }));
  app.route('/', pagesOf(origin, desks));
  return app;
}

function pagesOf(origin: string, desks: Desks): Hono<Environment> {
  const pages = new Hono<Environment>({ strict: false });
  pages.use(async (call, next) => {
    await next();
    const policy = call.res.headers.get('Content-Security-Policy');
    if (policy) call.header('Content-Security-Policy', withFormsTo(policy, call.get('formsTo')));
  });
  pages.use(securityHeaders(siteAt(origin, ''), '/plaza'));
  pages.use(
    languageDetector({
      order: ['querystring', 'header'],
      lookupQueryString: 'language',
      supportedLanguages: [...languages],
      fallbackLanguage: 'en',
      caches: false,
    }),
  );
  pages.use(async (call, next) => {
    await next();
    call.header('Cache-Control', 'no-store');
    call.header('Vary', 'Accept-Language');
  });
  pages.use(csrf());
  pages.onError((error, call) => {
    if (!('status' in error && error.status === 403)) throw error;
    return show(call, problemPage('refused', call.get('language')), 403);
  });
  pages.get('/', (call) => show(call, paymentsPage(desks, call.get('language'))));
  pages.get('/ledger', (call) => show(call, ledgerPage(desks, call.get('language'))));
  controlRoutes(pages, desks);
  secureRoutes(pages, desks);
  pages.all('*', (call) => show(call, problemPage('notFound', call.get('language')), 404));
  return pages;
}
